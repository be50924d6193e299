import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PixelFormat } from '../../../../core/dicom/header.ts';
import { readSlice, readStored } from '../../../../electron/host/dicom/readFrames.ts';
import { losslessJpeg } from '../../../core/dicom/codec/losslessEncoder.ts';
import { END, fragmentSource, item, nativeSource, pixelFormat, UID, writtenFile } from './pixelFiles.ts';

const bytesOf = (words: ArrayBufferView): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
const stored = async (source: Parameters<typeof readStored>[0], frame = 0): Promise<unknown> => {
  const read = await readStored(source, frame);
  return read.ok ? [...read.value.values] : read.failure.code;
};

describe('uncompressed pixels', () => {
  const format = pixelFormat({ rows: 2, columns: 3, bitsStored: 12, highBit: 11, isSigned: true });
  const words = Uint16Array.of(1, 0x0fff, 0xf800, 0x07ff, 0, 0xf001);
  const expected = [1, -1, -2048, 2047, 0, 1];
  it('lose overlay bits and get their sign', async () => {
    expect(await stored(nativeSource(format, UID.explicit, bytesOf(words)))).toEqual(expected);
    expect(await stored(nativeSource(format, UID.implicit, bytesOf(words)))).toEqual(expected);
  });
  it('are the same in big-endian order', async () => {
    const swapped = bytesOf(words).map((_, n, all) => all[n ^ 1] ?? 0);
    expect(await stored(nativeSource(format, UID.big, swapped))).toEqual(expected);
  });
  it('of 8 bits are swapped in big-endian words, not in big-endian bytes', async () => {
    const small =
      pixelFormat({ rows: 1, columns: 3, frames: 2, bitsAllocated: 8, bitsStored: 8, highBit: 7 });
    const words8 = nativeSource(small, UID.big, Uint8Array.of(2, 1, 4, 3, 6, 5));
    expect([await stored(words8, 0), await stored(words8, 1)]).toEqual([[1, 2, 3], [4, 5, 6]]);
    const bytes8 = nativeSource(small, UID.big, Uint8Array.of(1, 2, 3, 4, 5, 6), 'OB');
    expect([await stored(bytes8, 0), await stored(bytes8, 1)]).toEqual([[1, 2, 3], [4, 5, 6]]);
  });
  it('are refused where they are too few, too many, or cut off', async () => {
    expect(await stored(nativeSource(format, UID.explicit,
      bytesOf(words).subarray(0, 10)))).toBe('pixels/truncated');
    expect(await stored(nativeSource(format, UID.explicit, new Uint8Array(14)))).toBe('pixels/wrong-length');
    expect(await stored(nativeSource(format, UID.explicit, bytesOf(words).subarray(0, 11), 'OW',
      12))).toBe('pixels/truncated');
  });
  it('may end with a byte of padding', async () => {
    const odd = pixelFormat({ rows: 1, columns: 3, bitsAllocated: 8, bitsStored: 8, highBit: 7 });
    expect(await stored(nativeSource(odd, UID.explicit, Uint8Array.of(1, 2, 3, 0), 'OB'))).toEqual([1, 2, 3]);
    expect(await stored(nativeSource(odd, UID.explicit, Uint8Array.of(1, 2, 3, 0, 0),
      'OB'))).toBe('pixels/wrong-length');
  });
  it('become HU in their own place in the volume', async () => {
    const volume = new Int16Array(new SharedArrayBuffer(2 * 18));
    const place = volume.subarray(6, 12);
    const source = nativeSource(format, UID.explicit, bytesOf(words));
    expect(await readSlice(source, 0, { slope: 2, intercept: -1000, type: 'HU' }, place)).toEqual({ ok: true,
      value: 0 });
    expect([...volume]).toEqual([0, 0, 0, 0, 0, 0, ...expected.map((value) => 2 * value - 1000), 0, 0, 0, 0,
      0, 0]);
  });
  it('come inflated out of a deflated file', async () => {
    const inflated = Uint8Array.from([...new Uint8Array(20), ...bytesOf(words)]);
    const path = writtenFile(new Uint8Array(50), deflateRawSync(inflated));
    const source = (length: number) =>
      ({ path, format, transferSyntaxUid: UID.deflated,
      pixels: { kind: 'deflated', start: 50, offset: 20, length } } as const);
    expect(await stored(source(12))).toEqual(expected);
  });
});

describe('fragments', () => {
  const format = pixelFormat({ rows: 4, columns: 5, frames: 2, bitsStored: 12, highBit: 11 });
  const frames = [0, 1].map((frame) => Array.from({ length: 20 }, (_, n) => (n * 211 + frame * 1000) % 4096));
  const lossless = frames.map((frame) =>
    losslessJpeg(frame, { columns: 5, rows: 4, precision: 12, predictor: 1 }));
  it('give each frame its own pixels', async () => {
    const source = fragmentSource(format, UID.lossless, lossless);
    expect([await stored(source, 0), await stored(source, 1)]).toEqual(frames);
    expect([await stored(source, 2), await stored(source, -1)]).toEqual(['pixels/no-such-frame',
      'pixels/no-such-frame']);
  });
  it('hold plain or deflated frames too', async () => {
    const plain = frames.map((frame) => bytesOf(Uint16Array.from(frame)));
    expect(await stored(fragmentSource(format, UID.plainFragments, plain), 1)).toEqual(frames[1]);
    const deflated = plain.map((frame) => new Uint8Array(deflateRawSync(frame)));
    expect(await stored(fragmentSource(format, UID.deflatedFrame, deflated), 1)).toEqual(frames[1]);
    const bomb = new Uint8Array(deflateRawSync(new Uint8Array(100_000)));
    expect(await stored(fragmentSource(format, UID.deflatedFrame, [bomb, bomb]), 1)).toBe('pixels/damaged');
  });
  it('far larger than the picture are refused', async () => {
    const large = new Uint8Array(2 * 40 + 0x100000 + 2);
    expect(await stored(fragmentSource({ ...format, frames: 1 }, UID.lossless,
      [large]))).toBe('pixels/bad-fragments');
    expect(await stored(fragmentSource({ ...format, frames: 1 }, UID.lossless,
      [large.subarray(2)]))).toBe('pixels/damaged');
  });
});

describe('a codestream', () => {
  const samples = Array.from({ length: 20 }, (_, n) => (n * 211) % 4096);
  const coded = losslessJpeg(samples, { columns: 5, rows: 4, precision: 12, predictor: 1 });
  const read = (chosen: Partial<PixelFormat>) =>
    stored(fragmentSource(pixelFormat({ rows: 4, columns: 5, bitsStored: 12, highBit: 11, ...chosen }),
      UID.lossless, [coded]));
  it('is decoded only to the size that the header announces', async () => {
    expect(await read({})).toEqual(samples);
    expect(await read({ rows: 5 })).toBe('pixels/contradicts-header');
    expect(await read({ columns: 4 })).toBe('pixels/contradicts-header');
    expect(await read({ samplesPerPixel: 3, photometric: 'RGB', bitsAllocated: 8, bitsStored: 8,
      highBit: 7 })).toBe('pixels/contradicts-header');
  });
  it('may not hold more bits than are stored, nor fewer where the sign would be a guess', async () => {
    expect(await read({ bitsStored: 10, highBit: 9 })).toEqual(samples.map((value) => value & 1023));
    expect(await read({ bitsStored: 10, highBit: 13 })).toBe('pixels/contradicts-header');
    expect(await read({ bitsStored: 16, highBit: 15 })).toEqual(samples);
    expect(await read({ bitsStored: 16, highBit: 15, isSigned: true })).toBe('pixels/contradicts-header');
    expect(await read({ isSigned: true })).toEqual(samples.map((value) =>
      (value > 2047 ? value - 4096 : value)));
  });
  it('that is cut off gives no pixels', async () => {
    const cut = coded.subarray(0, coded.length - 12);
    expect(await stored(fragmentSource(pixelFormat({ rows: 4, columns: 5, bitsStored: 12, highBit: 11 }),
      UID.lossless, [cut]))).toBe('pixels/damaged');
  });
});

interface Encoder {
  getDecodedBuffer(info: object): Uint8Array;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  setQuality(isReversible: boolean, step: number): void;
}
const require = createRequire(import.meta.url);

describe('high-throughput JPEG 2000', () => {
  const [columns, rows] = [96, 64];
  for (const [name, isSigned, bits] of [['16 bits with sign', true, 16],
    ['12 bits without', false, 12]] as const) {
    it(`gives back every sample of ${name}`, async () => {
      const library = await (require('@cornerstonejs/codec-openjph/wasmjs') as (options: object) =>
        Promise<{ HTJ2KEncoder: new () => Encoder }>)({ print: () => undefined });
      const samples = Int32Array.from({ length: columns * rows }, (_, n) => (isSigned ? -2000 : 0)
        + ((n * 37) % 3000));
      const encoder = new library.HTJ2KEncoder();
      encoder.getDecodedBuffer({ width: columns, height: rows, bitsPerSample: bits, componentCount: 1,
        isSigned, isUsingColorTransform: false }).set(bytesOf(Int16Array.from(samples)));
      encoder.setQuality(true, 0);
      encoder.encode();
      const coded = encoder.getEncodedBuffer().slice();
      const format = pixelFormat({ rows, columns, bitsStored: bits, highBit: bits - 1, isSigned });
      expect(await stored(fragmentSource(format, UID.highThroughput, [coded]))).toEqual([...samples]);
      expect(await stored(fragmentSource(format, UID.highThroughput,
        [coded.subarray(0, 300)]))).toBe('pixels/damaged');
    });
  }
});

describe('what is not read', () => {
  const format = pixelFormat({ rows: 1, columns: 1 });
  it('is refused by name: JPEG XL, video, the unknown', async () => {
    for (const uid of ['1.2.840.10008.1.2.4.110', '1.2.840.10008.1.2.4.102', '1.2.3.4']) {
      const read = await readStored(fragmentSource(format, uid, [Uint8Array.of(1, 2)]), 0);
      expect(read).toMatchObject({ ok: false, failure: { code: 'pixels/unsupported-transfer-syntax' } });
    }
  });
  it('is refused by its format: palettes, depths, sizes beyond the limit', async () => {
    const refused = async (chosen: Partial<PixelFormat>) =>
      stored(nativeSource({ ...format, ...chosen }, UID.explicit, new Uint8Array(16)));
    expect(await refused({ photometric: 'PALETTE COLOR' })).toBe('pixels/unsupported-format');
    expect(await refused({ bitsAllocated: 32, bitsStored: 32,
      highBit: 31 })).toBe('pixels/unsupported-format');
    expect(await refused({ bitsAllocated: 1, bitsStored: 1, highBit: 0 })).toBe('pixels/unsupported-format');
    expect(await refused({ highBit: 16 })).toBe('pixels/unsupported-format');
    expect(await refused({ bitsStored: 12, highBit: 10 })).toBe('pixels/unsupported-format');
    expect(await refused({ rows: 8193 })).toBe('pixels/too-large');
    expect(await refused({ rows: 8192 })).toBe('pixels/truncated');
    expect(await refused({ rows: 0 })).toBe('pixels/unsupported-format');
  });
  it('is refused where the file is gone', async () => {
    const source = nativeSource(format, UID.explicit, new Uint8Array(2));
    expect(await stored({ ...source, path: `${source.path}-gone` })).toBe('pixels/file-unreadable');
  });
  it('is refused where native and encapsulated are mistaken for each other', async () => {
    const native = nativeSource(format, UID.explicit, new Uint8Array(2));
    expect(await stored({ ...native, transferSyntaxUid: UID.rle })).toBe('pixels/contradicts-header');
    const coded = { path: writtenFile(new Uint8Array(12), item(new Uint8Array()), END), format,
      pixels: { kind: 'encapsulated', offset: 12, length: null } } as const;
    expect(await stored({ ...coded, transferSyntaxUid: UID.explicit })).toBe('pixels/contradicts-header');
  });
});

describe('colour', () => {
  const rgb = pixelFormat({ rows: 1, columns: 2, samplesPerPixel: 3, photometric: 'RGB', bitsAllocated: 8,
    bitsStored: 8, highBit: 7 });
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6);
  it('is put pixel by pixel, wherever its planes lie', async () => {
    expect(await stored(nativeSource(rgb, UID.explicit, bytes))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await stored(nativeSource({ ...rgb, planarConfiguration: 1 }, UID.explicit,
      Uint8Array.of(1, 4, 2, 5, 3, 6)))).toEqual([1, 2, 3, 4, 5, 6]);
  });
  it('is turned from brightness and two differences into red, green, blue', async () => {
    const ybr = { ...rgb, photometric: 'YBR_FULL' };
    expect(await stored(nativeSource(ybr, UID.explicit,
      Uint8Array.of(76, 85, 255, 128, 128, 128)))).toEqual([254, 0, 0, 128, 128, 128]);
    const half = nativeSource({ ...rgb, photometric: 'YBR_FULL_422' }, UID.explicit,
      Uint8Array.of(76, 128, 128, 128));
    expect(await stored(half)).toEqual([76, 76, 76, 128, 128, 128]);
  });
  it('never becomes HU', async () => {
    expect(await readSlice(nativeSource(rgb, UID.explicit, bytes), 0, null, new Int16Array(2)))
      .toMatchObject({ ok: false, failure: { code: 'pixels/unsupported-format' } });
  });
});
