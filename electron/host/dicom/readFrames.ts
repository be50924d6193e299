import { rgbSamples } from '../../../core/dicom/codec/colour.ts';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import { rleFrame } from '../../../core/dicom/codec/rle.ts';
import { nativeLayout } from '../../../core/dicom/codec/wordLayout.ts';
import type { Rescale } from '../../../core/dicom/header.ts';
import type { TransferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { huTable, placeSlice, storedValues, type HuTable } from '../../../core/volume/assemble.ts';
import { decodeJpeg, decodeJpeg2000, decodeJpegLossless, decodeJpegLs } from './codecs/decodeCodestream.ts';
import type { DecodedFrame } from './decodedFrame.ts';
import { pixelSource, type ImageFile, type PixelSource } from './imageFile.ts';
import { inflatedTo } from './inflated.ts';
import { frameRanges, type FrameRanges, type StartMark } from './fragments.ts';
import { nativeFrame, nativeWords } from './nativeFrame.ts';
import { checkedSource, nativeFrameBytes } from './pixelFormat.ts';
import { withFile } from './readAt.ts';

/** One frame as stored values: unsigned ones in bytes or words, signed ones as int16, colour as RGB bytes. */
export interface FrameSamples {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly values: Uint8Array | Uint16Array | Int16Array;
}

/** One frame of a file as stored values, masked and signed as the header says; 0-based. */
export async function readFrame(file: ImageFile, frame: number): Promise<Result<FrameSamples, FrameFailure>> {
  const source = pixelSource(file);
  return source === null ? err({ code: 'pixels/no-picture', detail: '' }) : readStored(source, frame);
}

/** The same from what a worker is sent. */
export async function readStored(
  source: PixelSource, frame: number,
): Promise<Result<FrameSamples, FrameFailure>> {
  const decoded = await decodedFrame(source, frame, null);
  if (!decoded.ok) return decoded;
  const { words, layout, samplesPerPixel } = decoded.value;
  const { rows, columns } = source.format;
  return ok({ rows, columns, samplesPerPixel, values: storedValues(words, layout) });
}

/** Tables of the last few layouts and rescales: a series has one, now and then a few. */
const tables = new Map<string, HuTable>();
const MOST_TABLES = 8;

/**
 * Decodes one grey frame to HU, straight into its place in a volume. Uncompressed pixels are read into that
 * place and turned into HU there.
 *
 * @returns how many voxels had to be clamped to int16
 */
export async function readSlice(
  source: PixelSource, frame: number, rescale: Rescale | null, place: Int16Array,
): Promise<Result<number, FrameFailure>> {
  if (source.format.samplesPerPixel !== 1) {
    return err({ code: 'pixels/unsupported-format',
      detail: `${source.format.samplesPerPixel} samples a pixel` });
  }
  const decoded = await decodedFrame(source, frame, place);
  if (!decoded.ok) return decoded;
  const { words, layout } = decoded.value;
  if (words.length !== place.length) {
    return err({ code: 'pixels/contradicts-header', detail: 'another size than the volume' });
  }
  const key = JSON.stringify([layout, rescale?.slope, rescale?.intercept]);
  let table = tables.get(key);
  if (table === undefined) {
    if (tables.size >= MOST_TABLES) tables.clear();
    table = huTable(layout, rescale);
    tables.set(key, table);
  }
  return ok(placeSlice(words, table, place));
}

/**
 * @param place - memory that native words of two bytes may be read into, exactly one frame; null for new
 *   memory
 */
async function decodedFrame(
  source: PixelSource, frame: number, place: Int16Array | null,
): Promise<Result<DecodedFrame, FrameFailure>> {
  const syntax = checkedSource(source, frame);
  if (!syntax.ok) return syntax;
  if (!syntax.value.isEncapsulated) {
    return nativeFrame(source, frame, syntax.value.dataSet === 'explicit big endian', place);
  }
  const coded = codedFrame(source, frame, syntax.value);
  return coded.ok ? decodedBytes(coded.value, source, syntax.value) : coded;
}

/** The frames of the last encapsulated file with several: finding them means walking all its fragments. */
let known: { readonly path: string; readonly offset: number; readonly ranges: FrameRanges } | null = null;

/** The coded bytes of one frame, its fragments put together. */
function codedFrame(
  source: PixelSource, frame: number, syntax: TransferSyntax,
): Result<Uint8Array, FrameFailure> {
  const { pixels, format, path } = source;
  if (pixels.kind !== 'encapsulated') {
    return err({ code: 'pixels/contradicts-header', detail: 'no fragments in a compressed file' });
  }
  return withFile(path, (file) => {
    if (known === null || known.path !== path || known.offset !== pixels.offset) {
      const found = frameRanges(file, pixels.offset, pixels.length, format.frames, startMark(syntax.uid));
      if (!found.ok) return found;
      known = { path, offset: pixels.offset, ranges: found.value };
    }
    const ranges = known.ranges[frame] ?? [];
    const length = ranges.reduce((sum, range) => sum + range.length, 0);
    // Coding may make noise a little larger, never many times.
    const most = 2 * nativeFrameBytes(source) + 0x100000;
    if (length > most) return err({ code: 'pixels/bad-fragments', detail: `${length} bytes for one frame` });
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const range of ranges) {
      if (!file.fill(range.position, bytes.subarray(at, at + range.length))) {
        return err({ code: 'pixels/truncated', detail: `frame ${frame + 1} of ${format.frames}` });
      }
      at += range.length;
    }
    return ok(bytes);
  });
}

const JPEG_2000 = /^1\.2\.840\.10008\.1\.2\.4\.(9\d|20\d)$/;
const startMark = (uid: string): StartMark =>
  JPEG_2000.test(uid) ? 'jpeg 2000' : uid.startsWith('1.2.840.10008.1.2.4.') ? 'jpeg' : null;

async function decodedBytes(
  bytes: Uint8Array, source: PixelSource, { uid, name }: TransferSyntax,
): Promise<Result<DecodedFrame, FrameFailure>> {
  const { format } = source;
  switch (uid) {
    case '1.2.840.10008.1.2.4.50': case '1.2.840.10008.1.2.4.51': return decodeJpeg(bytes, format);
    case '1.2.840.10008.1.2.4.57': case '1.2.840.10008.1.2.4.70': return decodeJpegLossless(bytes, format);
    case '1.2.840.10008.1.2.4.80': case '1.2.840.10008.1.2.4.81': return decodeJpegLs(bytes, format);
    case '1.2.840.10008.1.2.4.90': case '1.2.840.10008.1.2.4.91': return decodeJpeg2000(bytes, format, false);
    case '1.2.840.10008.1.2.4.201': case '1.2.840.10008.1.2.4.202': case '1.2.840.10008.1.2.4.203':
      return decodeJpeg2000(bytes, format, true);
    case '1.2.840.10008.1.2.5': return rleDecoded(bytes, source);
    case '1.2.840.10008.1.2.1.98': return plainFrame(bytes, source);
    case '1.2.840.10008.1.2.8.1': {
      const inflated = inflatedTo(bytes, nativeFrameBytes(source) + 1);
      return inflated.ok ? plainFrame(inflated.value, source) : inflated;
    }
    default: return err({ code: 'pixels/unsupported-transfer-syntax', detail: name });
  }
}

function rleDecoded(bytes: Uint8Array, { format }: PixelSource): Result<DecodedFrame, FrameFailure> {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometric } = format;
  const words = rleFrame(bytes,
    { pixels: rows * columns, samplesPerPixel, bytesPerSample: bitsAllocated === 8 ? 1 : 2 });
  if (!words.ok) return words;
  const layout = nativeLayout(format, false);
  if (samplesPerPixel === 1) return ok({ words: words.value, layout, samplesPerPixel: 1 });
  if (words.value instanceof Uint16Array || photometric === 'YBR_FULL_422') {
    return err({ code: 'pixels/unsupported-format', detail: `run-length ${photometric}` });
  }
  return ok({ words: rgbSamples(words.value, photometric), layout, samplesPerPixel: 3 });
}

/** One native frame that lay in fragments. */
function plainFrame(bytes: Uint8Array, source: PixelSource): Result<DecodedFrame, FrameFailure> {
  const expected = nativeFrameBytes(source);
  if (bytes.length !== expected && bytes.length !== expected + (expected % 2)) {
    return err({ code: 'pixels/wrong-length', detail: `${bytes.length} bytes instead of ${expected}` });
  }
  return ok(nativeWords(bytes.slice(0, expected), source, false));
}
