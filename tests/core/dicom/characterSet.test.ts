import { expect, it } from 'vitest';
import { decodedText } from '../../../core/dicom/characterSet.ts';

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const ascii = (text: string): string =>
  Array.from(text, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');

// Names and bytes are the examples of DICOM PS3.5 annexes H, I, J, K, and of the ISO 8859 tables.
it.each([
  ['ISO_IR 100', 'Buc^Jérôme', `${ascii('Buc^J')}e9${ascii('r')}f4${ascii('me')}`],
  ['ISO_IR 101', 'Wałęsa', `${ascii('Wa')}b3ea${ascii('sa')}`],
  ['ISO_IR 109', 'ħ', 'b1'], ['ISO_IR 110', 'ą', 'b1'],
  ['ISO_IR 144', 'Люкс', 'bbeedae1'],
  ['ISO_IR 127', 'قباني^لنزار', 'e2c8c7e6ea5ee4e6d2c7d1'],
  ['ISO_IR 126', 'Διονυσιος', 'c4e9efedf5f3e9eff2'],
  ['ISO_IR 138', 'שרון^דבורה', 'f9f8e5ef5ee3e1e5f8e4'],
  ['ISO_IR 148', 'Çavuşoğlu', 'c7617675fe6ff06c75'],
  ['ISO_IR 166', 'นามสกุล', 'b9d2c1caa1d8c5'],
  ['ISO_IR 13', 'ﾔﾏﾀﾞ^ﾀﾛｳ', 'd4cfc0de5ec0dbb3'],
  ['ISO_IR 192', 'Wang^XiaoDong=王^小東', ascii('Wang^XiaoDong=') + 'e78e8b5ee5b08fe69db1'],
  ['GB18030', 'Wang^XiaoDong=王^小东', ascii('Wang^XiaoDong=') + 'cdf55ed0a1b6ab'],
  ['GBK', '王^小东', 'cdf55ed0a1b6ab'],
] as const)('reads a name in %s', (term, text, hex) => {
  expect(decodedText(bytes(hex), [term], true)).toEqual({ text, isComplete: true });
});

const JIS = '1b2442', TO_ASCII = '1b2842', TO_ROMAJI = '1b284a', KOREAN = '1b242943', CHINESE = '1b242941';
it.each([
  [['', 'ISO 2022 IR 87'], 'Yamada^Tarou=山田^太郎=やまだ^たろう',
    // The second byte of ま is that of ^.
    `${ascii('Yamada^Tarou=')}${JIS}3b334544${TO_ASCII}5e${JIS}42404f3a${TO_ASCII}3d`
      + `${JIS}2464245e2440${TO_ASCII}5e${JIS}243f246d2426${TO_ASCII}`],
  [['ISO 2022 IR 13', 'ISO 2022 IR 87'], 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
    `d4cfc0de5ec0dbb33d${JIS}3b334544${TO_ROMAJI}5e${JIS}42404f3a${TO_ROMAJI}`],
  [['', 'ISO 2022 IR 149'], 'Hong^Gildong=洪^吉洞=홍^길동',
    `${ascii('Hong^Gildong=')}${KOREAN}fbf35e${KOREAN}d1ced4d73d${KOREAN}c8ab5e${KOREAN}b1e6b5bf`],
  [['', 'ISO 2022 IR 58'], 'Zhang^XiaoDong=张^小东',
    `${ascii('Zhang^XiaoDong=')}${CHINESE}d5c55e${CHINESE}d0a1b6ab`],
  [['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'é^Л', `e95e1b2d4cbb`],
] as const)('reads a name in %j', (terms, text, hex) => {
  expect(decodedText(bytes(hex), terms, true)).toEqual({ text, isComplete: true });
});

it('falls back to the first set after ^ and = in names, and after a line end in text', () => {
  expect(decodedText(bytes(`${KOREAN}c8ab5ec8ab`), ['', 'ISO 2022 IR 149'], true).isComplete).toBe(false);
  expect(decodedText(bytes(`${KOREAN}c8ab5ec8ab`), ['', 'ISO 2022 IR 149'], false)).toEqual({ text: '홍^홍',
    isComplete: true });
  expect(decodedText(bytes(`${KOREAN}c8ab0ac8ab`), ['', 'ISO 2022 IR 149'], false).isComplete).toBe(false);
});

it('marks what it cannot read, and never passes it off as Latin-1', () => {
  expect(decodedText(bytes('4ae972'), [], true)).toEqual({ text: 'J�r', isComplete: false });
  expect(decodedText(bytes('c3'), ['ISO_IR 192'], true).isComplete).toBe(false);
  expect(decodedText(bytes('1b7a7a'), ['ISO 2022 IR 6', 'ISO 2022 IR 87'], true).isComplete).toBe(false);
  expect(decodedText(bytes('e9'), ['ISO_IR 4711'], true).isComplete).toBe(false);
});
