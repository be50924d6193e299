import { angleBetween, type ArcEnd, arcAt, arcsTurned, arcsWithEnd, arcsWithNew, joinedArcs } from '../../../core/calcium/editedArcs.ts';
import type { Arc } from '../../../core/calcium/review.ts';
import { type PointUv, pointUv } from '../../../core/geometry/plane.ts';
import { HANDLE_RAYS, pulledRadii, roomOfLumen, roomOfWall } from '../../../core/section/pulledContour.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { deg, type Deg, degFromRad, type Mm, mm } from '../../../core/units.ts';
import { meanRadius, type ShownSection } from './calciumModel.ts';

/** The circle that arcs are held on lies so far outside the vessel, and what was found so much farther. */
export const RING = { held: 1.32, found: 1.46 } as const;

/** Radius of the circle that arcs are held on, mm. */
export const ringRadius = ({ wall }: Pick<ShownSection, 'wall'>): number => RING.held * meanRadius(wall);

/** The direction of a place about the vessel's middle, degrees from u towards v, and how far it lies, mm. */
export function polarOf([u, v]: PointUv, [cu, cv]: PointUv): { readonly angle: Deg; readonly radius: Mm } {
  const angle = degFromRad(Math.atan2(v - cv, u - cu));
  return { angle: deg(angle < 0 ? angle + 360 : angle), radius: mm(Math.hypot(u - cu, v - cv)) };
}

/** A place about the vessel's middle. */
export const placeOf = ([cu, cv]: PointUv, angle: number, radius: number): PointUv => {
  const radians = (angle * Math.PI) / 180;
  return pointUv(cu + radius * Math.cos(radians), cv + radius * Math.sin(radians));
};

/** What of an arc is held: one of its ends, or all of it. */
export type ArcHold = { readonly n: number; readonly part: ArcEnd | 'all' };

/** Something of the section that can be held. */
export interface SectionHandle { readonly id: string; readonly at: PointUv; readonly label: string; readonly value: number; readonly unit: '°' | 'mm' }

/** What of arcs can be held, one after the other. */
export const arcHandles = (arcs: readonly Arc[], section: Pick<ShownSection, 'wall' | 'centre'>): readonly SectionHandle[] =>
  arcs.flatMap((arc, n) => (['from', 'to'] as const).map((end): SectionHandle => {
    const angle = arc[end === 'from' ? 0 : 1] % 360;
    return {
      id: arcHandleId(n, end), at: placeOf(section.centre, angle, ringRadius(section)), unit: '°', value: Math.round(angle),
      label: `${end === 'from' ? 'Beginning' : 'End'} of calcium arc ${arcs.length > 1 ? n + 1 : ''}`.trim(),
    };
  }));
export const arcHandleId = (n: number, end: ArcEnd): string => `arc-${n}-${end}`;

/** What of a contour can be held, clockwise from 0°. */
export const contourHandles = (radii: readonly number[], centre: PointUv, which: 'wall' | 'lumen'): readonly SectionHandle[] =>
  HANDLE_RAYS.map((ray): SectionHandle => ({
    id: contourHandleId(ray), at: placeOf(centre, (ray * 360) / RAYS, radii[ray] ?? 0), unit: 'mm', value: Math.round((radii[ray] ?? 0) * 10) / 10,
    label: `${which === 'wall' ? 'Vessel' : 'Lumen'} contour at ${(ray * 360) / RAYS}°, radius`,
  }));
export const contourHandleId = (ray: number): string => `contour-${ray}`;

/** The arc or contour that a handle holds; null for any other name. */
export const arcHoldOf = (id: string): { readonly n: number; readonly part: ArcEnd } | null => {
  const [, n, end] = /^arc-(\d+)-(from|to)$/.exec(id) ?? [];
  return n === undefined || (end !== 'from' && end !== 'to') ? null : { n: Number(n), part: end };
};
export const rayOf = (id: string): number | null => {
  const ray = /^contour-(\d+)$/.exec(id)?.[1];
  return ray === undefined ? null : Number(ray);
};

/**
 * What of the arcs lies under a place: an end before the arc itself.
 *
 * @param reach - how near is on it, mm
 */
export function arcHoldAt(arcs: readonly Arc[], section: Pick<ShownSection, 'wall' | 'centre'>, at: PointUv, reach: number): ArcHold | null {
  const ends = arcs.flatMap((arc, n) => (['from', 'to'] as const).map((part) => {
    const [u, v] = placeOf(section.centre, arc[part === 'from' ? 0 : 1], ringRadius(section));
    return { n, part, far: Math.hypot(at[0] - u, at[1] - v) };
  })).toSorted((a, b) => a.far - b.far);
  const [nearest] = ends;
  if (nearest !== undefined && nearest.far <= reach) return { n: nearest.n, part: nearest.part };
  const { angle, radius } = polarOf(at, section.centre);
  const n = Math.abs(radius - ringRadius(section)) <= reach ? arcAt(arcs, angle) : null;
  return n === null ? null : { n, part: 'all' };
}

/** Whether a place lies on the circle that arcs are held on. */
export const isOnRing = (section: Pick<ShownSection, 'wall' | 'centre'>, at: PointUv, reach: number): boolean =>
  Math.abs(polarOf(at, section.centre).radius - ringRadius(section)) <= reach;

/** The arcs after what is held was moved from one angle to another. */
export function arcsDragged(arcs: readonly Arc[], { n, part }: ArcHold, from: Deg, to: Deg): readonly Arc[] {
  const by = angleBetween(from, to);
  return part === 'all' ? arcsTurned(arcs, n, by) : arcsWithEnd(arcs, n, part, by);
}

/** The arcs with one more, from an angle on: it is drawn from there. */
export const arcsFrom = (arcs: readonly Arc[], angle: Deg): readonly Arc[] => [...arcs, [angle, deg(angle + 5)]];

/** The arcs with a new one where there is room, and which that is; null where there is none. */
export function arcsAdded(arcs: readonly Arc[], angle: Deg): { readonly arcs: readonly Arc[]; readonly n: number } | null {
  const next = arcsWithNew(arcs, angle);
  return next === arcs ? null : { arcs: next, n: next.length - 1 };
}

/** Arcs as they are kept: joined, to a tenth of a degree. */
export const keptArcs = (arcs: readonly Arc[]): readonly Arc[] =>
  joinedArcs(arcs).map(([from, to]) => [deg(Math.round(10 * from) / 10), deg(Math.round(10 * to) / 10)]);

/** The ray of a contour's handle under a place; null where none lies within reach, mm. */
export function handleRayAt(radii: readonly number[], centre: PointUv, at: PointUv, reach: number): number | null {
  const near = HANDLE_RAYS.map((ray) => {
    const [u, v] = placeOf(centre, (ray * 360) / RAYS, radii[ray] ?? 0);
    return { ray, far: Math.hypot(at[0] - u, at[1] - v) };
  }).toSorted((a, b) => a.far - b.far).at(0);
  if (near !== undefined && near.far <= reach) return near.ray;
  // Anywhere on the contour: it is pulled from there.
  const { angle, radius } = polarOf(at, centre);
  const ray = Math.round((angle / 360) * RAYS) % RAYS;
  return Math.abs((radii[ray] ?? Infinity) - radius) <= reach ? ray : null;
}

/** A contour of the section with one ray pulled to a radius, within the room it has. */
export const contourPulled = (section: Pick<ShownSection, 'wall' | 'lumen'>, which: 'wall' | 'lumen', radii: readonly number[], ray: number, to: Mm): readonly number[] =>
  pulledRadii(radii, ray, to, which === 'wall' ? roomOfWall(section.lumen) : roomOfLumen(section.wall));

/** The contour to begin with: the section's own; of a lumen that is not there, a small one in the middle of the wall. */
export const contourOf = ({ wall, lumen }: Pick<ShownSection, 'wall' | 'lumen'>, which: 'wall' | 'lumen'): readonly number[] =>
  (which === 'wall' ? wall : lumen ?? wall.map((radius) => Math.max(0.3, 0.35 * radius)));
