import { posix } from 'node:path';
import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';
import type { LostSlice } from '../../../core/dicom/lostSlices.ts';
import { grouped } from '../../../core/sequence.ts';
import type { Unread } from '../files/found.ts';
import type { NamedImage } from './gather.ts';

/** A file that could not be read. */
export interface LostFile {
  /** Where it lay; null where its name leads outside, so that it may have been anywhere. */
  readonly folder: string | null;
  /** Its own name; null where it may be a slice whatever it is called. */
  readonly name: string | null;
  /** The instance it would have been, where it says so. */
  readonly instance?: HeaderFailure['instance'];
  /** The instance it would have been, where a DICOMDIR says so: a copy of it may be there under another name. */
  readonly sopInstanceUid?: string | undefined;
}

/** After these it was DICOM, and nobody knows what it held. */
const WAS_DICOM: ReadonlySet<string> = new Set<HeaderFailure['code']>([
  'file/truncated', 'file/malformed', 'file/contradicts-itself', 'file/damaged-deflate', 'file/took-too-long',
  'file/reader-stopped', 'file/missing-uids',
]);

/** A file without a header that can be used. */
export const refusedFile = (name: string, { code, instance }: HeaderFailure): LostFile =>
  ({ folder: posix.dirname(name), name: WAS_DICOM.has(code) ? null : posix.basename(name), instance });

/** Something of which not even the first byte was read. */
export function unreadFile({ name, code, sopInstanceUid }: Unread): LostFile {
  switch (code) {
    // It broke off while it was listed: what else lies in it has no name.
    case 'folder/not-readable': return { folder: posix.normalize(name), name: null };
    case 'dicomdir/file-missing': return { folder: posix.dirname(name), name: null, sopInstanceUid };
    case 'zip/unsafe-name': case 'dicomdir/unsafe-name':
      return { folder: null, name: posix.basename(name.replaceAll('\\', '/')) };
    default: return { folder: posix.dirname(name), name: posix.basename(name) };
  }
}

/** What does not say whose it is may belong to every series that it lay beside, if it is called as slices are. */
export function lostSlices(lost: readonly LostFile[], images: readonly NamedImage[]): readonly LostSlice[] {
  if (lost.length === 0) return [];
  const there = new Set<string | undefined>(images.map(({ header }) => header.sopInstanceUid));
  const all = endingsBySeries(images);
  const byFolder = new Map([...grouped(images, ({ name }) => folderKey(posix.dirname(name)))]
    .map(([folder, own]) => [folder, endingsBySeries(own)]));
  const robbed = new Set<string>();
  for (const { folder, name, instance, sopInstanceUid } of lost) {
    if (instance !== undefined || there.has(sopInstanceUid)) continue;
    const beside = folder === null ? all : byFolder.get(folderKey(folder));
    for (const [seriesUid, endings] of beside ?? [])
      if (name === null || mayNameASlice(name, endings)) robbed.add(seriesUid);
  }
  return [
    ...lost.flatMap(({ instance }) => instance ?? []),
    ...[...robbed].map((seriesUid) => ({ seriesUid, sopInstanceUid: null })),
  ];
}

/** A DICOMDIR writes in upper case what a copy of its disc may not. */
const folderKey = (folder: string): string => folder.toUpperCase();

const endingsBySeries = (images: readonly NamedImage[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map([...grouped(images, ({ header }) => header.series.uid)]
    .map(([uid, own]) => [uid, new Set(own.map(({ name }) => endingOf(name)))]));

const DICOM_ENDINGS: ReadonlySet<string> = new Set(['.dcm', '.ima', '.dicom']);
/** Numbers and UIDs have points in them, which begin no ending. */
const endingOf = (name: string): string => posix.extname(name).toLowerCase().replace(/^\.\d*$/, '');

/**
 * Whether a file may have been a slice by its name: one that DICOM files go by or these slices do. Slices are
 * numbered: a name without ending and number (LICENSE) is none, nor is one that systems leave beside each file (._IM1).
 */
function mayNameASlice(name: string, endings: ReadonlySet<string>): boolean {
  if (name.startsWith('.')) return false;
  const ending = endingOf(name);
  return ending === '' ? /\d/.test(name) : DICOM_ENDINGS.has(ending) || endings.has(ending);
}
