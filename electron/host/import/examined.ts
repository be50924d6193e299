import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pipeline } from 'node:stream/promises';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import { seriesIndex, type SeriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { grouped } from '../../../core/sequence.ts';
import { pixelSource } from '../dicom/imageFile.ts';
import { openDecodePool, type DecodePool } from '../engine/decodePool.ts';
import type { NamedImage, Refusal } from './gather.ts';

/** What a set of instances amounts to. */
export interface Examined {
  readonly items: readonly SeriesItem[];
  /** The instances that the items are made of, one a UID. */
  readonly images: readonly NamedImage[];
  /** Every file of a UID that stands for more than one picture. */
  readonly refused: readonly Refusal[];
  /** Identical copies of a picture that were left out. */
  readonly copies: number;
}

/** Sentence for files whose UID stands for more than one picture. */
const UID_CLASH = 'Another file has the same instance UID but other content, so neither can be trusted. '
  + 'Ask for a new export of this series.';

/**
 * Series and geometry of a set of instances; pixels are compared only where two instances claim one place or
 * one UID. What comes back after the signal was given is worth nothing.
 */
export async function examined(images: readonly NamedImage[], signal: AbortSignal): Promise<Examined> {
  const index = await indexed(images, signal);
  const distinct = new Set(index.headers);
  const clashing = new Set(index.refused.map(({ instanceUid }) => instanceUid));
  const used = new Set(index.items.flatMap(({ instances }) => instances));
  const kept = new Map<string, NamedImage>();
  const refused: Refusal[] = [];
  for (const image of images) {
    const uid = image.header.sopInstanceUid;
    if (clashing.has(uid)) refused.push({ name: image.name, code: 'uid-clash', message: UID_CLASH });
    else if (used.has(uid) && distinct.has(image.header)) kept.set(uid, image);
  }
  return {
    items: index.items,
    images: [...kept.values()],
    refused,
    copies: images.length - kept.size - refused.length,
  };
}

/** The UIDs that stand for more than one picture. */
export const clashingUids = async (
  images: readonly NamedImage[], signal: AbortSignal,
): Promise<ReadonlySet<string>> =>
  new Set((await indexed(images, signal)).refused.map(({ instanceUid }) => instanceUid));

/**
 * The same without what clashes, as it can be stored: whatever lies in quarantine is not part of a series.
 */
export async function storable(images: readonly NamedImage[], signal: AbortSignal): Promise<Examined> {
  const all = await examined(images, signal);
  if (all.refused.length === 0) return all;
  const rest = await examined(all.images, signal);
  return { ...rest, refused: all.refused, copies: all.copies + rest.copies };
}

/**
 * First without digests, noting which are asked for; where some are, once more with those of the bytes, and
 * where a UID still stands for two pictures, with those of the decoded pixels.
 */
async function indexed(images: readonly NamedImage[], signal: AbortSignal): Promise<SeriesIndex> {
  const headers = images.map(({ header }) => header);
  const asked = new Set<InstanceHeader>();
  const first = seriesIndex(headers, (header) => {
    asked.add(header);
    return null;
  });
  if (asked.size === 0) return first;
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
  return hash.digest('hex');
}
