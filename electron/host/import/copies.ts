import type { CaseId } from '../../../core/contract/ids.ts';
import { transferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { FileToTake, StoredFile } from '../store/copiedFile.ts';
import type { Cancelled, ManagedFiles } from '../store/files.ts';
import type { KnownInstance } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { clashingUids } from './examined.ts';
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

/** What the library holds of the instances that came again. */
interface Held {
  readonly files: ManagedFiles;
  readonly caseId: CaseId;
  /** The instances of the case. */
  readonly stored: readonly NamedImage[];
  readonly known: ReadonlyMap<string, KnownInstance>;
}

/**
 * Files of instances that the library holds already: with the same content, however it is coded, they are old
 * news, with other content refused.
 */
export async function clashesWithLibrary(
  { files, caseId, stored, known }: Held,
  repeated: readonly NamedImage[],
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<Result<readonly Refusal[], Cancelled | StoreTrouble>> {
  const prints = await files.fingerprints(repeated.map(fileToTake), signal, onDone);
  if (!prints.ok) return prints;
  const vanished = repeated.filter((_, at) => prints.value[at]?.ok !== true);
  const other = repeated.filter((image, at) => {
    const print = prints.value[at];
    const there = known.get(image.header.sopInstanceUid);
    return print?.ok === true && (there?.sha256 !== print.value.sha256 || there.caseId !== caseId);
  });
  const uids = new Set(other.map(({ header }) => header.sopInstanceUid));
  // What cannot be read here is not taken for the same: who brings a whole copy shall hear of it.
  const readable = stored.filter(({ header }) => uids.has(header.sopInstanceUid)
    && header.image?.pixelFault === null && transferSyntax(header.transferSyntaxUid).isSupported);
  const comparable = new Set(readable.map(({ header }) => header.sopInstanceUid));
  const clashing = await clashingUids(
    [...readable, ...other.filter(({ header }) => comparable.has(header.sopInstanceUid))], signal);
  const isClash = ({ header: { sopInstanceUid } }: NamedImage): boolean =>
    clashing.has(sopInstanceUid) || !comparable.has(sopInstanceUid);
  return ok([
    ...vanished.map((image) => refusal(image, 'file/vanished')),
    ...other.filter(isClash).map((image) => refusal(image, 'uid-clash')),
  ]);
}

/** A file that fell away before or while its case was being stored. */
export const refusal = ({ name }: NamedImage, code: keyof typeof COPY_SENTENCES): Refusal =>
  ({ name, code, message: COPY_SENTENCES[code] });

/** A file for the managed store, without the program that may hide in its preamble. */
export const fileToTake = ({ path, header }: NamedImage): FileToTake =>
  ({ path, zeroPreamble: header.notes.some(({ code }) => code === 'header/program-in-preamble') });
