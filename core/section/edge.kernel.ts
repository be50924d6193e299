/** The bare loops of lumen.ts and wall.ts. Imports nothing. */

// Cost of an edge at each sample of one section: the steeper HU fall outwards, the cheaper, up to `cap` HU over two
// steps; samples off the expected radius cost more, those within `from` cannot be.
export function edgeCost(
  values: Float32Array, at: number, rays: number, count: number, cap: number, expected: Float32Array, perStep2: number,
  from: Float32Array, out: Float32Array,
): void {
  for (let ray = 0; ray < rays; ray += 1) {
    const own = at + ray * count;
    for (let k = 0; k < count; k += 1) {
      const before = values[own + Math.max(0, k - 1)]!;
      const after = values[own + Math.min(count - 1, k + 1)]!;
      const fall = Math.min(cap, Math.max(0, before - after));
      const off = perStep2 === 0 ? 0 : k - expected[ray]!;
      out[ray * count + k] = k < from[ray]! ? 4 : 1 - fall / cap + Math.min(2, perStep2 * off * off);
    }
  }
}

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
