import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import type { PixelLocation } from '../../../core/dicom/header.ts';
import { HEADER_LIMITS } from '../../../core/dicom/limits.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { withFile } from './readAt.ts';

/**
 * Inflates to at most that many bytes, in memory of their own.
 * @fails pixels/damaged - not a deflated stream, or it gives more
 */
export function inflatedTo(bytes: Uint8Array, most: number): Result<Uint8Array, FrameFailure> {
  // Next to nothing is deflated, and zlib takes longer to load than a frame to read.
  const { inflateRawSync } = process.getBuiltinModule('node:zlib');
  try {
    const { buffer, byteOffset, length } = inflateRawSync(bytes, { maxOutputLength: most });
    return ok(new Uint8Array(buffer, byteOffset, length));
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : 'deflated stream';
    return err({ code: 'pixels/damaged', detail });
  }
}

let kept: { readonly path: string; readonly pixels: Uint8Array } | null = null;

/**
 * The native pixels of a data set that is deflated as a whole. Those of the last file are kept, for its next
 * frame.
 */
export function inflatedPixels(
  path: string, { start, offset, length }: PixelLocation & { readonly kind: 'deflated' },
): Result<Uint8Array, FrameFailure> {
  if (kept !== null && kept.path === path) return ok(kept.pixels);
  kept = null;
  const deflated = withFile(path, (file) => {
    const bytes = new Uint8Array(Math.max(0, file.size - start));
    return file.fill(start, bytes) ? ok(bytes)
      : err({ code: 'pixels/truncated', detail: 'deflated data set' });
  });
  if (!deflated.ok) return deflated;
  const inflated = inflatedTo(deflated.value, HEADER_LIMITS.inflatedBytes);
  if (!inflated.ok) return inflated;
  if (offset + length > inflated.value.length) {
    return err({ code: 'pixels/truncated', detail: 'deflated data set' });
  }
  const pixels = inflated.value.slice(offset, offset + length);
  kept = { path, pixels };
  return ok(pixels);
}
