/** The bare loops of heart.ts. Imports nothing. */

type Three = readonly [number, number, number];

// Only what is surrounded on all six sides.
export function eroded(mask: Uint8Array, nx: number, ny: number, nz: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  const xy = nx * ny;
  for (let k = 1; k < nz - 1; k += 1) {
    for (let j = 1; j < ny - 1; j += 1) {
      const row = nx * (j + ny * k);
      for (let n = row + 1; n < row + nx - 1; n += 1) {
        out[n] = mask[n]! & mask[n - 1]! & mask[n + 1]! & mask[n - nx]! & mask[n + nx]! & mask[n - xy]! & mask[n + xy]!;
      }
    }
  }
  return out;
}

// Pieces that hang together by faces, numbered from 1, and how many. The mask must be empty on the faces of the box.
export function labelled(
  mask: Uint8Array, nx: number, ny: number, nz: number,
): { readonly labels: Int32Array; readonly pieces: number } {
  const labels = new Int32Array(mask.length);
  const stack = new Int32Array(mask.length);
  const steps = [1, -1, nx, -nx, nx * ny, -nx * ny];
  let label = 0;
  for (let n = 0; n < nx * ny * nz; n += 1) {
    if (mask[n] === 0 || labels[n] !== 0) continue;
    label += 1;
    labels[n] = label;
    let top = 0;
    stack[top] = n;
    while (top >= 0) {
      const at = stack[top]!;
      top -= 1;
      for (let s = 0; s < 6; s += 1) {
        const next = at + steps[s]!;
        if (mask[next] === 1 && labels[next] === 0) {
          labels[next] = label;
          top += 1;
          stack[top] = next;
        }
      }
    }
  }
  return { labels, pieces: label };
}

// 1 where the label is one of those chosen: `chosen` holds 1 for each label that is.
export function taken(labels: Int32Array, chosen: Uint8Array): Uint8Array {
  const out = new Uint8Array(labels.length);
  for (let n = 0; n < labels.length; n += 1) out[n] = chosen[labels[n]!]!;
  return out;
}

// How often each value from −1024 on occurs in one piece.
export function pieceHistogram(voxels: Int16Array, labels: Int32Array, label: number): Uint32Array {
  const counts = new Uint32Array(4096);
  for (let n = 0; n < labels.length; n += 1) {
    if (labels[n] === label) {
      const value = Math.max(0, Math.min(4095, voxels[n]! + 1024));
      counts[value] = counts[value]! + 1;
    }
  }
  return counts;
}

// Of each piece: how many voxels, and the sums of their indices; four numbers a label, from label 0.
export function pieceSums(labels: Int32Array, nx: number, ny: number, nz: number, pieces: number): Float64Array {
  const sums = new Float64Array(4 * (pieces + 1));
  let n = 0;
  for (let k = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      for (let i = 0; i < nx; i += 1) {
        const at = 4 * labels[n]!;
        n += 1;
        if (at === 0) continue;
        sums[at] = sums[at]! + 1;
        sums[at + 1] = sums[at + 1]! + i;
        sums[at + 2] = sums[at + 2]! + j;
        sums[at + 3] = sums[at + 3]! + k;
      }
    }
  }
  return sums;
}

// Distance to the nearest voxel of the mask, mm, by two passes over neighbours of faces, edges and corners: at most
// a tenth too long. The outermost voxels are left at 1000.
export function spreadDistance(mask: Uint8Array, nx: number, ny: number, nz: number, spacing: Three): Float32Array {
  const distance = new Float32Array(mask.length).fill(1000);
  const [sx, sy, sz] = spacing;
  const steps = new Int32Array(13);
  const lengths = new Float32Array(13);
  let count = 0;
  for (let z = -1; z <= 0; z += 1) {
    for (let y = -1; y <= 1; y += 1) {
      for (let x = -1; x <= 1; x += 1) {
        if (z < 0 || y < 0 || (y === 0 && x < 0)) {
          if (z === 0 && y > 0) continue;
          steps[count] = x + nx * (y + ny * z);
          lengths[count] = Math.hypot(x * sx, y * sy, z * sz);
          count += 1;
        }
      }
    }
  }
  for (let n = 0; n < mask.length; n += 1) if (mask[n] === 1) distance[n] = 0;
  for (let pass = 0; pass < 2; pass += 1) {
    const sign = pass === 0 ? 1 : -1;
    for (let c = 1; c < nz - 1; c += 1) {
      const k = pass === 0 ? c : nz - 1 - c;
      for (let b = 1; b < ny - 1; b += 1) {
        const j = pass === 0 ? b : ny - 1 - b;
        let at = nx * (j + ny * k) + (pass === 0 ? 1 : nx - 2);
        for (let a = 1; a < nx - 1; a += 1) {
          let best = distance[at]!;
          if (best > 0) {
            for (let n = 0; n < 13; n += 1) {
              const through = distance[at + sign * steps[n]!]! + lengths[n]!;
              if (through < best) best = through;
            }
            distance[at] = best;
          }
          at += sign;
        }
      }
    }
  }
  return distance;
}

// Voxels fade to air as their distance, which lies in a coarser grid, comes near to `rim` and passes it.
// `scale` and `shift` carry an index of the voxels to one of the distances.
export function fadeBeyond(
  voxels: Int16Array, dims: Three, distance: Float32Array, coarse: Three, scale: Three, shift: Three, rim: number, soft: number,
): void {
  const [nx, ny, nz] = dims;
  const [cx, cy, cz] = coarse;
  const clear = rim - soft;
  let n = 0;
  for (let k = 0; k < nz; k += 1) {
    const z = Math.max(0, Math.min(cz - 1.001, k * scale[2] + shift[2]));
    const fz = z - (z | 0);
    for (let j = 0; j < ny; j += 1) {
      const y = Math.max(0, Math.min(cy - 1.001, j * scale[1] + shift[1]));
      const fy = y - (y | 0);
      const base = cx * ((y | 0) + cy * (z | 0));
      for (let i = 0; i < nx; i += 1) {
        const x = Math.max(0, Math.min(cx - 1.001, i * scale[0] + shift[0]));
        const low = x | 0;
        const fx = x - low;
        const at = base + low;
        const up = at + cx * cy;
        const a = distance[at]! + fx * (distance[at + 1]! - distance[at]!);
        const b = distance[at + cx]! + fx * (distance[at + cx + 1]! - distance[at + cx]!);
        const c = distance[up]! + fx * (distance[up + 1]! - distance[up]!);
        const d = distance[up + cx]! + fx * (distance[up + cx + 1]! - distance[up + cx]!);
        const front = a + fy * (b - a);
        const here = front + fz * (c + fy * (d - c) - front);
        if (here >= rim) voxels[n] = -1024;
        else if (here > clear) voxels[n] = -1024 + ((rim - here) / soft) * (voxels[n]! + 1024);
        n += 1;
      }
    }
  }
}
