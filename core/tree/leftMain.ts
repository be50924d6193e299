import { type Mm, mm } from '../units.ts';
import type { Ostium } from './ostium.ts';
import type { SideBranch } from './sideBranches.ts';

/** The other of the two great left arteries is at least so wide, and a left main at most so long, mm. @source own, unverified */
const LEAST_WIDE_MM = 2;
const LONGEST_MM = 25;

/**
 * Length of the left main on a path that leads from the aorta into a left artery: up to the first great branch.
 *
 * @returns null where the path does not begin in the aorta, or no great branch leaves it soon enough
 */
export function leftMainLength(ostium: Ostium, branches: readonly Pick<SideBranch, 'abscissa' | 'diameter'>[]): Mm | null {
  if (ostium.state !== 'found') return null;
  const first = branches.find(({ abscissa, diameter }) =>
    diameter >= LEAST_WIDE_MM && abscissa > ostium.abscissa && abscissa <= ostium.abscissa + LONGEST_MM);
  return first === undefined ? null : mm(first.abscissa - ostium.abscissa);
}
