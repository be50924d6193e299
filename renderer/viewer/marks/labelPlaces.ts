import type { CanvasSize, PointCanvas } from '../viewTransform.ts';
import { distanceFromPiece } from './hit.ts';
import type { Projected } from './surface.ts';

/** A rectangle on a tile, CSS pixels. */
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Words that want room beside a mark; no width wants none. */
export interface Wanted { readonly pieces: Projected['pieces']; readonly width: number; readonly height: number }

/** Between a mark and its words, and around the edge of a tile. */
const AWAY = 10;
const EDGE = 2;
/** What it costs to lie on other words, by the pixel; on the mark itself, on another; on the crosshair; farther away. */
const COST = { words: 1, mark: 120, other: 150, cross: 300, step: 12 } as const;

/**
 * Where the words of marks go: each beside its mark, inside the tile, clear of the words before it and of the crosshair
 * where there is room.
 *
 * @returns one box for each, in their order; null for what wants no room
 */
export function labelPlaces(
  all: readonly Wanted[], size: CanvasSize, cross: PointCanvas | null,
): readonly (Box | null)[] {
  const taken: Box[] = [];
  return all.map((wanted) => {
    if (wanted.width === 0 || wanted.pieces.length === 0) return null;
    const isOnOther = (box: Box): boolean => all.some((other) => other !== wanted && covers(box, other));
    const best = candidates(wanted, size)
      .map((box, n) => ({
        box, cost: n * COST.step + costOf(box, wanted, taken, cross) + (isOnOther(box) ? COST.other : 0),
      }))
      .reduce((least, next) => (next.cost < least.cost ? next : least));
    taken.push(best.box);
    return best.box;
  });
}

/** Beside each end of the mark, on all sides of it, the best known first. */
function candidates({ pieces, width, height }: Wanted, size: CanvasSize): readonly Box[] {
  const points = pieces.flatMap(([from, to]) => [from, to]);
  const end = (axis: 0 | 1, sign: 1 | -1): PointCanvas => points.reduce((best, next) =>
    (sign * next[axis] > sign * best[axis] ? next : best), points[0] ?? [0, 0]);
  const [right, left, low, high] = [end(0, 1), end(0, -1), end(1, 1), end(1, -1)];
  const places: readonly PointCanvas[] = [
    [right[0] + AWAY, right[1] - height / 2], [left[0] - AWAY - width, left[1] - height / 2],
    [low[0] - width / 2, low[1] + AWAY], [high[0] - width / 2, high[1] - AWAY - height],
    [right[0] + AWAY, right[1] + AWAY], [right[0] + AWAY, right[1] - AWAY - height],
    [left[0] - AWAY - width, left[1] + AWAY], [left[0] - AWAY - width, left[1] - AWAY - height],
    [right[0] + AWAY, right[1] + height + AWAY], [right[0] + AWAY, right[1] - 2 * height - AWAY],
  ];
  const kept = (at: number, room: number): number => Math.max(EDGE, Math.min(room - EDGE, at));
  return places.map(([x, y]) => ({ x: kept(x, size[0] - width), y: kept(y, size[1] - height), width, height }));
}

function costOf(box: Box, { pieces }: Wanted, taken: readonly Box[], cross: PointCanvas | null): number {
  const words = taken.reduce((sum, other) => sum + shared(box, other), 0);
  const middle: PointCanvas = [box.x + box.width / 2, box.y + box.height / 2];
  const isOnMark = pieces.some(([from, to]) => distanceFromPiece(from, to, middle) < box.height / 2
    || [from, to].some((point) => holds(box, point)));
  const isOnCross = cross !== null && ((cross[0] > box.x && cross[0] < box.x + box.width) || (cross[1] > box.y && cross[1] < box.y + box.height));
  return COST.words * words + (isOnMark ? COST.mark : 0) + (isOnCross ? COST.cross : 0);
}

/** Whether a line runs under a box: by its ends and middles, which is enough to choose a better place. */
const covers = (box: Box, { pieces }: Wanted): boolean => pieces.some(([from, to]) =>
  holds(box, from) || holds(box, to) || holds(box, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
const holds = ({ x, y, width, height }: Box, [a, b]: PointCanvas): boolean => a > x && a < x + width && b > y && b < y + height;

/** Area that two boxes share. */
function shared(one: Box, other: Box): number {
  const along = (from: number, length: number, start: number, room: number): number =>
    Math.max(0, Math.min(from + length, start + room) - Math.max(from, start));
  return along(one.x, one.width, other.x, other.width) * along(one.y, one.height, other.y, other.height);
}
