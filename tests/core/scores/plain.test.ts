import { describe, expect, it } from 'vitest';
import { factAt, withFact, type CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { FLAGS, flagsIn } from '../../../core/scores/flags.ts';
import { judgeOf } from '../../../core/scores/judge.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import { seenOf } from '../../../core/scores/seen.ts';
import { randomCases } from '../../phantoms/randomCases.ts';
import { plainVerdict } from './plainVerdict.ts';

/** Cases of every richness; on edges, beside them, and with ranges. */
const CASES: readonly CaseFacts[] = [
  ...randomCases(1, 60, { known: 1, ranged: 0.5 }),
  ...randomCases(2, 60, { known: 0.6, ranged: 0.5 }),
  ...randomCases(3, 30, { known: 0.1, ranged: 0 }),
];
const EDGE_CASES: readonly CaseFacts[] = SCORES.flatMap(({ numbers }) => numbers.flatMap(({ path, edges }) =>
  edges.flatMap((edge) => [edge - 1, edge, edge + 1].flatMap((value) => randomCases(edge + value, 2, { known: 0.8, ranged: 0.5 })
    .map((facts) => withFact(facts, path, value))))));

/** The case with another calcified share; what was told because of the share goes along with it. */
function withShare(facts: CaseFacts, share: number): CaseFacts {
  const arc = factAt(facts, 'ctCalcium.maxArcDeg');
  const before = factAt(facts, 'ctCalcium.maxCsaPercent') ?? NaN;
  const isSevere = (of: number) => (of < 50 || (arc !== null && arc < 180) ? false : arc === null ? null : true);
  const isNoMoon = (of: number) => of < 95 || (arc !== null && arc < 350);
  const severe = factAt(facts, 'ctCalcium.peripheralSevere');
  const fullMoon = factAt(facts, 'ctCalcium.fullMoon');
  const isMoonLost = fullMoon === true && !isNoMoon(before) && isNoMoon(share);
  const isMoonFound = fullMoon === false && before < 100 && share >= 100;
  const isSevereLost = severe === true && isSevere(before) !== false && isSevere(share) === false;
  const isSevereFound = severe === false && isSevere(before) === false && isSevere(share) !== false;
  const told = withFact(withFact(facts, 'ctCalcium.maxCsaPercent', share),
    'ctCalcium.fullMoon', isMoonLost ? false : isMoonFound ? true : fullMoon);
  return withFact(told, 'ctCalcium.peripheralSevere', isSevereLost ? false : isSevereFound ? isSevere(share) : severe);
}

describe('what is made ready once', () => {
  it('judges every condition of every score as it reads', () => {
    const conditions = SCORES.flatMap(({ items }) => items.flatMap(({ grades }) => grades.map(({ when }) => when)));
    const judges = conditions.map((condition) => ({ condition, judge: judgeOf(condition) }));
    for (const facts of [...CASES, ...EDGE_CASES]) {
      const seen = seenOf(facts);
      for (const { condition, judge } of judges) {
        for (const doubt of [false, true]) {
          const { truth, flags, near } = judge(seen, doubt);
          const plain = plainVerdict(condition, facts, doubt);
          expect({ truth, near, flags: flagsIn(flags) })
            .toEqual({ ...plain, flags: FLAGS.filter((flag) => plain.flags.includes(flag)) });
        }
      }
    }
  });

  it('spreads over the range also what was measured beside it', () => {
    const shares = (measured: number, range: readonly [number, number]) =>
      scoreCard({ ctCalcium: { maxCsaPercent: measured }, ranges: { 'ctCalcium.maxCsaPercent': range } }).scores
        .find(({ id }) => id === 'ct-rector')?.distribution?.points;
    expect(shares(47, [60, 70])).toEqual([{ min: 1, max: 6, share: 1 }]);
    expect(shares(60, [30, 40])).toEqual([{ min: 0, max: 5, share: 1 }]);
    expect(shares(60, [70, 80])).toEqual([{ min: 1, max: 6, share: 1 }]);
  });

  it('spreads a score over its ranges as the score of each cell says', () => {
    const path = 'ctCalcium.maxCsaPercent';
    for (const facts of CASES) {
      const range = facts.ranges?.[path] ?? null;
      if (range === null || factAt(facts, path) === null) continue;
      const only = { ...facts, ranges: { [path]: range } };
      const [lo, hi] = range;
      const edges = [lo, ...[50, 95, 100].filter((edge) => edge > lo && edge < hi), hi];
      const { scores } = scoreCard(only);
      for (const [at, { distribution }] of scores.entries()) {
        if (distribution === null) continue;
        const shares = new Map<string, number>();
        for (const [n, end] of edges.entries()) {
          const start = edges[n - 1];
          if (start === undefined || (start === end && lo !== hi)) continue;
          const { min, max } = scoreCard(withShare(only, (start + end) / 2)).scores[at]?.points ?? { min: NaN, max: NaN };
          const key = `${min} ${max}`;
          shares.set(key, (shares.get(key) ?? 0) + (lo === hi ? 1 : (end - start) / (hi - lo)));
        }
        expect(distribution.points.length).toBe(shares.size);
        for (const { min, max, share } of distribution.points) expect(share).toBeCloseTo(shares.get(`${min} ${max}`) ?? NaN, 9);
      }
    }
  });
});
