/** The bare loops of capture.ts. Imports nothing. */

const ANGLES = 24;

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
  const seen = (x: number, y: number): number => {
    const i = Math.min(side - 2, Math.max(0, Math.floor(x)));
    const j = Math.min(side - 2, Math.max(0, Math.floor(y)));
    const fx = x - i;
    const fy = y - j;
    const o = i + side * j;
    const upper = tissue[o]! + fx * (tissue[o + 1]! - tissue[o]!);
    return upper + fy * (tissue[o + side]! + fx * (tissue[o + side + 1]! - tissue[o + side]!) - upper);
  };
  const within = Math.max(0.3, radius - 0.35) / spacing;
  const beyond = (radius + 0.6) / spacing;
  const half = (0.5 * radius) / spacing;
  for (let b = -reach; b <= reach; b += 1) {
    for (let a = -reach; a <= reach; a += 1) {
      const x = middle + a;
      const y = middle + b;
      let ring = 0;
      let filled = 0;
      for (let q = 0; q < ANGLES; q += 1) {
        const cosine = Math.cos((2 * Math.PI * q) / ANGLES);
        const sine = Math.sin((2 * Math.PI * q) / ANGLES);
        const inside = seen(x + within * cosine, y + within * sine);
        const outside = seen(x + beyond * cosine, y + beyond * sine);
        ring += Math.max(0, inside - outside);
        filled += (inside + seen(x + half * cosine, y + half * sine)) / 2;
      }
      const own = tiles[at + Math.round(x) + side * Math.round(y)]!;
      out[into] = ring / ANGLES - 1.5 * (1 - filled / ANGLES) + (own >= from && own <= to ? lit : 0);
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
