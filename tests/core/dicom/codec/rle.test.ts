import { describe, expect, it } from 'vitest';
import { rleFrame } from '../../../../core/dicom/codec/rle.ts';

/** The 64 bytes before the segments, then the segments. */
function rle(...segments: readonly (readonly number[])[]): Uint8Array {
  const head = new DataView(new ArrayBuffer(64));
  head.setUint32(0, segments.length, true);
  let at = 64;
  for (const [n, segment] of segments.entries()) {
    head.setUint32(4 + 4 * n, at, true);
    at += segment.length;
  }
  return Uint8Array.from([...new Uint8Array(head.buffer), ...segments.flat()]);
}
const grey8 = { pixels: 6, samplesPerPixel: 1, bytesPerSample: 1 } as const;

describe('run-length coding', () => {
  it('unpacks literal bytes, repeated bytes and the byte that means nothing', () => {
    // Two literals 7, 8; no-op; three times 9; one literal 1.
    expect(rleFrame(rle([1, 7, 8, 128, 254, 9, 0, 1]), grey8)).toEqual({ ok: true,
      value: Uint8Array.of(7, 8, 9, 9, 9, 1) });
  });
  it('puts the high byte first', () => {
    expect(rleFrame(rle([255, 0x12], [1, 0x34, 0x56]), { pixels: 2, samplesPerPixel: 1, bytesPerSample: 2 }))
      .toEqual({ ok: true, value: Uint16Array.of(0x1234, 0x1256) });
  });
  it('puts colour planes side by side', () => {
    expect(rleFrame(rle([255, 1], [255, 2], [255, 3]), { pixels: 2, samplesPerPixel: 3, bytesPerSample: 1 }))
      .toEqual({ ok: true, value: Uint8Array.of(1, 2, 3, 1, 2, 3) });
  });
  it('takes runs of 128 and literals of 128, the longest there are', () => {
    const literals = Array.from({ length: 128 }, (_, n) => n);
    expect(rleFrame(rle([129, 5, 127, ...literals]), { ...grey8, pixels: 256 }))
      .toEqual({ ok: true, value: Uint8Array.from([...Array<number>(128).fill(5), ...literals]) });
  });
  it('lets a padding byte stand behind the last run', () => {
    expect(rleFrame(rle([251, 4, 0]), grey8).ok).toBe(true);
  });
  it('refuses a segment that gives too few or too many bytes', () => {
    expect(rleFrame(rle([252, 4]), grey8)).toMatchObject({ ok: false, failure: { code: 'pixels/damaged' } });
    expect(rleFrame(rle([250, 4]), grey8)).toMatchObject({ ok: false, failure: { code: 'pixels/damaged' } });
    expect(rleFrame(rle([5, 1, 2, 3]), grey8)).toMatchObject({ ok: false,
      failure: { code: 'pixels/damaged' } });
    expect(rleFrame(rle([6, 1, 2, 3, 4, 5, 6, 7]), grey8)).toMatchObject({ ok: false });
    expect(rleFrame(rle([251]), grey8)).toMatchObject({ ok: false, failure: { code: 'pixels/damaged' } });
  });
  it('refuses another number of segments than the header announces', () => {
    expect(rleFrame(rle([251, 4], [251, 4]), grey8)).toMatchObject({ ok: false,
      failure: { code: 'pixels/contradicts-header' } });
  });
  it('refuses segments that begin outside the frame or before the last one', () => {
    for (const start of [0, 63, 68, 1e9]) {
      const bytes = rle([251, 4]);
      new DataView(bytes.buffer).setUint32(4, start, true);
      expect(rleFrame(bytes, grey8)).toMatchObject({ ok: false, failure: { code: 'pixels/damaged' } });
    }
    expect(rleFrame(new Uint8Array(63), grey8)).toMatchObject({ ok: false,
      failure: { code: 'pixels/damaged' } });
  });
  it('refuses a segment of low bytes that gives too few or too many, too', () => {
    const grey16 = { pixels: 6, samplesPerPixel: 1, bytesPerSample: 2 } as const;
    const high = [251, 1];
    expect(rleFrame(rle(high, [251, 4]), grey16).ok).toBe(true);
    for (const low of [[252, 4], [250, 4], [5, 1, 2, 3], [6, 1, 2, 3, 4, 5, 6, 7], [251], []]) {
      expect(rleFrame(rle(high, low), grey16), `${low}`).toMatchObject({ ok: false,
        failure: { code: 'pixels/damaged', detail: expect.stringContaining('segment 2') } });
    }
  });
  it('joins high and low bytes wherever runs and literals begin and end, near the end of the frame and far', () => {
    let state = 7;
    const below = (most: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % most;
    };
    /** Coded bytes in runs and literals of every length, and the bytes themselves. */
    const plane = (count: number) => {
      const [packed, bytes]: [number[], number[]] = [[], []];
      while (bytes.length < count) {
        const length = 1 + below(Math.min(128, count - bytes.length));
        const fresh = below(2) === 0 && length > 1 ? Array<number>(length).fill(below(256))
          : Array.from({ length }, () => below(256));
        const isRun = length > 1 && fresh.every((byte) => byte === fresh[0]);
        packed.push(...(below(9) === 0 ? [128] : []), ...(isRun ? [257 - length, fresh[0] ?? 0]
          : [length - 1, ...fresh]));
        bytes.push(...fresh);
      }
      return { packed, bytes };
    };
    for (let pixels = 1; pixels <= 400; pixels += 1) {
      const [high, low] = [plane(pixels), plane(pixels)];
      const behind = Array<number>(pixels % 2 === 0 ? 0 : 140).fill(0);
      const joined = Uint16Array.from(high.bytes, (byte, at) => (byte << 8) | (low.bytes[at] ?? 0));
      expect(rleFrame(rle(high.packed, [...low.packed, ...behind]),
        { pixels, samplesPerPixel: 1, bytesPerSample: 2 }), `${pixels}`).toEqual({ ok: true, value: joined });
    }
  });
});
