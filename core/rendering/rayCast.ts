import { beamAxes } from '../geometry/carm.ts';
import {
  affine, apply, between, dot, inverse, moved, pointLps, scaled, type PointLps, type VectorLps, vectorLps,
} from '../geometry/frame.ts';
import { planeNormal, type Plane } from '../geometry/plane.ts';
import { gridDirection } from '../volume/standardPlanes.ts';
import type { Volume } from '../volume/volume.ts';
import { BRICK_BITS, type Bricks } from './bricks.ts';
import { lampDirection, type RenderView, viewingDirection } from './camera.ts';
import { castRows } from './rayCast.kernel.ts';
import { steppedTable } from './transfer.ts';

/** A plane that cuts the picture: what lies on its near side is taken away. */
export type CutPlane = Pick<Plane, 'origin' | 'u' | 'v'>;

/** A volume made ready to be rendered. */
export interface RenderVolume extends Volume {
  readonly voxels: Int16Array;
  readonly bricks: Bricks;
}

/** What is rendered: a volume, how it is seen, and what is taken away. */
export interface Scene {
  readonly volume: RenderVolume;
  readonly view: RenderView;
  /** Of transferTable. */
  readonly table: Float32Array;
  /** Of visibleBricks, for that table. */
  readonly visible: Uint8Array;
  readonly cuts: readonly CutPlane[];
  /** Distance of samples along a ray, mm. */
  readonly stepMm: number;
}

/**
 * The outward normal of the side that a cut takes away: the side from which the picture is looked at.
 *
 * Edge on, where neither side is near, the side of the plane's own normal goes.
 */
export function nearNormal(cut: CutPlane, view: Pick<RenderView, 'primary' | 'secondary'>): VectorLps {
  const normal = planeNormal(cut);
  return dot(normal, beamAxes(view.primary, view.secondary).beam) < 0
    ? scaled(normal, -1) : normal;
}

/**
 * Rows `from` to `to` (exclusive) of the picture of a scene, red, green, blue and 255 for each pixel, over black.
 *
 * @method rays through the volume in equal steps, front to back, eight voxels a sample; lit by a lamp at the viewer's
 * upper left, the surface from differences of values; bricks that show nothing are leapt over; a ray ends when it
 * lets no more than 2 % through
 * @accuracy a marker appears within a pixel of its projection (rayCast.test.ts)
 */
export function renderedRows(scene: Scene, from: number, to: number): Uint8ClampedArray<ArrayBuffer> {
  const { volume: { grid, voxels, bricks }, view, cuts, stepMm } = scene;
  const [width, height] = view.size;
  const { right, up } = beamAxes(view.primary, view.secondary);
  const ijkFromLps = inverse(grid.lpsFromIjk);
  const turned = affine<VectorLps, VectorLps>(ijkFromLps.map((value, n) => (n % 4 === 3 ? 0 : value)));
  const inVoxels = (direction: VectorLps, length: number): readonly [number, number, number] => {
    const [i, j, k] = apply(turned, direction);
    return [i * length, j * length, k * length];
  };
  const left = moved(view.centre, right, (-(width - 1) / 2) * view.mmPerPixel);
  const first = moved(left, up, ((height - 1) / 2) * view.mmPerPixel);
  const along = viewingDirection(view);
  const axes = ([0, 1, 2] as const).map((axis) => gridDirection(grid, axis));
  const onAxes = (direction: VectorLps): readonly [number, number, number] => {
    const [x, y, z] = axes.map((axis) => dot(direction, axis));
    return [x ?? 0, y ?? 0, z ?? 0];
  };
  const out = new Uint8ClampedArray(4 * width * (to - from));
  castRows(
    voxels, grid.dims, scene.visible, bricks.dims, BRICK_BITS, steppedTable(scene.table, stepMm),
    {
      start: apply(ijkFromLps, first), across: inVoxels(right, view.mmPerPixel), down: inVoxels(up, -view.mmPerPixel),
      along: inVoxels(along, stepMm),
    },
    { spacing: grid.spacing, lamp: onAxes(lampDirection(view)), back: onAxes(scaled(along, -1)) },
    Float64Array.from(cuts.flatMap((cut) => inIjk(cut, view, grid.lpsFromIjk))), width, from, to, out,
  );
  return out;
}

/** A cut as a, b, c and d: what is left has a·i + b·j + c·k ≤ d. */
function inIjk(cut: CutPlane, view: RenderView, lpsFromIjk: Volume['grid']['lpsFromIjk']): readonly number[] {
  const normal = nearNormal(cut, view);
  const column = (n: number): VectorLps =>
    vectorLps(lpsFromIjk[n] ?? 0, lpsFromIjk[4 + n] ?? 0, lpsFromIjk[8 + n] ?? 0);
  const zero: PointLps = pointLps(lpsFromIjk[3] ?? 0, lpsFromIjk[7] ?? 0, lpsFromIjk[11] ?? 0);
  return [dot(normal, column(0)), dot(normal, column(1)), dot(normal, column(2)), dot(normal, between(zero, cut.origin))];
}
