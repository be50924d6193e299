import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pipeline } from 'node:stream/promises';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import { seriesIndex, type SeriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { grouped } from '../../../core/sequence.ts';
import { pixelSource } from '../dicom/imageFile.ts';
import { openDecodePool, type DecodePool } from '../engine/decodePool.ts';
import type { NamedImage } from './gather.ts';

/**
 * The index by digests of the bytes of the pixels, and where a UID still stands for two pictures, by those of
 * the decoded pixels.
 *
 * @param asked - the headers whose pixels have to be compared
 */
export async function indexedByPixels(
  images: readonly NamedImage[], asked: ReadonlySet<InstanceHeader>, signal: AbortSignal,
): Promise<SeriesIndex> {
  const headers = images.map(({ header }) => header);
  const digests = new Map<InstanceHeader, string | null>();
  const digestOf = (header: InstanceHeader): string | null => digests.get(header) ?? null;
  for (const { header, path } of images)
    if (asked.has(header) && !signal.aborted) digests.set(header, await pixelDigest(path, header));
  const byBytes = seriesIndex(headers, digestOf);
  const clashing = new Set(byBytes.refused.map(({ instanceUid }) => instanceUid));
  const inDoubt = grouped(
    images.filter(({ header }) => asked.has(header) && clashing.has(header.sopInstanceUid)),
    ({ header }) => header.sopInstanceUid);
  if (inDoubt.size === 0) return byBytes;
  const pool = openDecodePool({ threads: availableParallelism() });
  const stop = (): void => { void pool.close(); };
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (const copies of inDoubt.values()) {
      const found = await Promise.all(copies.map((image) => decodedDigest(pool, image)));
      // Where none can be read their bytes are all there is to tell them by.
      if (found.some((digest) => digest !== null))
        copies.forEach(({ header }, at) => { digests.set(header, found[at] ?? null); });
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.close();
  }
  return seriesIndex(headers, digestOf);
}

/** Digest of the stored values of all frames, however they are coded; null where one cannot be read. */
async function decodedDigest(pool: DecodePool, image: NamedImage): Promise<string | null> {
  const source = pixelSource(image);
  if (source === null || image.header.image?.pixelFault !== null) return null;
  const hash = createHash('sha256');
  for (let frame = 0; frame < source.format.frames; frame += 1) {
    const answer = await pool.decode({ kind: 'frame', source, frame }).answer;
    if (answer.kind !== 'frame' || !answer.result.ok) return null;
    // As numbers: the same value may take a byte in one coding and two in another.
    hash.update(new Int32Array(answer.result.value.values));
  }
  return hash.digest('hex');
}

/**
 * Digest of the pixels where a file has some, else of the file. What cannot be read a second time equals
 * nothing.
 */
async function pixelDigest(path: string, { image }: InstanceHeader): Promise<string> {
  const pixels = image?.pixels;
  const start = pixels === undefined ? 0 : pixels.kind === 'deflated' ? pixels.start : pixels.offset;
  const length = pixels === undefined || pixels.kind === 'deflated' ? null : pixels.length;
  const hash = createHash('sha256');
  try {
    await pipeline(
      createReadStream(path, length === null ? { start } : { start, end: start + length - 1 }),
      hash,
    );
  } catch {
    return `unreadable: ${path}`;
  }
  // The same bytes are other pixels where other bits of them count.
  const { bitsAllocated, bitsStored, highBit, isSigned } = image?.format ?? {};
  return [hash.digest('hex'), bitsAllocated, bitsStored, highBit, isSigned].join(' ');
}
