import { afterEach, expect, it, vi } from 'vitest';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { Opened } from '../../../core/contract/schemas.ts';
import { err, ok } from '../../../core/result.ts';
import { AWAY_MS, createHeldSeries, heldKey, type HeldSeries } from '../../../renderer/state/heldSeries.ts';

afterEach(() => { vi.useRealTimers(); });

const id = (n: number): SeriesId => `ser_${`${n}`.padStart(16, '0')}` as SeriesId;

interface Desk { readonly held: HeldSeries; readonly said: readonly string[]; readonly isOpen: (n: number) => boolean; readonly answered: () => Promise<void> }

/** A host that opens whatever is asked for, and says what it was asked. Series from 90 on are runs. */
function desk(dims: readonly [number, number, number] = [4, 4, 4]): Desk {
  const said: string[] = [];
  let count = 0;
  const held = createHeldSeries({
    'series.open': async ({ series, as }) => {
      const n = Number(series.slice(4));
      count += 1;
      said.push(`open ${n} ${as}`);
      const kind = n >= 90 ? 'xa-run' : 'ct-volume';
      return ok({
        kind, blob: `${n}.${count}`, grid: { dims, spacing: [1, 1, 1], lpsFromIjk: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], frameOfReferenceUid: null },
      } as unknown as Opened);
    },
    'series.close': async ({ blob }) => {
      said.push(`close ${blob}`);
      return ok({});
    },
  }, () => () => new Promise<Response>(() => undefined));
  return {
    held, said,
    isOpen: (n) => held.store.getState().get(heldKey(id(n), 'acquired'))?.kind === 'opened',
    answered: async () => { for (let turn = 0; turn < 5; turn += 1) await Promise.resolve(); },
  };
}
const volumeOf = ({ held }: Desk, n: number) => {
  const opening = held.store.getState().get(heldKey(id(n), 'acquired'));
  return opening?.kind === 'opened' && opening.opened.kind === 'ct-volume' ? held.volumeOf(opening.opened) : null;
};

it('opens a series once for all who hold it, and gives all the same voxels', async () => {
  const one = desk();
  one.held.hold(id(1), 'acquired');
  one.held.hold(id(1), 'acquired');
  await one.answered();
  expect(one.said).toEqual(['open 1 acquired']);
  expect(volumeOf(one, 1)).toBe(volumeOf(one, 1));
});

it('asks for the voxels of a volume as soon as it is open, and for none of what was given up', async () => {
  const asked: string[] = [];
  const held = createHeldSeries({
    'series.open': async ({ series }) => ok({
      kind: 'ct-volume', blob: series, grid: { dims: [4, 4, 4], spacing: [1, 1, 1], lpsFromIjk: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], frameOfReferenceUid: null },
    } as unknown as Opened),
    'series.close': async () => ok({}),
  }, (blob) => () => {
    asked.push(blob);
    return new Promise<Response>(() => undefined);
  });
  held.hold(id(1), 'acquired');
  held.hold(id(2), 'acquired')();
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  expect(asked).toEqual([id(1)]);
});

it('keeps a volume with its voxels when the last station leaves it', async () => {
  const one = desk();
  const release = one.held.hold(id(1), 'acquired');
  await one.answered();
  const before = volumeOf(one, 1);
  release();
  one.held.hold(id(1), 'acquired');
  await one.answered();
  expect(one.said).toEqual(['open 1 acquired']);
  expect(volumeOf(one, 1)).toBe(before);
});

it('a late answer for what was given up takes nothing from what is on screen under the same reference', async () => {
  const answers: ((reply: ReturnType<typeof ok>) => void)[] = [];
  const closed: string[] = [];
  let stopped = 0;
  const held = createHeldSeries({
    'series.open': () => new Promise((resolve) => { answers.push(resolve as (typeof answers)[number]); }),
    'series.close': async ({ blob }) => {
      closed.push(blob);
      return ok({});
    },
  }, () => (_query, signal) => {
    signal.addEventListener('abort', () => { stopped += 1; });
    return new Promise<Response>(() => undefined);
  });
  const opened = { kind: 'ct-volume', blob: 'shared', grid: { dims: [4, 4, 4], spacing: [1, 1, 1], lpsFromIjk: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], frameOfReferenceUid: null } };
  const turns = async (): Promise<void> => { for (let turn = 0; turn < 5; turn += 1) await Promise.resolve(); };
  // Opened, left before the answer, opened again; the answers come the other way round.
  held.hold(id(1), 'acquired')();
  held.hold(id(1), 'acquired');
  answers[1]?.(ok(opened));
  await turns();
  const opening = held.store.getState().get(heldKey(id(1), 'acquired'));
  if (opening?.kind !== 'opened' || opening.opened.kind !== 'ct-volume') throw new Error('not opened');
  const shown = held.volumeOf(opening.opened);
  answers[0]?.(ok(opened));
  await turns();
  // The host's count is given back, the voxels stay.
  expect(closed).toEqual(['shared']);
  expect(stopped).toBe(0);
  expect(held.volumeOf(opening.opened)).toBe(shown);
});

it('has room for two volumes: the one that was left first makes room for a third', async () => {
  const one = desk();
  for (const n of [1, 2, 3]) {
    const release = one.held.hold(id(n), 'acquired');
    await one.answered();
    if (n < 3) release();
  }
  expect([1, 2, 3].map(one.isOpen)).toEqual([false, true, true]);
  expect(one.said.filter((words) => words.startsWith('close'))).toEqual(['close 1.1']);
});

it('never closes what is held, however many', async () => {
  const one = desk();
  for (const n of [1, 2, 3]) one.held.hold(id(n), 'acquired');
  await one.answered();
  expect([1, 2, 3].map(one.isOpen)).toEqual([true, true, true]);
});

it('keeps nothing that nobody holds where two are too large for memory', async () => {
  const one = desk([1000, 1000, 400]);
  const release = one.held.hold(id(1), 'acquired');
  await one.answered();
  release();
  one.held.hold(id(2), 'acquired');
  await one.answered();
  expect([1, 2].map(one.isOpen)).toEqual([false, true]);
});

it('closes a run with its last user', async () => {
  const one = desk();
  const release = one.held.hold(id(91), 'acquired');
  await one.answered();
  release();
  expect(one.said).toEqual(['open 91 acquired', 'close 91.1']);
});

it('closes what nobody holds when the case is closed, and only that', async () => {
  const one = desk();
  const release = one.held.hold(id(1), 'acquired');
  one.held.hold(id(2), 'acquired');
  await one.answered();
  release();
  one.held.closeUnused();
  expect([1, 2].map(one.isOpen)).toEqual([false, true]);
});

it('closes what nobody holds some time after the case has left the screen, by itself', async () => {
  vi.useFakeTimers();
  const one = desk();
  const release = one.held.hold(id(1), 'acquired');
  one.held.hold(id(2), 'acquired');
  await one.answered();
  release();
  one.held.leave();
  vi.advanceTimersByTime(AWAY_MS - 1);
  expect([1, 2].map(one.isOpen)).toEqual([true, true]);
  vi.advanceTimersByTime(1);
  expect([1, 2].map(one.isOpen)).toEqual([false, true]);
  expect(one.said.filter((words) => words.startsWith('close'))).toEqual(['close 1.1']);
});

it('closes nothing of a case that comes back in time', async () => {
  vi.useFakeTimers();
  const one = desk();
  const release = one.held.hold(id(1), 'acquired');
  await one.answered();
  const before = volumeOf(one, 1);
  release();
  const stay = one.held.leave();
  vi.advanceTimersByTime(AWAY_MS - 1);
  stay();
  vi.advanceTimersByTime(AWAY_MS);
  expect(volumeOf(one, 1)).toBe(before);
  expect(one.said).toEqual(['open 1 acquired']);
});

it('closes an answer that came after it was given up', async () => {
  const one = desk();
  one.held.hold(id(1), 'acquired')();
  await one.answered();
  expect(one.said).toEqual(['open 1 acquired', 'close 1.1']);
  expect(one.isOpen(1)).toBe(false);
});

it('opens anew for all who hold it', async () => {
  const one = desk();
  one.held.hold(id(1), 'acquired');
  await one.answered();
  const before = volumeOf(one, 1);
  one.held.again(id(1), 'acquired');
  expect(one.isOpen(1)).toBe(false);
  await one.answered();
  expect(one.said).toEqual(['open 1 acquired', 'close 1.1', 'open 1 acquired']);
  expect(volumeOf(one, 1)).not.toBe(before);
});

/** A host whose volumes have one reference as long as their content is one, as ours: `content.of` says what each series is made of. */
function renewing(fetched: (blob: string) => Promise<Response> = () => new Promise(() => undefined)) {
  const [said, content]: [string[], { of: string | null }] = [[], { of: 'a' }];
  const held = createHeldSeries({
    'series.open': async ({ series }) => {
      said.push(`open ${content.of}`);
      if (content.of === null) return err({ code: 'series/not-found' });
      return ok({
        kind: 'ct-volume', blob: `${Number(series.slice(4))}${content.of}`,
        grid: { dims: [4, 4, 4], spacing: [1, 1, 1], lpsFromIjk: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], frameOfReferenceUid: null },
      } as unknown as Opened);
    },
    'series.close': async ({ blob }) => {
      said.push(`close ${blob}`);
      return ok({});
    },
  }, (blob) => () => {
    said.push(`read ${blob}`);
    return fetched(blob);
  });
  const shown = () => held.store.getState().get(heldKey(id(1), 'acquired'));
  return { held, said, content, shown, answered: async () => { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); } };
}

it.each([['left before', true], ['in front', false]])('a case that is opened once more, %s, asks anew and reads nothing again: what is shown stays', async (_, isLeft) => {
  const one = renewing();
  const release = one.held.hold(id(1), 'acquired');
  await one.answered();
  const before = one.shown();
  if (isLeft) release();
  one.held.renew();
  expect(one.shown()).toBe(before);
  const releaseAgain = one.held.hold(id(1), 'acquired');
  expect(one.shown()).toBe(before);
  await one.answered();
  expect(one.shown()).toBe(before);
  // The host's count is given back.
  expect(one.said).toEqual(['open a', 'read 1a', 'open a', 'close 1a']);
  releaseAgain();
  if (!isLeft) release();
  one.held.closeUnused();
  expect(one.said.slice(4)).toEqual(['close 1a']);
});

it.each([['left before', true], ['in front', false]])('of a case that is opened once more, %s, what has changed is read anew, and the former voxels are given up', async (_, isLeft) => {
  const one = renewing();
  const release = one.held.hold(id(1), 'acquired');
  await one.answered();
  one.content.of = 'b';
  if (isLeft) release();
  one.held.renew();
  one.held.hold(id(1), 'acquired');
  await one.answered();
  expect(one.shown()).toMatchObject({ kind: 'opened', opened: { blob: '1b' } });
  expect(one.said).toEqual(['open a', 'read 1a', 'open b', 'close 1a', 'read 1b']);
});

it('of a case that is opened once more what is not there any more says so', async () => {
  const one = renewing();
  one.held.hold(id(1), 'acquired');
  await one.answered();
  one.content.of = null;
  one.held.renew();
  await one.answered();
  expect(one.shown()).toEqual({ kind: 'refused', failure: { code: 'series/not-found' } });
  expect(one.said.at(-1)).toBe('close 1a');
});

it('of a case that is opened once more what did not come is fetched again', async () => {
  const one = renewing(async () => new Response(null, { status: 500 }));
  one.held.hold(id(1), 'acquired');
  await vi.waitFor(() => expect(one.said).toEqual(['open a', 'read 1a']));
  const opening = one.shown();
  if (opening?.kind !== 'opened' || opening.opened.kind !== 'ct-volume') throw new Error('not opened');
  const { store } = one.held.volumeOf(opening.opened);
  await vi.waitFor(() => expect(store.state().kind).toBe('failed'));
  one.held.renew();
  await vi.waitFor(() => expect(one.said).toEqual(['open a', 'read 1a', 'open a', 'close 1a', 'read 1a']));
});

it('what is being opened is not asked for twice, and what nobody holds again is closed as ever', async () => {
  const one = renewing();
  const release = one.held.hold(id(1), 'acquired');
  one.held.renew();
  await one.answered();
  release();
  one.held.renew();
  await one.answered();
  one.held.closeUnused();
  expect(one.said).toEqual(['open a', 'read 1a', 'close 1a']);
});
