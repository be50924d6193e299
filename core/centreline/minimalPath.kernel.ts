/** The bare loops of minimalPath.ts. Imports nothing. */

// What a search runs over: nodes with a HU each, priced by a table. Marks, of half the density: from `inBody`
// on a node of at least `bright` HU costs at least `body`; below 64 is the least cost of what costs as much as tissue or more.
export interface Ground {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly spacing: readonly [number, number, number];
  // Where each node lies in a slate: the sum of a number each for i, j and k, in bricks of 1 << `shift` nodes to a side.
  readonly places: {
    readonly xs: Int32Array; readonly ys: Int32Array; readonly zs: Int32Array; readonly across: number; readonly along: number;
  };
  readonly shift: number;
  readonly meanAt: (place: number) => number;
  readonly markAt: (i: number, j: number, k: number) => number;
  readonly table: Uint8Array;
  readonly inBody: number;
  readonly bright: number;
  readonly body: number;
  readonly tissue: number;
}

export interface Search {
  // Settles up to `most` nodes; whether the search has ended.
  run(most: number): boolean;
  // Nodes from start to goal; empty where the goal was not reached.
  path(): Int32Array;
  settled(): number;
  // Summed cost of the path, units of the table times mm.
  length(): number;
  // Makes the slate all 0 again; afterwards nothing is known of the search.
  clear(): void;
}

// What a search writes on, a number a node of each, all 0 at first. A node's state is one number: its distance + 1 above bit 6,
// bit 5 once it is settled, and below whence it was reached. What it costs is looked up once.
export interface Slate { readonly state: Int32Array; readonly costs: Uint8Array }

const LOW = -1024;
const HIGH = 3071;
// Edge lengths are whole numbers of this part of a millimetre times a cost of 1.
const FINE = 8;
// The greatest cost of a node.
const DEAREST = 255;

// Cheapest path between two nodes, numbered x fastest, over the 26 neighbours; an edge costs its length times the mean of its ends' costs.
// A* towards the goal, by the cost of the straight way through the cheapest ground; circular buckets no wider than
// the shortest edge, a node reopened where a cheaper way to it turns up.
export function search(ground: Ground, start: number, goal: number, { state, costs }: Slate): Search {
  const { nx, ny, nz, spacing: [sx, sy, sz], places: { xs, ys, zs, across, along }, shift, meanAt, markAt, table } = ground;
  const { inBody, bright, body, tissue } = ground;
  const mask = (1 << shift) - 1;
  // Half the length of an edge that goes along some of the axes: x counts 1, y 2, z 4.
  const long = Float64Array.from({ length: 8 }, (_, n) => (FINE * Math.hypot((n & 1) * sx, ((n >> 1) & 1) * sy, (n >> 2) * sz)) / 2);
  // Length of each edge by what its two ends cost together.
  const sums = 2 * DEAREST + 1;
  const edges = Int32Array.from({ length: 8 * sums }, (_, n) => Math.round(long[Math.floor(n / sums)]! * (n % sums)));
  let least = DEAREST;
  for (let n = 0; n < table.length; n += 1) least = Math.min(least, table[n]!);
  const shortest = 2 * Math.min(...long.subarray(1));
  const longest = 2 * Math.max(...long);
  const width = Math.max(1, Math.floor(least * shortest));
  const count = Math.ceil((2 * DEAREST * longest) / width) + 3;
  // A little less than the straight way, so that rounding never makes it more.
  const ahead = 0.99 * FINE * least;
  const gi = goal % nx;
  const gj = ((goal - gi) / nx) % ny;
  const gk = (goal - gi - nx * gj) / (nx * ny);
  const squares = (of: number, to: number, apart: number): Float64Array => Float64Array.from({ length: of }, (_, n) => ((n - to) * apart) ** 2);
  const [qx, qy, qz] = [squares(nx, gi, sx), squares(ny, gj, sy), squares(nz, gk, sz)];
  const costAt = (place: number, i: number, j: number, k: number): number => {
    const hu = meanAt(place);
    const own = table[(hu < LOW ? LOW : hu > HIGH ? HIGH : hu) - LOW]!;
    const mark = markAt(i >> 1, j >> 1, k >> 1);
    if (mark === 0) return own;
    if (mark >= inBody && hu >= bright) return own > body ? own : body;
    const dear = mark & 63;
    return own < tissue || own > dear ? own : dear;
  };
  const buckets: number[][] = Array.from({ length: count }, () => []);
  const si = start % nx;
  const sj = ((start - si) / nx) % ny;
  const sk = (start - si - nx * sj) / (nx * ny);
  let round = Math.floor((ahead * Math.sqrt(qx[si]! + qy[sj]! + qz[sk]!)) / width);
  const [first, last] = [xs[si]! + ys[sj]! + zs[sk]!, xs[gi]! + ys[gj]! + zs[gk]!];
  buckets[round % count]!.push(first);
  state[first] = 1 << 6;
  costs[first] = costAt(first, si, sj, sk);
  const reached = [first];
  let waiting = 1;
  let done = 0;
  let ended = false;
  return {
    run(most) {
      let turns = most;
      let bucket = buckets[round % count]!;
      while (!ended && turns > 0) {
        const n = bucket.pop();
        if (n === undefined) {
          if (waiting === 0) ended = true;
          round += 1;
          bucket = buckets[round % count]!;
          continue;
        }
        waiting -= 1;
        const own = state[n]!;
        if ((own & 32) !== 0) continue;
        state[n] = own | 32;
        done += 1;
        turns -= 1;
        if (n === last) {
          ended = true;
          break;
        }
        const distance = own >> 6;
        const brick = n >> (3 * shift);
        const above = (brick / across) | 0;
        const behind = (above / along) | 0;
        const i = ((brick - above * across) << shift) | (n & mask);
        const j = ((above - behind * along) << shift) | ((n >> shift) & mask);
        const k = (behind << shift) | ((n >> (2 * shift)) & mask);
        const cost = costs[n]!;
        const [c0, c1] = [k > 0 ? k - 1 : 0, k < nz - 1 ? k + 1 : k];
        const [b0, b1] = [j > 0 ? j - 1 : 0, j < ny - 1 ? j + 1 : j];
        const [a0, a1] = [i > 0 ? i - 1 : 0, i < nx - 1 ? i + 1 : i];
        for (let c = c0; c <= c1; c += 1) {
          for (let b = b0; b <= b1; b += 1) {
            const row = zs[c]! + ys[b]!;
            const kind = (c === k ? 0 : 4) + (b === j ? 0 : 2);
            for (let a = a0; a <= a1; a += 1) {
              const to = row + xs[a]!;
              const known = state[to]!;
              // Not even free ground ahead would make it cheaper; nor itself.
              if (known !== 0 && known >> 6 <= distance) continue;
              const edge = (kind + (a === i ? 0 : 1)) * sums + cost;
              let far = 0;
              if (known === 0) {
                const dear = costAt(to, a, b, c);
                costs[to] = dear;
                reached.push(to);
                far = distance + edges[edge + dear]!;
              } else {
                far = distance + edges[edge + costs[to]!]!;
                if (known >> 6 <= far) continue;
              }
              state[to] = (far << 6) | (a - i + 1 + 3 * (b - j + 1) + 9 * (c - k + 1));
              const at = Math.floor((far - 1 + ahead * Math.sqrt(qx[a]! + qy[b]! + qz[c]!)) / width);
              buckets[(at < round ? round : at) % count]!.push(to);
              waiting += 1;
            }
          }
        }
      }
      return ended;
    },
    path() {
      if ((state[last]! & 32) === 0) return new Int32Array(0);
      const out: number[] = [];
      let [i, j, k] = [gi, gj, gk];
      while (i !== si || j !== sj || k !== sk) {
        out.push(i + nx * (j + ny * k));
        const by = state[xs[i]! + ys[j]! + zs[k]!]! & 31;
        i -= (by % 3) - 1;
        j -= (Math.floor(by / 3) % 3) - 1;
        k -= Math.floor(by / 9) - 1;
      }
      out.push(start);
      return Int32Array.from(out.reverse());
    },
    settled: () => done,
    length: () => ((state[last]! >> 6) - 1) / FINE,
    clear: () => {
      for (const n of reached) {
        state[n] = 0;
        costs[n] = 0;
      }
    },
  };
}
