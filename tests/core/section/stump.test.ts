import { describe, expect, it } from 'vitest';
import { stumpFit, type StumpSection } from '../../../core/section/stump.ts';

const BLUR = 0.33;
/** Sections of a tube of 1.5 mm that ends at `at`, blurred along itself by sums so fine that they stand for integrals. */
const sectionsOf = (at: number, taper: number, away: (n: number) => number = () => 0): readonly StumpSection[] =>
  Array.from({ length: 24 }, (_, n) => {
    const place = -9 + 0.5 * n;
    let [area, middle, total] = [0, 0, 0];
    for (let d = -4; d <= 4; d += 0.05) {
      const weight = Math.exp(-0.5 * d ** 2);
      const before = at - place - d * BLUR;
      const radius = before <= 0 ? 0 : taper === 0 ? 1.5 : 1.5 * Math.min(1, before / taper);
      area += weight * Math.max(0, radius - 0.5 * BLUR) ** 2;
      middle += weight * (1 - Math.exp(-(radius ** 2) / (2 * (BLUR ** 2 + 0.04))));
      total += weight;
    }
    return { at: place, radius: Math.sqrt(area / total) + away(n), middle: middle / total };
  });
const OPEN = 1.5 - 0.5 * BLUR;

describe('a stump', () => {
  it.each([-1.3, 0, 0.7])('that ends blunt at %d mm ends there', (at) => {
    const found = stumpFit(sectionsOf(at, 0), OPEN, BLUR);
    expect(found.taper).toBe(0);
    expect(Math.abs(found.at - at)).toBeLessThanOrEqual(0.15);
  });
  it.each([[2, 0], [3.2, 0.4], [5, 1], [6.5, 1.5]])('that narrows over %d mm to a point at %d mm has both', (taper, at) => {
    const found = stumpFit(sectionsOf(at, taper), OPEN, BLUR);
    expect(Math.abs(found.taper - taper)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(found.at - at)).toBeLessThanOrEqual(0.25);
  });
  it('is found through noise, and where calcium hides sections', () => {
    const noisy = sectionsOf(0.5, 4, (n) => (n % 2 === 0 ? 0.08 : -0.08)).filter((_, n) => n % 5 !== 2);
    const found = stumpFit(noisy, OPEN, BLUR);
    expect(Math.abs(found.taper - 4)).toBeLessThanOrEqual(0.8);
    expect(Math.abs(found.at - 0.5)).toBeLessThanOrEqual(0.4);
  });
});
