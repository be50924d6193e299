import type { DataSet, Element } from 'dicom-parser';
import { decodedText, type DecodedText } from '../../../core/dicom/characterSet.ts';
import { decimal, decimals, integer, valuesOf } from '../../../core/dicom/text.ts';
import { dicomParser } from './dicomParser.ts';
import { plainInteger, plainNumber, textEnd, textStart, valueEnd } from './asciiValue.kernel.ts';
import { slotFor, type Scan } from './elementScan.ts';
import { keyOf } from './headerTags.ts';

/** Where the value of an element lies. */
interface Place {
  readonly offset: number;
  readonly length: number;
  /** Its two letters as one number; 0 where the VR is implicit. */
  readonly vr: number;
}
/** How the data set is written. */
interface Form { readonly isExplicit: boolean; readonly isBig: boolean }
type Elements = DataSet['elements'];

const [FD, FL, UL, SL, UN] = [0x4644, 0x464c, 0x554c, 0x534c, 0x554e];
const codeOf = (vr = ''): number => (vr === '' ? 0 : (vr.charCodeAt(0) << 8) | vr.charCodeAt(1));
const noTerms: readonly string[] = [];
const noItems: readonly Values[] = [];
const CHARACTER_SET = 0x00080005;

/**
 * Typed reading of one data set: the top level, or an item of a sequence. Absent and unreadable values are
 * null.
 */
export class Values {
  readonly #bytes: Buffer;
  readonly #form: Form;
  /** The elements as a scan found them, or as dicom-parser did. */
  readonly #scan: Scan | null;
  readonly #elements: Elements | null;
  #terms: readonly string[] | null;
  #sequences: Map<number, readonly Values[]> | null = null;

  private constructor(
    bytes: Buffer, form: Form, scan: Scan | null, elements: Elements | null, terms: readonly string[] | null,
  ) {
    this.#bytes = bytes;
    this.#form = form;
    this.#scan = scan;
    this.#elements = elements;
    this.#terms = terms;
  }

  /** The wanted elements that a scan found. */
  static ofScan(bytes: Buffer, scan: Scan, form: Form): Values {
    return new Values(bytes, form, scan, null, null);
  }

  /** Where an element lies that is there and not empty. */
  #find(tag: number): Place | null {
    if (this.#scan !== null) {
      const { offsets, lengths, vrs } = this.#scan;
      const slot = slotFor(this.#scan, tag);
      const offset = offsets[slot] ?? -1;
      const length = lengths[slot] ?? 0;
      return offset < 0 || length === 0 ? null : { offset, length, vr: vrs[slot] ?? 0 };
    }
    const element = this.#elements?.[keyOf(tag)];
    return element === undefined || element.length === 0 ? null
      : { offset: element.dataOffset, length: element.length, vr: codeOf(element.vr) };
  }

  has(tag: number): boolean { return this.#find(tag) !== null; }

  /** A copy of the bytes of an element as they lie there, padding included; null where they do not all lie there. */
  bytes(tag: number): Uint8Array | null {
    const place = this.#find(tag);
    if (place === null || place.offset + place.length > this.#bytes.length) return null;
    return Uint8Array.from(this.#bytes.subarray(place.offset, place.offset + place.length));
  }

  /** The raw text of an element of an ASCII kind, padding removed; null when empty. */
  text(tag: number): string | null {
    const element = this.#find(tag);
    return element === null ? null : this.#ascii(element);
  }

  /** Bytes as characters, up to a NUL as dicom-parser does, without space around them. */
  #ascii(place: Place): string | null {
    const end = this.#textEnd(place);
    const start = textStart(this.#bytes, place.offset, end);
    return start >= end ? null : this.#bytes.toString('latin1', start, end);
  }

  /** All values of an ASCII element. */
  texts(tag: number): readonly string[] {
    const text = this.text(tag);
    return text === null ? noTerms : valuesOf(text);
  }

  /** Text in the data set's character sets. */
  decoded(tag: number, isName: boolean): DecodedText | null {
    const element = this.#find(tag);
    if (element === null) return null;
    if (this.#isPlain(element)) {
      const plain = this.#ascii(element);
      return plain === null ? null : { text: plain, isComplete: true };
    }
    const bytes = this.#bytes.subarray(element.offset, element.offset + element.length);
    this.#terms ??= this.texts(CHARACTER_SET);
    const { text, isComplete } = decodedText(bytes, this.#terms, isName);
    const bare = text.replace(/[\0 ]+$/, '').trim();
    return bare === '' ? null : { text: bare, isComplete };
  }

  /** Text that is the same in every character set; nearly all of it. */
  #isPlain({ offset, length }: Place): boolean {
    const end = offset + length;
    for (let at = offset; at < end; at += 1) {
      const byte = this.#bytes[at] ?? 0;
      if (byte >= 0x7e || byte === 0x1b) return false;
    }
    return true;
  }

  /** The first value of a decimal string, or a binary float. */
  number(tag: number): number | null {
    const place = this.#find(tag);
    if (place === null) return null;
    return place.vr === FD || place.vr === FL ? this.#real(place) : this.#first(place, plainNumber, decimal);
  }

  /** All values of a decimal string or of doubles; null unless every one is a number. */
  numbers(tag: number): readonly number[] | null {
    const place = this.#find(tag);
    if (place === null) return null;
    if (place.vr === FD) {
      const values = Array.from({ length: Math.floor(place.length / 8) },
        (_, at) => this.#double(place.offset + 8 * at));
      return values.length > 0 && values.every(Number.isFinite) ? values : null;
    }
    const end = this.#textEnd(place);
    const values: number[] = [];
    for (let at = place.offset; at <= end; at += 1) {
      const to = valueEnd(this.#bytes, at, end);
      const value = plainNumber(this.#bytes, at, to);
      if (Number.isNaN(value)) {
        const text = this.#ascii(place);
        return text === null ? null : decimals(text);
      }
      values.push(value);
      at = to;
    }
    return values;
  }

  integer(tag: number): number | null {
    const place = this.#find(tag);
    return place === null ? null : this.#first(place, plainInteger, integer);
  }

  /** The first of the values of a text: from its bytes where it is plain, else from its letters. */
  #first(place: Place, plain: typeof plainNumber, read: (text: string) => number | null): number | null {
    const to = valueEnd(this.#bytes, place.offset, this.#textEnd(place));
    const value = plain(this.#bytes, place.offset, to);
    if (!Number.isNaN(value)) return value;
    const text = this.#ascii({ ...place, length: to - place.offset });
    return text === null ? null : read(text);
  }

  #textEnd({ offset, length }: Place): number {
    return textEnd(this.#bytes, offset, Math.min(offset + length, this.#bytes.length));
  }

  /** The first US, or UL where the VR says so. */
  unsigned(tag: number): number | null {
    const place = this.#find(tag);
    if (place === null) return null;
    const bytes = place.vr === UL || place.vr === SL ? 4 : 2;
    return place.length < bytes ? null : this.#unsigned(place.offset, bytes);
  }

  /** All values of a US element. */
  allUnsigned(tag: number): readonly number[] | null {
    const place = this.#find(tag);
    if (place === null || place.length % 2 !== 0) return null;
    return Array.from({ length: place.length / 2 }, (_, at) => this.#unsigned(place.offset + 2 * at, 2));
  }

  /** All values of a signed 16-bit element. */
  allSigned(tag: number): readonly number[] | null {
    return this.allUnsigned(tag)?.map((value) => (value << 16) >> 16) ?? null;
  }

  /** All values of an FL element; null unless every one is a number. */
  floats(tag: number): readonly number[] | null {
    const place = this.#find(tag);
    if (place === null || place.length % 4 !== 0) return null;
    const values = Array.from({ length: place.length / 4 }, (_, at) => this.#float(place.offset + 4 * at));
    return values.every(Number.isFinite) ? values : null;
  }

  signed(tag: number): number | null {
    const place = this.#find(tag);
    if (place === null || place.length < 2) return null;
    return this.#isBig ? this.#bytes.readInt16BE(place.offset) : this.#bytes.readInt16LE(place.offset);
  }

  /** The one value of an element that is FL or FD: where the VR is not written, its length tells which. */
  real(tag: number): number | null {
    const place = this.#find(tag);
    if (place === null) return null;
    return place.vr === 0 || place.vr === UN ? this.#real(place) : this.number(tag);
  }

  get #isBig(): boolean { return this.#form.isBig; }

  #unsigned(at: number, bytes: number): number {
    return this.#isBig ? this.#bytes.readUIntBE(at, bytes) : this.#bytes.readUIntLE(at, bytes);
  }

  #real({ offset, length }: Place): number | null {
    return length % 8 === 0 ? finite(this.#double(offset)) : length === 4 ? finite(this.#float(offset)) : null;
  }

  #float(at: number): number {
    return this.#isBig ? this.#bytes.readFloatBE(at) : this.#bytes.readFloatLE(at);
  }

  #double(at: number): number {
    return this.#isBig ? this.#bytes.readDoubleBE(at) : this.#bytes.readDoubleLE(at);
  }

  /** The items of a sequence, parsed by dicom-parser; the scan has bounded depth and lengths before. */
  items(tag: number): readonly Values[] {
    const place = this.#find(tag);
    if (place === null) return noItems;
    const known = this.#sequences?.get(tag);
    if (known !== undefined) return known;
    const { isExplicit, isBig } = this.#form;
    const form = { isBig, isExplicit: isExplicit && place.vr !== UN };
    this.#terms ??= this.texts(CHARACTER_SET);
    const items = this.#sequenceOf(tag, place, form).flatMap(({ dataSet }) =>
      (dataSet === undefined ? [] : [new Values(this.#bytes, form, null, dataSet.elements, this.#terms)]));
    this.#sequences ??= new Map();
    this.#sequences.set(tag, items);
    return items;
  }

  #sequenceOf(tag: number, { offset, length }: Place, { isExplicit, isBig }: Form): readonly Element[] {
    const parser = dicomParser();
    // Within a sequence dicom-parser has read the inner ones already.
    const element = this.#elements?.[keyOf(tag)] ?? { tag: '', dataOffset: offset, length };
    if (element.items === undefined) {
      const bytes = isBig ? parser.bigEndianByteArrayParser : parser.littleEndianByteArrayParser;
      const stream = new parser.ByteStream(bytes, this.#bytes, offset);
      if (isExplicit) parser.readSequenceItemsExplicit(stream, element, []);
      else parser.readSequenceItemsImplicit(stream, element);
    }
    return element.items ?? [];
  }

  /** The first item of a sequence. */
  item(tag: number): Values | null { return this.items(tag)[0] ?? null; }
}

const finite = (value: number | null): number | null =>
  (value !== null && Number.isFinite(value) ? value : null);
