import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import type { requests } from 'dcmjs-dimse';
import type { ArchiveTls } from '../../../core/contract/archives.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { IMPLEMENTATION_NAME, IMPLEMENTATION_UID } from '../dicom/writeInstance.ts';
import type { ArchiveFailure } from './dicomWeb.ts';
import { tlsFailure, tlsMeans } from './tlsFiles.ts';

/** An archive that is talked to by DIMSE over TCP, with TLS or without. */
export interface DimseNode {
  readonly host: string;
  readonly port: number;
  readonly calledAe: string;
  readonly callingAe: string;
  readonly tls: ArchiveTls | null;
}

/** How long is waited for the connection, the association, and each answer, ms. */
const PATIENCE = { connectTimeout: 10_000, associationTimeout: 15_000, pduTimeout: 60_000 };

/** Does the node answer? @source DICOM PS3.4 A, C-ECHO */
export async function echoed(node: DimseNode, signal?: AbortSignal): Promise<Result<void, ArchiveFailure>> {
  const { requests: { CEchoRequest } } = dimseLibrary();
  const echo = new CEchoRequest();
  let status: number | null = null;
  echo.on('response', (response) => { status = response.getStatus(); });
  const done = await associated(node, [echo], signal);
  if (!done.ok) return done;
  if (status === 0) return ok(undefined);
  return err(status === null ? { code: 'archive/not-understood', detail: 'it takes no C-ECHO' } : { code: 'archive/refused', status });
}

/** One association: every request and its answer, one after the other. Nothing of it is left open, however it ends. */
export async function associated(
  node: DimseNode, asked: readonly requests.Request[], signal?: AbortSignal,
): Promise<Result<void, ArchiveFailure>> {
  const means = node.tls === null ? ok(null) : await tlsMeans(node.tls);
  if (!means.ok) return means;
  const { Client } = dimseLibrary();
  const client = new Client();
  for (const request of asked) client.addRequest(request);
  return new Promise((resolve) => {
    const end = (result: Result<void, ArchiveFailure>): void => {
      signal?.removeEventListener('abort', giveUp);
      // A node that hangs would keep the connection, and this process, for minutes.
      (client as unknown as Connected).network?.socket.destroy();
      resolve(result);
    };
    let [isSecured, isAssociated, told] = [false, false, null as ArchiveFailure | null];
    /** With what may lie behind an end or a silence before the association. */
    const unclear = (detail: string): Result<void, ArchiveFailure> => err(told ?? unreachable(`${detail}${
      node.tls === null || isAssociated ? '' : isSecured ? '; it may not take the certificate of this workstation' : '; it may speak no TLS at this port, or ask for a certificate'}`));
    const giveUp = (): void => end(unclear('it was given up'));
    client.on('associationAccepted', () => { isAssociated = true; });
    client.on('associationReleased', () => end(ok(undefined)));
    client.on('associationRejected', (rejection: Rejection) => end(err(rejectionOf(rejection))));
    client.on('networkError', (fault: Error) => end(unclear(wordsOf(fault))));
    client.on('closed', () => end(unclear('it ended the connection')));
    if (signal?.aborted === true) return giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    client.send(node.host, node.port, node.callingAe, node.calledAe, means.value === null ? PATIENCE : { ...PATIENCE, securityOptions: means.value });
    // The library hands on the words of a fault without its code.
    if (node.tls !== null) (client as unknown as Connected).network?.socket.prependListener('error', (fault) => { told = tlsFailure(fault); })
      .once('secureConnect', () => { isSecured = true; });
  });
}

/** What the library keeps of its connection, and does not name in its types. */
interface Connected { readonly network?: { readonly socket: Socket } }
interface Rejection { readonly result: number; readonly source: number; readonly reason: number }

const require = createRequire(import.meta.url);

/**
 * Loaded where it is needed first: it is large. It says nothing on the console, and who we are in every association. By `require`:
 * Node finds no names in this package where it is imported.
 */
export function dimseLibrary(): typeof import('dcmjs-dimse') {
  const dimse = require('dcmjs-dimse') as typeof import('dcmjs-dimse');
  dimse.log.disableAll();
  dimse.Implementation.setImplementationClassUid(IMPLEMENTATION_UID);
  dimse.Implementation.setImplementationVersion(IMPLEMENTATION_NAME);
  return dimse;
}

/** @source DICOM PS3.8 9.3.4: result 2 is transient; of source 1, reason 3 is the calling title and 7 the called one */
function rejectionOf({ result, source, reason }: Rejection): ArchiveFailure {
  if (result === 2) return { code: 'archive/busy', status: reason };
  if (source === 1 && (reason === 3 || reason === 7)) return { code: 'archive/unknown-title', which: reason === 3 ? 'calling' : 'called' };
  return { code: 'archive/refused', status: reason };
}

const unreachable = (detail: string): ArchiveFailure => ({ code: 'archive/unreachable', detail });
/** Without the title that the library puts before it. */
const wordsOf = ({ message }: Error): string => message.replace(/^.*?-> /, '').replace(/, closing connection\.*$/, '');
