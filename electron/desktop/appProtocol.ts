import type { Session } from 'electron';
import { answererOver, refusal, type ServeParts } from '../host/serve/answerer.ts';
import { isOwn, SCHEME } from './securityPolicy.ts';

/** Answers app://planner/… with the page, the pixels and the upload boxes of the host. */
export function serveApp(session: Session, parts: ServeParts, report: (bug: unknown) => string): void {
  const answered = answererOver(parts);
  session.protocol.handle(SCHEME, async (request) => {
    if (!isOwn(request.url)) return refusal(403, { code: 'carriage/refused', why: 'origin' });
    try {
      return await answered(request);
    } catch (bug) {
      return refusal(500, { code: 'carriage/host-fault', incident: report(bug) });
    }
  });
}
