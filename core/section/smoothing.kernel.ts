/** The bare loops of what is smoothed around and along a vessel. Imports nothing. */

// Bell of a spread, from `reach` before its middle to `reach` beyond.
export const gaussian = (reach: number, sigma: number): Float64Array =>
  Float64Array.from({ length: 2 * reach + 1 }, (_, d) => Math.exp(-0.5 * ((d - reach) / sigma) ** 2));

// How many neighbours a smoothing of this spread looks at to either side.
export const smoothingReach = (sigma: number): number => Math.ceil(2.5 * sigma);

// One circle of `rays` values, its ends repeated over `reach`, summed over its neighbours to either side; symmetric shares.
function summedAround(circle: Float64Array, rays: number, shares: Float64Array, reach: number, out: Float64Array, at: number): void {
  for (let d = 0; d < reach; d += 1) {
    circle[d] = circle[rays + d]!;
    circle[rays + reach + d] = circle[reach + d]!;
  }
  const middle = shares[reach]!;
  for (let ray = 0; ray < rays; ray += 1) {
    let sum = middle * circle[ray + reach]!;
    let before = ray;
    let after = ray + 2 * reach;
    for (let d = 0; d < reach; d += 1) {
      sum += shares[d]! * (circle[before]! + circle[after]!);
      before += 1;
      after -= 1;
    }
    out[at + ray] = sum;
  }
}

// The rays of section n summed over the sections to either side; symmetric shares. Empty sections add nothing.
function summedAlong(
  across: Float64Array, isEmpty: Uint8Array, rays: number, n: number, shares: Float64Array, reach: number, out: Float64Array,
): void {
  const middle = shares[reach]!;
  for (let ray = 0; ray < rays; ray += 1) out[ray] = middle * across[n * rays + ray]!;
  for (let d = 1; d <= reach; d += 1) {
    const share = shares[reach + d]!;
    const isBefore = n >= d && isEmpty[n - d] === 0;
    const isAfter = n + d < isEmpty.length && isEmpty[n + d] === 0;
    const before = (isBefore ? n - d : n + d) * rays;
    const after = (n + d) * rays;
    if (isBefore && isAfter) {
      for (let ray = 0; ray < rays; ray += 1) out[ray]! += share * (across[before + ray]! + across[after + ray]!);
    } else if (isBefore || isAfter) {
      for (let ray = 0; ray < rays; ray += 1) out[ray]! += share * across[before + ray]!;
    }
  }
}

// Weighted mean over neighbouring rays (a circle) and sections (a line), Gaussian in both. Weight 0 is missing.
export function weightedMeans(
  values: Float32Array, weights: Float32Array, rays: number, raySigma: number, sectionSigma: number,
): Float32Array {
  const sections = values.length / rays;
  const reach = smoothingReach(raySigma);
  const around = gaussian(reach, raySigma);
  const far = smoothingReach(sectionSigma);
  const along = gaussian(far, sectionSigma);
  const isEmpty = new Uint8Array(sections).fill(1);
  const circle = new Float64Array(rays + 2 * reach);
  const heavy = new Float64Array(rays + 2 * reach);
  const [across, totals] = [new Float64Array(values.length), new Float64Array(values.length)];
  for (let n = 0; n < sections; n += 1) {
    for (let ray = 0; ray < rays; ray += 1) {
      const weight = weights[n * rays + ray]!;
      const isThere = weight > 0;
      if (isThere) isEmpty[n] = 0;
      heavy[reach + ray] = isThere ? weight : 0;
      circle[reach + ray] = isThere ? weight * values[n * rays + ray]! : 0;
    }
    if (isEmpty[n] === 1) continue;
    summedAround(circle, rays, around, reach, across, n * rays);
    summedAround(heavy, rays, around, reach, totals, n * rays);
  }
  const out = new Float32Array(values.length);
  const sum = new Float64Array(rays);
  const total = new Float64Array(rays);
  for (let n = 0; n < sections; n += 1) {
    summedAlong(across, isEmpty, rays, n, along, far, sum);
    summedAlong(totals, isEmpty, rays, n, along, far, total);
    for (let ray = 0; ray < rays; ray += 1) out[n * rays + ray] = total[ray]! > 0 ? sum[ray]! / total[ray]! : NaN;
  }
  return out;
}

// The same where all weigh alike.
export function evenMeans(values: Float32Array, rays: number, raySigma: number, sectionSigma: number): Float32Array {
  const sections = values.length / rays;
  const reach = smoothingReach(raySigma);
  const around = gaussian(reach, raySigma);
  const far = smoothingReach(sectionSigma);
  const along = gaussian(far, sectionSigma);
  const circle = new Float64Array(rays + 2 * reach);
  const across = new Float64Array(values.length);
  const isEmpty = new Uint8Array(sections);
  for (let n = 0; n < sections; n += 1) {
    for (let ray = 0; ray < rays; ray += 1) circle[reach + ray] = values[n * rays + ray]!;
    summedAround(circle, rays, around, reach, across, n * rays);
  }
  let whole = 0;
  for (let d = 0; d < around.length; d += 1) whole += around[d]!;
  const out = new Float32Array(values.length);
  const sum = new Float64Array(rays);
  for (let n = 0; n < sections; n += 1) {
    summedAlong(across, isEmpty, rays, n, along, far, sum);
    let total = 0;
    for (let d = Math.max(-far, -n); d <= Math.min(far, sections - 1 - n); d += 1) total += whole * along[d + far]!;
    for (let ray = 0; ray < rays; ray += 1) out[n * rays + ray] = sum[ray]! / total;
  }
  return out;
}
