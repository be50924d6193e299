import { describe, expect, it } from 'vitest';
import { truthOf, worldOf } from '../../../core/strategy/evaluation.ts';
import { all } from '../../../core/strategy/expression.ts';
import { MARKS, PLACES, VERBS, type Rule } from '../../../core/strategy/rule.ts';
import { CHAPTERS, RULE_IDS, ruleOf, RULES } from '../../../core/strategy/rules.ts';
import { factsWhere } from './search.ts';

const span = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `S${String(from + at).padStart(3, '0')}`);

/** The ids of the clinical notes, written off their tables; the numbering has holes. */
const NOTED = [
  ...span(1, 11),
  ...span(20, 30),
  ...span(39, 62),
  ...span(70, 79),
  'S079b',
  ...span(80, 90),
  ...span(100, 113),
  ...span(120, 134),
  ...span(140, 155),
];

/** Verbs of the notes; a row that names none has the one its text says. */
const VERBS_NOTED: Readonly<Record<string, string>> = {
  GATE: 'S005 S089 S140 S141 S142 S143 S144 S145 S147 S148 S149 S150 S151',
  AVOID: 'S084 S129 S132',
  CAUT: 'S002 S010 S027 S030 S050 S051 S053 S059 S079b S086 S088 S109 S128 S146 S152 S153',
  REC:
    'S004 S026 S039 S040 S041 S042 S043 S047 S049 S052 S054 S055 S058 S062 S071 S072 S073 S075 S080 S082 S083 ' +
    'S085 S090 S102 S103 S104 S105 S106 S111 S121 S126 S134 S154',
  CONS: 'S048 S056 S057 S060 S061 S074 S077 S078 S079 S081 S107 S108 S110 S112 S122 S123 S124 S125 S127 S130 S131',
  INFO: 'S001 S003 S006 S007 S008 S009 S011 S021 S028 S029 S045 S046 S087 S101 S113 S155',
  DEF: 'S020 S022 S023 S024 S025 S044 S070 S076 S100 S120 S133',
};

describe('the tables', () => {
  it('hold exactly the rules of the notes, each once', () => {
    expect(RULE_IDS.toSorted()).toEqual(NOTED.toSorted());
    expect(new Set(RULE_IDS).size).toBe(113);
  });

  it('give each rule the verb of the notes', () => {
    const given = Object.fromEntries(
      VERBS.map((verb) => [verb, RULE_IDS.filter((id) => ruleOf(id)?.verb === verb).join(' ')]),
    );
    expect(given).toEqual(
      Object.fromEntries(
        Object.entries(VERBS_NOTED).map(([verb, ids]) => [
          verb,
          RULE_IDS.filter((id) => ids.split(' ').includes(id)).join(' '),
        ]),
      ),
    );
  });

  it('give each rule a text of its own, a reason, a place in the review and a mark', () => {
    const texts = RULES.map(({ text }) => text);
    expect(
      RULES.filter(
        ({ text, why, where, mark }) =>
          text.length < 20 ||
          why === '' ||
          where.length === 0 ||
          !where.every((place) => place in PLACES) ||
          !(mark in MARKS),
      ).map(({ id }) => id),
    ).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('mark what the notes mark as inferred or as hanging on the drawing', () => {
    const marked = (mark: Rule['mark']): readonly string[] =>
      RULE_IDS.filter((id) => ruleOf(id)?.mark === mark);
    expect(marked('inferred')).toEqual(expect.arrayContaining(['S079', 'S122', 'S128']));
    expect(marked('figure-not-seen')).toEqual(['S127', 'S133']);
  });

  it('say in every note about our own reading that the rule is not just read', () => {
    expect(
      RULES.filter(
        ({ notes = [], mark }) => mark === 'read' && notes.some((note) => /^".*is read as/.test(note)),
      ).map(({ id }) => id),
    ).toEqual([]);
  });

  it.each([
    ['CT-RECTOR', 'S025', /more than 50 %.*at least 50 %/],
    ['CT-RECTOR', 'S046', /more than 50 %.*at least 50 %/],
    ['BAM', 'S107', /proximal cap/],
    ['atherectomy', 'S143', /transition zone/],
    ['lithotripsy', 'S146', /encourages and warns/],
    ['two steps, three sections', 'S121', /two main steps.*three sections/],
    ['IVUS before atherectomy', 'S125', /ideally/],
    ['reference numbers', 'S021', /the section counts/],
    ['reference numbers', 'S083', /the section counts/],
    ['Astato', 'S071', /misprint/],
    ['grouping of moderate and severe', 'S001', /moderate with severe/],
  ])('note the inconsistency of the review on %s at %s', (_what, id, words) => {
    expect(ruleOf(id)?.notes?.join(' ')).toMatch(words);
  });

  it('put the ladders in the order of the notes', () => {
    const rungs = (ladder: string): readonly string[] =>
      RULES.flatMap(({ id, rung }) => (rung?.ladder === ladder ? [{ id, step: rung.step }] : []))
        .toSorted((a, b) => a.step - b.step)
        .map(({ id, step }) => `${ladder}${step} ${id}`);
    expect([...rungs('A'), ...rungs('B'), ...rungs('C')]).toEqual([
      'A1 S071',
      'A2 S072',
      'A3 S073',
      'A4 S074',
      'A5 S077',
      'A6 S078',
      'A7 S079',
      'B1 S102',
      'B2 S103',
      'B3 S104',
      'B4 S105',
      'B5 S106',
      'B6 S107',
      'B7 S108',
      'B8 S112',
      'C1 S122',
      'C2 S123',
      'C3 S124',
      'C4 S125',
    ]);
  });

  it('run from the strongest verb to the weakest, and within a verb by rung', () => {
    const strengths = RULES.map(({ verb }) => VERBS.indexOf(verb));
    expect(strengths).toEqual(strengths.toSorted((a, b) => a - b));
    const steps = RULES.filter(({ verb, rung }) => verb === 'REC' && rung !== undefined).map(
      ({ rung }) => rung?.step ?? 0,
    );
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it('stand in chapters that hold every rule', () => {
    expect(CHAPTERS.flatMap(({ rules }) => rules).length).toBe(RULES.length);
    expect(ruleOf('S012')).toBeUndefined();
  });
});

describe('every rule', () => {
  const alwaysOnShow = new Set(['S020', 'S021', 'S022', 'S023', 'S026']);

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s can hold, and can fail to', (id, { when }) => {
    expect(factsWhere(when, true)).not.toBeNull();
    if (!alwaysOnShow.has(id)) expect(factsWhere(when, false)).not.toBeNull();
  });

  // What is on show is no fact, and a wire that nobody has proven is not proven.
  const neverWaits = new Set([...alwaysOnShow, 'S089']);
  it.each(RULES.filter(({ id }) => !neverWaits.has(id)).map((rule) => [rule.id, rule] as const))(
    '%s waits while nothing is known',
    (_id, { when }) => {
      expect(truthOf(when, worldOf({}))).toBe('waits');
    },
  );
});

describe('two rules that pull apart', () => {
  const asking = RULES.filter(({ verb, asks }) => (verb === 'REC' || verb === 'CONS') && asks !== undefined);
  const warning = RULES.filter(({ against, limits }) => against !== undefined || limits !== undefined);
  const mentions = (rule: Rule, other: Rule): boolean =>
    (rule.notes ?? []).some((note) => note.includes(other.id));
  const pairs = warning.flatMap((against) =>
    asking
      .filter(({ asks = [] }) =>
        asks.some((action) => [...(against.against ?? []), ...(against.limits ?? [])].includes(action)),
      )
      .map((asked) => [`${against.id} and ${asked.id}`, against, asked] as const),
  );

  it('are some, so that this test has something to hold', () => {
    expect(pairs.length).toBeGreaterThan(20);
  });

  it.each(pairs)('%s never speak in one case without a note', (_name, against, asked) => {
    const isNoted = mentions(against, asked) || mentions(asked, against);
    expect(isNoted || factsWhere(all(against.when, asked.when), true, 40_000) === null).toBe(true);
  });

  it('are noted only where they can meet', () => {
    const idle = pairs.filter(
      ([, against, asked]) =>
        (mentions(against, asked) || mentions(asked, against)) &&
        factsWhere(all(against.when, asked.when), true, 40_000) === null,
    );
    // S125 itself asks for what S089 asks for, and says so.
    expect(idle.map(([name]) => name)).toEqual(['S089 and S125']);
  });
});

describe('a rule against something', () => {
  it('is every gate or avoidance of an action that another rule asks for', () => {
    expect(
      RULES.filter(
        ({ verb, against, limits }) =>
          (verb === 'GATE' || verb === 'AVOID') && against === undefined && limits === undefined,
      )
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['S147', 'S148']);
  });
});
