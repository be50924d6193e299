import type { ByteStream, DataSet, Element } from 'dicom-parser';
import { decodedText } from '../../../core/dicom/characterSet.ts';
import { decimal, decimals, integer, valuesOf } from '../../../core/dicom/text.ts';
import { dicomParser } from './dicomParser.ts';
import type { Scan } from './elementScan.ts';
import { KEYS, keyOf } from './headerTags.ts';

const VR_NAMES = new Map<number, string>();
function vrName(vr: number): string {
  const known = VR_NAMES.get(vr) ?? String.fromCharCode(vr >> 8, vr & 0xff);
  VR_NAMES.set(vr, known);
  return known;
}

/** Typed reading of one data set: the top level, or an item of a sequence. Absent and unreadable values are null. */
export class Values {
  readonly #dataSet: DataSet;
  readonly #isExplicit: boolean;
  readonly #terms: readonly string[];

  private constructor(dataSet: DataSet, isExplicit: boolean, terms: readonly string[]) {
    this.#dataSet = dataSet;
    this.#isExplicit = isExplicit;
    this.#terms = terms;
  }

  /** The wanted elements that a scan found, given to dicom-parser. */
  static ofScan(bytes: Uint8Array, scan: Scan, form: { isExplicit: boolean; isBig: boolean }): Values {
    const elements: Record<string, Element> = {};
    for (const [slot, tag] of scan.wanted.entries()) {
      const dataOffset = scan.offsets[slot] ?? -1;
      if (dataOffset < 0) continue;
      const key = KEYS.get(tag) ?? keyOf(tag);
      const vr = scan.vrs[slot] ?? 0;
      const element: Element = { tag: key, dataOffset, length: scan.lengths[slot] ?? 0 };
      if (vr !== 0) element.vr = vrName(vr);
      elements[key] = element;
    }
    const parser = form.isBig ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
    const bare = new Values(new dicomParser.DataSet(parser, bytes, elements), form.isExplicit, []);
    return new Values(bare.#dataSet, form.isExplicit, bare.texts(0x00080005));
  }

  #element(tag: number): Element | null {
    const element = this.#dataSet.elements[KEYS.get(tag) ?? keyOf(tag)];
    return element === undefined || element.length === 0 ? null : element;
  }

  has(tag: number): boolean { return this.#element(tag) !== null; }

  /** The raw text of an element of an ASCII kind, padding removed; null when empty. */
  text(tag: number): string | null {
    if (this.#element(tag) === null) return null;
    const text = this.#dataSet.string(KEYS.get(tag) ?? keyOf(tag))?.trim();
    return text === undefined || text === '' ? null : text;
  }

  /** All values of an ASCII element. */
  texts(tag: number): readonly string[] {
    const text = this.text(tag);
    return text === null ? [] : valuesOf(text);
  }

  /** Text in the data set's character sets. */
  decoded(tag: number, isName: boolean): { readonly text: string; readonly isComplete: boolean } | null {
    const element = this.#element(tag);
    if (element === null) return null;
    const { byteArray } = this.#dataSet;
    const bytes = byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
    const { text, isComplete } = decodedText(bytes, this.#terms, isName);
    const bare = text.replace(/[\0 ]+$/, '').trim();
    return bare === '' ? null : { text: bare, isComplete };
  }

  /** The first value of a decimal string, or a binary float. */
  number(tag: number): number | null {
    const element = this.#element(tag);
    if (element === null) return null;
    if (element.vr === 'FD') return this.double(tag);
    if (element.vr === 'FL') return this.#binary(element, 4, () => this.#dataSet.float(element.tag));
    const first = this.texts(tag)[0];
    return first === undefined ? null : decimal(first);
  }

  /** All values of a decimal string or of doubles; null unless every one is a number. */
  numbers(tag: number): readonly number[] | null {
    const element = this.#element(tag);
    if (element === null) return null;
    if (element.vr === 'FD') {
      const values = Array.from({ length: Math.floor(element.length / 8) },
        (_, at) => this.#dataSet.double(element.tag, at) ?? Number.NaN);
      return values.length > 0 && values.every(Number.isFinite) ? values : null;
    }
    const text = this.text(tag);
    return text === null ? null : decimals(text);
  }

  integer(tag: number): number | null {
    const first = this.texts(tag)[0];
    return first === undefined ? null : integer(first);
  }

  /** US, or a first UL; the length of the element decides. */
  unsigned(tag: number): number | null {
    const element = this.#element(tag);
    if (element === null) return null;
    if (element.vr === 'UL' || element.vr === 'SL') {
      return this.#binary(element, 4, () => this.#dataSet.uint32(element.tag));
    }
    return this.#binary(element, 2, () => this.#dataSet.uint16(element.tag));
  }

  /** All values of a US element. */
  allUnsigned(tag: number): readonly number[] | null {
    const element = this.#element(tag);
    if (element === null || element.length % 2 !== 0) return null;
    return Array.from({ length: element.length / 2 }, (_, at) => this.#dataSet.uint16(element.tag, at) ?? 0);
  }

  signed(tag: number): number | null {
    const element = this.#element(tag);
    return element === null ? null : this.#binary(element, 2, () => this.#dataSet.int16(element.tag));
  }

  /** A double without regard to the VR, for implicit VR. */
  double(tag: number): number | null {
    const element = this.#element(tag);
    return element === null || element.length % 8 !== 0 ? null
      : this.#binary(element, 8, () => this.#dataSet.double(element.tag));
  }

  #binary(element: Element, bytes: number, read: () => number | undefined): number | null {
    if (element.length < bytes) return null;
    const value = read();
    return value === undefined || !Number.isFinite(value) ? null : value;
  }

  /** The items of a sequence, parsed by dicom-parser; the scan has bounded depth and lengths before. */
  items(tag: number): readonly Values[] {
    const element = this.#element(tag);
    if (element === null) return [];
    if (element.items === undefined) {
      const { byteArray, byteArrayParser } = this.#dataSet;
      const stream: ByteStream = new dicomParser.ByteStream(byteArrayParser, byteArray, element.dataOffset);
      if (this.#isExplicit && element.vr !== 'UN') dicomParser.readSequenceItemsExplicit(stream, element, []);
      else dicomParser.readSequenceItemsImplicit(stream, element);
    }
    const isExplicit = this.#isExplicit && element.vr !== 'UN';
    return (element.items ?? []).flatMap((item) =>
      item.dataSet === undefined ? [] : [new Values(item.dataSet, isExplicit, this.#terms)]);
  }

  /** The first item of a sequence. */
  item(tag: number): Values | null { return this.items(tag)[0] ?? null; }
}
