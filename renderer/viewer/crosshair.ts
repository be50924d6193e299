import { heightAbove, planeNormal, type ImagePlane } from '../../core/geometry/plane.ts';
import { cross, dot, moved, norm, unitVector, type PointLps, type VectorLps } from '../../core/geometry/frame.ts';
import { canvasFromLps, lpsFromCanvas, type CanvasSize, type PointCanvas, type View } from './viewTransform.ts';

/** A straight line across a canvas. */
export interface CanvasLine { readonly from: PointCanvas; readonly to: PointCanvas }

/**
 * Where another plane cuts the picture of `view`: the line across the whole canvas, from the planes as they are drawn.
 *
 * Null where the planes are parallel, or the line runs past the canvas.
 */
export function cutLine(view: View, other: ImagePlane, cursor: PointLps): CanvasLine | null {
  const normal = planeNormal(view.plane);
  const otherNormal = planeNormal(other);
  const along = cross(normal, otherNormal);
  if (norm(along) < 1e-3) return null;
  const foot = moved(cursor, normal, -heightAbove(view.plane, cursor));
  // Within the picture, straight towards the other plane.
  const inPlane: VectorLps = unitVector(cross(along, normal));
  const onBoth = moved(foot, inPlane, -heightAbove(other, foot) / dot(inPlane, otherNormal));
  const from = canvasFromLps(view, onBoth);
  const to = canvasFromLps(view, moved(onBoth, unitVector(along)));
  return clipped(from, [to[0] - from[0], to[1] - from[1]], view.size);
}

/** The part of a line through `point` along `direction` that lies on the canvas. */
function clipped(point: PointCanvas, direction: PointCanvas, size: CanvasSize): CanvasLine | null {
  let least = -Infinity;
  let most = Infinity;
  for (const axis of [0, 1] as const) {
    const step = direction[axis];
    const start = point[axis];
    if (Math.abs(step) < 1e-12) {
      if (start < 0 || start > size[axis]) return null;
    } else {
      const ends = [(0 - start) / step, (size[axis] - start) / step];
      least = Math.max(least, Math.min(...ends));
      most = Math.min(most, Math.max(...ends));
    }
  }
  if (least >= most) return null;
  const at = (times: number): PointCanvas => [point[0] + times * direction[0], point[1] + times * direction[1]];
  return { from: at(least), to: at(most) };
}

/** Distance of a point of the canvas from a line, CSS pixels. */
export function distanceFrom({ from, to }: CanvasLine, [x, y]: PointCanvas): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return Math.abs(dx * (y - from[1]) - dy * (x - from[0])) / Math.hypot(dx, dy);
}

/** The cursor after the line of another plane was dragged to a point of the canvas: it moves across that plane only. */
export function cursorOnDraggedLine(view: View, other: ImagePlane, cursor: PointLps, at: PointCanvas): PointLps {
  return moved(cursor, planeNormal(other), heightAbove({ ...other, origin: cursor }, lpsFromCanvas(view, at)));
}

/** The cursor moved in the picture by CSS-independent millimetres along u and v. */
export const nudged = (plane: ImagePlane, cursor: PointLps, alongU: number, alongV: number): PointLps =>
  moved(moved(cursor, plane.u, alongU), plane.v, alongV);

/** The cursor moved to the point under the pointer, in the depth of the picture that is drawn. */
export const cursorAt = (view: View, at: PointCanvas): PointLps => lpsFromCanvas(view, at);

/** The two ends of a line on both sides of a gap around `centre`, so that the crosshair hides nothing it points at. */
export function aroundGap({ from, to }: CanvasLine, centre: PointCanvas, gap: number): readonly CanvasLine[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const direction = scaledBy([to[0] - from[0], to[1] - from[1]], 1 / length);
  const at = (centre[0] - from[0]) * direction[0] + (centre[1] - from[1]) * direction[1];
  if (at < -gap || at > length + gap) return [{ from, to }];
  const point = (along: number): PointCanvas => [from[0] + along * direction[0], from[1] + along * direction[1]];
  return [
    ...(at - gap > 0 ? [{ from, to: point(at - gap) }] : []),
    ...(at + gap < length ? [{ from: point(at + gap), to }] : []),
  ];
}

const scaledBy = ([x, y]: PointCanvas, by: number): PointCanvas => [x * by, y * by];

