import type { PointLps } from '../geometry/frame.ts';
import { AT_CAP, branchesAtCap } from '../tree/branchesAtCap.ts';
import type { SideBranch } from '../tree/sideBranches.ts';
import { mm, type Deg, type Mm } from '../units.ts';

/** A side branch as it counts for a lesion: found, or added by an operator. */
export interface LesionBranch {
  readonly ostium: PointLps;
  /** Abscissa of the ostium on the vessel's centreline. */
  readonly abscissa: Mm;
  /** Null where an operator added it without, and none was found. */
  readonly diameter: Mm | null;
  /** See SideBranch; null where an operator added it and none was found. */
  readonly angle: Deg | null;
  readonly isAdded: boolean;
}

/** What an operator says of a side branch. */
export interface BranchSaid {
  readonly at: PointLps;
  readonly abscissa: Mm;
  readonly diameter: Mm | null;
  /** False: what was found there is none. */
  readonly isThere: boolean;
}

/** What an operator says of a branch is of the one found within so much along the vessel, mm; own. */
export const SAME_BRANCH_MM = 3;

/**
 * Side branches as they count, proximal to distal.
 *
 * @param found - null where nobody has looked
 * @param said - each speaks for the found one next to it, where there is one, and takes from it what it leaves open
 * @returns null where nobody has looked and nobody has said anything
 */
export function lesionBranches(found: readonly SideBranch[] | null, said: readonly BranchSaid[]): readonly LesionBranch[] | null {
  if (found === null && said.length === 0) return null;
  const meant = said.map((one) => ({ one, found: (found ?? [])
    .filter(({ abscissa }) => Math.abs(abscissa - one.abscissa) <= SAME_BRANCH_MM)
    .toSorted((a, b) => Math.abs(a.abscissa - one.abscissa) - Math.abs(b.abscissa - one.abscissa)).at(0) }));
  const kept = (found ?? []).filter((branch) => !meant.some((own) => own.found === branch)).map(
    ({ ostium, abscissa, diameter, angle }): LesionBranch => ({ ostium, abscissa, diameter, angle, isAdded: false }));
  const added = meant.filter(({ one }) => one.isThere).map(({ one, found: near }): LesionBranch => ({
    ostium: one.at, abscissa: one.abscissa, diameter: one.diameter ?? near?.diameter ?? null, angle: near?.angle ?? null, isAdded: true,
  }));
  return [...kept, ...added].toSorted((a, b) => a.abscissa - b.abscissa);
}

/**
 * How far along the vessel what is said of a branch may be moved and still speak for the one that was found
 * there; null where none was found, and it may go anywhere. Further off it would be another branch, beside the
 * one that was found.
 */
export function branchReach(found: readonly SideBranch[] | null, at: Mm): readonly [from: Mm, to: Mm] | null {
  const near = (found ?? []).map(({ abscissa }) => abscissa).filter((abscissa) => Math.abs(abscissa - at) <= SAME_BRANCH_MM)
    .toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at)).at(0);
  return near === undefined ? null : [mm(near - SAME_BRANCH_MM), mm(near + SAME_BRANCH_MM)];
}

/**
 * Whether a side branch leaves at a cap; null where one lies there whose width nobody has said.
 *
 * @source see AT_CAP
 */
export function isBranchAtCap(branches: readonly LesionBranch[], cap: Mm): boolean | null {
  const known = branches.flatMap(({ diameter, ...branch }) => (diameter === null ? [] : [{ ...branch, diameter }]));
  if (branchesAtCap(known, cap).length > 0) return true;
  return branches.some(({ abscissa, diameter }) => diameter === null && Math.abs(abscissa - cap) <= AT_CAP.within) ? null : false;
}
