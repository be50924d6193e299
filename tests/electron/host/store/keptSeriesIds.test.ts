import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptSeriesIds, type StoredMember } from '../../../../electron/host/store/keptSeriesIds.ts';

const members = (id: string, stack: number, uids: readonly string[], series_uid = '1.2'): readonly StoredMember[] =>
  uids.map((uid) => ({ id, series_uid, stack, uid }));
const item = (stack: number, instances: readonly string[], seriesUid = '1.2') => ({ seriesUid, stack, instanceUid: null, instances });

it('an item that grew keeps its id', () => {
  expect(keptSeriesIds(members('A', 1, ['a', 'b']), [item(1, ['a', 'b', 'c'])])).toEqual(['A']);
});

it('stacks that are numbered anew keep the ids of their instances', () => {
  const stored = [...members('A', 1, ['a', 'b']), ...members('B', 2, ['c', 'd'])];
  expect(keptSeriesIds(stored, [item(1, ['x', 'y']), item(2, ['a', 'b']), item(3, ['c', 'd'])])).toEqual([null, 'A', 'B']);
});

it('a stack that was split keeps its id where most of it is', () => {
  expect(keptSeriesIds(members('A', 1, ['a', 'b', 'c']), [item(1, ['a']), item(2, ['b', 'c'])])).toEqual([null, 'A']);
});

it('two stacks of one multi-frame instance are told apart by their number', () => {
  const stored = [...members('A', 1, ['a']), ...members('B', 2, ['a'])];
  expect(keptSeriesIds(stored, [item(2, ['a']), item(1, ['a'])])).toEqual(['B', 'A']);
});

it('another series UID is another item, whatever it shares', () => {
  expect(keptSeriesIds(members('A', 1, ['a']), [item(1, ['a'], '9.9')])).toEqual([null]);
});

it('no id is given twice, and the same items get the same ids again', () => {
  const uid = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const stack = fc.array(uid, { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(fc.array(stack, { maxLength: 4 }), fc.array(stack, { maxLength: 5 }), (stored, items) => {
    const ids = keptSeriesIds(stored.flatMap((uids, k) => members(`S${k}`, k + 1, uids)), items.map((uids, k) => item(k + 1, uids)))
      .filter((id) => id !== null);
    expect(new Set(ids).size).toBe(ids.length);
    const same = keptSeriesIds(stored.flatMap((uids, k) => members(`S${k}`, k + 1, [...uids, `only ${k}`])),
      stored.map((uids, k) => item(k + 1, [...uids, `only ${k}`])));
    expect(new Set(same)).toEqual(new Set(stored.map((_, k) => `S${k}`)));
  }));
});
