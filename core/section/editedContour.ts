import type { PointUv } from '../geometry/plane.ts';
import { holdsPoint, type Polygon } from '../geometry/polygon.ts';
import { err, ok, type Result } from '../result.ts';
import { type Mm, mm } from '../units.ts';
import { type PolarMap, type Radii, rayAngle, radiiOf, RAYS } from './polar.ts';

/** A contour that an operator drew on one section. Who and when is kept where it is kept. */
export interface ContourEdit {
  readonly which: 'lumen' | 'wall';
  readonly abscissa: Mm;
  /** As drawn: mm in the section's plane, from the centreline. */
  readonly outline: Polygon;
}

/** Where the contour of a section comes from. */
export type ContourOrigin = 'automatic' | 'adapted' | 'operator';

/** Radii with an operator's contours among them. */
export interface EditedRadii {
  readonly radii: Radii;
  /** Section by section. */
  readonly origins: readonly ContourOrigin[];
}

/** Why a drawn contour cannot stand. */
export type ContourFailure =
  | { readonly code: 'contour/too-few-points'; readonly points: number }
  | { readonly code: 'contour/misses-the-middle' }
  | { readonly code: 'contour/not-on-the-vessel'; readonly abscissa: Mm };

/** Neighbours follow an edited contour over so much of the vessel. */
export const ADAPTS_MM = mm(3);

/** What is wrong with a drawn contour and what to do, in plain words. */
export function contourSentence(failure: ContourFailure): string {
  switch (failure.code) {
    case 'contour/too-few-points': return `A contour needs at least three points, and there are ${failure.points}. Draw it around the vessel.`;
    case 'contour/misses-the-middle': return 'The contour does not hold the middle of the vessel. Move the centreline there first, or draw the contour around it.';
    case 'contour/not-on-the-vessel': return `There is no section at ${failure.abscissa.toFixed(1)} mm: the contour lies beyond the traced vessel.`;
  }
}

/**
 * The radii that a drawn outline has about a middle: on each ray its farthest crossing.
 *
 * @fails see ContourFailure
 */
export function radiiOfOutline(outline: Polygon, middle: PointUv): Result<Float32Array, ContourFailure> {
  if (outline.length < 3) return err({ code: 'contour/too-few-points', points: outline.length });
  if (!holdsPoint(outline, middle)) return err({ code: 'contour/misses-the-middle' });
  const [us, vs] = [Float64Array.from(outline, ([a]) => a - middle[0]), Float64Array.from(outline, ([, b]) => b - middle[1])];
  return ok(Float32Array.from({ length: RAYS }, (_, ray) => farthestCrossing(us, vs, Math.cos(rayAngle(ray)), Math.sin(rayAngle(ray)))));
}

/** How far out a closed line about the middle crosses a ray in a direction; 0 where it does not. */
function farthestCrossing(us: Float64Array, vs: Float64Array, x: number, y: number): number {
  let most = 0;
  let [c, d] = [us.at(-1) ?? 0, vs.at(-1) ?? 0];
  for (let n = 0; n < us.length; n += 1) {
    const [a, b] = [c, d];
    c = us[n] ?? 0;
    d = vs[n] ?? 0;
    // Heights of both ends above the ray; the edge crosses it where they differ in sign.
    const [from, to] = [x * b - y * a, x * d - y * c];
    if (from > 0 === to > 0) continue;
    const share = from / (from - to);
    most = Math.max(most, x * (a + share * (c - a)) + y * (b + share * (d - b)));
  }
  return most;
}

/** The section nearest to an abscissa; undefined beyond the vessel. */
export const sectionOf = (abscissae: readonly Mm[], at: Mm): number | undefined => {
  const near = abscissae.findIndex((one, n) => Math.abs(one - at) <= Math.abs((abscissae[n + 1] ?? Infinity) - at));
  const step = Math.abs((abscissae[1] ?? 0) - (abscissae[0] ?? 0));
  return near >= 0 && Math.abs((abscissae[near] ?? Infinity) - at) <= step ? near : undefined;
};

/** What is wrong with an edit; null where it can stand. */
export function contourFailure(polar: PolarMap, abscissae: readonly Mm[], edit: ContourEdit): ContourFailure | null {
  const n = sectionOf(abscissae, edit.abscissa);
  const middle = n === undefined ? undefined : polar.centres[n];
  if (middle === undefined) return { code: 'contour/not-on-the-vessel', abscissa: edit.abscissa };
  const radii = radiiOfOutline(edit.outline, middle);
  return radii.ok ? null : radii.failure;
}

/**
 * Automatic radii with an operator's contours: exactly as drawn where they were drawn, and neighbours that follow.
 *
 * @param edits - of one kind; those that cannot stand are left out (see contourFailure); of two on one section the later
 * @param adapts - whether a section's own contour may follow; others stay as they are
 * @method what an edit changed at its section is carried over to its neighbours with a weight that falls smoothly to
 * nothing over 3 mm, or at the next edit
 */
export function editedRadii(
  automatic: Radii, polar: PolarMap, abscissae: readonly Mm[], edits: readonly ContourEdit[],
  adapts: (section: number) => boolean = () => true,
): EditedRadii {
  const drawn = new Map(edits.flatMap((edit) => {
    const n = sectionOf(abscissae, edit.abscissa);
    const middle = n === undefined ? undefined : polar.centres[n];
    const radii = middle === undefined ? null : radiiOfOutline(edit.outline, middle);
    return n === undefined || radii === null || !radii.ok ? [] : [[n, radii.value] as const];
  }));
  const origins = abscissae.map((): ContourOrigin => 'automatic');
  if (drawn.size === 0) return { radii: automatic, origins };
  const places = [...drawn.keys()].toSorted((a, b) => a - b);
  const out = automatic.slice();
  for (const [place, own] of drawn) {
    origins[place] = 'operator';
    out.set(own, place * RAYS);
    const off = own.map((radius, ray) => radius - (radiiOf(automatic, place)[ray] ?? 0));
    const here = abscissae[place] ?? mm(0);
    const next = places.find((other) => other > place) ?? abscissae.length;
    const before = places.findLast((other) => other < place) ?? -1;
    for (let n = before + 1; n < next; n += 1) {
      const room = Math.abs((abscissae[n > place ? next : before] ?? Infinity) - here);
      const share = Math.abs((abscissae[n] ?? 0) - here) / Math.min(ADAPTS_MM, room);
      if (n === place || share >= 1 || !adapts(n)) continue;
      // 1 at the edit, 0 at its reach, level at both.
      const weight = 1 - share * share * (3 - 2 * share);
      origins[n] = 'adapted';
      off.forEach((by, ray) => { out[n * RAYS + ray] = Math.max(0, (out[n * RAYS + ray] ?? 0) + weight * by); });
    }
  }
  return { radii: out, origins };
}
