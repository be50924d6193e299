import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Colours without what is behind them: three bytes a pixel, row by row. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PNG_END = Buffer.from('49454e44ae426082', 'hex');

/** Begins and ends as a PNG does: nothing else is kept under the name of a picture. */
export const isPng = (bytes: Buffer): boolean =>
  bytes.subarray(0, PNG.length).equals(PNG) && bytes.subarray(-PNG_END.length).equals(PNG_END);

/** Widest and highest picture that is taken. */
const MOST = 8192;
/** Samples a pixel by colour type: grey, colour, grey with opacity, colour with opacity. */
const SAMPLES: Readonly<Record<number, 1 | 2 | 3 | 4>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/**
 * The pixels of a PNG as a canvas makes them: eight bits a sample, no palette, not interlaced; what is
 * transparent lies on black. Null for any other.
 *
 * @source W3C Portable Network Graphics: chunks 5.3, filters 9.2
 */
export function pngPixels(png: Uint8Array): RgbImage | null {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, type = -1, , , interlaced] = bytes.subarray(24, 29);
  const samples = SAMPLES[type];
  if (samples === undefined || depth !== 8 || interlaced !== 0) return null;
  if (width < 1 || height < 1 || width > MOST || height > MOST) return null;
  const packed = Buffer.concat(chunksOf(bytes, 'IDAT'));
  const size = (1 + width * samples) * height;
  let rows: Uint8Array;
  try {
    rows = inflateSync(packed, { maxOutputLength: size });
  } catch {
    // Cut off, damaged, or more than it says.
    return null;
  }
  return rows.length === size
    ? { width, height, rgb: rgbOf(unfiltered(rows, width * samples, samples), samples) }
    : null;
}

/** The picture as a PNG: the same pixels give the same bytes. @source W3C Portable Network Graphics: chunks 5.3, header 11.2.2 */
export function pngBytes({ width, height, rgb }: RgbImage): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  // Before each row its filter: none.
  const rows = Buffer.alloc((1 + 3 * width) * height);
  for (let y = 0; y < height; y += 1) rows.set(rgb.subarray(3 * width * y, 3 * width * (y + 1)), (1 + 3 * width) * y + 1);
  return Buffer.concat([PNG.subarray(0, 8), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Uint8Array): Buffer {
  const [named, length, check] = [Buffer.concat([Buffer.from(type, 'latin1'), content]), Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function chunksOf(bytes: Buffer, wanted: string): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === wanted)
      found.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return found;
}

/** The samples without the filter of each row. */
function unfiltered(rows: Uint8Array, stride: number, step: number): Uint8Array {
  const out = new Uint8Array((rows.length / (stride + 1)) * stride);
  for (let row = 0; row * stride < out.length; row += 1) {
    const filter = rows[row * (stride + 1)];
    for (let n = 0; n < stride; n += 1) {
      const at = row * stride + n;
      const left = n < step ? 0 : (out[at - step] ?? 0);
      const up = row === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = n < step || row === 0 ? 0 : (out[at - stride - step] ?? 0);
      out[at] = (rows[row * (stride + 1) + 1 + n] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const sum = left + up - corner;
      const [toLeft, toUp, toCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
      return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
    default:
      return 0;
  }
}

function rgbOf(samples: Uint8Array, step: 1 | 2 | 3 | 4): Uint8Array {
  const rgb = new Uint8Array((samples.length / step) * 3);
  const [isGrey, hasOpacity] = [step < 3, step % 2 === 0];
  for (let pixel = 0; pixel * step < samples.length; pixel += 1) {
    const opacity = hasOpacity ? (samples[pixel * step + step - 1] ?? 0) / 255 : 1;
    for (let channel = 0; channel < 3; channel += 1)
      rgb[3 * pixel + channel] = Math.round((samples[pixel * step + (isGrey ? 0 : channel)] ?? 0) * opacity);
  }
  return rgb;
}
