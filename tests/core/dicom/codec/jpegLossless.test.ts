import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { losslessPicture } from '../../../../core/dicom/codec/jpegLossless.ts';
import { losslessJpeg, type LosslessCoding } from './losslessEncoder.ts';

/** Noise on a slope, the same every time. */
function scene(count: number, precision: number): readonly number[] {
  let state = 12345;
  return Array.from({ length: count }, (_, n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return ((n * 7) + (state >>> 20)) & (2 ** precision - 1);
  });
}
const decoded = (samples: readonly number[], coding: LosslessCoding): readonly number[] | string => {
  const result = losslessPicture(losslessJpeg(samples, coding));
  return result.ok ? [...result.value.words] : result.failure.detail;
};

describe('lossless JPEG', () => {
  for (const predictor of [1, 2, 3, 4, 5, 6, 7]) {
    it(`gives back every sample with predictor ${predictor}, at every depth`, () => {
      for (const precision of [2, 8, 9, 12, 16]) {
        const samples = scene(13 * 9, precision);
        expect(decoded(samples, { columns: 13, rows: 9, precision, predictor })).toEqual(samples);
      }
    });
    it(`does so between restart markers with predictor ${predictor}`, () => {
      const samples = scene(13 * 9, 12);
      expect(decoded(samples, { columns: 13, rows: 9, precision: 12, predictor,
        restartRows: 2 })).toEqual(samples);
    });
  }
  it('finds its way through long codes', () => {
    const samples = scene(13 * 9, 16);
    expect(decoded(samples, { columns: 13, rows: 9, precision: 16, predictor: 1,
      isSteep: true })).toEqual(samples);
    expect(decoded(samples, { columns: 13, rows: 9, precision: 16, predictor: 4,
      isSteep: true })).toEqual(samples);
  });
  it('spans the whole of 16 bits in one step', () => {
    const samples = [0, 65535, 0, 32768, 0, 65535, 32767, 32768, 0];
    for (const predictor of [1, 4, 7]) expect(decoded(samples,
      { columns: 3, rows: 3, precision: 16, predictor })).toEqual(samples);
  });
  it('undoes a point transform', () => {
    const samples = scene(13 * 9, 12).map((sample) => sample & ~7);
    expect(decoded(samples, { columns: 13, rows: 9, precision: 12, predictor: 1,
      pointTransform: 3 })).toEqual(samples);
  });
  it('puts three components side by side, from one scan or from three', () => {
    const samples = scene(3 * 7 * 5, 8);
    for (const isApart of [false, true]) {
      const coding = { columns: 7, rows: 5, precision: 8, predictor: 6, components: 3, isApart };
      expect(decoded(samples, coding)).toEqual(samples);
    }
  });
  it('gives bytes up to 8 bits, words beyond', () => {
    const of = (precision: number) =>
      losslessPicture(losslessJpeg([1, 2, 3, 0], { columns: 2, rows: 2, precision, predictor: 1 }));
    expect(of(8)).toMatchObject({ ok: true, value: { words: Uint8Array.of(1, 2, 3, 0) } });
    expect(of(9)).toMatchObject({ ok: true, value: { words: Uint16Array.of(1, 2, 3, 0) } });
  });
  it('reads a stream written by hand: 4 samples of 3 bits, category codes of 5 bits', () => {
    const bytes = losslessJpeg([4, 5, 4, 7], { columns: 2, rows: 2, precision: 3, predictor: 1 });
    // Differences 0, 1, 0, 3: 00000, 00001 1, 00000, 00010 11, then ones; the second row begins from the one
    // above, 4.
    expect([...bytes.slice(-5)]).toEqual([0b00000000, 0b01100000, 0b00010111, 0xff, 0xd9]);
    expect(decoded([4, 5, 4, 7], { columns: 2, rows: 2, precision: 3, predictor: 1 })).toEqual([4, 5, 4, 7]);
  });
});

describe('a lossless JPEG that is damaged', () => {
  const samples = scene(32 * 32, 12);
  const whole = losslessJpeg(samples, { columns: 32, rows: 32, precision: 12, predictor: 1 });
  it('gives no picture when it is cut off anywhere', () => {
    for (let length = 0; length < whole.length - 3; length += 7) {
      expect(losslessPicture(whole.subarray(0, length)).ok).toBe(false);
    }
  });
  it('gives no picture when its scan is missing', () => {
    expect(losslessPicture(Uint8Array.from([...whole.subarray(0, 10), 0xff, 0xd9])).ok).toBe(false);
  });
  it('gives no picture where a code is not in its table', () => {
    const broken = whole.slice();
    // 17 codes of 5 bits: 11111 is none of them.
    broken.fill(0xfe, broken.length - 200, broken.length - 2);
    expect(losslessPicture(broken)).toMatchObject({ ok: false });
  });
  it('gives no picture where a sample lies beyond the precision', () => {
    const coded = losslessJpeg([0, 4095, 0, 0], { columns: 2, rows: 2, precision: 12, predictor: 1 });
    const claimed = coded.slice();
    claimed[6] = 11;
    expect(losslessPicture(claimed)).toMatchObject({ ok: false,
      failure: { detail: 'a sample lies beyond the precision' } });
  });
  it('never throws and never hangs on changed bytes', () => {
    fc.assert(fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const result = losslessPicture(bytes);
        expect(typeof result.ok).toBe('boolean');
      }), { numRuns: 1000, seed: 7 });
  });
});
