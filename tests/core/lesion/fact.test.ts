import { expect, it } from 'vitest';
import { known, measured, stated, unknown } from '../../../core/lesion/fact.ts';

it('keeps zero apart from nothing', () => {
  expect([known(measured(0, 'length/1')), known(stated(0, 'Dr. A')), known(unknown('not asked'))]).toEqual([0, 0, undefined]);
});

it('keeps who or what a value is from, and why it is missing', () => {
  expect([measured(31.4, 'length/1'), stated(true, 'Dr. A'), unknown('not asked')]).toEqual([
    { state: 'measured', value: 31.4, by: 'length/1' }, { state: 'stated', value: true, by: 'Dr. A' }, { state: 'unknown', why: 'not asked' },
  ]);
});
