import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import { seriesIndex, type SeriesIndex } from '../../../core/dicom/seriesIndex.ts';
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
 * one UID.
 */
export async function examined(images: readonly NamedImage[]): Promise<Examined> {
  const index = await indexed(images);
  const clashing = new Set(index.refused.map(({ instanceUid }) => instanceUid));
  const used = new Set(index.items.flatMap(({ instances }) => instances));
  const kept = new Map<string, NamedImage>();
  const refused: Refusal[] = [];
  for (const image of images) {
    const uid = image.header.sopInstanceUid;
    if (clashing.has(uid)) refused.push({ name: image.name, code: 'uid-clash', message: UID_CLASH });
    else if (used.has(uid) && !kept.has(uid)) kept.set(uid, image);
  }
  return {
    items: index.items,
    images: [...kept.values()],
    refused,
    copies: images.length - kept.size - refused.length,
  };
}

/**
 * The same without what clashes, as it can be stored: whatever lies in quarantine is not part of a series.
 */
export async function storable(images: readonly NamedImage[]): Promise<Examined> {
  const all = await examined(images);
  if (all.refused.length === 0) return all;
  const rest = await examined(all.images);
  return { ...rest, refused: all.refused, copies: all.copies + rest.copies };
}

/** First without digests, noting which are asked for; where some are, once more with them. */
async function indexed(images: readonly NamedImage[]): Promise<SeriesIndex> {
  const headers = images.map(({ header }) => header);
  const asked = new Set<InstanceHeader>();
  const first = seriesIndex(headers, (header) => {
    asked.add(header);
    return null;
  });
  if (asked.size === 0) return first;
  const digests = new Map<InstanceHeader, string>();
  for (const { header, path } of images)
    if (asked.has(header)) digests.set(header, await pixelDigest(path, header));
  return seriesIndex(headers, (header) => digests.get(header) ?? null);
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
