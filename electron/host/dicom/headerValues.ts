import type { ByteArrayParser, DataSet, Element } from 'dicom-parser';
import { decodedText, type DecodedText } from '../../../core/dicom/characterSet.ts';
import { decimal, decimals, integer, valuesOf } from '../../../core/dicom/text.ts';
import { dicomParser } from './dicomParser.ts';
import type { Scan } from './elementScan.ts';
import { keyOf } from './headerTags.ts';

const VR_NAMES = new Map<number, string>([[0, '']]);
function vrName(vr: number): string {
  const known = VR_NAMES.get(vr) ?? String.fromCharCode(vr >> 8, vr & 0xff);
  VR_NAMES.set(vr, known);
  return known;
}

/** The first of the values of a text, read. */
function first(text: string | null, read: (text: string) => number | null): number | null {
  if (text === null) return null;
  const end = text.indexOf('\\');
  return read(end < 0 ? text : text.slice(0, end));
}

type Find = (tag: number) => Element | null;
const noTerms: readonly string[] = [];
const noItems: readonly Values[] = [];
const CHARACTER_SET = 0x00080005;

/**
 * Typed reading of one data set: the top level, or an item of a sequence. Absent and unreadable values are
 * null.
 */
export class Values {
  readonly #bytes: Buffer;
  readonly #parser: ByteArrayParser;
  readonly #find: Find;
  readonly #isExplicit: boolean;
  readonly #terms: readonly string[];
  #sequences: Map<number, readonly Values[]> | null = null;

  private constructor(
    bytes: Uint8Array, parser: ByteArrayParser, find: Find, isExplicit: boolean,
    terms: readonly string[] | null,
  ) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#parser = parser;
    this.#find = find;
    this.#isExplicit = isExplicit;
    this.#terms = noTerms;
    this.#terms = terms ?? this.texts(CHARACTER_SET);
  }

  /** The wanted elements that a scan found. */
  static ofScan(bytes: Uint8Array, scan: Scan, form: { isExplicit: boolean; isBig: boolean }): Values {
    const find: Find = (tag) => {
      const slot = scan.slots.get(tag) ?? -1;
      const dataOffset = scan.offsets[slot] ?? -1;
      const length = scan.lengths[slot] ?? 0;
      if (dataOffset < 0 || length === 0) return null;
      return { tag: '', dataOffset, length, vr: vrName(scan.vrs[slot] ?? 0) };
    };
    const parser = form.isBig ? dicomParser.bigEndianByteArrayParser
      : dicomParser.littleEndianByteArrayParser;
    return new Values(bytes, parser, find, form.isExplicit, null);
  }

  /** An item of a sequence, as dicom-parser read it. */
  static #ofItem({ elements, byteArray, byteArrayParser }: DataSet, isExplicit: boolean,
    terms: readonly string[]): Values {
    const find: Find = (tag) => {
      const element = elements[keyOf(tag)];
      return element === undefined || element.length === 0 ? null : element;
    };
    return new Values(byteArray, byteArrayParser, find, isExplicit, terms);
  }

  has(tag: number): boolean { return this.#find(tag) !== null; }

  /** The raw text of an element of an ASCII kind, padding removed; null when empty. */
  text(tag: number): string | null {
    const element = this.#find(tag);
    return element === null ? null : this.#ascii(element);
  }

  /** Bytes as characters, up to a NUL as dicom-parser does, in one native call. */
  #ascii({ dataOffset, length }: Element): string | null {
    const text = this.#bytes.toString('latin1', dataOffset, dataOffset + length);
    const nul = text.indexOf('\0');
    const bare = (nul < 0 ? text : text.slice(0, nul)).trim();
    return bare === '' ? null : bare;
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
    const bytes = this.#bytes.subarray(element.dataOffset, element.dataOffset + element.length);
    const { text, isComplete } = decodedText(bytes, this.#terms, isName);
    const bare = text.replace(/[\0 ]+$/, '').trim();
    return bare === '' ? null : { text: bare, isComplete };
  }

  /** Text that is the same in every character set; nearly all of it. */
  #isPlain({ dataOffset, length }: Element): boolean {
    const end = dataOffset + length;
    for (let at = dataOffset; at < end; at += 1) {
      const byte = this.#bytes[at] ?? 0;
      if (byte >= 0x7e || byte === 0x1b) return false;
    }
    return true;
  }

  /** The first value of a decimal string, or a binary float. */
  number(tag: number): number | null {
    const element = this.#find(tag);
    if (element === null) return null;
    if (element.vr === 'FD') return this.double(tag);
    if (element.vr === 'FL') return this.#binary(element, 4, 'readFloat');
    return first(this.#ascii(element), decimal);
  }

  /** All values of a decimal string or of doubles; null unless every one is a number. */
  numbers(tag: number): readonly number[] | null {
    const element = this.#find(tag);
    if (element === null) return null;
    if (element.vr === 'FD') {
      const values = Array.from({ length: Math.floor(element.length / 8) },
        (_, at) => this.#parser.readDouble(this.#bytes, element.dataOffset + 8 * at));
      return values.length > 0 && values.every(Number.isFinite) ? values : null;
    }
    const text = this.text(tag);
    return text === null ? null : decimals(text);
  }

  integer(tag: number): number | null {
    return first(this.text(tag), integer);
  }

  /** The first US, or UL where the VR says so. */
  unsigned(tag: number): number | null {
    const element = this.#find(tag);
    if (element === null) return null;
    const isLong = element.vr === 'UL' || element.vr === 'SL';
    return isLong ? this.#binary(element, 4, 'readUint32') : this.#binary(element, 2, 'readUint16');
  }

  /** All values of a US element. */
  allUnsigned(tag: number): readonly number[] | null {
    const element = this.#find(tag);
    if (element === null || element.length % 2 !== 0) return null;
    return Array.from({ length: element.length / 2 },
      (_, at) => this.#parser.readUint16(this.#bytes, element.dataOffset + 2 * at));
  }

  signed(tag: number): number | null {
    const element = this.#find(tag);
    return element === null ? null : this.#binary(element, 2, 'readInt16');
  }

  /** A double without regard to the VR, for implicit VR. */
  double(tag: number): number | null {
    const element = this.#find(tag);
    return element === null || element.length % 8 !== 0 ? null : this.#binary(element, 8, 'readDouble');
  }

  #binary(element: Element, bytes: number, read: Exclude<keyof ByteArrayParser, 'readInt32'>): number | null {
    if (element.length < bytes) return null;
    const value = this.#parser[read](this.#bytes, element.dataOffset);
    return Number.isFinite(value) ? value : null;
  }

  /** The items of a sequence, parsed by dicom-parser; the scan has bounded depth and lengths before. */
  items(tag: number): readonly Values[] {
    const known = this.#sequences?.get(tag);
    if (known !== undefined) return known;
    const element = this.#find(tag);
    if (element === null) return noItems;
    const isExplicit = this.#isExplicit && element.vr !== 'UN';
    // Within a sequence dicom-parser has read the inner ones already.
    if (element.items === undefined) {
      const stream = new dicomParser.ByteStream(this.#parser, this.#bytes, element.dataOffset);
      if (isExplicit) dicomParser.readSequenceItemsExplicit(stream, element, []);
      else dicomParser.readSequenceItemsImplicit(stream, element);
    }
    const items = (element.items ?? []).flatMap((item) =>
      item.dataSet === undefined ? [] : [Values.#ofItem(item.dataSet, isExplicit, this.#terms)]);
    this.#sequences ??= new Map();
    this.#sequences.set(tag, items);
    return items;
  }

  /** The first item of a sequence. */
  item(tag: number): Values | null { return this.items(tag)[0] ?? null; }
}
