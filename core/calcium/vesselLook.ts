import type { Centreline } from '../centreline/centreline.ts';
import type { PointUv } from '../geometry/plane.ts';
import { type Again, allMoved, marked, markRows, markValues, noneMoved, rowsAgain, runsMarked } from '../section/again.ts';
import { capAt, capNear, type CapFound } from '../section/caps.ts';
import { edgeModel, type EdgeModel } from '../section/edgeModel.ts';
import { closedBetween, type Lumen, lumenAlong, type LumenFound, markLumen, middlesOf, widened } from '../section/lumen.ts';
import { centroidWithin, type PolarMap, polarMap, radiiOf, RAY_SAMPLES, RAYS } from '../section/polar.ts';
import type { CrossSection } from '../section/section.ts';
import { markSight, plaqueAlong, type Wall, wallAlong, type WallSight, wallSight } from '../section/wall.ts';
import { mm, type Mm } from '../units.ts';
import type { VolumeGrid } from '../volume/volume.ts';
import { calmExcess } from './calmExcess.ts';
import { greatestOutwards } from './excess.kernel.ts';
import { type Threshold, thresholdAlong, thresholdFor } from './threshold.ts';

/** The sections of a vessel as rays about its centreline: all that hangs on the path alone. */
export interface VesselRays {
  readonly abscissae: readonly Mm[];
  /** Distance between sections. */
  readonly step: Mm;
  /** The least distance of two voxels. */
  readonly voxel: Mm;
  readonly polar: PolarMap;
  /** HU in the middle of each section. */
  readonly middleHu: readonly number[];
  readonly sections: readonly CrossSection[];
}

/** What shows of a vessel between two caps, whatever counts as calcium. */
export interface VesselLook {
  readonly rays: VesselRays;
  readonly proximalCap: CapFound;
  readonly distalCap: CapFound;
  readonly edge: EdgeModel;
  /** The threshold by the rule, as this lumen has it. */
  readonly threshold: Threshold;
  /** Rays about the wall's own middle. */
  readonly polar: PolarMap;
  /** Greatest HU on each ray from its middle up to each sample. */
  readonly brightest: Float32Array;
  /** What is brighter than lumen, wall and plaque explain, on each ray, calmed: HU·mm² a radian. */
  readonly excess: Float32Array;
  readonly lumen: Lumen;
  readonly sight: WallSight;
  /** The wall before calcium is known, by the rule's threshold. */
  readonly wall: Wall;
  /** What led to all this, kept so that a later look does again only what has changed. */
  readonly found: Found;
}

/** Lumen and wall on rays about the centreline, then what was found on those about the wall's own middle. */
interface Found {
  /** The caps that were looked for. */
  readonly caps: Caps;
  readonly stay: StayingCaps;
  readonly rough: LumenFound;
  readonly roughOutline: Outline;
  readonly lumen: LumenFound;
  readonly outline: Outline;
  readonly masses: Float32Array;
}

/** A wall, and all that it was made from. */
interface Outline {
  readonly lumen: Lumen;
  readonly sight: WallSight;
  readonly calciumHu: readonly number[];
  readonly wall: Wall;
}

/** The rays of a vessel's sections. @param sections - one for each point of the centreline */
export const vesselRays = (
  grid: Pick<VolumeGrid, 'spacing'>, { points, step }: Pick<Centreline, 'points' | 'step'>, sections: readonly CrossSection[],
): VesselRays => {
  const polar = polarMap(sections);
  return {
    abscissae: points.map(({ abscissa }) => abscissa), step, voxel: mm(Math.min(...grid.spacing)), polar, middleHu: middlesOf(polar), sections,
  };
};

/** Which caps stay where an operator put them. */
export interface StayingCaps { readonly proximal: boolean; readonly distal: boolean }
/** Places of the caps, as abscissae. */
interface Caps { readonly proximal: Mm; readonly distal: Mm }
/** Both caps as they were found. */
export interface CapsFound { readonly proximal: CapFound; readonly distal: CapFound }
/** Both are moved to where contrast ends nearby. */
export const NONE_STAYS: StayingCaps = { proximal: false, distal: false };

/** The caps nearest to two places, as the picture shows them. */
export function capsNear(
  { polar, step, middleHu }: Pick<VesselRays, 'polar' | 'step' | 'middleHu'>, near: Caps,
): CapsFound {
  return { proximal: capNear(polar, middleHu, step, near.proximal, 1), distal: capNear(polar, middleHu, step, near.distal, -1) };
}

/**
 * The caps from two places: where an operator put those that stay, else where the picture shows them nearby.
 *
 * @param known - an earlier look at the same rays: caps that were sought from the same places are taken from it
 */
export function capsFrom({ polar, step, middleHu }: VesselRays, caps: Caps, stay: StayingCaps, known: VesselLook | null = null): CapsFound {
  const capOf = (which: keyof Caps, towards: 1 | -1): CapFound => (stay[which] ? capAt : capNear)(polar, middleHu, step, caps[which], towards);
  const isSought = (which: keyof Caps): boolean => known?.found.caps[which] === caps[which] && known.found.stay[which] === stay[which];
  return {
    proximal: known !== null && isSought('proximal') ? known.proximalCap : capOf('proximal', 1),
    distal: known !== null && isSought('distal') ? known.distalCap : capOf('distal', -1),
  };
}

/** What shows of a vessel between other caps, about as it will be found: its lumen follows, blur, rays and wall are as they were. */
export function sketchedLook(look: VesselLook, { proximal, distal }: CapsFound): VesselLook {
  const { rays: { step }, polar, edge, found } = look;
  if (proximal === look.proximalCap && distal === look.distalCap) return look;
  const lumen = lumenAlong(polar, step, closedBetween(proximal.abscissa, distal.abscissa, step), { before: found.lumen, moved: noneMoved(polar.sections) });
  return { ...look, proximalCap: proximal, distalCap: distal, lumen: widened(lumen, edge.lumenShiftMm) };
}

/**
 * Caps, lumen, blur and what shows of the wall: the part of a measurement that a changed threshold leaves as it is.
 *
 * @param caps - as abscissae; moved to where contrast ends nearby
 * @param stay - those that stay where the operator put them
 * @param known - an earlier look at the same rays: what its caps left as it is stays; the answer is the same without it
 * @returns steps of no more than one pass over the sections, between which it can be given up
 * @method rays about the centreline give lumen and wall; rays about the wall's own middle give them again, with the
 * blur read from the lumen's edge
 * @source measurements, section 1.2
 */
export function* lookingAt(
  grid: Pick<VolumeGrid, 'spacing'>, rays: VesselRays, caps: Caps, stay: StayingCaps = NONE_STAYS,
  known: VesselLook | null = null,
): Generator<undefined, VesselLook> {
  const { step, polar: first, abscissae } = rays;
  const same = known?.rays === rays ? known : null;
  const { proximal: proximalCap, distal: distalCap } = capsFrom(rays, caps, stay, same);
  yield;
  const closed = closedBetween(proximalCap.abscissa, distalCap.abscissa, step);
  const none = noneMoved(first.sections);
  const rough = lumenAlong(first, step, closed, same && { before: same.found.rough, moved: none });
  yield;
  const edge = edgeModel(first, rough, grid);
  const threshold = thresholdFor(first, rough, step, closed[0]);
  const calciumHu = thresholdAlong(threshold, abscissae, proximalCap.abscissa, distalCap.abscissa);
  yield;
  // Another blur is another look at everything.
  const before = same !== null && isSameEdge(same.edge, edge) ? same : null;
  const roughOutline = outlineAlong(first, widened(rough, edge.lumenShiftMm), step, edge, calciumHu, before && { before: before.found.roughOutline, moved: none });
  const centres = first.centres.map((centre, n) => centroidWithin(radiiOf(roughOutline.wall.radii, n), centre));
  const astray = movedCentres(before, centres);
  yield;
  const polar = polarMap(rays.sections, centres, before && { before: before.polar, moved: astray });
  const moved = movedRays(astray);
  yield;
  const lumen = lumenAlong(polar, step, closed, before && { before: before.found.lumen, moved });
  yield;
  const outline = outlineAlong(polar, widened(lumen, edge.lumenShiftMm), step, edge, calciumHu, before && { before: before.found.outline, moved });
  const { wall, sight } = outline;
  yield;
  const brightest = before !== null && polar === before.polar ? before.brightest : rowsAgain(before?.brightest, polar.values.length);
  for (const n of marked(astray)) greatestOutwards(polar.values, RAY_SAMPLES, n * RAYS, (n + 1) * RAYS, brightest);
  const { excess, masses } = calmExcess(polar, outline.lumen, wall, step, edge.blurMm, before && {
    before: { masses: before.found.masses, excess: before.excess }, moved: movedOutline(moved, before.found.outline, outline) });
  return {
    rays, proximalCap, distalCap, edge, threshold, polar, lumen: outline.lumen, sight, wall, brightest, excess,
    found: { caps, stay, rough, roughOutline, lumen, outline, masses },
  };
}

const isSameEdge = (a: EdgeModel, b: EdgeModel): boolean =>
  a.blurMm === b.blurMm && a.wallMm === b.wallMm && a.lumenShiftMm === b.lumenShiftMm && a.isMeasured === b.isMeasured;

/** The wall about a lumen, before calcium is known. */
function outlineAlong(
  polar: PolarMap, lumen: Lumen, stepMm: number, edge: EdgeModel, calciumHu: readonly number[], again: Again<Outline> | null,
): Outline {
  const parameters = { stepMm, edge };
  const seen = again?.moved.slice() ?? allMoved(polar.sections);
  if (again !== null) markLumen(seen, again.before.lumen, lumen);
  const sight = wallSight(polar, lumen, parameters, again && { before: again.before.sight, moved: seen });
  const plaqueHu = plaqueAlong(sight, lumen, calciumHu);
  if (again === null) return { lumen, sight, calciumHu, wall: wallAlong(polar, lumen, sight, parameters, calciumHu, plaqueHu, null) };
  const { before } = again;
  const moved = seen.slice();
  markSight(moved, before.sight, sight);
  markValues(moved, before.calciumHu, calciumHu);
  markValues(moved, before.wall.plaqueHu, plaqueHu);
  return { lumen, sight, calciumHu, wall: wallAlong(polar, lumen, sight, parameters, calciumHu, plaqueHu, null, { before: before.wall, moved }) };
}

/** The sections whose rays begin elsewhere. */
const movedCentres = (before: VesselLook | null, centres: readonly PointUv[]): Uint8Array =>
  Uint8Array.from(centres, ([u, v], n) => {
    const old = before?.polar.centres[n];
    return old !== undefined && old[0] === u && old[1] === v ? 0 : 1;
  });

/** The sections whose rays are others: their neighbours calm them. */
function movedRays(astray: Uint8Array): Uint8Array {
  const moved = noneMoved(astray.length);
  for (const [from, to] of runsMarked(astray, 1)) moved.fill(1, from, to + 1);
  return moved;
}

function movedOutline(rays: Uint8Array, before: Outline, { lumen, wall }: Outline): Uint8Array {
  const moved = rays.slice();
  markLumen(moved, before.lumen, lumen);
  markValues(moved, before.wall.plaqueHu, wall.plaqueHu);
  markRows(moved, before.wall.radii, wall.radii);
  markRows(moved, before.wall.outsideHu, wall.outsideHu);
  return moved;
}

/** The sections that look different in two looks at the same rays; all where nothing is the same. */
export function movedLook(before: VesselLook, now: VesselLook): Uint8Array {
  if (before === now) return noneMoved(now.polar.sections);
  if (before.rays !== now.rays || !isSameEdge(before.edge, now.edge)) return allMoved(now.polar.sections);
  const moved = movedRays(movedCentres(before, now.polar.centres));
  markLumen(moved, before.lumen, now.lumen);
  markSight(moved, before.sight, now.sight);
  markRows(moved, before.excess, now.excess);
  return moved;
}
