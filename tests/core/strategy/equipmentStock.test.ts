import { describe, expect, it } from 'vitest';
import type { EquipmentNeed, Size } from '../../../core/strategy/equipment.ts';
import { stockFindings, type StockRow } from '../../../core/strategy/equipmentStock.ts';

const TODAY = '2026-11-22';
const needOf = (size: Size | null, item: EquipmentNeed['item'] = 'nc-balloon'): EquipmentNeed => ({
  item, name: '', group: 'balloons', examples: [], rules: ['S121'], facts: [], size, cautions: [],
});
const row = (change: Partial<StockRow>): StockRow =>
  ({ item: 'nc-balloon', name: 'a balloon', sizeMm: 3, count: 1, useBy: '2027-01-31', ...change });
const found = (size: Size | null, stock: readonly StockRow[], wanted = 1) =>
  stockFindings([needOf(size)], stock, TODAY, { 'nc-balloon': wanted })[0];
const state = (size: Size | null, stock: readonly StockRow[], wanted = 1) =>
  found(size, stock, wanted)?.state;

const around3: Size = { is: 'within', least: 2.75, most: 3.25, rule: 'S149' };
const small: Size = { is: 'below', below: 1.5, rule: 'S147' };
const open: Size = { is: 'waits', facts: ['proximalReferenceMm'], rule: 'S149' };

describe('the stock', () => {
  it('has what is there, in date, and in the size that is asked for', () => {
    expect(found(around3, [row({})]))
      .toEqual({ item: 'nc-balloon', state: 'there', wanted: 1, usable: 1, expired: 0 });
  });

  it('lacks an item that is not listed, or listed with none left', () => {
    expect(state(around3, [])).toBe('missing');
    expect(state(around3, [row({ count: 0 })])).toBe('missing');
    expect(state(around3, [row({ item: 'opn-balloon' })])).toBe('missing');
  });

  it.each([
    ['2026-11-21', 'expired'], ['2026-11-22', 'there'], ['2026-11-23', 'there'], [null, 'there'],
  ])('with a last day of use of %s on 2026-11-22 is %s', (useBy, expected) => {
    expect(state(around3, [row({ useBy })])).toBe(expected);
  });

  it.each([
    [2.74, 'wrong-size'], [2.75, 'there'], [3.25, 'there'], [3.26, 'wrong-size'],
  ])('of %d mm for 2.75 to 3.25 mm is %s', (sizeMm, expected) => {
    expect(state(around3, [row({ sizeMm })])).toBe(expected);
  });

  it.each([[1.49, 'there'], [1.5, 'wrong-size'], [1.51, 'wrong-size']])(
    'of %d mm for less than 1.5 mm is %s', (sizeMm, expected) => {
      expect(state(small, [row({ sizeMm })])).toBe(expected);
    },
  );

  it('counts: one fewer than wanted is too few, and rows add up', () => {
    expect(state(around3, [row({ count: 2 })], 3)).toBe('too-few');
    expect(state(around3, [row({ count: 2 }), row({ sizeMm: 3.2 })], 3)).toBe('there');
    expect(found(around3, [row({ count: 2 }), row({ useBy: '2020-01-01', count: 4 })], 3))
      .toEqual({ item: 'nc-balloon', state: 'too-few', wanted: 3, usable: 2, expired: 4 });
  });

  it('does not count what has expired or does not fit', () => {
    expect(state(around3, [row({ useBy: '2020-01-01', count: 9 }), row({ sizeMm: 2, count: 9 })]))
      .toBe('expired');
    expect(found(around3, [row({ useBy: '2020-01-01', sizeMm: 2 })]))
      .toMatchObject({ state: 'wrong-size', expired: 0 });
  });

  it('says so where a size is not known: the one asked for, or the one in stock', () => {
    expect(state(open, [row({})])).toBe('size-open');
    expect(state(around3, [row({ sizeMm: null })])).toBe('size-open');
    expect(state(around3, [row({ sizeMm: null }), row({})], 2)).toBe('size-open');
    expect(state(around3, [row({ sizeMm: null }), row({})], 3)).toBe('too-few');
    expect(state(around3, [row({ sizeMm: null, useBy: '2020-01-01' })])).toBe('expired');
    expect(state(open, [])).toBe('missing');
  });

  it('asks for no size where no rule gives one', () => {
    expect(state(null, [row({ sizeMm: null })])).toBe('there');
  });

  it('wants one of an item where nothing else is said, item by item', () => {
    const needs = [needOf(null), needOf(null, 'ivus-catheter')];
    expect(stockFindings(needs, [row({})], TODAY)).toEqual([
      { item: 'nc-balloon', state: 'there', wanted: 1, usable: 1, expired: 0 },
      { item: 'ivus-catheter', state: 'missing', wanted: 1, usable: 0, expired: 0 },
    ]);
  });
});
