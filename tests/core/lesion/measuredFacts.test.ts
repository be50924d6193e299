import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCaseFacts } from '../../../core/contract/caseFacts.ts';
import { lesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { measuredFacts, scorable } from '../../../core/lesion/measuredFacts.ts';
import { sectionsToReview } from '../../../core/lesion/sectionsToReview.ts';
import { calcified, plainFindings, straight } from './plainFindings.ts';

const along = straight(60);

it('a figure of calcium lies in its range and in the occlusion, wherever between two sections a cap lies', () => {
  const arcs = fc.array(fc.constantFrom(0, 40, 120, 200, 300, 360), { minLength: 121, maxLength: 121 });
  fc.assert(fc.property(fc.double({ min: 20, max: 21, noNaN: true }), fc.double({ min: 0.02, max: 8, noNaN: true }), arcs, (start, length, values) => {
    const of = (at: number) => {
      const arc = values[Math.round(at / 0.5)] ?? 0;
      return arc === 0 ? {} : calcified(arc, arc / 4);
    };
    const measures = lesionMeasures(plainFindings(along, [start, start + length], of), {});
    if (!measures.ok) throw new Error(measures.failure.code);
    const found = measuredFacts(measures.value);
    for (const path of ['ctCalcium.maxArcDeg', 'ctCalcium.maxCsaPercent', 'ctCalcium.lengthPercent'] as const) {
      const [fact, range, place] = [found.facts[path], found.ranges[path] ?? [NaN, NaN], found.places[path]];
      if (fact?.state !== 'measured') throw new Error(path);
      expect(Number(fact.value)).toBeGreaterThanOrEqual(range[0] - 1e-9);
      expect(Number(fact.value)).toBeLessThanOrEqual(range[1] + 1e-9);
      if (place != null) expect([place >= 0, place <= length + 0.05]).toEqual([true, true]);
    }
    const { summary } = measures.value;
    const review = sectionsToReview(measures.value);
    // The section that gave the greatest arc is the one that a reader is sent to.
    expect(summary.maxArcAt === null || review.some(({ abscissa }) => abscissa === summary.maxArcAt)).toBe(true);
    expect(readCaseFacts(JSON.parse(JSON.stringify(scorable(found)))).ok).toBe(true);
  }), { numRuns: 200 });
});
