/** The bare loops of capture.ts. Imports nothing. */

const ANGLES = 20;
// Likeness nearer to 0 than this is noise.
const NOISE = 0.1;

// How much each offset from a point looks like the middle of a vessel of this outer radius, for a square tile of HU
// (`side` samples, `spacing` mm, about the point). Offsets lie on the same grid, `reach` steps to every side. A full
// ring of wall against fat scores 1; fat within takes away; contrast between `from` and `to` HU in the middle adds `lit`.
export function likeness(
  tiles: Float32Array, at: number, side: number, spacing: number, reach: number, radius: number, from: number,
  to: number, lit: number, out: Float64Array, into: number,
): void {
  const middle = (side - 1) / 2;
  const tissue = new Float64Array(side * side);
  for (let n = 0; n < tissue.length; n += 1) {
    const value = tiles[at + n]!;
    // Outside the volume is neither wall nor fat.
    tissue[n] = !Number.isNaN(value) ? Math.min(1, Math.max(0, (value + 85) / 140)) : 0.5;
  }
  // Offsets step by whole samples, so each place of the ring has the same four weights everywhere.
  const ways = 3 * ANGLES;
  const by = new Int32Array(ways);
  const weights = new Float64Array(4 * ways);
  const radii = [Math.max(0.3, radius - 0.35), radius + 0.6, 0.5 * radius];
  for (let w = 0; w < ways; w += 1) {
    const angle = (2 * Math.PI * (w % ANGLES)) / ANGLES;
    const far = radii[Math.floor(w / ANGLES)]! / spacing;
    const x = far * Math.cos(angle);
    const y = far * Math.sin(angle);
    const i = Math.floor(x);
    const j = Math.floor(y);
    const fx = x - i;
    const fy = y - j;
    by[w] = i + side * j;
    weights.set([(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy], 4 * w);
  }
  // Place by place of the ring, over all offsets at once: the weights stay what they are.
  const width = 2 * reach + 1;
  const rings = new Float64Array(width * width);
  const filled = new Float64Array(width * width);
  for (let q = 0; q < ANGLES; q += 1) {
    const [p, r, s] = [4 * q, 4 * (ANGLES + q), 4 * (2 * ANGLES + q)];
    const [p0, p1, p2, p3] = [weights[p]!, weights[p + 1]!, weights[p + 2]!, weights[p + 3]!];
    const [r0, r1, r2, r3] = [weights[r]!, weights[r + 1]!, weights[r + 2]!, weights[r + 3]!];
    const [s0, s1, s2, s3] = [weights[s]!, weights[s + 1]!, weights[s + 2]!, weights[s + 3]!];
    for (let b = 0; b < width; b += 1) {
      const centre = middle - reach + side * (middle - reach + b);
      let i = centre + by[q]!;
      let j = centre + by[ANGLES + q]!;
      let k = centre + by[2 * ANGLES + q]!;
      for (let o = b * width; o < (b + 1) * width; o += 1, i += 1, j += 1, k += 1) {
        const inside = p0 * tissue[i]! + p1 * tissue[i + 1]! + p2 * tissue[i + side]! + p3 * tissue[i + side + 1]!;
        const outside = r0 * tissue[j]! + r1 * tissue[j + 1]! + r2 * tissue[j + side]! + r3 * tissue[j + side + 1]!;
        const within = s0 * tissue[k]! + s1 * tissue[k + 1]! + s2 * tissue[k + side]! + s3 * tissue[k + side + 1]!;
        if (inside > outside) rings[o]! += inside - outside;
        filled[o]! += (inside + within) / 2;
      }
    }
  }
  for (let n = 0; n < rings.length; n += 1) {
    const o = at + middle - reach + (n % width) + side * (middle - reach + Math.floor(n / width));
    // Five samples: one alone may be noise.
    const own = (tiles[o]! + tiles[o - 1]! + tiles[o + 1]! + tiles[o - side]! + tiles[o + side]!) / 5;
    const score = rings[n]! / ANGLES - 1.5 * (1 - filled[n]! / ANGLES);
    // Where muscle is all around there is noise to be seen, and nothing else.
    out[into + n] = (Math.abs(score) < NOISE ? 0 : score) + (own >= from && own <= to ? lit : 0);
  }
}

// The greatest of f(p) − s (p − i)² over all p, and the first such p, for every i along one line of `side` numbers, `apart` from
// each other in `values`. Where (p − i)² is dear beyond what f(p) can have over f(i), none is looked for.
function greatestAlong(
  values: Float64Array, from: number, apart: number, side: number, s: number, most: Float64Array, which: Int32Array, to: number,
): void {
  let top = -Infinity;
  for (let p = 0; p < side; p += 1) if (values[from + p * apart]! > top) top = values[from + p * apart]!;
  for (let i = 0; i < side; i += 1) {
    const reach = Math.floor(Math.sqrt((top - values[from + i * apart]!) / s) + 1e-6);
    const last = Math.min(side - 1, i + reach);
    let best = -Infinity;
    let at = 0;
    for (let p = Math.max(0, i - reach); p <= last; p += 1) {
      const value = values[from + p * apart]! - s * (p - i) * (p - i);
      if (value > best) {
        best = value;
        at = p;
      }
    }
    most[from + i * apart] = best;
    which[to + i * apart] = at;
  }
}

// The way through a stack of score maps (`side` × `side` each) with the greatest sum of scores less `stiffness` times
// the squared step (in map steps) from one to the next. Returns the offset's index for each map.
export function bestWay(scores: Float64Array, side: number, stiffness: number): Int32Array {
  const size = side * side;
  const count = scores.length / size;
  const best = new Float64Array(size);
  const along = new Float64Array(size);
  const fromRow = new Int32Array(count * size);
  const fromColumn = new Int32Array(count * size);
  best.set(scores.subarray(0, size));
  for (let n = 1; n < count; n += 1) {
    const map = n * size;
    for (let j = 0; j < side; j += 1) greatestAlong(best, side * j, 1, side, stiffness, along, fromColumn, map + side * j);
    for (let i = 0; i < side; i += 1) greatestAlong(along, i, side, side, stiffness, best, fromRow, map + i);
    for (let o = 0; o < size; o += 1) best[o]! += scores[map + o]!;
  }
  const out = new Int32Array(count);
  let at = 0;
  for (let m = 1; m < size; m += 1) if (best[m]! > best[at]!) at = m;
  for (let n = count - 1; n >= 0; n -= 1) {
    out[n] = at;
    const i = at % side;
    const j = fromRow[n * size + at]!;
    at = fromColumn[n * size + i + side * j]! + side * j;
  }
  return out;
}
