type Samples = Int16Array | Uint16Array | Uint8Array;

/** Opaque black of a canvas, whose pixels are bytes red, green, blue, alpha in ascending order. */
const BLACK = 0xff000000;

/**
 * Where each of `count` canvas pixels falls on a row of `samples`: the sample before it, and how far on to the next.
 * -1 where it falls beyond the outer edge of the row.
 */
function places(from: number, step: number, count: number, samples: number): { readonly at: Int32Array; readonly share: Float32Array } {
  const at = new Int32Array(count);
  const share = new Float32Array(count);
  for (let n = 0; n < count; n += 1) {
    const place = from + n * step;
    if (place < -0.5 || place >= samples - 0.5) {
      at[n] = -1;
      continue;
    }
    // The outer half of a sample at the border has no neighbour to be mixed with.
    const within = place < 0 ? 0 : place > samples - 1 ? samples - 1 : place;
    at[n] = Math.floor(within);
    share[n] = within - Math.floor(within);
  }
  return { at, share };
}

/**
 * Greys of a canvas: samples mixed linearly between the four around, then windowed (0 at `lowest`, 255 at
 * `lowest + 255 / gain`) and rounded. Each row of samples is mixed and windowed once, each pixel along it after that.
 */
export function paintGrey(
  samples: Samples, columns: number, rows: number, left: number, across: number, top: number, down: number,
  width: number, height: number, lowest: number, gain: number, out: Uint32Array,
): void {
  const { at, share } = places(left, across, width, columns);
  const lines = places(top, down, height, rows);
  const line = new Float32Array(columns + 1);
  const first = Math.max(0, Math.floor(left));
  const last = Math.min(columns - 1, Math.ceil(left + (width - 1) * across));
  // The picture's own part of a row: the wide margins of a run in a wide tile cost nothing.
  let from = 0;
  while (from < width && at[from]! < 0) from += 1;
  let to = width;
  while (to > from && at[to - 1]! < 0) to -= 1;
  for (let y = 0; y < height; y += 1) {
    const row = lines.at[y]!;
    const start = y * width;
    if (row < 0) {
      out.fill(BLACK, start, start + width);
      continue;
    }
    const upper = row * columns;
    const lower = row + 1 < rows ? upper + columns : upper;
    const part = lines.share[y]!;
    out.fill(BLACK, start, start + from);
    out.fill(BLACK, start + to, start + width);
    for (let i = first; i <= last; i += 1) {
      const above = samples[upper + i]!;
      line[i] = (above + part * (samples[lower + i]! - above) - lowest) * gain;
    }
    for (let x = from; x < to; x += 1) {
      const i = at[x]!;
      const before = line[i]!;
      const value = before + share[x]! * (line[i + 1]! - before);
      const grey = value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0;
      out[start + x] = BLACK | (grey * 0x010101);
    }
  }
}

/** Greys of a canvas from samples of which each is a pixel: windowed and rounded. */
export function paintEach(samples: Samples, lowest: number, gain: number, out: Uint32Array): void {
  for (let n = 0; n < out.length; n += 1) {
    // As precise as where samples are mixed: the same value has the same grey.
    const value = Math.fround((samples[n]! - lowest) * gain);
    const grey = value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0;
    out[n] = BLACK | (grey * 0x010101);
  }
}

/** Colours of a canvas from samples red, green, blue, mixed linearly between the four around and rounded. */
export function paintColour(
  samples: Samples, columns: number, rows: number, left: number, across: number, top: number, down: number,
  width: number, height: number, lowest: number, gain: number, out: Uint32Array,
): void {
  const { at, share } = places(left, across, width, columns);
  const lines = places(top, down, height, rows);
  for (let y = 0; y < height; y += 1) {
    const row = lines.at[y]!;
    const lower = row + 1 < rows ? row + 1 : row;
    const part = lines.share[y]!;
    for (let x = 0; x < width; x += 1) {
      const i = at[x]!;
      let pixel = BLACK;
      if (row >= 0 && i >= 0) {
        const next = i + 1 < columns ? i + 1 : i;
        const right = share[x]!;
        for (let channel = 0; channel < 3; channel += 1) {
          const a = samples[3 * (row * columns + i) + channel]!;
          const b = samples[3 * (row * columns + next) + channel]!;
          const c = samples[3 * (lower * columns + i) + channel]!;
          const d = samples[3 * (lower * columns + next) + channel]!;
          const above = a + right * (b - a);
          const value = (above + part * (c + right * (d - c) - above) - lowest) * gain;
          pixel |= (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0) << (8 * channel);
        }
      }
      out[y * width + x] = pixel;
    }
  }
}
