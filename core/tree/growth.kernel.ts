/** The bare loop of sideBranches.ts: contrast beside a vessel, found from the vessel outwards. Imports nothing. */

// What contrast is looked for in. A mark is 1 in bodies too wide to be an artery; each stands for a block of `markOf` voxels.
export interface Field {
  readonly voxels: { readonly [offset: number]: number };
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly spacing: readonly [number, number, number];
  readonly markAt: (i: number, j: number, k: number) => number;
  // Marks from here on lie in bodies too wide to be an artery.
  readonly inBody: number;
  readonly markOf: readonly [number, number, number];
}

export interface Growth {
  // Settles up to `most` voxels; whether there are no more.
  run(most: number): boolean;
  // Voxels in the order of their distance, how far each lies from the vessel through contrast (mm), and the place in this
  // list of the one before it on that way (−1: the vessel itself).
  cells(): { readonly voxels: Int32Array; readonly far: Float32Array; readonly before: Int32Array };
}

// Buckets of this width, mm.
const FINE = 0.1;

// Grows from the vessel (its voxels, in any order) through voxels that are contrast, at most `reach` mm. A voxel counts by the mean of itself
// (twice) and its six neighbours.
export function growth(field: Field, vessel: ReadonlySet<number>, least: number, most: number, reach: number): Growth {
  const { voxels, nx, ny, nz, spacing: [sx, sy, sz], markAt, inBody, markOf: [fx, fy, fz] } = field;
  const slice = nx * ny;
  const isContrast = (n: number, i: number, j: number, k: number): boolean => {
    if (i < 1 || j < 1 || k < 1 || i > nx - 2 || j > ny - 2 || k > nz - 2) return false;
    const hu = (2 * voxels[n]! + voxels[n - 1]! + voxels[n + 1]! + voxels[n - nx]! + voxels[n + nx]! + voxels[n - slice]!
      + voxels[n + slice]!) / 8;
    return hu >= least && hu <= most && markAt(Math.floor(i / fx), Math.floor(j / fy), Math.floor(k / fz)) < inBody;
  };
  const steps: (readonly [di: number, dj: number, dk: number, by: number, long: number])[] = [];
  for (let n = 0; n < 27; n += 1) {
    if (n === 13) continue;
    const [di, dj, dk] = [(n % 3) - 1, (Math.floor(n / 3) % 3) - 1, Math.floor(n / 9) - 1];
    steps.push([di, dj, dk, di + nx * dj + slice * dk, Math.hypot(di * sx, dj * sy, dk * sz)]);
  }
  // Of each voxel met: its distance, and the settled place it was met from.
  const met = new Map<number, readonly [far: number, from: number]>();
  const settled = new Set<number>();
  const buckets: number[][] = Array.from({ length: Math.ceil(reach / FINE) + 1 }, () => []);
  const order: number[] = [];
  const fars: number[] = [];
  const befores: number[] = [];
  const meet = (n: number, far: number, place: number): void => {
    const i = n % nx;
    const j = Math.floor(n / nx) % ny;
    const k = Math.floor(n / slice);
    for (const [di, dj, dk, by, long] of steps) {
      const to = n + by;
      const next = far + long;
      if (next > reach || vessel.has(to) || settled.has(to)) continue;
      const known = met.get(to);
      if (known !== undefined && known[0] <= next) continue;
      if (known === undefined && !isContrast(to, i + di, j + dj, k + dk)) continue;
      met.set(to, [next, place]);
      buckets[Math.floor(next / FINE)]!.push(to);
    }
  };
  for (const n of vessel) {
    if (isContrast(n, n % nx, Math.floor(n / nx) % ny, Math.floor(n / slice))) meet(n, 0, -1);
  }
  let round = 0;
  return {
    run(turns) {
      let left = turns;
      while (round < buckets.length && left > 0) {
        const n = buckets[round]!.pop();
        if (n === undefined) {
          round += 1;
          continue;
        }
        if (settled.has(n)) continue;
        settled.add(n);
        const [far, before] = met.get(n)!;
        order.push(n);
        fars.push(far);
        befores.push(before);
        meet(n, far, order.length - 1);
        left -= 1;
      }
      return round >= buckets.length;
    },
    cells: () => ({ voxels: Int32Array.from(order), far: Float32Array.from(fars), before: Int32Array.from(befores) }),
  };
}

// Components of the cells from `from` to `to` mm away, by 26 neighbours, and of what lies beyond them on the same ways: a
// number for each cell, −1 for none.
export function limbs(
  voxels: Int32Array, far: Float32Array, before: Int32Array, nx: number, ny: number, from: number, to: number,
): Int32Array {
  const out = new Int32Array(voxels.length).fill(-1);
  const ring = new Map<number, number>();
  for (let c = 0; c < voxels.length; c += 1) if (far[c]! >= from && far[c]! < to) ring.set(voxels[c]!, c);
  let count = 0;
  for (const [start, cell] of ring) {
    if (out[cell] !== -1) continue;
    out[cell] = count;
    const waiting = [start];
    for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
      for (let e = 0; e < 27; e += 1) {
        const near = ring.get(n + (e % 3) - 1 + nx * ((Math.floor(e / 3) % 3) - 1 + ny * (Math.floor(e / 9) - 1)));
        if (near === undefined || out[near] !== -1) continue;
        out[near] = count;
        waiting.push(voxels[near]!);
      }
    }
    count += 1;
  }
  for (let c = 0; c < voxels.length; c += 1) if (far[c]! >= to && before[c]! >= 0) out[c] = out[before[c]!]!;
  return out;
}
