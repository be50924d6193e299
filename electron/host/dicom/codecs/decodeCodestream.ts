import {
  isWholeCodestream, jpeg2000Codestream, jpeg2000Header, jpegHeader, withLastTilePartClosed,
  type CodestreamHeader,
} from '../../../../core/dicom/codec/codestream.ts';
import { rgbSamples, sideBySide } from '../../../../core/dicom/codec/colour.ts';
import type { FrameFailure, FrameFailureCode } from '../../../../core/dicom/codec/frameFailure.ts';
import { losslessPicture } from '../../../../core/dicom/codec/jpegLossless.ts';
import { sequentialPicture } from '../../../../core/dicom/codec/jpegSequential.ts';
import type { WordLayout } from '../../../../core/dicom/codec/wordLayout.ts';
import type { PixelFormat } from '../../../../core/dicom/header.ts';
import { err, ok, type Result } from '../../../../core/result.ts';
import type { DecodedFrame } from '../decodedFrame.ts';
import { decodeWith, lastComplaint, withDecoder, type WasmDecoder } from './wasmCodecs.ts';

const END_OF_IMAGE = Uint8Array.of(0xff, 0xd9);
type Words = Uint8Array | Uint16Array;
const failed = (code: FrameFailureCode, detail: string): Result<never, FrameFailure> => err({ code, detail });

/**
 * Refuses a picture that is not the one its header describes, before anything of its claimed size is made;
 * gives where its samples lie in their words.
 */
function checked(stream: CodestreamHeader, format: PixelFormat): Result<WordLayout, FrameFailure> {
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, highBit, isSigned } = format;
  if (stream.columns !== columns || stream.rows !== rows) {
    return failed('pixels/contradicts-header',
      `${stream.columns} x ${stream.rows} instead of ${columns} x ${rows}`);
  }
  if (stream.components !== samplesPerPixel) {
    return failed('pixels/contradicts-header',
      `${stream.components} components instead of ${samplesPerPixel}`);
  }
  const bytes = stream.precision <= 8 ? 1 : 2;
  if (stream.precision > bitsAllocated) {
    return failed('pixels/contradicts-header', `${stream.precision} bits coded, ${bitsAllocated} allocated`);
  }
  // Whole words were coded: the stored value lies in them as the header says.
  if (stream.precision > bitsStored && stream.precision > highBit) {
    return ok({ bytes, bits: bitsStored, lowBit: highBit + 1 - bitsStored, isSigned, isSwapped: false });
  }
  if (stream.precision > bitsStored) {
    return failed('pixels/contradicts-header', `${stream.precision} bits coded, ${bitsStored} stored`);
  }
  // Fewer bits than announced: a coded sign settles what the highest of them means; without one nobody knows.
  if (stream.precision < bitsStored && isSigned && stream.isSigned === null) {
    return failed('pixels/contradicts-header',
      `${stream.precision} bits coded, ${bitsStored} stored with sign`);
  }
  return ok({ bytes, bits: stream.precision, lowBit: 0, isSigned, isSwapped: false });
}

/** Grey words as they are, colour as RGB. */
function frameOf(
  words: Words, layout: WordLayout, format: PixelFormat, photometric: string,
): Result<DecodedFrame, FrameFailure> {
  if (format.samplesPerPixel === 1) return ok({ words, layout, samplesPerPixel: 1 });
  if (!(words instanceof Uint8Array)) {
    return failed('pixels/unsupported-format', 'colour of more than 8 bits');
  }
  return ok({ words: rgbSamples(words, photometric), layout, samplesPerPixel: 3 });
}

/**
 * Copies what a library decoded out of its memory; null where it decoded something else than was announced.
 */
function taken(decoder: WasmDecoder, layout: WordLayout, format: PixelFormat): Words | null {
  const { width, height, componentCount } = decoder.getFrameInfo();
  const decoded = decoder.getDecodedBuffer();
  const samples = format.rows * format.columns * format.samplesPerPixel;
  const isAsAnnounced = width === format.columns && height === format.rows
    && componentCount === format.samplesPerPixel && decoded.length === samples * layout.bytes;
  if (!isAsAnnounced) return null;
  // A copy with a type of its own: some libraries give signed or clamped views.
  const copy = new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length).slice();
  return layout.bytes === 1 ? copy : new Uint16Array(copy.buffer, 0, samples);
}

const decodedBy = (
  Decoder: new () => WasmDecoder, bytes: Uint8Array, layout: WordLayout, format: PixelFormat,
): Words | null =>
  withDecoder(Decoder, bytes, (decoder) => taken(decoder, layout, format));

const damaged = () => failed('pixels/damaged', lastComplaint());

/** JPEG baseline and extended, 8 bits (colour too) or 12 bits. */
export async function decodeJpeg(
  bytes: Uint8Array, format: PixelFormat,
): Promise<Result<DecodedFrame, FrameFailure>> {
  const header = jpegHeader(bytes);
  if (!header.ok) return failed('pixels/damaged', header.failure.detail);
  const layout = checked(header.value, format);
  if (!layout.ok) return layout;
  if (header.value.process > 1) {
    return failed('pixels/contradicts-header', `JPEG process ${header.value.process}`);
  }
  if (header.value.precision !== 8) {
    const picture = sequentialPicture(bytes);
    if (!picture.ok) return failed('pixels/damaged', picture.failure.detail);
    return frameOf(picture.value.words, layout.value, format, format.photometric);
  }
  const words = await decodeWith('jpeg', ({ JPEGDecoder }) =>
    decodedBy(JPEGDecoder, bytes, layout.value, format));
  // The library gives RGB for every colour picture.
  return words == null ? damaged() : frameOf(words, layout.value, format, 'RGB');
}

/** JPEG lossless, all predictors. */
export function decodeJpegLossless(
  bytes: Uint8Array, format: PixelFormat,
): Result<DecodedFrame, FrameFailure> {
  const header = jpegHeader(bytes);
  if (!header.ok) return failed('pixels/damaged', header.failure.detail);
  const layout = checked(header.value, format);
  if (!layout.ok) return layout;
  const picture = losslessPicture(bytes);
  if (!picture.ok) return failed('pixels/damaged', picture.failure.detail);
  return frameOf(picture.value.words, layout.value, format, format.photometric);
}

/** JPEG-LS, lossless and near-lossless. */
export async function decodeJpegLs(
  bytes: Uint8Array, format: PixelFormat,
): Promise<Result<DecodedFrame, FrameFailure>> {
  const header = jpegHeader(bytes);
  if (!header.ok) return failed('pixels/damaged', header.failure.detail);
  const layout = checked(header.value, format);
  if (!layout.ok) return layout;
  // Without a marker behind the coded bits the library looks for the end of a cut-off stream for a minute.
  const closed = new Uint8Array(bytes.length + END_OF_IMAGE.length);
  closed.set(bytes);
  closed.set(END_OF_IMAGE, bytes.length);
  const words = await decodeWith('jpegLs', ({ JpegLSDecoder }) =>
    withDecoder(JpegLSDecoder, closed, (decoder) => {
    const samples = taken(decoder, layout.value, format);
    const isPlanar = decoder.getInterleaveMode() === 0;
    return samples instanceof Uint8Array && isPlanar && format.samplesPerPixel === 3 ? sideBySide(samples)
      : samples;
  }));
  return words == null ? damaged() : frameOf(words, layout.value, format, format.photometric);
}

/** JPEG 2000 and high-throughput JPEG 2000. */
export async function decodeJpeg2000(
  bytes: Uint8Array, format: PixelFormat, isHighThroughput: boolean,
): Promise<Result<DecodedFrame, FrameFailure>> {
  const found = jpeg2000Codestream(bytes);
  if (!found.ok) return failed('pixels/damaged', found.failure.detail);
  const header = jpeg2000Header(found.value);
  if (!header.ok) return failed('pixels/damaged', header.failure.detail);
  const layout = checked(header.value, format);
  if (!layout.ok) return layout;
  // This library fills what is missing with what it likes.
  if (isHighThroughput && !isWholeCodestream(found.value)) {
    return failed('pixels/damaged', 'the codestream is cut off');
  }
  const stream = isHighThroughput ? found.value : withLastTilePartClosed(found.value);
  const words = isHighThroughput
    ? await decodeWith('highThroughput', ({ HTJ2KDecoder }) =>
      decodedBy(HTJ2KDecoder, stream, layout.value, format))
    : await decodeWith('jpeg2000', ({ J2KDecoder }) => decodedBy(J2KDecoder, stream, layout.value, format));
  if (words == null) return damaged();
  // The component transform is undone by the library; colour that was coded without one is left as the header
  // names it.
  return frameOf(words, layout.value, format, format.photometric);
}
