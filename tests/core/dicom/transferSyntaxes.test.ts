import { expect, it } from 'vitest';
import { transferSyntax, transferSyntaxes } from '../../../core/dicom/transferSyntaxes.ts';

const supported = (uid: string): boolean => transferSyntax(`1.2.840.10008.1.2${uid}`).isSupported;

it.each(['', '.1', '.2', '.1.99', '.1.98', '.4.50', '.4.51', '.4.57', '.4.70', '.4.80', '.4.81', '.4.90',
  '.4.91',
  '.4.201', '.4.202', '.4.203', '.5', '.8.1'])('reads 1.2.840.10008.1.2%s', (uid) =>
    { expect(supported(uid)).toBe(true); });
it.each(['.4.110', '.4.111', '.4.112', '.4.100', '.4.102', '.4.107', '.4.94'])(
  'refuses 1.2.840.10008.1.2%s (JPEG XL, video, references)', (uid) =>
    { expect(supported(uid)).toBe(false); });

it('has one row for each, and calls nothing lossless that may not be', () => {
  expect(new Set(transferSyntaxes.map(({ uid }) => uid)).size).toBe(transferSyntaxes.length);
  const lossless = transferSyntaxes.filter(({ loss }) => loss === 'none').map(({ name }) => name);
  expect(lossless.filter((name) => /Baseline|Extended|Near|MPEG|HEVC/.test(name))).toEqual([]);
});

it('takes one it has never heard of as encapsulated and unreadable', () => {
  expect(transferSyntax('1.2.3')).toMatchObject({ isEncapsulated: true, isSupported: false,
    dataSet: 'explicit little endian' });
});
