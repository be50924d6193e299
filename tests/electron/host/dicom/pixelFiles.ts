import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PixelFormat } from '../../../../core/dicom/header.ts';
import type { PixelSource } from '../../../../electron/host/dicom/imageFile.ts';
import { tempFolder } from '../../../tempFolder.ts';

export const UID = {
  implicit: '1.2.840.10008.1.2', explicit: '1.2.840.10008.1.2.1', big: '1.2.840.10008.1.2.2',
  deflated: '1.2.840.10008.1.2.1.99',
  plainFragments: '1.2.840.10008.1.2.1.98', baseline: '1.2.840.10008.1.2.4.50',
  extended: '1.2.840.10008.1.2.4.51',
  lossless: '1.2.840.10008.1.2.4.70', jpegLs: '1.2.840.10008.1.2.4.80', jpeg2000: '1.2.840.10008.1.2.4.90',
  highThroughput: '1.2.840.10008.1.2.4.201', rle: '1.2.840.10008.1.2.5',
  deflatedFrame: '1.2.840.10008.1.2.8.1',
} as const;

/** A grey format of one frame unless told otherwise. */
export const pixelFormat = (chosen: Partial<PixelFormat> & Pick<PixelFormat,
  'rows' | 'columns'>): PixelFormat => ({
  frames: 1, samplesPerPixel: 1, photometric: 'MONOCHROME2', planarConfiguration: 0, bitsAllocated: 16,
  bitsStored: 16,
  highBit: 15, isSigned: false, padding: null, isLossy: false, ...chosen,
});

/** An item of encapsulated pixel data: tag, length, value. */
export function item(value: Uint8Array, length = value.length, tag = 0xe000): Uint8Array {
  const out = new Uint8Array(8 + value.length);
  const view = new DataView(out.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, tag, true);
  view.setUint32(4, length, true);
  out.set(value, 8);
  return out;
}
export const END = item(new Uint8Array(), 0, 0xe0dd);
export const offsets = (...values: readonly number[]): Uint8Array =>
  new Uint8Array(Uint32Array.from(values).buffer);
export const even = (bytes: Uint8Array): Uint8Array => bytes.length % 2 === 0 ? bytes
  : Uint8Array.from([...bytes, 0]);

const folder = tempFolder();
let count = 0;

/** A file of these pieces; its pixels begin at `offset`. */
export function writtenFile(...pieces: readonly Uint8Array[]): string {
  count += 1;
  const path = join(folder, `pixels-${count}`);
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}

/** Uncompressed pixels behind twelve bytes that stand for their element's head. */
export const nativeSource = (
  format: PixelFormat, transferSyntaxUid: string, bytes: Uint8Array, vr = 'OW', length = bytes.length,
): PixelSource => ({
  path: writtenFile(Uint8Array.of(0x7f, 0xe0, 0, 0x10, vr.charCodeAt(0), vr.charCodeAt(1), 0, 0, 0, 0, 0, 0),
    bytes), format, transferSyntaxUid,
  pixels: { kind: 'native', offset: 12, length },
});

/** Encapsulated pixels: the offset table, the fragments, the end. */
export const fragmentSource = (
  format: PixelFormat, transferSyntaxUid: string, fragments: readonly Uint8Array[], table: Uint8Array =
    new Uint8Array(),
): PixelSource => ({
  path: writtenFile(new Uint8Array(12), item(table), ...fragments.map((fragment) => item(even(fragment))),
    END), format, transferSyntaxUid,
  pixels: { kind: 'encapsulated', offset: 12, length: null },
});
