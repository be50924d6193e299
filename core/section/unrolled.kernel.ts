/** The bare loop of unrolled.ts. Imports nothing. */

// One row of an unrolled map: on each ray about a middle the greatest value from one radius to another, every `step` mm and
// at the outer one; linear between eight voxels. `m` maps patient points to voxel indices, row by row.
export function sampledPoints(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, nz: number, m: readonly number[],
  centre: readonly number[], u: readonly number[], v: readonly number[], from: Float64Array, to: Float64Array, step: number,
  outside: number, out: Int16Array, covered: Uint8Array, radii: Float32Array, at: number,
): void {
  const index = (r: number, d: readonly number[]): number => m[4 * r]! * d[0]! + m[4 * r + 1]! * d[1]! + m[4 * r + 2]! * d[2]!;
  const base = [0, 1, 2].map((r) => index(r, centre) + m[4 * r + 3]!);
  const perU = [0, 1, 2].map((r) => index(r, u));
  const perV = [0, 1, 2].map((r) => index(r, v));
  const slack = 1e-6;
  const slice = nx * ny;
  const [right, below, behind] = [nx > 1 ? 1 : 0, ny > 1 ? nx : 0, nz > 1 ? slice : 0];
  const last = below + behind;
  const [mostI, mostJ, mostK] = [Math.max(0, nx - 2), Math.max(0, ny - 2), Math.max(0, nz - 2)];
  const [x0, y0, z0] = [base[0]!, base[1]!, base[2]!];
  const [ux, uy, uz] = [perU[0]!, perU[1]!, perU[2]!];
  const [vx, vy, vz] = [perV[0]!, perV[1]!, perV[2]!];
  for (let column = 0; column < from.length; column += 1) {
    const angle = (2 * Math.PI * column) / from.length;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    const dx = cosine * ux + sine * vx;
    const dy = cosine * uy + sine * vy;
    const dz = cosine * uz + sine * vz;
    const outer = Math.fround(to[column]!);
    let most = -Infinity;
    let found = outer;
    let isWhole = true;
    for (let radius = Math.fround(from[column]!); ; radius = Math.fround(Math.min(outer, radius + step))) {
      let x = x0 + radius * dx;
      let y = y0 + radius * dy;
      let z = z0 + radius * dz;
      if (x < -slack || y < -slack || z < -slack || x > nx - 1 + slack || y > ny - 1 + slack || z > nz - 1 + slack) isWhole = false;
      else {
        x = Math.min(nx - 1, Math.max(0, x));
        y = Math.min(ny - 1, Math.max(0, y));
        z = Math.min(nz - 1, Math.max(0, z));
        // Nothing here is below 0: cut off is rounded down.
        const i = Math.min(mostI, x | 0);
        const j = Math.min(mostJ, y | 0);
        const k = Math.min(mostK, z | 0);
        const o = i + nx * j + slice * k;
        const fx = x - i;
        const fy = y - j;
        const a0 = voxels[o]!;
        const b0 = voxels[o + below]!;
        const c0 = voxels[o + behind]!;
        const d0 = voxels[o + last]!;
        const a = a0 + fx * (voxels[o + right]! - a0);
        const b = b0 + fx * (voxels[o + below + right]! - b0);
        const c = c0 + fx * (voxels[o + behind + right]! - c0);
        const d = d0 + fx * (voxels[o + last + right]! - d0);
        const front = a + fy * (b - a);
        const value = front + (z - k) * (c + fy * (d - c) - front);
        if (value > most) {
          most = value;
          found = radius;
        }
      }
      if (radius >= outer) break;
    }
    radii[at + column] = found;
    covered[at + column] = isWhole ? 1 : 0;
    out[at + column] = isWhole ? Math.round(most) : outside;
  }
}
