/** Pieces between neighbouring nodes of tubes, found by place: a grid of cells that names the pieces near each. */
interface PieceGrid {
  /** Puts the pieces whose reach comes within `radius` of the point into `found`, ascending; returns how many. */
  gather(x: number, y: number, z: number, radius: number, found: Int32Array): number;
}

const CELL = 6;

/** @param pieces - first nodes of the pieces; a piece leads to the next node @param reach - of each node, mm */
function pieceGrid(nodes: Float64Array, pieces: Int32Array, reach: Float64Array): PieceGrid {
  const low = [1e9, 1e9, 1e9];
  const high = [-1e9, -1e9, -1e9];
  for (let n = 0; n < reach.length; n += 1) {
    for (let c = 0; c < 3; c += 1) {
      low[c] = Math.min(low[c]!, nodes[3 * n + c]! - reach[n]!);
      high[c] = Math.max(high[c]!, nodes[3 * n + c]! + reach[n]!);
    }
  }
  const [lx, ly, lz] = low as [number, number, number];
  const [sx, sy, sz] = [0, 1, 2].map((c) => Math.floor((high[c]! - low[c]!) / CELL) + 1) as [number, number,
    number];
  const cells: (number[] | undefined)[] = Array.from({ length: sx * sy * sz });
  const cellOf = (value: number, from: number): number => Math.floor((value - from) / CELL);
  for (let p = 0; p < pieces.length; p += 1) {
    const n = 3 * pieces[p]!;
    const far = Math.max(reach[pieces[p]!]!, reach[pieces[p]! + 1]!);
    const least = (c: number): number => cellOf(Math.min(nodes[n + c]!, nodes[n + 3 + c]!) - far, low[c]!);
    const most = (c: number): number => cellOf(Math.max(nodes[n + c]!, nodes[n + 3 + c]!) + far, low[c]!);
    for (let k = Math.max(0, least(2)); k <= Math.min(sz - 1, most(2)); k += 1) {
      for (let j = Math.max(0, least(1)); j <= Math.min(sy - 1, most(1)); j += 1) {
        for (let i = Math.max(0, least(0)); i <= Math.min(sx - 1, most(0)); i += 1) {
          const cell = cells[(k * sy + j) * sx + i];
          if (cell === undefined) cells[(k * sy + j) * sx + i] = [p];
          else cell.push(p);
        }
      }
    }
  }
  const stamps = new Int32Array(pieces.length);
  let stamp = 0;
  return {
    gather(x, y, z, radius, found) {
      stamp += 1;
      let count = 0;
      const k1 = Math.min(sz - 1, cellOf(z + radius, lz));
      const j1 = Math.min(sy - 1, cellOf(y + radius, ly));
      const i1 = Math.min(sx - 1, cellOf(x + radius, lx));
      for (let k = Math.max(0, cellOf(z - radius, lz)); k <= k1; k += 1) {
        for (let j = Math.max(0, cellOf(y - radius, ly)); j <= j1; j += 1) {
          for (let i = Math.max(0, cellOf(x - radius, lx)); i <= i1; i += 1) {
            const cell = cells[(k * sy + j) * sx + i];
            if (cell === undefined) continue;
            for (let c = 0; c < cell.length; c += 1) {
              const p = cell[c]!;
              if (stamps[p] === stamp) continue;
              stamps[p] = stamp;
              const n = pieces[p]!;
              const far = Math.max(reach[n]!, reach[n + 1]!) + radius;
              if (count < found.length && gap2(nodes, n, x, y, z) < far * far) found[count++] = p;
            }
          }
        }
      }
      if (count > 1) found.subarray(0, count).sort();
      return count;
    },
  };
}

/** Where on the piece the foot of the last point asked lies, 0 to 1; set by `gap2`. */
let foot = 0;

/** Squared distance from a point to the piece after node n. */
function gap2(nodes: Float64Array, n: number, x: number, y: number, z: number): number {
  const o = 3 * n;
  const ax = nodes[o]!;
  const ay = nodes[o + 1]!;
  const az = nodes[o + 2]!;
  const dx = nodes[o + 3]! - ax;
  const dy = nodes[o + 4]! - ay;
  const dz = nodes[o + 5]! - az;
  const px = x - ax;
  const py = y - ay;
  const pz = z - az;
  const t = (px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz);
  foot = t < 0 ? 0 : t > 1 ? 1 : t;
  const qx = px - foot * dx;
  const qy = py - foot * dy;
  const qz = pz - foot * dz;
  return qx * qx + qy * qy + qz * qz;
}

/** Balls larger than this are not compared with every piece, mm. */
const LARGE = 6;

/** Tubes of plain filling: HU and radius at each node. Used for vessels of the lung, veins and the like. */
export function plainTubes(
  nodes: Float64Array, pieces: Int32Array, radii: Float64Array, hu: Float64Array,
): {
  meets(x: number, y: number, z: number, radius: number): -1 | 0;
  shade(x: number, y: number, z: number, beneath: number, perMm: number): number;
} {
  const grid = pieceGrid(nodes, pieces, radii);
  const found = new Int32Array(4096);
  let count = 0;
  return {
    meets(x, y, z, radius) {
      if (radius > LARGE) return 0;
      count = grid.gather(x, y, z, radius, found);
      return count === 0 ? -1 : 0;
    },
    shade(x, y, z, beneath, perMm) {
      let best = 1e9;
      let own = beneath;
      for (let f = 0; f < count; f += 1) {
        const n = pieces[found[f]!]!;
        const gap = gap2(nodes, n, x, y, z);
        const reach = best + radii[n]! + foot * (radii[n + 1]! - radii[n]!);
        if (reach <= 0 || gap >= reach * reach) continue;
        best += Math.sqrt(gap) - reach;
        own = hu[n]!;
      }
      const share = 0.5 - best * perMm;
      return share <= 0 ? beneath : share >= 1 ? own : beneath + share * (own - beneath);
    },
  };
}

/** Deposits resampled at every node of one vessel: middle of the arc (rad), half the arc (rad), inner radius (mm). */
export interface NodeDeposit {
  readonly fromMm: number;
  readonly toMm: number;
  readonly hu: number;
  readonly middle: Float64Array;
  readonly half: Float64Array;
  readonly inner: Float64Array;
}

/** Coronary vessels, node by node; vessels lie after each other, `vesselOf` tells which. */
export interface CoronaryNodes {
  readonly nodes: Float64Array;
  readonly normals: Float64Array;
  readonly tangents: Float64Array;
  readonly pieces: Int32Array;
  readonly vesselOf: Int32Array;
  /** First node of each vessel. */
  readonly firstNode: Int32Array;
  readonly abscissae: Float64Array;
  readonly lumen: Float64Array;
  readonly outer: Float64Array;
  readonly fat: Float64Array;
  readonly lumenHu: Float64Array;
  readonly wallHu: Float64Array;
  /** Per vessel: the occluded stretch, or an empty one (from > to). */
  readonly occludedFrom: Float64Array;
  readonly occludedTo: Float64Array;
  readonly deposits: readonly (readonly NodeDeposit[])[];
}

/** The coronary vessels as two paintings: the fat around them, and they themselves. */
export function coronaryTubes(c: CoronaryNodes, fatHu: number): {
  fat: ReturnType<typeof plainTubes>; vessel: ReturnType<typeof plainTubes>;
} {
  const { nodes, pieces, normals, tangents } = c;
  const fat = plainTubes(nodes, pieces, c.fat, new Float64Array(c.fat.length).fill(fatHu));
  const grid = pieceGrid(nodes, pieces, c.outer);
  const found = new Int32Array(4096);
  let count = 0;
  const shade = (x: number, y: number, z: number, beneath: number, perMm: number): number => {
    let wall = 1e9;
    let lumen = 1e9;
    let calcium = 1e9;
    let wallHu = 0;
    let lumenHu = 0;
    let calciumHu = 0;
    let f = 0;
    while (f < count) {
      const vessel = c.vesselOf[found[f]!]!;
      let least = 1e18;
      let n = 0;
      let t = 0;
      for (; f < count && c.vesselOf[found[f]!] === vessel; f += 1) {
        const candidate = pieces[found[f]!]!;
        const g = gap2(nodes, candidate, x, y, z);
        if (g < least) {
          least = g;
          n = candidate;
          t = foot;
        }
      }
      const r = Math.sqrt(least);
      const s = c.abscissae[n]! + t * (c.abscissae[n + 1]! - c.abscissae[n]!);
      const outer = c.outer[n]! + t * (c.outer[n + 1]! - c.outer[n]!);
      if (r - outer < wall) {
        wall = r - outer;
        wallHu = c.wallHu[n]!;
      }
      const open = r - c.lumen[n]! - t * (c.lumen[n + 1]! - c.lumen[n]!);
      const into = Math.min(s - c.occludedFrom[vessel]!, c.occludedTo[vessel]! - s);
      const inLumen = Math.max(open, into);
      if (inLumen < lumen) {
        lumen = inLumen;
        lumenHu = c.lumenHu[n]!;
      }
      const list = c.deposits[vessel]!;
      for (let q = 0; q < list.length; q += 1) {
        const deposit = list[q]!;
        const along = Math.max(deposit.fromMm - s, s - deposit.toMm);
        if (along * perMm > 0.5) continue;
        const d = Math.max(along, depositGap(deposit, n - c.firstNode[vessel]!, t, r, outer,
          () => angleAt(n, t, x, y, z)));
        if (d < calcium) {
          calcium = d;
          calciumHu = deposit.hu;
        }
      }
    }
    let hu = mixed(beneath, wallHu, 0.5 - wall * perMm);
    hu = mixed(hu, lumenHu, 0.5 - lumen * perMm);
    return mixed(hu, calciumHu, 0.5 - calcium * perMm);
  };

  /** Angle of a point about the piece after node n, counted from the normal towards tangent × normal, rad. */
  function angleAt(n: number, t: number, x: number, y: number, z: number): number {
    const o = 3 * n;
    const qx = x - nodes[o]! - t * (nodes[o + 3]! - nodes[o]!);
    const qy = y - nodes[o + 1]! - t * (nodes[o + 4]! - nodes[o + 1]!);
    const qz = z - nodes[o + 2]! - t * (nodes[o + 5]! - nodes[o + 2]!);
    const nx = normals[o]! + t * (normals[o + 3]! - normals[o]!);
    const ny = normals[o + 1]! + t * (normals[o + 4]! - normals[o + 1]!);
    const nz = normals[o + 2]! + t * (normals[o + 5]! - normals[o + 2]!);
    const tx = tangents[o]! + t * (tangents[o + 3]! - tangents[o]!);
    const ty = tangents[o + 1]! + t * (tangents[o + 4]! - tangents[o + 1]!);
    const tz = tangents[o + 2]! + t * (tangents[o + 5]! - tangents[o + 2]!);
    const bx = ty * nz - tz * ny;
    const by = tz * nx - tx * nz;
    const bz = tx * ny - ty * nx;
    return Math.atan2(qx * bx + qy * by + qz * bz, qx * nx + qy * ny + qz * nz);
  }

  return {
    fat,
    vessel: {
      meets(x, y, z, radius) {
        if (radius > LARGE) return 0;
        count = grid.gather(x, y, z, radius, found);
        return count === 0 ? -1 : 0;
      },
      shade,
    },
  };
}

/** Distance to a deposit across the section: beyond the wall, inside its inner edge, or beside its arc. */
function depositGap(
  deposit: NodeDeposit, node: number, t: number, r: number, outer: number, angle: () => number,
): number {
  const at = (values: Float64Array): number => values[node]! + t * (values[node + 1]! - values[node]!);
  const inner = at(deposit.inner);
  const across = Math.max(r - outer, inner <= 0 ? -1e9 : inner - r);
  const half = at(deposit.half);
  if (half >= Math.PI - 1e-6) return across;
  if (half <= 0) return 1e9;
  let off = angle() - at(deposit.middle);
  off = Math.abs(off - 2 * Math.PI * Math.round(off / (2 * Math.PI)));
  return Math.max(across, (off - half) * r);
}

const mixed = (beneath: number, own: number, share: number): number =>
  share <= 0 ? beneath : share >= 1 ? own : beneath + share * (own - beneath);
