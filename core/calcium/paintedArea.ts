import { type PointUv, pointUv } from '../geometry/plane.ts';
import { holdsPoint, type Polygon, polygonArea } from '../geometry/polygon.ts';
import { type Mm, mm } from '../units.ts';
import { edgesOfCells, fillOutline, fillStroke } from './paintedArea.kernel.ts';

/** An area of a section as cells of a square grid: what a brush paints on. */
export interface PaintedArea {
  /** 1 where there is calcium, row by row; cell (0, 0) lies at `first`. */
  readonly cells: Uint8Array;
  readonly first: PointUv;
}

/** How an area is painted. @source own */
export const PAINT_RULE = {
  /** Side of a cell, mm: a third of the finest voxel. */
  cell: mm(0.05),
  /** Cells along a side of the grid: what sections show, 12 mm. */
  size: 240,
  /** Specks smaller than this are dropped, mm². */
  leastArea: 0.02,
  /** An outline is told by points from which it strays no farther than this, mm. */
  stray: 0.015,
  /** Brushes, radius in mm. */
  thinnest: mm(0.1), thickest: mm(1.5), first: mm(0.3),
} as const;

const { cell: CELL, size: SIZE } = PAINT_RULE;

const toCells = ({ first: [u, v] }: Pick<PaintedArea, 'first'>, outline: Polygon): Float64Array =>
  Float64Array.from(outline.flatMap((point) => [(point[0] - u) / CELL, (point[1] - v) / CELL]));

/** The area inside outlines, on a grid about a middle. @source own */
export function paintedArea(outlines: readonly Polygon[], middle: PointUv): PaintedArea {
  const half = ((SIZE - 1) / 2) * CELL;
  const area = { cells: new Uint8Array(SIZE * SIZE), first: pointUv(middle[0] - half, middle[1] - half) };
  for (const outline of outlines) fillOutline(area.cells, SIZE, toCells(area, outline), 1);
  return area;
}

/** Whether something is added to an area or taken from it. */
export type Painting = 'add' | 'take';

/**
 * The area after a stroke of the brush from one place to another.
 *
 * @param within - outline of the vessel: nothing is painted beyond it
 * @source own
 */
export function brushed(area: PaintedArea, from: PointUv, to: PointUv, radius: Mm, how: Painting, within: Polygon): PaintedArea {
  const stroke = new Uint8Array(area.cells.length);
  const [u, v] = area.first;
  fillStroke(stroke, SIZE, (from[0] - u) / CELL, (from[1] - v) / CELL, (to[0] - u) / CELL, (to[1] - v) / CELL, radius / CELL, 1);
  return joined(area, stroke, how, within);
}

/** The area with all inside an outline added or taken. @param within - as for a brush. @source own */
export function outlined(area: PaintedArea, outline: Polygon, how: Painting, within: Polygon): PaintedArea {
  const inside = new Uint8Array(area.cells.length);
  fillOutline(inside, SIZE, toCells(area, outline), 1);
  return joined(area, inside, how, within);
}

function joined(area: PaintedArea, other: Uint8Array, how: Painting, within: Polygon): PaintedArea {
  const vessel = new Uint8Array(area.cells.length);
  fillOutline(vessel, SIZE, toCells(area, within), 1);
  return { ...area, cells: area.cells.map((held, n) => (other[n] !== 1 ? held : how === 'take' ? 0 : vessel[n] === 1 ? 1 : held)) };
}

/**
 * The area as outlines that do not overlap, specks left out. A hole is cut open to the outline around it, so that the area of
 * each outline is that of what lies inside.
 *
 * @accuracy area within 2 % of the cells' for what is larger than half a square millimetre (paintedArea.test.ts)
 * @source own
 */
export function outlinesOfArea({ cells, first: [u, v] }: PaintedArea): readonly Polygon[] {
  const loops = edgesOfCells(cells, SIZE).map((flat) => {
    const loop = Array.from({ length: flat.length / 2 }, (_, n) => pointUv(u + CELL * (flat[2 * n] ?? 0), v + CELL * (flat[2 * n + 1] ?? 0)));
    return { loop: simplified(loop), isHole: turnOf(loop) < 0 };
  }).filter(({ loop }) => loop.length >= 3 && polygonArea(loop) >= PAINT_RULE.leastArea);
  const holes = loops.filter(({ isHole }) => isHole).map(({ loop }) => loop);
  return loops.filter(({ isHole }) => !isHole).map(({ loop }) =>
    holes.filter(([start]) => start !== undefined && holdsPoint(loop, start)).reduce(cutOpen, loop));
}

/** Doubled signed area: above 0 clockwise as it is drawn. */
const turnOf = (loop: Polygon): number => loop.reduce((sum, [a, b], n) => {
  const [c = a, d = b] = loop[(n + 1) % loop.length] ?? [];
  return sum + a * d - b * c;
}, 0);

/** An outline led to a hole in it, around that, and back the same way: by the shortest such way. */
function cutOpen(outline: Polygon, hole: Polygon): Polygon {
  let [best, from, to] = [Infinity, 0, 0];
  outline.forEach(([a, b], n) => hole.forEach(([c, d], m) => {
    const apart = Math.hypot(a - c, b - d);
    if (apart < best) [best, from, to] = [apart, n, m];
  }));
  const around = [...hole.slice(to), ...hole.slice(0, to + 1)];
  return [...outline.slice(0, from + 1), ...around, ...outline.slice(from)];
}

/** The loop by fewer points. @method Douglas and Peucker, from the two points that lie farthest apart in order */
function simplified(loop: Polygon): Polygon {
  const half = Math.floor(loop.length / 2);
  const [a, b] = [loop.slice(0, half + 1), [...loop.slice(half), ...loop.slice(0, 1)]];
  return [...kept(a).slice(0, -1), ...kept(b).slice(0, -1)];
}

function kept(line: Polygon): Polygon {
  const [first, last] = [line.at(0), line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
  const length = Math.hypot(dx, dy);
  let [most, at] = [0, 0];
  line.forEach(([x, y], n) => {
    const off = length === 0 ? Math.hypot(x - first[0], y - first[1]) : Math.abs((x - first[0]) * dy - (y - first[1]) * dx) / length;
    if (off > most) [most, at] = [off, n];
  });
  return most <= PAINT_RULE.stray ? [first, last] : [...kept(line.slice(0, at + 1)).slice(0, -1), ...kept(line.slice(at))];
}
