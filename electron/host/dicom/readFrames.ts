import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import type { Rescale } from '../../../core/dicom/header.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { huTable, placeSlice, storedValues, type HuTable } from '../../../core/volume/assemble.ts';
import type { DecodedFrame } from './decodedFrame.ts';
import { pixelSource, type ImageFile, type PixelSource } from './imageFile.ts';
import { nativeFrame } from './nativeFrame.ts';
import { checkedSource } from './pixelFormat.ts';

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
  // Most series need none of the decoders, and a thread is ready the sooner without them.
  const { codedFrame } = await import('./codedFrame.ts');
  return codedFrame(source, frame, syntax.value);
}
