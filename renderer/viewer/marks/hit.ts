import type { PointCanvas } from '../viewTransform.ts';
import type { Projected } from './surface.ts';

/** How near the pointer must be, CSS pixels. */
const NEAR_HANDLE = 9;
const NEAR_LINE = 6;

/** What of a mark lies under the pointer: a handle by its number, or its line (null). */
export interface Hit { readonly handle: number | null; readonly distance: number }

/** What of a mark lies under a point of the tile; null for nothing. A handle goes before the line. */
export function hitOf({ pieces, handles }: Projected, at: PointCanvas): Hit | null {
  const seen = handles.map((handle, n) => ({ handle: n, distance: apart(handle.at, at), isSeen: handle.isSeen }))
    .filter(({ isSeen, distance }) => isSeen && distance <= NEAR_HANDLE)
    .toSorted((one, other) => one.distance - other.distance)[0];
  if (seen !== undefined) return { handle: seen.handle, distance: seen.distance };
  const distance = Math.min(...pieces.map(([from, to]) => distanceFromPiece(from, to, at)));
  return distance <= NEAR_LINE ? { handle: null, distance } : null;
}

const apart = ([a, b]: PointCanvas, [c, d]: PointCanvas): number => Math.hypot(c - a, d - b);

/** Distance of a point from a piece of a line. */
export function distanceFromPiece(from: PointCanvas, to: PointCanvas, at: PointCanvas): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0
    : Math.min(1, Math.max(0, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / square));
  return apart([from[0] + share * dx, from[1] + share * dy], at);
}
