import { type Again, allMoved, markRows, markValues } from '../section/again.ts';
import type { CapFound } from '../section/caps.ts';
import { type ContourEdit, type ContourOrigin, type EditedRadii, editedRadii } from '../section/editedContour.ts';
import type { EdgeModel } from '../section/edgeModel.ts';
import { type Lumen, markLumen } from '../section/lumen.ts';
import type { PolarMap } from '../section/polar.ts';
import { movedByCalcium, plaqueAlong, type Wall, wallAlong } from '../section/wall.ts';
import type { Deg, Hu, Mm, Mm2 } from '../units.ts';
import { besideWall, type Deposits, depositsAlong } from './deposits.ts';
import type { CalciumPattern } from './pattern.ts';
import type { Range } from './range.ts';
import { type SectionExtent, sectionMeasures } from './sectionMeasures.ts';
import { chosenThreshold, type Threshold, thresholdAlong, type UserThreshold } from './threshold.ts';
import { movedLook, type VesselLook } from './vesselLook.ts';

/** Calcium and contours of one section. */
export interface SectionMeasure {
  readonly abscissa: Mm;
  /** Degrees of the circumference that hold calcium, best estimate. */
  readonly arc: Deg;
  /** The largest single arc. */
  readonly arcSpan: Deg;
  /** Calcified part of the vessel's area, per cent, best estimate. */
  readonly csaPercent: number;
  readonly vesselArea: Mm2;
  /** Null where there is no lumen. */
  readonly lumenArea: Mm2 | null;
  /** Greatest radial extent of the calcium; CT cannot resolve layers thinner than its blur. */
  readonly thickness: Mm;
  /** Greatest HU within the wall, calcium or not. */
  readonly peak: Hu;
  readonly pattern: CalciumPattern;
  /** Plausible values; they hold the best estimate and the raw one. */
  readonly arcRange: Range;
  readonly csaRange: Range;
  /**
   * Degrees without calcium on which what is about as bright as contrast lies beyond a wall that is not seen: a vein or chamber, or
   * calcium farther out than the wall was guessed. The ranges hold both.
   */
  readonly brightBeside: Deg;
  /** Share of the circumference on which the wall's outer edge was seen; elsewhere it is interpolated. */
  readonly wallSeen: number;
  /** Whether the contours are the operator's, or follow one of his. */
  readonly wallFrom: ContourOrigin;
  readonly lumenFrom: ContourOrigin;
}

/** Everything measured across one vessel. */
export interface VesselProfile {
  readonly sections: readonly SectionMeasure[];
  readonly step: Mm;
  readonly proximalCap: CapFound;
  readonly distalCap: CapFound;
  readonly threshold: Threshold;
  readonly edge: EdgeModel;
  /** Polar maps and contours for drawing: radii about `polar.centres`, section by section. */
  readonly polar: PolarMap;
  readonly lumen: Lumen;
  readonly wall: Wall;
  readonly deposits: Deposits;
  /** How all this was found, kept so that a later look does again only what has changed. */
  readonly found: Found;
}

/** What a profile was made from, and what led to it. */
interface Found {
  readonly look: VesselLook;
  /** From here on HU are calcium, section by section. */
  readonly calciumHu: readonly number[];
  readonly plaqueHu: readonly number[];
  readonly rounds: readonly Round[];
  readonly extents: readonly SectionExtent[];
}

/** Wall and calcium after one round: the wall as found, with the operator's contours laid over it, and the calcium within. */
interface Round { readonly own: Wall; readonly outer: EditedRadii; readonly wall: Wall; readonly deposits: Deposits }

/** Algorithm and version, as origin of what is measured. */
export const CALCIUM_BY = 'calcium/4';

/** Rounds in which wall and calcium correct each other. */
const ROUNDS = 2;

/**
 * Contours and calcium of a vessel as it looks: what follows a changed threshold or an edited contour.
 *
 * @param edits - contours that the operator drew: they stay, their neighbours and the calcium follow
 * @param known - an earlier profile of the same rays: sections that nothing has changed for are taken from it, the answer is the same without it
 * @returns steps of no more than one pass over the sections, between which it can be given up
 * @method wall and calcium correct each other in some rounds
 * @source measurements, section 1.2
 * @accuracy in tests/accuracy: the distribution over random vessels
 */
export function* profiling(
  look: VesselLook, user?: UserThreshold, edits: readonly ContourEdit[] = [], known: VesselProfile | null = null,
): Generator<undefined, VesselProfile> {
  const { rays: { abscissae, step, voxel }, proximalCap, distalCap, edge, polar, sight } = look;
  const threshold = chosenThreshold(look.threshold, user);
  const calciumHu = thresholdAlong(threshold, abscissae, proximalCap.abscissa, distalCap.abscissa);
  const parameters = { stepMm: step, edge, calciumHu, blurMm: edge.blurMm, voxelMm: voxel };
  const plaqueHu = plaqueAlong(sight, look.lumen, calciumHu);
  const { lumen, origins } = lumenWith(look, edits);
  const outlines = edits.filter(({ which }) => which === 'wall');
  const before = known === null ? null : earlierOf(known, look);
  const rounds: Round[] = [];
  for (let n = 0; n <= ROUNDS; n += 1) {
    const [last, old] = [rounds.at(-1) ?? null, before?.found.rounds[n] ?? null];
    const calcium = last === null ? null : besideWall(last.deposits);
    const again = before === null || old === null ? wallOf(look, last, calciumHu)
      : { before: old.own, moved: movedWalls(before, n, last, calciumHu, plaqueHu) };
    const own = wallAlong(polar, look.lumen, sight, parameters, calciumHu, plaqueHu, calcium, again);
    const outer = editedRadii(own.radii, polar, abscissae, outlines);
    const wall = { ...own, radii: outer.radii };
    yield;
    const deposits = depositsAlong(look, lumen, wall, parameters, before === null || old === null ? null
      : { before: old.deposits, moved: movedInside(before, old, lumen, wall) });
    rounds.push({ own, outer, wall, deposits });
    yield;
  }
  const [{ outer, wall, deposits }] = rounds.slice(-1) as [Round];
  const { sections, extents } = sectionMeasures({ abscissae, lumen, wall, deposits, voxel, origins: { lumen: origins, wall: outer.origins } },
    before === null ? null : { ...before, extents: before.found.extents });
  return { sections, step, proximalCap, distalCap, threshold, edge, polar, lumen, wall, deposits, found: { look, calciumHu, plaqueHu, rounds, extents } };
}

/** The lumen with the contours that the operator drew of it. */
export function lumenWith({ lumen, polar, rays: { abscissae } }: VesselLook, edits: readonly ContourEdit[]):
  { readonly lumen: Lumen; readonly origins: readonly ContourOrigin[] } {
  const { radii, origins } = editedRadii(lumen.radii, polar, abscissae, edits.filter(({ which }) => which === 'lumen'), (n) => lumen.isOpen[n] === true);
  return { lumen: { ...lumen, radii, isOpen: lumen.isOpen.map((open, n) => open || origins[n] === 'operator') }, origins };
}

/** An earlier profile, and the sections that look different now. */
interface Earlier extends VesselProfile { readonly moved: Uint8Array }

/** Null where every section looks different. */
function earlierOf(known: VesselProfile, look: VesselLook): Earlier | null {
  const moved = movedLook(known.found.look, look);
  return moved.includes(0) ? { ...known, moved } : null;
}

/** The sections of which something is another in two profiles of a vessel; all where they are of other rays. */
export function movedProfile(before: VesselProfile, now: VesselProfile): Uint8Array {
  const moved = movedLook(before.found.look, now.found.look);
  markLumen(moved, before.lumen, now.lumen);
  markValues(moved, before.wall.plaqueHu, now.wall.plaqueHu);
  markRows(moved, before.wall.radii, now.wall.radii);
  for (const key of ['thickness', 'contrast', 'isFilled'] as const) markRows(moved, before.deposits[key], now.deposits[key]);
  return moved;
}

/** Where a wall is looked for first it is that of the look, whatever counts as calcium; then that of the round before. */
const wallOf = ({ wall, sight, rays }: VesselLook, last: Round | null, calciumHu: readonly number[]): Again<Wall> =>
  (last === null ? { before: wall, moved: allMoved(rays.abscissae.length) }
    : { before: last.own, moved: movedByCalcium(sight, calciumHu, last.deposits) });

/** The sections whose wall is made of something else in this round than it was. */
function movedWalls(before: Earlier, round: number, last: Round | null, calciumHu: readonly number[], plaqueHu: readonly number[]): Uint8Array {
  const moved = before.moved.slice();
  markValues(moved, before.found.plaqueHu, plaqueHu);
  const old = before.found.rounds[round - 1];
  if (last === null || old === undefined) markValues(moved, before.found.calciumHu, calciumHu);
  else {
    markRows(moved, old.deposits.contrast, last.deposits.contrast);
    markRows(moved, old.deposits.thickness, last.deposits.thickness);
  }
  return moved;
}

/** The sections whose calcium is looked for in something else than it was, whatever counts as calcium. */
function movedInside(before: Earlier, old: Round, lumen: Lumen, wall: Wall): Uint8Array {
  const moved = before.moved.slice();
  markValues(moved, old.wall.plaqueHu, wall.plaqueHu);
  markRows(moved, old.wall.outsideHu, wall.outsideHu);
  markRows(moved, old.wall.radii, wall.radii);
  markLumen(moved, before.lumen, lumen);
  return moved;
}
