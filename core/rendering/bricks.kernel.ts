/** The bare loop of bricks.ts. Imports nothing. */

// Least and greatest voxel of each brick, one voxel over its far faces included: what lies between two voxels is
// looked up in the brick of the first.
export function brickRanges(
  voxels: Int16Array, nx: number, ny: number, nz: number, bits: number, least: Int16Array, most: Int16Array,
): void {
  const edge = 1 << bits;
  const bx = Math.max(1, Math.ceil(nx / edge));
  const by = Math.max(1, Math.ceil(ny / edge));
  const bz = Math.max(1, Math.ceil(nz / edge));
  let brick = 0;
  for (let c = 0; c < bz; c += 1) {
    const toK = Math.min(nz - 1, (c + 1) * edge);
    for (let b = 0; b < by; b += 1) {
      const toJ = Math.min(ny - 1, (b + 1) * edge);
      for (let a = 0; a < bx; a += 1) {
        const toI = Math.min(nx - 1, (a + 1) * edge);
        let low = 32767;
        let high = -32768;
        for (let k = c * edge; k <= toK; k += 1) {
          for (let j = b * edge; j <= toJ; j += 1) {
            const row = nx * (j + ny * k);
            for (let i = a * edge; i <= toI; i += 1) {
              const value = voxels[row + i]!;
              if (value < low) low = value;
              if (value > high) high = value;
            }
          }
        }
        least[brick] = low;
        most[brick] = high;
        brick += 1;
      }
    }
  }
}
