import { expect, it } from 'vitest';
import { personName } from '../../../core/dicom/personName.ts';
import { decimal, decimals, dicomTime, integer, isoDate } from '../../../core/dicom/text.ts';

it.each([['1', 1], [' -0.5 ', -0.5], ['+1.5E2', 150], ['.5', 0.5], ['5.', 5], ['1e-3', 0.001], ['-0', -0]])(
  'reads the decimal %j as %d', (text, value) => { expect(decimal(text)).toBe(value); });
it.each(['', ' ', 'NaN', 'Infinity', '1e999', '-', '.', '1,5', '1 2', '0x10', '1e', '1\\2', '9'.repeat(70),
  '--1', 'one'])(
  'takes %j for no decimal', (text) => { expect(decimal(text)).toBeNull(); });
it('reads several decimals, or none of them', () => {
  expect(decimals('0.5\\0.25')).toEqual([0.5, 0.25]);
  expect(decimals('0.5\\')).toBeNull();
  expect(decimals('\\\\\\')).toBeNull();
});
it.each([['12', 12], [' -7', -7], ['+3', 3], ['2147483647', 2_147_483_647]])('reads the integer %j',
  (text, value) => {
  expect(integer(text)).toBe(value);
});
it.each(['', '1.0', '1e3', '2147483648', 'x', '99999999999'])('takes %j for no integer', (text) => {
  expect(integer(text)).toBeNull();
});
it.each([['20240229', '2024-02-29'], ['2000.02.29', '2000-02-29'],
  [' 19500203 ', '1950-02-03']])('reads the date %j', (text, date) => {
  expect(isoDate(text)).toBe(date);
});
it.each(['20230229', '19000229', '20241301', '20240100', '2024', '', '2024-02-29',
  '2024.0229'])('takes %j for no date', (text) => {
  expect(isoDate(text)).toBeNull();
});
it.each([['101500', '101500'], ['1015', '101500'], ['10', '100000'], ['101500.25', '101500.25'],
  ['10:15:00', '101500']])(
  'reads the time %j', (text, time) => { expect(dicomTime(text)).toBe(time); });
it.each(['', '25', '1060', '101561', 'noon', '1'])('takes %j for no time', (text) =>
  { expect(dicomTime(text)).toBeNull(); });
it.each([
  ['Doe^Jane', 'Doe, Jane'], ['Doe^Jane^Q^Dr^MD', 'Doe, Dr Jane Q MD'], ['Doe', 'Doe'], ['^Jane', 'Jane'],
  ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou (山田 太郎)'], ['=山田^太郎', '山田 太郎'], ['==やまだ', 'やまだ'],
  ['', null], ['^^^', null], ['==', null],
])('writes the name %j as %j', (text, name) => { expect(personName(text)).toBe(name); });
