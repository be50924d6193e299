import type { DataSet, Element as Parsed } from 'dicom-parser';
import { CONFIDENTIALITY, METHODS, type KnownAttribute } from '../../../core/dicom/deidentification.ts';
import { sopKind } from '../../../core/dicom/sopClasses.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { codeItem } from './codeItem.ts';
import {
  bytes, items, numbers, text, withElements, type BytesVr, type Dataset, type Element, type NumberVr, type TextVr,
} from './dataset.ts';
import { dicomParser } from './dicomParser.ts';
import { pixelElement } from './pixelElement.ts';
import { EXPLICIT_LE, IMPLICIT_LE, instanceChunks } from './writeInstance.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Why a picture is not handed on without identity. */
export type NotDeidentified =
  | 'words in its pixels' | 'words perhaps in its pixels' | 'an overlay' | 'no picture of a CT or an angiogram' | 'a picture made of pictures'
  | 'its coding' | 'unreadable';

/** A file without identity. */
export interface DeidentifiedFile {
  readonly bytes: Uint8Array;
  /** Nobody vouches for its pixels: its header does not say whether words are burnt into them, and here nobody looks at pixels. */
  readonly isUnseen: boolean;
}

/** What a file is: of Fullmoon's own making from a plan without identity, or a picture of the case. */
export type Origin = 'ours' | 'picture';

const PIXELS = 0x7fe00010;
const BURNT_IN = 0x00280301;
/** Said in a file, beside the method. */
const UNSEEN = 'Pixels were not looked at for words';
const BIG_ENDIAN_OR_DEFLATED: ReadonlySet<string> = new Set(['1.2.840.10008.1.2.2', '1.2.840.10008.1.2.1.99']);
const STANDARD_UIDS = '1.2.840.10008.';
/** In the place of what must be there. */
const DUMMIES: Readonly<Record<string, string>> = { DA: '19000101', TM: '000000', DT: '19000101000000' };
const TEXTS: ReadonlySet<string> = new Set<TextVr>([
  'AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UI', 'UR', 'UT',
]);
const BYTES: ReadonlySet<string> = new Set<BytesVr>(['OB', 'OF', 'OV', 'OW']);
const isText = (vr: string): vr is TextVr => TEXTS.has(vr);
const isBytes = (vr: string): vr is BytesVr => BYTES.has(vr);

/**
 * A DICOM file without identity: what the table knows, as the table asks; nothing else, no private element, no word
 * before its head, no byte after its pixels. It is written anew. Pixels are not looked at: what its header says of them
 * decides, and where it says nothing of a picture as it was taken, the file tells so.
 *
 * @source DICOM PS3.15 E.1, E.3.4, E.3.5: basic profile, with clean content and graphics for what Fullmoon makes
 */
export function deidentifiedFile(
  file: Uint8Array, origin: Origin, pseudonyms: Pseudonyms,
): Result<DeidentifiedFile, NotDeidentified> {
  let header: DataSet;
  try {
    header = dicomParser().parseDicom(file, { untilTag: 'x7fe00010', vrCallback: (tag) => CONFIDENTIALITY.get(numberOf(tag))?.vr });
  } catch {
    return err('unreadable');
  }
  const syntax = header.string('x00020010') ?? EXPLICIT_LE;
  if (BIG_ENDIAN_OR_DEFLATED.has(syntax)) return err('its coding');
  const risk = origin === 'ours' ? null : riskOf(header);
  if (risk !== null) return err(risk);
  const isUnseen = origin === 'picture' && burntIn(header) === '';
  const hasPixels = header.elements['x7fe00010'] !== undefined;
  const pixels = hasPixels ? pixelElement(header, Number(header.string('x00280008') ?? 1)) : null;
  if (pixels === null && (hasPixels || origin === 'picture')) return err('unreadable');
  const clean = withElements(
    cleanSet(header, origin, pseudonyms),
    text(0x00120062, 'CS', 'YES'),
    ...(isUnseen ? [text(0x00120063, 'LO', UNSEEN)] : []),
    items(0x00120064, (origin === 'ours' ? Object.values(METHODS) : [METHODS.profile]).map((code) => codeItem(code))),
    text(0x00280303, 'CS', 'REMOVED'),
    ...(origin === 'ours' && header.elements['x00280301'] !== undefined ? [text(BURNT_IN, 'CS', 'NO')] : []),
    ...(pixels === null ? [] : [pixels]),
  );
  return ok({ bytes: Buffer.concat(instanceChunks(clean, syntax === IMPLICIT_LE ? EXPLICIT_LE : syntax)), isUnseen });
}

/** What the header says of words in the pixels; nothing where it says nothing. */
const burntIn = (header: DataSet): string => header.string('x00280301')?.trim() ?? '';

/**
 * Why words may stand in the pixels, or beside them. The attribute that tells of words in the pixels is optional and mostly
 * absent: a picture as it was taken goes on without it, and is told of; one that was made later does not.
 *
 * @source DICOM PS3.3 C.7.6.1.1.2 (image type), C.7.6.1 (burned in annotation, type 3)
 */
function riskOf(header: DataSet): NotDeidentified | null {
  const kind = sopKind(header.string('x00080016') ?? '', true);
  if (kind !== 'ct' && kind !== 'xa') return 'no picture of a CT or an angiogram';
  const burnt = burntIn(header);
  if (burnt !== '' && burnt !== 'NO') return 'words in its pixels';
  if (Object.keys(header.elements).some((tag) => /^x60[0-9a-f]{2}/.test(tag))) return 'an overlay';
  const [pixels, taken] = (header.string('x00080008') ?? '').split('\\').map((value) => value.trim());
  if (taken === 'SECONDARY') return 'a picture made of pictures';
  return burnt === 'NO' || (pixels === 'ORIGINAL' && taken === 'PRIMARY') ? null : 'words perhaps in its pixels';
}

const numberOf = (tag: string): number => Number.parseInt(tag.slice(1), 16);

function cleanSet(set: DataSet, origin: Origin, pseudonyms: Pseudonyms): Dataset {
  return Object.values(set.elements).flatMap((parsed): readonly Element[] => {
    const tag = numberOf(parsed.tag);
    const known = CONFIDENTIALITY.get(tag);
    if (known === undefined || tag === PIXELS) return [];
    return cleanElement(tag, known, parsed, set, origin, pseudonyms) ?? [];
  });
}

function cleanElement(
  tag: number, { vr: tableVr, action }: KnownAttribute, parsed: Parsed, set: DataSet, origin: Origin, pseudonyms: Pseudonyms,
): readonly Element[] | null {
  switch (action) {
    case 'empty': return tableVr === 'SQ' ? [items(tag, [])] : isText(tableVr) ? [text(tag, tableVr, '')] : null;
    case 'dummy': return isText(tableVr) ? [text(tag, tableVr, DUMMIES[tableVr] ?? 'REMOVED')] : null;
    case 'pseudonym': return isText(tableVr) ? [text(tag, tableVr, pseudonyms.patient)] : null;
    case 'uid': {
      const uids = (set.string(parsed.tag) ?? '').split('\\').map((uid) => uid.trim());
      return [text(tag, 'UI', uids.map((uid) => (uid === '' || uid.startsWith(STANDARD_UIDS) ? uid : pseudonyms.uid(uid))).join('\\'))];
    }
    case 'words': return origin === 'picture' ? null : keptElement(tag, tableVr, parsed, set, origin, pseudonyms);
    case 'keep': return keptElement(tag, tableVr, parsed, set, origin, pseudonyms);
  }
}

/** An element as it is; of a sequence what its items may keep. */
function keptElement(
  tag: number, tableVr: string, parsed: Parsed, set: DataSet, origin: Origin, pseudonyms: Pseudonyms,
): readonly Element[] | null {
  const vr = parsed.vr === undefined || parsed.vr === 'UN' ? tableVr : parsed.vr;
  if (tableVr === 'SQ') {
    return [items(tag, (parsed.items ?? []).flatMap(({ dataSet }) => (dataSet === undefined ? [] : [cleanSet(dataSet, origin, pseudonyms)])))];
  }
  const value = Buffer.from(set.byteArray.buffer, set.byteArray.byteOffset + parsed.dataOffset, parsed.length);
  if (isText(vr)) return [text(tag, vr, vr === 'UI' ? value.toString('latin1').replace(/\0+$/, '') : value)];
  return isBytes(vr) ? [bytes(tag, vr, value)] : numbersOf(tag, vr, value);
}

/** Little-endian numbers of an element; null for what is no kind of numbers that is written. */
function numbersOf(tag: number, vr: string, value: Buffer): readonly Element[] | null {
  const readers: Readonly<Record<NumberVr, readonly [size: number, read: (at: number) => number]>> = {
    AT: [4, (at) => value.readUInt16LE(at) * 0x10000 + value.readUInt16LE(at + 2)],
    FD: [8, (at) => value.readDoubleLE(at)], FL: [4, (at) => value.readFloatLE(at)],
    SL: [4, (at) => value.readInt32LE(at)], SS: [2, (at) => value.readInt16LE(at)],
    UL: [4, (at) => value.readUInt32LE(at)], US: [2, (at) => value.readUInt16LE(at)],
  };
  if (!Object.hasOwn(readers, vr)) return null;
  const [size, read] = readers[vr as NumberVr];
  return [numbers(tag, vr as NumberVr, ...Array.from({ length: Math.floor(value.length / size) }, (_, n) => read(n * size)))];
}
