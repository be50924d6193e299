/** The bare loops of bodies.ts. Imports nothing. */

// Which samples between `from` and `to` HU lie in blocks with a mark of at least `least`. Samples as samplesAcross
// takes them, at `offsets` along `us` and `vs` from each point of a curve, `ray` of them to a ray; of a point only
// where `enough` of its rays hold `long` of them or more. `blocks` is the row-major 3 × 4 matrix from patient to
// blocks, whose indices are rounded down.
export function samplesInBodies(
  values: Float32Array, markAt: (i: number, j: number, k: number) => number,
  nx: number, ny: number, nz: number, blocks: readonly number[], least: number,
  points: Float64Array, us: Float64Array, vs: Float64Array, offsets: Float64Array, ray: number, long: number,
  enough: Float64Array, from: number, to: number,
): readonly number[] {
  const each = offsets.length / 2;
  const out: number[] = [];
  for (let n = 0; n < enough.length; n += 1) {
    const wanted = enough[n]!;
    if (wanted === Infinity) continue;
    const o = 3 * n;
    const turned = (r: number, by: Float64Array): number =>
      blocks[r]! * by[o]! + blocks[r + 1]! * by[o + 1]! + blocks[r + 2]! * by[o + 2]!;
    const x = turned(0, points) + blocks[3]!;
    const y = turned(4, points) + blocks[7]!;
    const z = turned(8, points) + blocks[11]!;
    const ux = turned(0, us);
    const uy = turned(4, us);
    const uz = turned(8, us);
    const vx = turned(0, vs);
    const vy = turned(4, vs);
    const vz = turned(8, vs);
    const before = out.length;
    let rays = 0;
    for (let first = 0; first < each; first += ray) {
      const atRay = out.length;
      for (let m = first; m < first + ray; m += 1) {
        const value = values[n * each + m]!;
        if (!(value >= from && value <= to)) continue;
        const p = offsets[2 * m]!;
        const q = offsets[2 * m + 1]!;
        const i = Math.floor(x + p * ux + q * vx);
        const j = Math.floor(y + p * uy + q * vy);
        const k = Math.floor(z + p * uz + q * vz);
        const isInside = i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz;
        if (isInside && markAt(i, j, k) >= least) out.push(n * each + m);
      }
      if (out.length - atRay >= long) rays += 1;
    }
    if (rays < wanted) out.length = before;
  }
  return out;
}
