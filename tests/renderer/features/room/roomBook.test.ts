import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CarriageFailure, Change } from '../../../../core/contract/contract.ts';
import { planIdSchema } from '../../../../core/contract/ids.ts';
import type { RoomEvent, RoomHappening } from '../../../../core/plan/roomLog.ts';
import { err, ok, type Result } from '../../../../core/result.ts';
import { createRoomBook, type RoomBook } from '../../../../renderer/features/room/roomBook.ts';
import type { RoomAct } from '../../../../renderer/features/room/roomAct.ts';

const scope = { plan: planIdSchema.parse('pln_0123456789abcdef'), version: 3 };
const START = Date.parse('2026-11-24T08:00:00.000Z');
const tick = (step: string): RoomHappening => ({ what: 'tick', step });

/** A host that a test can cut off, fill, make late or slow; its clock is an hour ahead of the page's guess. */
function host() {
  const events: RoomEvent[] = [];
  const heard: { readonly happening: RoomHappening; readonly after: number; readonly doneAt: string | null }[] = [];
  let change: ((change: Change) => void) | undefined;
  let link: ((isUp: boolean) => void) | undefined;
  const now = (): string => new Date(Date.now() + 3_600_000).toISOString();
  const add = (happening: RoomHappening, at = now()): void => {
    events.push({ sequence: events.length + 1, at, by: null, happening });
  };
  const state = {
    down: null as CarriageFailure | null, withdrawn: false, losesAnswer: false, isMute: false,
    refuse: null as { readonly code: 'store/disk-full'; readonly freeBytes: number; readonly neededBytes: number } | null,
    /** What it takes to be no input at all. */
    misreads: null as RoomHappening['what'] | null,
  };
  return Object.assign(state, {
    events, heard, add, now,
    tell: (): void => change?.({ what: 'room', ...scope }),
    link: (isUp: boolean): void => link?.(isUp),
    parts: {
      client: {
        'plans.version': async () => state.down !== null ? err(state.down)
          : ok({ standing: { withdrawn: state.withdrawn ? { at: '', by: null, reason: '' } : null } } as never),
        'room.log': (): Promise<Result<never, CarriageFailure>> => state.isMute ? new Promise<never>(() => {})
          : Promise.resolve(state.down !== null ? err(state.down) : ok({ events: [...events], now: now() } as never)),
        'room.add': async ({ after, happening, doneAt }: { readonly after: number; readonly happening: RoomHappening; readonly doneAt: string | null }) => {
          if (state.down !== null) return err(state.down);
          heard.push({ happening, after, doneAt });
          if (state.refuse !== null) return err(state.refuse);
          if (state.misreads === happening.what) return err({ code: 'carriage/bad-input' as const, issues: ['happening'] });
          if (after !== events.length) return err({ code: 'room/stale' as const });
          add(happening, doneAt ?? undefined);
          if (state.losesAnswer) {
            state.losesAnswer = false;
            return err({ code: 'carriage/unreachable' as const });
          }
          return ok({ events: [...events], now: now() } as never);
        },
      },
      watch: (onChange: (change: Change) => void, onState: (isUp: boolean) => void) => {
        change = onChange;
        link = onState;
        return () => { change = undefined; };
      },
      scope, waiting: [] as readonly RoomAct[], remember: vi.fn(), clock: () => performance.now(), guess: START,
    },
  });
}
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const waits = (book: RoomBook): readonly string[] => book.store.getState().waiting.map(({ happening }) => happening.what);

beforeEach(() => { vi.useFakeTimers({ now: START }); });
afterEach(() => { vi.useRealTimers(); });

it('reads the log, takes the host’s clock, and hears at once of what others do', async () => {
  const played = host();
  const book = createRoomBook(played.parts as never);
  await settled();
  expect(book.store.getState()).toMatchObject({ events: [], cutOffSince: null, fault: null });
  expect(book.now()).toBe(START + 3_600_000);
  played.add(tick('a'));
  played.tell();
  await settled();
  expect(book.store.getState().events).toHaveLength(1);
  book.close();
});

it('shows an act before it is sent, and sends acts in their order with the time at which they were done', async () => {
  const played = host();
  const book = createRoomBook(played.parts as never);
  await settled();
  played.down = { code: 'carriage/unreachable' };
  book.add({ what: 'first-wire' });
  expect(waits(book)).toEqual(['first-wire']);
  await vi.advanceTimersByTimeAsync(60_000);
  book.add(tick('a'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(book.store.getState().cutOffSince).toBe(new Date(START + 3_600_000).toISOString());
  expect(played.parts.remember).toHaveBeenLastCalledWith(book.store.getState().waiting);
  played.down = null;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(waits(book)).toEqual([]);
  expect(book.store.getState().cutOffSince).toBeNull();
  expect(played.events.map(({ happening, at }) => [happening.what, at])).toEqual([
    ['first-wire', new Date(START + 3_600_000).toISOString()], ['tick', new Date(START + 3_660_000).toISOString()],
  ]);
  book.close();
});

it('reads again and offers again where another screen was faster', async () => {
  const played = host();
  const book = createRoomBook(played.parts as never);
  await settled();
  played.add({ what: 'access' });
  vi.spyOn(played.parts.client, 'room.log').mockResolvedValueOnce(ok({ events: [], now: played.now() } as never));
  book.add(tick('a'));
  await settled();
  expect(played.heard.map(({ after }) => after)).toEqual([0, 1]);
  expect(played.events.map(({ happening }) => happening.what)).toEqual(['access', 'tick']);
  expect(waits(book)).toEqual([]);
  book.close();
});

it('does not say twice what was kept but whose answer was lost', async () => {
  const played = host();
  const book = createRoomBook(played.parts as never);
  await settled();
  played.losesAnswer = true;
  book.add({ what: 'first-wire' });
  await settled();
  expect(waits(book)).toEqual(['first-wire']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(waits(book)).toEqual([]);
  expect(played.events).toHaveLength(1);
  book.close();
});

it('sends what a page before a reload had left', async () => {
  const played = host();
  const left: RoomAct = { happening: tick('a'), doneAt: new Date(START + 3_500_000).toISOString(), sentAfter: null };
  const book = createRoomBook({ ...played.parts, waiting: [left] } as never);
  await settled();
  expect(played.heard).toEqual([{ happening: left.happening, after: 0, doneAt: left.doneAt }]);
  book.close();
});

it('knows a host that does not answer as away, and one that cannot write as one that cannot write', async () => {
  const played = host();
  const book = createRoomBook(played.parts as never);
  await settled();
  played.isMute = true;
  played.tell();
  await vi.advanceTimersByTimeAsync(4_001);
  expect(book.store.getState().cutOffSince).not.toBeNull();
  played.isMute = false;
  played.refuse = { code: 'store/disk-full', freeBytes: 0, neededBytes: 1 };
  book.add(tick('a'));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(book.store.getState()).toMatchObject({ cutOffSince: null, notKept: 'store/disk-full' });
  expect(waits(book)).toEqual(['tick']);
  played.refuse = null;
  await vi.advanceTimersByTimeAsync(6_000);
  expect([waits(book), book.store.getState().notKept]).toEqual([[], null]);
  book.close();
});

it('says what the host will never take, lets nothing wait behind it, and says so until something else is done', async () => {
  const played = host();
  const book = createRoomBook(played.parts as never);
  await settled();
  const refused = (): readonly string[] => book.store.getState().refused.map(({ happening }) => happening.what);
  played.misreads = 'note';
  played.down = { code: 'carriage/unreachable' };
  for (const words of ['one', 'two']) book.add({ what: 'note', words });
  book.add(tick('a'));
  await settled();
  expect(refused()).toEqual([]);
  played.down = null;
  await vi.advanceTimersByTimeAsync(10_000);
  expect([refused(), waits(book), played.events.map(({ happening }) => happening.what)]).toEqual([['note', 'note'], [], ['tick']]);
  book.add(tick('b'));
  expect(refused()).toEqual([]);
  book.close();
});

it('sends nothing to a version that was withdrawn, and says that its pass has ended', async () => {
  const played = host();
  const book = createRoomBook(played.parts as never);
  await settled();
  played.withdrawn = true;
  played.tell();
  await settled();
  book.add(tick('a'));
  await settled();
  expect(played.heard).toEqual([]);
  played.down = { code: 'carriage/refused', why: 'token' };
  played.link(false);
  await settled();
  expect(book.store.getState().fault).toBe('pass-ended');
  played.down = null;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(book.store.getState().fault).toBeNull();
  book.close();
});

it('is shown with its log and never before it, but a withdrawal at once', async () => {
  const one = host();
  one.add(tick('a-1'));
  one.isMute = true;
  const book = createRoomBook(one.parts);
  await settled();
  expect(book.store.getState().version).toBeNull();
  one.isMute = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect([book.store.getState().version !== null, book.store.getState().events.length]).toEqual([true, 1]);
  book.close();
  const other = host();
  Object.assign(other, { isMute: true, withdrawn: true });
  const stopped = createRoomBook(other.parts);
  await settled();
  expect(stopped.store.getState().version?.standing.withdrawn).not.toBeNull();
  stopped.close();
});
