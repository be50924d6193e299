/** How often each value occurs. Imports nothing. */

// Counts voxels into two tables of 2^16, by the value's 16 bits: neighbours are often equal, and two counts of
// one place one after the other would wait for each other.
export function countVoxels(voxels: Int16Array, even: Float64Array, odd: Float64Array): void {
  const whole = voxels.length & ~1;
  for (let at = 0; at < whole; at += 2) {
    even[voxels[at]! & 0xffff]! += 1;
    odd[voxels[at + 1]! & 0xffff]! += 1;
  }
  if (whole < voxels.length) even[voxels[whole]! & 0xffff]! += 1;
}
