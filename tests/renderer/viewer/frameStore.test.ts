import { expect, it } from 'vitest';
import { openFrameStore } from '../../../renderer/viewer/frameStore.ts';

const shape = { frames: 5, rows: 2, columns: 2, bytesPerSample: 2, samplesPerPixel: 1, isSigned: false } as const;
const frameOf = (n: number): Response => new Response(new Uint8Array(Uint16Array.of(n, n + 1, n + 2, n + 3).buffer));
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => { setImmediate(done); });
};
const numberOf = (query: string): number => Number(/frame=(\d+)/.exec(query)?.[1]);

it('fetches the frame that is looked at first, then the ones after it round the run', async () => {
  const asked: number[] = [];
  const store = openFrameStore(shape, (query) => {
    asked.push(numberOf(query));
    return Promise.resolve(frameOf(numberOf(query)));
  }, () => undefined);
  expect(store.frame(3)).toBeNull();
  await settled();
  expect([asked, store.present()]).toEqual([[3, 4, 0, 1, 2], 5]);
  expect([...(store.frame(4) ?? [])]).toEqual([4, 5, 6, 7]);
});

it('never waits for more than three frames at once', async () => {
  let running = 0;
  let most = 0;
  const store = openFrameStore(shape, async (query) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => { setImmediate(done); });
    running -= 1;
    return frameOf(numberOf(query));
  }, () => undefined);
  store.prefetchFrom(0);
  await settled();
  expect([most, store.present()]).toEqual([3, 5]);
});

it.each([
  ['refused', () => Promise.resolve(new Response('', { status: 422 })), 'run/frame-unreadable'],
  ['too short', () => Promise.resolve(new Response(new Uint8Array(3))), 'run/frame-unreadable'],
  ['not carried', () => Promise.reject(new Error('cut')), 'run/frame-not-fetched'],
])('says why a frame that is %s will not come, and does not wait for it', async (_, answer, code) => {
  const store = openFrameStore(shape, (query) => (numberOf(query) === 1 ? answer() : Promise.resolve(frameOf(numberOf(query)))), () => undefined);
  store.prefetchFrom(0);
  await settled();
  expect([store.failure(1), store.has(1), store.frame(1), store.present()]).toEqual([code, true, null, 4]);
});

it('keeps no more than its limit, and drops the frame that is needed last', async () => {
  // Frames of 32 MB: eight are kept, whatever the limit in bytes says.
  const large = { frames: 12, rows: 4096, columns: 4096, bytesPerSample: 2, samplesPerPixel: 1, isSigned: false } as const;
  const bytes = new ArrayBuffer(large.rows * large.columns * 2);
  // Neither the network nor a copy: only the bookkeeping is looked at here.
  const answer = { ok: true, arrayBuffer: () => Promise.resolve(bytes) } as unknown as Response;
  const store = openFrameStore(large, () => Promise.resolve(answer), () => undefined);
  store.frame(0);
  await settled();
  expect([store.present(), store.has(7), store.has(9)]).toEqual([9, true, false]);
  store.frame(9);
  await settled();
  expect([store.present(), store.has(9), store.has(4)]).toEqual([9, true, true]);
});

it('tells nothing after it was closed', async () => {
  const told: number[] = [];
  const store = openFrameStore(shape, (query) => Promise.resolve(frameOf(numberOf(query))), (n) => told.push(n));
  store.prefetchFrom(0);
  store.close();
  await settled();
  expect(told).toEqual([]);
});
