import { describe, expect, it } from 'vitest';
import { HISTOGRAM, sectionBins, wallHistogram } from '../../../core/calcium/wallHistogram.ts';
import type { VesselProfile } from '../../../core/calcium/profile.ts';
import { areaWithin, radiiOf, RAYS } from '../../../core/section/polar.ts';
import { measuredDiscs } from '../section/discs.ts';

const histogramOf = (profile: VesselProfile) => wallHistogram(sectionBins(profile), profile);
const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
/** Of a histogram the part from some HU on, mm³. */
const from = (counts: readonly number[], hu: number): number => sum(counts.slice((hu - HISTOGRAM.fromHu) / HISTOGRAM.widthHu));
const volumesOf = ({ wall, lumen, sections, step, proximalCap, distalCap }: VesselProfile) => {
  let [occlusion, open] = [0, 0];
  sections.forEach(({ abscissa }, n) => {
    const outer = step * areaWithin(radiiOf(wall.radii, n));
    if (abscissa >= proximalCap.abscissa && abscissa <= distalCap.abscissa) occlusion += outer;
    else open += outer - (lumen.isOpen[n] === true ? step * areaWithin(radiiOf(lumen.radii, n)) : 0);
  });
  return { occlusion, open };
};

describe('the histogram of the wall', () => {
  it('holds the whole volume of the occlusion, and that of the open wall without its lumen', () => {
    const profile = measuredDiscs();
    const [found, truth] = [histogramOf(profile), volumesOf(profile)];
    expect(Math.abs(sum(found.occlusion) / truth.occlusion - 1)).toBeLessThan(0.03);
    // A wall of half a millimetre is a handful of samples of 0.1 mm.
    expect(Math.abs(sum(found.open) / truth.open - 1)).toBeLessThan(0.15);
    expect([found.from, found.width, found.occlusion.length, found.open.length]).toEqual([-200, 25, 88, 88]);
  });
  it('shows a deposit as what lies above the threshold, in the occlusion or beside it', () => {
    const deposit = (place: { from: number; to: number }) => histogramOf(measuredDiscs({ calcium: { middleDeg: 0, arcDeg: 360, depth: 1.5, hu: 1000, ...place } }));
    const [inside, beside] = [deposit({ from: 19, to: 26 }), deposit({ from: 5, to: 11 })];
    // Seven millimetres of all but the inner half millimetre, blurred at their edges.
    expect(Math.abs(from(inside.occlusion, 550) / (7 * Math.PI * (4 - 0.25)) - 1)).toBeLessThan(0.15);
    expect(from(inside.open, 700)).toBe(0);
    expect(from(beside.occlusion, 700)).toBe(0);
    expect(from(beside.open, 700)).toBeGreaterThan(0);
  });
  it('counts what lies beyond its bins in the outermost, and survives JSON', () => {
    const found = histogramOf(measuredDiscs({ calcium: { middleDeg: 0, arcDeg: 360, depth: 1.5, hu: 3000, from: 19, to: 26 } }));
    expect(found.occlusion.at(-1)).toBeGreaterThan(10);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
  it('counts again only sections whose lumen or wall is another, to the last bit as from the start', () => {
    const profile = measuredDiscs();
    const { polar, wall } = profile;
    const before = sectionBins(profile);
    expect(sectionBins({ ...profile, wall: { ...wall, radii: wall.radii.slice() } }, before)).toBe(before);
    const radii = wall.radii.map((radius, o) => (o >= 20 * RAYS && o < 23 * RAYS ? radius + 0.3 : radius));
    const isOpen = profile.lumen.isOpen.map((open, n) => (n === 5 ? !open : open));
    const moved = { ...profile, wall: { ...wall, radii }, lumen: { ...profile.lumen, isOpen } };
    // What is not counted again is taken as it was: here it was marked.
    const marked = { of: before.of, rows: before.rows.map((volume, o) => (Math.floor(o / HISTOGRAM.bins) === 2 ? volume + 1 : volume)) };
    const [again, fresh] = [sectionBins(moved, marked).rows, sectionBins(moved).rows];
    const differing = Array.from({ length: polar.sections }, (_, n) => n).filter((n) =>
      !again.subarray(n * HISTOGRAM.bins, (n + 1) * HISTOGRAM.bins).every((volume, bin) => Object.is(volume, fresh[n * HISTOGRAM.bins + bin])));
    expect(differing).toEqual([2]);
    expect(fresh).not.toEqual(before.rows);
  });
});
