/** The bare loops of searchSpace.ts. Imports nothing. */

// Mean of each block of fx × fy × fz voxels; blocks at the far faces hold what is left.
export function blockMeans(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, nz: number, fx: number, fy: number,
  fz: number, mx: number, my: number, fromSlice: number, toSlice: number, out: Int16Array,
): void {
  const sums = new Int32Array(mx);
  for (let k = fromSlice; k < toSlice; k += 1) {
    const k1 = Math.min(nz, (k + 1) * fz);
    for (let j = 0; j < my; j += 1) {
      const j1 = Math.min(ny, (j + 1) * fy);
      const lines = (k1 - k * fz) * (j1 - j * fy);
      sums.fill(0);
      for (let z = k * fz; z < k1; z += 1) {
        for (let y = j * fy; y < j1; y += 1) {
          let at = nx * (y + ny * z);
          for (let i = 0; i < mx; i += 1) {
            const end = Math.min(nx, (i + 1) * fx) + nx * (y + ny * z);
            let sum = sums[i]!;
            while (at < end) {
              sum += voxels[at]!;
              at += 1;
            }
            sums[i] = sum;
          }
        }
      }
      const row = mx * (j + my * k);
      for (let i = 0; i < mx; i += 1) {
        const count = lines * (Math.min(nx, (i + 1) * fx) - i * fx);
        out[row + i] = Math.round(sums[i]! / count);
      }
    }
  }
}

// Each node becomes the mean of itself (twice) and its two neighbours along one axis, in place: in the slices `from` to `to`;
// along the slices' own axis in the rows `from` to `to` of all of them. Always a row at a time, as it lies in memory.
export function calmedAlong(
  means: Int16Array, nx: number, ny: number, nz: number, axis: number, from: number, to: number,
): void {
  const slice = nx * ny;
  if (axis === 0) {
    for (let at = from * slice; at < to * slice; at += nx) {
      let before = means[at]!;
      let own = before;
      for (let n = at; n < at + nx; n += 1) {
        const next = n + 1 < at + nx ? means[n + 1]! : own;
        means[n] = (before + 2 * own + next + 2) >> 2;
        before = own;
        own = next;
      }
    }
    return;
  }
  const count = axis === 1 ? ny : nz;
  const step = axis === 1 ? nx : slice;
  const before = new Int16Array(nx);
  for (let line = from; line < to; line += 1) {
    const first = line * (axis === 1 ? slice : nx);
    for (let i = 0; i < nx; i += 1) before[i] = means[first + i]!;
    for (let n = 0; n < count; n += 1) {
      const at = first + n * step;
      const on = n + 1 < count ? step : 0;
      for (let i = 0; i < nx; i += 1) {
        const own = means[at + i]!;
        means[at + i] = (before[i]! + 2 * own + means[at + on + i]! + 2) >> 2;
        before[i] = own;
      }
    }
  }
}

const FAR = 1e6;

// Distances before the first sweep: 0 at the nodes marked 0, far everywhere else.
export function unswept(marks: Uint8Array): Float32Array {
  const out = new Float32Array(marks.length);
  for (let n = 0; n < out.length; n += 1) out[n] = marks[n] === 0 ? 0 : FAR;
  return out;
}

// Part of a sweep that turns `unswept` into distances (mm, within 8 %): the slices `from` to `to` of the sweep, counted
// from its beginning; forwards over all slices, then backwards over all. Nodes where `within` is 0 stay far: the way to
// others does not lead through them.
export function sweep(
  out: Float32Array, nx: number, ny: number, nz: number, spacing: Float64Array, isBack: boolean, from: number,
  to: number, within: Uint8Array,
): void {
  // The thirteen neighbours that come before a node in memory; mirrored on the way back.
  const di = new Int32Array(13);
  const dj = new Int32Array(13);
  const dk = new Int32Array(13);
  const by = new Int32Array(13);
  const long = new Float64Array(13);
  for (let n = 0; n < 13; n += 1) {
    di[n] = (n % 3) - 1;
    dj[n] = (Math.floor(n / 3) % 3) - 1;
    dk[n] = Math.floor(n / 9) - 1;
    by[n] = di[n]! + nx * (dj[n]! + ny * dk[n]!);
    long[n] = Math.hypot(di[n]! * spacing[0]!, dj[n]! * spacing[1]!, dk[n]! * spacing[2]!);
  }
  const sign = isBack ? -1 : 1;
  let n = isBack ? out.length - 1 - from * nx * ny : from * nx * ny;
  for (let c = from; c < to; c += 1) {
    const k = isBack ? nz - 1 - c : c;
    for (let b = 0; b < ny; b += 1) {
      const j = isBack ? ny - 1 - b : b;
      for (let a = 0; a < nx; a += 1, n += sign) {
        let best = out[n]!;
        if (best === 0 || within[n] === 0) continue;
        const i = isBack ? nx - 1 - a : a;
        const isInner = i > 0 && j > 0 && k > 0 && i < nx - 1 && j < ny - 1 && k < nz - 1;
        for (let e = 0; e < 13; e += 1) {
          if (!isInner) {
            const ii = i + sign * di[e]!;
            const jj = j + sign * dj[e]!;
            const kk = k + sign * dk[e]!;
            if (ii < 0 || jj < 0 || kk < 0 || ii >= nx || jj >= ny || kk >= nz) continue;
          }
          const far = out[n + sign * by[e]!]! + long[e]!;
          if (far < best) best = far;
        }
        out[n] = best;
      }
    }
  }
}

// 1 for the values at or above a mark, else 0; turned over where asked.
export function atLeast(values: { readonly [n: number]: number; readonly length: number }, mark: number, isTurned: boolean): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let n = 0; n < out.length; n += 1) out[n] = values[n]! >= mark !== isTurned ? 1 : 0;
  return out;
}

// Marks the nodes that are dearer than their HU says: 1 for the bright ones within `rim` of the core of a wide body,
// and a cost above 1, from `least` to `most`, in what lies `from` to `to` mm from fat.
export function markedNodes(
  bright: Uint8Array, gap: Float32Array, buried: Float32Array, rim: number, from: number, to: number, least: number,
  most: number,
): Uint8Array {
  const out = new Uint8Array(bright.length);
  for (let n = 0; n < out.length; n += 1) {
    if (bright[n] === 1 && gap[n]! <= rim) {
      out[n] = 1;
      continue;
    }
    const share = Math.min(1, (buried[n]! - from) / (to - from));
    out[n] = share <= 0 ? 0 : Math.round(least + share * (most - least));
  }
  return out;
}

// Sets to 0 the blocks of 2 × 2 × 2 nodes of which any is darker than `hu`, for the nodes of the slices `from` to `to`.
export function withoutDark(
  out: Uint8Array, means: Int16Array, nx: number, ny: number, hx: number, hy: number, hu: number, from: number, to: number,
): void {
  let n = from * nx * ny;
  for (let k = from; k < to; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      const row = hx * ((j >> 1) + hy * (k >> 1));
      for (let i = 0; i < nx; i += 1, n += 1) if (means[n]! < hu) out[row + (i >> 1)] = 0;
    }
  }
}
