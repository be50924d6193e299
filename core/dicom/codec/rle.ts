import { err, ok, type Result } from '../../result.ts';
import type { FrameFailure } from './frameFailure.ts';
import { scratchPlane, spreadPlane, unpackLowBytes, unpackSegment } from './rle.kernel.ts';

const HEADER_BYTES = 64;
const MOST_SEGMENTS = 15;

/** What the header says that an RLE frame unpacks to. */
export interface RleShape {
  readonly pixels: number;
  readonly samplesPerPixel: number;
  readonly bytesPerSample: 1 | 2;
}

/**
 * One RLE frame as words, colour samples side by side.
 *
 * @fails pixels/damaged - segments are missing, overlap the end, or give more or fewer bytes than the header
 *   announces
 * @source DICOM PS3.5 annex G
 */
export function rleFrame(
  bytes: Uint8Array, { pixels, samplesPerPixel, bytesPerSample }: RleShape,
): Result<Uint8Array | Uint16Array, FrameFailure> {
  const damaged = (detail: string) => err<FrameFailure>({ code: 'pixels/damaged', detail });
  if (bytes.length < HEADER_BYTES) return damaged('run-length header is cut off');
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const segments = header.getUint32(0, true);
  if (segments !== samplesPerPixel * bytesPerSample || segments > MOST_SEGMENTS) {
    return err({
      code: 'pixels/contradicts-header',
      detail: `${segments} run-length segments instead of ${samplesPerPixel * bytesPerSample}`,
    });
  }
  const starts = Array.from({ length: segments }, (_, n) => header.getUint32(4 + 4 * n, true));
  const ranges = starts.map((start, n) => ({ start, end: starts[n + 1] ?? bytes.length }));
  const outside = ranges.findIndex(({ start, end }) => start < HEADER_BYTES || end < start || end > bytes.length);
  if (outside >= 0) return damaged(`run-length segment ${outside + 1} out of bounds`);
  const otherLength = (n: number) => damaged(`run-length segment ${n + 1} has another length than the picture`);
  const [first, second] = ranges;
  if (first === undefined) return damaged('no run-length segments');
  if (bytesPerSample === 2 && samplesPerPixel === 1 && second !== undefined) {
    const high = scratchPlane(0, pixels);
    if (!unpackSegment(bytes, first.start, first.end, high, pixels)) return otherLength(0);
    const words = new Uint16Array(pixels);
    return unpackLowBytes(bytes, second.start, second.end, high, words) ? ok(words) : otherLength(1);
  }
  const planes = ranges.map((_, n) => scratchPlane(n, pixels));
  const wrong = planes.findIndex((plane, n) => {
    const { start, end } = ranges[n] ?? first;
    return !unpackSegment(bytes, start, end, plane, pixels);
  });
  if (wrong >= 0) return otherLength(wrong);
  if (samplesPerPixel === 1) return ok(scratchPlane(0, pixels).slice(0, pixels));
  const words = new Uint8Array(pixels * samplesPerPixel);
  for (const [n, plane] of planes.entries()) spreadPlane(plane, words, n, samplesPerPixel);
  return ok(words);
}
