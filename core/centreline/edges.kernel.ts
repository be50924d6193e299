/** The bare loops of edges.ts: what lies about a curve, seen along rays across it. Imports nothing. */

// Whether all within `far` of a place lies between the first and the last but one of `count` voxels.
const within = (at: number, far: number, count: number): boolean => at - far >= 0 && at + far < count - 1;

// HU across each point of a curve, at offsets (mm along u, mm along v, after each other) from it; NaN outside the
// volume. `ijk` is the row-major 3 × 4 matrix from patient to voxels; `us`, `vs` are the unit axes at each point.
export function samplesAcross(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, nz: number, ijk: readonly number[],
  points: Float64Array, us: Float64Array, vs: Float64Array, offsets: Float64Array,
): Float32Array {
  const count = points.length / 3;
  const each = offsets.length / 2;
  const out = new Float32Array(count * each);
  const right = nx > 1 ? 1 : 0;
  const below = ny > 1 ? nx : 0;
  const slice = nx * ny;
  const behind = nz > 1 ? slice : 0;
  const last = behind + below;
  let [farP, farQ] = [0, 0];
  for (let m = 0; m < each; m += 1) {
    farP = Math.max(farP, Math.abs(offsets[2 * m]!));
    farQ = Math.max(farQ, Math.abs(offsets[2 * m + 1]!));
  }
  let at = 0;
  for (let n = 0; n < count; n += 1) {
    const o = 3 * n;
    const turned = (r: number, from: Float64Array): number =>
      ijk[r]! * from[o]! + ijk[r + 1]! * from[o + 1]! + ijk[r + 2]! * from[o + 2]!;
    const ox = turned(0, points) + ijk[3]!;
    const oy = turned(4, points) + ijk[7]!;
    const oz = turned(8, points) + ijk[11]!;
    const ux = turned(0, us);
    const uy = turned(4, us);
    const uz = turned(8, us);
    const vx = turned(0, vs);
    const vy = turned(4, vs);
    const vz = turned(8, vs);
    // Where all of the offsets lie well inside there is nothing to ask.
    const isInside = within(ox, farP * Math.abs(ux) + farQ * Math.abs(vx), nx) && within(oy, farP * Math.abs(uy) + farQ * Math.abs(vy), ny)
      && within(oz, farP * Math.abs(uz) + farQ * Math.abs(vz), nz);
    for (let m = 0; m < each; m += 1, at += 1) {
      const p = offsets[2 * m]!;
      const q = offsets[2 * m + 1]!;
      const x = ox + p * ux + q * vx;
      const y = oy + p * uy + q * vy;
      const z = oz + p * uz + q * vz;
      let i = x | 0;
      let j = y | 0;
      let k = z | 0;
      if (!isInside) {
        if (!(x >= 0 && y >= 0 && z >= 0 && x <= nx - 1 && y <= ny - 1 && z <= nz - 1)) {
          out[at] = NaN;
          continue;
        }
        i = Math.min(i, Math.max(0, nx - 2));
        j = Math.min(j, Math.max(0, ny - 2));
        k = Math.min(k, Math.max(0, nz - 2));
      }
      const fx = x - i;
      const fy = y - j;
      const fz = z - k;
      const w = i + nx * j + slice * k;
      const a = voxels[w]! + fx * (voxels[w + right]! - voxels[w]!);
      const b = voxels[w + below]! + fx * (voxels[w + below + right]! - voxels[w + below]!);
      const c = voxels[w + behind]! + fx * (voxels[w + behind + right]! - voxels[w + behind]!);
      const d = voxels[w + last]! + fx * (voxels[w + last + right]! - voxels[w + last]!);
      const front = a + fy * (b - a);
      out[at] = front + fz * (c + fy * (d - c) - front);
    }
  }
  return out;
}

// Along the curve each sample becomes the mean of itself (twice) and its two neighbours: noise falls, edges across
// the vessel stay where they are.
export function calmed(profiles: Float32Array, perPoint: number): Float32Array {
  const count = profiles.length / perPoint;
  const out = profiles.slice();
  for (let n = 1; n < count - 1; n += 1) {
    const o = n * perPoint;
    for (let m = o; m < o + perPoint; m += 1) {
      const value = (profiles[m - perPoint]! + 2 * profiles[m]! + profiles[m + perPoint]!) / 4;
      if (!Number.isNaN(value)) out[m] = value;
    }
  }
  return out;
}

// How many rays lie above `level` as far as they go; NaN is below.
export function endlessRays(profiles: Float32Array, at: number, rays: number, samples: number, level: number): number {
  let count = 0;
  for (let ray = 0; ray < rays; ray += 1) {
    const o = at + ray * samples;
    let m = 0;
    while (m < samples && profiles[o + m]! >= level) m += 1;
    if (m === samples) count += 1;
  }
  return count;
}

// What the middle of a point looks like, for `out`: mean HU and standard deviation out to sample `reach`, and the HU
// that two fifths of the ring just outside it stay below.
export function middleOf(
  profiles: Float32Array, at: number, rays: number, samples: number, reach: number, out: Float64Array,
): void {
  let sum = 0;
  let squares = 0;
  let count = 0;
  const ring = new Float64Array(rays);
  for (let ray = 0; ray < rays; ray += 1) {
    const o = at + ray * samples;
    for (let m = 0; m <= reach; m += 1) {
      const value = profiles[o + m]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      squares += value * value;
      count += 1;
    }
    ring[ray] = (profiles[o + 2 * reach - 1]! + profiles[o + 2 * reach]!) / 2;
  }
  ring.sort();
  const mean = sum / count;
  out.set([mean, Math.sqrt(Math.max(0, squares / count - mean * mean)), ring[Math.floor(0.4 * rays)]!]);
}

// Radius at which each ray leaves the lumen (falls below `level`); −1 where it meets calcium first, or never leaves.
export function lumenEdges(
  profiles: Float32Array, at: number, rays: number, samples: number, step: number, level: number, calcium: number,
  out: Float64Array,
): void {
  for (let ray = 0; ray < rays; ray += 1) {
    const o = at + ray * samples;
    out[ray] = -1;
    let m = 0;
    while (m < samples && profiles[o + m]! < level && m * step < 0.7) m += 1;
    for (; m + 1 < samples; m += 1) {
      const own = profiles[o + m]!;
      const next = profiles[o + m + 1]!;
      if (!(own < calcium)) break;
      if (next < level) {
        // A single dark sample is noise.
        if (m + 2 < samples && profiles[o + m + 2]! >= level) continue;
        out[ray] = own < level ? m * step : step * (m + (own - level) / (own - next));
        break;
      }
    }
  }
}

// Radius at which each ray passes from the wall into fat; −1 where it does not. The edge lies half-way between what
// is inside and what is outside on that ray: soft wall, or calcium above `calcium` HU.
export function wallEdges(
  profiles: Float32Array, at: number, rays: number, samples: number, step: number, soft: number, calcium: number,
  out: Float64Array,
): void {
  const reach = Math.round(0.9 / step);
  for (let ray = 0; ray < rays; ray += 1) {
    const o = at + ray * samples;
    out[ray] = -1;
    let m = 1;
    while (m < samples && profiles[o + m]! < -20 && m * step < 1.2) m += 1;
    for (; m + 1 < samples; m += 1) {
      if (!(profiles[o + m + 1]! < -20)) continue;
      if (m + 2 < samples && profiles[o + m + 2]! >= -20) continue;
      let outside = profiles[o + m + 1]!;
      let inside = -1000;
      for (let q = m + 1; q <= Math.min(samples - 1, m + 1 + reach); q += 1) {
        if (profiles[o + q]! < outside) outside = profiles[o + q]!;
      }
      for (let q = Math.max(0, m - reach); q <= m; q += 1) if (profiles[o + q]! > inside) inside = profiles[o + q]!;
      const level = ((inside > calcium ? inside : Math.min(inside, soft)) + Math.max(-110, outside)) / 2;
      let q = m + 1;
      while (q > 0 && profiles[o + q]! < level) q -= 1;
      const high = profiles[o + q]!;
      const low = profiles[o + q + 1]!;
      if (high > low) out[ray] = step * (q + Math.min(1, Math.max(0, (high - level) / (high - low))));
      break;
    }
  }
}

// Where the middle of a circle lies whose edge was seen at these radii from here. `expected` ± `spread` is what is
// known of its radius; `directions` holds the cosine and the sine of each ray. Robust: edges off the circle lose their say (Tukey). Writes to `out`: shift along u and v, radius,
// information (uu, uv, vv; 1/mm²), and how many edges took part.
export function circleFit(
  radii: Float64Array, directions: Float64Array, expected: number, spread: number, sigma: number, out: Float64Array,
): void {
  const rays = radii.length;
  let [du, dv, radius] = [0, 0, expected];
  let [uu, uv, vv, count] = [0, 0, 0, 0];
  for (let round = 0; round < 6; round += 1) {
    const cut = round < 2 ? 2.5 : round < 4 ? 1.2 : 0.7;
    // Normal equations in (du, dv, radius − expected).
    let [a, b, c, d, e, f] = [1e-6, 0, 0, 1e-6, 0, 1 / (spread * spread)];
    let [p, q, r] = [0, 0, 0];
    count = 0;
    // Neighbouring rays see the same noise: only so many are worth a look of their own.
    const share = Math.min(1, (2 * Math.PI * Math.max(0.5, radius)) / 0.9 / rays) / (sigma * sigma);
    for (let ray = 0; ray < rays; ray += 1) {
      const seen = radii[ray]!;
      if (seen < 0) continue;
      // Exact distance to a circle about (du, dv), linear in the shift.
      const x = seen * directions[2 * ray]! - du;
      const y = seen * directions[2 * ray + 1]! - dv;
      const far = Math.max(1e-6, Math.sqrt(x * x + y * y));
      const miss = far - radius;
      if (Math.abs(miss) >= cut) continue;
      const loss = 1 - (miss * miss) / (cut * cut);
      const w = loss * loss * share;
      const nu = x / far;
      const nv = y / far;
      const target = miss + nu * du + nv * dv + radius - expected;
      a += w * nu * nu;
      b += w * nu * nv;
      c += w * nu;
      d += w * nv * nv;
      e += w * nv;
      f += w;
      p += w * nu * target;
      q += w * nv * target;
      r += w * target;
      count += 1;
    }
    // The radius eliminated: what is left tells of the middle alone.
    uu = a - (c * c) / f;
    uv = b - (c * e) / f;
    vv = d - (e * e) / f;
    const pu = p - (c * r) / f;
    const pv = q - (e * r) / f;
    // A slight pull to here keeps directions without edges in place.
    const hold = 0.25;
    const det = (uu + hold) * (vv + hold) - uv * uv;
    du = ((vv + hold) * pu - uv * pv) / det;
    dv = ((uu + hold) * pv - uv * pu) / det;
    const long = Math.hypot(du, dv);
    if (long > 2.5) {
      du *= 2.5 / long;
      dv *= 2.5 / long;
    }
    radius = expected + (r - c * du - e * dv) / f;
  }
  out.set([du, dv, radius, uu, uv, vv, count]);
}
