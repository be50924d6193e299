import { expect, it } from 'vitest';
import { devicesOf, deviceWords } from '../../../core/plan/deviceWords.ts';
import type { PlannedDevice } from '../../../core/plan/plan.ts';
import { suggestedPlan } from '../../../core/plan/suggestedPlan.ts';
import { stepsOf } from '../../../core/plan/plan.ts';

const device = (name: string, more: Partial<PlannedDevice> = {}): PlannedDevice => ({ item: null, name, sizeMm: null, count: 1, ...more });

it('reads kind, size and count from what an operator writes', () => {
  expect(devicesOf('2 x NC 3.25 x 15, Turnpike Gold; burr 1.25 mm, Gaia 3', [])).toEqual([
    device('NC 3.25 x 15', { item: 'nc-balloon', sizeMm: 3.25, count: 2 }),
    device('Turnpike Gold', { item: 'screwing-microcatheter' }),
    device('burr 1.25 mm', { item: 'rotational-atherectomy', sizeMm: 1.25 }),
    device('Gaia 3'),
  ]);
});

it('leaves what was there under the same name as it was, also where the name has a comma', () => {
  const before = [device('NC balloon, short', { item: 'short-nc-balloon' }), device('my wire', { item: 'stiff-wire', sizeMm: 0.36 })];
  expect(devicesOf('NC balloon, short, 3 x my wire', before)).toEqual([before[0], { ...before[1], count: 3 }]);
  expect(devicesOf('My  Wire', before)).toEqual([{ ...before[1], name: 'My Wire' }]);
});

it('comes back from its own words: every device of a suggested ladder', () => {
  for (const { step: { devices } } of stepsOf(suggestedPlan({}))) {
    expect(devicesOf(deviceWords(devices), devices)).toEqual(devices);
  }
});

it('takes a size for no count and a model for no size; of nothing comes nothing', () => {
  expect(devicesOf('3.0 x 15, 3 x 15, Confianza Pro 12', []).map(({ name, count, sizeMm }) => [name, count, sizeMm]))
    .toEqual([['3.0 x 15', 1, 3], ['3 x 15', 1, 3], ['Confianza Pro 12', 1, null]]);
  expect(devicesOf(' , ;', [])).toEqual([]);
  expect(devicesOf('99 x guide extension', [])[0]?.count).toBe(20);
});
