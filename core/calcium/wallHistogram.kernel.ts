/** The bare loop of wallHistogram.ts. Imports nothing. @source measurements, section 2 */

// Adds the values on the rays of one section, from the lumen to the wall, to bins by HU: each with the part of its ring.
export function addToBins(
  values: Float32Array, at: number, rays: number, count: number, step: number, lumen: Float32Array, wall: Float32Array,
  from: number, width: number, rings: Float64Array, bins: Float64Array,
): void {
  const most = bins.length - 1;
  for (let ray = 0; ray < rays; ray += 1) {
    const own = at + ray * count;
    const last = Math.min(count - 1, Math.floor(wall[ray]! / step));
    for (let k = Math.ceil(lumen[ray]! / step); k <= last; k += 1) {
      const bin = Math.floor((values[own + k]! - from) / width);
      const into = bin < 0 ? 0 : bin > most ? most : bin;
      bins[into]! += rings[k]!;
    }
  }
}
