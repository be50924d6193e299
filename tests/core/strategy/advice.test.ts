import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FACT_PATHS,
  factAt,
  factRow,
  withFact,
  type CaseFacts,
  type FactPath,
  type FactValue,
} from '../../../core/lesion/caseFacts.ts';
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
    expect(adviceFor({}).blocked[0]?.reason).toMatch(/^The position of the wire is not proven/);
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

/** Any value that a fact can have. */
function anyValue(path: FactPath): fc.Arbitrary<FactValue<FactPath>> {
  const { kind } = factRow(path);
  switch (kind.is) {
    case 'choice':
      return fc.constantFrom(...kind.of) as fc.Arbitrary<FactValue<FactPath>>;
    case 'yes-no':
      return fc.boolean();
    case 'number':
      return fc.double({ min: kind.least, max: Math.min(kind.most, 400), noNaN: true });
    case 'choices':
      return fc.subarray([...kind.of]) as fc.Arbitrary<FactValue<FactPath>>;
    case 'text':
      return fc.constant('side branch');
    case 'texts':
      return fc.constant([]);
    case 'stretches':
      return fc.constant([]);
  }
}
type Given = readonly (readonly [FactPath, FactValue<FactPath>])[];
const someFacts: fc.Arbitrary<Given> = fc
  .subarray([...FACT_PATHS], { maxLength: 30 })
  .chain((paths) => fc.tuple(...paths.map((path) => anyValue(path).map((value) => [path, value] as const))));
const factsOf = (given: Given): CaseFacts =>
  given.reduce<CaseFacts>((facts, [path, value]) => withFact(facts, path, value), {});

describe('whatever is known', () => {
  it('each rule is in one place, waits only for facts, and rests only on what is known', () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        const facts = factsOf(given);
        const { fired, needs, blocked } = adviceFor(facts);
        const placed = [...ids(fired), ...ids(needs), ...ids(blocked)];
        expect(new Set(placed).size).toBe(placed.length);
        expect(needs.filter((rule) => rule.facts.length === 0)).toEqual([]);
        expect(
          [...fired, ...blocked].filter((rule) => rule.facts.some((path) => factAt(facts, path) === null)),
        ).toEqual([]);
        expect(fired.some(({ verb }) => verb === 'GATE')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('the order of the facts does not matter', () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        expect(adviceFor(factsOf(given.toReversed()))).toEqual(adviceFor(factsOf(given)));
      }),
      { numRuns: 100 },
    );
  });

  it('a rule that is silent stays silent when more is known', () => {
    // What the contract reads from absence: CT outranks angiography, a plan outranks the track it stands for,
    // the track a plan, an answer what would follow without it.
    const overruled: ReadonlySet<FactPath> = new Set([
      'ctDone',
      'ctCalcium.maxCsaPercent',
      'ctCalcium.maxArcDeg',
      'ctCalcium.fullMoon',
      'ctCalcium.peripheralSevere',
      'track',
      'plannedTrack',
      'baseChosen',
      'plannedStrategies',
      'ivus.pattern',
      'ivus.ring',
      'preparationDone',
      'wireCrossed',
      'undilatable',
      'atherectomy.kind',
      'atherectomy.burrMm',
      'balloon.kind',
      'balloonFullExpansionTwoViews',
      'ivus.mlaReduced',
      'ivusWillNotPass',
      'trackConfirmedByIvus',
      'occlusionLengthMm.ct',
      'occlusionLengthMm.angio',
      'bendInOcclusionDeg.ct',
      'bendInOcclusionDeg.angio',
      'proximalReferenceMm',
      'distalReferenceMm',
    ]);
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...FACT_PATHS), (given, path) => {
        if (overruled.has(path) || path.startsWith('ivus.') || given.some(([known]) => known === path))
          return;
        const facts = factsOf(given);
        const before = adviceFor(facts);
        const silent = RULE_IDS.filter(
          (id) => ![...before.fired, ...before.needs, ...before.blocked].some((rule) => rule.id === id),
        );
        const [value] = fc.sample(anyValue(path), { numRuns: 1, seed: 1 });
        if (value === undefined) return;
        const after = adviceFor(withFact(facts, path, value));
        expect(
          silent.filter((id) =>
            [...after.fired, ...after.needs, ...after.blocked].some((rule) => rule.id === id),
          ),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
