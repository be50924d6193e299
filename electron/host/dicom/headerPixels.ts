import type { PixelFault, PixelFormat, PixelLocation } from '../../../core/dicom/header.ts';
import { transferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import type { HeaderParts } from './headerOf.ts';
import type { HeaderSource } from './headerSource.ts';

const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const SEQUENCE_END = 0xfffee0dd;
/** @source reliability goals, 3.1 */
const FRAGMENTS_PER_FRAME = 16;
/** Bytes that may follow native pixels: one, which makes the length even. @source DICOM PS3.5 8.1.1 */
const PADDING = 1;

interface FoundPixels {
  readonly pixels: PixelLocation;
  readonly fault: PixelFault | null;
}

/** Bytes that the pixels of this format take; exact, since every factor is bounded (at most 2^51). */
export function nativeLength(format: PixelFormat): number {
  const samples = format.rows * format.columns * format.frames;
  if (format.bitsAllocated === 1) return Math.ceil((samples * format.samplesPerPixel) / 8);
  const perPixel = format.photometric === 'YBR_FULL_422' ? 2 : format.samplesPerPixel;
  return samples * perPixel * (format.bitsAllocated / 8);
}

/**
 * Where the pixels lie, and whether all of them are there. Reads at most the eight bytes before each
 * fragment.
 */
export function pixelsOf(parts: HeaderParts, format: PixelFormat): FoundPixels {
  const { scan, source, deflatedFrom, transferSyntaxUid } = parts;
  const { isEncapsulated } = transferSyntax(transferSyntaxUid);
  const { pixelOffset: offset, pixelLength: length } = scan;
  const expected = nativeLength(format);
  if (offset < 0) {
    const at = { kind: 'native', offset: source.size, length: 0 } as const;
    return { pixels: at, fault: { code: 'truncated-pixels', expectedBytes: expected, presentBytes: 0 } };
  }
  if (isEncapsulated) {
    const stated = length === UNDEFINED_LENGTH ? null : length;
    return {
      pixels: { kind: 'encapsulated', offset, length: stated },
      fault: fragmentFault(source, offset, stated, format, transferSyntax(transferSyntaxUid).isSupported),
    };
  }
  const present = Math.max(0, Math.min(source.size - offset, length));
  const pixels: PixelLocation = deflatedFrom === null
    ? { kind: 'native', offset, length: expected }
      : { kind: 'deflated', start: deflatedFrom, offset, length: expected };
  if (length === UNDEFINED_LENGTH) {
    return { pixels, fault: { code: 'malformed-pixels', expectedBytes: expected, presentBytes: present } };
  }
  if (present < expected) {
    return { pixels, fault: { code: 'truncated-pixels', expectedBytes: expected, presentBytes: present } };
  }
  // More than one byte of padding: the stated size, depth or frame count is not that of the pixels.
  return { pixels, fault: length > expected + PADDING
    ? { code: 'malformed-pixels', expectedBytes: expected, presentBytes: present } : null };
}

/** Walks the fragments by their lengths: a file that ends too early, or lies about them, shows here. */
function fragmentFault(
  source: HeaderSource, offset: number, length: number | null, format: PixelFormat, isCounted: boolean,
): PixelFault | null {
  const end = length === null ? source.size : Math.min(source.size, offset + length);
  const truncated = (expected: number): PixelFault =>
    ({ code: 'truncated-pixels', expectedBytes: expected, presentBytes: source.size - offset });
  const malformed: PixelFault =
    { code: 'malformed-pixels', expectedBytes: 0, presentBytes: source.size - offset };
  if (length !== null && offset + length > source.size) return truncated(length);
  let position = offset;
  let fragments = -1; // The first item is the basic offset table.
  for (;;) {
    if (length !== null && position === end) break;
    const header = source.eightAt(position);
    if (header === null) return truncated(position + 8 - offset);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = header;
    const tag = ((b << 24) | (a << 16) | (d << 8) | c) >>> 0;
    if (tag === SEQUENCE_END) break;
    const size = ((h << 24) | (g << 16) | (f << 8) | e) >>> 0;
    if (tag !== ITEM || size === UNDEFINED_LENGTH) return malformed;
    position += 8 + size;
    fragments += 1;
    if (position > end) return truncated(position - offset);
    if (fragments > FRAGMENTS_PER_FRAME * format.frames) return isCounted ? malformed : null;
  }
  return fragments < (isCounted ? format.frames : 1) ? truncated(position - offset) : null;
}
