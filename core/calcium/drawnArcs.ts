import { type PointUv, pointUv } from '../geometry/plane.ts';
import { type Polygon, polygonArea, polygonCentroid } from '../geometry/polygon.ts';
import { rayAngle, RAYS } from '../section/polar.ts';
import { arcsOnRays } from './foundCalcium.ts';
import type { Arc } from './review.ts';

/** A ray that holds less of an area merely touches its outline, mm: rounding. */
const TOUCH_MM = 1e-9;

/**
 * The arcs of calcium that an operator painted as areas and of which he drew no arcs.
 *
 * @param areas - outlines in the section's plane, mm
 * @param centre - the vessel's middle in that plane
 * @returns what the areas cover about the middle; nothing where nothing is painted. However thin, what is painted
 * counts: an area so small that it lies between two rays has the nearer one
 * @method the rays that an area lies on, as of an automatic arc
 * @source measurements, section 1.2, item 4; without its least length on a ray, which is there against noise
 */
export function drawnArcs(areas: readonly Polygon[], [u, v]: PointUv): readonly Arc[] {
  const held = Array.from({ length: RAYS }, () => false);
  for (const area of areas) {
    const about = area.map(([a, b]) => pointUv(a - u, b - v));
    const rays = held.map((_, ray) => ray).filter((ray) => isOnRay(about, ray));
    const isBetween = rays.length === 0 && polygonArea(area) > 0;
    for (const ray of isBetween ? [nearestRay(polygonCentroid(about))] : rays) held[ray] = true;
  }
  return arcsOnRays(held);
}

/** Whether an outline about the middle holds some of a ray. */
function isOnRay(about: Polygon, ray: number): boolean {
  const [x, y] = [Math.cos(rayAngle(ray)), Math.sin(rayAngle(ray))];
  const crossings: number[] = [];
  let [a, b] = about.at(-1) ?? [0, 0];
  let from = x * b - y * a;
  for (const [c, d] of about) {
    // Heights of an edge's two ends above the ray's line; it crosses that where they differ in sign.
    const to = x * d - y * c;
    const share = from / (from - to);
    if (from > 0 !== to > 0) crossings.push(x * (a + share * (c - a)) + y * (b + share * (d - b)));
    [a, b, from] = [c, d, to];
  }
  crossings.sort((one, other) => one - other);
  // Inside lies between every other pair of crossings; the ray begins in the middle.
  return crossings.some((end, n) => n % 2 === 1 && end - Math.max(0, crossings[n - 1] ?? 0) > TOUCH_MM);
}

const nearestRay = ([a, b]: PointUv): number =>
  (Math.round((Math.atan2(b, a) * RAYS) / (2 * Math.PI)) + RAYS) % RAYS;
