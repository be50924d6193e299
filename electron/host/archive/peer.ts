import { err, ok, type Result } from '../../../core/result.ts';
import type { Peer } from './archiveBook.ts';
import { listedInstances, listsStudies, sentFiles, type ArchiveFailure, type Stored } from './dicomWeb.ts';
import { echoed } from './dimse.ts';
import { fileMeta } from './fileMeta.ts';
import { instanceIds } from './instanceIds.ts';
import { foundByDimse } from './listedInstances.ts';
import { storedInstances } from './storeInstances.ts';
import { isKept, isOutOfResources } from './storeStatus.ts';

/** So long an archive may think about whether it is there, ms. */
const PATIENCE_MS = 10_000;

/** Does an archive answer? */
export const answers = (peer: Peer, signal = AbortSignal.timeout(PATIENCE_MS)): Promise<Result<void, ArchiveFailure>> =>
  (peer.kind === 'dicomweb' ? listsStudies(peer, signal) : echoed(peer, signal));

/** Is it worth another try by itself? Everything else needs a person. */
export const passesByItself = ({ code }: ArchiveFailure): boolean => code === 'archive/unreachable' || code === 'archive/busy';

/**
 * Sends DICOM files to an archive, whichever way it is reached. What was sent before may be sent again; what it refuses does not
 * keep the others.
 *
 * @param onStored - told of each that is there, by its UID
 */
export async function sentTo(
  peer: Peer, files: readonly Uint8Array[], onStored: (instanceUid: string) => void, signal?: AbortSignal,
): Promise<Result<Stored, ArchiveFailure>> {
  if (peer.kind === 'dimse') return storedInstances(peer, files, onStored, signal);
  const [stored, refused]: [string[], Stored['refused'][number][]] = [[], []];
  for (const file of files) {
    const uid = fileMeta(file)?.instanceUid ?? '';
    const sent = await sentFiles(peer, [file], signal);
    if (!sent.ok && sent.failure.code === 'archive/refused') {
      refused.push({ instanceUid: uid, reason: `HTTP ${sent.failure.status}` });
      continue;
    }
    if (!sent.ok) return sent;
    const reason = sent.value.refused.find(({ instanceUid }) => instanceUid === uid)?.reason;
    if (sent.value.stored.includes(uid) || (typeof reason === 'number' && isKept(reason))) {
      stored.push(uid);
      onStored(uid);
    } else if (typeof reason === 'number' && isOutOfResources(reason)) return err({ code: 'archive/busy', status: reason });
    else if (reason !== undefined) refused.push({ instanceUid: uid, reason });
    // An archive that says neither may have nothing.
    else return err({ code: 'archive/not-understood', detail: 'it does not say what became of what was sent' });
  }
  return ok({ stored, refused });
}

/**
 * Which of these files an archive lists, by UID. What it answered when they were sent says only that it got them. A failure
 * says that it cannot be asked: it need not be able to.
 */
export async function listedFiles(
  peer: Peer, files: readonly Uint8Array[], signal?: AbortSignal,
): Promise<Result<ReadonlySet<string>, ArchiveFailure>> {
  const all = files.map(instanceIds);
  if (peer.kind === 'dimse') return foundByDimse(peer, all, signal);
  const found = new Set<string>();
  for (const series of new Map(all.map((ids) => [`${ids.studyUid} ${ids.seriesUid}`, ids])).values()) {
    const listed = await listedInstances(peer, series, signal);
    if (!listed.ok) return listed;
    for (const uid of listed.value) found.add(uid);
  }
  // A series may hold more there than what was sent.
  return ok(new Set(all.flatMap(({ instanceUid }) => (found.has(instanceUid) ? [instanceUid] : []))));
}
