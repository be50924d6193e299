import { cross, type PointLps, unitVector, vectorLps } from '../../core/geometry/frame.ts';
import { randomStream } from '../../core/phantom/random.ts';
import {
  bytes, type Dataset, decimals, type Element, numbers, text, textOf, withElements, withoutTags,
} from '../../electron/host/dicom/dataset.ts';
import { derivedUid } from '../../electron/host/dicom/derivedUid.ts';
import { cleanSeries, fileBytes, type RawFile, type SeriesOptions, type SliceFile } from './series.ts';

type Series = readonly SliceFile[];

const SOP_INSTANCE = 0x00080018;
const SERIES_UID = 0x0020000e;
const PIXELS = 0x7fe00010;

/** The file with these elements changed. */
export const changed = (file: SliceFile, ...elements: readonly Element[]): SliceFile =>
  ({ ...file, dataset: withElements(file.dataset, ...elements) });
/** The file without these tags. */
export const stripped = (file: SliceFile, ...tags: readonly number[]): SliceFile =>
  ({ ...file, dataset: withoutTags(file.dataset, ...tags) });
/** The same, for each file for which it holds. */
export const each = (files: Series, change: (file: SliceFile, k: number) => SliceFile): Series =>
  files.map(change);

/** The pixels of a file as little-endian words. */
export function wordsOf(file: SliceFile): Uint16Array {
  const pixels = file.dataset.find(({ tag }) => tag === PIXELS);
  return pixels?.kind === 'bytes' ? new Uint16Array(pixels.value.slice().buffer) : new Uint16Array();
}

// D1

/** The file cut after a share of its bytes (under 1) or after so many bytes. */
export function cut(file: SliceFile, at: number): RawFile {
  const whole = fileBytes(file);
  return { name: file.name, bytes: whole.slice(0, at < 1 ? Math.floor(whole.length * at) : at) };
}

// D2

/** The series without a share of its inner slices; which ones follows from the seed. The first and last stay. */
export function missing(files: Series, share: number, seed = 1): Series {
  const random = randomStream(seed);
  const count = Math.max(1, Math.round(files.length * share));
  const inner = files.map((_, k) => ({ k, order: random() })).slice(1,
    -1).toSorted((a, b) => a.order - b.order);
  const gone = new Set(inner.slice(0, count).map(({ k }) => k));
  return files.filter((_, k) => !gone.has(k));
}

// D3

/** One slice twice: the very same, the same under a new UID, or other pixels at its place. */
export function doubledSlice(files: Series, k: number,
  how: 'same uid' | 'new uid' | 'different pixels'): Series {
  const slice = files[k];
  if (slice === undefined) return files;
  const uid = text(SOP_INSTANCE, 'UI', how === 'same uid' ? (textOf(slice.dataset,
    SOP_INSTANCE) ?? '') : derivedUid(`copy of ${slice.name}`));
  const copy = { ...changed(slice, uid), name: `copy-of-${slice.name}` };
  return [...files, how === 'different pixels' ? withOtherPixels(copy) : copy];
}

/** The slice with 100 added to a square of its pixels. */
export function withOtherPixels(file: SliceFile): SliceFile {
  const words = wordsOf(file);
  const other = words.map((word, n) => (n % 64 < 8 ? word + 100 : word));
  return changed(file, bytes(PIXELS, 'OW', new Uint8Array(other.buffer)));
}

// D4

/** The files under names in another order, their instance numbers as told. */
export function shuffled(files: Series, instanceNumbers: 'kept' | 'wrong' | 'missing', seed = 1): Series {
  const random = randomStream(seed);
  const order = files.map((_, k) => ({ k, by: random() })).toSorted((a, b) => a.by - b.by).map(({ k }) => k);
  return files.map((file, k) => {
    const renamed = { ...file, name: `IM${String(order[k]).padStart(5, '0')}` };
    if (instanceNumbers === 'missing') return stripped(renamed, 0x00200013);
    return instanceNumbers === 'kept' ? renamed : changed(renamed,
      text(0x00200013, 'IS', String((order[k] ?? 0) % 5)));
  });
}

// D5

/** A series whose steps jump once, grow steadily, or waver by a tenth. The pixels belong to the places told. */
export function uneven(kind: 'jump' | 'drift' | 'jitter', chosen: Partial<SeriesOptions> = {}): Series {
  const slices = chosen.slices ?? 24;
  const step = chosen.spacing?.[2] ?? 0.75;
  const random = randomStream(5);
  const offsetOf = (k: number): number => {
    if (kind === 'jump') return step * (k + (k >= slices / 2 ? 0.6 : 0));
    return kind === 'drift' ? step * (k + (0.3 * k * k) / slices) : step * (k + 0.2 * (random() - 0.5));
  };
  return cleanSeries({ key: `uneven ${kind}`, ...chosen, offsetsMm: Array.from({ length: slices },
    (_, k) => offsetOf(k)) });
}

// D6

/** A tilted stack: told by a tilted orientation, or by positions that move sideways under an upright one. */
export function tilted(kind: 'orientation' | 'position', degrees: number,
  chosen: Partial<SeriesOptions> = {}): Series {
  const a = (degrees * Math.PI) / 180;
  const tilt = kind === 'orientation'
    ? { column: vectorLps(0, Math.cos(a), Math.sin(a)), stacking: vectorLps(0, 0, 1) }
    : { stacking: vectorLps(0, Math.sin(a), Math.cos(a)) };
  return cleanSeries({ key: `tilted ${kind} ${degrees}`, ...tilt, ...chosen })
    .map((file) => (kind === 'orientation' ? changed(file, decimals(0x00181120, [degrees])) : file));
}

// D7

/** The series with one scout view under its UID, or with its last third in another orientation. */
export function withStranger(files: Series, kind: 'localizer' | 'orientation'): Series {
  const coronal = decimals(0x00200037, [1, 0, 0, 0, 0, -1]);
  if (kind === 'orientation') return files.map((file, k) => (k < (2 * files.length) / 3 ? file : changed(file,
    coronal)));
  const first = files[0];
  return first === undefined ? files : [...files, {
    ...changed(first, coronal,
      text(SOP_INSTANCE, 'UI', derivedUid(`scout ${textOf(first.dataset, SERIES_UID)}`)),
      text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\LOCALIZER'), decimals(0x00280030, [1, 1]),
        text(0x00200013, 'IS', '0')),
    name: 'IM0000.dcm',
  }];
}

// D8

/** Two time points at the same places under one series UID, told apart by one attribute alone. */
export function twoPhases(by: 'phase' | 'trigger time' | 'acquisition number' | 'content time',
  chosen: Partial<SeriesOptions> = {}): Series {
  const uid = derivedUid(`two phases ${by}`);
  return ([40, 75] as const).flatMap((phase) => {
    const files = cleanSeries({
      key: `two phases ${by}`, field: (x, y, z) => 100 + 3 * x + 5 * y + 8 * z + phase, ...chosen,
      series: { uid, phasePercent: null, triggerTimeMs: null, description: 'CCTA multi-phase',
        ...chosen.series },
    });
    return files.map((file, k) => ({
      ...changed(file, text(SOP_INSTANCE, 'UI', derivedUid(`two phases ${by} ${phase} ${k}`)), ...{
        'phase': [numbers(0x00209241, 'FL', phase)],
        'trigger time': [decimals(0x00181060, [phase * 10.3])],
        'acquisition number': [text(0x00200012, 'IS', String(phase))],
        'content time': [text(0x00080033, 'TM', phase === 40 ? '101540' : '101555')],
      }[by]),
      name: `P${phase}-${file.name}`,
    }));
  });
}

// D9

/** The second half of the series belongs to another patient, or to another frame of reference. */
export const mixedHalf = (files: Series, what: 'patient' | 'frame of reference'): Series =>
  files.map((file, k) =>
  (k < files.length / 2 ? file : changed(file, what === 'patient'
    ? text(0x00100020, 'LO', 'SOMEBODY-ELSE') : text(0x00200052, 'UI', derivedUid('another frame')))));

// D10

/** Pixel spacing missing, zero or negative everywhere, or swapped in every second slice. */
export function spacingFault(files: Series, kind: 'missing' | 'zero' | 'negative' | 'swapped'): Series {
  return files.map((file, k) => {
    const [rowsMm = 1, columnsMm = 1] = (textOf(file.dataset, 0x00280030) ?? '').split('\\').map(Number);
    switch (kind) {
      case 'missing': return stripped(file, 0x00280030);
      case 'zero': return changed(file, decimals(0x00280030, [0, 0]));
      case 'negative': return changed(file, decimals(0x00280030, [-rowsMm, columnsMm]));
      case 'swapped': return k % 2 === 0 ? file : changed(file, decimals(0x00280030, [columnsMm, rowsMm]));
    }
  });
}

// D13

/** Rescale faults: the HU stay what they were where the header says how; otherwise the header no longer says it. */
export function rescaleFault(files: Series,
  kind: 'differs' | 'missing' | 'zero slope' | 'not HU' | 'padding'): Series {
  return files.map((file, k) => {
    switch (kind) {
      case 'differs': return shiftedIntercept(file, 10 * (k % 3));
      case 'missing': return stripped(file, 0x00281052, 0x00281053, 0x00281054);
      case 'zero slope': return changed(file, decimals(0x00281053, [0]));
      case 'not HU': return changed(file, text(0x00281054, 'LO', 'US'));
      case 'padding': return padded(file);
    }
  });
}

/** Intercept lower by so much, stored values higher: the same HU. */
function shiftedIntercept(file: SliceFile, by: number): SliceFile {
  const intercept = Number(textOf(file.dataset, 0x00281052));
  const words = wordsOf(file).map((word) => word + by);
  return changed(file, decimals(0x00281052, [intercept - by]),
    bytes(PIXELS, 'OW', new Uint8Array(words.buffer)));
}

/** The corners hold the padding value −2000 of a signed series. */
export const PADDING = -2000;
function padded(file: SliceFile): SliceFile {
  const words = wordsOf(file).map((word, n) => (n < 4 ? PADDING & 0xffff : word));
  return changed(file, numbers(0x00280103, 'US', 1), numbers(0x00280101, 'US', 16),
    numbers(0x00280102, 'US', 15),
    numbers(0x00280120, 'SS', PADDING), bytes(PIXELS, 'OW', new Uint8Array(words.buffer)));
}

// D14

/** The slice under another photometric interpretation, its pixels laid out as that one asks. */
export function photometric(file: SliceFile,
  kind: 'MONOCHROME1' | 'RGB' | 'YBR_FULL' | 'PALETTE COLOR'): SliceFile {
  const name = text(0x00280004, 'CS', kind);
  if (kind === 'MONOCHROME1') return changed(file, name);
  const grey = Uint8Array.from(wordsOf(file), (word) => word >>> 4);
  const eight = [numbers(0x00280100, 'US', 8), numbers(0x00280101, 'US', 8), numbers(0x00280102, 'US', 7)];
  if (kind === 'PALETTE COLOR') {
    const ramp = new Uint8Array(Uint16Array.from({ length: 256 }, (_, n) => n * 257).buffer);
    return changed(file, name, ...eight, bytes(PIXELS, 'OB', grey),
      ...[0x00281101, 0x00281102, 0x00281103].map((tag) => numbers(tag, 'US', 256, 0, 16)),
      ...[0x00281201, 0x00281202, 0x00281203].map((tag) => bytes(tag, 'OW', ramp)));
  }
  const colour = Uint8Array.from({ length: grey.length * 3 }, (_, n) =>
    (kind === 'RGB' || n % 3 === 0 ? (grey[Math.floor(n / 3)] ?? 0) : 128));
  return changed(file, name, ...eight, numbers(0x00280002, 'US', 3), numbers(0x00280006, 'US', 0),
    bytes(PIXELS, 'OB', colour));
}

// D17

/** A name in many character sets: what (0008,0005) says, the bytes of (0010,0010), and how people read it. */
export interface CharacterSetCase { readonly set: string; readonly name: Uint8Array; readonly reads: string }

const latin = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const hex = (value: string): Uint8Array => Buffer.from(value.replaceAll(' ', ''), 'hex');

/** @source DICOM PS3.5 annexes H, I, J and K: the standard's own examples */
export const CHARACTER_SETS: readonly CharacterSetCase[] = [
  { set: 'ISO_IR 100', name: latin('Buc^J\xe9r\xf4me'), reads: 'Buc, Jérôme' },
  { set: 'ISO_IR 126', name: hex('c4e9efedf5f3e9eff2'), reads: 'Διονυσιος' },
  { set: 'ISO_IR 144', name: hex('bbeeda6365dcd17970d3'), reads: 'Люкceмбypг' },
  { set: 'ISO_IR 192', name: Buffer.from('Wang^XiaoDong=王^小東', 'utf8'), reads: 'Wang, XiaoDong (王 小東)' },
  { set: 'GB18030', name: hex('57616e675e5869616f446f6e673dcdf55ed0a1b6ab'), reads: 'Wang, XiaoDong (王 小东)' },
  {
    set: '\\ISO 2022 IR 87',
    name: hex('59616d6164615e5461726f75 3d 1b2442 3b334544 1b2842 5e 1b2442 42404f3a 1b2842 3d 1b2442 2464245e2440 1b2842 5e 1b2442 243f246d2426 1b2842'),
    reads: 'Yamada, Tarou (山田 太郎)',
  },
  {
    set: '\\ISO 2022 IR 149',
    name: hex('486f6e675e47696c646f6e67 3d 1b242943 fbf3 5e 1b242943 d1ced4d7 3d 1b242943 c8ab 5e 1b242943 b1e6b5bf'),
    reads: 'Hong, Gildong (洪 吉洞)',
  },
];

/** The file with a name in another character set. */
export const named = (file: SliceFile, { set, name }: CharacterSetCase): SliceFile =>
  changed(file, text(0x00080005, 'CS', set), text(0x00100010, 'PN', name));

// D18

const HALF = Math.SQRT1_2;
/** Rows and columns of an axial slice as each patient position gives them. @source DICOM PS3.3 C.7.3.1.1.2 */
export const PATIENT_POSITIONS = {
  HFS: { row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0) },
  HFP: { row: vectorLps(-1, 0, 0), column: vectorLps(0, -1, 0) },
  FFS: { row: vectorLps(-1, 0, 0), column: vectorLps(0, 1, 0) },
  FFP: { row: vectorLps(1, 0, 0), column: vectorLps(0, -1, 0) },
  HFDR: { row: vectorLps(0, 1, 0), column: vectorLps(-1, 0, 0) },
  HFDL: { row: vectorLps(0, -1, 0), column: vectorLps(1, 0, 0) },
  FFDR: { row: vectorLps(0, -1, 0), column: vectorLps(-1, 0, 0) },
  FFDL: { row: vectorLps(0, 1, 0), column: vectorLps(1, 0, 0) },
} as const;

/** A plane turned about two axes, and one whose rows run backwards. */
export const ODD_PLANES = {
  oblique: { row: unitVector(vectorLps(HALF, HALF, 0)), column: unitVector(cross(vectorLps(0.3, -0.3, 0.9),
    vectorLps(HALF, HALF, 0))) },
  flipped: { row: vectorLps(-1, 0, 0), column: vectorLps(0, 1, 0) },
} as const;

// D19

/** A file of another study that claims the UID of the series' first slice, with other pixels. */
export function uidClash(files: Series): Series {
  const [first] = files;
  const [stranger] = cleanSeries({ key: 'clash', slices: 1, field: () => 7 });
  if (first === undefined || stranger === undefined) return files;
  const uid = text(SOP_INSTANCE, 'UI', textOf(first.dataset, SOP_INSTANCE) ?? '');
  return [...files, { ...changed(stranger, uid), name: 'clash.dcm' }];
}

// D20

/** Files that are no DICOM: empty, text, pictures, a preamble without its mark, a mark without a data set. */
export const JUNK: readonly RawFile[] = [
  { name: 'empty.dcm', bytes: new Uint8Array() },
  { name: 'notes.txt', bytes: Buffer.from('Dear colleague,\n', 'utf8') },
  { name: 'picture.png', bytes: hex('89504e470d0a1a0a0000000d49484452') },
  { name: 'letter.pdf', bytes: Buffer.from('%PDF-1.7\n', 'latin1') },
  { name: 'deep/er/Thumbs.db', bytes: new Uint8Array(4096).fill(0xd0) },
  { name: 'preamble-only.dcm', bytes: new Uint8Array(128) },
  { name: 'mark-only.dcm', bytes: Buffer.concat([new Uint8Array(128), Buffer.from('DICM', 'latin1')]) },
  { name: 'program.exe', bytes: Buffer.concat([Buffer.from('MZ', 'latin1'), new Uint8Array(200)]) },
];

/** Where slice k of a made series lies, by its header. */
export function positionOf({ dataset }: { readonly dataset: Dataset }): PointLps | null {
  const [x, y, z] = (textOf(dataset, 0x00200032) ?? '').split('\\').map(Number);
  return x === undefined || y === undefined || z === undefined ? null : [x, y, z] as unknown as PointLps;
}
