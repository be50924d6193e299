/** The bare loops of polar.ts. Imports nothing. */

// How many steps lead from a place to an edge of [0, last]; none from beyond it.
const samplesInside = (from: number, step: number, last: number): number =>
  (from < 0 || from > last ? 0 : step > 0 ? (last - from) / step : step < 0 ? from / -step : Infinity);

// Values of one square picture along rays about (cu, cv), mm from its middle; linear between four pixels.
// `directions` holds the cosine and the sine of each ray.
export function polarRays(
  values: Int16Array, size: number, spacing: number, cu: number, cv: number, directions: Float64Array,
  count: number, step: number, outside: number, out: Float32Array, at: number,
): void {
  const rays = directions.length / 2;
  const last = size - 1;
  const x0 = last / 2 + cu / spacing;
  const y0 = last / 2 + cv / spacing;
  for (let ray = 0; ray < rays; ray += 1) {
    const du = (directions[2 * ray]! * step) / spacing;
    const dv = (directions[2 * ray + 1]! * step) / spacing;
    const own = at + ray * count;
    // Well inside the picture there is nothing to ask.
    const safe = Math.max(0, Math.min(count, Math.ceil(Math.min(samplesInside(x0, du, last), samplesInside(y0, dv, last)) - 1)));
    for (let k = 0; k < safe; k += 1) {
      const x = x0 + k * du;
      const y = y0 + k * dv;
      const i = x | 0;
      const j = y | 0;
      const p = j * size + i;
      const fx = x - i;
      const above = values[p]! + fx * (values[p + 1]! - values[p]!);
      const below = values[p + size]! + fx * (values[p + size + 1]! - values[p + size]!);
      out[own + k] = above + (y - j) * (below - above);
    }
    for (let k = safe; k < count; k += 1) {
      const x = x0 + k * du;
      const y = y0 + k * dv;
      if (!(x >= 0 && y >= 0 && x <= last && y <= last)) {
        out[own + k] = outside;
        continue;
      }
      let i = x | 0;
      let j = y | 0;
      if (i === last) i -= 1;
      if (j === last) j -= 1;
      const p = j * size + i;
      const fx = x - i;
      const above = values[p]! + fx * (values[p + 1]! - values[p]!);
      const below = values[p + size]! + fx * (values[p + size + 1]! - values[p + size]!);
      out[own + k] = above + (y - j) * (below - above);
    }
  }
}

// Weights 1, 2, 1 over a section, the one before and the one after; `stride` values a section. Sections `from` to `to`.
export function blendedAlong(values: Float32Array, stride: number, from: number, to: number, out: Float32Array): void {
  const sections = values.length / stride;
  for (let n = from; n <= to; n += 1) {
    const before = Math.max(0, n - 1) * stride;
    const own = n * stride;
    const after = Math.min(sections - 1, n + 1) * stride;
    for (let o = 0; o < stride; o += 1) {
      out[own + o] = 0.25 * (values[before + o]! + 2 * values[own + o]! + values[after + o]!);
    }
  }
}

// The cheapest closed way around: one radius a ray, at most one step from ray to ray, all of them samples from `first` to
// `last`. `cost` is ray by ray, in whole units below 2^20, as is what a step costs. `best` is room for (2 rays + 1) count numbers,
// of which the first `count` are 0.
export function closedPath(
  cost: Int32Array, rays: number, count: number, first: number, last: number, perStep: number, best: Int32Array, out: Int32Array,
  to: number,
): void {
  const turns = 2 * rays;
  // Cost of the best way to each place: a row for the start, then one a turn. The lesser of two without a branch: what
  // is lesser cannot be foretold.
  for (let turn = 0; turn < turns; turn += 1) {
    const own = (turn % rays) * count;
    const from = turn * count;
    const next = from + count;
    let left = best[from + first]!;
    let here = best[from + first + 1]!;
    best[next + first] = (Math.min(left, (here + perStep) | 0) + cost[own + first]!) | 0;
    for (let k = first + 1; k < last; k += 1) {
      const right = best[from + k + 1]!;
      let less = (right - left) | 0;
      const beside = (left + (less & (less >> 31)) + perStep) | 0;
      less = (beside - here) | 0;
      best[next + k] = (here + (less & (less >> 31)) + cost[own + k]!) | 0;
      left = here;
      here = right;
    }
    best[next + last] = (Math.min(here, (left + perStep) | 0) + cost[own + last]!) | 0;
  }
  let k = first;
  const end = turns * count;
  for (let n = first + 1; n <= last; n += 1) if (best[end + n]! < best[end + k]!) k = n;
  // The middle turn is far from both ends: there the way has closed on itself.
  for (let turn = turns - 1; turn >= rays / 2; turn -= 1) {
    if (turn < turns - rays / 2) out[to + (turn % rays)] = k;
    const from = turn * count;
    const left = k > first ? best[from + k - 1]! + perStep : Infinity;
    const right = k < last ? best[from + k + 1]! + perStep : Infinity;
    const here = best[from + k]!;
    if (left < here && left <= right) k -= 1;
    else if (right < here) k += 1;
  }
}

// Area and first moments within radii on even rays: twice the area over the sine between two rays, then its middle.
export function middleWithin(radii: Float32Array, directions: Float64Array): readonly [twice: number, u: number, v: number] {
  const rays = radii.length;
  let twice = 0;
  let u = 0;
  let v = 0;
  for (let ray = 0; ray < rays; ray += 1) {
    const next = ray + 1 < rays ? ray + 1 : 0;
    const [a, b] = [radii[ray]!, radii[next]!];
    twice += a * b;
    u += a * b * (a * directions[2 * ray]! + b * directions[2 * next]!);
    v += a * b * (a * directions[2 * ray + 1]! + b * directions[2 * next + 1]!);
  }
  return twice > 0 ? [twice, u / (3 * twice), v / (3 * twice)] : [0, 0, 0];
}
