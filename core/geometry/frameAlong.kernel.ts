/** The bare loops of frameAlong.ts: curves as x, y, z after each other. Imports nothing. */

/** Abscissa of each point: length of the polyline up to it. */
export function abscissae(points: Float64Array): Float64Array {
  const out = new Float64Array(points.length / 3);
  for (let n = 1; n < out.length; n += 1) {
    const a = 3 * n;
    out[n] = out[n - 1]! + Math.hypot(
      points[a]! - points[a - 3]!, points[a + 1]! - points[a - 2]!, points[a + 2]! - points[a - 1]!);
  }
  return out;
}

/** Unit tangents: central differences, one-sided at the ends. */
export function tangents(points: Float64Array): Float64Array {
  const out = new Float64Array(points.length);
  const count = points.length / 3;
  for (let n = 0; n < count; n += 1) {
    const before = 3 * Math.max(0, n - 1);
    const after = 3 * Math.min(count - 1, n + 1);
    const x = points[after]! - points[before]!;
    const y = points[after + 1]! - points[before + 1]!;
    const z = points[after + 2]! - points[before + 2]!;
    const over = 1 / Math.hypot(x, y, z);
    out.set([x * over, y * over, z * over], 3 * n);
  }
  return out;
}

/**
 * Unit normals that turn as little as they can along the curve; the first one lies nearest to `start`.
 * Double reflection (Wang and others, 2008).
 */
export function steadyNormals(points: Float64Array, along: Float64Array,
  start: readonly number[]): Float64Array {
  const out = new Float64Array(points.length);
  let [rx = 1, ry = 0, rz = 0] = start;
  const dot0 = rx * along[0]! + ry * along[1]! + rz * along[2]!;
  rx -= dot0 * along[0]!;
  ry -= dot0 * along[1]!;
  rz -= dot0 * along[2]!;
  const over = 1 / Math.hypot(rx, ry, rz);
  out.set([rx * over, ry * over, rz * over]);
  for (let n = 3; n < points.length; n += 3) {
    const vx = points[n]! - points[n - 3]!;
    const vy = points[n + 1]! - points[n - 2]!;
    const vz = points[n + 2]! - points[n - 1]!;
    const c1 = 2 / (vx * vx + vy * vy + vz * vz);
    const rv = c1 * (vx * out[n - 3]! + vy * out[n - 2]! + vz * out[n - 1]!);
    const tv = c1 * (vx * along[n - 3]! + vy * along[n - 2]! + vz * along[n - 1]!);
    const lx = out[n - 3]! - rv * vx;
    const ly = out[n - 2]! - rv * vy;
    const lz = out[n - 1]! - rv * vz;
    const wx = along[n]! - (along[n - 3]! - tv * vx);
    const wy = along[n + 1]! - (along[n - 2]! - tv * vy);
    const wz = along[n + 2]! - (along[n - 1]! - tv * vz);
    const ww = wx * wx + wy * wy + wz * wz;
    const rw = ww === 0 ? 0 : (2 / ww) * (wx * lx + wy * ly + wz * lz);
    out.set([lx - rw * wx, ly - rw * wy, lz - rw * wz], n);
  }
  return out;
}
