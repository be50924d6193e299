import { markRows, noneMoved } from '../section/again.ts';
import { type ContourEdit, editedRadii } from '../section/editedContour.ts';
import { type Lumen, markLumen } from '../section/lumen.ts';
import type { Radii } from '../section/polar.ts';
import { depositsAlong } from './deposits.ts';
import { lumenWith, type VesselProfile } from './profile.ts';
import { sectionMeasures } from './sectionMeasures.ts';
import { chosenThreshold, thresholdAlong, type UserThreshold } from './threshold.ts';
import { type CapsFound, sketchedLook } from './vesselLook.ts';

/**
 * Contours and calcium about as they will be found, while a cap, a threshold or a contour is dragged: a draft.
 *
 * Blur, plaque and the wall before contours are those last found, on which wall and calcium have not corrected each other anew;
 * lumen and calcium follow.
 *
 * @source measurements, section 1.2: as profiling, but one round from what was found last (own)
 * @param known - the profile last found, from which each draft is made
 * @returns the very same profile where nothing has changed
 */
export function sketchedProfile(
  known: VesselProfile, caps: CapsFound, user?: UserThreshold, edits: readonly ContourEdit[] = [],
): VesselProfile {
  const { polar, edge, step, found } = known;
  const [last] = found.rounds.slice(-1);
  if (last === undefined) return known;
  const look = sketchedLook(found.look, caps);
  const { abscissae, voxel } = look.rays;
  const threshold = chosenThreshold(look.threshold, user);
  const calciumHu = thresholdAlong(threshold, abscissae, caps.proximal.abscissa, caps.distal.abscissa);
  const { lumen, origins } = lumenWith(look, edits);
  const own = opened(last.own.radii, found.look.lumen, look.lumen);
  const outer = editedRadii(own, polar, abscissae, edits.filter(({ which }) => which === 'wall'));
  const wall = { ...last.own, radii: outer.radii };
  const moved = noneMoved(polar.sections);
  markLumen(moved, known.lumen, lumen);
  markRows(moved, known.wall.radii, wall.radii);
  const parameters = { stepMm: step, calciumHu, blurMm: edge.blurMm, voxelMm: voxel };
  const deposits = depositsAlong(look, lumen, wall, parameters, { before: known.deposits, moved });
  const { sections, extents } = sectionMeasures({ abscissae, lumen, wall, deposits, voxel, origins: { lumen: origins, wall: outer.origins } },
    { ...known, extents: found.extents });
  return {
    ...known, sections, proximalCap: caps.proximal, distalCap: caps.distal, threshold, lumen, wall, deposits,
    found: { ...found, look, calciumHu, extents },
  };
}

/** The wall, in sections where a lumen has opened nowhere within it. */
function opened(wall: Radii, before: Lumen, now: Lumen): Radii {
  if (before === now) return wall;
  return wall.map((radius, o) => (before.radii[o] === 0 ? Math.max(radius, now.radii[o] ?? 0) : radius));
}
