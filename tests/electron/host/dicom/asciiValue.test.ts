import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimal, integer } from '../../../../core/dicom/text.ts';
import {
  plainInteger, plainNumber, textEnd, textStart, valueEnd,
} from '../../../../electron/host/dicom/asciiValue.kernel.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const plain = (text: string): number => plainNumber(bytesOf(text), 0, text.length);
const whole = (text: string): number => plainInteger(bytesOf(text), 0, text.length);
/** Up to the first NUL, without what trim takes away. */
const bare = (text: string): string => (text.split('\0')[0] ?? '').trim();

/** Digits, signs, dots, space of every kind and what else a writer may put into a number. */
const scribbled = fc.string({
  unit: fc.constantFrom(...'01234567890123456789.-+e \t\xa0\0\\'.split('')), maxLength: 20,
});
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.integer(), fc.nat(6)).map(([value, digits]) => (value / 10 ** digits).toFixed(digits)));

it('reads a plain number as the text of it is read, to the last bit', () => {
  fc.assert(fc.property(fc.oneof(number, scribbled), (text) => {
    const read = plain(text);
    // What it leaves open is read as text.
    if (!Number.isNaN(read)) expect(read).toBe(decimal(bare(text)));
  }), { numRuns: 5_000 });
});

it('reads a whole number as the text of it is read', () => {
  const padded = fc.tuple(fc.nat(), fc.nat(12)).map(([value, width]) => String(value).padStart(width, '0'));
  const integers = fc.oneof(fc.integer().map(String), fc.maxSafeInteger().map(String), padded, scribbled);
  fc.assert(fc.property(integers, (text) => {
    const read = whole(text);
    if (!Number.isNaN(read)) expect(read).toBe(integer(bare(text)));
  }), { numRuns: 5_000 });
});

it.each([['-12.75', -12.75], [' 0.3515625 ', 0.351_562_5], ['+.5', 0.5], ['5.', 5], ['-0', -0], ['007', 7],
  ['1\0x', 1], ['999999999999.999', 999_999_999_999.999]])('reads %j where it lies', (text, value) => {
  expect(plain(text)).toBe(value);
});
it.each(['', ' ', '-', '.', '1e3', '1.2.3', '--1', '1 2', '1,5', '0x1', '1\\2', '1234567890.123456'])(
  'leaves %j to be read as text', (text) => { expect(plain(text)).toBeNaN(); });
it.each(['1.0', '2147483648', '12345678901', '00000000012', '1e2'])('leaves %j to be read as text of an integer', (text) => {
  expect(whole(text)).toBeNaN();
});

it('finds where a text begins and ends as trim does, for every byte', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const text = `${String.fromCharCode(byte)}a${String.fromCharCode(byte)}`;
    const end = textEnd(bytesOf(text), 0, text.length);
    expect(text.slice(textStart(bytesOf(text), 0, end), end), `byte ${byte}`).toBe(bare(text));
  }
  expect(valueEnd(bytesOf('a\\b'), 0, 3)).toBe(1);
  expect(valueEnd(bytesOf('ab'), 0, 2)).toBe(2);
});
