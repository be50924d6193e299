import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageId } from '../../../core/contract/ids.ts';
import { createPages, GONE_MS } from '../../../electron/host/pages.ts';

const A = 'pag_000000000000000a' as PageId;
const B = 'pag_000000000000000b' as PageId;
const gone: PageId[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  gone.length = 0;
});
afterEach(() => { vi.useRealTimers(); });
const pages = () => createPages((page) => { gone.push(page); });
const staysUntilItLeaves = (here: ReturnType<typeof pages>['here']): void => {
  const leave = here(A);
  vi.advanceTimersByTime(10 * GONE_MS);
  expect(gone).toEqual([]);
  leave();
  vi.advanceTimersByTime(GONE_MS);
  expect(gone).toEqual([A]);
};

it('a page is gone some seconds after it has left, and only that one', () => {
  const { here } = pages();
  here(B);
  here(A)();
  vi.advanceTimersByTime(GONE_MS - 1);
  expect(gone).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(gone).toEqual([A]);
  vi.advanceTimersByTime(10 * GONE_MS);
  expect(gone).toEqual([A]);
});

it('a page whose link was cut and is back in time was never gone, each time anew', () => {
  const { here } = pages();
  for (let cut = 0; cut < 4; cut += 1) {
    here(A)();
    vi.advanceTimersByTime(0.6 * GONE_MS);
  }
  staysUntilItLeaves(here);
});

it('a page that is connected anew before the old link ends is there, however often that is told', () => {
  const { here } = pages();
  const old = here(A);
  here(A);
  old();
  old();
  vi.advanceTimersByTime(10 * GONE_MS);
  expect(gone).toEqual([]);
});

it('what a page holds that was never there, or has gone meanwhile, is told of all the same', () => {
  const { here, holding } = pages();
  holding(A);
  vi.advanceTimersByTime(GONE_MS);
  expect(gone).toEqual([A]);
  // The answer came late.
  holding(A);
  vi.advanceTimersByTime(GONE_MS);
  expect(gone).toEqual([A, A]);
  holding(A);
  here(A);
  vi.advanceTimersByTime(GONE_MS);
  expect(gone).toEqual([A, A]);
});

it('tells nothing any more once it is closed', () => {
  const { here, close } = pages();
  here(A)();
  close();
  vi.advanceTimersByTime(10 * GONE_MS);
  expect(gone).toEqual([]);
});

it('a page that slept with its machine gets the whole wait again, each time', () => {
  const { here } = pages();
  here(A)();
  for (let night = 0; night < 3; night += 1) {
    vi.setSystemTime(Date.now() + 8 * 3600_000);
    vi.advanceTimersByTime(GONE_MS);
    expect(gone).toEqual([]);
  }
  staysUntilItLeaves(here);
});

it('a page that comes while the wait is given again is there', () => {
  const { here, isHere } = pages();
  expect(isHere(A)).toBe(false);
  here(A)();
  vi.setSystemTime(Date.now() + 60_000);
  vi.advanceTimersByTime(GONE_MS);
  expect(isHere(A)).toBe(false);
  here(A);
  vi.advanceTimersByTime(10 * GONE_MS);
  expect([isHere(A), gone]).toEqual([true, []]);
});

it('tells nothing of what leaves or is held after it is closed', () => {
  const { here, holding, close } = pages();
  const leave = here(A);
  close();
  leave();
  holding(B);
  vi.advanceTimersByTime(10 * GONE_MS);
  expect(gone).toEqual([]);
});
