import { describe, expect, it } from 'vitest';
import type { PlannedDevice } from '../../../core/plan/plan.ts';
import { planDevices } from '../../../core/plan/planDevices.ts';
import type { StockRow } from '../../../core/plan/stockRow.ts';
import { planOf, step } from './planOf.ts';

const gaia: PlannedDevice = { item: 'stiff-wire', name: 'Confianza Pro 12', sizeMm: null, count: 1 };
const wire: PlannedDevice = { item: 'stiff-wire', name: 'a stiff wire', sizeMm: null, count: 1 };
const nc = (sizeMm: number | null): PlannedDevice => ({ item: 'nc-balloon', name: 'NC', sizeMm, count: 1 });
const row = (name: string, count: number, more: Partial<StockRow> = {}): StockRow => ({ item: 'stiff-wire', name, sizeMm: null, count, useBy: null, ...more });
const state = (device: PlannedDevice, stock: readonly StockRow[], today = '2026-11-23'): unknown =>
  planDevices(planOf({ A: [step('a', { devices: [device] })] }), stock, today)[0]?.state;

describe('devices against the room’s list', () => {
  it.each([[0, 'missing'], [1, 'last'], [2, 'there']])('%d in the room for one that is needed: %s', (count, expected) => {
    expect(state(gaia, [row('Confianza Pro 12', count)])).toBe(expected);
  });

  it('a model is met by that model alone, a kind by any of it', () => {
    expect(state(gaia, [row('Hornet 14', 5)])).toBe('unlisted');
    expect(state(wire, [row('Hornet 14', 5)])).toBe('there');
    expect(state({ ...gaia, name: '  confianza  PRO 12' }, [row('Confianza Pro 12', 5)])).toBe('there');
    expect(state({ ...wire, item: null }, [row('Hornet 14', 5)])).toBe('unlisted');
  });

  it('the last day of use is still good', () => {
    const stock = [row('Confianza Pro 12', 3, { useBy: '2026-11-23' })];
    expect(state(gaia, stock, '2026-11-23')).toBe('there');
    expect(state(gaia, stock, '2026-11-24')).toBe('expired');
  });

  it('another size is no size; where none is asked for any does', () => {
    const stock = [row('NC', 4, { item: 'nc-balloon', sizeMm: 3 })];
    expect(state(nc(3), stock)).toBe('there');
    expect(state(nc(3.25), stock)).toBe('other-size');
    expect(state(nc(null), stock)).toBe('there');
  });

  it('rows add up, but for those of another size, of a size that is not noted, and past their date', () => {
    const balloon = (count: number, more: Partial<StockRow> = {}): StockRow => row('NC', count, { item: 'nc-balloon', sizeMm: 3, ...more });
    const plan = planOf({ A: [step('a', { devices: [{ ...nc(3), count: 3 }] })] });
    const found = (...stock: readonly StockRow[]): unknown => {
      const [{ usable, state: is } = { usable: NaN, state: null }] = planDevices(plan, stock, '2026-11-23');
      return [usable, is];
    };
    expect(found(balloon(2), balloon(1))).toEqual([3, 'last']);
    expect(found(balloon(2), balloon(4, { useBy: '2020-01-01' }), balloon(4, { sizeMm: 2 }), balloon(4, { sizeMm: null }))).toEqual([2, 'short']);
    expect(found(balloon(9, { useBy: '2020-01-01' }), balloon(9, { sizeMm: 2 }))).toEqual([0, 'expired']);
    expect(found(balloon(9, { sizeMm: 2, useBy: '2020-01-01' }))).toEqual([0, 'other-size']);
    expect(found(balloon(0, { useBy: '2020-01-01' }))).toEqual([0, 'missing']);
  });

  it('devices of several steps are counted together, in the order in which they are needed', () => {
    const rows = planDevices(planOf({ A: [step('a', { devices: [gaia, nc(3)] })], B: [step('b', { devices: [{ ...gaia, count: 2 }] })] }), [row('Confianza Pro 12', 2)], '2026-11-23');
    expect(rows.map(({ name, steps, needed, usable, state: is }) => [name, steps, needed, usable, is])).toEqual([
      ['Confianza Pro 12', ['A1', 'B1'], 3, 2, 'short'], ['NC', ['A1'], 1, 0, 'unlisted'],
    ]);
  });
});
