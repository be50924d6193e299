declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/** Text as decoded; `isComplete` is false where bytes had no meaning in the stated character set. */
export interface DecodedText {
  readonly text: string;
  readonly isComplete: boolean;
}

type Decode = (bytes: Uint8Array) => string;
const UNKNOWN = '�';

/** Made when it is first needed: nearly all text is plain, and each decoder brings its tables. */
const by = (label: string): Decode => {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  return (bytes) => {
    decoder ??= new TextDecoder(label);
    return decoder.decode(bytes);
  };
};
/** ISO 8859-1 itself; the web's decoder of that name is Windows-1252. */
const latin1: Decode = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const ascii: Decode = (bytes) =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : UNKNOWN)).join('');
/**
 * JIS X 0201: overline for the tilde, half-width katakana above. The backslash stays what DICOM uses it for.
 */
const jisX0201: Decode = (bytes) => Array.from(bytes, (byte) =>
  byte === 0x7e ? '‾' : byte < 0x80 ? String.fromCharCode(byte)
    : byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : UNKNOWN).join('');
/** Seven-bit double-byte sets are the upper half of the EUC coding. */
const raised = (decode: Decode, prefix: readonly number[] = []): Decode => (bytes) => {
  const up = Array.from(bytes, (byte) => byte | 0x80);
  if (prefix.length === 0) return decode(Uint8Array.from(up));
  return decode(Uint8Array.from(up.flatMap((byte, at) => (at % 2 === 0 ? [...prefix, byte] : [byte]))));
};

/** Sets without escapes. @source DICOM PS3.3 C.12.1.1.2, tables C.12-2 and C.12-5 */
const SINGLE: Readonly<Record<string, Decode>> = {
  '': ascii, '6': ascii, '100': latin1, '101': by('iso-8859-2'), '109': by('iso-8859-3'),
  '110': by('iso-8859-4'),
  '144': by('iso-8859-5'), '127': by('iso-8859-6'), '126': by('iso-8859-7'), '138': by('iso-8859-8'),
  '148': by('windows-1254'), '203': by('iso-8859-15'), '13': jisX0201, '166': by('windows-874'),
  '192': by('utf-8'), 'GB18030': by('gb18030'), 'GBK': by('gbk'),
};
const eucJp = by('euc-jp');
const eucKr = by('euc-kr');
const gb2312 = by('gbk');

interface Designation { readonly half: 'G0' | 'G1'; readonly decode: Decode; readonly isDouble: boolean }
const g0 = (decode: Decode, isDouble = false): Designation => ({ half: 'G0', decode, isDouble });
const g1 = (decode: Decode | undefined): Designation =>
  ({ half: 'G1', decode: decode ?? ascii, isDouble: false });
/** Escape sequences, without the escape. @source DICOM PS3.3 tables C.12-3 and C.12-4 */
const ESCAPES: Readonly<Record<string, Designation>> = {
  '(B': g0(ascii), '(J': g0(jisX0201), ')I': g1(jisX0201),
  '$B': g0(raised(eucJp), true), '$@': g0(raised(eucJp), true), '$(D': g0(raised(eucJp, [0x8f]), true),
  '$)C': g1(eucKr), '$)A': g1(gb2312),
  '-A': g1(latin1), '-B': g1(SINGLE['101']), '-C': g1(SINGLE['109']), '-D': g1(SINGLE['110']),
  '-L': g1(SINGLE['144']), '-G': g1(SINGLE['127']), '-F': g1(SINGLE['126']), '-H': g1(SINGLE['138']),
  '-M': g1(SINGLE['148']), '-b': g1(SINGLE['203']), '-T': g1(SINGLE['166']),
};

/**
 * The number of a defined term: "ISO_IR 100" and "ISO 2022 IR 100" are 100. Common misspellings are
 * understood.
 */
const setName = (term: string): string =>
  term.trim().replace(/^ISO[ _]?2022[ _]IR[ _]/i, '').replace(/^ISO[ _-]?IR[ _]?/i, '')
    .replace(/^ISO 8859-1$/i, '100').replace(/^UTF-?8$/i, '192').toUpperCase();

const ESC = 0x1b;
/** Line ends, tab, and in person names ^ and =: there the first set is in force again. */
const resets = (byte: number, isName: boolean): boolean =>
  byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x09 || byte === 0x5c
  || (isName && (byte === 0x5e || byte === 0x3d));

function withEscapes(bytes: Uint8Array, first: Decode, isName: boolean): string {
  let text = '';
  let low: Designation = g0(first);
  let high = first;
  let run: number[] = [];
  let runDecode = first;
  const flush = (): void => {
    if (run.length > 0) text += runDecode(Uint8Array.from(run));
    run = [];
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === ESC) {
      flush();
      const key = [3, 2].map((length) => String.fromCharCode(...bytes.subarray(at + 1, at + 1 + length)))
        .find((sequence) => Object.hasOwn(ESCAPES, sequence));
      const designation = key === undefined ? undefined : ESCAPES[key];
      if (key === undefined || designation === undefined) {
        text += UNKNOWN;
        continue;
      }
      at += key.length;
      if (designation.half === 'G0') low = designation;
      else high = designation.decode;
      continue;
    }
    if (!low.isDouble && resets(byte, isName)) {
      flush();
      text += String.fromCharCode(byte);
      low = g0(first);
      high = first;
      continue;
    }
    const decode = byte >= 0x80 ? high : low.decode;
    if (decode !== runDecode) flush();
    runDecode = decode;
    run.push(byte);
  }
  flush();
  return text;
}

/**
 * Text of a DICOM value in the character sets that (0008,0005) states; several with ISO 2022 escapes.
 * @param terms - the values of (0008,0005); none means ASCII
 * @param isName - person names reset to the first set at ^ and =
 * @source DICOM PS3.3 C.12.1.1.2, PS3.5 6.1
 */
export function decodedText(bytes: Uint8Array, terms: readonly string[], isName: boolean): DecodedText {
  const [name = '', ...others] = terms.map(setName);
  const first = SINGLE[name] ?? SINGLE_BY_ESCAPE[name];
  const hasEscapes = others.length > 0 || bytes.includes(ESC);
  const text = hasEscapes ? withEscapes(bytes, first ?? ascii, isName) : (first ?? ascii)(bytes);
  return { text, isComplete: !text.includes(UNKNOWN) };
}

/** Sets that the standard reaches by escapes only, where a file names one alone and first. */
const SINGLE_BY_ESCAPE: Readonly<Record<string, Decode>> = {
  '87': ascii, '159': ascii, '149': eucKr, '58': gb2312,
};
