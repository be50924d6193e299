import { rgbSamples, sideBySide } from '../../../core/dicom/codec/colour.ts';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import { nativeLayout } from '../../../core/dicom/codec/wordLayout.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { DecodedFrame } from './decodedFrame.ts';
import type { PixelSource } from './imageFile.ts';
import { inflatedPixels } from './inflated.ts';
import { nativeFrameBytes } from './pixelFormat.ts';
import { withFile, type OpenFile } from './readAt.ts';

/**
 * One uncompressed frame, out of the file or out of a data set that is deflated as a whole.
 *
 * @param place - memory that words of two bytes may be read into, exactly one frame; null for new memory
 */
export function nativeFrame(
  source: PixelSource, frame: number, isBigEndian: boolean, place: Int16Array | null,
): Result<DecodedFrame, FrameFailure> {
  const { pixels, format, path } = source;
  const length = nativeFrameBytes(source);
  const expected = length * format.frames;
  const hasLength = (found: number): boolean => found === expected || found === expected + (expected % 2);
  const wrong = (found: number) => err<FrameFailure>({
    code: found < expected ? 'pixels/truncated' : 'pixels/wrong-length',
    detail: `${found} bytes instead of ${expected}`,
  });
  if (pixels.kind === 'deflated') {
    const inflated = inflatedPixels(path, pixels);
    if (!inflated.ok) return inflated;
    if (!hasLength(inflated.value.length)) return wrong(inflated.value.length);
    return ok(nativeWords(inflated.value.slice(length * frame, length * (frame + 1)), source, false));
  }
  if (pixels.kind !== 'native') {
    return err({ code: 'pixels/contradicts-header', detail: 'fragments in an uncompressed file' });
  }
  if (!hasLength(pixels.length)) return wrong(pixels.length);
  return withFile(path, (file) => {
    const isInPlace = place !== null && place.byteLength === length && format.bitsAllocated === 16;
    const bytes = isInPlace
      ? new Uint8Array(place.buffer, place.byteOffset, place.byteLength) : new Uint8Array(length);
    const isSwapped = isBigEndian && format.bitsAllocated === 8 && isWordCoded(file, pixels.offset);
    const isWhole = isSwapped
      ? fillSwapped(file, pixels.offset + length * frame, bytes)
      : file.fill(pixels.offset + length * frame, bytes);
    if (!isWhole) return err({ code: 'pixels/truncated', detail: `frame ${frame + 1} of ${format.frames}` });
    return ok(nativeWords(bytes, source, isBigEndian));
  });
}

/**
 * Whether big-endian pixels of 8 bits were written as words (OW), whose bytes then lie the wrong way round.
 */
function isWordCoded(file: OpenFile, offset: number): boolean {
  const vr = new Uint8Array(2);
  return file.fill(offset - 8, vr) && vr[0] === 0x4f && vr[1] === 0x57;
}

/** Reads bytes out of words that lie the wrong way round; `position` may lie within a word. */
function fillSwapped(file: OpenFile, position: number, into: Uint8Array): boolean {
  const start = position - (position % 2);
  const words = new Uint8Array(into.length + (position - start) + ((into.length + position - start) % 2));
  if (!file.fill(start, words)) return false;
  for (let at = 0; at < into.length; at += 1) into[at] = words[(at + position - start) ^ 1] ?? 0;
  return true;
}

/** The bytes of one frame as words: colour pixel by pixel, grey as wide as it is stored. */
export function nativeWords(bytes: Uint8Array, { format }: PixelSource, isBigEndian: boolean): DecodedFrame {
  const layout = nativeLayout(format, isBigEndian);
  if (format.samplesPerPixel === 3) {
    const isPlanar = format.planarConfiguration === 1 && format.photometric !== 'YBR_FULL_422';
    const samples = isPlanar ? sideBySide(bytes) : bytes;
    return { words: rgbSamples(samples, format.photometric), layout, samplesPerPixel: 3 };
  }
  const words = format.bitsAllocated === 8 ? bytes
    : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return { words, layout, samplesPerPixel: 1 };
}
