import { refusal } from '../host/serve/answerer.ts';
import { passName, type RoomPasses } from './roomPasses.ts';
import { cookieIn, cookieName, isToken } from './token.ts';
import { REPORT_PATH } from '../host/serve/headers.ts';
import type { RoomScope } from '../host/serve/roomScope.ts';

/** What the gate knows of this start. */
export interface GateParts {
  readonly port: number;
  readonly token: string;
}

/** Turned away at the gate. */
export const refused = (status: number, why: 'token' | 'origin'): Response =>
  refusal(status, { code: 'carriage/refused', why });

/** Hosts under which this server may be called. Anything else is another name that was bent to point here. */
const hosts = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/**
 * Is this request from our own page? Host first (a rebound name never gets further), then where the browser
 * says that it
 * comes from, then Origin for everything that may change something.
 */
export function strangerRefused(request: Request, { port }: GateParts): Response | undefined {
  const host = request.headers.get('host') ?? '';
  if (!hosts(port).includes(host)) return refused(421, 'origin');
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return refused(403, 'origin');
  const origin = request.headers.get('origin');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isOwn = origin === `http://${host}`;
  if (isRead) return origin === null || isOwn ? undefined : refused(403, 'origin');
  // The browser hides the origin of its own policy reports, as our referrer policy asks; Sec-Fetch-Site
  // vouches for them.
  const isReport =
    new URL(request.url).pathname === REPORT_PATH && origin === 'null' && site === 'same-origin';
  return isOwn || isReport ? undefined : refused(403, 'origin');
}

/** Does this request carry the secret of this start in its cookie? */
export const tokenRefused = (request: Request, { port, token }: GateParts): Response | undefined =>
  isToken(token, cookieIn(request.headers.get('cookie'), cookieName(port)))
    ? undefined
    : refused(401, 'token');

/** Does this request of a room screen carry a pass for its version? The secret of this start is none: one page, one right. */
export const passRefused = (request: Request, port: number, scope: RoomScope, passes: RoomPasses): Response | undefined =>
  passes.allows(scope, cookieIn(request.headers.get('cookie'), passName(port))) ? undefined : refused(401, 'token');
