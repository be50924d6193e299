import type { CaseId } from '../../../core/contract/ids.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { Cancelled, FileToTake, ManagedFiles, StoredFile } from '../store/files.ts';
import type { KnownInstance } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import type { NamedImage, Refusal } from './gather.ts';
import type { ImportParts } from './parts.ts';
import { COPY_SENTENCES } from './words.ts';

/** New files that arrived whole, each with its copy, and those that did not. */
export interface Copies {
  readonly arrived: ReadonlyMap<string, { readonly image: NamedImage; readonly file: StoredFile }>;
  readonly refused: readonly Refusal[];
}

/** The copy must say what the file said when it was examined: it may have been written to in between. */
export async function checkedCopies(
  { store, reader }: ImportParts,
  wanted: readonly NamedImage[],
  taken: readonly Result<StoredFile, unknown>[],
): Promise<Copies> {
  const arrived = new Map<string, { readonly image: NamedImage; readonly file: StoredFile }>();
  const refused: Refusal[] = [];
  await Promise.all(wanted.map(async (image, at) => {
    const copy = taken[at];
    const again = copy?.ok === true ? await reader.read(store.files.path(copy.value.sha256)) : null;
    const isSame = again?.ok === true
      && JSON.stringify({ ...again.value, notes: [] }) === JSON.stringify({ ...image.header, notes: [] });
    if (isSame && copy?.ok === true) arrived.set(image.header.sopInstanceUid, { image, file: copy.value });
    else refused.push(refusal(image, 'file/vanished'));
  }));
  return { arrived, refused };
}

/**
 * Files of instances that the library holds already: with the same content they are old news, with other
 * content refused.
 */
export async function clashesWithLibrary(
  files: ManagedFiles,
  caseId: CaseId,
  repeated: readonly NamedImage[],
  known: ReadonlyMap<string, KnownInstance>,
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<Result<readonly Refusal[], Cancelled | StoreTrouble>> {
  const prints = await files.fingerprints(repeated.map(fileToTake), signal, onDone);
  if (!prints.ok) return prints;
  return ok(
    repeated.flatMap((image, at) => {
      const print = prints.value[at];
      const there = known.get(image.header.sopInstanceUid);
      if (print?.ok !== true) return [refusal(image, 'file/vanished')];
      return there?.sha256 === print.value.sha256 && there.caseId === caseId
        ? []
        : [refusal(image, 'uid-clash')];
    }),
  );
}

/** A file that fell away before or while its case was being stored. */
export const refusal = ({ name }: NamedImage, code: keyof typeof COPY_SENTENCES): Refusal =>
  ({ name, code, message: COPY_SENTENCES[code] });

/** A file for the managed store, without the program that may hide in its preamble. */
export const fileToTake = ({ path, header }: NamedImage): FileToTake =>
  ({ path, zeroPreamble: header.notes.some(({ code }) => code === 'header/program-in-preamble') });
