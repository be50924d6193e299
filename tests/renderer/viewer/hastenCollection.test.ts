import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** Stands for the collector: tells by hand what it has collected. */
const told: (() => void)[] = [];
class HandRegistry {
  readonly #tell: (told: () => void) => void;
  constructor(tell: (told: () => void) => void) { this.#tell = tell; }
  register(_memory: unknown, one: () => void): void {
    told.push(() => { this.#tell(one); });
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  vi.stubGlobal('FinalizationRegistry', HandRegistry);
  vi.resetModules();
  told.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const hastened = async (bytes: number): Promise<void> => {
  const { hastenCollection } = await import('../../../renderer/viewer/hastenCollection.ts');
  hastenCollection(new SharedArrayBuffer(bytes));
};

it('reminds the collector until the memory is gone', async () => {
  await hastened(64);
  vi.advanceTimersByTime(1000);
  expect(vi.getTimerCount()).toBe(1);
  told[0]?.();
  vi.advanceTimersByTime(50);
  expect(vi.getTimerCount()).toBe(0);
});

it('gives up after some seconds: somebody still holds it', async () => {
  await hastened(64);
  vi.advanceTimersByTime(10_000);
  expect(vi.getTimerCount()).toBe(0);
});
