import { expect, it } from 'vitest';
import { affine } from '../../../core/geometry/frame.ts';
import { mm } from '../../../core/units.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';
import { sliceReader } from '../../../renderer/viewer/sliceRecords.ts';
import { NOT_THERE, openVolumeStore, type StreamState } from '../../../renderer/viewer/volumeStore.ts';

const grid: VolumeGrid = {
  dims: [3, 2, 4], spacing: [mm(1), mm(1), mm(1)], lpsFromIjk: affine([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]), frameOfReferenceUid: null,
};
const SLICE = 6;
/** Slice k holds 100 k, 100 k + 1, … */
const sliceOf = (k: number): Int16Array => Int16Array.from({ length: SLICE }, (_, at) => 100 * k + at);
const bytesOf = (samples: Int16Array): Uint8Array<ArrayBuffer> => new Uint8Array(new Int16Array(samples).buffer);
function recordOf(k: number): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(4 + 2 * SLICE);
  new DataView(record.buffer).setInt32(0, k, true);
  record.set(bytesOf(sliceOf(k)), 4);
  return record;
}
const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Reads a stream cut into pieces of `length` bytes. */
function read(stream: Uint8Array, length: number): { readonly bytes: Uint8Array; readonly order: readonly number[]; readonly isWhole: boolean; readonly isOurs: boolean } {
  const bytes = new Uint8Array(2 * SLICE * 4);
  const order: number[] = [];
  const reader = sliceReader(4, 2 * SLICE, (offset, piece) => bytes.set(piece, offset), (k) => order.push(k));
  let isOurs = true;
  for (let at = 0; at < stream.length && isOurs; at += length) isOurs = reader.feed(stream.subarray(at, at + length));
  return { bytes, order, isWhole: reader.isBetweenRecords(), isOurs };
}

it('puts slices where they belong, however the stream is cut into chunks', () => {
  const stream = joined([2, 3, 1, 0].map(recordOf));
  const expected = joined([0, 1, 2, 3].map((k) => bytesOf(sliceOf(k))));
  for (const length of [1, 2, 3, 5, 15, 16, 17, 31, 64, 1000]) {
    const { bytes, order, isWhole, isOurs } = read(stream, length);
    expect([[...bytes], order, isWhole, isOurs]).toEqual([[...expected], [2, 3, 1, 0], true, true]);
  }
});

it.each([-1, 4])('refuses a stream that names slice %d of 4', (k) => {
  expect(read(recordOf(k), 7).isOurs).toBe(false);
});

it('knows that a record is half read', () => {
  expect(read(recordOf(1).subarray(0, 15), 15).isWhole).toBe(false);
});

/** A host whose stream is fed by hand. */
function served(): {
  readonly fetchBlob: (query: string, signal: AbortSignal) => Promise<Response>;
  readonly send: (bytes: Uint8Array<ArrayBuffer>) => void; readonly end: () => void; readonly fail: () => void; readonly room: () => number | null; readonly asked: string[]; readonly signals: AbortSignal[];
} {
  let controller: ReadableByteStreamController | null = null;
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  return {
    asked, signals,
    // Of the memory that the page gives for the next piece, bytes.
    room: () => controller?.byobRequest?.view?.byteLength ?? null,
    send: (bytes) => controller?.enqueue(bytes),
    end: () => {
      controller?.close();
      // A read that waits is answered by what gave its memory.
      controller?.byobRequest?.respond(0);
    },
    fail: () => controller?.error(new Error('the connection is gone')),
    fetchBlob: (query, signal) => {
      asked.push(query);
      signals.push(signal);
      const k = /slice=(\d+)/.exec(query)?.[1];
      if (k !== undefined) return Promise.resolve(new Response(bytesOf(sliceOf(Number(k)))));
      return Promise.resolve(new Response(new ReadableStream({ type: 'bytes', start: (made) => { controller = made; } })));
    },
  };
}
const settled = (): Promise<void> => new Promise((done) => { setImmediate(done); });

it('takes piece after piece of the stream in memory of its own', async () => {
  const host = served();
  openVolumeStore(grid, host.fetchBlob, { onSlice: () => undefined, onState: () => undefined });
  await settled();
  const first = host.room();
  expect(first).toBeGreaterThan(100_000);
  host.send(recordOf(2));
  await settled();
  expect(host.room()).toBe(first);
});

it('fills one array from the stream and says when it is complete', async () => {
  const host = served();
  const slices: number[] = [];
  const states: StreamState['kind'][] = [];
  const store = openVolumeStore(grid, host.fetchBlob, { onSlice: (k) => slices.push(k), onState: ({ kind }) => states.push(kind) });
  await settled();
  for (const k of [2, 1, 3]) host.send(recordOf(k));
  await settled();
  expect([store.present(), store.has(2), store.has(0)]).toEqual([3, true, false]);
  host.send(recordOf(0));
  host.end();
  await settled();
  expect([slices, states, [...store.volume.voxels]]).toEqual([[2, 1, 3, 0], ['complete'], [0, 1, 2, 3].flatMap((k) => [...sliceOf(k)])]);
});

it('gets a wished slice ahead of the stream, tells of it once, and lets a newer wish replace an older one', async () => {
  const host = served();
  const slices: number[] = [];
  const store = openVolumeStore(grid, host.fetchBlob, { onSlice: (k) => slices.push(k), onState: () => undefined });
  store.want(0);
  store.want(0);
  store.want(3);
  await settled();
  await settled();
  host.send(recordOf(3));
  await settled();
  expect([host.asked, host.signals[1]?.aborted, slices.filter((k) => k === 3)]).toEqual([['', '?slice=0', '?slice=3'], true, [3]]);
});

it('tells nothing more after it was closed, whatever still arrives, and lets the host stop', async () => {
  const host = served();
  const told: unknown[] = [];
  const store = openVolumeStore(grid, host.fetchBlob, { onSlice: (k) => told.push(k), onState: (state) => told.push(state) });
  await settled();
  store.want(1);
  store.close();
  host.send(recordOf(2));
  host.end();
  await settled();
  await settled();
  expect([told, host.signals.every(({ aborted }) => aborted)]).toEqual([[], true]);
});

it.each([
  ['ends before the last slice', async (host: ReturnType<typeof served>) => { host.send(recordOf(2)); host.end(); }, 'stream/cut-short'],
  ['ends within a slice', async (host: ReturnType<typeof served>) => { host.send(recordOf(2).slice(0, 9)); host.end(); }, 'stream/cut-short'],
  ['is of another series', async (host: ReturnType<typeof served>) => { host.send(recordOf(77)); }, 'stream/not-understood'],
])('says so when the stream %s', async (_, send, code) => {
  const host = served();
  const store = openVolumeStore(grid, host.fetchBlob, { onSlice: () => undefined, onState: () => undefined });
  await settled();
  await send(host);
  await settled();
  expect(store.state()).toEqual({ kind: 'failed', code });
});

it.each([
  ['breaks', (host: ReturnType<typeof served>) => host.fail()],
  ['ends', (host: ReturnType<typeof served>) => host.end()],
])('blackens the slice that was half read when the stream %s, before it says so, and no other', async (_, breakOff) => {
  const host = served();
  const shown: number[][] = [];
  const store = openVolumeStore(grid, host.fetchBlob, { onSlice: () => undefined, onState: () => shown.push([...store.slice(2)]) });
  await settled();
  host.send(recordOf(1));
  host.send(recordOf(2).slice(0, 8));
  await settled();
  store.blank();
  expect([...store.slice(2)]).toEqual([200, 201, 0, 0, 0, 0]);
  breakOff(host);
  await settled();
  expect([store.state().kind, shown]).toEqual(['failed', [Array.from({ length: SLICE }, () => NOT_THERE)]]);
  expect([...store.slice(1)]).toEqual([...sliceOf(1)]);
});

it('blackens no slice that was wished for while the stream was in the middle of it', async () => {
  const host = served();
  const store = openVolumeStore(grid, host.fetchBlob, { onSlice: () => undefined, onState: () => undefined });
  await settled();
  host.send(recordOf(2).slice(0, 8));
  await settled();
  store.want(2);
  await settled();
  await settled();
  host.end();
  await settled();
  expect([store.state().kind, [...store.slice(2)]]).toEqual(['failed', [...sliceOf(2)]]);
});

it('passes on why the host refuses, and loads the rest when it is asked again', async () => {
  const host = served();
  let isUp = false;
  const refusal = () => Promise.resolve(new Response(JSON.stringify({ ok: false, failure: { code: 'blob/not-found' } }), { status: 404 }));
  const store = openVolumeStore(grid, (query, signal) => (isUp ? host.fetchBlob(query, signal) : refusal()), { onSlice: () => undefined, onState: () => undefined });
  await settled();
  await settled();
  expect(store.state()).toEqual({ kind: 'failed', code: 'blob/not-found' });
  isUp = true;
  store.retry();
  await settled();
  for (const k of [0, 1, 2, 3]) host.send(recordOf(k));
  host.end();
  await settled();
  expect([store.state().kind, store.present()]).toEqual(['complete', 4]);
});
