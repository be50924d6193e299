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
  for (let column = 0; column < from.length; column += 1) {
    const angle = (2 * Math.PI * column) / from.length;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    const outer = Math.fround(to[column]!);
    let most = -Infinity;
    let found = outer;
    let isWhole = true;
    for (let radius = Math.fround(from[column]!); ; radius = Math.fround(Math.min(outer, radius + step))) {
      let x = base[0]! + radius * (cosine * perU[0]! + sine * perV[0]!);
      let y = base[1]! + radius * (cosine * perU[1]! + sine * perV[1]!);
      let z = base[2]! + radius * (cosine * perU[2]! + sine * perV[2]!);
      if (x < -slack || y < -slack || z < -slack || x > nx - 1 + slack || y > ny - 1 + slack || z > nz - 1 + slack) isWhole = false;
      else {
        x = Math.min(nx - 1, Math.max(0, x));
        y = Math.min(ny - 1, Math.max(0, y));
        z = Math.min(nz - 1, Math.max(0, z));
        const i = Math.min(Math.max(0, nx - 2), Math.floor(x));
        const j = Math.min(Math.max(0, ny - 2), Math.floor(y));
        const k = Math.min(Math.max(0, nz - 2), Math.floor(z));
        const o = i + nx * j + slice * k;
        const right = nx > 1 ? 1 : 0;
        const below = ny > 1 ? nx : 0;
        const behind = nz > 1 ? slice : 0;
        const fx = x - i;
        const line = (p: number): number => voxels[p]! + fx * (voxels[p + right]! - voxels[p]!);
        const front = line(o) + (y - j) * (line(o + below) - line(o));
        const back = line(o + behind) + (y - j) * (line(o + below + behind) - line(o + behind));
        const value = front + (z - k) * (back - front);
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
