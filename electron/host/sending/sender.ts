import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../../core/contract/contract.ts';
import type { ArchiveId, PlanId, SendingId } from '../../../core/contract/ids.ts';
import type { SendingView } from '../../../core/contract/sendings.ts';
import { assertNever, ok, type Result } from '../../../core/result.ts';
import { pauseAfter } from '../../../core/plan/sendingPauses.ts';
import type { ArchiveBook, Peer } from '../archive/archiveBook.ts';
import { archiveSentence } from '../archive/archiveSentence.ts';
import { fileMeta } from '../archive/fileMeta.ts';
import { listedFiles, passesByItself, sentTo } from '../archive/peer.ts';
import type { Log } from '../log.ts';
import type { KeptSending, Sendings, TryEnd } from '../store/sendings.ts';
import type { NotMade, ObjectsToSend } from './objectsToSend.ts';
import { notFoundSentence, refusedSentence } from './refusedSentence.ts';

/** At the latest after so long the queue is looked at again: a clock may have been set, a machine may have slept. */
const LONGEST_PAUSE_MS = 60_000;

/** What an archive does not list yet is asked for again after so long each, 23 s in all: some list what they got a little later. */
const LOOKS_AFTER_MS = [0, 2_000, 6_000, 15_000];
/** An archive that takes longer to say what it has cannot be asked, ms. */
const LONGEST_LOOK_MS = 30_000;

/**
 * Works off what waits to be sent: one thing at a time for each archive, so that none waits for another. While an archive
 * is only asked what it lists, the next thing goes to it.
 */
export interface Sender {
  /** Begins, with what was left from before. Until then nothing is sent. */
  start(): void;
  /** Looks at the queue: something was asked for, taken back or withdrawn. */
  wake(): void;
  /** A sending with how far it is. */
  viewOf(kept: KeptSending): SendingView;
  /** Gives up what is being sent; it waits for the next start. */
  close(): Promise<void>;
}

export interface SenderParts {
  readonly sendings: Sendings;
  readonly archiveBook: Pick<ArchiveBook, 'peer'>;
  readonly log: Log;
  announce(change: Change): void;
  make(plan: PlanId, version: number): Promise<Result<ObjectsToSend, NotMade>>;
  readonly now: () => Date;
  /** Milliseconds before the next try, after so many that failed. */
  readonly pauseMs?: (attempts: number) => number;
  /** When the archive is asked for what was sent, ms each after the time before. */
  readonly looksAfterMs?: readonly number[];
  onBug(bug: unknown): string;
}

interface Running {
  readonly id: SendingId; readonly archive: ArchiveId; readonly abort: AbortController; readonly ended: Promise<void>; done: number; of: number;
  /** What has begun to go to the archive. */
  what: ObjectsToSend['what'] | null;
  /** It has acknowledged all, and is asked what it lists. */
  isAsked: boolean;
  /** What it said in this try to have. */
  readonly stored: string[];
}

export function createSender(parts: SenderParts): Sender {
  const { sendings, archiveBook, log, announce, now, pauseMs = (attempts) => pauseAfter(attempts) * 1000 } = parts;
  const { looksAfterMs = LOOKS_AFTER_MS } = parts;
  const running = new Map<SendingId, Running>();
  let timer: NodeJS.Timeout | undefined;
  let isOpen = false;

  function wake(): void {
    clearTimeout(timer);
    if (!isOpen) return;
    const listed = sendings.list(null);
    let pause = LONGEST_PAUSE_MS;
    if (listed.ok) {
      // What was taken back, or went with its case, is not sent on.
      for (const one of running.values()) {
        const kept = listed.value.find(({ id, state }) => id === one.id && state === 'sending');
        // The notice of a withdrawal does not wait for what is told of the plan.
        if (kept === undefined || (one.isAsked && one.what === 'plan' && kept.isWithdrawn)) one.abort.abort();
      }
      for (const sending of listed.value) {
        // An earlier run was ended in it, or its end could not be kept. It is sent again: its objects have the same UIDs.
        if (sending.state === 'sending' && !running.has(sending.id)) {
          if (sendings.giveBack(sending.id).ok) pause = 0;
          continue;
        }
        if (sending.nextTryAt === null || sending.archive.id === null || running.has(sending.id) || isBusy(sending.archive.id)) continue;
        const left = Date.parse(sending.nextTryAt) - now().getTime();
        if (left <= 0) begin(sending, sending.archive.id);
        else pause = Math.min(pause, left);
      }
    }
    timer = setTimeout(wake, pause).unref();
  }

  const isBusy = (id: ArchiveId): boolean =>
    [...running.values()].some(({ archive, isAsked }) => archive === id && !isAsked);

  function begin(sending: KeptSending, archive: ArchiveId): void {
    const begun = sendings.begin(sending.id);
    if (!begun.ok || !begun.value) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const one: Running = {
      id: sending.id, archive, abort: new AbortController(), ended: promise, done: 0, of: 0, what: null, isAsked: false, stored: [],
    };
    running.set(sending.id, one);
    const tell = (): void => announce({ what: 'sendings', plan: sending.plan });
    tell();
    void tried(sending, archive, one, tell).catch((bug: unknown) => stopped(one, parts.onBug(bug))).then((end) => {
      const kept = sendings.end(sending.id, { ...end, stored: one.stored });
      log.note('sending tried', { sending: sending.id, state: kept.ok ? end.state : kept.failure.code, attempts: sending.attempts + 1 });
    }).finally(() => {
      // Whatever went wrong, the archive is free for what comes next.
      running.delete(sending.id);
      tell();
      resolve();
      wake();
    });
  }

  async function tried({ id, plan, version, attempts }: KeptSending, archive: ArchiveId, one: Running, tell: () => void): Promise<End> {
    const { signal } = one.abort;
    const later = (reason: string | null, pause: number): End =>
      ({ state: 'waiting', what: one.what, reason, nextTryAt: new Date(now().getTime() + pause).toISOString() });
    const again = (reason: string): End => later(reason, pauseMs(attempts + 1));
    const made = await parts.make(plan, version);
    if (signal.aborted) return later(null, 0);
    if (!made.ok) return notMade(made.failure, again);
    const { what, files } = made.value;
    const before = sendings.stored(id);
    if (!before.ok) return notMade(before.failure, again);
    const missing = files.filter((file) => !before.value.has(fileMeta(file)?.instanceUid ?? ''));
    [one.done, one.of] = [files.length - missing.length, files.length];
    tell();
    const peer = archiveBook.peer(archive);
    if (!peer.ok) return peer.failure.code === 'archive/not-found'
      ? { state: 'refused', what: null, reason: 'This archive is no longer configured.' } : notMade(peer.failure, again);
    one.what = what;
    const sent = missing.length === 0 ? ok({ stored: [], refused: [] }) : await sentTo(peer.value, missing, (uid) => {
      one.stored.push(uid);
      one.done += 1;
      tell();
    }, signal);
    if (sent.ok) {
      const { refused } = sent.value;
      if (refused.length === 0) {
        one.isAsked = true;
        tell();
        wake();
        const missing = await notListed(peer.value, files, signal);
        // The next start asks again. Whatever else cuts it short: all of it was acknowledged.
        if (!isOpen) return later(null, 0);
        if (signal.aborted || missing === null) return { state: 'sent', what, isFound: false };
        return missing.length === 0 ? { state: 'sent', what, isFound: true } : {
          state: 'not-found', what, reason: notFoundSentence(made.value, missing), missing, isPartFound: missing.length < files.length,
        };
      }
      // A plan that was refused as a whole is not there.
      if (what === 'plan' && one.done === 0) one.what = null;
      return stopped(one, refusedSentence(made.value, one.done, refused));
    }
    if (signal.aborted) return later(null, 0);
    const reason = archiveSentence(sent.failure);
    return passesByItself(sent.failure) ? again(reason) : stopped(one, one.done === 0 ? reason : `The archive has ${one.done} of ${one.of} objects. ${reason}`);
  }

  /**
   * UIDs of what the archive does not list of what it said to have, as the last look that succeeded told; null where none
   * did: it cannot be asked.
   */
  async function notListed(peer: Peer, files: readonly Uint8Array[], signal: AbortSignal): Promise<readonly string[] | null> {
    let [missing, isKnown] = [files, false];
    for (const pause of looksAfterMs) {
      await sleep(pause, undefined, { signal }).catch(() => {});
      const found = await listedFiles(peer, missing, AbortSignal.any([signal, AbortSignal.timeout(LONGEST_LOOK_MS)]));
      if (signal.aborted) break;
      if (!found.ok && passesByItself(found.failure)) continue;
      if (!found.ok) break;
      isKnown = true;
      missing = missing.filter((file) => !found.value.has(fileMeta(file)?.instanceUid ?? ''));
      if (missing.length === 0) break;
    }
    return isKnown ? missing.map((file) => fileMeta(file)?.instanceUid ?? '') : null;
  }

  return {
    start: () => {
      isOpen = true;
      wake();
    },
    wake,
    viewOf: (kept) => {
      const { done, of } = running.get(kept.id) ?? { done: 0, of: 0 };
      return { ...kept, done, of };
    },
    close: async () => {
      isOpen = false;
      clearTimeout(timer);
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}

type End = DistributiveOmit<TryEnd, 'stored'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** It goes on when a person says so. */
const stopped = ({ what, done }: Running, reason: string): End =>
  (what !== null && done > 0 ? { state: 'in-part', what, reason } : { state: 'refused', what, reason });

/** What of our own stands in the way: what passes is tried again, what does not needs a person. */
function notMade(failure: NotMade, later: (reason: string) => End): End {
  switch (failure.code) {
    case 'plan/not-found': return { state: 'refused', what: null, reason: 'This version is no longer in the library.' };
    case 'plan/damaged': return { state: 'refused', what: null, reason: 'This plan is not as it was signed, so nothing of it is sent. Restore the library from a backup.' };
    case 'image/not-found': return { state: 'refused', what: null, reason: 'A key image of this plan is not as it was kept, so nothing of it is sent. Sign a new version without it.' };
    case 'store/damaged': return { state: 'refused', what: null, reason: 'The library cannot be read to its end. Restore it from a backup.' };
    case 'store/read-only': case 'store/disk-full': case 'store/busy': case 'store/unreachable':
      return later('The library cannot be read or written now. Look at its disk.');
    default: return assertNever(failure);
  }
}
