/** Value representations of text; several values are one string with backslashes. */
export type TextVr =
  | 'AE' | 'AS' | 'CS' | 'DA' | 'DS' | 'DT' | 'IS' | 'LO' | 'LT' | 'PN' | 'SH' | 'ST' | 'TM' | 'UC' | 'UI' | 'UR' | 'UT';
/** Value representations of binary numbers. */
export type NumberVr = 'AT' | 'FD' | 'FL' | 'SL' | 'SS' | 'UL' | 'US';
/** Value representations of plain bytes; the words of OW and OF are little-endian here, whatever the file will be. */
export type BytesVr = 'OB' | 'OF' | 'OV' | 'OW' | 'UN';

/** How the offsets to the frames of encapsulated pixels are told: not at all, by the basic table, by the extended one. */
export type OffsetTable = 'none' | 'basic' | 'extended';

/** One element of a data set that we write. Tags are numbers: 0x00100010 is (0010,0010). */
export type Element =
  | { readonly kind: 'text'; readonly tag: number; readonly vr: TextVr; readonly value: string | Uint8Array }
  | { readonly kind: 'numbers'; readonly tag: number; readonly vr: NumberVr; readonly value: readonly number[] }
  | { readonly kind: 'bytes'; readonly tag: number; readonly vr: BytesVr; readonly value: Uint8Array }
  | { readonly kind: 'items'; readonly tag: number; readonly value: readonly Dataset[]; readonly isDelimited: boolean }
  | {
    readonly kind: 'encapsulated'; readonly tag: number;
    /** The fragments of each frame. */
    readonly value: readonly (readonly Uint8Array[])[];
    readonly offsets: OffsetTable;
  };
export type Dataset = readonly Element[];

/** A text element: UTF-8, or raw bytes for other character sets. */
export const text = (tag: number, vr: TextVr, value: string | Uint8Array): Element =>
  ({ kind: 'text', tag, vr, value });
/** A decimal string element: at most 16 characters a value, as the standard asks. */
export const decimals = (tag: number, values: readonly number[]): Element =>
  text(tag, 'DS', values.map(decimalString).join('\\'));
/** A binary number element. */
export const numbers = (tag: number, vr: NumberVr, ...value: readonly number[]): Element =>
  ({ kind: 'numbers', tag, vr, value });
/** An element of bytes. */
export const bytes = (tag: number, vr: BytesVr, value: Uint8Array): Element =>
  ({ kind: 'bytes', tag, vr, value });
/** A sequence, of known length or (delimited) of undefined length. */
export const items = (tag: number, value: readonly Dataset[], isDelimited = false): Element =>
  ({ kind: 'items', tag, value, isDelimited });
/** Compressed pixel data: the fragments of each frame. */
export const encapsulated = (value: readonly (readonly Uint8Array[])[],
  offsets: OffsetTable = 'basic'): Element =>
  ({ kind: 'encapsulated', tag: 0x7fe00010, value, offsets });

/** The data set with these elements in place of those with the same tags. */
export function withElements(dataset: Dataset, ...changed: readonly Element[]): Dataset {
  const tags = new Set(changed.map((element) => element.tag));
  return [...dataset.filter((element) => !tags.has(element.tag)), ...changed];
}

/** The data set without these tags. */
export const withoutTags = (dataset: Dataset, ...tags: readonly number[]): Dataset =>
  dataset.filter((element) => !tags.includes(element.tag));

/** The text of an element, where it has one. */
export function textOf(dataset: Dataset, tag: number): string | null {
  const found = dataset.find((element) => element.tag === tag);
  return found?.kind === 'text' && typeof found.value === 'string' ? found.value : null;
}

/** A number in at most 16 characters. @source DICOM PS3.5 6.2, DS */
function decimalString(value: number): string {
  for (let digits = 16; digits > 0; digits -= 1) {
    const short = String(Number(value.toPrecision(digits)));
    if (short.length <= 16) return short;
  }
  return '0';
}
