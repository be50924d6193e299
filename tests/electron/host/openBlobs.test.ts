import { expect, it } from 'vitest';
import type { BlobRef, CaseId, PageId, SeriesId } from '../../../core/contract/ids.ts';
import { createOpenBlobs, type OpenBlobs } from '../../../electron/host/openBlobs.ts';
import { scriptedVolume } from '../../contract/scriptedHost.ts';

const A = 'pag_000000000000000a' as PageId;
const B = 'pag_000000000000000b' as PageId;

/** A register with a volume that a page has opened. */
async function shelf(page: PageId | null = A): Promise<{ readonly blobs: OpenBlobs; readonly ref: BlobRef; readonly closed: () => number }> {
  const blobs = createOpenBlobs();
  let closed = 0;
  const ref = await blobs.keep('heart', {
    caseId: 'cas_1' as CaseId, series: 'ser_1' as SeriesId, served: scriptedVolume(), isFromSource: false,
    reading: Promise.resolve(), checked: async () => ({ clampedVoxels: 0 }),
    close: async () => { closed += 1; },
  }, page);
  return { blobs, ref, closed: () => closed };
}

it('one window does not close what another one shows, however often it closes it', async () => {
  const { blobs, ref, closed } = await shelf();
  expect(blobs.again('heart', B)).toBe(ref);
  await blobs.close(ref, B);
  await blobs.close(ref, B);
  await blobs.close(ref, null);
  expect(blobs.open(ref)).toBeDefined();
  await blobs.close(ref, A);
  expect([blobs.open(ref), closed()]).toEqual([undefined, 1]);
});

it('what a page has opened twice is open until it has closed it twice', async () => {
  const { blobs, ref } = await shelf();
  blobs.again('heart', A);
  await blobs.close(ref, A);
  expect(blobs.open(ref)).toBeDefined();
  await blobs.close(ref, A);
  expect(blobs.open(ref)).toBeUndefined();
});

it('a page that is gone holds nothing any more, and takes nothing from others', async () => {
  const { blobs, ref, closed } = await shelf();
  blobs.again('heart', A);
  blobs.again('heart', B);
  await blobs.leave(A);
  expect([blobs.open(ref) !== undefined, closed()]).toEqual([true, 0]);
  await blobs.leave(B);
  await blobs.leave(B);
  expect([blobs.open(ref), closed()]).toEqual([undefined, 1]);
});

it('who is no page holds until he closes', async () => {
  const { blobs, ref } = await shelf(null);
  blobs.again('heart', A);
  await blobs.leave(A);
  expect(blobs.open(ref)).toBeDefined();
  await blobs.close(ref, null);
  expect(blobs.open(ref)).toBeUndefined();
});

/** A register that a page has opened some volumes in, each under its name; `close` is what ends one. */
async function shelves(
  names: Readonly<Record<string, PageId>>, close: (name: string) => Promise<void>, isHere?: (page: PageId) => boolean,
): Promise<{ readonly blobs: OpenBlobs; readonly open: (name: string, page: PageId) => Promise<BlobRef>; readonly refs: ReadonlyMap<string, BlobRef>; readonly left: () => readonly string[] }> {
  const blobs = createOpenBlobs(undefined, undefined, isHere);
  const refs = new Map<string, BlobRef>();
  const open = async (name: string, page: PageId): Promise<BlobRef> => {
    const ref = await blobs.keep(name, {
      caseId: 'cas_1' as CaseId, series: name as SeriesId, served: scriptedVolume(), isFromSource: false,
      reading: Promise.resolve(), checked: async () => null, close: () => close(name),
    }, page);
    refs.set(name, ref);
    return ref;
  };
  for (const [name, page] of Object.entries(names)) await open(name, page);
  return { blobs, open, refs, left: () => [...refs].flatMap(([name, ref]) => (blobs.state(ref) === undefined ? [] : [name])) };
}

it('no window is given what is being closed behind a page that is gone', async () => {
  const closing = Promise.withResolvers<void>();
  const { blobs, left } = await shelves({ first: A, second: A }, () => closing.promise);
  const leaving = blobs.leave(A);
  const given = blobs.again('second', B);
  closing.resolve();
  await leaving;
  expect([given, left()]).toEqual([undefined, []]);
});

it.each(['leave', 'closeCase', 'closeAll'] as const)('one that cannot be closed is told of and leaves none of the others open: %s', async (how) => {
  const closed: string[] = [];
  const { blobs, left } = await shelves({ first: A, second: A, third: A }, async (name) => {
    closed.push(name);
    if (name === 'first') throw new Error('stuck');
  });
  await expect(how === 'leave' ? blobs.leave(A) : how === 'closeCase' ? blobs.closeCase('cas_1' as CaseId) : blobs.closeAll()).rejects.toThrow('stuck');
  expect([closed, left()]).toEqual([['first', 'second', 'third'], []]);
});

it('makes room by what only pages hold that are not there, then by what was untouched for longest', async () => {
  const { blobs, open, refs, left } = await shelves({ mine: A, lost: B, lostToo: B }, async () => {}, (page) => page === A);
  await open('fourth', A);
  expect(left()).toEqual(['mine', 'lostToo', 'fourth']);
  // Held by both: it is in use.
  blobs.again('lostToo', A);
  blobs.open(refs.get('mine') ?? '');
  await open('fifth', A);
  expect(left()).toEqual(['mine', 'lostToo', 'fifth']);
});

it('keeps what a window has opened where what had to go for it cannot be closed', async () => {
  const { blobs, open, left } = await shelves({ a: A, b: A, c: A }, async (name) => { if (name === 'a') throw new Error('stuck'); });
  await expect(open('d', A)).rejects.toThrow('stuck');
  expect([left(), blobs.again('d', A) !== undefined]).toEqual([['b', 'c'], true]);
  await blobs.leave(A);
  expect(blobs.again('d', A)).toBeUndefined();
});
