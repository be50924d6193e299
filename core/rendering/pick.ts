import { apply, between, dot, indexIjk, moved, norm, type PointLps } from '../geometry/frame.ts';
import type { PointPixel } from '../geometry/plane.ts';
import { huAtPoint } from '../volume/sample.ts';
import type { Volume } from '../volume/volume.ts';
import { pointBehind, type RenderView, viewingDirection } from './camera.ts';
import { type CutPlane, nearNormal } from './rayCast.ts';
import { TABLE_FROM, TABLE_SIZE, TABLE_STEP } from './transfer.ts';

/** A ray is seen to end where it has lost this share of its light. */
const SEEN = 0.5;
/** Behind what is seen, the middle of a vessel is looked for so deep, mm: as wide as a wide coronary artery. */
const DEEP_MM = 5;

/** A picture as it was drawn, and what was taken away in it. */
export interface PickedFrom {
  readonly volume: Pick<Volume, 'grid' | 'voxels'>;
  /** Of transferTable. */
  readonly table: Float32Array;
  readonly view: RenderView;
  readonly cuts: readonly CutPlane[];
}

/**
 * The point of the patient that a pixel of a rendering shows: the middle of the vessel whose surface is seen there.
 *
 * @returns null where the ray meets nothing that is drawn
 * @method along the ray of the pixel to where half the light is lost, and from there on to the brightest place of the next
 * 5 mm, as long as it stays bright
 * @accuracy within a step of the middle of a bright tube that is looked at squarely (pick.test.ts)
 */
export function pickedPoint({ volume, table, view, cuts }: PickedFrom, pixel: PointPixel): PointLps | null {
  const along = viewingDirection(view);
  const middle = pointBehind(view, pixel);
  const step = Math.min(...volume.grid.spacing) / 2;
  const reach = farthest(volume.grid, middle);
  const count = Math.ceil((2 * reach) / step);
  const at = (n: number): PointLps => moved(middle, along, n * step - reach);
  const nears = cuts.map((cut) => ({ origin: cut.origin, normal: nearNormal(cut, view) }));
  const isCutAway = (point: PointLps): boolean => nears.some(({ origin, normal }) => dot(between(origin, point), normal) > 0);
  let through = 1;
  for (let n = 0; n <= count; n += 1) {
    const value = isCutAway(at(n)) ? null : huAtPoint(volume, at(n));
    if (value === null) continue;
    through *= Math.exp(-opacityAt(table, value) * step);
    if (through <= SEEN) return brightest(volume, at, n, Math.ceil(DEEP_MM / step));
  }
  return null;
}

/** The brightest place of the next steps, up to where it is darker than at the surface. */
function brightest(volume: PickedFrom['volume'], at: (n: number) => PointLps, from: number, steps: number): PointLps {
  const surface = huAtPoint(volume, at(from)) ?? -Infinity;
  let [best, most] = [from, surface];
  for (let n = from + 1; n <= from + steps; n += 1) {
    const value = huAtPoint(volume, at(n)) ?? -Infinity;
    if (value < surface) break;
    if (value > most) [best, most] = [n, value];
  }
  // A bright vessel is even inside: its middle is the middle of what is as bright.
  let last = best;
  while (last < from + steps && (huAtPoint(volume, at(last + 1)) ?? -Infinity) >= surface) last += 1;
  return at(Math.round((from + last) / 2));
}

/** No place of a volume is farther from a point than this, mm. */
function farthest({ dims: [nx, ny, nz], spacing: [dx, dy, dz], lpsFromIjk }: Volume['grid'], from: PointLps): number {
  const middle = apply(lpsFromIjk, indexIjk((nx - 1) / 2, (ny - 1) / 2, (nz - 1) / 2));
  return norm(between(from, middle)) + Math.hypot(nx * dx, ny * dy, nz * dz) / 2;
}

/** Opacity per mm of a value. */
const opacityAt = (table: Float32Array, value: number): number =>
  table[4 * Math.min(TABLE_SIZE - 1, Math.max(0, Math.floor((value - TABLE_FROM) / TABLE_STEP))) + 3] ?? 0;
