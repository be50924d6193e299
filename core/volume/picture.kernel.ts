/** Copies one plane of voxels, walking the volume by fixed strides. */
export function copyPicture(
  voxels: { readonly [offset: number]: number }, start: number, uStride: number, vStride: number,
  width: number, height: number,
): Int16Array {
  const out = new Int16Array(width * height);
  if (uStride === 1 && voxels instanceof Int16Array && vStride > 0) {
    for (let row = 0; row < height; row += 1) {
      const from = start + row * vStride;
      out.set(voxels.subarray(from, from + width), row * width);
    }
    return out;
  }
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    let from = start + row * vStride;
    for (let column = 0; column < width; column += 1) {
      out[to] = voxels[from]!;
      to += 1;
      from += uStride;
    }
  }
  return out;
}
