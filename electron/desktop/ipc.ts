import { answer, isMethod } from '../../core/contract/carry.ts';
import { err, type Result } from '../../core/result.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { mayAskInRoom } from '../host/serve/roomScope.ts';
import { pageOf, type PageContents } from './pageOf.ts';
import { roomOf } from './roomOf.ts';
import { isOwn } from './securityPolicy.ts';

/** The channels between page and program. There are no others. */
export const CHANNELS = { call: 'host', drop: 'drop', change: 'change' } as const;

/** The frame that asks, as Electron describes it. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}
/** The part of Electron's event that tells who asks. */
export interface Invocation {
  readonly senderFrame: SenderFrame | null;
  readonly sender: PageContents;
}

/** Is this our own page, in its top frame? */
export const isOurs = (frame: SenderFrame | null): boolean =>
  frame !== null && frame.parent === null && isOwn(frame.url);

const refused = err({ code: 'carriage/refused', why: 'origin' });
const badInput = (issue: string): Result<never, unknown> =>
  err({ code: 'carriage/bad-input', issues: [issue] });

/** Handler of the channel of the contract; it answers our own page and nobody else, and a room screen what it may ask. */
export const ipcHandler = ({ host, report, pages }: Pick<RunningHost, 'host' | 'report' | 'pages'>) => {
  const nameOf = pageOf(pages);
  return async ({ senderFrame, sender }: Invocation, method: unknown, input: unknown): Promise<Result<unknown, unknown>> => {
    if (!isOurs(senderFrame)) return refused;
    if (!isMethod(method)) return badInput('method: not in contract');
    const room = roomOf(sender);
    if (room !== null && !(await mayAskInRoom(host, room, method, input))) return refused;
    return answer(host, method, input, report, nameOf(sender));
  };
};

/**
 * Handler of the channel of dropped files: a path that the preload read from the drop itself becomes a
 * reference.
 */
export const dropHandler =
  ({ sourceFor, report }: Pick<RunningHost, 'sourceFor' | 'report'>) =>
  async ({ senderFrame, sender }: Invocation, path: unknown): Promise<Result<unknown, unknown>> => {
    if (!isOurs(senderFrame) || roomOf(sender) !== null) return refused;
    if (typeof path !== 'string' || path === '') return badInput('path: not a dropped file');
    try {
      return await sourceFor(path);
    } catch (bug) {
      return err({ code: 'carriage/host-fault', incident: report(bug) });
    }
  };
