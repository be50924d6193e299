import { cross, moved, type PointLps, unitVector, type VectorLps } from '../geometry/frame.ts';
import { blurPlane, halfGaussian, type Layer, mixedPlane, noiseTile, paintPlane } from './paint.kernel.ts';

/** The planes on which a phantom is painted. Any orientation; slice positions may be uneven or sheared. */
export interface PaintGrid {
  readonly columns: number;
  readonly rows: number;
  /** Between columns, between rows, mm. */
  readonly pixelSpacing: readonly [x: number, y: number];
  readonly row: VectorLps;
  readonly column: VectorLps;
  /** Centre of the first voxel of each slice. */
  readonly positions: readonly PointLps[];
}

/** How a scanner sees it. */
export interface Imaging {
  /** Full widths at half maximum of the point spread: in the slice, and through it, mm. */
  readonly fwhmInPlaneMm: number;
  readonly fwhmThroughMm: number;
  readonly noiseSd: number;
  /** Width (sigma) over which noise is alike, pixels. */
  readonly noiseCorrelation: number;
  readonly seed: number;
}

/** Paints slices, in HU. Slices painted in order share work. */
export interface Painter {
  /** HU of slice k, x fastest. */
  slice(k: number): Int16Array;
}

const SIGMA_OF_FWHM = 1 / (2 * Math.sqrt(2 * Math.log(2)));
/** Distance between the planes that are summed through the slice, as a share of sigma. */
const THROUGH_STEP = 1.2;
const AIR_HU = -1000;
const LOW_HU = -1024;
const HIGH_HU = 3071;

/**
 * A painter of the layers, from the lowest to the topmost.
 *
 * @method edges are one pixel wide (the share of the voxel that is filled), then the Gaussian point spread in the
 * slice and through it, then correlated noise that follows from the seed and the slice's number alone
 */
export function phantomPainter(layers: readonly Layer[], grid: PaintGrid, imaging: Imaging): Painter {
  const { columns, rows } = grid;
  const pixel = (grid.pixelSpacing[0] + grid.pixelSpacing[1]) / 2;
  const normal = unitVector(cross(grid.row, grid.column));
  // The pixel's own width is part of the wanted spread.
  const inPlane = Math.sqrt(Math.max(0,
    (imaging.fwhmInPlaneMm * SIGMA_OF_FWHM) ** 2 - pixel ** 2 / 12)) / pixel;
  const through = imaging.fwhmThroughMm * SIGMA_OF_FWHM;
  const step = throughStep(grid, through);
  const half = through === 0 ? Float64Array.of(1) : halfGaussian(through / step);
  const blur = halfGaussian(inPlane);
  const tile = imaging.noiseSd === 0 ? null : noiseTile(imaging.seed, halfGaussian(imaging.noiseCorrelation));
  const spare = new Float32Array(columns * rows);
  const kept = new Map<string, Float32Array>();
  const spent: Float32Array[] = [];

  const plane = (at: PointLps): Float32Array => {
    const key = at.map((value) => value.toFixed(4)).join(' ');
    const known = kept.get(key);
    if (known !== undefined) return known;
    const out = spent.pop() ?? new Float32Array(columns * rows);
    const [x, y] = grid.pixelSpacing;
    paintPlane(out, columns, rows, at, grid.row.map((value) => value * x),
      grid.column.map((value) => value * y),
      layers, AIR_HU, pixel);
    blurPlane(out, spare, columns, rows, blur);
    kept.set(key, out);
    for (const [old, used] of kept) {
      if (kept.size <= 2 * half.length) break;
      kept.delete(old);
      spent.push(used);
    }
    return out;
  };

  return {
    slice(k) {
      const at = grid.positions[k];
      if (at === undefined) return new Int16Array(columns * rows);
      const offsets = Array.from({ length: 2 * half.length - 1 }, (_, n) => n - half.length + 1);
      const planes = offsets.map((n) => plane(moved(at, normal, n * step)));
      const weights = Float64Array.from(offsets, (n) => half[Math.abs(n)] ?? 0);
      return mixedPlane(columns, planes, weights, tile, imaging.noiseSd, k, LOW_HU, HIGH_HU);
    },
  };
}

/** The slices' own distance where it is fine enough and one, so that planes are shared; else a part of sigma. */
function throughStep(grid: PaintGrid, sigma: number): number {
  const [first, second] = grid.positions;
  if (first === undefined || second === undefined) return Math.max(0.1, sigma * 0.6);
  const apart = Math.hypot(second[0] - first[0], second[1] - first[1], second[2] - first[2]);
  return apart < THROUGH_STEP * 2 * sigma ? apart : Math.max(0.1, sigma * 0.6);
}
