import { describe, expect, it } from 'vitest';
import { changedBy, differenceOf } from '../../core/difference.ts';

const overJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('a difference', () => {
  it.each<readonly [string, unknown, unknown]>([
    ['nothing and something', null, { a: [1, 2] }], ['something and nothing', { a: 1 }, null],
    ['a number', { a: 1, b: 'x' }, { a: 2, b: 'x' }], ['a part that came', { a: 1 }, { a: 1, b: null }], ['a part that went', { a: 1, b: 2 }, { a: 1 }],
    ['one for the other', { a: 1 }, { b: 1 }], ['a longer list', [[1], [2]], [[1], [2], [3]]], ['a shorter one', [{ a: 1 }, { a: 2 }], [{ a: 1 }]],
    ['a list that got empty', [[1]], []], ['an empty one that did not', [], [[]]], ['an object for a list', [1], { 0: 1 }], ['a list for an object', { 0: 1 }, [1]],
    ['numbers', [1, 2, 3], [1, 2, 4]], ['items that are null', [null, [0, 1], null], [[0, 1], null, null]], ['words', ['a', 'b'], ['a', 'c']],
    ['deep within', { a: { b: [{ c: [1, 2], d: true }, { c: [], d: false }] } }, { a: { b: [{ c: [1, 2], d: true }, { c: [7], d: false }] } }],
    ['parts that are called as a difference is', { is: 1, parts: { items: [] }, gone: 2 }, { is: { is: 2 }, parts: { items: [[0]], length: 3 } }],
    ['a part called as no other', overJson({ a: 1 }), JSON.parse('{"a":1,"__proto__x":{"is":1}}')],
  ])('makes the one of the other, also over JSON: %s', (_, before, now) => {
    const difference = differenceOf(before, now);
    expect(difference).not.toBeNull();
    const kept = overJson(before);
    expect(changedBy(before, overJson(difference))).toEqual(now);
    expect(before).toEqual(kept);
    expect(changedBy(now, differenceOf(now, before))).toEqual(before);
  });
  it('is none between equal values, whichever objects they are', () => {
    const value = { a: [{ b: [1, 2], c: null }], d: 'x', e: Number.NaN };
    expect(differenceOf(value, structuredClone(value))).toBeNull();
    expect(changedBy(value, null)).toBe(value);
  });
  it('leaves what has not changed the very object that it was, and sends nothing of it', () => {
    const before = { lists: [[1, 2], [3, 4]], other: { far: 'a' } };
    const difference = differenceOf(before, { lists: [[1, 2], [3, 5]], other: { far: 'a' } });
    expect(difference).toEqual({ parts: { lists: { length: 2, items: [[1, { is: [3, 5] }]] } } });
    const now = changedBy(before, difference) as typeof before;
    expect([now.lists[0] === before.lists[0], now.other === before.other, now.lists[1]]).toEqual([true, true, [3, 5]]);
  });
});
