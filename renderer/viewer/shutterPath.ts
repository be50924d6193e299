import type { Shutter } from '../../core/angiography/shutter.ts';
import { pointPixel } from '../../core/geometry/plane.ts';
import { canvasFromPixel } from './pictureSeam.ts';
import type { View } from './viewTransform.ts';

/** Black where the shutter covers the picture: in the picture itself, so that no copy of it shows what is hidden. */
export function coverByShutter(context: CanvasRenderingContext2D, shutter: Shutter, view: View): void {
  context.fillStyle = '#000';
  for (const path of shutterPaths(shutter, view)) context.fill(new Path2D(path), 'evenodd');
}

/** What the shutter covers, as SVG paths in CSS pixels of the tile; each is filled by the even-odd rule. */
export function shutterPaths(shutter: Shutter, view: View): readonly string[] {
  const at = (x: number, y: number): string => {
    const [left, top] = canvasFromPixel(view, pointPixel(x, y));
    return `${left.toFixed(1)} ${top.toFixed(1)}`;
  };
  const [width, height] = view.size;
  const all = `M0 0H${width}V${height}H0Z`;
  const { rectangle, circle, polygon } = shutter;
  const paths: string[] = [];
  if (rectangle !== null) {
    const { left, right, top, bottom } = rectangle;
    paths.push(`${all}M${at(left, top)}L${at(right, top)}L${at(right, bottom)}L${at(left, bottom)}Z`);
  }
  if (circle !== null) {
    const corners = Array.from({ length: 180 }, (_, n) => (2 * Math.PI * n) / 180)
      .map((angle) => at(circle.x + circle.radius * Math.cos(angle), circle.y + circle.radius * Math.sin(angle)));
    paths.push(`${all}M${corners.join('L')}Z`);
  }
  if (polygon !== null) paths.push(`${all}M${polygon.map(([x, y]) => at(x, y)).join('L')}Z`);
  return paths;
}
