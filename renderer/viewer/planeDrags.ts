import { between, dot } from '../../core/geometry/frame.ts';
import { planeNormal } from '../../core/geometry/plane.ts';
import { CUTS } from '../../core/volume/planeAxes.ts';
import type { Cut } from '../../core/volume/standardPlanes.ts';
import { cursorAt, cursorOnDraggedLine } from './crosshair.ts';
import type { OpenPlanes } from './openPlanes.ts';
import { gripAt, gripLines, turnedOnCanvas, type Grip, type OtherPlane } from './planeGrips.ts';
import type { PlaneMoves } from './planeMoves.ts';
import type { PlaneTile } from './planeTile.ts';
import type { Drag } from './pointer.ts';
import { canvasFromLps, lpsFromCanvas, type PointCanvas } from './viewTransform.ts';

/** What drags with the crosshair do. */
export interface PlaneDrags {
  gripUnder(tile: PlaneTile, at: PointCanvas): Grip;
  /** Takes what lies under the pointer: a handle, a line, else the cursor, which jumps there. */
  gripping(tile: PlaneTile, at: PointCanvas): Drag;
  /** Turns the planes around the cursor: all that cut the picture, or where they are free the gripped one. */
  turning(tile: PlaneTile, gripped: Cut | null): Drag;
}

/** Drags on tiles; `othersOf` gives the planes that cut the picture of a tile, as they are drawn. */
export function createPlaneDrags({ series, moves, othersOf }: {
  readonly series: () => OpenPlanes | null; readonly moves: PlaneMoves;
  readonly othersOf: (tile: PlaneTile, now: OpenPlanes) => readonly OtherPlane[];
}): PlaneDrags {
  function gripUnder(tile: PlaneTile, at: PointCanvas): Grip {
    const view = tile.view.drawn()?.view;
    const now = series();
    if (view === undefined || now === null) return { kind: 'cross' };
    const lines = gripLines(view, othersOf(tile, now), now.cursor, now.slab.thickness);
    return gripAt(lines, canvasFromLps(view, now.cursor), at);
  }

  const turning = ({ cut, view }: PlaneTile, gripped: Cut | null): Drag => (to, by) => {
    const now = series();
    const laid = view.drawn()?.view;
    if (now === null || laid === undefined) return;
    const from: PointCanvas = [to[0] - by[0], to[1] - by[1]];
    const angle = turnedOnCanvas(canvasFromLps(laid, now.cursor), from, to);
    moves.turn(cut, angle, moves.isFree() && gripped !== null ? [gripped] : CUTS);
  };

  function gripping(tile: PlaneTile, at: PointCanvas): Drag {
    const grip = gripUnder(tile, at);
    if (grip.kind === 'turn') return turning(tile, grip.cut);
    const drag: Drag = (to) => {
      const view = tile.view.drawn()?.view;
      const now = series();
      if (view === undefined || now === null) return;
      const other = grip.kind === 'cross' ? undefined : othersOf(tile, now).find(({ cut }) => cut === grip.cut);
      if (other === undefined) moves.setCursor(cursorAt(view, to));
      else if (grip.kind === 'line') moves.setCursor(cursorOnDraggedLine(view, other.plane, now.cursor, to));
      else {
        const away = Math.abs(dot(between(now.cursor, lpsFromCanvas(view, to)), planeNormal(other.plane)));
        // Both faces move: to a tenth of a millimetre.
        moves.setSlab({ ...now.slab, thickness: Math.round(away * 20) / 10 });
      }
    };
    if (grip.kind === 'cross') drag(at, [0, 0]);
    return drag;
  }
  return { gripUnder, gripping, turning };
}
