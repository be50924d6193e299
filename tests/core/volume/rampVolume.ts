import { affine, apply, indexIjk, type PointLps } from '../../../core/geometry/frame.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { mm } from '../../../core/units.ts';

/** A field that is linear in the patient frame. */
export const ramp = ([x, y, z]: PointLps): number => 40 + 4 * x - 8 * y + 16 * z;

/**
 * Oblique grid, turned about the head axis by the angle whose cosine is 0.8: every figure below is exact in
 * binary or nearly so.
 */
export function rampVolume(dims: readonly [number, number, number] = [20, 16, 12]): Volume {
  const spacing = [mm(0.5), mm(0.5), mm(0.75)] as const;
  const lpsFromIjk = affine<PointLps, ReturnType<typeof indexIjk>>([
    0.4, -0.3, 0, 10,
    0.3, 0.4, 0, -20,
    0, 0, 0.75, 5,
  ]);
  const [nx, ny, nz] = dims;
  const voxels = new Int16Array(nx * ny * nz);
  for (let k = 0, at = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      for (let i = 0; i < nx; i += 1, at += 1) voxels[at] =
        Math.round(ramp(apply(lpsFromIjk, indexIjk(i, j, k))));
    }
  }
  return { grid: { dims, spacing, lpsFromIjk, frameOfReferenceUid: null }, voxels };
}
