import { err, ok, type Result } from '../../result.ts';
import type { FrameFailure } from './frameFailure.ts';
import { joinPlanes, scratchPlane, spreadPlane, unpackSegment } from './rle.kernel.ts';

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
  const planes: Uint8Array[] = [];
  for (const [n, start] of starts.entries()) {
    const end = starts[n + 1] ?? bytes.length;
    if (start < HEADER_BYTES || end < start || end > bytes.length) {
      return damaged(`run-length segment ${n + 1} out of bounds`);
    }
    const plane = scratchPlane(n, pixels);
    if (!unpackSegment(bytes, start, end, plane, pixels)) {
      return damaged(`run-length segment ${n + 1} has another length than the picture`);
    }
    planes.push(plane);
  }
  const [first, second] = planes;
  if (first === undefined) return damaged('no run-length segments');
  if (bytesPerSample === 2 && second !== undefined && samplesPerPixel === 1) {
    const words = new Uint16Array(pixels);
    joinPlanes(first, second, words);
    return ok(words);
  }
  if (samplesPerPixel === 1) return ok(first.slice(0, pixels));
  const words = new Uint8Array(pixels * samplesPerPixel);
  for (const [n, plane] of planes.entries()) spreadPlane(plane, words, n, samplesPerPixel);
  return ok(words);
}
