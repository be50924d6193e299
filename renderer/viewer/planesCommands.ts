import type { Cut } from '../../core/volume/standardPlanes.ts';
import { CUTS } from '../../core/volume/planeAxes.ts';
import { nudged } from './crosshair.ts';
import type { OpenPlanes } from './openPlanes.ts';
import type { Window } from './painting.ts';
import { pictureActions } from './pictureActions.ts';
import type { PlaneMoves } from './planeMoves.ts';
import type { PlanesAction } from './planesState.ts';
import type { PlaneTile } from './planeTile.ts';
import { canvasFromLps, lpsFromCanvas, pannedView, type PointCanvas, type View } from './viewTransform.ts';

/** The planes that commands act on, as they are when one is carried out. */
export interface CommandedPlanes {
  readonly series: () => OpenPlanes | null;
  readonly tiles: Readonly<Record<Cut, PlaneTile>>;
  readonly moves: PlaneMoves;
  /** The plane that keys are for. */
  readonly active: () => Cut;
  /** The tile under the pointer and where in it; null while it is over none. */
  readonly pointed: () => { readonly tile: PlaneTile; readonly at: PointCanvas } | null;
  readonly setView: (cut: Cut, change: (view: View) => View) => void;
  readonly window: () => Window;
  readonly setWindow: (window: Window) => void;
  readonly reset: () => void;
  readonly flip: () => void;
}

/** What each command does with three planes: in the active one, about the cursor. */
export function planesCommands(
  { series, tiles, moves, active, pointed, setView, window, setWindow, reset, flip }: CommandedPlanes,
): Readonly<Record<PlanesAction, () => void>> {
  const { scroll, turn, stepDepth } = moves;

  /** Puts the cursor under the pointer; without a pointer, brings it to the middle of the pictures. */
  function centre(): void {
    const under = pointed();
    const view = under?.tile.view.drawn()?.view;
    if (view !== undefined && under !== null) {
      moves.setCursor(lpsFromCanvas(view, under.at));
      return;
    }
    for (const cut of CUTS) {
      setView(cut, (now) => {
        const cursor = series()?.cursor;
        const [x, y] = cursor === undefined ? [0, 0] : canvasFromLps(now, cursor);
        return pannedView(now, [now.size[0] / 2 - x, now.size[1] / 2 - y]);
      });
    }
  }

  function nudge(alongU: number, alongV: number): void {
    const plane = tiles[active()].view.drawn()?.view.plane;
    const now = series();
    if (plane !== undefined && now !== null) moves.setCursor(nudged(plane, now.cursor, alongU, alongV));
  }

  /** Turns one plane alone, in the picture of the active one: planes are free from then on. */
  function turnAlone(by: 1 | -1, step: 1 | 2): void {
    const at = CUTS.indexOf(active());
    moves.setFree(true, active());
    turn(active(), by, CUTS.filter((_, n) => n === (at + step) % CUTS.length));
  }

  const picture = pictureActions({
    setView: (change) => setView(active(), change), window, setWindow,
    kept: (view) => {
      const cursor = series()?.cursor;
      return cursor === undefined ? [0, 0] : canvasFromLps(view, cursor);
    },
  });

  return {
    on: () => scroll(active(), 1), back: () => scroll(active(), -1),
    tenOn: () => scroll(active(), 10), tenBack: () => scroll(active(), -10),
    first: () => scroll(active(), -100_000), last: () => scroll(active(), 100_000),
    left: () => nudge(-0.5, 0), right: () => nudge(0.5, 0), up: () => nudge(0, -0.5), down: () => nudge(0, 0.5),
    farLeft: () => nudge(-5, 0), farRight: () => nudge(5, 0), farUp: () => nudge(0, -5), farDown: () => nudge(0, 5),
    centre, ...picture, reset, straighten: moves.straighten,
    turnLeft: () => turn(active(), -1), turnRight: () => turn(active(), 1),
    turnFarLeft: () => turn(active(), -10), turnFarRight: () => turn(active(), 10),
    turnAfterLeft: () => turnAlone(-1, 1), turnAfterRight: () => turnAlone(1, 1),
    turnBeforeLeft: () => turnAlone(-1, 2), turnBeforeRight: () => turnAlone(1, 2),
    free: () => moves.setFree(!moves.isFree(), active()),
    thicker: () => stepDepth(1), thinner: () => stepDepth(-1), rule: moves.nextRule, flip,
  };
}
