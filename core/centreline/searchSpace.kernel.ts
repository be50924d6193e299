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
const CORE = 64;
const FAR = 1e6;

// Half-density nodes from one on and before another; what is known of them lies x fastest.
interface Box {
  readonly i0: number;
  readonly j0: number;
  readonly k0: number;
  readonly i1: number;
  readonly j1: number;
  readonly k1: number;
}

const placeIn = ({ i0, j0, k0, i1, j1 }: Box, i: number, j: number, k: number): number => i - i0 + (i1 - i0) * (j - j0 + (j1 - j0) * (k - k0));

// The nodes of a lattice, each made when it is asked for: a volume is never gone through, only what lies near a way.
export function lazyNodes(lattice: Lattice, bodies: Bodies): Nodes {
  const { dims: [nx, ny, nz], apart } = lattice;
  const [hx, hy, hz] = [(nx + 1) >> 1, (ny + 1) >> 1, (nz + 1) >> 1];
  const places = placesOf(nx, ny, nz);
  const { across, along, count } = places;
  const means = new Int16Array(count);
  const blocks = new Int16Array((SIDE + 2) ** 3);
  const isMade = new Uint8Array(count >> (3 * SHIFT));
  const kinds = new Uint8Array(hx * hy * hz);
  const isSearched = new Uint8Array(isMade.length);
  const isJudged = new Uint8Array(isMade.length);
  // One more than the mark; 0 where nobody has asked yet.
  const marks = new Uint8Array(hx * hy * hz);
  const { offsets, steps, costs } = nearness(lattice, bodies);
  const within = (mm: number): readonly [number, number, number] =>
    [Math.floor(mm / apart[0]), Math.floor(mm / apart[1]), Math.floor(mm / apart[2])];
  const [mx, my, mz] = within(bodies.to);
  const [cx, cy, cz] = within(bodies.core);
  const [rx, ry, rz] = within(bodies.reach);

  const make = (p: number, q: number, r: number): void => {
    const brick = p + across * (q + along * r);
    if (isMade[brick] === 1) return;
    isMade[brick] = 1;
    brickMeans(lattice, p << SHIFT, q << SHIFT, r << SHIFT, means, brick << (3 * SHIFT), blocks);
    brickKinds(means, brick << (3 * SHIFT), nx, ny, nz, p << SHIFT, q << SHIFT, r << SHIFT, bodies.bright, bodies.fat, kinds);
  };
  // Does something with each brick that holds any of the half-density nodes of a box.
  const throughout = ({ i0, j0, k0, i1, j1, k1 }: Box, act: (p: number, q: number, r: number) => void): void => {
    for (let r = k0 >> HALF; r <= (k1 - 1) >> HALF; r += 1) {
      for (let q = j0 >> HALF; q <= (j1 - 1) >> HALF; q += 1) {
        for (let p = i0 >> HALF; p <= (i1 - 1) >> HALF; p += 1) act(p, q, r);
      }
    }
  };
  const boxOf = (i0: number, i1: number, j0: number, j1: number, k0: number, k1: number): Box => ({
    i0: Math.max(0, i0), j0: Math.max(0, j0), k0: Math.max(0, k0), i1: Math.min(hx, i1), j1: Math.min(hy, j1), k1: Math.min(hz, k1),
  });
  // A brick and so many half-density nodes to every side of it.
  const boxAbout = (p: number, q: number, r: number, x: number, y: number, z: number): Box => boxOf(
    (p << HALF) - x, ((p + 1) << HALF) + x, (q << HALF) - y, ((q + 1) << HALF) + y, (r << HALF) - z, ((r + 1) << HALF) + z);
  // Whether each node of a box has a bit.
  const having = ({ i0, j0, k0, i1, j1, k1 }: Box, bit: number): Uint8Array => {
    const out = new Uint8Array((i1 - i0) * (j1 - j0) * (k1 - k0));
    for (let n = 0, c = k0; c < k1; c += 1) {
      for (let d = j0; d < j1; d += 1) {
        const row = hx * (d + hy * c);
        for (let a = i0; a < i1; a += 1, n += 1) out[n] = (kinds[row + a]! & bit) === 0 ? 0 : 1;
      }
    }
    return out;
  };
  // How far each node of a box lies from what is not bright.
  const depthsIn = (box: Box): Float32Array => {
    const bright = having(box, BRIGHT);
    return distances(bright, bright, box, apart);
  };
  // Finds the centres of balls in a brick. Beyond the faces of the volume bodies go on: only what is seen to end counts.
  const findCores = (p: number, q: number, r: number): void => {
    const brick = p + across * (q + along * r);
    if (isSearched[brick] === 1) return;
    isSearched[brick] = 1;
    make(p, q, r);
    // Most hold none even if all that is bright in them went on: the bricks about them need not be made.
    const own = boxAbout(p, q, r, 0, 0, 0);
    if (!depthsIn(own).some((depth) => depth >= bodies.core)) return;
    const box = boxAbout(p, q, r, cx, cy, cz);
    throughout(box, make);
    const depth = depthsIn(box);
    for (let c = own.k0; c < own.k1; c += 1) {
      for (let d = own.j0; d < own.j1; d += 1) {
        for (let a = own.i0; a < own.i1; a += 1) if (depth[placeIn(box, a, d, c)]! >= bodies.core) kinds[a + hx * (d + hy * c)]! |= CORE;
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
    const box = boxAbout(p, q, r, rx, ry, rz);
    throughout(box, findCores);
    const isOutside = having(box, CORE).map((core) => 1 - core);
    if (!isOutside.includes(0)) return;
    // From a body's core outwards no way leads through what is not bright.
    const gap = distances(isOutside, having(box, LIT), box, apart);
    const own = boxAbout(p, q, r, 0, 0, 0);
    for (let c = own.k0; c < own.k1; c += 1) {
      for (let d = own.j0; d < own.j1; d += 1) {
        for (let a = own.i0; a < own.i1; a += 1) {
          const far = gap[placeIn(box, a, d, c)]!;
          const h = a + hx * (d + hy * c);
          if (far <= bodies.rim) kinds[h]! |= (kinds[h]! & BRIGHT) === 0 ? NEAR | RIM : BODY;
          else if (far <= bodies.reach) kinds[h]! |= NEAR;
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
      const brick = place >> (3 * SHIFT);
      if (isMade[brick] === 0) make(brick % across, Math.floor(brick / across) % along, Math.floor(brick / (across * along)));
      return means[place]!;
    },
    markAt(i, j, k) {
      const h = i + hx * (j + hy * k);
      if (marks[h] !== 0) return marks[h]! - 1;
      throughout(boxOf(i - mx, i + mx + 1, j - my, j + my + 1, k - mz, k + mz + 1), make);
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
// of itself (twice) and its two neighbours. `blocks` is room for a brick with a rim of nodes that calm it.
function brickMeans(
  { voxels, size: [sx, sy, sz], factors: [fx, fy, fz], dims: [nx, ny, nz] }: Lattice, i0: number, j0: number, k0: number, means: Int16Array,
  first: number, blocks: Int16Array,
): void {
  const ex = fx > 1 ? 0 : 1;
  const ey = fy > 1 ? 0 : 1;
  const ez = fz > 1 ? 0 : 1;
  const [ni, nj, nk] = [Math.min(SIDE, nx - i0), Math.min(SIDE, ny - j0), Math.min(SIDE, nz - k0)];
  const [wx, wy, wz] = [ni + 2 * ex, nj + 2 * ey, nk + 2 * ez];
  const x0 = Math.max(0, i0 - ex) * fx;
  const line = new Int32Array(Math.min(sx, (i0 + ni + ex) * fx) - x0);
  let n = 0;
  for (let c = 0; c < wz; c += 1) {
    // Beyond the faces the outermost again.
    const k = Math.min(nz - 1, Math.max(0, k0 + c - ez));
    const z1 = Math.min(sz, (k + 1) * fz);
    for (let b = 0; b < wy; b += 1) {
      const j = Math.min(ny - 1, Math.max(0, j0 + b - ey));
      const y1 = Math.min(sy, (j + 1) * fy);
      line.fill(0);
      for (let z = k * fz; z < z1; z += 1) {
        for (let y = j * fy; y < y1; y += 1) {
          const row = sx * (y + sy * z) + x0;
          for (let x = 0; x < line.length; x += 1) line[x] = line[x]! + voxels[row + x]!;
        }
      }
      const lines = (z1 - k * fz) * (y1 - j * fy);
      for (let a = 0; a < wx; a += 1, n += 1) {
        const i = i0 + a < ex ? 0 : i0 + a - ex >= nx ? nx - 1 : i0 + a - ex;
        const from = i * fx - x0;
        const end = from + fx < line.length ? from + fx : line.length;
        let sum = line[from]!;
        for (let x = from + 1; x < end; x += 1) sum += line[x]!;
        const count = lines * (end - from);
        blocks[n] = count === 1 ? sum : Math.floor(sum / count + 0.5);
      }
    }
  }
  if (ex === 1) calm(blocks, n, 1);
  if (ey === 1) calm(blocks, n, wx);
  if (ez === 1) calm(blocks, n, wx * wy);
  for (let c = 0; c < nk; c += 1) {
    for (let b = 0; b < nj; b += 1) {
      const from = wx * (b + wy * c);
      const to = first + (b << SHIFT) + (c << (2 * SHIFT));
      for (let a = 0; a < ni; a += 1) means[to + a] = blocks[from + a]!;
    }
  }
}

// Each of so many becomes the mean of the one so many on (twice) and the two about that: all moves up to where the rim was.
function calm(blocks: Int16Array, count: number, step: number): void {
  for (let n = 0; n < count - 2 * step; n += 1) blocks[n] = (blocks[n]! + 2 * blocks[n + step]! + blocks[n + 2 * step]! + 2) >> 2;
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
  const far = distances(marks, marks, { i0: 0, j0: 0, k0: 0, i1: wx, j1: wy, k1: wz }, apart);
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
  marks: Uint8Array, within: Uint8Array, { i0, j0, k0, i1, j1, k1 }: Box, [sx, sy, sz]: readonly [number, number, number],
): Float32Array {
  const [nx, ny, nz] = [i1 - i0, j1 - j0, k1 - k0];
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
