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
