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
import { RULE_IDS } from '../../../core/strategy/rules.ts';

const ids = (rules: readonly { readonly id: string }[]): readonly string[] => rules.map(({ id }) => id);

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
    // the track a plan, an answer what would follow without it; lithotripsy is in question beside another
    // balloon only once it is known to be deliverable.
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
      'ivlDeliverable',
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
