import { afterEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../core/result.ts';
import { httpCarrier } from '../../../renderer/api/httpCarrier.ts';
import { ipcCarrier, type ShellBridge } from '../../../renderer/api/ipcCarrier.ts';
import { pickCarrier } from '../../../renderer/api/pickCarrier.ts';
import { newPageId } from '../../../renderer/state/newId.ts';

const PAGE = newPageId();

/** Stands for the browser's EventSource: opened, cut and refused by hand. */
class FakeEvents {
  static readonly CLOSED = 2;
  static made: FakeEvents[] = [];
  readonly url: string;
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(url: string) {
    this.url = url;
    FakeEvents.made.push(this);
  }
  close(): void {
    this.readyState = 2;
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  FakeEvents.made = [];
});

describe('the carrier over HTTP', () => {
  it('posts the input as JSON to the method and hands the result through', async () => {
    const fetched = vi.fn(async () => new Response(JSON.stringify(ok({ jobs: [] }))));
    vi.stubGlobal('fetch', fetched);
    expect(await httpCarrier('', PAGE).call('jobs.list', { a: 1 })).toEqual(ok({ jobs: [] }));
    expect(fetched).toHaveBeenCalledWith('/api/jobs.list', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'fullmoon-page': PAGE },
      body: '{"a":1}',
    });
  });

  it.each([
    [401, 'token'],
    [403, 'origin'],
    [421, 'origin'],
  ])('takes status %d for a refusal of the %s', async (status, why) => {
    vi.stubGlobal('fetch', async () => new Response('', { status }));
    expect(await httpCarrier().call('jobs.list', {})).toEqual({
      ok: false,
      failure: { code: 'carriage/refused', why },
    });
  });

  it.each([
    [
      'a broken connection',
      async () => {
        throw new TypeError('network');
      },
    ],
    ['a fault of the server', async () => new Response('', { status: 500 })],
    ['an answer that is no JSON', async () => new Response('<html>')],
  ])('takes %s for an unreachable host', async (_what, fetched) => {
    vi.stubGlobal('fetch', fetched);
    expect(await httpCarrier().call('jobs.list', {})).toEqual({
      ok: false,
      failure: { code: 'carriage/unreachable' },
    });
  });

  it('hands changes on and tells when the link is cut and back', () => {
    vi.stubGlobal('EventSource', FakeEvents);
    const [changes, states] = [[] as unknown[], [] as boolean[]];
    const stop = httpCarrier('', PAGE).watch(
      (change) => changes.push(change),
      (isUp) => states.push(isUp),
    );
    const events = FakeEvents.made[0];
    events?.onopen?.();
    events?.onmessage?.({ data: '{"what":"cases"}' });
    events?.onerror?.();
    events?.onopen?.();
    stop();
    expect([events?.url, changes, states, events?.readyState]).toEqual([
      `/events?page=${PAGE}`,
      [{ what: 'cases' }],
      [true, false, true],
      2,
    ]);
  });

  it('connects anew after a refusal, which the browser itself would leave at that', () => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeEvents);
    const stop = httpCarrier().watch(
      () => {},
      () => {},
    );
    FakeEvents.made[0]?.close();
    FakeEvents.made[0]?.onerror?.();
    vi.advanceTimersByTime(2_000);
    expect(FakeEvents.made).toHaveLength(2);
    FakeEvents.made[1]?.close();
    FakeEvents.made[1]?.onerror?.();
    stop();
    vi.advanceTimersByTime(10_000);
    expect(FakeEvents.made).toHaveLength(2);
  });
});

describe('the carrier over Electron', () => {
  const shell = (answer: () => Promise<unknown>): ShellBridge =>
    ({
      methods: { 'jobs.list': answer },
      watch: () => () => {},
      drop: async () => ok({ ref: 'src_0000000000000001', name: 'disc' }),
    }) as unknown as ShellBridge;

  it('calls the one function of the method', async () => {
    expect(await ipcCarrier(shell(async () => ok('jobs'))).call('jobs.list', {})).toEqual(ok('jobs'));
  });

  it('takes a broken channel for an unreachable host', async () => {
    const broken = ipcCarrier(
      shell(async () => {
        throw new Error('gone');
      }),
    );
    expect(await broken.call('jobs.list', {})).toEqual({
      ok: false,
      failure: { code: 'carriage/unreachable' },
    });
  });

  it('is picked where the shell put itself on the window, and HTTP elsewhere', () => {
    vi.stubGlobal('window', { shell: shell(async () => ok(0)) });
    expect(pickCarrier().drop.by).toBe('path');
    vi.stubGlobal('window', {});
    expect(pickCarrier().drop.by).toBe('upload');
  });
});
