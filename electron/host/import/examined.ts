import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import { withLostSlices, type LostSlice } from '../../../core/dicom/lostSlices.ts';
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
 * one UID. What comes back after the signal was given is worth nothing.
 */
export async function examined(
  images: readonly NamedImage[], lost: readonly LostSlice[], signal: AbortSignal,
): Promise<Examined> {
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
    items: withLostSlices(index.items, index.headers, lost),
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
export async function storable(
  images: readonly NamedImage[], lost: readonly LostSlice[], signal: AbortSignal,
): Promise<Examined> {
  const all = await examined(images, lost, signal);
  if (all.refused.length === 0) return all;
  const rest = await examined(all.images, lost, signal);
  return { ...rest, refused: all.refused, copies: all.copies + rest.copies };
}

/** First without digests of the pixels, noting which are asked for; where some are, once more with them. */
async function indexed(images: readonly NamedImage[], signal: AbortSignal): Promise<SeriesIndex> {
  const headers = images.map(({ header }) => header);
  const asked = new Set<InstanceHeader>();
  const first = seriesIndex(headers, (header) => {
    asked.add(header);
    return null;
  });
  if (asked.size === 0) return first;
  const { indexedByPixels } = await import('./indexedByPixels.ts');
  return indexedByPixels(images, asked, signal);
}
