import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { InstanceHeader } from '../../../core/dicom/header.ts';

const CHUNK = 1 << 20;

/**
 * SHA-256 of the stored pixel bytes of a file, or null where it holds none that are reached without inflating.
 * Asked only for slices that claim the same place, so it may read the whole picture.
 */
export function pixelDigest(path: string, header: InstanceHeader): string | null {
  const pixels = header.image?.pixels;
  if (pixels === undefined || pixels.kind === 'deflated' || header.image?.pixelFault !== null) return null;
  const fd = openSync(path, 'r');
  try {
    const hash = createHash('sha256').update(header.transferSyntaxUid);
    const chunk = new Uint8Array(CHUNK);
    const end = pixels.length === null ? Infinity : pixels.offset + pixels.length;
    for (let at = pixels.offset; at < end;) {
      const count = readSync(fd, chunk, 0, Math.min(CHUNK, end - at), at);
      if (count === 0) break;
      hash.update(chunk.subarray(0, count));
      at += count;
    }
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
