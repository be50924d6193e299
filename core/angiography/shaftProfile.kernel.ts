type Samples = Int16Array | Uint16Array | Uint8Array | Float32Array;

// Values across a line through (x, y) along the unit direction (ux, uy): `out.length` of them, `step` pixels apart and
// centred, each the mean of `band` neighbours along (-uy, ux). Bilinear; beyond the picture its nearest pixel.
export function profileAcross(
  samples: Samples, columns: number, rows: number, x: number, y: number, ux: number, uy: number,
  step: number, band: number, out: Float64Array,
): void {
  const half = (out.length - 1) / 2;
  const side = (band - 1) / 2;
  for (let n = 0; n < out.length; n += 1) {
    let sum = 0;
    for (let k = 0; k < band; k += 1) {
      const px = x + (n - half) * step * ux - (k - side) * uy;
      const py = y + (n - half) * step * uy + (k - side) * ux;
      const cx = px < 0 ? 0 : px > columns - 1 ? columns - 1 : px;
      const cy = py < 0 ? 0 : py > rows - 1 ? rows - 1 : py;
      const i = cx < columns - 1 ? Math.floor(cx) : Math.max(0, columns - 2);
      const j = cy < rows - 1 ? Math.floor(cy) : Math.max(0, rows - 2);
      const fx = cx - i;
      const fy = cy - j;
      const at = j * columns + i;
      const right = columns > 1 ? 1 : 0;
      const down = rows > 1 ? columns : 0;
      const upper = samples[at]! + fx * (samples[at + right]! - samples[at]!);
      const lower = samples[at + down]! + fx * (samples[at + down + right]! - samples[at + down]!);
      sum += upper + fy * (lower - upper);
    }
    out[n] = sum / band;
  }
}

// Shadow of a hollow tube of outer radius `radius` and inner radius `hollow * radius` about `centre`, seen through a
// Gaussian of `blur`: its path length in units of the radius, at `out.length` places `step` apart and centred.
export function tubeShadow(
  centre: number, radius: number, hollow: number, blur: number, step: number, out: Float64Array, fine: Float64Array,
): void {
  // The Gaussian over half-cosine nodes of the chord: places x = centre + radius * sin(t) have chords 2 cos(t).
  const nodes = fine.length;
  const half = (out.length - 1) / 2;
  const spread = 1 / (blur * Math.sqrt(2 * Math.PI));
  const falls = -1 / (2 * blur * blur);
  out.fill(0);
  for (let wall = 0; wall < 2; wall += 1) {
    const own = wall === 0 ? radius : radius * hollow;
    if (own <= 0) continue;
    const sign = wall === 0 ? 1 : -1;
    for (let k = 0; k < nodes; k += 1) {
      const t = -Math.PI / 2 + ((k + 0.5) * Math.PI) / nodes;
      const place = centre + own * Math.sin(t);
      // Chord 2 cos(t) times the length cos(t) dt of the node, both in units of the outer radius.
      const weight = (sign * 2 * own * own * Math.cos(t) * Math.cos(t) * (Math.PI / nodes) * spread) / radius;
      const from = Math.max(0, Math.ceil((place - 5 * blur) / step + half));
      const to = Math.min(out.length - 1, Math.floor((place + 5 * blur) / step + half));
      for (let n = from; n <= to; n += 1) {
        const away = (n - half) * step - place;
        out[n] = out[n]! + weight * Math.exp(falls * away * away);
      }
    }
  }
}
