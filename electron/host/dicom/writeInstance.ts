import { closeSync, openSync, writevSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { bytes, type Dataset, type Element, numbers, text, textOf } from './dataset.ts';

export const IMPLICIT_LE = '1.2.840.10008.1.2';
export const EXPLICIT_LE = '1.2.840.10008.1.2.1';
export const EXPLICIT_BE = '1.2.840.10008.1.2.2';
export const DEFLATED_LE = '1.2.840.10008.1.2.1.99';

/** Names our program in the files it writes and to those it talks to. @source DICOM PS3.7 D.3.3.2 */
export const IMPLEMENTATION_UID = '2.25.192807301184592018367450921836745092101';
export const IMPLEMENTATION_NAME = 'FULLMOON_1';

/** Explicit VRs whose length takes four bytes after two reserved ones. @source DICOM PS3.5 7.1.2 */
const LONG_VRS: ReadonlySet<string> = new Set(['OB', 'OF', 'OV', 'OW', 'SQ', 'UC', 'UN', 'UR', 'UT']);
const NUMBER_BYTES = { AT: 4, FD: 8, FL: 4, SL: 4, SS: 2, UL: 4, US: 2 } as const;
const WORD_BYTES = { OB: 1, OF: 4, OV: 8, OW: 2, UN: 1 } as const;
const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
/** Values from this size on are handed to the file as they are, not copied. */
const OWN_CHUNK = 4096;

interface Coding { readonly isExplicit: boolean; readonly isLittle: boolean }

/**
 * A DICOM file of our making, as the pieces to be written one after the other.
 *
 * Elements are sorted by tag. Compressed pixels come ready-made; they need an explicit little-endian syntax.
 *
 * @param named - holds the class and the UID that its head tells; a directory has them nowhere else
 */
export function instanceChunks(
  dataset: Dataset, transferSyntaxUid: string, named: Dataset = dataset,
): readonly Uint8Array[] {
  const coding = {
    isExplicit: transferSyntaxUid !== IMPLICIT_LE, isLittle: transferSyntaxUid !== EXPLICIT_BE,
  };
  const body = encoded(dataset, coding);
  const chunks = transferSyntaxUid === DEFLATED_LE ? [padded(deflateRawSync(Buffer.concat(body)), 0)] : body;
  return [fileHead(named, transferSyntaxUid), ...chunks];
}

/** The same as one piece. */
export const instanceBytes = (dataset: Dataset, transferSyntaxUid = EXPLICIT_LE): Uint8Array =>
  Buffer.concat(instanceChunks(dataset, transferSyntaxUid));

/** A data set without the head of a file, in explicit little-endian. */
export const datasetBytes = (dataset: Dataset): Uint8Array =>
  Buffer.concat(encoded(dataset, { isExplicit: true, isLittle: true }));

/** Writes a DICOM file of our making; a file of that name must not be there yet. */
export function writeInstance(path: string, dataset: Dataset, transferSyntaxUid = EXPLICIT_LE): void {
  const file = openSync(path, 'wx');
  try {
    writevAll(file, instanceChunks(dataset, transferSyntaxUid));
  } finally {
    closeSync(file);
  }
}

/** Writes all pieces; one call may take fewer bytes than it was given. */
function writevAll(file: number, chunks: readonly Uint8Array[]): void {
  let left = [...chunks];
  while (left.length > 0) {
    let taken = writevSync(file, left);
    left = left.flatMap((chunk) => {
      const skip = Math.min(taken, chunk.length);
      taken -= skip;
      return skip === chunk.length ? [] : [chunk.subarray(skip)];
    });
  }
}

/** Preamble, mark and group 2. @source DICOM PS3.10 7.1 */
function fileHead(dataset: Dataset, transferSyntaxUid: string): Uint8Array {
  const meta = [
    bytes(0x00020001, 'OB', Uint8Array.of(0, 1)),
    text(0x00020002, 'UI', textOf(dataset, 0x00080016) ?? ''),
    text(0x00020003, 'UI', textOf(dataset, 0x00080018) ?? ''),
    text(0x00020010, 'UI', transferSyntaxUid),
    text(0x00020012, 'UI', IMPLEMENTATION_UID),
    text(0x00020013, 'SH', IMPLEMENTATION_NAME),
  ];
  const explicitLittle = { isExplicit: true, isLittle: true };
  const group = Buffer.concat(encoded(meta, explicitLittle));
  const length = Buffer.concat(encoded([numbers(0x00020000, 'UL', group.length)], explicitLittle));
  return Buffer.concat([new Uint8Array(128), Buffer.from('DICM', 'latin1'), length, group]);
}

function encoded(dataset: Dataset, coding: Coding): readonly Uint8Array[] {
  const sink = new ChunkSink(coding);
  for (const element of dataset.toSorted((a, b) => a.tag - b.tag)) writeElement(sink, element);
  return sink.finished();
}

function writeElement(sink: ChunkSink, element: Element): void {
  switch (element.kind) {
    case 'text': {
      const raw = typeof element.value === 'string' ? Buffer.from(element.value, 'utf8') : element.value;
      return sink.value(element.tag, element.vr, padded(raw, element.vr === 'UI' ? 0 : 0x20));
    }
    case 'numbers': return sink.value(element.tag, element.vr, numberBytes(element, sink.coding.isLittle));
    case 'bytes': {
      const value = padded(element.value, 0);
      const word = WORD_BYTES[element.vr];
      return sink.value(element.tag, element.vr, sink.coding.isLittle || word === 1 ? value : swapped(value,
        word));
    }
    case 'items': return writeSequence(sink, element.tag, element.value, element.isDelimited);
    case 'encapsulated': return writeEncapsulated(sink, element);
  }
}

function writeSequence(sink: ChunkSink, tag: number, sequence: readonly Dataset[],
  isDelimited: boolean): void {
  const bodies = sequence.map((item) => Buffer.concat(encoded(item, sink.coding)));
  const marks = isDelimited ? 16 : 8;
  const total = bodies.reduce((sum, body) => sum + body.length + marks, 0);
  sink.head(tag, 'SQ', isDelimited ? UNDEFINED_LENGTH : total);
  for (const body of bodies) {
    sink.mark(ITEM, isDelimited ? UNDEFINED_LENGTH : body.length);
    sink.append(body);
    if (isDelimited) sink.mark(ITEM_END, 0);
  }
  if (isDelimited) sink.mark(SEQUENCE_END, 0);
}

/**
 * @source DICOM PS3.5 A.4: first item the basic offset table (perhaps empty), then one item a fragment; an extended
 * table asks for one fragment a frame
 */
function writeEncapsulated(sink: ChunkSink, element: Element & { readonly kind: 'encapsulated' }): void {
  const frames = element.value.map((fragments) => fragments.map((fragment) => padded(fragment, 0)));
  const lengths = frames.map((fragments) => fragments.reduce((sum, fragment) => sum + 8 + fragment.length,
    0));
  const starts = lengths.map((_, n) => lengths.slice(0, n).reduce((sum, length) => sum + length, 0));
  if (element.offsets === 'extended') {
    const long = (values: readonly number[]): Uint8Array =>
      new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
    sink.value(0x7fe00001, 'OV', long(starts));
    sink.value(0x7fe00002, 'OV', long(frames.map((fragments) =>
      fragments.reduce((sum, { length }) => sum + length, 0))));
  }
  sink.head(element.tag, 'OB', UNDEFINED_LENGTH);
  const table = element.offsets === 'basic' ? new Uint8Array(Uint32Array.from(starts).buffer) : new Uint8Array();
  for (const item of [table, ...frames.flat()]) {
    sink.mark(ITEM, item.length);
    sink.append(item);
  }
  sink.mark(SEQUENCE_END, 0);
}

function numberBytes({ vr, value }: Element & { readonly kind: 'numbers' }, isLittle: boolean): Uint8Array {
  const size = NUMBER_BYTES[vr];
  const view = new DataView(new ArrayBuffer(value.length * size));
  for (const [n, number] of value.entries()) {
    const at = n * size;
    switch (vr) {
      case 'US': view.setUint16(at, number, isLittle); break;
      case 'SS': view.setInt16(at, number, isLittle); break;
      case 'UL': view.setUint32(at, number, isLittle); break;
      case 'SL': view.setInt32(at, number, isLittle); break;
      case 'FL': view.setFloat32(at, number, isLittle); break;
      case 'FD': view.setFloat64(at, number, isLittle); break;
      case 'AT': view.setUint16(at, number >>> 16, isLittle); view.setUint16(at + 2, number & 0xffff,
        isLittle);
    }
  }
  return new Uint8Array(view.buffer);
}

function padded(value: Uint8Array, by: number): Uint8Array {
  return value.length % 2 === 0 ? value : Buffer.concat([value, Uint8Array.of(by)]);
}

function swapped(value: Uint8Array, word: 2 | 4 | 8): Uint8Array {
  const copy = Buffer.from(value);
  return word === 2 ? copy.swap16() : word === 4 ? copy.swap32() : copy.swap64();
}

/** Collects the encoded bytes; small values are gathered, large ones stay where they are. */
class ChunkSink {
  readonly coding: Coding;
  readonly #done: Uint8Array[] = [];
  #small: Uint8Array[] = [];

  constructor(coding: Coding) { this.coding = coding; }

  /** Tag, VR and length. */
  head(tag: number, vr: string, length: number): void {
    const { isExplicit, isLittle } = this.coding;
    const isLong = isExplicit && LONG_VRS.has(vr);
    const view = new DataView(new ArrayBuffer(isLong ? 12 : 8));
    view.setUint16(0, tag >>> 16, isLittle);
    view.setUint16(2, tag & 0xffff, isLittle);
    if (isExplicit) {
      view.setUint8(4, vr.charCodeAt(0));
      view.setUint8(5, vr.charCodeAt(1));
    }
    if (isExplicit && !isLong) view.setUint16(6, length, isLittle);
    else view.setUint32(isLong ? 8 : 4, length, isLittle);
    this.append(new Uint8Array(view.buffer));
  }

  /** An item mark: tag and length, in every coding alike. */
  mark(tag: number, length: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setUint16(0, tag >>> 16, this.coding.isLittle);
    view.setUint16(2, tag & 0xffff, this.coding.isLittle);
    view.setUint32(4, length, this.coding.isLittle);
    this.append(new Uint8Array(view.buffer));
  }

  value(tag: number, vr: string, value: Uint8Array): void {
    this.head(tag, vr, value.length);
    this.append(value);
  }

  append(value: Uint8Array): void {
    this.#small.push(value);
    if (value.length < OWN_CHUNK) return;
    this.#small.pop();
    this.#gather();
    this.#done.push(value);
  }

  finished(): readonly Uint8Array[] {
    this.#gather();
    return this.#done;
  }

  #gather(): void {
    if (this.#small.length > 0) this.#done.push(Buffer.concat(this.#small));
    this.#small = [];
  }
}
