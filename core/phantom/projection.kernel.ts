/**
 * Adds a tube to a thickness image: at each pixel the longest way through it, weighed. Nodes come as column, row,
 * radius (pixels), weight (attenuation at the middle), four numbers a node; a weight of 0 leaves no trace.
 */
export function addTube(sum: Float32Array, spare: Float32Array, columns: number, rows: number,
  nodes: Float64Array): void {
  let i0 = columns;
  let i1 = -1;
  let j0 = rows;
  let j1 = -1;
  for (let n = 0; n + 4 < nodes.length; n += 4) {
    const weight = 0.5 * (nodes[n + 3]! + nodes[n + 7]!);
    const radius = 0.5 * (nodes[n + 2]! + nodes[n + 6]!);
    if (weight <= 0 || radius <= 0) continue;
    const ax = nodes[n]!;
    const ay = nodes[n + 1]!;
    const dx = nodes[n + 4]! - ax;
    const dy = nodes[n + 5]! - ay;
    const square = dx * dx + dy * dy;
    const over = square > 0 ? 1 / square : 0;
    const left = Math.max(0, Math.ceil(Math.min(ax, ax + dx) - radius));
    const right = Math.min(columns - 1, Math.floor(Math.max(ax, ax + dx) + radius));
    const top = Math.max(0, Math.ceil(Math.min(ay, ay + dy) - radius));
    const bottom = Math.min(rows - 1, Math.floor(Math.max(ay, ay + dy) + radius));
    if (left > right || top > bottom) continue;
    i0 = Math.min(i0, left);
    i1 = Math.max(i1, right);
    j0 = Math.min(j0, top);
    j1 = Math.max(j1, bottom);
    const rr = radius * radius;
    for (let j = top; j <= bottom; j += 1) {
      for (let i = left; i <= right; i += 1) {
        let t = ((i - ax) * dx + (j - ay) * dy) * over;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const qx = i - ax - t * dx;
        const qy = j - ay - t * dy;
        const rest = rr - qx * qx - qy * qy;
        if (rest <= 0) continue;
        const way = (weight * Math.sqrt(rest)) / radius;
        const at = j * columns + i;
        if (way > spare[at]!) spare[at] = way;
      }
    }
  }
  for (let j = j0; j <= j1; j += 1) {
    for (let i = i0; i <= i1; i += 1) {
      const at = j * columns + i;
      sum[at] = sum[at]! + spare[at]!;
      spare[at] = 0;
    }
  }
}

/** Adds the plane's share of a ray's attenuation: (HU + 1000) / 1000 times the step's worth of water. */
export function addPlane(sum: Float32Array, plane: Float32Array, perStep: number): void {
  for (let n = 0; n < sum.length; n += 1) sum[n] = sum[n]! + Math.max(0, 1 + plane[n]! / 1000) * perStep;
}

/** An image of half the size, made whole size by bilinear interpolation. */
export function doubled(half: Float32Array, columns: number, rows: number): Float32Array {
  const wide = columns / 2;
  const high = rows / 2;
  const out = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j += 1) {
    const y = Math.min(high - 1, Math.max(0, (j - 0.5) / 2));
    const b = Math.min(high - 2, Math.floor(y));
    const t = y - b;
    for (let i = 0; i < columns; i += 1) {
      const x = Math.min(wide - 1, Math.max(0, (i - 0.5) / 2));
      const a = Math.min(wide - 2, Math.floor(x));
      const s = x - a;
      const o = b * wide + a;
      const upper = half[o]! + s * (half[o + 1]! - half[o]!);
      const lower = half[o + wide]! + s * (half[o + wide + 1]! - half[o + wide]!);
      out[j * columns + i] = upper + t * (lower - upper);
    }
  }
  return out;
}

/**
 * The picture: background between its two states, dark where iodine or calcium lies, noisier where it is darker.
 * `tile` is 512 by 512 of noise, taken from a place of its own by each frame.
 */
export function exposed(
  rest: Float32Array, contracted: Float32Array, squeeze: number, iodine: Float32Array,
  columns: number, tile: Float32Array, place: number, noise: number,
): Uint8Array {
  const out = new Uint8Array(rest.length);
  const shift = (place >>> 9) & 511;
  for (let n = 0; n < out.length; n += 1) {
    const i = n % columns;
    const j = (n - i) / columns;
    const depth = rest[n]! + squeeze * (contracted[n]! - rest[n]!) + iodine[n]!;
    const light = Math.exp(-depth);
    const grain = noise * Math.sqrt(light + 0.12) * tile[((j + (place & 511)) & 511) * 512 + ((i + shift) & 511)]!;
    const grey = 255 * (0.9 * light + 0.03) + grain;
    out[n] = grey < 0 ? 0 : grey > 255 ? 255 : Math.floor(grey + 0.5);
  }
  return out;
}
