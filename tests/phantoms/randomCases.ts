import { randomStream } from '../../core/phantom/random.ts';
import {
  FACT_PATHS, factRow, withFact, type CaseFacts, type FactPath, type FactPathOf, type FactRanges, type FactValue,
} from '../../core/lesion/caseFacts.ts';

/** The facts to which the engine gives a range. */
const MEASURED: readonly FactPathOf<'number'>[] = [
  'occlusionLengthMm.ct', 'bendInOcclusionDeg.ct', 'ctCalcium.maxArcDeg', 'ctCalcium.maxCsaPercent',
];

/** How much is known of random cases: the share of facts, and the share of cases with ranges of the engine. */
export interface Richness { readonly known: number; readonly ranged: number }

/**
 * Random cases, the same for the same seed and practically no two alike: every fact by itself, anywhere among
 * its possible values, numbers as fine as they are told.
 */
export function randomCases(seed: number, count: number, { known, ranged }: Richness): readonly CaseFacts[] {
  const random = randomStream(seed);
  const oneOf = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  const within = (least: number, most: number): number => Math.round(10 * (least + random() * (most - least))) / 10;
  const valueOf = (path: FactPath): unknown => {
    const { kind } = factRow(path);
    switch (kind.is) {
      case 'choice': return oneOf(kind.of);
      case 'yes-no': return random() < 0.5;
      case 'number': {
        if (kind.orWord !== undefined && random() < 0.1) return kind.orWord;
        const value = within(kind.least, Math.min(kind.most, kind.least + 400));
        return kind.whole === true ? Math.round(value) : value;
      }
      case 'choices': return kind.of.filter(() => random() < 0.5);
      case 'text': return `branch ${Math.floor(random() * 100)}`;
      case 'texts': return Array.from({ length: Math.floor(random() * 4) }, () => `device ${Math.floor(random() * 100)}`);
      case 'stretches': {
        const from = within(0, 20);
        return [[from, from + within(0, 10)]];
      }
    }
  };
  const rangesOf = (facts: CaseFacts): FactRanges => Object.fromEntries(MEASURED.flatMap((path) => {
    const kind = factRow(path).kind;
    const [group = '', leaf = ''] = path.split('.');
    const measured: unknown = Object(facts[group as 'ctCalcium'])[leaf];
    if (kind.is !== 'number' || typeof measured !== 'number') return [];
    return [[path, [Math.max(kind.least, measured - within(0, 8)), Math.min(kind.most, measured + within(0, 8))]]];
  }));
  return Array.from({ length: count }, () => {
    const facts = FACT_PATHS.reduce<CaseFacts>((sofar, path) => (random() < known
      ? withFact(sofar, path, valueOf(path) as FactValue<FactPath>) : sofar), {});
    return random() < ranged ? { ...facts, ranges: rangesOf(facts) } : facts;
  });
}
