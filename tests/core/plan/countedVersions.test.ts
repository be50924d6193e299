import { describe, expect, it } from 'vitest';
import { countedVersions, type DoneVersion } from '../../../core/plan/countedVersions.ts';

const done = (version: number, roomBegan: string | null = null, isFit = true): DoneVersion => ({ version, roomBegan, isFit });
const counted = (...all: readonly DoneVersion[]): readonly number[] => [...countedVersions(all)].toSorted((a, b) => a - b);

describe('a procedure counts once', () => {
  it('under the version that was in the room, not under one that was signed beside it', () => {
    expect(counted(done(1, '2026-01-02T08:00:00Z'), done(2))).toEqual([1]);
    expect(counted(done(1), done(2, '2026-01-02T08:00:00Z'), done(3))).toEqual([2]);
  });

  it('under the newest version where the room noted nothing, which tells no two procedures apart', () => {
    expect([counted(done(1)), counted(done(2), done(1), done(3)), counted()]).toEqual([[1], [3], []]);
  });

  it('under the newest that is fit to count, and where none is, under the newest', () => {
    expect(counted(done(1), done(2, null, false))).toEqual([1]);
    expect(counted(done(1, null, false), done(2, null, false))).toEqual([2]);
    // What was in the room and does not count is not stood in for by what was not.
    expect(counted(done(1, '2026-01-02T08:00:00Z', false), done(2))).toEqual([1]);
  });

  it.each([
    ['just before', '2026-01-03T07:59:59.999Z', [2]], ['at', '2026-01-03T08:00:00.000Z', [2]], ['just after', '2026-01-03T08:00:00.001Z', [1, 2]],
  ])('and a second attempt is one of its own: %s 24 hours', (_, second, versions) => {
    expect(counted(done(1, '2026-01-02T08:00:00.000Z'), done(2, second))).toEqual(versions);
    expect(counted(done(2, second), done(1, '2026-01-02T08:00:00.000Z'))).toEqual(versions);
  });

  it('counted from when it began: attempts on three days in a row are three', () => {
    expect(counted(done(1, '2026-01-02T08:00:00Z'), done(2, '2026-01-03T09:00:00Z'), done(3, '2026-01-04T10:00:00Z'))).toEqual([1, 2, 3]);
    expect(counted(done(1, '2026-01-02T08:00:00Z'), done(2, '2026-01-02T20:00:00Z'), done(3, '2026-01-03T09:00:00Z'))).toEqual([2, 3]);
  });
});
