import { describe, expect, it } from 'vitest';
import { affine } from '../../../core/geometry/frame.ts';
import { heartRegion, keepHeart } from '../../../core/rendering/heart.ts';
import { mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';

const N = 120;
const MM = 1.5;

/** A ball of blood in muscle, a vessel on it, and a bar of bone 60 mm before it, in air. */
function chest(blood: number): Volume & { readonly voxels: Int16Array } {
  const voxels = new Int16Array(N ** 3).fill(-1000);
  const half = ((N - 1) / 2) * MM;
  for (let k = 0; k < N; k += 1) for (let j = 0; j < N; j += 1) for (let i = 0; i < N; i += 1) {
    const [x, y, z] = [i * MM - half, j * MM - half, k * MM - half];
    const radius = Math.hypot(x, y, z);
    const hu = radius < 28 ? blood : radius < 36 ? 100 : Math.hypot(x - 39, y) < 2 && Math.abs(z) < 20 ? blood
      : y < -60 && y > -72 && Math.abs(x) < 15 ? 500 : null;
    if (hu !== null) voxels[i + N * (j + N * k)] = hu;
  }
  return {
    grid: { dims: [N, N, N], spacing: [mm(MM), mm(MM), mm(MM)], frameOfReferenceUid: null, lpsFromIjk: affine([MM, 0, 0, -half, 0, MM, 0, -half, 0, 0, MM, -half]) },
    voxels,
  };
}
const at = (voxels: Int16Array, x: number, y: number, z: number): number => {
  const index = (mm_: number): number => Math.round(mm_ / MM + (N - 1) / 2);
  return voxels[index(x) + N * (index(y) + N * index(z))] ?? 0;
};

describe('the heart of a contrast CT', () => {
  it('keeps blood, muscle and the vessels on it, and leaves out the bone before it', () => {
    const volume = chest(400);
    const region = heartRegion(volume);
    expect(region?.bloodHu).toBe(400);
    if (region === null) return;
    keepHeart(volume, region);
    expect([at(volume.voxels, 0, 0, 0), at(volume.voxels, 32, 0, 0), at(volume.voxels, 39, 0, 0)]).toEqual([400, 100, 400]);
    expect(at(volume.voxels, 0, -66, 0)).toBe(-1024);
  });

  it('is not found where nothing is contrasted', () => {
    const volume = chest(45);
    expect(heartRegion({ ...volume, voxels: volume.voxels.map((value) => Math.min(value, 60)) })).toBeNull();
  });
});
