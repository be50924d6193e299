import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { adviceFor } from '../../../core/strategy/advice.ts';
import { SHOWABLE, type Shown } from '../../../core/strategy/expression.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';
import { RULE_IDS, ruleOf } from '../../../core/strategy/rules.ts';

const ids = (rules: readonly { readonly id: string }[]): readonly string[] => rules.map(({ id }) => id);

describe('advice', () => {
  it('puts the strongest verb first', () => {
    const { fired } = adviceFor({
      undilatable: true,
      track: 'extraplaque',
      ivus: { pattern: 'eccentric' },
      angioCalcium: 'severe',
    });
    const verbs = fired.map(({ verb }) => verb);
    expect(verbs.filter((verb, at) => verb !== verbs[at - 1])).toEqual([
      'AVOID',
      'CAUT',
      'REC',
      'CONS',
      'INFO',
      'DEF',
    ]);
  });

  it('gives for a fired rule its verb, words, place and facts', () => {
    const { fired } = adviceFor({ angioCalcium: 'severe', phase: 'before-stent' });
    expect(fired.find(({ id }) => id === 'S004')).toEqual({
      id: 'S004',
      verb: 'REC',
      text: 'Finish preparing the lesion before a drug-eluting stent is pushed through it.',
      where: 'Impact of coronary calcification on clinical outcomes; Introduction',
      facts: ['angioCalcium', 'phase'],
    });
  });

  it('gives for a blocked gate its reason with the values', () => {
    expect(
      adviceFor({
        track: 'transition',
        trackConfirmedByIvus: true,
        atherectomy: { kind: 'rotational', burrMm: 1.5 },
      }).blocked,
    ).toEqual([
      {
        id: 'S144',
        reason:
          'At the transition zone only a burr smaller than 1.5 mm, for limited use, against the resistance of ' +
          'the cap. (track of the wire: transition, kind of atherectomy: rotational, size of the burr: 1.5 mm)',
        facts: ['track', 'atherectomy.kind', 'atherectomy.burrMm'],
      },
    ]);
  });

  it('blocks by S005, S089, S140 to S145 and S147 to S151 and nothing else', () => {
    expect(RULE_IDS.filter((id) => ruleOf(id)?.verb === 'GATE')).toEqual([
      'S005',
      'S089',
      'S140',
      'S141',
      'S142',
      'S143',
      'S144',
      'S145',
      'S147',
      'S148',
      'S149',
      'S150',
      'S151',
    ]);
    expect(ids(adviceFor({}).blocked)).toEqual(['S089']);
    expect(adviceFor({}).blocked[0]?.reason).toBe(
      'The position of the wire is not proven: no very-high-pressure balloon and no atherectomy before IVUS has ' +
        'shown it.',
    );
  });

  it('says which stronger rules speak against what a rule asks for', () => {
    const overruled = (facts: CaseFacts): unknown =>
      Object.fromEntries(
        adviceFor(facts).fired.flatMap(({ id, overruledBy }) =>
          overruledBy === undefined ? [] : [[id, overruledBy]],
        ),
      );
    const waist: CaseFacts = { undilatable: true, track: 'intraplaque', ivlDeliverable: true };
    expect(overruled(waist)).toEqual({ S123: ['S089'] });
    expect(overruled({ ...waist, trackConfirmedByIvus: true })).toEqual({});
    expect(
      overruled({
        undilatable: true,
        track: 'extraplaque',
        trackConfirmedByIvus: true,
        balloon: { kind: 'NC', pressureAtm: 18 },
        ivus: { pattern: 'eccentric' },
      }),
    ).toEqual({ S122: ['S140', 'S145', 'S129'] });
    // A gate about the size or the pressure of what is planned does not speak against the tool.
    expect(
      overruled({ ...waist, trackConfirmedByIvus: true, balloon: { kind: 'OPN', pressureAtm: 20 } }),
    ).toEqual({});
  });

  it('lets every rule wait while nothing is known, but those on what is shown and the one on proof', () => {
    const { fired, needs, blocked, ladders } = adviceFor({});
    expect(ids(fired)).toEqual(['S026', 'S021', 'S020', 'S022', 'S023']);
    expect([needs.length, blocked.length, ladders.length]).toEqual([107, 1, 0]);
  });

  it('records the thresholds that it rests on', () => {
    expect(adviceFor({}).parameters).toEqual(STANDARD_PARAMETERS);
  });

  it('names for a severe calcium both facts that could tell it, and only one where CT was not done', () => {
    const needs = (facts: CaseFacts): readonly string[] =>
      adviceFor(facts).needs.find(({ id }) => id === 'S001')?.facts ?? [];
    expect(needs({})).toEqual(['angioCalcium', 'ctCalcium.maxCsaPercent']);
    expect(needs({ ctDone: false })).toEqual(['angioCalcium']);
  });
});

describe('rules on what is shown', () => {
  const fired = (facts: CaseFacts, ...shown: readonly Shown[]): readonly string[] =>
    ids(adviceFor(facts, { shown: new Set(shown) }).fired);
  const severe: CaseFacts = {
    angioCalcium: 'severe',
    phase: 'planning',
    plannedStrategies: ['RDR'],
    ctDone: true,
  };

  it.each([
    ['S020', 'j-cto'],
    ['S021', 'progress-cto'],
    ['S022', 'cl'],
    ['S023', 'castle'],
    ['S024', 'kcct'],
    ['S025', 'ct-rector'],
    ['S044', 'j-cto-ct'],
    ['S027', 'hybrid'],
    ['S028', 'euro'],
    ['S028', 'asia-pacific'],
    ['S029', 'global'],
    ['S030', 'global'],
    ['S030', 'euro'],
  ] as const)('%s speaks with %s on show and is silent without', (id, what) => {
    expect(fired(severe, what)).toContain(id);
    expect(fired(severe)).not.toContain(id);
  });

  it('S026 speaks with any score on show, not with an algorithm', () => {
    const algorithms: readonly Shown[] = ['hybrid', 'asia-pacific', 'euro', 'global'];
    for (const what of SHOWABLE) expect(fired({}, what).includes('S026')).toBe(!algorithms.includes(what));
  });
});
