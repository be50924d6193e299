import { describe, expect, it } from 'vitest';
import { echoed } from '../../../../electron/host/archive/dimse.ts';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { storedInstances } from '../../../../electron/host/archive/storeInstances.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, fileBytes } from '../../../phantoms/series.ts';
import { dimseNode as node } from './dimseNode.ts';
import { freePort } from './freePort.ts';

const FILES = cleanSeries({ key: 'dimse', slices: 3 }).map(fileBytes);
const UIDS = FILES.map((file) => fileMeta(file)?.instanceUid ?? '');
const CT = fileMeta(FILES[0] ?? new Uint8Array())?.sopClassUid ?? '';

describe('C-STORE', () => {
  it('sends every file in one association, and tells of each', async () => {
    const to = await node();
    const told: string[] = [];
    expect(await storedInstances(to, FILES, (uid) => told.push(uid))).toEqual({ ok: true, value: { stored: UIDS, refused: [] } });
    expect([to.got, told]).toEqual([UIDS, UIDS]);
  });

  it.each([[0xb000, true], [0xb006, true], [0xb007, true], [0x0111, true], [0x0110, false], [0x0122, false], [0xa900, false], [0xc000, false]] as const)(
    'status %i of one file: it is kept: %s', async (status, isKept) => {
      const sent = await storedInstances(await node({ status: (nth) => (nth === 2 ? status : 0) }), FILES);
      const rest = [UIDS[0], UIDS[2]];
      expect(sent).toEqual({ ok: true, value: isKept ? { stored: UIDS, refused: [] } : { stored: rest, refused: [{ instanceUid: UIDS[1], reason: status }] } });
    },
  );

  it.each([[0xa700, 'archive/busy'], [0xa7ff, 'archive/busy'], [0x0124, 'archive/not-allowed']] as const)('status %i is %s', async (status, code) => {
    expect(await storedInstances(await node({ status: (nth) => (nth === 3 ? status : 0) }), FILES)).toMatchObject({ failure: { code } });
  });

  it('what the archive takes nothing of is refused as such, and all else is sent', async () => {
    const other = fileBytes(cleanRun());
    const uid = fileMeta(other)?.instanceUid ?? '';
    const to = await node({ takes: (sopClass) => sopClass !== CT });
    expect(await storedInstances(to, [...FILES, other])).toEqual({ ok: true, value: { stored: [uid], refused: UIDS.map((instanceUid) => ({ instanceUid, reason: 0x0122 })) } });
    expect(to.got).toEqual([uid]);
  });

  it('an archive that breaks off is told as one that does not answer', async () => {
    expect(await storedInstances(await node({ status: (nth) => (nth === 2 ? 'gone' : 0) }), FILES)).toMatchObject({ failure: { code: 'archive/unreachable' } });
  });

  it('is given up at once, and leaves no connection behind', async () => {
    const to = await node({ status: () => 'nothing' });
    const ends = new AbortController();
    const sending = storedInstances(to, FILES, () => {}, ends.signal);
    await expect.poll(() => to.got.length).toBe(1);
    ends.abort();
    expect(await sending).toMatchObject({ failure: { code: 'archive/unreachable' } });
    await expect.poll(() => to.sockets.size).toBe(0);
  });

  it('sends nothing that is no DICOM file', async () => {
    const to = await node();
    expect(await storedInstances(to, [Buffer.from('no DICOM')])).toMatchObject({ failure: { code: 'archive/not-understood' } });
    expect(to.got).toEqual([]);
  });
});

describe('C-ECHO', () => {
  it('finds an archive that answers', async () => {
    expect(await echoed(await node())).toEqual({ ok: true, value: undefined });
  });

  it.each([
    [[1, 1, 3], { code: 'archive/unknown-title', which: 'calling' }], [[1, 1, 7], { code: 'archive/unknown-title', which: 'called' }],
    [[2, 3, 1], { code: 'archive/busy', status: 1 }], [[1, 1, 1], { code: 'archive/refused', status: 1 }],
  ] as const)('rejected with %j: %j', async (rejects, failure) => {
    expect(await echoed(await node({ rejects }))).toEqual({ ok: false, failure });
  });

  it('says that it is not taken, and that nobody is there', async () => {
    expect(await echoed(await node({ takes: () => false }))).toMatchObject({ failure: { code: 'archive/not-understood' } });
    expect(await echoed({ host: '127.0.0.1', port: await freePort(), calledAe: 'PACS', callingAe: 'FULLMOON', tls: null }))
      .toMatchObject({ failure: { code: 'archive/unreachable', detail: expect.stringMatching(/ECONNREFUSED/) } });
  });
});
