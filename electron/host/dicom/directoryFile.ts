import { inflateRawSync } from 'node:zlib';
import type { DataSet, Element as Parsed } from 'dicom-parser';
import { HEADER_LIMITS } from '../../../core/dicom/limits.ts';
import { sopKind } from '../../../core/dicom/sopClasses.ts';
import { items, text, type Dataset, type Element, type TextVr } from './dataset.ts';
import { dicomParser } from './dicomParser.ts';
import type { DirectoryFile, LeafType } from './directory.ts';
import { DEFLATED_LE, EXPLICIT_LE, IMPLICIT_LE } from './writeInstance.ts';

/** Must be there in a directory; stands for what a file does not state, as other programs write it. */
const NOT_STATED: Readonly<Partial<Record<TextVr, string>>> = { DA: '19000101', TM: '000000', IS: '0', CS: 'OT', LO: 'NOT STATED', SH: 'NONE' };
/** Where the elements of the head begin, after preamble, mark and the length of the head; and how far it is looked through. */
const [HEAD_START, HEAD_BYTES] = [144, 1024];
const KEY_OBJECTS = '1.2.840.10008.5.1.4.1.1.88.59';

/**
 * What a directory tells of a file; null where it cannot be read.
 *
 * @param fileId - components of its name
 * @source DICOM PS3.3 F.5
 */
export function directoryFile(file: Uint8Array, fileId: readonly string[]): DirectoryFile | null {
  const set = headerOf(file);
  if (set === null) return null;
  const { stated, optional, codes } = keysOf(set);
  const [sopClassUid, sopInstanceUid] = [plain(set, 'x00080016'), plain(set, 'x00080018')];
  const [studyUid, seriesUid] = [plain(set, 'x0020000d'), plain(set, 'x0020000e')];
  if ([sopClassUid, sopInstanceUid, studyUid, seriesUid].includes('')) return null;
  const charset = set.elements['x00080005'] === undefined ? [] : [optional(0x00080005, 'CS')];
  const type = leafType(sopClassUid);
  return {
    fileId, sopClassUid, sopInstanceUid, transferSyntaxUid: plain(set, 'x00020010') || IMPLICIT_LE,
    patient: {
      key: plain(set, 'x00100020') || plain(set, 'x00100010'),
      keys: [...charset, optional(0x00100010, 'PN'), stated(0x00100020, 'LO')],
    },
    study: {
      uid: studyUid,
      keys: [
        ...charset, stated(0x00080020, 'DA'), stated(0x00080030, 'TM'), optional(0x00080050, 'SH'), optional(0x00081030, 'LO'),
        text(0x0020000d, 'UI', studyUid), stated(0x00200010, 'SH'),
      ],
    },
    series: {
      uid: seriesUid,
      keys: [...charset, stated(0x00080060, 'CS'), optional(0x0008103e, 'LO'), text(0x0020000e, 'UI', seriesUid), stated(0x00200011, 'IS')],
    },
    leaf: { type, keys: [...charset, stated(0x00200013, 'IS'), ...leafKeys(type, set, { stated, optional, codes })] },
  };
}

function headerOf(file: Uint8Array): DataSet | null {
  try {
    return dicomParser().parseDicom(plainFile(file), { untilTag: 'x7fe00010' });
  } catch {
    return null;
  }
}

/** A file that is deflated as a whole, inflated; every other as it is. */
function plainFile(file: Uint8Array): Uint8Array {
  const head = Buffer.from(file.subarray(0, HEAD_BYTES));
  const at = head.indexOf(DEFLATED_LE);
  if (at < 0) return file;
  const start = HEAD_START + head.readUInt32LE(HEAD_START - 4);
  head.write(EXPLICIT_LE.padEnd(DEFLATED_LE.length, '\0'), at, 'latin1');
  const body = inflateRawSync(file.subarray(start), { maxOutputLength: HEADER_LIMITS.inflatedBytes });
  return Buffer.concat([head.subarray(0, start), body]);
}

function leafType(sopClassUid: string): LeafType {
  if (sopClassUid === KEY_OBJECTS) return 'KEY OBJECT DOC';
  switch (sopKind(sopClassUid, true)) {
    case 'report': return 'SR DOCUMENT';
    case 'document': return 'ENCAP DOC';
    case 'presentation state': return 'PRESENTATION';
    default: return 'IMAGE';
  }
}

interface Keys {
  /** As the file states it, else what stands for nothing. */
  stated(tag: number, vr: TextVr): Element;
  /** As the file states it, else empty. */
  optional(tag: number, vr: TextVr): Element;
  /** A sequence of codes. */
  codes(tag: number): Element;
}

function leafKeys(type: LeafType, set: DataSet, { stated, optional, codes }: Keys): Dataset {
  const said = [stated(0x00080023, 'DA'), stated(0x00080033, 'TM')];
  switch (type) {
    case 'IMAGE': return [];
    case 'SR DOCUMENT': {
      const verified = set.elements['x0040a073']?.items?.at(-1)?.dataSet;
      return [
        ...said, codes(0x0040a043), stated(0x0040a491, 'CS'), stated(0x0040a493, 'CS'),
        ...(verified === undefined ? [] : [keysOf(verified).stated(0x0040a030, 'DT')]),
      ];
    }
    case 'KEY OBJECT DOC': return [...said, codes(0x0040a043)];
    case 'ENCAP DOC': return [...said, codes(0x0040a043), optional(0x00420010, 'ST'), stated(0x00420012, 'LO')];
    case 'PRESENTATION': return [
      stated(0x00700080, 'CS'), optional(0x00700081, 'LO'), stated(0x00700082, 'DA'), stated(0x00700083, 'TM'), optional(0x00700084, 'PN'),
      ...references(set),
    ];
  }
}

const plain = (set: DataSet, tag: string): string => set.string(tag)?.trim() ?? '';
const keyOf = (tag: number): string => `x${tag.toString(16).padStart(8, '0')}`;

function keysOf(set: DataSet): Keys {
  const raw = (tag: number): Uint8Array => {
    const element: Parsed | undefined = set.elements[keyOf(tag)];
    return element === undefined ? new Uint8Array() : set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  };
  const optional: Keys['optional'] = (tag, vr) => text(tag, vr, raw(tag));
  return {
    optional,
    stated: (tag, vr) => (plain(set, keyOf(tag)) === '' ? text(tag, vr, NOT_STATED[vr] ?? '') : optional(tag, vr)),
    codes: (tag) => items(tag, itemsOf(set, tag).map((code) => {
      const of = keysOf(code);
      return [of.optional(0x00080100, 'SH'), of.optional(0x00080102, 'SH'), of.optional(0x00080104, 'LO')];
    })),
  };
}

const itemsOf = (set: DataSet, tag: number): readonly DataSet[] =>
  (set.elements[keyOf(tag)]?.items ?? []).flatMap(({ dataSet }) => dataSet ?? []);

/** Which pictures a presentation is about. @source DICOM PS3.3 C.11.11 */
const references = (set: DataSet): Dataset => {
  const series = itemsOf(set, 0x00081115);
  return series.length === 0 ? [] : [items(0x00081115, series.map((one) => [
    text(0x0020000e, 'UI', plain(one, 'x0020000e')),
    items(0x00081140, itemsOf(one, 0x00081140).map((image) => [
      text(0x00081150, 'UI', plain(image, 'x00081150')), text(0x00081155, 'UI', plain(image, 'x00081155')),
      ...(plain(image, 'x00081160') === '' ? [] : [keysOf(image).optional(0x00081160, 'IS')]),
    ])),
  ]))];
};
