import type { Centreline } from '../centreline/centreline.ts';
import { WALL_HU } from '../centreline/cost.ts';
import { edgeRadii, surroundingsOf } from '../centreline/edges.ts';
import { liesInWideBody, type SearchSpace } from '../centreline/searchSpace.ts';
import { huAtPoint } from '../volume/sample.ts';
import { type Mm, mm } from '../units.ts';

/** Where a vessel leaves the aorta, or why that is not seen. */
export type Ostium =
  | { readonly state: 'found'; readonly abscissa: Mm }
  | { readonly state: 'not found'; readonly why: string };

/** No coronary artery reaches so far from its axis, mm: a ray that stays bright for longer runs in the aorta. */
const WIDEST_MM = 4.5;
/** In the vessel at least this share of the rays ends within that. */
const LEAST_ENDED = 0.5;
/** The vessel is left behind where it holds for so long, mm. */
const STEADY_MM = 2;

/**
 * The ostium, where the path begins in the aorta.
 *
 * @method first place from which on at least half of the rays across the path end within 4.5 mm
 * @accuracy within 1 mm on tubes that leave a cylinder squarely and at a slant (ostium.test.ts)
 */
export function ostiumOf(space: SearchSpace, { points, step }: Pick<Centreline, 'points' | 'step'>): Ostium {
  const first = points[0];
  const lumen = first === undefined ? null : huAtPoint(space.volume, first.at);
  if (first === undefined || lumen === null || !liesInWideBody(space, first.at)) {
    return { state: 'not found', why: 'The path does not begin in the aorta.' };
  }
  const around = surroundingsOf(space.volume, Float64Array.from(points.flatMap(({ at }) => [...at])));
  const isVessel = points.map((_, n) => {
    const radii = edgeRadii(around, n, (lumen + WALL_HU) / 2);
    return radii.filter((radius) => radius >= 0 && radius <= WIDEST_MM).length >= LEAST_ENDED * radii.length;
  });
  const steady = Math.ceil(STEADY_MM / step);
  const at = isVessel.findIndex((_, n) => n + steady < isVessel.length && isVessel.slice(n, n + steady + 1).every(Boolean));
  return at < 0 ? { state: 'not found', why: 'The path does not leave the aorta.' }
    : { state: 'found', abscissa: mm(points[at]?.abscissa ?? 0) };
}
