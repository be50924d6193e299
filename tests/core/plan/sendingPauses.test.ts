import { expect, it } from 'vitest';
import { pauseAfter } from '../../../core/plan/sendingPauses.ts';

it('waits longer with each try that failed, a quarter of an hour at most, and never gives up', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 10_000].map(pauseAfter)).toEqual([10, 10, 30, 60, 120, 300, 900, 900, 900]);
});
