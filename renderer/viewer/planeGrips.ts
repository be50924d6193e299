import { movedAlongNormal, type ImagePlane } from '../../core/geometry/plane.ts';
import type { PointLps } from '../../core/geometry/frame.ts';
import type { Cut } from '../../core/volume/standardPlanes.ts';
import { cutLine, distanceFrom, type CanvasLine } from './crosshair.ts';
import { canvasFromLps, type PointCanvas, type View } from './viewTransform.ts';

/** A plane that cuts the picture, as it is drawn. */
export interface OtherPlane { readonly cut: Cut; readonly plane: ImagePlane }

/** The line of another plane in a picture with all that can be gripped on it. */
export interface GripLine {
  readonly cut: Cut;
  readonly line: CanvasLine;
  /** Turns the plane: on both sides of the cursor. */
  readonly turn: readonly PointCanvas[];
  /** The faces of the slab; none for a plane without depth. */
  readonly faces: readonly CanvasLine[];
  /** Changes the depth. */
  readonly depth: readonly PointCanvas[];
}

/** What the pointer would grip. */
export type Grip =
  | { readonly kind: 'cross' }
  | { readonly kind: 'line' | 'turn' | 'depth'; readonly cut: Cut };

/** Along a line from the cursor, CSS pixels. */
const TURN_AT = 90;
const DEPTH_AT = 132;
const FROM_EDGE = 12;
const NEAR_HANDLE = 10;
const NEAR_LINE = 6;
const NEAR_CROSS = 14;

/** The lines of the other planes in a picture, with their handles. */
export function gripLines(
  view: View, others: readonly OtherPlane[], cursor: PointLps, thickness: number,
): readonly GripLine[] {
  return others.flatMap(({ cut, plane }) => {
    const line = cutLine(view, plane, cursor);
    if (line === null) return [];
    const faces = thickness === 0 ? []
      : [-0.5, 0.5].flatMap((share) => cutLine(view, movedAlongNormal(plane, share * thickness), cursor) ?? []);
    return [{
      cut, line, faces, turn: onLine(line, canvasFromLps(view, cursor), TURN_AT),
      depth: faces.flatMap((face) => onLine(face, canvasFromLps(view, cursor), DEPTH_AT)),
    }];
  });
}

/** The points of a line at a distance to both sides of the foot of `centre`, where they are on the canvas. */
function onLine({ from, to }: CanvasLine, centre: PointCanvas, distance: number): readonly PointCanvas[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const foot = (centre[0] - from[0]) * dx + (centre[1] - from[1]) * dy;
  return [foot - distance, foot + distance]
    .filter((along) => along >= FROM_EDGE && along <= length - FROM_EDGE)
    .map((along) => [from[0] + along * dx, from[1] + along * dy] as const);
}

/** What lies under a point of the canvas: handles first, then the crossing, then lines. */
export function gripAt(lines: readonly GripLine[], cross: PointCanvas, at: PointCanvas): Grip {
  const isNear = (point: PointCanvas, within: number): boolean =>
    Math.hypot(point[0] - at[0], point[1] - at[1]) < within;
  for (const kind of ['turn', 'depth'] as const) {
    const found = lines.find((line) => line[kind].some((point) => isNear(point, NEAR_HANDLE)));
    if (found !== undefined) return { kind, cut: found.cut };
  }
  if (isNear(cross, NEAR_CROSS)) return { kind: 'cross' };
  const found = lines.find(({ line }) => distanceFrom(line, at) <= NEAR_LINE);
  return found === undefined ? { kind: 'cross' } : { kind: 'line', cut: found.cut };
}

/** The angle by which a point went around another on the canvas, clockwise, degrees between −180 and 180. */
export function turnedOnCanvas(centre: PointCanvas, from: PointCanvas, to: PointCanvas): number {
  const angle = ([x, y]: PointCanvas): number => Math.atan2(y - centre[1], x - centre[0]);
  const turned = ((angle(to) - angle(from)) * 180) / Math.PI;
  return turned - 360 * Math.round(turned / 360);
}
