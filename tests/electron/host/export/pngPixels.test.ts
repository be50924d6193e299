import { crc32, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pngPixels } from '../../../../electron/host/export/pngPixels.ts';
import { greyPng } from './greyPng.ts';

const chunk = (type: string, body: Uint8Array): Buffer => {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]);
  whole.writeUInt32BE(body.length, 0);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return whole;
};
/** A PNG of rows that are filtered already, each with its filter before it. */
function png(
  width: number,
  height: number,
  type: number,
  rows: readonly number[],
  [depth, interlaced] = [8, 0],
): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth ?? 8, type, 0, 0, interlaced ?? 0], 8);
  const packed = deflateSync(Buffer.from(rows));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', packed.subarray(0, 5)),
    chunk('IDAT', packed.subarray(5)),
    chunk('IEND', new Uint8Array()),
  ]);
}
const rgbOf = (file: Uint8Array): readonly number[] | null => {
  const pixels = pngPixels(file);
  return pixels === null ? null : [...pixels.rgb];
};

it.each([
  ['no filter', 0, [10, 20, 30, 40, 50, 60]],
  ['what is to the left', 1, [10, 20, 30, 30, 30, 30]],
  ['what is above', 2, [9, 18, 27, 36, 45, 54]],
  ['the mean of both', 3, [10, 19, 29, 33, 38, 42]],
  ['the nearest of three', 4, [9, 18, 27, 30, 30, 30]],
])('reads rows that tell their difference to %s', (_, filter, row) => {
  // Above: 1 to 6; wanted: 10 to 60 in tens.
  expect(rgbOf(png(2, 2, 2, [0, 1, 2, 3, 4, 5, 6, filter, ...row]))).toEqual([
    1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60,
  ]);
});

it('reads grey as grey, and lays what is transparent on black', () => {
  expect(rgbOf(png(2, 1, 0, [0, 7, 200]))).toEqual([7, 7, 7, 200, 200, 200]);
  expect(rgbOf(png(2, 1, 6, [0, 100, 50, 20, 255, 100, 50, 20, 51]))).toEqual([100, 50, 20, 20, 10, 4]);
  expect(rgbOf(png(1, 1, 4, [0, 100, 0]))).toEqual([0, 0, 0]);
});

it('refuses palettes, other depths, interlaced rows, and what is cut off, damaged or swells', () => {
  expect(rgbOf(png(1, 1, 3, [0, 1]))).toBeNull();
  expect(rgbOf(png(1, 1, 0, [0, 1, 2], [16, 0]))).toBeNull();
  expect(rgbOf(png(1, 1, 0, [0, 1], [8, 1]))).toBeNull();
  expect(rgbOf(png(1, 2, 0, [0, 1]))).toBeNull();
  expect(rgbOf(png(1, 1, 0, [0, 1, 0, 1]))).toBeNull();
  expect(rgbOf(png(0, 1, 0, [0]))).toBeNull();
  expect(
    rgbOf(
      png(
        9000,
        1,
        0,
        Array.from({ length: 9001 }, () => 0),
      ),
    ),
  ).toBeNull();
  // Up to the checksum of its pixels: what is behind them is not needed.
  const whole = greyPng(8, 8);
  for (let length = 0; length < whole.length - 16; length += 1)
    expect(rgbOf(whole.subarray(0, length))).toBeNull();
});
