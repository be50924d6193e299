import { POINTS_OF, type Drawing, type Place, type ShapeKind } from '../../../core/annotation/annotation.ts';
import type { PointCanvas } from '../viewTransform.ts';

/** Something being drawn: points that are set, and one that follows the pointer. */
export interface Draft {
  readonly kind: ShapeKind;
  readonly fixed: readonly PlacedPoint[];
  readonly moving: PointCanvas;
}
/** A point that is set: where it was clicked, and the place behind it, which stays when the view moves. */
export interface PlacedPoint { readonly at: PointCanvas; readonly place: Place }

/** Movements up to this many CSS pixels are a shaky hand, not a drag. */
export const STILL = 4;
const isNear = ([a, b]: PointCanvas, [c, d]: PointCanvas): boolean => Math.hypot(c - a, d - b) <= STILL;

/** How many points are clicked: an ellipse is drawn from corner to corner. */
const clicksOf = (kind: ShapeKind): number => (kind === 'ellipse' ? 2 : POINTS_OF[kind].most);

/** What a click, or a press of Enter, makes of a draft. */
export type Clicked =
  | { readonly step: 'goes on'; readonly draft: Draft }
  | { readonly step: 'finished'; readonly drawing: Drawing }
  | { readonly step: 'given up' };

type PlaceAt = (kind: ShapeKind, points: readonly PointCanvas[]) => Place | null;

/** A draft that begins at a point. */
export function begun(kind: ShapeKind, at: PointCanvas, placeAt: PlaceAt): Draft | null {
  const place = placeAt(kind, [at]);
  return place === null ? null : { kind, fixed: [{ at, place }], moving: at };
}

/** The draft after a point was set; the same point twice, or the first again, ends a path or an outline. */
export function clickedAt(draft: Draft, at: PointCanvas, placeAt: PlaceAt): Clicked {
  const { kind, fixed } = draft;
  const last = fixed.at(-1);
  const first = fixed[0];
  const isOpenEnded = POINTS_OF[kind].most > POINTS_OF[kind].least;
  if (last !== undefined && isNear(last.at, at)) return isOpenEnded ? ended(draft, placeAt) : { step: 'goes on', draft };
  if (kind === 'polygon' && first !== undefined && fixed.length > 2 && isNear(first.at, at)) return ended(draft, placeAt);
  const place = placeAt(kind, [at]);
  if (place === null) return { step: 'given up' };
  const next: Draft = { kind, fixed: [...fixed, { at, place }], moving: at };
  return next.fixed.length >= clicksOf(kind) ? ended(next, placeAt) : { step: 'goes on', draft: next };
}

/** The draft as it is, finished; it goes on while it has too few points. */
export function ended(draft: Draft, placeAt: PlaceAt): Clicked {
  if (draft.kind !== 'ellipse' && draft.fixed.length < POINTS_OF[draft.kind].least) return { step: 'goes on', draft };
  const drawing = drawingOf({ ...draft, moving: draft.fixed.at(-1)?.at ?? draft.moving }, false, placeAt);
  return drawing === null ? { step: 'given up' } : { step: 'finished', drawing };
}

/** Without its newest point; nothing is left of a draft of one. */
export const shortened = (draft: Draft): Draft | null =>
  (draft.fixed.length < 2 ? null : { ...draft, fixed: draft.fixed.slice(0, -1) });

/** What a draft looks like now, with the point that follows the pointer; null while there is nothing to see. */
export const previewOf = (draft: Draft, placeAt: PlaceAt): Drawing | null => drawingOf(draft, true, placeAt);

function drawingOf({ kind, fixed, moving }: Draft, isMoving: boolean, placeAt: PlaceAt): Drawing | null {
  const [first, second] = fixed;
  if (first === undefined) return null;
  if (kind === 'ellipse') {
    const corner = isMoving ? moving : second?.at ?? moving;
    const centre: PointCanvas = [(first.at[0] + corner[0]) / 2, (first.at[1] + corner[1]) / 2];
    const place = placeAt(kind, [centre, [corner[0], centre[1]], [centre[0], corner[1]]]);
    return place === null ? null : { kind, place, text: null };
  }
  const last = fixed.at(-1) ?? first;
  const tail = isMoving && !isNear(last.at, moving) ? placeAt(kind, [moving]) : null;
  const place = joined([...fixed.map((each) => each.place), ...(tail === null ? [] : [tail])]);
  return place === null ? null : { kind: kindSoFar(kind, place.points.length), place, text: null };
}

/** Two points of an angle or an outline are a line so far. */
const kindSoFar = (kind: ShapeKind, points: number): ShapeKind =>
  (points >= POINTS_OF[kind].least ? kind : 'path');

/** The places of single points as one; null where they do not lie together, as on two frames. */
function joined(places: readonly Place[]): Place | null {
  const [first] = places;
  if (first === undefined) return null;
  if (first.space === 'patient') {
    const points = places.flatMap((place) => (place.space === 'patient' ? place.points : []));
    return points.length === places.length ? { ...first, points } : null;
  }
  if (first.space === 'dual') return null;
  const points = places.flatMap((place) => (place.space === 'frame' && place.frame === first.frame ? place.points : []));
  return points.length === places.length ? { ...first, points } : null;
}
