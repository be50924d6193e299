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
// bit 5 once it is settled, and below whence it was reached; from the goal there may be another. What it costs is looked up once.
export interface Slate { readonly state: Int32Array; readonly back: Int32Array; readonly costs: Uint8Array }

const LOW = -1024;
const HIGH = 3071;
// Edge lengths are whole numbers of this part of a millimetre times a cost of 1.
const FINE = 8;
// The greatest cost of a node.
const DEAREST = 255;
const SUMS = 2 * DEAREST + 1;
// So many nodes are settled from the start before others are from the goal: down a lumen the way is found sooner.
const ALONE = 4000;
// Nodes of either side in a row.
const TURNS = 1000;
// More than any distance.
const FAR = 2 ** 30;

// One of the two searches of a path: from the start, or from the goal towards it.
interface Side {
  readonly isForth: boolean;
  readonly state: Int32Array;
  // Squared distances to where it leads along each axis, mm.
  readonly qx: Float64Array;
  readonly qy: Float64Array;
  readonly qz: Float64Array;
  // What a millimetre of the straight way ahead counts.
  readonly ahead: number;
  readonly buckets: number[][];
  readonly reached: number[];
  round: number;
  waiting: number;
}

// What both sides share.
interface Ways {
  readonly ground: Ground;
  readonly costs: Uint8Array;
  // Length of each edge by the axes that it goes along (x counts 1, y 2, z 4) and by what its two ends cost together.
  readonly edges: Int32Array;
  readonly width: number;
  readonly count: number;
  // What a millimetre costs at least on any edge, rounding and all, and how much more the way ahead may be made than it is.
  readonly sure: number;
  readonly excess: number;
  readonly last: number;
  // The cheapest way known, and what the one that is looked for does not go beyond.
  best: number;
  limit: number;
  settled: number;
  ended: boolean;
}

// Cheapest path between two nodes, numbered x fastest, over the 26 neighbours; an edge costs its length times the mean of its ends' costs.
// A* towards the goal, by the cost of the straight way through the cheapest ground; circular buckets no wider than
// the shortest edge, a node reopened where a cheaper way to it turns up. Where that takes long another search comes from the goal. It
// only tells how far the goal is at least, so that nothing leads on from where no way is as cheap as one that is known: which of
// equally cheap ways is found hangs on the first search alone, as if there were no other.
export function search(ground: Ground, start: number, goal: number, slate: Slate): Search {
  const { nx, ny, nz, spacing: [sx, sy, sz], places: { xs, ys, zs }, table } = ground;
  const { costs } = slate;
  // Half the length of an edge.
  const long = Float64Array.from({ length: 8 }, (_, n) => (FINE * Math.hypot((n & 1) * sx, ((n >> 1) & 1) * sy, (n >> 2) * sz)) / 2);
  const edges = Int32Array.from({ length: 8 * SUMS }, (_, n) => Math.round(long[Math.floor(n / SUMS)]! * (n % SUMS)));
  let least = DEAREST;
  for (let n = 0; n < table.length; n += 1) least = Math.min(least, table[n]!);
  const shortest = 2 * Math.min(...long.subarray(1));
  const longest = 2 * Math.max(...long);
  const width = Math.max(1, Math.floor(least * shortest));
  const count = Math.ceil((2 * DEAREST * longest) / width) + 3;
  // A little less than the straight way, so that rounding hardly makes it more.
  const ahead = 0.99 * FINE * least;
  let sure = ahead;
  for (let n = SUMS; n < edges.length; n += 1) {
    if (n % SUMS >= 2 * least) sure = Math.min(sure, (0.999999 * FINE * edges[n]!) / (2 * long[Math.floor(n / SUMS)]!));
  }
  const [si, sj, sk] = [start % nx, Math.floor(start / nx) % ny, Math.floor(start / (nx * ny))];
  const [gi, gj, gk] = [goal % nx, Math.floor(goal / nx) % ny, Math.floor(goal / (nx * ny))];
  const [first, last] = [xs[si]! + ys[sj]! + zs[sk]!, xs[gi]! + ys[gj]! + zs[gk]!];
  const squares = (of: number, to: number, apart: number): Float64Array =>
    Float64Array.from({ length: of }, (_, n) => ((n - to) * apart) ** 2);
  const side = (isForth: boolean, state: Int32Array, i: number, j: number, k: number, by: number): Side => ({
    isForth, state, qx: squares(nx, i, sx), qy: squares(ny, j, sy), qz: squares(nz, k, sz), ahead: by,
    buckets: Array.from({ length: count }, () => []), reached: [], round: 0, waiting: 0,
  });
  const ways: Ways = {
    ground, costs, edges, width, count, sure, excess: ahead / sure, last, best: FAR, limit: FAR, settled: 0, ended: false,
  };
  const begin = (one: Side, place: number, i: number, j: number, k: number): void => {
    one.round = Math.floor((one.ahead * Math.sqrt(one.qx[i]! + one.qy[j]! + one.qz[k]!)) / width);
    one.buckets[one.round % count]!.push(place);
    one.waiting = 1;
    one.reached.push(place);
    one.state[place] = 1 << 6;
    costs[place] = costAt(ground, place, i, j, k);
  };
  const forth = side(true, slate.state, gi, gj, gk, ahead);
  const back = side(false, slate.back, si, sj, sk, sure);
  begin(forth, first, si, sj, sk);
  return {
    run(most) {
      if (ways.settled < ALONE) advance(ways, forth, back, most);
      else {
        if (back.reached.length === 0) begin(back, last, gi, gj, gk);
        for (let turns = most; turns > 0 && !ways.ended; turns -= 2 * TURNS) {
          // Once both have covered the way between them all that is near it is known.
          if ((forth.round + back.round) * width < ways.limit) advance(ways, back, forth, TURNS);
          advance(ways, forth, back, TURNS);
        }
      }
      return ways.ended;
    },
    path() {
      const { state } = forth;
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
    settled: () => ways.settled,
    length: () => ((forth.state[last]! >> 6) - 1) / FINE,
    clear: () => {
      for (const { state, reached } of [forth, back]) {
        for (let n = 0; n < reached.length; n += 1) {
          state[reached[n]!] = 0;
          costs[reached[n]!] = 0;
        }
      }
    },
  };
}

function costAt({ meanAt, markAt, table, inBody, bright, body, tissue }: Ground, place: number, i: number, j: number, k: number): number {
  const hu = meanAt(place);
  const own = table[(hu < LOW ? LOW : hu > HIGH ? HIGH : hu) - LOW]!;
  const mark = markAt(i >> 1, j >> 1, k >> 1);
  if (mark === 0) return own;
  if (mark >= inBody && hu >= bright) return own > body ? own : body;
  const dear = mark & 63;
  return own < tissue || own > dear ? own : dear;
}

// Settles so many nodes of one side. Nodes are left out, from the start, from which no way leads to the goal within the limit: whatever
// lies on such a way is neither on the path nor says which way is taken to a node that is. The limit is the cheapest way known, and more
// by what the goal may be settled too late: a bucket, and what the way ahead may be made more than it is.
function advance(ways: Ways, own: Side, other: Side, most: number): void {
  const { ground, costs, edges, width, count, sure, last } = ways;
  const { nx, ny, nz, places: { xs, ys, zs, across, along }, shift } = ground;
  const { isForth, state, qx, qy, qz, ahead, buckets, reached } = own;
  const { state: opposite, qx: ox, qy: oy, qz: oz } = other;
  const mask = (1 << shift) - 1;
  // Every node that is nearer to the other side's end has its distance from it.
  const covered = other.round * width;
  let { round, waiting } = own;
  let bucket = buckets[round % count]!;
  let turns = most;
  while (turns > 0) {
    const n = bucket.pop();
    if (n === undefined) {
      if (waiting === 0) {
        if (isForth) ways.ended = true;
        break;
      }
      round += 1;
      bucket = buckets[round % count]!;
      continue;
    }
    waiting -= 1;
    const known = state[n]!;
    if ((known & 32) !== 0) continue;
    state[n] = known | 32;
    ways.settled += 1;
    turns -= 1;
    if (isForth && n === last) {
      ways.ended = true;
      break;
    }
    const distance = known >> 6;
    const brick = n >> (3 * shift);
    const above = (brick / across) | 0;
    const behind = (above / along) | 0;
    const i = ((brick - above * across) << shift) | (n & mask);
    const j = ((above - behind * along) << shift) | ((n >> shift) & mask);
    const k = (behind << shift) | ((n >> (2 * shift)) & mask);
    if (isForth) {
      const there = opposite[n]!;
      const beyond = covered - sure * Math.sqrt(ox[i]! + oy[j]! + oz[k]!);
      const rest = there !== 0 && (there >> 6) - 1 < beyond ? (there >> 6) - 1 : beyond;
      if (distance - 1 + rest > ways.limit) continue;
    }
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
          const before = state[to]!;
          // Not even free ground ahead would make it cheaper; nor itself.
          if (before !== 0 && before >> 6 <= distance) continue;
          let dear = costs[to]!;
          if (dear === 0) {
            dear = costAt(ground, to, a, b, c);
            costs[to] = dear;
          }
          const far = distance + edges[(kind + (a === i ? 0 : 1)) * SUMS + cost + dear]!;
          if (before === 0) reached.push(to);
          else if (before >> 6 <= far) continue;
          state[to] = (far << 6) | (a - i + 1 + 3 * (b - j + 1) + 9 * (c - k + 1));
          const there = opposite[to]!;
          if (there !== 0 && far + (there >> 6) - 2 < ways.best) {
            ways.best = far + (there >> 6) - 2;
            ways.limit = Math.ceil(ways.best * ways.excess) + width;
          }
          const at = Math.floor((far - 1 + ahead * Math.sqrt(qx[a]! + qy[b]! + qz[c]!)) / width);
          buckets[(at < round ? round : at) % count]!.push(to);
          waiting += 1;
        }
      }
    }
  }
  own.round = round;
  own.waiting = waiting;
}
