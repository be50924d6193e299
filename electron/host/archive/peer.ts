import type { Result } from '../../../core/result.ts';
import type { Peer } from './archiveBook.ts';
import { listsStudies, type ArchiveFailure } from './dicomWeb.ts';
import { echoed } from './dimse.ts';

/** So long an archive may think about whether it is there, ms. */
const PATIENCE_MS = 10_000;

/** Does an archive answer? */
export const answers = (peer: Peer, signal = AbortSignal.timeout(PATIENCE_MS)): Promise<Result<void, ArchiveFailure>> =>
  (peer.kind === 'dicomweb' ? listsStudies(peer, signal) : echoed(peer, signal));
