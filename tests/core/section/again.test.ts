import { describe, expect, it } from 'vitest';
import { changedRows, markRows, type Rows } from '../../../core/section/again.ts';

/** Four sections of three numbers; one of them no number. */
const rows = (): Float32Array => Float32Array.of(1, 2, 3, 4, NaN, 6, -7, 8, 0, 10, 11, 12);

describe('the sections whose rows differ', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])('are found by number %d alone', (o) => {
    const now = rows();
    now[o] = 0.5;
    expect([...changedRows(rows(), now, 4)]).toEqual([0, 1, 2, 3].map((n) => (n === Math.floor(o / 3) ? 1 : 0)));
  });
  it('are none where all is what it was, what is no number included', () => {
    expect([...changedRows(rows(), rows(), 4)]).toEqual([0, 0, 0, 0]);
    const same = rows();
    expect([...changedRows(same, same, 4)]).toEqual([0, 0, 0, 0]);
  });
  it('are added to those that are marked', () => {
    const moved = Uint8Array.of(0, 1, 0, 0);
    const now = rows();
    now[11] = 0;
    markRows(moved, rows(), now);
    expect([...moved]).toEqual([0, 1, 0, 1]);
  });
  it('are found in whole numbers and bytes as well, and in a part of a larger row', () => {
    const kinds: readonly ((of: readonly number[]) => Rows)[] = [
      (of) => Int32Array.from(of), (of) => Uint8Array.from(of), (of) => Float32Array.from([9, 9, 9, 9, ...of]).subarray(4),
    ];
    for (const kind of kinds) {
      const [before, now] = [kind([1, 2, 3, 4, 5, 6, 7, 8]), kind([1, 2, 3, 4, 5, 6, 7, 0])];
      expect([...changedRows(before, now, 2)]).toEqual([0, 1]);
    }
  });
});
