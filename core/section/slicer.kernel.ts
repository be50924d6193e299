/** The bare loop of slicer.ts. Imports nothing. */

// Range of columns whose index stays within [0, last] along one axis, narrowed.
function narrowed(range: Int32Array, first: number, step: number, last: number): void {
  const slack = 1e-6;
  if (Math.abs(step) < 1e-12) {
    if (first < -slack || first > last + slack) range[1] = 0;
    return;
  }
  const a = (-slack - first) / step;
  const b = (last + slack - first) / step;
  range[0] = Math.max(range[0]!, Math.ceil(Math.min(a, b)));
  range[1] = Math.min(range[1]!, Math.floor(Math.max(a, b)) + 1);
}

const ONE = 65536;
const FRACTION = 65535;
// Weights along x have 15 bits: with values of 16 bits their products wrap around, and the blend is right all the same.
const HALF = 32768;
// Half a unit, to round, above whole turns of 16 bits, which the picture drops: nothing is below zero, so that what is
// cut off was rounded down.
const ROUNDED = 2 ** 31 + 2 ** 14;

// The blend of eight voxels from `v` on, rounded, in its last 16 bits; `right`, `below` and `behind` lead to the others. No
// difference of two blends along x leaves 32 bits. The products are asked for side by side: the loop waits for what follows
// on one another, not for their number.
function blended(
  voxels: { readonly [offset: number]: number }, v: number, right: number, below: number, behind: number, fx: number, fy: number, fz: number,
): number {
  const vb = (v + below) | 0;
  const vc = (v + behind) | 0;
  const vd = (vb + behind) | 0;
  const a0 = voxels[v]!;
  const b0 = voxels[vb]!;
  const c0 = voxels[vc]!;
  const d0 = voxels[vd]!;
  const a = ((a0 << 15) + Math.imul(fx, voxels[(v + right) | 0]! - a0)) | 0;
  const b = ((b0 << 15) + Math.imul(fx, voxels[(vb + right) | 0]! - b0)) | 0;
  const c = ((c0 << 15) + Math.imul(fx, voxels[(vc + right) | 0]! - c0)) | 0;
  const d = ((d0 << 15) + Math.imul(fx, voxels[(vd + right) | 0]! - d0)) | 0;
  const wy = fy / ONE;
  const wz = fz / ONE;
  const ba = (b - a) | 0;
  return ((a + ROUNDED + wy * ba) + (wz * ((c - a) | 0) + (wy * wz) * (((d - c) | 0) - ba))) >> 15;
}

// Whether all of a plane lies between the outermost voxels of one axis: its corners do, by more than a row's steps round off.
function isWithin(place: Float64Array, axis: number, width: number, height: number, last: number): boolean {
  const slack = width / ONE;
  const first = place[axis]!;
  const right = (width - 1) * place[axis + 3]!;
  const down = (height - 1) * place[axis + 6]!;
  return first + Math.min(0, right) + Math.min(0, down) >= slack && first + Math.max(0, right) + Math.max(0, down) <= last - slack;
}

// One row of a plane within: nothing is asked of its pixels. A function of its own, so that all it needs stays in registers.
function sliceRow(
  voxels: { readonly [offset: number]: number }, nx: number, slice: number, x: number, y: number, z: number, stepX: number, stepY: number,
  stepZ: number, out: Int16Array, from: number, end: number,
): void {
  for (let o = from; o < end; o = (o + 1) | 0) {
    const v = ((x >> 16) + Math.imul(nx, y >> 16) + Math.imul(slice, z >> 16)) | 0;
    out[o] = blended(voxels, v, 1, nx, slice, (x & FRACTION) >> 1, y & FRACTION, z & FRACTION);
    x = (x + stepX) | 0;
    y = (y + stepY) | 0;
    z = (z + stepZ) | 0;
  }
}

// One plane, linear between eight voxels, rounded. `place` holds the index of pixel (0, 0), then the steps along
// a row and down a column, in voxels. Indices run in fixed point of 1/65536 voxel, set anew for each row.
export function slicePlane(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, nz: number, place: Float64Array,
  width: number, height: number, outside: number, out: Int16Array, covered: Uint8Array, at: number,
): void {
  const stepX = Math.round(place[3]! * ONE);
  const stepY = Math.round(place[4]! * ONE);
  const stepZ = Math.round(place[5]! * ONE);
  const slice = nx * ny;
  if (isWithin(place, 0, width, height, nx - 1) && isWithin(place, 1, width, height, ny - 1) && isWithin(place, 2, width, height, nz - 1)) {
    covered.fill(1, at, at + width * height);
    for (let row = 0; row < height; row += 1) {
      const x = Math.round((place[0]! + row * place[6]!) * ONE) | 0;
      const y = Math.round((place[1]! + row * place[7]!) * ONE) | 0;
      const z = Math.round((place[2]! + row * place[8]!) * ONE) | 0;
      sliceRow(voxels, nx, slice, x, y, z, stepX, stepY, stepZ, out, at + row * width, at + (row + 1) * width);
    }
    return;
  }
  const range = new Int32Array(2);
  const right = nx > 1 ? 1 : 0;
  const below = ny > 1 ? nx : 0;
  const behind = nz > 1 ? slice : 0;
  const mostI = Math.max(0, nx - 2);
  const mostJ = Math.max(0, ny - 2);
  const mostK = Math.max(0, nz - 2);
  for (let row = 0; row < height; row += 1) {
    const x0 = place[0]! + row * place[6]!;
    const y0 = place[1]! + row * place[7]!;
    const z0 = place[2]! + row * place[8]!;
    range[0] = 0;
    range[1] = width;
    narrowed(range, x0, place[3]!, nx - 1);
    narrowed(range, y0, place[4]!, ny - 1);
    narrowed(range, z0, place[5]!, nz - 1);
    const begin = range[0]!;
    const end = range[1]!;
    const pixel = at + row * width;
    if (end <= begin) {
      out.fill(outside, pixel, pixel + width);
      continue;
    }
    out.fill(outside, pixel, pixel + begin);
    out.fill(outside, pixel + end, pixel + width);
    covered.fill(1, pixel + begin, pixel + end);
    let x = Math.round((x0 + begin * place[3]!) * ONE);
    let y = Math.round((y0 + begin * place[4]!) * ONE);
    let z = Math.round((z0 + begin * place[5]!) * ONE);
    for (let o = pixel + begin; o < pixel + end; o += 1) {
      let i = x >> 16;
      let j = y >> 16;
      let k = z >> 16;
      let fx = (x & FRACTION) >> 1;
      let fy = y & FRACTION;
      let fz = z & FRACTION;
      // At the last voxel, and a rounding beyond the outermost.
      if (i < 0) { i = 0; fx = 0; } else if (i > mostI) { i = mostI; fx = nx > 1 ? HALF : 0; }
      if (j < 0) { j = 0; fy = 0; } else if (j > mostJ) { j = mostJ; fy = ny > 1 ? ONE : 0; }
      if (k < 0) { k = 0; fz = 0; } else if (k > mostK) { k = mostK; fz = nz > 1 ? ONE : 0; }
      out[o] = blended(voxels, i + nx * j + slice * k, right, below, behind, fx, fy, fz);
      x += stepX;
      y += stepY;
      z += stepZ;
    }
  }
}
