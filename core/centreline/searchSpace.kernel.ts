/** The bare loops of searchSpace.ts. Imports nothing. */

// What nodes are made of: blocks of fx × fy × fz voxels, nx × ny × nz of them, the half-density ones `apart` (mm).
export interface Lattice {
  readonly voxels: { readonly [offset: number]: number };
  readonly size: readonly [number, number, number];
  readonly factors: readonly [number, number, number];
  readonly dims: readonly [number, number, number];
  readonly apart: readonly [number, number, number];
}

// HU from which a node is bright, and below which it is fat; mm: a ball that fits into a wide body, its centre's distance
// from the body's surface, how far what leads on from there may be of the body, and from where to where on tissue far from
// fat grows dearer, from `least` to `most`. Marks of bodies, above every cost: `inBody` and, where one leads on, `nearBody`.
export interface Bodies {
  readonly bright: number;
  readonly fat: number;
  readonly core: number;
  readonly rim: number;
  readonly reach: number;
  readonly inBody: number;
  readonly nearBody: number;
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
}

export interface Nodes {
  readonly places: Places;
  // Mean HU about the node at a place.
  meanAt(place: number): number;
  // The mark of a half-density node: 0 where a node costs what its HU says, else the least cost of tissue, and on top of
  // it `inBody` in a wide body, `nearBody` in what leads on from one.
  markAt(i: number, j: number, k: number): number;
}

// Nodes lie in memory, and are made, in bricks of so many to a side: neighbours lie near each other, and what no search comes to is
// never touched. A brick of half-density nodes covers as much.
export const SHIFT = 4;
const SIDE = 1 << SHIFT;
const HALF = SHIFT - 1;

// The place of a node: the sum of a number each for i, j and k. The brick it lies in is its place over the nodes of a brick.
export interface Places {
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  readonly zs: Int32Array;
  // Bricks to a row, and rows of bricks to a slice.
  readonly across: number;
  readonly along: number;
  // Places in all.
  readonly count: number;
}

function placesOf(nx: number, ny: number, nz: number): Places {
  const [across, along, up] = [nx, ny, nz].map((of) => ((of - 1) >> SHIFT) + 1) as [number, number, number];
  const numbers = (of: number, bricks: number, own: number): Int32Array =>
    Int32Array.from({ length: of }, (_, n) => (((n >> SHIFT) * bricks) << (3 * SHIFT)) + ((n & (SIDE - 1)) << own));
  return {
    xs: numbers(nx, 1, 0), ys: numbers(ny, across, SHIFT), zs: numbers(nz, across * along, 2 * SHIFT), across, along,
    count: (across * along * up) << (3 * SHIFT),
  };
}

// What is known of a half-density node.
const BRIGHT = 1;
const LEAN = 2;
const BODY = 4;
const LIT = 8;
const NEAR = 16;
const RIM = 32;
const FAR = 1e6;

// The nodes of a lattice, each made when it is asked for: a volume is never gone through, only what lies near a way.
export function lazyNodes(lattice: Lattice, bodies: Bodies): Nodes {
  const { dims: [nx, ny, nz], apart } = lattice;
  const [hx, hy, hz] = [(nx + 1) >> 1, (ny + 1) >> 1, (nz + 1) >> 1];
  const places = placesOf(nx, ny, nz);
  const { across, along, count } = places;
  const means = new Int16Array(count);
  const isMade = new Uint8Array(count >> (3 * SHIFT));
  const kinds = new Uint8Array(hx * hy * hz);
  const isJudged = new Uint8Array(isMade.length);
  // One more than the mark; 0 where nobody has asked yet.
  const marks = new Uint8Array(hx * hy * hz);
  const { offsets, steps, costs } = nearness(lattice, bodies);
  const within = (mm: number): readonly [number, number, number] =>
    [Math.floor(mm / apart[0]), Math.floor(mm / apart[1]), Math.floor(mm / apart[2])];
  const [mx, my, mz] = within(bodies.to);
  const [cx, cy, cz] = within(bodies.core);
  const [rx, ry, rz] = within(bodies.reach);

  const make = (brick: number): void => {
    if (isMade[brick] === 1) return;
    isMade[brick] = 1;
    const [p, q, r] = [brick % across, Math.floor(brick / across) % along, Math.floor(brick / (across * along))];
    brickMeans(lattice, p << SHIFT, q << SHIFT, r << SHIFT, means, brick << (3 * SHIFT));
    brickKinds(means, brick << (3 * SHIFT), nx, ny, nz, p << SHIFT, q << SHIFT, r << SHIFT, bodies.bright, bodies.fat, kinds);
  };
  // Makes the half-density nodes from one to another, both of them too.
  const makeAbout = (i0: number, i1: number, j0: number, j1: number, k0: number, k1: number): void => {
    const [p0, p1] = [Math.max(0, i0) >> HALF, Math.min(hx - 1, i1) >> HALF];
    const [q0, q1] = [Math.max(0, j0) >> HALF, Math.min(hy - 1, j1) >> HALF];
    const [r0, r1] = [Math.max(0, k0) >> HALF, Math.min(hz - 1, k1) >> HALF];
    for (let r = r0; r <= r1; r += 1) {
      for (let q = q0; q <= q1; q += 1) {
        for (let p = p0; p <= p1; p += 1) make(p + across * (q + along * r));
      }
    }
  };
  // Finds what of a brick lies in wide bodies and leads on from them: what any bright node is in, within `rim` and `reach`,
  // by ways through the like, of the centres of balls. Half-bright nodes are of it, so that no rim of a body is left over.
  const judge = (i: number, j: number, k: number): void => {
    const [p, q, r] = [i >> HALF, j >> HALF, k >> HALF];
    const brick = p + across * (q + along * r);
    if (isJudged[brick] === 1) return;
    isJudged[brick] = 1;
    const [i0, j0, k0] = [Math.max(0, (p << HALF) - rx - cx), Math.max(0, (q << HALF) - ry - cy), Math.max(0, (r << HALF) - rz - cz)];
    const i1 = Math.min(hx, ((p + 1) << HALF) + rx + cx);
    const j1 = Math.min(hy, ((q + 1) << HALF) + ry + cy);
    const k1 = Math.min(hz, ((r + 1) << HALF) + rz + cz);
    makeAbout(i0, i1 - 1, j0, j1 - 1, k0, k1 - 1);
    const [wx, wy, wz] = [i1 - i0, j1 - j0, k1 - k0];
    const bright = new Uint8Array(wx * wy * wz);
    const lit = new Uint8Array(bright.length);
    for (let n = 0, c = k0; c < k1; c += 1) {
      for (let d = j0; d < j1; d += 1) {
        const row = hx * (d + hy * c);
        for (let a = i0; a < i1; a += 1, n += 1) {
          bright[n] = (kinds[row + a]! & BRIGHT) !== 0 ? 1 : 0;
          lit[n] = (kinds[row + a]! & LIT) !== 0 ? 1 : 0;
        }
      }
    }
    // Beyond the faces bodies go on: only what is seen to end counts.
    const depth = distances(bright, bright, wx, wy, wz, apart);
    const isOutside = new Uint8Array(bright.length);
    let cores = 0;
    for (let n = 0; n < depth.length; n += 1) {
      isOutside[n] = depth[n]! >= bodies.core ? 0 : 1;
      cores += 1 - isOutside[n]!;
    }
    if (cores === 0) return;
    // From a body's core outwards no way leads through what is not bright.
    const gap = distances(isOutside, lit, wx, wy, wz, apart);
    for (let c = r << HALF; c < Math.min(hz, (r + 1) << HALF); c += 1) {
      for (let d = q << HALF; d < Math.min(hy, (q + 1) << HALF); d += 1) {
        for (let a = p << HALF; a < Math.min(hx, (p + 1) << HALF); a += 1) {
          const n = a - i0 + wx * (d - j0 + wy * (c - k0));
          if (gap[n]! <= bodies.rim) kinds[a + hx * (d + hy * c)]! |= bright[n] === 1 ? BODY : NEAR | RIM;
          else if (gap[n]! <= bodies.reach) kinds[a + hx * (d + hy * c)]! |= NEAR;
        }
      }
    }
  };
  // Dearest where no fat is near, and the dearer the farther it is.
  const buried = (h: number, i: number, j: number, k: number): number => {
    const isInner = i >= mx && j >= my && k >= mz && i + mx < hx && j + my < hy && k + mz < hz;
    for (let n = 0; n < steps.length; n += 1) {
      if (!isInner) {
        const [a, c, d] = [i + offsets[3 * n]!, j + offsets[3 * n + 1]!, k + offsets[3 * n + 2]!];
        if (a < 0 || c < 0 || d < 0 || a >= hx || c >= hy || d >= hz) continue;
      }
      if ((kinds[h + steps[n]!]! & LEAN) === 0) return costs[n]!;
    }
    return bodies.most;
  };
  return {
    places,
    meanAt(place) {
      if (isMade[place >> (3 * SHIFT)] === 0) make(place >> (3 * SHIFT));
      return means[place]!;
    },
    markAt(i, j, k) {
      const h = i + hx * (j + hy * k);
      if (marks[h] !== 0) return marks[h]! - 1;
      makeAbout(i - mx, i + mx, j - my, j + my, k - mz, k + mz);
      if ((kinds[h]! & LIT) !== 0) judge(i, j, k);
      // Between a body and fat lie nodes that are half of either, and look like tissue.
      const mark = (kinds[h]! & BODY) !== 0 ? bodies.inBody + bodies.most
        : ((kinds[h]! & RIM) !== 0 ? bodies.most : buried(h, i, j, k)) + ((kinds[h]! & NEAR) !== 0 ? bodies.nearBody : 0);
      marks[h] = mark + 1;
      return mark;
    },
  };
}

// The means of one brick: over blocks of voxels, calmed along the axes where a block is one voxel thick: each becomes the mean
// of itself (twice) and its two neighbours.
function brickMeans(
  { voxels, size: [sx, sy, sz], factors: [fx, fy, fz], dims: [nx, ny, nz] }: Lattice, i0: number, j0: number, k0: number, means: Int16Array,
  first: number,
): void {
  // With a rim of nodes that calm it; beyond the faces the outermost again.
  const ex = fx > 1 ? 0 : 1;
  const ey = fy > 1 ? 0 : 1;
  const ez = fz > 1 ? 0 : 1;
  const wx = Math.min(SIDE, nx - i0) + 2 * ex;
  const wy = Math.min(SIDE, ny - j0) + 2 * ey;
  const wz = Math.min(SIDE, nz - k0) + 2 * ez;
  const blocks = new Int16Array(wx * wy * wz);
  const sums = new Int32Array(wx);
  const counts = Int32Array.from({ length: wx }, (_, a) => {
    const i = Math.min(nx - 1, Math.max(0, i0 + a - ex));
    return Math.min(sx, (i + 1) * fx) - i * fx;
  });
  let n = 0;
  for (let c = 0; c < wz; c += 1) {
    const k = Math.min(nz - 1, Math.max(0, k0 + c - ez));
    const z1 = Math.min(sz, (k + 1) * fz);
    for (let b = 0; b < wy; b += 1) {
      const j = Math.min(ny - 1, Math.max(0, j0 + b - ey));
      const y1 = Math.min(sy, (j + 1) * fy);
      sums.fill(0);
      for (let z = k * fz; z < z1; z += 1) {
        for (let y = j * fy; y < y1; y += 1) addBlocks(voxels, sx * (y + sy * z), fx, i0 - ex, nx, counts, sums);
      }
      const lines = (z1 - k * fz) * (y1 - j * fy);
      for (let a = 0; a < wx; a += 1, n += 1) {
        const count = lines * counts[a]!;
        blocks[n] = count === 1 ? sums[a]! : Math.round(sums[a]! / count);
      }
    }
  }
  const alongX = ex === 1 ? calmed(blocks, 1) : blocks;
  const alongY = ey === 1 ? calmed(alongX, wx) : alongX;
  const calm = ez === 1 ? calmed(alongY, wx * wy) : alongY;
  for (let c = ez; c < wz - ez; c += 1) {
    for (let b = ey; b < wy - ey; b += 1) {
      const from = ex + wx * (b + wy * c);
      const to = first + ((b - ey) << SHIFT) + ((c - ez) << (2 * SHIFT));
      for (let a = 0; a < wx - 2 * ex; a += 1) means[to + a] = calm[from + a]!;
    }
  }
}

// Adds the voxels of one row, so many for each block, from the block `i0` on; beyond the first and the last of `nx` blocks those again.
function addBlocks(
  voxels: Lattice['voxels'], row: number, fx: number, i0: number, nx: number, counts: Int32Array, sums: Int32Array,
): void {
  for (let a = 0; a < sums.length; a += 1) {
    const i = i0 + a < 0 ? 0 : i0 + a >= nx ? nx - 1 : i0 + a;
    const from = row + i * fx;
    let sum = sums[a]! + voxels[from]!;
    for (let m = 1; m < counts[a]!; m += 1) sum += voxels[from + m]!;
    sums[a] = sum;
  }
}

// Each the mean of itself (twice) and the two so many before and after it; those on the rim along this axis mean nothing any more.
function calmed(from: Int16Array, step: number): Int16Array {
  const out = new Int16Array(from.length);
  for (let n = step; n < from.length - step; n += 1) out[n] = (from[n - step]! + 2 * from[n]! + from[n + step]! + 2) >> 2;
  return out;
}

// The half-density nodes of one brick: whether their mean is bright, whether any of their nodes is, and whether none is as
// dark as fat.
function brickKinds(
  means: Int16Array, first: number, nx: number, ny: number, nz: number, i0: number, j0: number, k0: number, bright: number, fat: number,
  kinds: Uint8Array,
): void {
  const hx = (nx + 1) >> 1;
  const hy = (ny + 1) >> 1;
  for (let k = k0; k < Math.min(nz, k0 + SIDE); k += 2) {
    // At the far faces, where half of them is missing, the others count twice.
    const up = k + 1 < nz ? SIDE * SIDE : 0;
    for (let j = j0; j < Math.min(ny, j0 + SIDE); j += 2) {
      const on = j + 1 < ny ? SIDE : 0;
      for (let i = i0; i < Math.min(nx, i0 + SIDE); i += 2) {
        const by = i + 1 < nx ? 1 : 0;
        const n = first + (i - i0) + ((j - j0) << SHIFT) + ((k - k0) << (2 * SHIFT));
        const [a, b, c, d] = [means[n]!, means[n + by]!, means[n + on]!, means[n + on + by]!];
        const [e, f, g, h] = [means[n + up]!, means[n + up + by]!, means[n + up + on]!, means[n + up + on + by]!];
        const isBright = (a + b + c + d + e + f + g + h + 4) >> 3 >= bright;
        const isLean = a >= fat && b >= fat && c >= fat && d >= fat && e >= fat && f >= fat && g >= fat && h >= fat;
        const isLit = Math.max(a, b, c, d, e, f, g, h) >= bright;
        kinds[(i >> 1) + hx * ((j >> 1) + hy * (k >> 1))] = (isBright ? BRIGHT : 0) | (isLit ? LIT : 0) | (isLean ? LEAN : 0);
      }
    }
  }
}

// The places about a half-density node at which fat makes it cheaper, the nearest first, with the mark that each leads to.
function nearness({ dims: [nx, ny], apart }: Lattice, { from, to, least, most }: Bodies):
  { readonly offsets: Int32Array; readonly steps: Int32Array; readonly costs: Uint8Array } {
  const [hx, hy] = [(nx + 1) >> 1, (ny + 1) >> 1];
  const [mx, my, mz] = apart.map((each) => Math.floor(to / each)) as [number, number, number];
  const [wx, wy, wz] = [2 * mx + 1, 2 * my + 1, 2 * mz + 1];
  const marks = new Uint8Array(wx * wy * wz).fill(1);
  marks[marks.length >> 1] = 0;
  const far = distances(marks, marks, wx, wy, wz, apart);
  const order = Array.from(far.keys()).filter((n) => far[n]! < to).sort((a, b) => far[a]! - far[b]!);
  const offsets = Int32Array.from(order.flatMap((n) => [(n % wx) - mx, (Math.floor(n / wx) % wy) - my, Math.floor(n / (wx * wy)) - mz]));
  return {
    offsets, steps: Int32Array.from(order, (_, n) => offsets[3 * n]! + hx * (offsets[3 * n + 1]! + hy * offsets[3 * n + 2]!)),
    costs: Uint8Array.from(order, (n) => {
      const share = (far[n]! - from) / (to - from);
      return share <= 0 ? 0 : Math.round(least + share * (most - least));
    }),
  };
}

// Distance of each node to the nearest one marked 0, mm (within 8 %), by ways through nodes where `within` is not 0; far where there is none.
// One sweep forwards over the thirteen neighbours that come before a node in memory, one backwards over their mirror images.
function distances(
  marks: Uint8Array, within: Uint8Array, nx: number, ny: number, nz: number, [sx, sy, sz]: readonly [number, number, number],
): Float32Array {
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
    long[n] = Math.hypot(di[n]! * sx, dj[n]! * sy, dk[n]! * sz);
  }
  const out = new Float32Array(marks.length);
  for (let n = 0; n < out.length; n += 1) out[n] = marks[n] === 0 ? 0 : FAR;
  for (const sign of [1, -1]) {
    let n = sign > 0 ? 0 : out.length - 1;
    for (let c = 0; c < nz; c += 1) {
      const k = sign > 0 ? c : nz - 1 - c;
      for (let b = 0; b < ny; b += 1) {
        const j = sign > 0 ? b : ny - 1 - b;
        for (let a = 0; a < nx; a += 1, n += sign) {
          let best = out[n]!;
          if (best === 0 || within[n] === 0) continue;
          const i = sign > 0 ? a : nx - 1 - a;
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
  return out;
}
