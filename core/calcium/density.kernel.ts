/** The bare loops of density.ts; method and figures are told there. Imports nothing. @source measurements, section 1.3 */

// Share of a step that blur lets through, by a table: from −4 to 4 standard deviations.
const HALF = 512;
const PER_DEVIATION = HALF / 4;
const END = 2 * HALF;
const TABLE = Float64Array.from({ length: END + 1 }, (_, n) => {
  const x = (n - HALF) / PER_DEVIATION;
  return x <= -4 ? 0 : x >= 4 ? 1 : 0.5 * (1 + Math.tanh(0.7978846 * (x + 0.044715 * x * x * x)));
});
// Entry of the table at a distance in standard deviations, for a loop that counts it down.
const placeAt = (deviations: number): number => deviations * PER_DEVIATION + HALF + 0.5;

// Blur moves a round edge inwards: by half the variance over its radius.
const shownAt = (radius: number, blur: number): number => (radius <= 0 ? 0 : radius - (0.5 * blur * blur) / Math.max(radius, blur));

// How far each of some rays is from a layer of each density and the ray's mass: mean square of the difference, HU², by
// area; for each ray one number a density. The layer lies about the middle of the mass, its outer edge within `slack` of
// the wall. `which` counts rays of all sections.
export function layerMisfits(
  values: Float32Array, rays: number, count: number, step: number, which: Int32Array,
  lumen: Float32Array, wall: Float32Array, outside: Float32Array, masses: Float32Array, moments: Float32Array,
  lumenHu: readonly number[], plaqueHu: readonly number[], blur: number, slack: number, densities: Float64Array, out: Float32Array,
): void {
  const rest = new Float64Array(count);
  const perStep = (step / blur) * PER_DEVIATION;
  for (let m = 0; m < which.length; m += 1) {
    const o = which[m]!;
    const section = Math.floor(o / rays);
    const lit = lumenHu[section]!;
    const plaque = plaqueHu[section]!;
    const own = o * count;
    const radius = wall[o]!;
    const inner = lumen[o]!;
    const beneath = outside[o]!;
    const last = Math.min(count - 1, Math.round((radius + blur) / step));
    const rise = plaque - beneath;
    let place = placeAt(shownAt(radius, blur) / blur);
    for (let k = 0; k <= last; k += 1) {
      rest[k] = values[own + k]! - beneath - rise * TABLE[place <= 0 ? 0 : place >= END ? END : place | 0]!;
      place -= perStep;
    }
    if (inner > 0) {
      place = placeAt(inner / blur);
      for (let k = 0; k <= last && place > 0; k += 1) {
        rest[k]! -= (lit - plaque) * TABLE[place >= END ? END : place | 0]!;
        place -= perStep;
      }
    }
    const total = (last * (last + 1)) / 2;
    // Blur moves a round mass outwards by half its variance over the radius; a layer's own middle lies a little
    // farther in than its mass.
    const mean = Math.max(blur, moments[o]! / masses[o]!);
    const shift = (0.5 * blur * blur) / mean;
    for (let d = 0; d < densities.length; d += 1) {
      const density = densities[d]!;
      const area = (2 * masses[o]!) / density;
      const thickness = area / (2 * (mean - shift));
      const middle = mean - shift - (thickness * thickness) / (12 * mean);
      const outer = Math.min(radius + slack, Math.max(radius - slack, middle + thickness / 2));
      const left = shownAt(Math.sqrt(Math.max(0, outer * outer - area)), blur);
      let layer = placeAt(shownAt(outer, blur) / blur);
      // A layer without a gap in its middle has no inner edge.
      let gap = left > 0 ? placeAt(left / blur) : 0;
      let sum = 0;
      for (let k = 0; k <= last; k += 1) {
        const filled = TABLE[layer <= 0 ? 0 : layer >= END ? END : layer | 0]!;
        const hollow = TABLE[gap <= 0 ? 0 : gap >= END ? END : gap | 0]!;
        const off = rest[k]! - density * (filled - hollow);
        sum += off * off * k;
        layer -= perStep;
        gap -= perStep;
      }
      out[o * densities.length + d] = sum / total;
    }
  }
}

// Weighted means of the misfits of the rays of some weight about every `apart`-th ray, Gaussian over the circle of rays and the
// line of sections (`around`, `along`: the bells); one number a density and such ray, NaN where nothing is near. Only sections
// that are asked for.
export function misfitMeans(
  misfits: Float32Array, weights: Float32Array, densities: number, rays: number, apart: number,
  around: Float64Array, along: Float64Array, isAsked: Uint8Array,
): Float32Array {
  const sections = isAsked.length;
  const each = rays / apart;
  // One row a ray: its misfits, then its weight.
  const row = densities + 1;
  const across = new Float64Array(sections * each * row);
  const isEmpty = new Uint8Array(sections).fill(1);
  const reach = (around.length - 1) / 2;
  const far = (along.length - 1) / 2;
  for (let n = 0; n < sections; n += 1) {
    let isNear = false;
    for (let m = Math.max(0, n - far); m <= Math.min(sections - 1, n + far); m += 1) if (isAsked[m] === 1) isNear = true;
    if (!isNear) continue;
    for (let ray = 0; ray < rays; ray += 1) {
      const o = n * rays + ray;
      const weight = weights[o]!;
      if (!(weight > 0)) continue;
      isEmpty[n] = 0;
      for (let to = Math.ceil((ray - reach) / apart); to * apart <= ray + reach; to += 1) {
        const share = weight * around[to * apart - ray + reach]!;
        let at = (n * each + ((to + each) % each)) * row;
        for (let c = o * densities; c < (o + 1) * densities; c += 1, at += 1) across[at]! += share * misfits[c]!;
        across[at]! += share;
      }
    }
  }
  const out = new Float32Array(sections * each * densities).fill(NaN);
  const sum = new Float64Array(row);
  for (let n = 0; n < sections; n += 1) {
    if (isAsked[n] === 0) continue;
    for (let o = n * each; o < (n + 1) * each; o += 1) {
      sum.fill(0);
      for (let m = Math.max(0, n - far); m <= Math.min(sections - 1, n + far); m += 1) {
        if (isEmpty[m] === 1) continue;
        const share = along[m - n + far]!;
        let from = (o + (m - n) * each) * row;
        if (across[from + densities] === 0) continue;
        for (let c = 0; c < row; c += 1, from += 1) sum[c]! += share * across[from]!;
      }
      const total = sum[densities]!;
      if (total > 0) for (let c = 0; c < densities; c += 1) out[o * densities + c] = sum[c]! / total;
    }
  }
  return out;
}

// Values on every `apart`-th ray of each section carried over to the rays between, linear; 0 is none. Only for the rays marked 1.
export function betweenRays(
  values: Float32Array, marks: Float32Array, rays: number, apart: number, out: Float32Array,
): void {
  const each = rays / apart;
  for (let o = 0; o < out.length; o += 1) {
    if (marks[o] !== 1) continue;
    const n = Math.floor(o / rays);
    const ray = o - n * rays;
    const place = Math.floor(ray / apart);
    const before = values[n * each + place]!;
    const after = values[n * each + ((place + 1) % each)]!;
    const share = (ray - place * apart) / apart;
    out[o] = before > 0 && after > 0 ? before + share * (after - before) : Math.max(before, after);
  }
}
