import type { FrameFailure, FrameFailureCode } from '../../../core/dicom/codec/frameFailure.ts';
import { transferSyntax, type TransferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { HEADER_LIMITS } from '../../../core/dicom/limits.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { PixelSource } from './imageFile.ts';

const COLOURS = ['RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_RCT', 'YBR_ICT'];
const GREYS = ['MONOCHROME1', 'MONOCHROME2'];
const failed = (code: FrameFailureCode, detail: string): Result<never, FrameFailure> => err({ code, detail });

/** Refuses, by the header alone, what no decoder here should be asked for; gives the transfer syntax. */
export function checkedSource(
  { format, transferSyntaxUid }: PixelSource, frame: number,
): Result<TransferSyntax, FrameFailure> {
  const { rows, columns, frames, samplesPerPixel, photometric, bitsAllocated, bitsStored, highBit } = format;
  const syntax = transferSyntax(transferSyntaxUid);
  if (!syntax.isSupported) {
    return failed('pixels/unsupported-transfer-syntax', syntax.name === 'unknown' ? syntax.uid : syntax.name);
  }
  if (rows > HEADER_LIMITS.rows || columns > HEADER_LIMITS.columns) {
    return failed('pixels/too-large', `${columns} x ${rows}`);
  }
  if (rows < 1 || columns < 1) return failed('pixels/unsupported-format', `${columns} x ${rows} pixels`);
  if (!Number.isInteger(frame) || frame < 0 || frame >= frames) {
    return failed('pixels/no-such-frame', `${frame + 1} of ${frames}`);
  }
  const isKnownPicture = (samplesPerPixel === 1 && GREYS.includes(photometric))
    || (samplesPerPixel === 3 && COLOURS.includes(photometric));
  if (!isKnownPicture) {
    return failed('pixels/unsupported-format', `${samplesPerPixel} samples, ${photometric}`);
  }
  const isKnownDepth = (bitsAllocated === 8 || (bitsAllocated === 16 && samplesPerPixel === 1))
    && bitsStored >= 1 && highBit < bitsAllocated && highBit + 1 >= bitsStored;
  if (!isKnownDepth) {
    return failed('pixels/unsupported-format',
      `${bitsAllocated} bits allocated, ${bitsStored} stored, high bit ${highBit}`);
  }
  if (photometric === 'YBR_FULL_422' && !syntax.isEncapsulated && columns % 2 !== 0) {
    return failed('pixels/unsupported-format', 'odd number of columns in YBR_FULL_422');
  }
  return ok(syntax);
}

/** Bytes of one native frame. */
export function nativeFrameBytes({ format }: PixelSource): number {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometric } = format;
  const samples = photometric === 'YBR_FULL_422' ? 2 : samplesPerPixel;
  return rows * columns * samples * (bitsAllocated / 8);
}
