/** What the shutter leaves open: the inside of every shape at once. Pixels; whole numbers are pixel middles. */
export interface Shutter {
  readonly rectangle: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number } | null;
  readonly circle: { readonly x: number; readonly y: number; readonly radius: number } | null;
  /** Corners, one after the other. */
  readonly polygon: readonly (readonly [x: number, y: number])[] | null;
}

/** The elements of the display shutter as they stand in a file: rows and columns count from 1, rows come first. */
export interface StatedShutter {
  readonly shapes: readonly string[];
  readonly leftEdge: number | null;
  readonly rightEdge: number | null;
  readonly upperEdge: number | null;
  readonly lowerEdge: number | null;
  readonly centre: readonly number[] | null;
  readonly radius: number | null;
  readonly vertices: readonly number[] | null;
}

/**
 * The shutter of a picture; null where none is stated, where it is incomplete or empty, or where it leaves all open.
 *
 * @source DICOM PS3.3 C.7.6.11
 */
export function shutterOf(stated: StatedShutter, columns: number, rows: number): Shutter | null {
  const { shapes } = stated;
  const rectangle = shapes.includes('RECTANGULAR') ? rectangleOf(stated, columns, rows) : null;
  const circle = shapes.includes('CIRCULAR') ? circleOf(stated, columns, rows) : null;
  const polygon = shapes.includes('POLYGONAL') ? polygonOf(stated) : null;
  return rectangle === null && circle === null && polygon === null ? null : { rectangle, circle, polygon };
}

function rectangleOf(
  { leftEdge, rightEdge, upperEdge, lowerEdge }: StatedShutter, columns: number, rows: number,
): Shutter['rectangle'] {
  if (leftEdge === null || rightEdge === null || upperEdge === null || lowerEdge === null) return null;
  // The edges name the outermost pixels that are seen; half a pixel belongs to each of them.
  const left = Math.max(-0.5, leftEdge - 1.5);
  const right = Math.min(columns - 0.5, rightEdge - 0.5);
  const top = Math.max(-0.5, upperEdge - 1.5);
  const bottom = Math.min(rows - 0.5, lowerEdge - 0.5);
  const isAll = left === -0.5 && top === -0.5 && right === columns - 0.5 && bottom === rows - 0.5;
  return left >= right || top >= bottom || isAll ? null : { left, right, top, bottom };
}

function circleOf({ centre, radius }: StatedShutter, columns: number, rows: number): Shutter['circle'] {
  const [row, column] = centre ?? [];
  if (row === undefined || column === undefined || radius === null || radius <= 0) return null;
  const [x, y] = [column - 1, row - 1];
  const farthest = Math.hypot(Math.max(x, columns - 1 - x), Math.max(y, rows - 1 - y));
  return radius >= farthest ? null : { x, y, radius };
}

function polygonOf({ vertices }: StatedShutter): Shutter['polygon'] {
  if (vertices === null || vertices.length < 6 || vertices.length % 2 !== 0) return null;
  return Array.from({ length: vertices.length / 2 }, (_, n) =>
    [(vertices[2 * n + 1] ?? 0) - 1, (vertices[2 * n] ?? 0) - 1] as const);
}
