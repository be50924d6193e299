/** The bare loops of minimalPath.ts. Imports nothing. */

// What a search runs over: nodes with a HU each, priced by a table. `marks`, of half the density: 1 where a
// node costs at least `body`, above 1 the least cost of what costs as much as tissue or more.
export interface Ground {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly spacing: readonly [number, number, number];
  readonly values: { readonly [offset: number]: number };
  readonly table: Uint8Array;
  readonly marks: Uint8Array;
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
  // Makes the state all 0 again; afterwards nothing is known of the search.
  clear(): void;
}

const LOW = -1024;
const HIGH = 3071;
// Edge lengths are whole numbers of this part of a millimetre times a cost of 1.
const FINE = 8;

// Cheapest path between two nodes over the 26 neighbours; an edge costs its length times the mean of its ends' costs.
// A* towards the goal, by the cost of the straight way through the cheapest ground; circular buckets no wider than
// the shortest edge, a node reopened where a cheaper way to it turns up. A node's state is one number: its distance + 1
// above bit 6, bit 5 once it is settled, and below whence it was reached; all of `state`, a number a node, is 0 at first.
export function search(ground: Ground, start: number, goal: number, state: Int32Array): Search {
  const { nx, ny, nz, spacing: [sx, sy, sz], values, table, marks, body, tissue } = ground;
  const hx = Math.ceil(nx / 2);
  const hy = Math.ceil(ny / 2);
  const di = new Int32Array(26);
  const dj = new Int32Array(26);
  const dk = new Int32Array(26);
  const by = new Int32Array(26);
  const long = new Float64Array(26);
  let m = 0;
  for (let n = 0; n < 27; n += 1) {
    if (n === 13) continue;
    di[m] = (n % 3) - 1;
    dj[m] = (Math.floor(n / 3) % 3) - 1;
    dk[m] = Math.floor(n / 9) - 1;
    by[m] = di[m]! + nx * (dj[m]! + ny * dk[m]!);
    long[m] = (FINE * Math.hypot(di[m]! * sx, dj[m]! * sy, dk[m]! * sz)) / 2;
    m += 1;
  }
  let least = 255;
  for (let n = 0; n < table.length; n += 1) least = Math.min(least, table[n]!);
  const shortest = 2 * Math.min(...long);
  const longest = 2 * Math.max(...long);
  const width = Math.max(1, Math.floor(least * shortest));
  const count = Math.ceil((2 * 255 * longest) / width) + 3;
  // A little less than the straight way, so that rounding never makes it more.
  const ahead = 0.99 * FINE * least;
  const gi = goal % nx;
  const gj = ((goal - gi) / nx) % ny;
  const gk = (goal - gi - nx * gj) / (nx * ny);
  const left = (i: number, j: number, k: number): number =>
    ahead * Math.sqrt(((i - gi) * sx) ** 2 + ((j - gj) * sy) ** 2 + ((k - gk) * sz) ** 2);
  const costOf = (n: number, i: number, j: number, k: number): number => {
    const hu = values[n]!;
    const own = table[(hu < LOW ? LOW : hu > HIGH ? HIGH : hu) - LOW]!;
    const mark = marks[(i >> 1) + hx * ((j >> 1) + hy * (k >> 1))]!;
    if (mark === 0 || (mark > 1 && own < tissue)) return own;
    const dear = mark === 1 ? body : mark;
    return own > dear ? own : dear;
  };
  const buckets: number[][] = Array.from({ length: count }, () => []);
  const si = start % nx;
  const sj = ((start - si) / nx) % ny;
  let round = Math.floor(left(si, sj, (start - si - nx * sj) / (nx * ny)) / width);
  buckets[round % count]!.push(start);
  state[start] = 1 << 6;
  const reached = [start];
  let waiting = 1;
  let done = 0;
  let ended = false;
  return {
    run(most) {
      let turns = most;
      while (!ended && turns > 0) {
        const n = buckets[round % count]!.pop();
        if (n === undefined) {
          if (waiting === 0) ended = true;
          round += 1;
          continue;
        }
        waiting -= 1;
        const own = state[n]!;
        if ((own & 32) !== 0) continue;
        state[n] = own | 32;
        done += 1;
        turns -= 1;
        if (n === goal) {
          ended = true;
          break;
        }
        const distance = (own >> 6) - 1;
        const i = n % nx;
        const rest = (n - i) / nx;
        const j = rest % ny;
        const k = (rest - j) / ny;
        const cost = costOf(n, i, j, k);
        for (let e = 0; e < 26; e += 1) {
          const a = i + di[e]!;
          const b = j + dj[e]!;
          const c = k + dk[e]!;
          if (a < 0 || b < 0 || c < 0 || a >= nx || b >= ny || c >= nz) continue;
          const to = n + by[e]!;
          const known = state[to]!;
          // Not even free ground ahead would make it cheaper.
          if (known !== 0 && known >> 6 <= distance + 1) continue;
          const far = distance + Math.round(long[e]! * (cost + costOf(to, a, b, c))) + 1;
          if (known !== 0 && known >> 6 <= far) continue;
          if (known === 0) reached.push(to);
          state[to] = (far << 6) | e;
          const at = Math.floor((far - 1 + left(a, b, c)) / width);
          buckets[(at < round ? round : at) % count]!.push(to);
          waiting += 1;
        }
      }
      return ended;
    },
    path() {
      if ((state[goal]! & 32) === 0) return new Int32Array(0);
      const out: number[] = [];
      let n = goal;
      while (n !== start) {
        out.push(n);
        n -= by[state[n]! & 31]!;
      }
      out.push(start);
      return Int32Array.from(out.reverse());
    },
    settled: () => done,
    length: () => ((state[goal]! >> 6) - 1) / FINE,
    clear: () => { for (const n of reached) state[n] = 0; },
  };
}
