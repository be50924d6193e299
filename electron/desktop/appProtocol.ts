import type { Session } from 'electron';
import { answererOver, refusal, type ServeParts } from '../host/serve/answerer.ts';
import type { RoomScope } from '../host/serve/roomScope.ts';
import { mayFetch, SCHEME } from './securityPolicy.ts';

/**
 * Answers app://planner/… with the page, the pixels and the upload boxes of the host.
 *
 * @param room - whose session it is: a request does not tell which page it comes from, but its session does. Null for the desk
 */
export function serveApp(
  session: Session, parts: ServeParts, report: (bug: unknown) => string, room: RoomScope | null = null,
): void {
  const answered = answererOver(parts);
  session.protocol.handle(SCHEME, async (request) => {
    if (!mayFetch(request.url, room)) return refusal(403, { code: 'carriage/refused', why: 'origin' });
    try {
      return await answered(request);
    } catch (bug) {
      return refusal(500, { code: 'carriage/host-fault', incident: report(bug) });
    }
  });
}
