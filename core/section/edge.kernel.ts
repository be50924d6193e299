/** The bare loops of lumen.ts and wall.ts. Imports nothing. */

// Cost of an edge at each sample of one section from `first` to `last`, in units of 1/65536: the steeper HU fall outwards, the
// cheaper, up to `cap` HU over two steps; samples off the expected radius cost more, those within `from` cannot be.
export function edgeCost(
  values: Float32Array, at: number, rays: number, count: number, first: number, last: number, cap: number, expected: Float32Array,
  perStep2: number, from: Float32Array, out: Int32Array,
): void {
  const most = 2 * ONE;
  const perFall = ONE / cap;
  const perOff = perStep2 * ONE;
  for (let ray = 0; ray < rays; ray += 1) {
    const own = at + ray * count;
    const begin = Math.ceil(from[ray]!);
    const middle = expected[ray]!;
    for (let k = first; k <= last; k += 1) {
      const before = values[own + (k > 0 ? k - 1 : 0)]!;
      const after = values[own + (k + 1 < count ? k + 1 : k)]!;
      let fall = before - after;
      if (fall < 0) fall = 0;
      if (fall > cap) fall = cap;
      const off = k - middle;
      const astray = perOff * off * off;
      out[ray * count + k] = k < begin ? 2 * most : ONE - fall * perFall + (astray < most ? astray : most);
    }
  }
}

// The last of the samples of one section at which a ray is first darker than a level.
export function lastFall(values: Float32Array, at: number, rays: number, count: number, level: number): number {
  let most = 0;
  for (let ray = 0; ray < rays; ray += 1) {
    let k = 0;
    while (k < count - 1 && values[at + ray * count + k]! >= level) k += 1;
    if (k > most) most = k;
  }
  return most;
}

/** One unit of an edge's cost. */
export const ONE = 65536;

// Where values fall through a level nearest to sample k of one ray, in steps; NaN where they do not within reach.
export function fallThrough(
  values: Float32Array, ray: number, count: number, k: number, reach: number, level: number,
): number {
  let best = NaN;
  let least = Infinity;
  for (let n = Math.max(0, k - reach); n < Math.min(count - 1, k + reach); n += 1) {
    const a = values[ray + n]!;
    const b = values[ray + n + 1]!;
    if (!(a >= level && b < level)) continue;
    const place = n + (a - level) / (a - b);
    if (Math.abs(place - k) < least) {
      least = Math.abs(place - k);
      best = place;
    }
  }
  return best;
}

// Area of what is as bright as contrast in one section, from its middle to `last`, mm²: each sample by the share of its way from
// `dark` to `bright` beyond `clear`; what is brighter than `most` does not count.
export function contrastArea(
  values: Float32Array, at: number, rays: number, count: number, last: number, step: number, dark: number, bright: number, clear: number, most: number,
): number {
  const square = step ** 2;
  const wedge = (2 * Math.PI) / rays;
  let area = 0;
  for (let ray = 0; ray < rays; ray += 1) {
    const own = at + ray * count;
    for (let k = 0; k <= last; k += 1) {
      const value = values[own + k]!;
      if (value > most) continue;
      const share = ((value - dark) / (bright - dark) - clear) / (1 - clear);
      if (share > 0) area += (share < 1 ? share : 1) * (k > 0 ? k : 0.125) * square * wedge;
    }
  }
  return area;
}

// Mean of the values of one ray between two samples, both included.
export function meanOn(values: Float32Array, ray: number, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k <= to; k += 1) sum += values[ray + k]!;
  return sum / Math.max(1, to - from + 1);
}

// Greatest value of one ray between two samples, both included.
export function greatestOn(values: Float32Array, ray: number, from: number, to: number): number {
  let most = -Infinity;
  for (let k = from; k <= to; k += 1) if (values[ray + k]! > most) most = values[ray + k]!;
  return most;
}

// Level beyond an edge at sample k of one ray: the mean of the darkest half millimetre within the next 1.3 mm.
export function outsideOn(values: Float32Array, ray: number, count: number, k: number): number {
  let least = Infinity;
  const end = ray + Math.min(count, k + 14) - 4;
  const begin = ray + k + 4;
  if (begin >= end) return least;
  let sum = values[begin]! + values[begin + 1]! + values[begin + 2]! + values[begin + 3]!;
  for (let o = begin; o < end; o += 1) {
    sum += values[o + 4]!;
    if (sum < least) least = sum;
    sum -= values[o]!;
  }
  return least / 5;
}

// Median of the first `count` numbers, which it puts in another order; NaN of none.
export function medianOf(values: Float64Array, count: number): number {
  if (count === 0) return NaN;
  const half = count >> 1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i > j) break;
      const held = values[i]!;
      values[i] = values[j]!;
      values[j] = held;
      i += 1;
      j -= 1;
    }
    if (half <= j) high = j;
    else if (half >= i) low = i;
    else break;
  }
  const upper = values[half]!;
  if (count % 2 === 1) return upper;
  let lower = -Infinity;
  for (let n = 0; n < half; n += 1) if (values[n]! > lower) lower = values[n]!;
  return (lower + upper) / 2;
}

// Adds the values of one ray from a place on, between samples, to a profile.
export function addProfile(values: Float32Array, ray: number, place: number, profile: Float64Array): void {
  const k = Math.floor(place);
  const share = place - k;
  for (let m = 0; m < profile.length; m += 1) {
    const a = values[ray + k + m]!;
    profile[m]! += a + share * (values[ray + k + m + 1]! - a);
  }
}
