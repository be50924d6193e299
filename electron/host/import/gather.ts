import { posix } from 'node:path';
import { headerFailureSentence } from '../../../core/dicom/words.ts';
import type { LostSlice } from '../../../core/dicom/lostSlices.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';
import type { Result } from '../../../core/result.ts';
import type { ImageFile } from '../dicom/imageFile.ts';
import type { FoundFile, Unread } from '../files/found.ts';
import type { Source } from '../files/source.ts';
import { UNREAD_SENTENCES } from '../files/words.ts';
import { lostSlices, refusedFile, unreadFile, type LostFile } from './lostFiles.ts';

/** A DICOM instance of the source, by the name that people may see. */
export interface NamedImage extends ImageFile { readonly name: string }
/** A file that was not taken, and why: code and one plain sentence. */
export interface Refusal { readonly name: string; readonly code: string; readonly message: string }

/** All that a source holds. */
export interface Gathered {
  readonly images: readonly NamedImage[];
  readonly refused: readonly Refusal[];
  /** Slices that these images lack, or may lack, because their files could not be read. */
  readonly lost: readonly LostSlice[];
  /** Files and links met, of whatever kind. */
  readonly seen: number;
  /** Those that are no DICOM at all; they are in `refused`, too. */
  readonly other: number;
}

/** Reads headers; the pool of workers, or a reader in this thread. */
export interface HeaderReader { read(path: string): Promise<Result<InstanceHeader, HeaderFailure>> }

/** So many files may wait for their header before the walk waits, too. */
const MOST_WAITING = 4_096;

/**
 * Walks a source and reads the header of every file in it. Stops early, with what it has, when the signal
 * says so.
 */
export async function gathered(
  source: Source, reader: HeaderReader, signal: AbortSignal,
  progress: (phase: 'walking' | 'reading', done: number, of: number) => void,
): Promise<Gathered> {
  const images: (NamedImage | undefined)[] = [];
  const refused: Refusal[] = [];
  const lost: LostFile[] = [];
  const directories: FoundFile[] = [];
  const met = new Set<string>();
  const metNames = new Set<string>();
  let [seen, done, other] = [0, 0, 0];
  let isWalking = true;
  let wake: () => void = () => {};
  const bugs: unknown[] = [];

  const note = ({ name, code }: Unread): void => {
    refused.push({ name, code, message: UNREAD_SENTENCES[code] });
  };
  const lose = async (unread: Unread): Promise<void> => {
    const header = unread.remains === undefined ? null : await reader.read(unread.remains);
    if (header?.ok === true) {
      const { sopInstanceUid, series: { uid } } = header.value;
      lost.push({ ...unreadFile(unread), instance: { sopInstanceUid, seriesUid: uid } });
    } else lost.push(header === null ? unreadFile(unread) : refusedFile(unread.name, header.failure));
  };
  const take = async (file: FoundFile, slot: number): Promise<void> => {
    const header = await reader.read(file.path);
    done += 1;
    if (header.ok) images[slot] = { ...file, header: header.value };
    else if (header.failure.code === 'file/directory-record') directories.push(file);
    else {
      if (NOT_DICOM.has(header.failure.code)) other += 1;
      lost.push(refusedFile(file.name, header.failure));
      refused.push({ name: file.name, code: header.failure.code, message: headerFailureSentence(header.failure) });
    }
    progress(isWalking ? 'walking' : 'reading', done, seen);
    wake();
  };
  const add = (files: readonly FoundFile[]): void => {
    for (const file of files) {
      if (met.has(file.path)) continue;
      met.add(file.path);
      metNames.add(discName(file.name));
      seen += 1;
      images.push(undefined);
      take(file, images.length - 1).catch((bug: unknown) => {
        bugs.push(bug);
        wake();
      });
    }
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition() && !signal.aborted && bugs.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    for await (const { files, unread } of source.batches(signal)) {
      seen += unread.length;
      done += unread.length;
      unread.forEach(note);
      add(files);
      for (const one of unread) await lose(one);
      progress('walking', done, seen);
      await until(() => seen - done < MOST_WAITING);
      if (signal.aborted) break;
    }
    isWalking = false;
    await until(() => done === seen);
    for (const directory of directories) {
      const { namedByDicomdir } = await import('../files/dicomdir.ts');
      const named = await namedByDicomdir(directory.path);
      const inSource = ({ name }: Unread): string => posix.join(posix.dirname(directory.name), name);
      // An archive is unpacked under names of our making: what its directory names is looked for among its own names.
      const isMet = (one: Unread): boolean => source.kind === 'zip' && one.code === 'dicomdir/file-missing'
        && metNames.has(discName(inSource(one)));
      const unmet = named.unread.filter((one) => !isMet(one));
      unmet.forEach(note);
      for (const one of unmet) await lose({ ...one, name: inSource(one) });
      // In a folder the files are met anyway; a DICOMDIR that was chosen by itself stands for what it names.
      if (source.kind === 'file') add(named.files);
    }
    await until(() => done === seen);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  if (bugs.length > 0) throw bugs[0];
  const read = images.filter((image) => image !== undefined);
  return { images: read, refused, lost: lostSlices(lost, read), seen, other };
}

/** Names on discs are upper case; copies of discs often are not, or gained an ending. */
const discName = (name: string): string => name.toUpperCase().replace(/(?:;1|\.DCM)$/, '');

const NOT_DICOM: ReadonlySet<string> = new Set<HeaderFailure['code']>(['file/not-dicom', 'file/empty']);
