import { describe, expect, it } from 'vitest';
import { affine, cross, type IndexIjk, type PointLps, pointLps, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import type { ImagePlane } from '../../../core/geometry/plane.ts';
import { randomStream } from '../../../core/phantom/random.ts';
import { slicer } from '../../../core/section/slicer.ts';
import { mm } from '../../../core/units.ts';
import { OUTSIDE_HU } from '../../../core/volume/reslice.ts';
import type { Volume } from '../../../core/volume/volume.ts';

const DIMS = [23, 20, 18] as const;
const random = randomStream(20_261_130);
/** Noise over all that 16 bits hold. */
const voxels = Int16Array.from({ length: DIMS[0] * DIMS[1] * DIMS[2] }, () => Math.floor(65_536 * random()) - 32_768);
/** One voxel a millimetre, so that index and place are one. */
const volume: Volume = {
  grid: { dims: DIMS, spacing: [mm(1), mm(1), mm(1)], lpsFromIjk: affine<PointLps, IndexIjk>([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]), frameOfReferenceUid: null },
  voxels,
};
const SIZE = [13, 9] as const;

/** A plane of any direction through a place. */
function planeAt([x, y, z]: readonly [number, number, number], spacing: number): ImagePlane {
  const u = unitVector(vectorLps(random() - 0.5, random() - 0.5, random() - 0.5));
  const v = unitVector(cross(u, vectorLps(random() - 0.5, random() - 0.5, random() - 0.5)));
  const from = (axis: number, at: number): number => at - 0.5 * spacing * ((SIZE[0] - 1) * (u[axis] ?? 0) + (SIZE[1] - 1) * (v[axis] ?? 0));
  return { origin: pointLps(from(0, x), from(1, y), from(2, z)), u, v, spacing: [mm(spacing), mm(spacing)], size: SIZE };
}

function cut(plane: ImagePlane): { readonly values: Int16Array; readonly covered: Uint8Array } {
  const [values, covered] = [new Int16Array(SIZE[0] * SIZE[1]).fill(7), new Uint8Array(SIZE[0] * SIZE[1])];
  slicer(volume, values, covered)(plane, 0);
  return { values, covered };
}

const indexAt = ({ origin, u, v, spacing }: ImagePlane, column: number, row: number): readonly number[] =>
  origin.map((first, axis) => first + row * ((v[axis] ?? 0) * spacing[1]) + column * ((u[axis] ?? 0) * spacing[0]));

/** The blend at an index in 1/65536 voxel, its weights along x in 1/32768, in whole numbers without end, rounded half up. */
function blendAt(fixed: readonly number[]): number {
  const [i, j, k] = fixed.map((value) => Math.floor(value / 65_536)) as [number, number, number];
  const [x, y, z] = fixed.map((value) => value % 65_536) as [number, number, number];
  const weights = [[32_768 - (x >> 1), x >> 1], [65_536 - y, y], [65_536 - z, z]] as const;
  let sum = 0n;
  for (const [a, b, c] of [[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]] as const) {
    const voxel = voxels[i + a + DIMS[0] * (j + b + DIMS[1] * (k + c))] ?? Number.NaN;
    sum += BigInt(voxel) * BigInt(weights[0][a]) * BigInt(weights[1][b]) * BigInt(weights[2][c]);
  }
  return Number((sum + (1n << 46n)) >> 47n);
}

describe('a plane cut out of noise over all of 16 bits', () => {
  it('is the exact blend of eight voxels, rounded half up, where all of it lies inside', () => {
    for (let n = 0; n < 200; n += 1) {
      const plane = planeAt([8 + 6 * random(), 8 + 3 * random(), 8 + random()], 0.3);
      const { values, covered } = cut(plane);
      const steps = plane.u.map((along) => Math.round(along * plane.spacing[0] * 65_536));
      const wanted = Array.from(values, (_, o) => {
        const [column, row] = [o % SIZE[0], Math.floor(o / SIZE[0])];
        return blendAt(indexAt(plane, 0, row).map((first, axis) => Math.round(first * 65_536) + column * (steps[axis] ?? 0)));
      });
      expect(Array.from(values)).toEqual(wanted);
      expect(covered.every((mark) => mark === 1)).toBe(true);
    }
  });
  it('holds what the volume reaches and nothing beyond, wherever it leaves the volume', () => {
    let [inside, beyond] = [0, 0];
    for (let n = 0; n < 400; n += 1) {
      const plane = planeAt([23 * random(), 20 * random(), 18 * random()], 0.9);
      const { values, covered } = cut(plane);
      const faults = Array.from(values, (value, o): boolean => {
        const index = indexAt(plane, o % SIZE[0], Math.floor(o / SIZE[0]));
        if (!index.every((at, axis) => at >= -1e-6 && at <= (DIMS[axis] ?? 0) - 1 + 1e-6)) {
          beyond += 1;
          return covered[o] !== 0 || value !== OUTSIDE_HU;
        }
        inside += 1;
        const fixed = index.map((at, axis) => Math.min(Math.max(0, Math.round(at * 65_536)), ((DIMS[axis] ?? 0) - 1) * 65_536 - 1));
        // Steps round off by half of 1/65536 voxel each; one voxel to the next may be all of 16 bits.
        return covered[o] !== 1 || Math.abs(value - blendAt(fixed)) > 3 * SIZE[0];
      });
      expect(faults).not.toContain(true);
    }
    expect(Math.min(inside, beyond)).toBeGreaterThan(5000);
  });
  it('is the voxels themselves on whole indices, up to the outermost of each side', () => {
    const [nx, ny, nz] = DIMS;
    for (const z of [0, 7, nz - 1]) {
      const values = new Int16Array(nx * ny);
      slicer(volume, values, new Uint8Array(nx * ny))({
        origin: pointLps(0, 0, z), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), spacing: [mm(1), mm(1)], size: [nx, ny],
      }, 0);
      expect(values).toEqual(voxels.slice(nx * ny * z, nx * ny * (z + 1)));
    }
  });
});
