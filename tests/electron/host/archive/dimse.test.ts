import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { constants, responses, Scp, type association, type requests } from 'dcmjs-dimse';
import { afterEach, describe, expect, it } from 'vitest';
import { echoed, type DimseNode } from '../../../../electron/host/archive/dimse.ts';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { storedInstances } from '../../../../electron/host/archive/storeInstances.ts';
import { cleanSeries, fileBytes } from '../../../phantoms/series.ts';
import { freePort } from './freePort.ts';

const FILES = cleanSeries({ key: 'dimse', slices: 3 }).map(fileBytes);
const UIDS = FILES.map((file) => fileMeta(file)?.instanceUid ?? '');
const CT = fileMeta(FILES[0] ?? new Uint8Array())?.sopClassUid ?? '';

/** How an archive answers: the status of the nth file, and what it thinks of whoever asks. */
interface Manner {
  readonly status?: (nth: number) => number | 'nothing' | 'gone';
  readonly rejects?: readonly [result: number, source: number, reason: number];
  readonly takes?: (sopClass: string) => boolean;
}

const open: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => { server.close(resolve); });
  }
});

/** A DIMSE node on loopback; `got` are the UIDs that it was sent. */
async function node({ status = () => 0, rejects, takes = () => true }: Manner = {}): Promise<DimseNode & { readonly got: string[]; readonly sockets: Set<Socket> }> {
  const got: string[] = [];
  class Archive extends Scp {
    override associationRequested(asked: association.Association): void {
      if (rejects !== undefined) return this.sendAssociationReject(...rejects);
      for (const { id } of asked.getPresentationContexts()) {
        const context = asked.getPresentationContext(id);
        if (takes(context.getAbstractSyntaxUid())) context.setResult(constants.PresentationContextResult.Accept, constants.TransferSyntax.ExplicitVRLittleEndian);
        else context.setResult(constants.PresentationContextResult.RejectAbstractSyntaxNotSupported);
      }
      this.sendAssociationAccept();
    }
    override cEchoRequest(request: requests.CEchoRequest, done: (response: responses.CEchoResponse) => void): void {
      const response = responses.CEchoResponse.fromRequest(request);
      response.setStatus(0);
      done(response);
    }
    override cStoreRequest(request: requests.CStoreRequest, done: (response: responses.CStoreResponse) => void): void {
      got.push(request.getAffectedSopInstanceUid());
      const answer = status(got.length);
      if (answer === 'gone') for (const socket of sockets) socket.destroy();
      if (typeof answer === 'string') return;
      const response = responses.CStoreResponse.fromRequest(request);
      response.setStatus(answer);
      done(response);
    }
    override associationReleaseRequested(): void { this.sendAssociationReleaseResponse(); }
  }
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    new Archive(socket, {});
  });
  open.push({ server, sockets });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, calledAe: 'PACS', callingAe: 'FULLMOON', got, sockets };
}

describe('C-STORE', () => {
  it('sends every file in one association, and tells of each', async () => {
    const to = await node();
    const told: number[] = [];
    expect(await storedInstances(to, FILES, (done) => told.push(done))).toEqual({ ok: true, value: { stored: UIDS, refused: [] } });
    expect([to.got, told]).toEqual([UIDS, [1, 2, 3]]);
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

  it('what the archive takes nothing of is refused without a reason', async () => {
    const sent = await storedInstances(await node({ takes: (sopClass) => sopClass !== CT }), FILES);
    expect(sent).toEqual({ ok: true, value: { stored: [], refused: UIDS.map((instanceUid) => ({ instanceUid, reason: null })) } });
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
    expect(await echoed({ host: '127.0.0.1', port: await freePort(), calledAe: 'PACS', callingAe: 'FULLMOON' }))
      .toMatchObject({ failure: { code: 'archive/unreachable', detail: expect.stringMatching(/ECONNREFUSED/) } });
  });
});
