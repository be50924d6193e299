import { describe, expect, it } from 'vitest';
import { rangeWords, valueWords } from '../../../core/lesion/factWords.ts';
import { isSameFact } from '../../../core/lesion/sameFact.ts';

describe('a measured value is still the one that was confirmed', () => {
  it.each([
    // Told alike, and on one side of every edge.
    ['ctCalcium.maxArcDeg', 196, 204, true], ['ctCalcium.maxCsaPercent', 60.4, 59.6, true], ['occlusionLengthMm.ct', 31.42, 31.38, true],
    // Told alike, and a score turns between them: at 180°, 50 %, 20 mm, 45°.
    ['ctCalcium.maxArcDeg', 176, 184, false], ['ctCalcium.maxCsaPercent', 49.6, 50.4, false], ['occlusionLengthMm.ct', 19.96, 20.04, false],
    ['bendInOcclusionDeg.ct', 44.6, 45.4, false],
    // On the edge itself: the one side counts it in, the other leaves it out.
    ['ctCalcium.maxArcDeg', 176, 180, false], ['ctCalcium.maxArcDeg', 180, 184, false],
    // Told otherwise.
    ['ctCalcium.maxArcDeg', 194, 206, false], ['bendInOcclusionDeg.ct', 35, 37, false],
  ] as const)('%s from %d to %d: %s', (path, one, other, isSame) => {
    expect(isSameFact(path, one, other)).toBe(isSame);
    expect(isSameFact(path, other, one)).toBe(isSame);
  });

  it('what is no number has no edges', () => {
    expect(isSameFact('stump', 'blunt', 'blunt')).toBe(true);
    expect(isSameFact('stump', 'blunt', 'tapered')).toBe(false);
  });
});

describe('a bend', () => {
  it('is told to a degree: to ten, 44° would be told as 40° and 46° as 50°', () => {
    expect(valueWords('bendInOcclusionDeg.ct', 35.2, 'measured')).toBe('35°');
    expect(rangeWords('bendInOcclusionDeg.ct', [27.4, 43.1])).toBe('27–43°');
    expect(valueWords('ctCalcium.maxArcDeg', 35.2, 'measured')).toBe('40°');
  });
});
