import { moved, type PointLps } from '../../../core/geometry/frame.ts';
import { heightAbove, planeNormal } from '../../../core/geometry/plane.ts';
import type { PlaneSeam, ShownPlane } from '../planeSeam.ts';
import type { Press } from '../pointer.ts';
import { lpsFromCanvas, type PointCanvas } from '../viewTransform.ts';
import { svgMade } from '../svg.ts';
import { drawMessage, drawPath, type PathHover } from './pathLayer.ts';
import { pathHit, pathRuns, type PathHit, type PathRun } from './pathOnPlane.ts';
import { pathPieces, type PathPiece, type PathShown } from './pathShown.ts';

/** What the pictures do with a path; places are LPS mm. */
export interface PathDesk {
  /** Null while no vessel is there. */
  shown(): PathShown | null;
  /** Where the vessel's cursor is; null without a traced path. */
  cursor(): PointLps | null;
  /** Whether the left button works on the path; else it is the viewer's. */
  isTracing(): boolean;
  /** Whether the next click begins another vessel, wherever it falls: on the path of this one, too. */
  isBeginning(): boolean;
  /** A click beside the path: another point at whichever end it continues, or the first of a vessel. */
  added(at: PointLps): void;
  /** A click on the path between point n and point n + 1. Gives the new point's number: it is in the hand. */
  inserted(leg: number, at: PointLps): number;
  chose(n: number | null): void;
  /** Point n is in the hand and now here. */
  dragged(n: number, at: PointLps): void;
  /** The hand let go of point n. */
  dropped(n: number, at: PointLps): void;
  /** The point in the hand goes back to where it was; point n, which was inserted by the same press, goes. */
  cancelled(inserted: number | null): void;
  /** The pointer is dragged over the picture: the cursor goes along. */
  wentTo(at: PointLps): void;
}

/** A path on one plane. */
export interface PathTool {
  /** The path changed. */
  refresh(): void;
  dispose(): void;
}

/** A press that moved no farther is a click, CSS pixels. */
const CLICK_PIXELS = 4;
const NOWHERE: PathHover = { point: null, insert: null };

type Doing =
  | { readonly kind: 'click'; readonly from: PointCanvas; readonly at: PointLps }
  | { readonly kind: 'going' }
  | { readonly kind: 'point'; readonly n: number; readonly isInserted: boolean; readonly from: PointCanvas; at: PointLps | null };

/** Draws the path over the plane of a seam, and lets it be clicked and dragged there. */
export function createPathTool(seam: PlaneSeam, desk: PathDesk): PathTool {
  const layer = seam.layer('path');
  // Words about a point lie over everything else.
  const messages = svgMade(seam.tile, 'svg', { class: 'picture-marks', 'aria-hidden': 'true' });
  let hover = NOWHERE;
  let doing: Doing | null = null;
  let pieces: { readonly of: PathShown; readonly pieces: readonly PathPiece[] } | null = null;
  let runs: readonly PathRun[] = [];

  function piecesOf(path: PathShown): readonly PathPiece[] {
    if (pieces?.of.legs !== path.legs || pieces.of.line !== path.line) pieces = { of: path, pieces: pathPieces(path) };
    return pieces.pieces;
  }
  function draw(): void {
    const [plane, path] = [seam.shown(), desk.shown()];
    if (plane === null || path === null) {
      runs = [];
      layer.replaceChildren();
      messages.replaceChildren();
      return;
    }
    runs = pathRuns(plane.view, plane.slab.thickness, piecesOf(path));
    drawPath(layer, plane, path, runs, hover, desk.cursor());
    drawMessage(messages, plane, path);
  }
  const hitAt = (plane: ShownPlane, at: PointCanvas): PathHit => {
    const path = desk.shown();
    return path === null || !path.isShown || desk.isBeginning() ? { kind: 'none' } : pathHit(plane.view, plane.slab.thickness, path.points, runs, at);
  };
  /** Where a point goes that is carried over the picture: it keeps its distance from the plane. */
  const carriedTo = (plane: ShownPlane, n: number, to: PointCanvas): PointLps => {
    const point = desk.shown()?.points[n];
    const height = point === undefined ? 0 : heightAbove(plane.view.plane, point);
    return moved(lpsFromCanvas(plane.view, to), planeNormal(plane.view.plane), height);
  };

  function begin(at: PointLps, onCanvas: PointCanvas, press: Press): ((to: PointLps, onCanvas: PointCanvas) => void) | null {
    const plane = seam.shown();
    if (plane === null || press.shiftKey) return null;
    const hit = hitAt(plane, onCanvas);
    if (hit.kind === 'point') {
      desk.chose(hit.n);
      doing = { kind: 'point', n: hit.n, isInserted: false, from: onCanvas, at: null };
    } else if (hit.kind === 'leg') doing = { kind: 'point', n: desk.inserted(hit.n, at), isInserted: true, from: onCanvas, at: null };
    else doing = { kind: 'click', from: onCanvas, at };
    return (to, toCanvas) => {
      const now = seam.shown();
      if (doing === null || now === null) return;
      if (doing.kind !== 'going' && Math.hypot(toCanvas[0] - doing.from[0], toCanvas[1] - doing.from[1]) < CLICK_PIXELS
        && (doing.kind === 'click' || doing.at === null)) return;
      if (doing.kind === 'point') {
        doing.at = carriedTo(now, doing.n, toCanvas);
        desk.dragged(doing.n, doing.at);
        return;
      }
      doing = { kind: 'going' };
      desk.wentTo(to);
    };
  }

  function end(): void {
    const done = doing;
    doing = null;
    if (done?.kind === 'click') desk.added(done.at);
    if (done?.kind === 'point' && done.at !== null) desk.dropped(done.n, done.at);
  }

  function cancel(): void {
    const given = doing;
    doing = null;
    if (given?.kind === 'point' && (given.isInserted || given.at !== null)) desk.cancelled(given.isInserted ? given.n : null);
  }

  const pointer = {
    begin, end, cancel,
    hover(at: PointLps | null, onCanvas: PointCanvas | null): void {
      const plane = seam.shown();
      const hit: PathHit = plane === null || at === null || onCanvas === null ? { kind: 'none' } : hitAt(plane, onCanvas);
      const next: PathHover = { point: hit.kind === 'point' ? hit.n : null, insert: hit.kind === 'leg' && doing === null ? onCanvas : null };
      seam.tile.dataset['path'] = hit.kind === 'none' ? 'add' : hit.kind;
      if (next.point === hover.point && next.insert?.[0] === hover.insert?.[0] && next.insert?.[1] === hover.insert?.[1]) return;
      hover = next;
      draw();
    },
  };
  let isGiven = false;
  function refresh(): void {
    const isWanted = desk.isTracing();
    if (isWanted !== isGiven) seam.give(isWanted ? pointer : null);
    isGiven = isWanted;
    if (!isWanted) {
      hover = NOWHERE;
      delete seam.tile.dataset['path'];
    }
    draw();
  }

  const stop = seam.whenDrawn(draw);
  refresh();
  return {
    refresh,
    dispose() {
      stop();
      if (isGiven) seam.give(null);
      delete seam.tile.dataset['path'];
      layer.replaceChildren();
      messages.remove();
    },
  };
}
