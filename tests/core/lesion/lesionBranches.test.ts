import { describe, expect, it } from 'vitest';
import { pointLps } from '../../../core/geometry/frame.ts';
import { branchReach, lesionBranches, SAME_BRANCH_MM, type BranchSaid } from '../../../core/lesion/lesionBranches.ts';
import type { SideBranch } from '../../../core/tree/sideBranches.ts';
import { deg, mm } from '../../../core/units.ts';

const found = (abscissa: number): SideBranch =>
  ({ ostium: pointLps(abscissa, 0, 0), abscissa: mm(abscissa), diameter: mm(2), angle: deg(60) }) as SideBranch;
const said = (abscissa: number): BranchSaid => ({ at: pointLps(abscissa, 0, 0), abscissa: mm(abscissa), diameter: null, isThere: true });
const FOUND = [found(10), found(30)];

describe('what is said of a branch', () => {
  it('may move it as far as it still speaks for the one that was found: never two of one', () => {
    const [from, to] = branchReach(FOUND, mm(30)) ?? [mm(0), mm(0)];
    expect([from, to]).toEqual([30 - SAME_BRANCH_MM, 30 + SAME_BRANCH_MM]);
    for (const at of [from, 30, to]) expect(lesionBranches(FOUND, [said(at)])?.map(({ abscissa }) => abscissa)).toEqual([10, at]);
    // Beyond, it would stand beside the one that was found.
    expect(lesionBranches(FOUND, [said(to + 0.1)])).toHaveLength(3);
  });

  it('goes with the nearer one of two', () => {
    expect(branchReach([found(10), found(14)], mm(12.5))).toEqual([14 - SAME_BRANCH_MM, 14 + SAME_BRANCH_MM]);
  });

  it('may go anywhere where none was found', () => {
    expect(branchReach(FOUND, mm(20))).toBeNull();
    expect(branchReach(null, mm(20))).toBeNull();
  });
});
