/** The bare loops of faint.ts. Imports nothing. */

// Above the tissue by more than this, HU, is a neighbour with contrast: beside it all else would look dark.
const CLIP = 20;

// How much darker a disc of this radius is than the ring about it, HU, at every offset from the middle of a square tile
// (`side` samples, `spacing` mm); offsets lie on the same grid, `reach` steps to every side. What is above `calcium` counts
// as `dense` below the tile's own tissue, because it lies within a vessel; what is between `bright` and it says nothing: a
// chamber, or the edge of calcium. Returns the tissue's HU, NaN where too little is tissue.
export function darkness(
  tile: Float32Array, side: number, spacing: number, reach: number, radius: number, bright: number,
  calcium: number, dense: number, out: Float64Array, into: number,
): number {
  const tissue = new Float32Array(side * side);
  let count = 0;
  let fat = 0;
  for (let n = 0; n < tissue.length; n += 1) {
    const value = tile[n]!;
    if (value < -30) {
      fat += 1;
      // Against fat a vessel shows its edge.
      if (fat > 0.04 * side * side) return NaN;
    } else if (value < bright) {
      tissue[count] = value;
      count += 1;
    }
  }
  if (count < 0.6 * side * side) return NaN;
  const own = tissue.subarray(0, count).sort()[count >> 1]!;
  const values = new Float64Array(side * side);
  for (let n = 0; n < values.length; n += 1) {
    const value = tile[n]!;
    values[n] = value >= calcium ? -dense : Number.isNaN(value) || value >= bright ? 0 : Math.max(-90, Math.min(CLIP, value - own));
  }
  const inner: number[] = [];
  const outer: number[] = [];
  const far = Math.ceil((radius + 1.2) / spacing);
  for (let b = -far; b <= far; b += 1) {
    for (let a = -far; a <= far; a += 1) {
      const away = Math.hypot(a, b) * spacing;
      if (away <= radius - 0.2) inner.push(a + side * b);
      else if (away >= radius + 0.2 && away <= radius + 1.2) outer.push(a + side * b);
    }
  }
  const middle = (side - 1) / 2;
  for (let b = -reach; b <= reach; b += 1) {
    for (let a = -reach; a <= reach; a += 1) {
      const centre = middle + a + side * (middle + b);
      let within = 0;
      let about = 0;
      for (let n = 0; n < inner.length; n += 1) within += values[centre + inner[n]!]!;
      for (let n = 0; n < outer.length; n += 1) about += values[centre + outer[n]!]!;
      out[into] = about / outer.length - within / inner.length;
      into += 1;
    }
  }
  return own;
}

// Mean offset and covariance under weights exp(score): u, v, uu, uv, vv, in steps of the map.
export function posterior(scores: Float64Array, at: number, side: number, out: Float64Array): void {
  let most = -Infinity;
  for (let n = 0; n < side * side; n += 1) most = Math.max(most, scores[at + n]!);
  const middle = (side - 1) / 2;
  let [w, u, v, uu, uv, vv] = [0, 0, 0, 0, 0, 0];
  for (let n = 0; n < side * side; n += 1) {
    const weight = Math.exp(scores[at + n]! - most);
    const a = (n % side) - middle;
    const b = Math.floor(n / side) - middle;
    w += weight;
    u += weight * a;
    v += weight * b;
    uu += weight * a * a;
    uv += weight * a * b;
    vv += weight * b * b;
  }
  u /= w;
  v /= w;
  out.set([u, v, uu / w - u * u, uv / w - u * v, vv / w - v * v]);
}
