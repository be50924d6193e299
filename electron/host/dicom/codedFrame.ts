import { rgbSamples } from '../../../core/dicom/codec/colour.ts';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import { rleFrame } from '../../../core/dicom/codec/rle.ts';
import { nativeLayout } from '../../../core/dicom/codec/wordLayout.ts';
import type { TransferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { decodeJpeg, decodeJpeg2000, decodeJpegLossless, decodeJpegLs } from './codecs/decodeCodestream.ts';
import type { DecodedFrame } from './decodedFrame.ts';
import { frameRanges, type FrameRanges, type StartMark } from './fragments.ts';
import type { PixelSource } from './imageFile.ts';
import { inflatedTo } from './inflated.ts';
import { nativeWords } from './nativeFrame.ts';
import { nativeFrameBytes } from './pixelFormat.ts';
import { withFile } from './readAt.ts';

/** The frames of the last encapsulated file with several: finding them means walking all its fragments. */
let known: { readonly path: string; readonly offset: number; readonly ranges: FrameRanges } | null = null;

/** One frame of a file whose frames are coded each by itself. */
export async function codedFrame(
  source: PixelSource, frame: number, syntax: TransferSyntax,
): Promise<Result<DecodedFrame, FrameFailure>> {
  const coded = codedBytes(source, frame, syntax);
  return coded.ok ? decodedBytes(coded.value, source, syntax) : coded;
}

/** The coded bytes of one frame, its fragments put together. */
function codedBytes(
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
