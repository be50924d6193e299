import { describe, expect, it } from 'vitest';
import { type Lumen, markLumen } from '../../../core/section/lumen.ts';
import { RAYS } from '../../../core/section/polar.ts';

/** Four sections of an open lumen, the third the brightest. */
const lumen = (changed: Partial<Lumen> = {}): Lumen => ({
  middleHu: [400, 410, 450, 420], levelHu: [400, 410, 450, 420], isOpen: [true, true, true, true],
  radii: new Float32Array(4 * RAYS).fill(1.5), ...changed,
});
const marked = (now: Partial<Lumen>): readonly number[] => {
  const moved = new Uint8Array(4);
  markLumen(moved, lumen(), lumen(now));
  return [...moved];
};

describe('sections whose wall is looked for again when the lumen was', () => {
  it('are none where it is as it was', () => { expect(marked({})).toEqual([0, 0, 0, 0]); });
  it('are those where it is another', () => {
    expect(marked({ levelHu: [400, 430, 450, 420] })).toEqual([0, 1, 0, 0]);
    expect(marked({ isOpen: [false, true, true, true] })).toEqual([1, 0, 0, 0]);
    expect(marked({ radii: new Float32Array(4 * RAYS).fill(1.5).fill(1.6, 3 * RAYS) })).toEqual([0, 0, 0, 1]);
  });
  it('are all where the brightest is another: by it each is told from calcium beyond the wall', () => {
    expect(marked({ levelHu: [400, 410, 460, 420] })).toEqual([1, 1, 1, 1]);
    expect(marked({ levelHu: [400, 410, 420, 420] })).toEqual([1, 1, 1, 1]);
  });
});
