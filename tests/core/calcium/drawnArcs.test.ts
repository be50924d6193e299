import { describe, expect, it } from 'vitest';
import { drawnArcs } from '../../../core/calcium/drawnArcs.ts';
import { foundArcs, foundAreas } from '../../../core/calcium/foundCalcium.ts';
import { outlinesOfArea, paintedArea } from '../../../core/calcium/paintedArea.ts';
import { arcsCover } from '../../../core/calcium/review.ts';
import { type PointUv, pointUv } from '../../../core/geometry/plane.ts';
import type { Polygon } from '../../../core/geometry/polygon.ts';
import { RAYS } from '../../../core/section/polar.ts';

const MIDDLE = pointUv(0.3, -0.2);
const at = (degrees: number, radius: number, [u, v]: PointUv = MIDDLE): PointUv =>
  pointUv(u + radius * Math.cos((degrees * Math.PI) / 180), v + radius * Math.sin((degrees * Math.PI) / 180));
/** Between two radii, over some degrees: out along the one and back along the other. */
function sector(from: number, sweep: number, inner: number, outer: number): Polygon {
  const angles = Array.from({ length: 91 }, (_, n) => from + (n * sweep) / 90);
  return [...angles.map((angle) => at(angle, outer)), ...(inner === 0 ? [MIDDLE] : angles.toReversed().map((angle) => at(angle, inner)))];
}
const disc = (centre: PointUv, radius: number): Polygon => Array.from({ length: 90 }, (_, n) => at(4 * n, radius, centre));
const arcOf = (...areas: readonly Polygon[]): number => arcsCover(drawnArcs(areas, MIDDLE)).arc;
const mirrored = (area: Polygon): Polygon => area.map(([u, v]) => pointUv(2 * MIDDLE[0] - u, v));

describe('arcs of painted areas', () => {
  // Turned by what is no multiple of a ray's 3°: no edge lies on a ray.
  it.each([0.7, 44.1, 123.4, 179.9, 251.3, 358.2])('of a half disc are 180°, turned by %d° and mirrored', (turn) => {
    const half = sector(turn, 180, 0, 2);
    expect([arcOf(half), arcOf(mirrored(half)), arcOf(half.toReversed())]).toEqual([180, 180, 180]);
  });
  it('of a half disc whose edges lie on rays are as wide but for a ray', () => {
    for (const turn of [0, 90, 180, 273]) expect(Math.abs(arcOf(sector(turn, 180, 0, 2)) - 180)).toBeLessThanOrEqual(3);
  });
  it('of a ring and of all of the vessel are the whole circle', () => {
    const ring = sector(0, 360, 1.5, 2);
    expect([drawnArcs([ring], MIDDLE), arcOf(disc(MIDDLE, 2)), arcOf(disc(at(200, 0.5), 0.7))]).toEqual([[[0, 360]], 360, 360]);
  });
  it('of a spot are what it spans from the middle: twice the arcsine of its radius over its distance', () => {
    for (const [distance, radius] of [[2, 0.5], [1.5, 0.3], [1, 0.9], [2.5, 0.15]] as const) {
      const spans = (2 * Math.asin(radius / distance) * 180) / Math.PI;
      for (const angle of [0, 40.7, 91, 180, 300.2, 359]) expect(Math.abs(arcOf(disc(at(angle, distance), radius)) - spans)).toBeLessThanOrEqual(3);
    }
  });
  it('lie where it is painted, and run over 0°', () => {
    expect([drawnArcs([sector(31, 58, 1.5, 2)], MIDDLE), drawnArcs([sector(349, 22, 1, 2)], MIDDLE)]).toEqual([[[31.5, 88.5]], [[349.5, 370.5]]]);
  });
  it('are counted once where areas overlap, and apart where they lie apart', () => {
    expect([arcOf(sector(10, 60, 1, 1.5), sector(40, 60, 1.6, 2)), drawnArcs([sector(10, 60, 1, 2), sector(100, 60, 1, 2)], MIDDLE).length]).toEqual([90, 2]);
  });
  it('count what is thin, and what lies between two rays, as one ray', () => {
    expect([arcOf(sector(10, 60, 1.99, 2)), arcOf(disc(at(1.5, 2.5), 0.02)), arcOf(disc(at(359.2, 5), 0.02))]).toEqual([60, 3, 3]);
  });
  it('are none where nothing is painted, or what encloses nothing', () => {
    expect([drawnArcs([], MIDDLE), drawnArcs([[at(0, 1), at(0, 2), at(0, 1.5)], []], MIDDLE)]).toEqual([[], []]);
  });
  it('of what was found are the arcs that were found, painted on or not', () => {
    const outline = { centre: MIDDLE, calcium: Array.from({ length: RAYS }, (_, ray) => (ray < 7 || (ray > 30 && ray < 50) ? [1.6, 1.8] as const : null)) };
    expect(drawnArcs(foundAreas(outline), MIDDLE)).toEqual(foundArcs(outline));
    const painted = outlinesOfArea(paintedArea(foundAreas(outline), MIDDLE));
    expect(drawnArcs(painted, MIDDLE)).toEqual(foundArcs(outline));
  });
});
