import { type Deg, deg, type Mm } from '../units.ts';
import { RAYS } from './polar.ts';

/** Rays that carry a handle: twelve, 30° apart, from u on. */
export const HANDLE_RAYS: readonly number[] = Array.from({ length: 12 }, (_, n) => (n * RAYS) / 12);

/** A pull reaches so far around to either side. */
export const PULL_REACH: Deg = deg(50);

/** Within what radii a contour may lie, ray by ray, mm. */
export interface Room { readonly least: readonly number[]; readonly most: readonly number[] }

/**
 * Radii of a contour with one of them pulled to a new one, its neighbours after it.
 *
 * @param to - wanted radius of the ray; the contour stops at the edge of its room
 * @method the change of the pulled ray, with a weight that falls smoothly to nothing over the reach
 */
export function pulledRadii(radii: readonly number[], ray: number, to: Mm, { least, most }: Room, reach: Deg = PULL_REACH): readonly number[] {
  const own = radii[ray];
  if (own === undefined) return radii;
  const by = to - own;
  return radii.map((radius, n) => {
    const apart = Math.min(Math.abs(n - ray), RAYS - Math.abs(n - ray)) * (360 / RAYS);
    const share = Math.min(1, apart / reach);
    const weight = 1 - share * share * (3 - 2 * share);
    return weight === 0 ? radius : Math.min(most[n] ?? Infinity, Math.max(least[n] ?? 0, radius + weight * by));
  });
}

/** The wall stays so far outside the lumen, and no contour comes nearer to its middle, mm. */
const THINNEST = 0.1;
const NARROWEST = 0.2;
/** Beyond it sections were not read, mm. */
const WIDEST = 5.8;

/** Where a wall may lie: outside the lumen. */
export const roomOfWall = (lumen: readonly number[] | null): Room => ({
  least: Array.from({ length: RAYS }, (_, n) => Math.max(NARROWEST, (lumen?.[n] ?? 0) + THINNEST)), most: Array.from({ length: RAYS }, () => WIDEST),
});

/** Where a lumen may lie: inside the wall. */
export const roomOfLumen = (wall: readonly number[]): Room => ({
  least: Array.from({ length: RAYS }, () => NARROWEST), most: wall.map((radius) => Math.max(NARROWEST, radius - THINNEST)),
});
