import { describe, expect, it } from 'vitest';
import { FACT_PATHS, type CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { measured, stated, unknown } from '../../../core/lesion/fact.ts';
import { adviceFor, factWords } from '../../../core/strategy/advice.ts';
import {
  differenceOf,
  explained,
  openQuestions,
  questionFor,
  whatIf,
  type Explanation,
} from '../../../core/strategy/explanation.ts';
import { RULE_IDS } from '../../../core/strategy/rules.ts';

function explanation(id: string, facts: CaseFacts): Explanation {
  const found = explained(id, facts);
  if (found === null) throw new Error(`no rule ${id}`);
  return found;
}

describe('an explanation', () => {
  it('of a rule that fires names its facts with their values', () => {
    const why = explanation('S111', {
      angioCalcium: 'moderate',
      proximalTortuosity: 'severe',
      occlusionLengthMm: { ct: 28 },
    });
    expect([why.state, why.questions]).toEqual(['fires', []]);
    expect(why.sentence).toBe(
      'S111 applies: calcium on angiography: moderate, tortuosity of the proximal vessel: severe, ' +
        'occlusion length on CT: 28 mm.',
    );
    expect(why.facts.map(({ fact }) => fact)).toEqual([
      'angioCalcium',
      'proximalTortuosity',
      'occlusionLengthMm.ct',
    ]);
    expect([why.verb, why.where, why.mark]).toEqual([
      'REC',
      'Section (III), calcified plaque preparation',
      'partly our inference',
    ]);
    expect(why.notes.length).toBe(2);
  });

  it('tells how each fact came to be known, or why it is not', () => {
    const facts: CaseFacts = { capImpenetrable: true };
    const why = explained(
      'S073',
      facts,
      {},
      {
        capImpenetrable: stated(true, 'Dr Example'),
        proximalCapCalcified: unknown('outside the CT'),
      },
    );
    expect(why?.facts).toEqual([
      { fact: 'proximalCapCalcified', words: 'calcified proximal cap: not known', origin: 'outside the CT' },
    ]);
    const cap = explained('S070', facts, {}, { capImpenetrable: stated(true, 'Dr Example') });
    expect(cap?.facts[0]?.origin).toBe('stated by Dr Example');
    const length = explained(
      'S083',
      { occlusionLengthMm: { ct: 30 } },
      {},
      {
        'occlusionLengthMm.ct': measured(30, 'occlusion/1'),
      },
    );
    expect(length?.facts[0]?.origin).toBe('measured by occlusion/1');
    expect(explanation('S070', facts).facts[0]?.origin).toBeNull();
  });

  it('of a gate that blocks says what it limits and what breaks it', () => {
    const why = explanation('S141', { balloon: { kind: 'NC', pressureAtm: 30 } });
    expect([why.state, why.sentence]).toEqual([
      'blocks',
      'S141 blocks. An ordinary non-compliant balloon stays below 30 atm; only an OPN goes beyond (S142). ' +
        '(kind of balloon: NC, pressure of the balloon: 30 atm)',
    ]);
  });

  it('of a rule that waits gives the questions to ask', () => {
    const why = explanation('S073', { capImpenetrable: true });
    expect([why.state, why.questions]).toEqual(['waits', ['Calcified proximal cap: yes or no?']]);
    expect(why.sentence).toBe('S073 waits for an answer: calcified proximal cap: not known.');
  });

  it('of a rule that is silent says why not, and what it would take', () => {
    const why = explanation('S079', { capImpenetrable: true, collaterals: { interventional: false } });
    expect([why.state, why.questions]).toEqual(['silent', []]);
    expect(why.sentence).toBe(
      'S079 does not apply: collateral that a wire and microcatheter can cross: no. It would, if impenetrable ' +
        'proximal cap: yes AND collateral that a wire and microcatheter can cross: yes.',
    );
  });

  it('lays the condition out part by part, through its definitions', () => {
    const { step } = explanation('S004', { phase: 'before-stent', ctCalcium: { maxCsaPercent: 40 } });
    expect(step.truth).toBe(false);
    expect(step.of.map(({ words, truth }) => [words, truth])).toEqual([
      ['calcium is severe', false],
      ['phase of the procedure: before-stent', true],
    ]);
    expect(step.of[0]?.of[0]?.of.map(({ truth }) => truth)).toEqual([false, 'waits']);
    const gate = explanation('S147', { deviceUncrossable: true, balloon: { diameterMm: 2 } }).step;
    expect(gate.of.map(({ truth }) => truth)).toEqual([true, true, true]);
    expect(gate.of[2]?.of[0]?.of.map(({ words }) => words)).toEqual(['kind of balloon: BAM']);
  });

  it('is there for every rule, whatever is known, and for no other id', () => {
    expect(RULE_IDS.filter((id) => explained(id, {}) === null)).toEqual([]);
    expect(explained('S999', {})).toBeNull();
  });

  it('of a rule that rests on no fact says just that it applies', () => {
    expect(explanation('S020', {}).sentence).toBe('S020 applies.');
  });
});

describe('the words of a fact', () => {
  it('give its value with its unit, and say when it is not known', () => {
    const facts: CaseFacts = {
      occlusionLengthMm: { ct: 28.5 },
      bendInOcclusionDeg: { ct: 50 },
      priorCabg: true,
      inStent: false,
      skills: [],
      plannedStrategies: ['ADR', 'RDR'],
      durationMonths: 'unknown',
      phase: 'cap',
      collaterals: { wernerCc: 1 },
    };
    expect(
      (
        [
          'occlusionLengthMm.ct',
          'bendInOcclusionDeg.ct',
          'priorCabg',
          'inStent',
          'skills',
          'plannedStrategies',
          'durationMonths',
          'phase',
          'collaterals.wernerCc',
          'egfr',
        ] as const
      ).map((path) => factWords(path, facts)),
    ).toEqual([
      'occlusion length on CT: 28.5 mm',
      'bend inside the occlusion on CT: 50°',
      'previous bypass surgery: yes',
      'occlusion inside a stent: no',
      'skills at hand: none',
      'planned strategies: ADR, RDR',
      'duration of the occlusion: unknown',
      'phase of the procedure: cap',
      'Werner class of the collateral channel: 1',
      'estimated glomerular filtration rate: not known',
    ]);
  });
});

describe('a question', () => {
  it('says what is asked and what may be answered', () => {
    expect(
      (
        [
          'wireCrossed',
          'track',
          'balloon.pressureAtm',
          'bendInOcclusionDeg.ct',
          'durationMonths',
          'collaterals.wernerCc',
          'skills',
          'devices',
          'branch',
          'ctCalcium.freeWindowsMm',
          'sex',
        ] as const
      ).map(questionFor),
    ).toEqual([
      'Wire across the occlusion: yes or no?',
      'Track of the wire: intraplaque, extraplaque, mixed or transition?',
      'Pressure of the balloon: how much (atm)?',
      'Bend inside the occlusion on CT: how much (degrees)?',
      'Duration of the occlusion: how much (months), or unknown?',
      'Werner class of the collateral channel: how much?',
      'Skills at hand: which of ADR, RDR, RA, OA, laser or IVL?',
      'Devices at hand: in words?',
      'Branch of the target vessel: in words?',
      'Calcium-free windows on CT, along the centreline: from where to where (mm)?',
      'Sex: F or M?',
    ]);
  });

  it('exists for every fact', () => {
    expect(FACT_PATHS.filter((path) => !questionFor(path).endsWith('?'))).toEqual([]);
  });

  it('that most rules wait for comes first', () => {
    expect(
      openQuestions([
        { id: 'S073', facts: ['proximalCapCalcified'] },
        { id: 'S102', facts: ['deviceUncrossable'] },
        { id: 'S108', facts: ['deviceUncrossable', 'track'] },
      ]),
    ).toEqual([
      {
        fact: 'deviceUncrossable',
        question: 'Occlusion that no device crosses: yes or no?',
        rules: ['S102', 'S108'],
      },
      { fact: 'proximalCapCalcified', question: 'Calcified proximal cap: yes or no?', rules: ['S073'] },
      {
        fact: 'track',
        question: 'Track of the wire: intraplaque, extraplaque, mixed or transition?',
        rules: ['S108'],
      },
    ]);
  });
});

describe('what if', () => {
  it('a fact were answered: rules start, stop, begin to wait and no longer do', () => {
    const facts: CaseFacts = { wireCrossed: true, deviceUncrossable: true };
    expect(whatIf(facts, 'track', 'intraplaque').starts).toEqual(['S108']);
    expect(whatIf(facts, 'track', 'extraplaque').starts).toEqual(['S088', 'S081']);
    expect(whatIf(facts, 'track', 'extraplaque').noLongerWaits).toContain('S108');
    expect(whatIf(facts, 'deviceUncrossable', false).stops).toEqual([
      'S102',
      'S103',
      'S104',
      'S105',
      'S106',
      'S107',
      'S100',
    ]);
    expect(whatIf(facts, 'deviceUncrossable', false).starts).toEqual(['S121']);
    expect(whatIf(facts, 'deviceUncrossable', null).nowWaits).toEqual([
      'S121',
      'S102',
      'S103',
      'S104',
      'S105',
      'S106',
      'S107',
      'S100',
    ]);
  });

  it('nothing changed, nothing differs', () => {
    const facts: CaseFacts = { phase: 'cap', angioCalcium: 'severe' };
    expect(differenceOf(facts, { ...facts })).toEqual({
      starts: [],
      stops: [],
      nowWaits: [],
      noLongerWaits: [],
    });
  });

  it('the wire got through: the advice of the next phase replaces that of the last', () => {
    const before: CaseFacts = { phase: 'tracking', wireCrossed: false, angioCalcium: 'severe' };
    const after: CaseFacts = { phase: 'device', wireCrossed: true, angioCalcium: 'severe' };
    const { starts, stops } = differenceOf(before, after);
    expect(starts).toEqual(['S054', 'S090', 'S011']);
    expect(stops).toEqual(['S030', 'S080']);
  });
});

describe('the phases of one procedure', () => {
  const walk: readonly (readonly [string, CaseFacts, readonly string[], readonly string[]])[] = [
    [
      'planning',
      { phase: 'planning', angioCalcium: 'severe', ctDone: true },
      ['S040', 'S047', 'S080', 'S154'],
      ['S071', 'S102'],
    ],
    [
      'the cap does not give way',
      { phase: 'cap', capImpenetrable: true },
      ['S071', 'S074', 'S080'],
      ['S040', 'S154'],
    ],
    [
      'the wire runs extraplaque',
      { phase: 'tracking', capImpenetrable: false, track: 'extraplaque', wireCrossed: false },
      ['S081', 'S088'],
      ['S071', 'S090'],
    ],
    [
      'the wire is across, no device follows',
      {
        phase: 'device',
        track: 'intraplaque',
        wireCrossed: true,
        deviceUncrossable: true,
      },
      ['S054', 'S100', 'S102', 'S108'],
      ['S080', 'S081'],
    ],
    [
      'the waist remains',
      {
        phase: 'preparation',
        deviceUncrossable: false,
        undilatable: true,
        trackConfirmedByIvus: true,
      },
      ['S120', 'S121', 'S122', 'S123', 'S125', 'S126'],
      ['S102', 'S108'],
    ],
    [
      'the balloon expands',
      {
        phase: 'before-stent',
        undilatable: false,
        balloonFullExpansionTwoViews: true,
        preparationDone: true,
      },
      ['S004', 'S062', 'S134'],
      ['S122', 'S126', 'S054'],
    ],
    ['the stent is in', { phase: 'after-stent' }, ['S134'], ['S004', 'S055', 'S062']],
  ];

  it('each give their own advice', () => {
    let facts: CaseFacts = {};
    for (const [phase, change, speaks, silent] of walk) {
      facts = { ...facts, ...change };
      const fired = adviceFor(facts).fired.map(({ id }): string => id);
      expect([phase, speaks.filter((id) => !fired.includes(id))]).toEqual([phase, []]);
      expect([phase, silent.filter((id) => fired.includes(id))]).toEqual([phase, []]);
    }
  });

  it('block the stent until the balloon has expanded', () => {
    const blocked = (facts: CaseFacts): readonly string[] => adviceFor(facts).blocked.map(({ id }) => id);
    expect(blocked({ undilatable: true, trackConfirmedByIvus: true })).toEqual(['S005']);
    expect(
      blocked({ undilatable: false, balloonFullExpansionTwoViews: true, trackConfirmedByIvus: true }),
    ).toEqual([]);
  });
});
