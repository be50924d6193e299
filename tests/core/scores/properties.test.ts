import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FACT_PATHS,
  factRow,
  withFact,
  type CaseFacts,
  type FactPath,
  type FactValue,
} from '../../../core/lesion/caseFacts.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { SCORES } from '../../../core/scores/scores.ts';

const READ = [...new Set(SCORES.flatMap(({ items }) => items.flatMap(({ reads }) => reads)))];

/** Any value that a fact can have; numbers often exactly at an edge of some score. */
function valueOf(path: FactPath): fc.Arbitrary<unknown> {
  const { kind } = factRow(path);
  const edges = SCORES.flatMap(({ numbers }) =>
    numbers.filter((one) => one.path === path).flatMap((one) => one.edges),
  );
  switch (kind.is) {
    case 'choice':
      return fc.constantFrom(...kind.of);
    case 'yes-no':
      return fc.boolean();
    case 'number': {
      const any =
        kind.whole === true
          ? fc.integer({ min: kind.least, max: kind.most })
          : fc.double({ min: kind.least, max: kind.most, noNaN: true });
      const atEdge = edges.length === 0 ? any : fc.constantFrom(...edges);
      return kind.orWord === undefined
        ? fc.oneof(any, atEdge)
        : fc.oneof(any, atEdge, fc.constant(kind.orWord));
    }
    case 'choices':
      return fc.subarray([...kind.of]);
    case 'text':
      return fc.string({ minLength: 1, maxLength: 5 });
    case 'texts':
      return fc.array(fc.string({ minLength: 1, maxLength: 5 }));
    case 'stretches':
      return fc.constant([]);
  }
}
const answered = (facts: CaseFacts, path: FactPath, value: unknown): CaseFacts =>
  withFact(facts, path, value as FactValue<FactPath> | null);
const someFacts = fc.record(Object.fromEntries(FACT_PATHS.map((path) => [path, valueOf(path)])), {
  requiredKeys: [],
});
const caseOf = (given: Readonly<Record<string, unknown>>): CaseFacts =>
  FACT_PATHS.reduce<CaseFacts>(
    (facts, path) => (path in given ? answered(facts, path, given[path]) : facts),
    {},
  );

/**
 * Facts whose presence changes where another is read, by the contract: own modality before the other, what is
 * stated before what follows, the share of the length before the grade, a branch beside its vessel, depth
 * beside arc.
 */
const REDIRECTING: ReadonlySet<FactPath> = new Set([
  'occlusionLengthMm.ct',
  'occlusionLengthMm.angio',
  'bendInOcclusionDeg.ct',
  'bendInOcclusionDeg.angio',
  'ctCalcium.peripheralSevere',
  'ctCalcium.fullMoon',
  'angioCalciumLengthPercent',
  'branch',
  'ivus.depth',
] as const);

describe('every score of any case', () => {
  it('keeps its points within its range, and its items within theirs', () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        for (const { points, range, items } of scoreCard(caseOf(given)).scores) {
          expect(points.min).toBeGreaterThanOrEqual(range[0]);
          expect(points.max).toBeLessThanOrEqual(range[1]);
          expect(points.min).toBeLessThanOrEqual(points.max);
          expect(items.reduce((sum, item) => sum + item.points.max, 0)).toBe(points.max);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('narrows or stays when one more fact is known', () => {
    const paths = READ.filter((path) => !REDIRECTING.has(path));
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...paths), fc.nat(), (given, path, seed) => {
        const { [path]: _taken, ...others } = given;
        const [value] = fc.sample(valueOf(path), { numRuns: 1, seed });
        const [before, after] = [caseOf(others), answered(caseOf(others), path, value)].map(
          (one) => scoreCard(one).scores,
        );
        after?.forEach(({ points }, at) => {
          expect(points.min).toBeGreaterThanOrEqual(before?.[at]?.points.min ?? Infinity);
          expect(points.max).toBeLessThanOrEqual(before?.[at]?.points.max ?? -Infinity);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('narrows or stays also for what redirects, where nothing is read in its place yet', () => {
    const alone: Readonly<Partial<Record<FactPath, readonly FactPath[]>>> = {
      'occlusionLengthMm.ct': ['occlusionLengthMm.angio'],
      'occlusionLengthMm.angio': ['occlusionLengthMm.ct'],
      'bendInOcclusionDeg.ct': ['bendInOcclusionDeg.angio'],
      'bendInOcclusionDeg.angio': ['bendInOcclusionDeg.ct'],
      'ctCalcium.peripheralSevere': ['ctCalcium.maxArcDeg', 'ctCalcium.maxCsaPercent'],
      'ctCalcium.fullMoon': ['ctCalcium.maxCsaPercent', 'ctCalcium.maxArcDeg'],
      'angioCalciumLengthPercent': ['angioCalcium'],
      'branch': ['vessel'],
      'ivus.depth': ['ivus.arcDeg'],
    };
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...REDIRECTING), fc.nat(), (given, path, seed) => {
        const without = new Set<string>([path, ...(alone[path] ?? [])]);
        const facts = caseOf(
          Object.fromEntries(Object.entries(given).filter(([name]) => !without.has(name))),
        );
        const [value] = fc.sample(valueOf(path), { numRuns: 1, seed });
        const [before, after] = [facts, answered(facts, path, value)].map((one) => scoreCard(one).scores);
        after?.forEach(({ points }, at) => {
          expect(points.min).toBeGreaterThanOrEqual(before?.[at]?.points.min ?? Infinity);
          expect(points.max).toBeLessThanOrEqual(before?.[at]?.points.max ?? -Infinity);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order of the facts', () => {
    const reversed = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([name, one]) => [name, reversed(one)]),
          )
        : value;
    fc.assert(
      fc.property(someFacts, (given) => {
        const facts = caseOf(given);
        expect(scoreCard(reversed(facts) as CaseFacts)).toEqual(scoreCard(facts));
      }),
      { numRuns: 50 },
    );
  });

  it('changes within the range only as the sensitivity says', () => {
    // Wherever no turn is told, no value in the range gives other points.
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (measured, width, at) => {
          const range: readonly [number, number] = [
            Math.max(0, measured - width),
            Math.min(100, measured + width),
          ];
          const facts: CaseFacts = {
            ctCalcium: { maxArcDeg: 360, maxCsaPercent: measured },
            ranges: { 'ctCalcium.maxCsaPercent': range },
          };
          const other = range[0] + at * (range[1] - range[0]);
          const [now, then] = [facts, withFact(facts, 'ctCalcium.maxCsaPercent', other)].map(
            (one) => scoreCard(one).scores,
          );
          now?.forEach(({ points, sensitivity }, index) => {
            const found = then?.[index]?.points;
            if (sensitivity.length === 0) expect(found).toEqual(points);
            for (const turn of sensitivity) expect(turn.becomes).not.toEqual(points);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has distributions whose shares add up to one', () => {
    const range = (least: number, most: number) =>
      fc
        .tuple(
          fc.double({ min: least, max: most, noNaN: true }),
          fc.double({ min: least, max: most, noNaN: true }),
        )
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(range(0, 360), range(0, 100), range(0, 60), range(0, 90), (arc, share, length, bend) => {
        const facts: CaseFacts = {
          ctCalcium: { maxArcDeg: arc[0], maxCsaPercent: share[1] },
          occlusionLengthMm: { ct: length[0] },
          bendInOcclusionDeg: { ct: bend[1] },
          ranges: {
            'ctCalcium.maxArcDeg': arc,
            'ctCalcium.maxCsaPercent': share,
            'occlusionLengthMm.ct': length,
            'bendInOcclusionDeg.ct': bend,
          },
        };
        for (const { distribution } of scoreCard(facts).scores) {
          if (distribution === null) continue;
          expect(distribution.points.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 9);
          expect(distribution.categories.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 100 },
    );
  });
});
