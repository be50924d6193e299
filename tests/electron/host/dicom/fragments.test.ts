import { describe, expect, it } from 'vitest';
import { frameRanges, type StartMark } from '../../../../electron/host/dicom/fragments.ts';
import { withFile } from '../../../../electron/host/dicom/readAt.ts';
import { END, item, offsets, writtenFile } from './pixelFiles.ts';

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2);
const REST = Uint8Array.of(9, 9, 9, 9);
const NONE = new Uint8Array();

/** How many fragments each frame has, or the code of the refusal. */
function shape(
  pieces: readonly Uint8Array[], frames: number, mark: StartMark = 'jpeg', length: number | null = null,
  before = new Uint8Array(12),
): unknown {
  const found = withFile(writtenFile(before, ...pieces), (file) =>
    frameRanges(file, before.length, length, frames, mark));
  return found.ok ? found.value.map((ranges) => ranges.length) : found.failure.code;
}

describe('the frames of encapsulated pixels', () => {
  it('are the fragments, where there are as many', () => {
    expect(shape([item(NONE), item(JPEG), item(JPEG), END], 2)).toEqual([1, 1]);
  });
  it('are all fragments together, where there is one frame', () => {
    expect(shape([item(NONE), item(JPEG), item(REST), item(REST), END], 1)).toEqual([3]);
  });
  it('are found by the offset table', () => {
    expect(shape([item(offsets(0, 26)), item(JPEG), item(REST), item(JPEG), END], 2)).toEqual([2, 1]);
  });
  it('are found by where a codestream begins, without a table', () => {
    expect(shape([item(NONE), item(JPEG), item(REST), item(JPEG), END], 2)).toEqual([2, 1]);
    const stream = Uint8Array.of(0xff, 0x4f, 0xff, 0x51);
    expect(shape([item(NONE), item(stream), item(REST), item(stream), END], 2, 'jpeg 2000')).toEqual([2, 1]);
  });
  it('cannot be told apart without table or mark', () => {
    expect(shape([item(NONE), item(REST), item(REST), item(REST), END], 2,
      null)).toBe('pixels/bad-fragments');
    expect(shape([item(NONE), item(REST), item(JPEG), item(JPEG), END], 2)).toBe('pixels/bad-fragments');
    expect(shape([item(NONE), item(JPEG), item(JPEG), item(JPEG), END], 2)).toBe('pixels/bad-fragments');
  });
  it('are refused where the table lies', () => {
    const fragments = [item(JPEG), item(REST), item(JPEG), END];
    for (const table of [offsets(0, 14, 26), offsets(0), offsets(0, 25), offsets(26, 0), offsets(14, 26),
      offsets(0, 0), offsets(0, 1e6)]) {
      expect(shape([item(table), ...fragments], 2)).toBe('pixels/bad-fragments');
    }
  });
  it('may number sixteen times the frames, not one more', () => {
    const of = (count: number) =>
      shape([item(NONE), ...Array.from({ length: count }, (_, n) => item(n === 0 ? JPEG : REST)), END], 1);
    expect(of(16)).toEqual([16]);
    expect(of(17)).toBe('pixels/bad-fragments');
  });
  it('are refused where the file ends within a fragment, and read where only the end mark is missing', () => {
    expect(shape([item(NONE), item(JPEG), item(REST, 400)], 2)).toBe('pixels/truncated');
    expect(shape([item(NONE), item(JPEG), item(JPEG)], 2)).toEqual([1, 1]);
    expect(shape([item(NONE), END], 1)).toBe('pixels/truncated');
    expect(shape([item(NONE)], 1)).toBe('pixels/truncated');
    expect(shape([item(NONE), item(JPEG), END], 1, 'jpeg', 1000)).toBe('pixels/truncated');
  });
  it('are refused where something else stands between fragments', () => {
    expect(shape([item(NONE), item(JPEG), REST, REST, REST, END], 1)).toBe('pixels/bad-fragments');
  });
});

describe('the extended offset table', () => {
  const long = (element: number, ...values: readonly number[]): Uint8Array => {
    const out = new Uint8Array(12 + 8 * values.length);
    const view = new DataView(out.buffer);
    view.setUint16(0, 0x7fe0, true);
    view.setUint16(2, element, true);
    out.set([0x4f, 0x56], 4);
    view.setUint32(8, 8 * values.length, true);
    for (const [n, value] of values.entries()) view.setBigUint64(12 + 8 * n, BigInt(value), true);
    return out;
  };
  const of = (starts: readonly number[], lengths: readonly number[]): unknown => {
    const before =
      Uint8Array.from([...new Uint8Array(7), ...long(1, ...starts), ...long(2, ...lengths),
      ...new Uint8Array(12)]);
    return shape([item(NONE), item(JPEG), item(REST), END], 2, 'jpeg', null, before);
  };
  it('finds the frames', () => {
    expect(of([0, 14], [6, 4])).toEqual([1, 1]);
    expect(of([0, 14], [5, 4])).toEqual([1, 1]);
  });
  it('is refused where it lies', () => {
    expect(of([0, 13], [6, 4])).toBe('pixels/bad-fragments');
    expect(of([0, 14], [6, 8])).toBe('pixels/bad-fragments');
    expect(of([0, 2 ** 40], [6, 4])).toBe('pixels/bad-fragments');
  });
});
