import { type Mm, mm } from '../units.ts';
import type { SideBranch } from './sideBranches.ts';

/** When a side branch counts as lying at a cap. */
export interface AtCapParameters {
  /** Its lumen is wider than this, mm. */
  readonly wider: Mm;
  /** Its ostium lies at most so far from the cap along the vessel, mm. */
  readonly within: Mm;
}

/** Size from the KCCT item, distance our own; 5 mm is the other one in use. @source measurements, section 3 */
export const AT_CAP: AtCapParameters = { wider: mm(1.5), within: mm(3) };

/** The branches at a cap, nearest first. */
export const branchesAtCap = <Branch extends Pick<SideBranch, 'abscissa' | 'diameter'>>(
  branches: readonly Branch[], cap: Mm, { wider, within }: AtCapParameters = AT_CAP,
): readonly Branch[] => branches
  .filter(({ abscissa, diameter }) => diameter > wider && Math.abs(abscissa - cap) <= within)
  .toSorted((a, b) => Math.abs(a.abscissa - cap) - Math.abs(b.abscissa - cap));
