/** The bare loops of deposits.ts; method and figures are told there. Imports nothing. @source measurements, section 1.2 */

const FAR = 6;
const PER_DEVIATION = 256;
// The share that blur has let through at a distance in standard deviations; see blur.ts.
const PASSED = Float64Array.from({ length: 2 * FAR * PER_DEVIATION + 1 }, (_, n) => {
  const x = (n + 0.5) / PER_DEVIATION - FAR;
  return 0.5 * (1 + Math.tanh(0.7978846 * (x + 0.044715 * x * x * x)));
});

// What is brighter than a vessel without calcium would be, on each ray of one section: summed over area, HU·mm² a
// radian, from the middle to `beyond` mm outside the wall; and the same times the distance from the middle.
export function excessOnRays(
  values: Float32Array, at: number, rays: number, count: number, step: number,
  lumen: Float32Array, wall: Float32Array, outside: Float32Array, ofRays: number,
  lumenHu: number, plaqueHu: number, blur: number, beyond: number, out: Float32Array, moments: Float32Array,
): void {
  const perStep = (step / blur) * PER_DEVIATION;
  const end = 2 * FAR * PER_DEVIATION;
  for (let ray = 0; ray < rays; ray += 1) {
    const outer = wall[ofRays + ray]!;
    const inner = lumen[ofRays + ray]!;
    const beneath = outside[ofRays + ray]!;
    const last = Math.min(count - 1, Math.round((outer + beyond) / step));
    const own = at + ray * count;
    let place = (outer / blur + FAR) * PER_DEVIATION;
    let sum = 0;
    let moment = 0;
    for (let k = 0; k <= last; k += 1) {
      const within = place >= end ? 1 : place > 0 ? PASSED[place | 0]! : 0;
      const excess = (values[own + k]! - beneath - (plaqueHu - beneath) * within) * k;
      sum += excess;
      moment += excess * k;
      place -= perStep;
    }
    if (inner > 0) {
      place = (inner / blur + FAR) * PER_DEVIATION;
      for (let k = 0; k <= last && place > 0; k += 1) {
        const lit = (lumenHu - plaqueHu) * (place >= end ? 1 : PASSED[place | 0]!) * k;
        sum -= lit;
        moment -= lit * k;
        place -= perStep;
      }
    }
    moments[ofRays + ray] = moment * step * step * step;
    out[ofRays + ray] = sum * step * step;
  }
}

// Greatest value on each ray from its middle up to each sample; rays from `begin` to before `end`.
export function greatestOutwards(values: Float32Array, count: number, begin: number, end: number, out: Float32Array): void {
  for (let from = begin * count; from < end * count; from += count) {
    let most = -Infinity;
    for (let o = from; o < from + count; o += 1) {
      if (values[o]! > most) most = values[o]!;
      out[o] = most;
    }
  }
}

// On each ray of one section: greatest value to `beyond` mm outside the wall, and length and area above a level.
export function brightOnRays(
  values: Float32Array, brightest: Float32Array, at: number, rays: number, count: number, step: number,
  wall: Float32Array, ofRays: number, beyond: number, level: number, peaks: Float32Array, lengths: Float32Array,
  areas: Float32Array,
): void {
  for (let ray = 0; ray < rays; ray += 1) {
    const inside = wall[ofRays + ray]!;
    const own = at + ray * count;
    const last = Math.min(count - 1, Math.round((inside + beyond) / step));
    peaks[ofRays + ray] = brightest[own + last]!;
    if (!(brightest[own + last]! > level)) continue;
    let above = 0;
    let area = 0;
    for (let k = 0; k <= last; k += 1) {
      if (!(values[own + k]! > level)) continue;
      above += step;
      if (k * step <= inside) area += Math.max(0.125 * step, k * step) * step;
    }
    lengths[ofRays + ray] = above;
    areas[ofRays + ray] = area;
  }
}

// Greatest value over a window of rays (a circle) and sections (a line).
export function greatestAround(values: Float32Array, rays: number, rayReach: number, sectionReach: number): Float32Array {
  const sections = values.length / rays;
  const across = new Float32Array(values.length);
  const width = 2 * rayReach + 1;
  // One circle of rays, its ends repeated: the greatest of 1, 2, 4, … values from each place on.
  const line = new Float32Array(rays + 2 * rayReach);
  for (let n = 0; n < sections; n += 1) {
    for (let o = 0; o < line.length; o += 1) line[o] = values[n * rays + ((o - rayReach + 8 * rays) % rays)]!;
    let of = 1;
    for (; 2 * of <= width; of *= 2) {
      for (let o = 0; o + of < line.length; o += 1) line[o] = Math.max(line[o]!, line[o + of]!);
    }
    for (let ray = 0; ray < rays; ray += 1) across[n * rays + ray] = Math.max(line[ray]!, line[ray + width - of]!);
  }
  if (sectionReach === 0) return across;
  const out = new Float32Array(values.length).fill(-Infinity);
  for (let n = 0; n < sections; n += 1) {
    for (let m = Math.max(0, n - sectionReach); m <= Math.min(sections - 1, n + sectionReach); m += 1) {
      for (let ray = 0; ray < rays; ray += 1) {
        if (across[m * rays + ray]! > out[n * rays + ray]!) out[n * rays + ray] = across[m * rays + ray]!;
      }
    }
  }
  return out;
}

// Marks all that holds (1) and is joined to a seed (1) over neighbouring rays and sections, corners included.
export function joinedToSeeds(holds: Float32Array, seeds: Uint8Array, rays: number): Uint8Array {
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

// How many samples of a ray lie above a level, from its middle to `last`.
export function samplesAbove(values: Float32Array, own: number, last: number, level: number): number {
  let count = 0;
  for (let k = 0; k <= last; k += 1) if (values[own + k]! > level) count += 1;
  return count;
}
