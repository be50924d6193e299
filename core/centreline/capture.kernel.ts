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
  for (let b = -reach; b <= reach; b += 1) {
    for (let a = -reach; a <= reach; a += 1) {
      const centre = middle + a + side * (middle + b);
      const seen = (w: number): number => {
        const o = centre + by[w]!;
        return weights[4 * w]! * tissue[o]! + weights[4 * w + 1]! * tissue[o + 1]!
          + weights[4 * w + 2]! * tissue[o + side]! + weights[4 * w + 3]! * tissue[o + side + 1]!;
      };
      let ring = 0;
      let filled = 0;
      for (let q = 0; q < ANGLES; q += 1) {
        const inside = seen(q);
        const outside = seen(ANGLES + q);
        if (inside > outside) ring += inside - outside;
        filled += (inside + seen(2 * ANGLES + q)) / 2;
      }
      const o = at + centre;
      // Five samples: one alone may be noise.
      const own = (tiles[o]! + tiles[o - 1]! + tiles[o + 1]! + tiles[o - side]! + tiles[o + side]!) / 5;
      const score = ring / ANGLES - 1.5 * (1 - filled / ANGLES);
      // Where muscle is all around there is noise to be seen, and nothing else.
      out[into] = (Math.abs(score) < NOISE ? 0 : score) + (own >= from && own <= to ? lit : 0);
      into += 1;
    }
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
    for (let j = 0; j < side; j += 1) {
      for (let i = 0; i < side; i += 1) {
        let most = -Infinity;
        let which = 0;
        for (let p = 0; p < side; p += 1) {
          const value = best[p + side * j]! - stiffness * (p - i) * (p - i);
          if (value > most) {
            most = value;
            which = p;
          }
        }
        along[i + side * j] = most;
        fromColumn[n * size + i + side * j] = which;
      }
    }
    for (let i = 0; i < side; i += 1) {
      for (let j = 0; j < side; j += 1) {
        let most = -Infinity;
        let which = 0;
        for (let p = 0; p < side; p += 1) {
          const value = along[i + side * p]! - stiffness * (p - j) * (p - j);
          if (value > most) {
            most = value;
            which = p;
          }
        }
        best[i + side * j] = most + scores[n * size + i + side * j]!;
        fromRow[n * size + i + side * j] = which;
      }
    }
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
