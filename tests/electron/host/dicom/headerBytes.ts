import { deflateRawSync } from 'node:zlib';

/** How a data set is written. */
export type Form = 'implicit' | 'explicit' | 'big';
/** One element; a sequence holds lists of elements, a `raw` value its bytes as they are. */
export interface Written {
  readonly tag: number;
  readonly vr: string;
  readonly value: string | readonly number[] | Uint8Array | readonly (readonly Written[])[];
  /** Overrides the true length. */
  readonly statedLength?: number;
}

const LONG = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'SQ', 'UC', 'UN', 'UR', 'UT', 'SV', 'UV']);
const WIDTH: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8 };
const join = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

function words(form: Form, ...values: readonly (readonly [width: number, value: number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [width]) => sum + width, 0)));
  const isLittle = form !== 'big';
  let at = 0;
  for (const [width, value] of values) {
    if (width === 2) view.setUint16(at, value & 0xffff, isLittle);
    else view.setUint32(at, value >>> 0, isLittle);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

function valueBytes({ vr, value }: Written, form: Form): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') {
    const padded = value.length % 2 === 0 ? value : `${value}${vr === 'UI' ? '\0' : ' '}`;
    return new Uint8Array(Buffer.from(padded, 'latin1'));
  }
  if (vr === 'SQ') {
    return join((value as readonly (readonly Written[])[]).flatMap((item) => {
      const inner = elements(item, form);
      return [words(form, [2, 0xfffe], [2, 0xe000], [4, inner.length]), inner];
    }));
  }
  const width = WIDTH[vr] ?? 2;
  const view = new DataView(new ArrayBuffer(width * value.length));
  for (const [at, number] of (value as readonly number[]).entries()) {
    if (vr === 'FD') view.setFloat64(8 * at, number, form !== 'big');
    else if (vr === 'FL') view.setFloat32(4 * at, number, form !== 'big');
    else if (width === 4) view.setUint32(4 * at, number, form !== 'big');
    else view.setUint16(2 * at, number & 0xffff, form !== 'big');
  }
  return new Uint8Array(view.buffer);
}

/** The bytes of a data set. */
export const elements = (list: readonly Written[], form: Form): Uint8Array => join(list.flatMap((element) => {
  const { tag, vr, statedLength } = element;
  const value = valueBytes(element, form);
  const length = statedLength ?? value.length;
  const head = [[2, tag >>> 16], [2, tag & 0xffff]] as const;
  if (form === 'implicit') return [words(form, ...head, [4, length]), value];
  const letters = new Uint8Array(Buffer.from(vr, 'latin1'));
  return LONG.has(vr) ? [words(form, ...head), letters, words(form, [2, 0], [4, length]), value]
    : [words(form, ...head), letters, words(form, [2, length]), value];
}));

export const EXPLICIT = '1.2.840.10008.1.2.1';
export const IMPLICIT = '1.2.840.10008.1.2';
export const BIG = '1.2.840.10008.1.2.2';
export const DEFLATED = '1.2.840.10008.1.2.1.99';
export const RLE = '1.2.840.10008.1.2.5';
export const formOf = (syntax: string): Form =>
  (syntax === IMPLICIT ? 'implicit' : syntax === BIG ? 'big' : 'explicit');

/** A whole file: preamble, meta group, data set. */
export function part10(list: readonly Written[], syntax = EXPLICIT,
  preamble = new Uint8Array(128)): Uint8Array {
  const sopClass = list.find(({ tag }) => tag === 0x00080016)?.value;
  const meta = elements([
    { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
    { tag: 0x00020002, vr: 'UI', value: typeof sopClass === 'string' ? sopClass : '' },
    { tag: 0x00020010, vr: 'UI', value: syntax },
  ], 'explicit');
  const data = elements(list, formOf(syntax));
  return join([preamble, new Uint8Array(Buffer.from('DICM')),
    elements([{ tag: 0x00020000, vr: 'UL', value: [meta.length] }], 'explicit'), meta,
    syntax === DEFLATED ? new Uint8Array(deflateRawSync(data)) : data]);
}

/** A small CT slice: 8 x 6 pixels. */
export function ctElements(change: Readonly<Record<number, Written | null>> = {}): readonly Written[] {
  const list: readonly Written[] = [
    { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 100' },
    { tag: 0x00080008, vr: 'CS', value: 'ORIGINAL\\PRIMARY\\AXIAL' },
    { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.2' },
    { tag: 0x00080018, vr: 'UI', value: '1.2.3.4.1' },
    { tag: 0x00080020, vr: 'DA', value: '20261112' }, { tag: 0x00080030, vr: 'TM', value: '101500' },
    { tag: 0x00080033, vr: 'TM', value: '101507.25' }, { tag: 0x00080060, vr: 'CS', value: 'CT' },
    { tag: 0x0008103e, vr: 'LO', value: 'Heart' },
    { tag: 0x00081140, vr: 'SQ',
      value: [[{ tag: 0x00081150, vr: 'UI', value: '1.2.3' },
        { tag: 0x00081155, vr: 'UI', value: '1.2.4' }]] },
    { tag: 0x00091001, vr: 'OB', value: new Uint8Array(300) },
    { tag: 0x00100010, vr: 'PN', value: 'Buc^J\xe9r\xf4me' }, { tag: 0x00100020, vr: 'LO', value: 'P1' },
    { tag: 0x00100030, vr: 'DA', value: '19500203' }, { tag: 0x00100040, vr: 'CS', value: 'M' },
    { tag: 0x00180050, vr: 'DS', value: '0.6' }, { tag: 0x00181210, vr: 'SH', value: 'Bv40' },
    { tag: 0x0020000d, vr: 'UI', value: '1.2.3.1' }, { tag: 0x0020000e, vr: 'UI', value: '1.2.3.2' },
    { tag: 0x00200011, vr: 'IS', value: '4' }, { tag: 0x00200012, vr: 'IS', value: '2' },
    { tag: 0x00200013, vr: 'IS', value: '1' },
    { tag: 0x00200032, vr: 'DS', value: '-64\\-63.5\\120.25' },
    { tag: 0x00200037, vr: 'DS', value: '1\\0\\0\\0\\1\\0' },
    { tag: 0x00200052, vr: 'UI', value: '1.2.3.9' },
    { tag: 0x00280002, vr: 'US', value: [1] }, { tag: 0x00280004, vr: 'CS', value: 'MONOCHROME2' },
    { tag: 0x00280010, vr: 'US', value: [6] }, { tag: 0x00280011, vr: 'US', value: [8] },
    { tag: 0x00280030, vr: 'DS', value: '0.4\\0.3' }, { tag: 0x00280100, vr: 'US', value: [16] },
    { tag: 0x00280101, vr: 'US', value: [12] }, { tag: 0x00280102, vr: 'US', value: [11] },
    { tag: 0x00280103, vr: 'US', value: [1] },
    { tag: 0x00280120, vr: 'SS', value: [-2000] }, { tag: 0x00281050, vr: 'DS', value: '300\\40' },
    { tag: 0x00281051, vr: 'DS', value: '800\\400' }, { tag: 0x00281052, vr: 'DS', value: '-1024' },
    { tag: 0x00281053, vr: 'DS', value: '1' }, { tag: 0x00281054, vr: 'LO', value: 'HU' },
    { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(96) },
  ];
  const added = Object.values(change).filter((written) => written !== null
    && !list.some(({ tag }) => tag === written.tag));
  return [...list.flatMap((element) => {
    const to = change[element.tag];
    return to === null ? [] : [to ?? element];
  }), ...added.filter((written) => written !== null)].toSorted((a, b) => a.tag - b.tag);
}

/** Encapsulated pixel data: an empty offset table, the fragments, the delimiter. */
export const fragments = (list: readonly Uint8Array[], isClosed = true): Written => ({
  tag: 0x7fe00010, vr: 'OB', statedLength: 0xffffffff, value: join([
    words('explicit', [2, 0xfffe], [2, 0xe000], [4, 0]),
    ...list.flatMap((fragment) =>
      [words('explicit', [2, 0xfffe], [2, 0xe000], [4, fragment.length]), fragment]),
    ...(isClosed ? [words('explicit', [2, 0xfffe], [2, 0xe0dd], [4, 0])] : []),
  ]),
});

const item = (...list: readonly Written[]): Written['value'] => [list];
/** An enhanced CT of three frames, 0.7 mm apart, with shared and per-frame groups. */
export const enhancedElements = (): readonly Written[] => ctElements({
  0x00080016: { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.2.1' }, 0x00200032: null,
  0x00200037: null,
  0x00280030: null, 0x00281052: null, 0x00281053: null, 0x00281054: null, 0x00181210: null, 0x00180050: null,
  0x00280008: { tag: 0x00280008, vr: 'IS', value: '3' },
  0x52009229: { tag: 0x52009229, vr: 'SQ', value: item(
    { tag: 0x00189314, vr: 'SQ', value: item({ tag: 0x00181210, vr: 'SH', value: 'Qr40' }) },
    { tag: 0x00209116, vr: 'SQ', value: item({ tag: 0x00200037, vr: 'DS', value: '0\\1\\0\\0\\0\\-1' }) },
    { tag: 0x00289110, vr: 'SQ',
      value: item({ tag: 0x00180050, vr: 'DS', value: '0.8' },
        { tag: 0x00280030, vr: 'DS', value: '0.5\\0.25' }) },
    { tag: 0x00289145, vr: 'SQ',
      value: item({ tag: 0x00281052, vr: 'DS', value: '-8192' }, { tag: 0x00281053, vr: 'DS', value: '2' },
      { tag: 0x00281054, vr: 'LO', value: 'HU' }) }) },
  0x52009230: { tag: 0x52009230, vr: 'SQ', value: [0, 1, 2].map((frame) => [
    { tag: 0x00189118, vr: 'SQ', value: item({ tag: 0x00209241, vr: 'FL', value: [75] }) },
    { tag: 0x00209111, vr: 'SQ',
      value: item({ tag: 0x00209128, vr: 'UL', value: [frame + 1] },
        { tag: 0x00209156, vr: 'US', value: [7] }) },
    { tag: 0x00209113, vr: 'SQ', value: item({ tag: 0x00200032, vr: 'DS', value: `${-0.7 * frame}\\2\\3` }) },
  ]) },
  0x7fe00010: { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(288) },
});

/** An XA run of two frames. */
export const xaElements = (): readonly Written[] => ctElements({
  0x00080016: { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.12.1' },
  0x00080060: { tag: 0x00080060, vr: 'CS', value: 'XA' }, 0x00200032: null, 0x00200037: null,
  0x00280030: null,
  0x00181063: { tag: 0x00181063, vr: 'DS', value: '66.67' },
  0x00181065: { tag: 0x00181065, vr: 'DS', value: '0\\66.7' },
  0x00181110: { tag: 0x00181110, vr: 'DS', value: '1195' },
  0x00181111: { tag: 0x00181111, vr: 'DS', value: '785' },
  0x00181164: { tag: 0x00181164, vr: 'DS', value: '0.184\\0.2' },
  0x00181510: { tag: 0x00181510, vr: 'DS', value: '-30.1' },
  0x00181511: { tag: 0x00181511, vr: 'DS', value: '25' },
  0x00280008: { tag: 0x00280008, vr: 'IS', value: '2' },
  0x00286040: { tag: 0x00286040, vr: 'US', value: [1, 2] },
  0x7fe00010: { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(192) },
});
