import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer, type TlsOptions } from 'node:tls';
import { constants, Dataset, log, responses, Scp, type association, type requests } from 'dcmjs-dimse';
import { afterEach } from 'vitest';
import type { DimseNode } from '../../../../electron/host/archive/dimse.ts';

/** How an archive answers: the status of the nth file, and what it thinks of whoever asks. */
export interface Manner {
  readonly status?: (nth: number) => number | 'nothing' | 'gone';
  readonly rejects?: readonly [result: number, source: number, reason: number];
  readonly takes?: (sopClass: string) => boolean;
  /** Which of the objects that it was sent it lists; without it, it takes no C-FIND. */
  readonly lists?: (instanceUid: string) => boolean | number;
  /** By which it speaks TLS. */
  readonly secure?: TlsOptions;
}

log.disableAll();

const open: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => { server.close(resolve); });
  }
});

/** A DIMSE node on loopback; `got` are the UIDs that it was sent. */
export async function dimseNode({ status = () => 0, rejects, takes = () => true, lists, secure }: Manner = {}): Promise<DimseNode & { readonly got: string[]; readonly sockets: Set<Socket>; asked(): number }> {
  const got: string[] = [];
  let associations = 0;
  class Archive extends Scp {
    override associationRequested(asked: association.Association): void {
      associations += 1;
      if (rejects !== undefined) return this.sendAssociationReject(...rejects);
      for (const { id } of asked.getPresentationContexts()) {
        const context = asked.getPresentationContext(id);
        const sopClass = context.getAbstractSyntaxUid();
        const isFind = sopClass === constants.SopClass.StudyRootQueryRetrieveInformationModelFind;
        if (isFind ? lists !== undefined : takes(sopClass)) context.setResult(constants.PresentationContextResult.Accept, constants.TransferSyntax.ExplicitVRLittleEndian);
        else context.setResult(constants.PresentationContextResult.RejectAbstractSyntaxNotSupported);
      }
      this.sendAssociationAccept();
    }
    override cEchoRequest(request: requests.CEchoRequest, done: (response: responses.CEchoResponse) => void): void {
      const response = responses.CEchoResponse.fromRequest(request);
      response.setStatus(0);
      done(response);
    }
    override cFindRequest(request: requests.CFindRequest, done: (all: responses.CFindResponse[]) => void): void {
      const uid = request.getDataset()?.getElement('SOPInstanceUID') ?? '';
      const listed = got.includes(uid) && (lists?.(uid) ?? false);
      const answer = (code: number, found?: object): responses.CFindResponse => {
        const response = responses.CFindResponse.fromRequest(request);
        response.setStatus(code);
        if (found !== undefined) response.setDataset(new Dataset({ ...found }));
        return response;
      };
      done(typeof listed === 'number' ? [answer(listed)]
        : [...(listed ? [answer(0xff00, { SOPInstanceUID: uid, QueryRetrieveLevel: 'IMAGE' })] : []), answer(0)]);
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
  const greet = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    new Archive(socket, {});
  };
  const server = secure === undefined ? createServer(greet) : createSecureServer(secure, greet);
  // Those who turn away at the door.
  server.on('tlsClientError', () => {});
  open.push({ server, sockets });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, calledAe: 'PACS', callingAe: 'FULLMOON', tls: null, got, sockets, asked: () => associations };
}
