import { pointPixel, type PointPixel } from '../geometry/plane.ts';
import { err, ok, type Result } from '../result.ts';
import type { GreyPicture } from './catheter.ts';
import { profileAcross } from './shaftProfile.kernel.ts';

/** A round marker that was measured, in pixel widths. */
export interface MeasuredCircle {
  readonly centre: PointPixel;
  readonly diameterPixels: number;
  /** Standard deviation of the rim's distance from the circle, both sides together. */
  readonly spreadPixels: number;
  readonly rays: number;
}
/** Why no diameter is given. */
export type CircleFailure =
  | { readonly code: 'circle/too-small'; readonly pixels: number }
  | { readonly code: 'circle/not-square' }
  | { readonly code: 'circle/no-rim'; readonly rays: number };

const RAYS = 48;
const STEP = 0.25;
/** Least diameter, pixels. @source own */
const LEAST = 8;

/**
 * A sphere between two clicks on opposite sides of its rim: along rays from the middle the steepest place near the
 * clicked radius, to a part of a pixel, and the circle through them.
 *
 * @fails circle/too-small - fewer than eight pixels across
 * @fails circle/not-square - pixels are higher than wide
 * @fails circle/no-rim - fewer than half of the rays show one
 */
export function measuredCircle(picture: GreyPicture, one: PointPixel, other: PointPixel): Result<MeasuredCircle, CircleFailure> {
  if (picture.aspect !== null && Math.abs(picture.aspect - 1) > 0.005) return err({ code: 'circle/not-square' });
  const pixels = Math.hypot(other[0] - one[0], other[1] - one[1]);
  if (pixels < LEAST) return err({ code: 'circle/too-small', pixels });
  const centre = pointPixel((one[0] + other[0]) / 2, (one[1] + other[1]) / 2);
  const rim = rimPlaces(picture, centre, pixels / 2);
  if (rim.length < RAYS / 2) return err({ code: 'circle/no-rim', rays: rim.length });
  const first = circleThrough(rim);
  const off = ({ x, y, radius }: Circle, [px, py]: PointPixel): number => Math.hypot(px - x, py - y) - radius;
  const spread = Math.sqrt(rim.reduce((sum, place) => sum + off(first, place) ** 2, 0) / rim.length);
  const kept = rim.filter((place) => Math.abs(off(first, place)) <= Math.max(0.5, 2 * spread));
  if (kept.length < RAYS / 2) return err({ code: 'circle/no-rim', rays: kept.length });
  const circle = circleThrough(kept);
  const left = Math.sqrt(kept.reduce((sum, place) => sum + off(circle, place) ** 2, 0) / kept.length);
  return ok({
    centre: pointPixel(circle.x, circle.y), diameterPixels: 2 * circle.radius, spreadPixels: 2 * left, rays: kept.length,
  });
}

/** On each ray the steepest place within 40 % of the clicked radius, where its slope is clear of the others'. */
function rimPlaces({ samples, columns, rows }: GreyPicture, centre: PointPixel, radius: number): readonly PointPixel[] {
  const profile = new Float64Array(2 * Math.round((0.4 * radius) / STEP) + 5);
  const middle = (profile.length - 1) / 2;
  return Array.from({ length: RAYS }, (_, n) => (2 * Math.PI * n) / RAYS).flatMap((angle) => {
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    profileAcross(samples, columns, rows, centre[0] + radius * x, centre[1] + radius * y, x, y, STEP, 1, profile);
    const slope = (k: number): number => Math.abs((profile[k + 2] ?? 0) - (profile[k - 2] ?? 0));
    let best = 2;
    let sum = 0;
    for (let k = 2; k < profile.length - 2; k += 1) {
      sum += slope(k);
      if (slope(k) > slope(best)) best = k;
    }
    const mean = sum / Math.max(1, profile.length - 4);
    if (best <= 2 || best >= profile.length - 3 || slope(best) < 2 * mean) return [];
    const [before, at, after] = [slope(best - 1), slope(best), slope(best + 1)];
    const bend = before - 2 * at + after;
    const part = bend < 0 ? (0.5 * (before - after)) / bend : 0;
    const distance = radius + (best + part - middle) * STEP;
    return [pointPixel(centre[0] + distance * x, centre[1] + distance * y)];
  });
}

interface Circle { readonly x: number; readonly y: number; readonly radius: number }

/** The circle that fits best by algebraic distance, about the mean place. @source Kåsa, IEEE Trans Instrum Meas 1976;25:8 */
function circleThrough(places: readonly PointPixel[]): Circle {
  const count = places.length;
  const mx = places.reduce((sum, [x]) => sum + x, 0) / count;
  const my = places.reduce((sum, [, y]) => sum + y, 0) / count;
  let [xx, xy, yy, xz, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (const [px, py] of places) {
    const [x, y] = [px - mx, py - my];
    const z = x * x + y * y;
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xz += x * z;
    yz += y * z;
    zz += z;
  }
  const own = xx * yy - xy * xy;
  const x = own === 0 ? 0 : (xz * yy - yz * xy) / (2 * own);
  const y = own === 0 ? 0 : (yz * xx - xz * xy) / (2 * own);
  return { x: mx + x, y: my + y, radius: Math.sqrt(x * x + y * y + zz / count) };
}
