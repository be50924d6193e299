import { items, numbers, text, type Dataset } from './dataset.ts';
import { derivedUid } from './derivedUid.ts';
import { datasetBytes, EXPLICIT_LE, instanceChunks } from './writeInstance.ts';

/** Media Storage Directory Storage. @source DICOM PS3.4 B.5, PS3.10 8.6 */
export const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10';

/** A file of a file-set: where it lies, below the directory, and what the directory tells of it. */
export interface DirectoryFile {
  /** Components of its name: at most eight characters each, of A to Z, 0 to 9 and _. */
  readonly fileId: readonly string[];
  readonly patient: { readonly key: string; readonly keys: Dataset };
  readonly study: { readonly uid: string; readonly keys: Dataset };
  readonly series: { readonly uid: string; readonly keys: Dataset };
  readonly leaf: { readonly type: LeafType; readonly keys: Dataset };
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

/** What kind of record stands for a file. @source DICOM PS3.3 F.4 */
export type LeafType = 'IMAGE' | 'SR DOCUMENT' | 'KEY OBJECT DOC' | 'ENCAP DOC' | 'PRESENTATION';

interface Entry {
  readonly type: string;
  readonly keys: Dataset;
  readonly below: readonly Entry[];
}

/** Tag and length of an item. */
const ITEM_HEAD = 8;
const IN_USE = 0xffff;

/**
 * A DICOMDIR: patients, their studies, series and files, in the order in which they were given.
 *
 * The records are chained by where they stand in the file. An offset takes four bytes whatever it is, so that their
 * places are known before the offsets are.
 *
 * @param fileSetId - at most 16 characters of A to Z, 0 to 9 and _
 * @source DICOM PS3.3 annex F, PS3.10 8.5 (names of files)
 */
export function directoryBytes(files: readonly DirectoryFile[], fileSetId: string): Uint8Array {
  const roots = entriesOf(files);
  const all = roots.flatMap(flat);
  const head = fileOf(fileSetId, files, 0, 0, []);
  const starts = new Map<Entry, number>();
  // The sequence of records is the last element; empty, it is its head alone.
  let at = head.length;
  for (const entry of all) {
    starts.set(entry, at);
    at += ITEM_HEAD + datasetBytes(recordOf(entry, 0, 0)).length;
  }
  const placeOf = (entry: Entry | undefined): number => (entry === undefined ? 0 : starts.get(entry) ?? 0);
  const next = new Map<Entry, Entry>();
  for (const level of [roots, ...all.map(({ below }) => below)]) {
    for (const [n, entry] of level.entries()) {
      const after = level[n + 1];
      if (after !== undefined) next.set(entry, after);
    }
  }
  const records = all.map((entry) => recordOf(entry, placeOf(next.get(entry)), placeOf(entry.below[0])));
  return fileOf(fileSetId, files, placeOf(roots[0]), placeOf(roots.at(-1)), records);
}

/** The files as a tree. */
const entriesOf = (files: readonly DirectoryFile[]): readonly Entry[] =>
  grouped(files, ({ patient }) => patient.key).map((ofPatient) => ({
    type: 'PATIENT', keys: ofPatient[0].patient.keys,
    below: grouped(ofPatient, ({ study }) => study.uid).map((ofStudy) => ({
      type: 'STUDY', keys: ofStudy[0].study.keys,
      below: grouped(ofStudy, ({ series }) => series.uid).map((ofSeries) => ({
        type: 'SERIES', keys: ofSeries[0].series.keys,
        below: ofSeries.map((file) => ({ type: file.leaf.type, keys: leafKeys(file), below: [] })),
      })),
    })),
  }));

const leafKeys = ({ leaf, fileId, sopClassUid, sopInstanceUid, transferSyntaxUid }: DirectoryFile): Dataset => [
  ...leaf.keys, text(0x00041500, 'CS', fileId.join('\\')), text(0x00041510, 'UI', sopClassUid), text(0x00041511, 'UI', sopInstanceUid),
  text(0x00041512, 'UI', transferSyntaxUid),
];

type Group = readonly [DirectoryFile, ...DirectoryFile[]];

function grouped(files: readonly DirectoryFile[], keyOf: (file: DirectoryFile) => string): readonly Group[] {
  const groups = new Map<string, [DirectoryFile, ...DirectoryFile[]]>();
  for (const file of files) {
    const group = groups.get(keyOf(file));
    if (group === undefined) groups.set(keyOf(file), [file]);
    else group.push(file);
  }
  return [...groups.values()];
}

const flat = (entry: Entry): readonly Entry[] => [entry, ...entry.below.flatMap(flat)];

const recordOf = ({ type, keys }: Entry, next: number, below: number): Dataset => [
  numbers(0x00041400, 'UL', next), numbers(0x00041410, 'US', IN_USE), numbers(0x00041420, 'UL', below), text(0x00041430, 'CS', type), ...keys,
];

function fileOf(fileSetId: string, files: readonly DirectoryFile[], first: number, last: number, records: readonly Dataset[]): Uint8Array {
  const body = [
    text(0x00041130, 'CS', fileSetId), numbers(0x00041200, 'UL', first), numbers(0x00041202, 'UL', last),
    numbers(0x00041212, 'US', 0), items(0x00041220, records),
  ];
  // A directory names its class in its head alone.
  const named = [
    text(0x00080016, 'UI', MEDIA_DIRECTORY),
    text(0x00080018, 'UI', derivedUid(['DICOMDIR', ...files.map((file) => file.sopInstanceUid)].join('/'))),
  ];
  return Buffer.concat(instanceChunks(body, EXPLICIT_LE, named));
}
