/** The bare loop of rayCast.ts. Imports nothing. */

type Three = readonly [number, number, number];
// Index of pixel (0, 0) on the plane through the middle of the view, and steps in voxels.
export interface Rays { readonly start: Three; readonly across: Three; readonly down: Three; readonly along: Three }
// mm a voxel; directions to lamp and viewer along the axes of the grid.
export interface Light { readonly spacing: Three; readonly lamp: Three; readonly back: Three }

const AMBIENT = 0.3;
const DIFFUSE = 0.72;
const SHINE = 0.2;
// Differences of values, HU a mm, below which there is no surface, and above which it is lit as one.
const FLAT = 12;
const STEEP = 70;

function valueAt(voxels: Int16Array, nx: number, ny: number, nz: number, x: number, y: number, z: number): number {
  let i = x | 0;
  let j = y | 0;
  let k = z | 0;
  if (i > nx - 2) i = nx - 2;
  if (j > ny - 2) j = ny - 2;
  if (k > nz - 2) k = nz - 2;
  if (i < 0) i = 0;
  if (j < 0) j = 0;
  if (k < 0) k = 0;
  const fx = x - i;
  const fy = y - j;
  const fz = z - k;
  const at = i + nx * (j + ny * k);
  const up = at + nx * ny;
  const a0 = voxels[at]!;
  const b0 = voxels[at + nx]!;
  const c0 = voxels[up]!;
  const d0 = voxels[up + nx]!;
  const a = a0 + fx * (voxels[at + 1]! - a0);
  const b = b0 + fx * (voxels[at + nx + 1]! - b0);
  const c = c0 + fx * (voxels[up + 1]! - c0);
  const d = d0 + fx * (voxels[up + nx + 1]! - d0);
  const front = a + fy * (b - a);
  return front + fz * (c + fy * (d - c) - front);
}

// The share of a step by which a ray begins late: differs from pixel to pixel, so that steps make no rings.
const late = (column: number, row: number): number => {
  const mixed = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
  return (Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 8) / 0x1000000;
};

export function castRows(
  voxels: Int16Array, dims: Three, visible: Uint8Array, brickDims: Three, bits: number, table: Float32Array, rays: Rays,
  light: Light, cuts: Float64Array, width: number, fromRow: number, toRow: number, out: Uint8ClampedArray,
): void {
  const [nx, ny, nz] = dims;
  const [vx, vy, vz] = rays.along;
  const [lx, ly, lz] = light.lamp;
  const [bx, by, bz] = light.back;
  const half = Math.hypot(lx + bx, ly + by, lz + bz);
  const hx = (lx + bx) / half;
  const hy = (ly + by) / half;
  const hz = (lz + bz) / half;
  const gx = 0.5 / light.spacing[0];
  const gy = 0.5 / light.spacing[1];
  const gz = 0.5 / light.spacing[2];
  const edge = 1 << bits;
  const bricksX = brickDims[0];
  const bricksXY = brickDims[0] * brickDims[1];
  let pixel = 0;
  for (let row = fromRow; row < toRow; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const ox = rays.start[0] + column * rays.across[0] + row * rays.down[0];
      const oy = rays.start[1] + column * rays.across[1] + row * rays.down[1];
      const oz = rays.start[2] + column * rays.across[2] + row * rays.down[2];
      let enter = -1e9;
      let leave = 1e9;
      // The box of the volume.
      for (let axis = 0; axis < 3; axis += 1) {
        const o = axis === 0 ? ox : axis === 1 ? oy : oz;
        const v = axis === 0 ? vx : axis === 1 ? vy : vz;
        const last = dims[axis]! - 1;
        if (v > -1e-9 && v < 1e-9) {
          if (o < 0 || o > last) leave = -1e9;
        } else {
          const one = -o / v;
          const other = (last - o) / v;
          enter = Math.max(enter, Math.min(one, other));
          leave = Math.min(leave, Math.max(one, other));
        }
      }
      // Where the ray enters by a cut, the face of the cut is what is seen.
      let face = -1e9;
      for (let n = 0; n < cuts.length; n += 4) {
        const value = cuts[n]! * ox + cuts[n + 1]! * oy + cuts[n + 2]! * oz - cuts[n + 3]!;
        const slope = cuts[n]! * vx + cuts[n + 1]! * vy + cuts[n + 2]! * vz;
        if (slope < -1e-9) {
          if (-value / slope > enter) face = enter = -value / slope;
        } else if (slope > 1e-9) leave = Math.min(leave, -value / slope);
        else if (value > 0) leave = -1e9;
      }
      let red = 0;
      let green = 0;
      let blue = 0;
      let through = 1;
      let t = enter + late(column, row);
      while (t <= leave) {
        const x = ox + t * vx;
        const y = oy + t * vy;
        const z = oz + t * vz;
        const bi = x >> bits;
        const bj = y >> bits;
        const bk = z >> bits;
        if (visible[bi + bricksX * bj + bricksXY * bk] !== 1) {
          // To the first sample beyond this brick.
          let leap = 1e9;
          if (vx > 1e-9) leap = ((bi + 1) * edge - x) / vx;
          else if (vx < -1e-9) leap = (bi * edge - x) / vx;
          if (vy > 1e-9) leap = Math.min(leap, ((bj + 1) * edge - y) / vy);
          else if (vy < -1e-9) leap = Math.min(leap, (bj * edge - y) / vy);
          if (vz > 1e-9) leap = Math.min(leap, ((bk + 1) * edge - z) / vz);
          else if (vz < -1e-9) leap = Math.min(leap, (bk * edge - z) / vz);
          t += Math.max(1, Math.ceil(leap));
          continue;
        }
        const value = valueAt(voxels, nx, ny, nz, x, y, z);
        let step = (value + 1024) >> 2;
        if (step < 0) step = 0;
        else if (step > 1023) step = 1023;
        const opacity = table[4 * step + 3]!;
        if (opacity > 0.001) {
          let shade = 0.92;
          let shine = 0;
          if (t - face > 1.5) {
            const nxHu = (valueAt(voxels, nx, ny, nz, x - 1, y, z) - valueAt(voxels, nx, ny, nz, x + 1, y, z)) * gx;
            const nyHu = (valueAt(voxels, nx, ny, nz, x, y - 1, z) - valueAt(voxels, nx, ny, nz, x, y + 1, z)) * gy;
            const nzHu = (valueAt(voxels, nx, ny, nz, x, y, z - 1) - valueAt(voxels, nx, ny, nz, x, y, z + 1)) * gz;
            const slope = Math.sqrt(nxHu * nxHu + nyHu * nyHu + nzHu * nzHu);
            if (slope > FLAT) {
              const surface = slope > STEEP ? 1 : (slope - FLAT) / (STEEP - FLAT);
              const toLamp = (nxHu * lx + nyHu * ly + nzHu * lz) / slope;
              const toHalf = (nxHu * hx + nyHu * hy + nzHu * hz) / slope;
              const lit = AMBIENT + (toLamp > 0 ? DIFFUSE * toLamp : 0);
              shade += surface * (lit - shade);
              if (toHalf > 0) {
                const squared = toHalf * toHalf;
                const fourth = squared * squared;
                const eighth = fourth * fourth;
                shine = surface * SHINE * 255 * eighth * eighth * eighth;
              }
            }
          }
          const share = through * opacity;
          red += share * (table[4 * step]! * shade + shine);
          green += share * (table[4 * step + 1]! * shade + shine);
          blue += share * (table[4 * step + 2]! * shade + shine);
          through *= 1 - opacity;
          if (through < 0.02) break;
        }
        t += 1;
      }
      out[pixel] = red;
      out[pixel + 1] = green;
      out[pixel + 2] = blue;
      out[pixel + 3] = 255;
      pixel += 4;
    }
  }
}
