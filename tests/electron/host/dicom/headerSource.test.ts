import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HEADER_LIMITS } from '../../../../core/dicom/limits.ts';
import { scanFor } from '../../../../electron/host/dicom/elementScan.ts';
import { sourceOver } from '../../../../electron/host/dicom/headerSource.ts';
import {
  readHeader, readHeaderCounting, readHeaderFrom, withValues,
} from '../../../../electron/host/dicom/readHeader.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { ctElements, DEFLATED, part10 } from './headerBytes.ts';

const folder = tempFolder();
/** A slice whose header is longer by so many bytes. */
const slice = (bytes: number, syntax?: string): Uint8Array =>
  part10(ctElements({ 0x00291010: { tag: 0x00291010, vr: 'OB', value: new Uint8Array(bytes) } }), syntax);
const written = (bytes: Uint8Array): string => {
  const path = join(folder, `of ${bytes.length}`);
  writeFileSync(path, bytes);
  return path;
};
const bytesRead = (path: string): number => {
  const read = readHeaderCounting(path);
  return read.ok ? read.value.bytesRead : Number.NaN;
};

it('reads a header the same however long that of the file before was', () => {
  const files = [0, 200, 15_000, 3_000, 70_000, 100, 17_000, 14_500, 0].map((length) => slice(length));
  const deflated = slice(15_000, DEFLATED);
  for (const bytes of [...files, deflated, ...files.toReversed(), deflated]) {
    const read = readHeader(written(bytes));
    expect(read).toEqual(readHeaderFrom(bytes));
    expect(read.ok).toBe(true);
  }
});

it('reads of a file like the one before the pages that its header lies on', () => {
  const pixels = { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(50_000) };
  const [short, long] = [0, 5_000].map((bytes) => written(part10(ctElements({
    0x00291010: { tag: 0x00291010, vr: 'OB', value: new Uint8Array(bytes) }, 0x7fe00010: pixels,
  }))));
  expect([long, long, short, short].map((path) => bytesRead(path ?? '')).slice(1))
    .toEqual([8_192, 8_192, 4_096]);
  // One that is longer takes a second read, of no more than is read of any.
  expect(bytesRead(long ?? '')).toBe(16_384);
});

it('refuses a file that becomes shorter while it is read, and does not wait for the rest', () => {
  const bytes = slice(2_000);
  const source = { ...sourceOver(bytes.subarray(0, 1_500)), size: bytes.length };
  expect(withValues(source, scanFor([0x00200032]), HEADER_LIMITS, () => null)).toEqual({
    ok: false, failure: { code: 'file/truncated', detail: 'it became shorter while it was read' },
  });
});
