/** HU of a filling: one, or one that depends on the place. */
export type Filling = number | ((x: number, y: number, z: number) => number);

/** A skin of a solid: how far outside its surface it reaches (negative: inside), and what it is filled with. */
export interface Skin { readonly by: number; readonly hu: Filling }

/** One thing that is painted over what lies beneath it. */
export interface Layer {
  /** Sphere that holds it all (x, y, z, radius); null where it has no end. */
  readonly bounds: readonly number[] | null;
  /** How a ball meets it: −1 stays outside, 0 may touch its edge, 1 lies wholly within. */
  meets(x: number, y: number, z: number, radius: number): -1 | 0 | 1;
  /** HU wholly within. */
  readonly hu: Filling;
  readonly paint:
    /** By its distance, which is smooth enough to be asked at nodes a millimetre apart; skins from the outermost. */
    | { readonly by: 'distance'; readonly distance: (x: number, y: number, z: number) =>
      number; readonly skins: readonly Skin[] }
    /** Voxel by voxel: HU at a point given what lies beneath; `perMm` is 1 over the width of an edge. */
    | { readonly by: 'voxel'; shade(x: number, y: number, z: number, beneath: number,
      perMm: number): number };
}

const BLOCK = 8;
/** Sides of the blocks that are sifted before, each a part of the one before it, voxels. */
const COARSE = 128;
const MIDDLE = 32;
/** Nodes at which distances are asked lie at most this far apart, mm. */
const NODE_MM = 1.45;

/**
 * Paints the plane origin + i·alongRow + j·alongColumn. Blocks of 128 by 128 voxels, then parts of them down to
 * 8 by 8, ask each layer once; only where an edge crosses the smallest is it painted piece by piece.
 */
export function paintPlane(
  out: Float32Array, columns: number, rows: number,
  origin: readonly number[], alongRow: readonly number[], alongColumn: readonly number[],
  layers: readonly Layer[], air: number, edgeMm: number,
): void {
  const [ox = 0, oy = 0, oz = 0] = origin;
  const [ux = 0, uy = 0, uz = 0] = alongRow;
  const [vx = 0, vy = 0, vz = 0] = alongColumn;
  const near = layersNearPlane(layers, origin, alongRow, alongColumn);
  const perMm = 1 / edgeMm;
  const pixel = Math.max(Math.hypot(ux, uy, uz), Math.hypot(vx, vy, vz));
  const halfDiagonal = 0.5 * Math.hypot(Math.hypot(ux, uy, uz), Math.hypot(vx, vy, vz));
  const step = pixel * 4 <= NODE_MM ? 4 : pixel * 2 <= NODE_MM ? 2 : 1;
  const side = BLOCK / step + 1;
  const nodes = new Float64Array(side * side);
  const block = new Float64Array(BLOCK * BLOCK);

  /** Leaves in `kept` what touches the block, above the last layer that fills it; returns that filling. */
  const sift = (from: readonly Layer[], kept: Layer[], beneath: Filling, i0: number, j0: number,
    size: number): Filling => {
    const ci = i0 + (size - 1) / 2;
    const cj = j0 + (size - 1) / 2;
    const x = ox + ci * ux + cj * vx;
    const y = oy + ci * uy + cj * vy;
    const z = oz + ci * uz + cj * vz;
    let base = beneath;
    kept.length = 0;
    for (let n = 0; n < from.length; n += 1) {
      const layer = from[n]!;
      const how = layer.meets(x, y, z, halfDiagonal * size + edgeMm);
      if (how === 0) kept.push(layer);
      else if (how === 1) {
        base = layer.hu;
        kept.length = 0;
      }
    }
    return base;
  };

  const fill = (base: Filling, x0: number, y0: number, z0: number): void => {
    if (typeof base === 'number') {
      block.fill(base);
      return;
    }
    for (let n = 0; n < BLOCK * BLOCK; n += 1) {
      const i = n % BLOCK;
      const j = (n - i) / BLOCK;
      block[n] = base(x0 + i * ux + j * vx, y0 + i * uy + j * vy, z0 + i * uz + j * vz);
    }
  };

  const paintSkins = (
    distance: (x: number, y: number, z: number) => number, skins: readonly Skin[], x0: number, y0: number,
      z0: number,
  ): void => {
    for (let b = 0; b < side; b += 1) {
      for (let a = 0; a < side; a += 1) {
        const i = a * step;
        const j = b * step;
        nodes[b * side + a] = distance(x0 + i * ux + j * vx, y0 + i * uy + j * vy, z0 + i * uz + j * vz);
      }
    }
    const outermost = skins[0]!.by + 0.5 * edgeMm;
    for (let j = 0; j < BLOCK; j += 1) {
      const b = Math.floor(j / step);
      const t = (j - b * step) / step;
      for (let i = 0; i < BLOCK; i += 1) {
        const a = Math.floor(i / step);
        const s = (i - a * step) / step;
        const o = b * side + a;
        const upper = nodes[o]! + s * (nodes[o + 1]! - nodes[o]!);
        const lower = nodes[o + side]! + s * (nodes[o + side + 1]! - nodes[o + side]!);
        const d = upper + t * (lower - upper);
        if (d >= outermost) continue;
        let hu = block[j * BLOCK + i]!;
        for (let n = 0; n < skins.length; n += 1) {
          const skin = skins[n]!;
          const share = 0.5 - (d - skin.by) * perMm;
          if (share <= 0) break;
          const own = typeof skin.hu === 'number' ? skin.hu
            : skin.hu(x0 + i * ux + j * vx, y0 + i * uy + j * vy, z0 + i * uz + j * vz);
          hu = share >= 1 ? own : hu + share * (own - hu);
        }
        block[j * BLOCK + i] = hu;
      }
    }
  };

  const coarse: Layer[] = [];
  const middle: Layer[] = [];
  const active: Layer[] = [];
  const paintBlock = (base: Filling, i0: number, j0: number): void => {
    const x0 = ox + i0 * ux + j0 * vx;
    const y0 = oy + i0 * uy + j0 * vy;
    const z0 = oz + i0 * uz + j0 * vz;
    fill(base, x0, y0, z0);
    for (let n = 0; n < active.length; n += 1) {
      const { paint } = active[n]!;
      if (paint.by === 'distance') {
        paintSkins(paint.distance, paint.skins, x0, y0, z0);
        continue;
      }
      for (let v = 0; v < BLOCK * BLOCK; v += 1) {
        const i = v % BLOCK;
        const j = (v - i) / BLOCK;
        block[v] = paint.shade(x0 + i * ux + j * vx, y0 + i * uy + j * vy, z0 + i * uz + j * vz, block[v]!,
          perMm);
      }
    }
    const width = Math.min(BLOCK, columns - i0);
    for (let j = 0; j < Math.min(BLOCK, rows - j0); j += 1) {
      for (let i = 0; i < width; i += 1) out[(j0 + j) * columns + i0 + i] = block[j * BLOCK + i]!;
    }
  };
  for (let jc = 0; jc < rows; jc += COARSE) {
    for (let ic = 0; ic < columns; ic += COARSE) {
      const coarseBase = sift(near, coarse, air, ic, jc, COARSE);
      for (let jm = jc; jm < Math.min(rows, jc + COARSE); jm += MIDDLE) {
        for (let im = ic; im < Math.min(columns, ic + COARSE); im += MIDDLE) {
          const middleBase = sift(coarse, middle, coarseBase, im, jm, MIDDLE);
          for (let j0 = jm; j0 < Math.min(rows, jm + MIDDLE); j0 += BLOCK) {
            for (let i0 = im; i0 < Math.min(columns, im + MIDDLE); i0 += BLOCK) {
              paintBlock(sift(middle, active, middleBase, i0, j0, BLOCK), i0, j0);
            }
          }
        }
      }
    }
  }
}

function layersNearPlane(
  layers: readonly Layer[], [ox = 0, oy = 0, oz = 0]: readonly number[],
  [ux = 0, uy = 0, uz = 0]: readonly number[], [vx = 0, vy = 0, vz = 0]: readonly number[],
): readonly Layer[] {
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const over = 1 / Math.hypot(nx, ny, nz);
  return layers.filter(({ bounds }) => {
    if (bounds === null) return true;
    const [x = 0, y = 0, z = 0, radius = 0] = bounds;
    return Math.abs(nx * (x - ox) + ny * (y - oy) + nz * (z - oz)) * over < radius + 2;
  });
}

/** A solid with its skins, the outermost first. `steepness`: how fast its distance may change at most, per mm. */
export function solidLayer(
  distance: (x: number, y: number, z: number) => number, skins: readonly Skin[],
  bounds: readonly number[] | null, steepness: number,
): Layer {
  const [bx = 0, by = 0, bz = 0, br = 0] = bounds ?? [];
  const outermost = skins[0]!.by;
  const innermost = skins.at(-1)!;
  return {
    bounds, hu: innermost.hu, paint: { by: 'distance', distance, skins },
    meets(x, y, z, radius) {
      if (bounds !== null) {
        const reach = br + radius;
        if ((x - bx) ** 2 + (y - by) ** 2 + (z - bz) ** 2 > reach * reach) return -1;
      }
      const d = distance(x, y, z);
      const reach = radius * steepness;
      return d - outermost > reach ? -1 : d - innermost.by < -reach ? 1 : 0;
    },
  };
}

/** Blurs a plane with symmetric kernels (half of each, middle first) along rows and columns; edges repeat. */
export function blurPlane(
  plane: Float32Array, spare: Float32Array, columns: number, rows: number, kernel: Float64Array,
): void {
  const reach = kernel.length - 1;
  if (reach === 0) return;
  for (let j = 0; j < rows; j += 1) {
    const row = j * columns;
    for (let i = 0; i < columns; i += 1) {
      let sum = kernel[0]! * plane[row + i]!;
      if (i >= reach && i < columns - reach) {
        for (let t = 1; t <= reach; t += 1) sum += kernel[t]! * (plane[row + i - t]! + plane[row + i + t]!);
      } else {
        for (let t = 1; t <= reach; t += 1) {
          sum += kernel[t]! * (plane[row + Math.max(0, i - t)]! + plane[row + Math.min(columns - 1, i + t)]!);
        }
      }
      spare[row + i] = sum;
    }
  }
  for (let j = 0; j < rows; j += 1) {
    const row = j * columns;
    for (let i = 0; i < columns; i += 1) plane[row + i] = kernel[0]! * spare[row + i]!;
    for (let t = 1; t <= reach; t += 1) {
      const a = Math.max(0, j - t) * columns;
      const b = Math.min(rows - 1, j + t) * columns;
      const weight = kernel[t]!;
      for (let i = 0; i < columns; i += 1) plane[row + i] = plane[row + i]! + weight * (spare[a + i]! + spare[b + i]!);
    }
  }
}

/** Half of a Gaussian kernel, cut at about 2.4 sigma, that sums to one over both sides; [1] where there is no width. */
export function halfGaussian(sigma: number): Float64Array {
  if (sigma < 0.05) return Float64Array.of(1);
  const half = Float64Array.from({ length: Math.floor(2.4 * sigma + 0.5) + 1 },
    (_, n) => Math.exp((-n * n) / (2 * sigma * sigma)));
  let sum = half[0]!;
  for (let n = 1; n < half.length; n += 1) sum += 2 * half[n]!;
  return half.map((weight) => weight / sum);
}

/** Side of a noise tile. */
const TILE = 512;

/** A tile of Gaussian noise of standard deviation 1, correlated by the kernel, that follows from its seed. */
export function noiseTile(seed: number, kernel: Float64Array): Float32Array {
  const plane = new Float32Array(TILE * TILE);
  let state = Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995;
  for (let n = 0; n < plane.length; n += 1) {
    state = (state + 0x9e3779b9) | 0;
    plane[n] = GAUSSIAN[scrambled(state) & 0xffff]!;
  }
  let square = kernel[0]! ** 2;
  for (let t = 1; t < kernel.length; t += 1) square += 2 * kernel[t]! ** 2;
  blurPlane(plane, new Float32Array(plane.length), TILE, TILE, kernel);
  const over = 1 / square;
  for (let n = 0; n < plane.length; n += 1) plane[n] = plane[n]! * over;
  return plane;
}

function scrambled(state: number): number {
  let a = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  a = Math.imul(a ^ (a >>> 15), 0x735a2d97);
  return a ^ (a >>> 15);
}

/**
 * The planes weighed and summed, with noise of the given strength, rounded and clamped to `low` and `high`. Each slice
 * takes the noise from its own place in the tile, turned its own way, which follow from its number.
 */
export function mixedPlane(
  columns: number, planes: readonly Float32Array[], weights: Float64Array,
  tile: Float32Array | null, strength: number, number: number, low: number, high: number,
): Int16Array {
  const sum = new Float32Array(planes[0]!.length);
  for (let p = 0; p < planes.length; p += 1) addPlane(sum, planes[p]!, weights[p]!);
  if (tile !== null) {
    const place = scrambled(Math.imul(number + 1, 0x9e3779b9));
    const turn = scrambled(place + 0x51ed27);
    const across = (turn & 1) === 0 ? 1 : TILE;
    const down = TILE + 1 - across;
    const sign = (turn & 2) === 0 ? strength : -strength;
    for (let j = 0; j * columns < sum.length; j += 1) {
      const row = ((j + (place & 511)) & 511) * down;
      const shift = (place >>> 9) & 511;
      for (let i = 0; i < columns; i += 1) {
        const n = j * columns + i;
        sum[n] = sum[n]! + sign * tile[row + ((i + shift) & 511) * across]!;
      }
    }
  }
  const out = new Int16Array(sum.length);
  for (let n = 0; n < out.length; n += 1) {
    const hu = sum[n]!;
    out[n] = hu < low ? low : hu > high ? high : Math.floor(hu + 0.5);
  }
  return out;
}

function addPlane(sum: Float32Array, plane: Float32Array, weight: number): void {
  for (let n = 0; n < sum.length; n += 1) sum[n] = sum[n]! + weight * plane[n]!;
}

/** 65,536 quantiles of the normal distribution. @method Acklam's rational approximation, relative error 1.15e-9 */
const GAUSSIAN = Float32Array.from({ length: 65_536 }, (_, n) => normalQuantile((n + 0.5) / 65_536));

function normalQuantile(p: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
    -13.28068155288572];
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
    4.374664141464968, 2.938163982698783];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const line = (t: number, terms: readonly number[]): number =>
    terms.reduce((sum, term) => sum * t + term, 0);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return line(q, c) / line(q, [...d, 1]);
  }
  const q = p - 0.5;
  return (q * line(q * q, a)) / line(q * q, [...b, 1]);
}
