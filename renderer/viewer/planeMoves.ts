import { dot, type PointLps, type VectorLps } from '../../core/geometry/frame.ts';
import { planeNormal } from '../../core/geometry/plane.ts';
import { deg } from '../../core/units.ts';
import { CUTS, facingAxes, rightAngledAxes, standardAxes, turnedAxes, type PlaneAxes } from '../../core/volume/planeAxes.ts';
import type { Slab } from '../../core/volume/reslice.ts';
import { insideVolume, type Cut } from '../../core/volume/standardPlanes.ts';
import { cursorAfter, middleOf, PLANE_ALONE, type OpenPlanes } from './openPlanes.ts';
import { steppedDepth } from './planesState.ts';

/** All that moves cursor and planes of the open series; nothing while none is open. */
export interface PlaneMoves {
  setCursor(point: PointLps): void;
  setSlab(slab: Slab): void;
  stepDepth(by: 1 | -1): void;
  nextRule(): void;
  /** Turns planes about the cursor, clockwise in the picture of `inPicture`, degrees. */
  turn(inPicture: Cut, by: number, which?: readonly Cut[]): void;
  /** The planes as they once were. */
  setAxes(axes: PlaneAxes): void;
  /** The cursor at a point, and a plane through it that faces along a normal: `cut` turns where none does already. */
  lookAt(point: PointLps, normal: VectorLps, cut: Cut): void;
  /** The planes along the voxels again. */
  straighten(): void;
  /** Set free, planes are turned one by one; else they stand at right angles, on the one that is kept. */
  setFree(isFree: boolean, kept: Cut): void;
  isFree(): boolean;
  scroll(cut: Cut, steps: number): void;
  /** Cursor, planes and depth as at the beginning. */
  begin(): void;
}

/** Cosine from which a plane faces along a normal: within 0.1°. */
const FACING = 1 - 1.5e-6;
const RULES = ['mean', 'maximum', 'minimum'] as const;
/** A thicker slab shows nothing more of a heart, mm. */
export const MOST_DEPTH = 100;

/** Moves of the series that is open at the time; `moved` is called after each. */
export function createPlaneMoves(series: () => OpenPlanes | null, moved: () => void): PlaneMoves {
  let isFree = false;
  const change = (act: (now: OpenPlanes) => void): void => {
    const now = series();
    if (now === null) return;
    act(now);
    moved();
  };
  const setSlab = (slab: Slab): void => change((now) => {
    now.slab = { ...slab, thickness: Math.max(0, Math.min(MOST_DEPTH, slab.thickness)) };
  });
  return {
    setSlab,
    setCursor: (point) => change((now) => {
      now.cursor = insideVolume(now.grid, point);
    }),
    stepDepth(by) {
      const slab = series()?.slab ?? PLANE_ALONE;
      setSlab({ ...slab, thickness: steppedDepth(slab.thickness, by) });
    },
    nextRule() {
      const { thickness, rule } = series()?.slab ?? PLANE_ALONE;
      setSlab({ thickness, rule: RULES[(RULES.indexOf(rule) + 1) % RULES.length] ?? 'mean' });
    },
    turn: (inPicture, by, which = CUTS) => change((now) => {
      now.axes = turnedAxes(now.axes, inPicture, deg(by), which);
    }),
    setAxes: (axes) => change((now) => {
      now.axes = axes;
    }),
    lookAt: (point, normal, cut) => change((now) => {
      now.cursor = insideVolume(now.grid, point);
      if (!CUTS.some((each) => Math.abs(dot(planeNormal(now.axes[each]), normal)) > FACING))
        now.axes = facingAxes(now.axes, cut, normal);
    }),
    straighten: () => change((now) => {
      now.axes = standardAxes(now.planes);
    }),
    setFree(next, kept) {
      isFree = next;
      change((now) => {
        if (!next) now.axes = rightAngledAxes(now.axes, kept);
      });
    },
    isFree: () => isFree,
    scroll: (cut, steps) => change((now) => {
      now.cursor = insideVolume(now.grid, cursorAfter(now, cut, steps));
    }),
    begin: () => change((now) => {
      isFree = false;
      now.axes = standardAxes(now.planes);
      now.slab = PLANE_ALONE;
      now.cursor = middleOf(now.grid);
    }),
  };
}
