import { type Course, courseThrough } from './course.ts';
import type { PointLps, VectorLps } from '../geometry/frame.ts';

/** A value at an abscissa; between stations it changes linearly, beyond them it stays. */
export type Station = readonly [atMm: number, value: number];

/** Extent of a deposit at one abscissa. It always reaches the outer wall and grows inwards by `depthMm`. */
export interface DepositStation {
  readonly atMm: number;
  /** Middle of the arc, degrees from the section's zero. */
  readonly middleDeg: number;
  readonly arcDeg: number;
  readonly depthMm: number;
}

/** A calcium deposit: from its first station to its last, linear between. */
export interface Deposit {
  readonly stations: readonly DepositStation[];
  readonly hu: number;
}

/** How the open lumen ends at an occlusion. A taper narrows linearly over its length to a point at the cap. */
export type Cap = { readonly shape: 'blunt' } | { readonly shape: 'tapered'; readonly taperMm: number };

/** A stretch without lumen. */
export interface Occlusion {
  readonly fromMm: number;
  readonly toMm: number;
  readonly proximalCap: Cap;
  readonly distalCap: Cap;
  /** What fills the vessel there where it is not calcium, HU. */
  readonly plaqueHu: number;
}

/** What one vessel is made from. */
export interface VesselRecipe {
  readonly name: string;
  readonly control: readonly PointLps[];
  /** Radius of the open lumen, mm. */
  readonly lumenRadius: readonly Station[];
  /** From the lumen's edge to the outer edge of the wall, mm. */
  readonly wallMm: readonly Station[];
  readonly lumenHu: number;
  /** HU of the lumen beyond the occlusion; null where there is none. */
  readonly distalLumenHu: number | null;
  readonly wallHu: number;
  /** Thickness of the fat around the wall, mm. */
  readonly fatMm: number;
  readonly occlusion: Occlusion | null;
  readonly deposits: readonly Deposit[];
  /** Where 0° of the sections lies at the start. */
  readonly zero: VectorLps;
}

/** A vessel with its course. */
export interface Vessel extends VesselRecipe { readonly course: Course }

/** The vessel along the smooth course through its control points. */
export const vesselFrom = (recipe: VesselRecipe): Vessel =>
  ({ ...recipe, course: courseThrough(recipe.control, recipe.zero) });

/** The value at an abscissa. */
export function valueAt(stations: readonly Station[], atMm: number): number {
  const after = stations.findIndex(([at]) => at > atMm);
  const [toMm, to] = stations.at(after) ?? [0, 0];
  if (after <= 0) return after === 0 ? to : (stations.at(-1)?.[1] ?? 0);
  const [fromMm, from] = stations[after - 1] ?? [toMm, to];
  return from + ((to - from) * (atMm - fromMm)) / (toMm - fromMm);
}

/** Radius of the lumen if nothing occluded it, mm. */
export const openRadiusAt = (vessel: VesselRecipe, atMm: number): number => valueAt(vessel.lumenRadius, atMm);

/** Radius of the outer edge of the wall, mm. */
export const outerRadiusAt = (vessel: VesselRecipe, atMm: number): number =>
  valueAt(vessel.lumenRadius, atMm) + valueAt(vessel.wallMm, atMm);

/** Radius of the lumen, mm; 0 in the occlusion. */
export function lumenRadiusAt(vessel: VesselRecipe, atMm: number): number {
  const open = openRadiusAt(vessel, atMm);
  const { occlusion } = vessel;
  if (occlusion === null) return open;
  const before = occlusion.fromMm - atMm;
  const beyond = atMm - occlusion.toMm;
  if (before <= 0 && beyond <= 0) return 0;
  return before > 0 ? open * capShare(occlusion.proximalCap, before) : open * capShare(occlusion.distalCap,
    beyond);
}

/** How much of the open radius is left at a distance from the cap. */
const capShare = (cap: Cap, distanceMm: number): number =>
  cap.shape === 'blunt' ? 1 : Math.min(1, distanceMm / cap.taperMm);

/** The deposit's extent at an abscissa; null outside it. The depth never exceeds the vessel's radius. */
export function depositAt(vessel: VesselRecipe, deposit: Deposit, atMm: number): Omit<DepositStation,
  'atMm'> | null {
  const { stations } = deposit;
  const first = stations.at(0)?.atMm ?? 0;
  const last = stations.at(-1)?.atMm ?? 0;
  if (atMm < first || atMm > last) return null;
  const line = (value: (station: DepositStation) => number): number =>
    valueAt(stations.map((station) => [station.atMm, value(station)] as const), atMm);
  return {
    middleDeg: line((station) => station.middleDeg),
    arcDeg: Math.min(360, line((station) => station.arcDeg)),
    depthMm: Math.min(outerRadiusAt(vessel, atMm), line((station) => station.depthMm)),
  };
}
