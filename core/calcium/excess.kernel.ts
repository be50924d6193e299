/** The bare loops of deposits.ts; method and figures are told there. Imports nothing. @source measurements, section 1.2 */

const passed = (x: number): number => 0.5 * (1 + Math.tanh(0.7978846 * (x + 0.044715 * x * x * x)));

// What is brighter than a vessel without calcium would be, on each ray of one section: summed over area, HU·mm² a
// radian, from the middle to `beyond` mm outside the wall.
export function excessOnRays(
  values: Float32Array, at: number, rays: number, count: number, step: number,
  lumen: Float32Array, wall: Float32Array, outside: Float32Array, ofRays: number,
  lumenHu: number, plaqueHu: number, blur: number, beyond: number, out: Float32Array,
): void {
  for (let ray = 0; ray < rays; ray += 1) {
    const outer = wall[ofRays + ray]!;
    const inner = lumen[ofRays + ray]!;
    const beneath = outside[ofRays + ray]!;
    const last = Math.min(count - 1, Math.round((outer + beyond) / step));
    let sum = 0;
    for (let k = 0; k <= last; k += 1) {
      const r = k * step;
      let expected = beneath + (plaqueHu - beneath) * passed((outer - r) / blur);
      if (inner > 0) expected += (lumenHu - plaqueHu) * passed((inner - r) / blur);
      sum += (values[at + ray * count + k]! - expected) * r * step;
    }
    out[ofRays + ray] = sum;
  }
}

// On each ray of one section: greatest value to `beyond` mm outside the wall, and length above a level, mm.
export function brightOnRays(
  values: Float32Array, at: number, rays: number, count: number, step: number, wall: Float32Array, ofRays: number,
  beyond: number, level: number, peaks: Float32Array, lengths: Float32Array, areas: Float32Array,
): void {
  for (let ray = 0; ray < rays; ray += 1) {
    const last = Math.min(count - 1, Math.round((wall[ofRays + ray]! + beyond) / step));
    const inside = wall[ofRays + ray]!;
    let most = -Infinity;
    let above = 0;
    let area = 0;
    for (let k = 0; k <= last; k += 1) {
      const value = values[at + ray * count + k]!;
      if (value > most) most = value;
      if (value <= level) continue;
      above += step;
      if (k * step <= inside) area += Math.max(0.125 * step, k * step) * step;
    }
    peaks[ofRays + ray] = most;
    lengths[ofRays + ray] = above;
    areas[ofRays + ray] = area;
  }
}

// Greatest value over a window of rays (a circle) and sections (a line).
export function greatestAround(values: Float32Array, rays: number, rayReach: number, sectionReach: number): Float32Array {
  const sections = values.length / rays;
  const across = new Float32Array(values.length);
  for (let n = 0; n < sections; n += 1) {
    for (let ray = 0; ray < rays; ray += 1) {
      let most = -Infinity;
      for (let d = -rayReach; d <= rayReach; d += 1) most = Math.max(most, values[n * rays + ((ray + d + rays) % rays)]!);
      across[n * rays + ray] = most;
    }
  }
  const out = new Float32Array(values.length);
  for (let n = 0; n < sections; n += 1) {
    for (let ray = 0; ray < rays; ray += 1) {
      let most = -Infinity;
      for (let m = Math.max(0, n - sectionReach); m <= Math.min(sections - 1, n + sectionReach); m += 1) {
        most = Math.max(most, across[m * rays + ray]!);
      }
      out[n * rays + ray] = most;
    }
  }
  return out;
}

// Marks all that holds (1) and is joined to a seed (1) over neighbouring rays and sections, corners included.
export function joinedToSeeds(holds: Uint8Array, seeds: Uint8Array, rays: number): Uint8Array {
  const sections = holds.length / rays;
  const out = new Uint8Array(holds.length);
  const queue: number[] = [];
  for (let o = 0; o < holds.length; o += 1) {
    if (holds[o] === 1 && seeds[o] === 1) {
      out[o] = 1;
      queue.push(o);
    }
  }
  for (let o = queue.pop(); o !== undefined; o = queue.pop()) {
    const n = Math.floor(o / rays);
    const ray = o - n * rays;
    for (let m = Math.max(0, n - 1); m <= Math.min(sections - 1, n + 1); m += 1) {
      for (let d = -1; d <= 1; d += 1) {
        const next = m * rays + ((ray + d + rays) % rays);
        if (holds[next] === 0 || out[next] === 1) continue;
        out[next] = 1;
        queue.push(next);
      }
    }
  }
  return out;
}

// Least value on each ray of one section, from the middle to `short` mm inside the wall.
export function leastOnRays(
  values: Float32Array, at: number, rays: number, count: number, step: number, wall: Float32Array, ofRays: number,
  short: number, out: Float32Array,
): void {
  for (let ray = 0; ray < rays; ray += 1) {
    const last = Math.min(count - 1, Math.floor((wall[ofRays + ray]! - short) / step));
    let least = Infinity;
    for (let k = 0; k <= last; k += 1) least = Math.min(least, values[at + ray * count + k]!);
    out[ofRays + ray] = least;
  }
}
