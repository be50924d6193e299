// Values of text elements, read where they lie. Imports nothing.

const [NUL, BACKSLASH, PLUS, MINUS, DOT, ZERO] = [0x00, 0x5c, 0x2b, 0x2d, 0x2e, 0x30];
// So many digits and that power of ten are exact doubles, so that their quotient is rounded just once: it is the
// number that the text stands for. @source Clinger, How to read floating point numbers accurately, 1990
const MOST_DIGITS = 15;
// Longest that an integer is read at once: an integer string has ten digits at most. With a sign before ten it is
// read as text.
const MOST_INTEGER = 10;
const POWERS = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power);

// What String.trim takes away, of the characters up to 255.
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xa0;

// Where a text of so many bytes ends: before the first NUL, and without space.
export function textEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = from;
  while (end < to && bytes[end]! !== NUL) end += 1;
  while (end > from && isSpace(bytes[end - 1]!)) end -= 1;
  return end;
}

// Where it begins.
export function textStart(bytes: Uint8Array, from: number, end: number): number {
  let start = from;
  while (start < end && isSpace(bytes[start]!)) start += 1;
  return start;
}

// Where the value that begins here ends: at a backslash, or with the text.
export function valueEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at]! !== BACKSLASH) at += 1;
  return at;
}

// The number that these bytes are, space around it or not; NaN where it is not written in plain digits, few
// enough to be exact, with at most one sign and one dot: whether it is a number at all is then to be found out
// otherwise.
export function plainNumber(bytes: Uint8Array, from: number, to: number): number {
  const end = textEnd(bytes, from, to);
  let at = textStart(bytes, from, end);
  const sign = at < end ? bytes[at]! : NUL;
  if (sign === MINUS || sign === PLUS) at += 1;
  let digits = 0;
  let value = 0;
  let decimals = -1;
  for (; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === DOT && decimals < 0) {
      decimals = 0;
      continue;
    }
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = 10 * value + digit;
    digits += 1;
    if (decimals >= 0) decimals += 1;
  }
  if (digits === 0 || digits > MOST_DIGITS) return Number.NaN;
  const size = decimals > 0 ? value / POWERS[decimals]! : value;
  return sign === MINUS ? -size : size;
}

// The same for a whole number of 32 bits.
export function plainInteger(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (bytes[at]! === DOT) return Number.NaN;
  const value = plainNumber(bytes, from, to);
  return Math.abs(value) < 2 ** 31 && to - from <= MOST_INTEGER ? value : Number.NaN;
}
