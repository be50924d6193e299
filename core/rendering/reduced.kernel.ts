/** The bare loop of reduced.ts. Imports nothing. */

// Means of fx × fy × fz voxels, rounded, for one slice of the smaller volume.
export function meanSlice(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, fx: number, fy: number, fz: number, k: number,
  out: Int16Array,
): void {
  const wide = Math.max(1, Math.floor(nx / fx));
  const high = Math.max(1, Math.floor(ny / fy));
  const share = 1 / (fx * fy * fz);
  const sums = new Int32Array(wide);
  for (let j = 0; j < high; j += 1) {
    sums.fill(0);
    for (let z = 0; z < fz; z += 1) {
      for (let y = 0; y < fy; y += 1) {
        let at = nx * (j * fy + y + ny * (k * fz + z));
        for (let i = 0; i < wide; i += 1) {
          let sum = 0;
          for (let x = 0; x < fx; x += 1) {
            sum += voxels[at]!;
            at += 1;
          }
          sums[i] = sums[i]! + sum;
        }
      }
    }
    for (let i = 0; i < wide; i += 1) out[i + wide * j] = Math.round(sums[i]! * share);
  }
}
