/** The bare loop of sample.ts. Imports nothing. */

// Trilinear value at a continuous index; NaN outside the voxel centres.
export function trilinear(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, nz: number, x: number, y: number,
  z: number,
): number {
  if (!(x >= 0 && y >= 0 && z >= 0 && x <= nx - 1 && y <= ny - 1 && z <= nz - 1)) return NaN;
  const i = Math.min(Math.floor(x), Math.max(0, nx - 2));
  const j = Math.min(Math.floor(y), Math.max(0, ny - 2));
  const k = Math.min(Math.floor(z), Math.max(0, nz - 2));
  const fx = x - i;
  const fy = y - j;
  const fz = z - k;
  const right = nx > 1 ? 1 : 0;
  const below = ny > 1 ? nx : 0;
  const behind = nz > 1 ? nx * ny : 0;
  const at = i + nx * (j + ny * k);
  const a = voxels[at]! + fx * (voxels[at + right]! - voxels[at]!);
  const b = voxels[at + below]! + fx * (voxels[at + below + right]! - voxels[at + below]!);
  const c = voxels[at + behind]! + fx * (voxels[at + behind + right]! - voxels[at + behind]!);
  const last = at + behind + below;
  const d = voxels[last]! + fx * (voxels[last + right]! - voxels[last]!);
  const front = a + fy * (b - a);
  return front + fz * (c + fy * (d - c) - front);
}
