/** The bare loops of polar.ts. Imports nothing. */

// Values of one square picture along rays about (cu, cv), mm from its middle; linear between four pixels.
export function polarRays(
  values: Int16Array, size: number, spacing: number, cu: number, cv: number,
  rays: number, count: number, step: number, outside: number, out: Float32Array, at: number,
): void {
  const middle = (size - 1) / 2;
  const last = size - 1;
  for (let ray = 0; ray < rays; ray += 1) {
    const angle = (2 * Math.PI * ray) / rays;
    const du = (Math.cos(angle) * step) / spacing;
    const dv = (Math.sin(angle) * step) / spacing;
    const x0 = middle + cu / spacing;
    const y0 = middle + cv / spacing;
    for (let k = 0; k < count; k += 1) {
      const x = x0 + k * du;
      const y = y0 + k * dv;
      const o = at + ray * count + k;
      if (!(x >= 0 && y >= 0 && x <= last && y <= last)) {
        out[o] = outside;
        continue;
      }
      const i = Math.min(last - 1, Math.floor(x));
      const j = Math.min(last - 1, Math.floor(y));
      const p = j * size + i;
      const fx = x - i;
      const above = values[p]! + fx * (values[p + 1]! - values[p]!);
      const below = values[p + size]! + fx * (values[p + size + 1]! - values[p + size]!);
      out[o] = above + (y - j) * (below - above);
    }
  }
}

// Weights 1, 2, 1 over a section, the one before and the one after; `stride` values a section.
export function blendedAlong(values: Float32Array, stride: number, out: Float32Array): void {
  const sections = values.length / stride;
  for (let n = 0; n < sections; n += 1) {
    const before = Math.max(0, n - 1) * stride;
    const own = n * stride;
    const after = Math.min(sections - 1, n + 1) * stride;
    for (let o = 0; o < stride; o += 1) {
      out[own + o] = 0.25 * (values[before + o]! + 2 * values[own + o]! + values[after + o]!);
    }
  }
}

const gaussian = (reach: number, sigma: number): Float64Array =>
  Float64Array.from({ length: 2 * reach + 1 }, (_, d) => Math.exp(-0.5 * ((d - reach) / sigma) ** 2));

// Weighted mean over neighbouring rays (a circle) and sections (a line), Gaussian in both. Weight 0 is missing.
export function weightedMeans(
  values: Float32Array, weights: Float32Array, rays: number, raySigma: number, sectionSigma: number,
): Float32Array {
  const sections = values.length / rays;
  const product = new Float32Array(values.length);
  for (let o = 0; o < values.length; o += 1) product[o] = weights[o]! > 0 ? weights[o]! * values[o]! : 0;
  const across = (from: Float32Array): Float32Array => {
    const reach = Math.ceil(2.5 * raySigma);
    const kernel = gaussian(reach, raySigma);
    const out = new Float32Array(from.length);
    for (let n = 0; n < sections; n += 1) {
      for (let ray = 0; ray < rays; ray += 1) {
        let sum = 0;
        for (let d = -reach; d <= reach; d += 1) {
          sum += kernel[d + reach]! * from[n * rays + ((ray + d + rays * 8) % rays)]!;
        }
        out[n * rays + ray] = sum;
      }
    }
    return out;
  };
  const along = (from: Float32Array): Float32Array => {
    const reach = Math.ceil(2.5 * sectionSigma);
    const kernel = gaussian(reach, sectionSigma);
    const out = new Float32Array(from.length);
    for (let n = 0; n < sections; n += 1) {
      for (let d = -reach; d <= reach; d += 1) {
        const m = n + d;
        if (m < 0 || m >= sections) continue;
        const weight = kernel[d + reach]!;
        for (let ray = 0; ray < rays; ray += 1) out[n * rays + ray]! += weight * from[m * rays + ray]!;
      }
    }
    return out;
  };
  const sums = along(across(product));
  const totals = along(across(weights));
  for (let o = 0; o < sums.length; o += 1) sums[o] = totals[o]! > 0 ? sums[o]! / totals[o]! : NaN;
  return sums;
}

// The cheapest closed way around: one radius a ray, at most one step from ray to ray. `cost` is ray by ray.
export function closedPath(cost: Float32Array, at: number, rays: number, count: number, perStep: number, out: Int32Array, to: number): void {
  const turns = 2 * rays;
  let best = new Float32Array(count);
  let next = new Float32Array(count);
  const from = new Int8Array(turns * count);
  for (let turn = 0; turn < turns; turn += 1) {
    const own = at + (turn % rays) * count;
    for (let k = 0; k < count; k += 1) {
      let least = best[k]!;
      let step = 0;
      if (k > 0 && best[k - 1]! + perStep < least) { least = best[k - 1]! + perStep; step = -1; }
      if (k + 1 < count && best[k + 1]! + perStep < least) { least = best[k + 1]! + perStep; step = 1; }
      next[k] = least + cost[own + k]!;
      from[turn * count + k] = step;
    }
    [best, next] = [next, best];
  }
  let k = 0;
  for (let n = 1; n < count; n += 1) if (best[n]! < best[k]!) k = n;
  // The middle turn is far from both ends: there the way has closed on itself.
  for (let turn = turns - 1; turn >= rays / 2; turn -= 1) {
    if (turn < turns - rays / 2) out[to + (turn % rays)] = k;
    k += from[turn * count + k]!;
  }
}
