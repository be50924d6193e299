import { beamAxes } from '../geometry/carm.ts';
import { between, dot, moved, scaled, type PointLps, type VectorLps, vectorLps } from '../geometry/frame.ts';
import type { PointPixel } from '../geometry/plane.ts';
import { pointPixel } from '../geometry/plane.ts';
import { deg, type Deg, degFromRad, radFromDeg } from '../units.ts';

/**
 * How a volume is looked at: along the beam of a C-arm, from the detector, in parallel rays.
 *
 * Parallel, not from a source: size does not change with depth, and no part hides because it is near.
 */
export interface RenderView {
  /** + LAO, − RAO; −180 to 180. */
  readonly primary: Deg;
  /** + cranial, − caudal; −90 to 90. */
  readonly secondary: Deg;
  /** The point of the patient in the middle of the picture. */
  readonly centre: PointLps;
  readonly mmPerPixel: number;
  /** Pixels of the picture. */
  readonly size: readonly [width: number, height: number];
}

/** Where a point of the patient falls in the picture; pixel centres are integers, row 0 is on top. */
export function renderedPixel(view: RenderView, at: PointLps): PointPixel {
  const { right, up } = beamAxes(view.primary, view.secondary);
  const from = between(view.centre, at);
  return pointPixel(
    (view.size[0] - 1) / 2 + dot(from, right) / view.mmPerPixel,
    (view.size[1] - 1) / 2 - dot(from, up) / view.mmPerPixel,
  );
}

/** The point behind a pixel that lies as deep as the middle of the view. */
export function pointBehind({ centre, mmPerPixel, size, primary, secondary }: RenderView, [x, y]: PointPixel): PointLps {
  const { right, up } = beamAxes(primary, secondary);
  return moved(moved(centre, right, (x - (size[0] - 1) / 2) * mmPerPixel), up, ((size[1] - 1) / 2 - y) * mmPerPixel);
}

/** The way of the rays, from the viewer into the patient: against the beam. */
export const viewingDirection = ({ primary, secondary }: Pick<RenderView, 'primary' | 'secondary'>): VectorLps =>
  scaled(beamAxes(primary, secondary).beam, -1);

/** The angle brought into −180 to 180. */
const around = (angle: number): Deg => deg(((((angle + 180) % 360) + 360) % 360) - 180);

/** The view turned by angles; it stops at straight cranial and straight caudal. */
export const turnedView = (view: RenderView, byPrimary: Deg, bySecondary: Deg): RenderView => ({
  ...view, primary: around(view.primary + byPrimary),
  secondary: deg(Math.max(-90, Math.min(90, view.secondary + bySecondary))),
});

/**
 * The view after a drag over its picture, as if a ball as large as the heart were turned by hand: what is in front
 * follows the pointer.
 *
 * @param by - pixels to the right and downwards
 */
export function draggedView(view: RenderView, by: readonly [x: number, y: number], ballMm: number): RenderView {
  const turn = (pixels: number): number => degFromRad((pixels * view.mmPerPixel) / ballMm);
  return turnedView(view, deg(-turn(by[0])), deg(turn(by[1])));
}

/** The view moved in its own plane; what was under the pointer stays under it. */
export function pannedRender(view: RenderView, by: readonly [x: number, y: number]): RenderView {
  const { right, up } = beamAxes(view.primary, view.secondary);
  const left = moved(view.centre, right, -by[0] * view.mmPerPixel);
  return { ...view, centre: moved(left, up, by[1] * view.mmPerPixel) };
}

/** The view magnified by `factor` about a pixel, which stays where it is. */
export function zoomedRender(view: RenderView, factor: number, about: PointPixel): RenderView {
  const mmPerPixel = Math.max(0.02, Math.min(5, view.mmPerPixel / factor));
  const kept = pointBehind(view, about);
  const now = pointBehind({ ...view, mmPerPixel }, about);
  return { ...view, mmPerPixel, centre: moved(view.centre, between(now, kept)) };
}

/** The same view on a picture of another size in pixels, `perPixel` times as fine. */
export const resizedView = (view: RenderView, size: RenderView['size'], perPixel: number): RenderView =>
  ({ ...view, size, mmPerPixel: view.mmPerPixel / perPixel });

/** The angles as steps of a C-arm from which a typed text asks: "LAO 42 CRA 8", "RAO 30", "AP". Null where it is none. */
export function anglesIn(text: string): { readonly primary: Deg; readonly secondary: Deg } | null {
  const words = text.trim().toUpperCase();
  if (words === 'AP') return { primary: deg(0), secondary: deg(0) };
  const found = /^(?:(LAO|RAO)\s*(\d+(?:\.\d+)?)°?)?[\s,]*(?:(CRA|CAU)[A-Z]*\s*(\d+(?:\.\d+)?)°?)?$/.exec(words);
  if (found === null || words === '') return null;
  const [, side, turn = '0', tilt, lean = '0'] = found;
  const primary = (side === 'RAO' ? -1 : 1) * Number(turn);
  const secondary = (tilt === 'CAU' ? -1 : 1) * Number(lean);
  return Math.abs(primary) <= 180 && Math.abs(secondary) <= 90 ? { primary: deg(primary), secondary: deg(secondary) } : null;
}

/** How far the lateral light stands from the viewer. */
const LIGHT_LEFT = radFromDeg(deg(35));
const LIGHT_UP = radFromDeg(deg(35));

/** The direction towards the lamp, which the viewer carries at the upper left. */
export function lampDirection({ primary, secondary }: Pick<RenderView, 'primary' | 'secondary'>): VectorLps {
  const { beam, right, up } = beamAxes(primary, secondary);
  const [x, y] = [-Math.sin(LIGHT_LEFT), Math.sin(LIGHT_UP) * Math.cos(LIGHT_LEFT)];
  const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
  const along = (axis: 0 | 1 | 2): number => x * right[axis] + y * up[axis] + z * beam[axis];
  return vectorLps(along(0), along(1), along(2));
}
