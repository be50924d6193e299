import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Change } from '../../core/contract/contract.ts';
import type { PageId } from '../../core/contract/ids.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { badInput, bodyTooLarge, called, pageNamed, API_BODY_LIMIT } from './called.ts';
import { answererOver, refusal, reply } from '../host/serve/answerer.ts';
import { roomPath, type RoomScope } from '../host/serve/roomScope.ts';
import type { StaticFiles } from '../host/serve/staticFiles.ts';
import { changeStream } from './events.ts';
import { strangerRefused, tokenRefused, type GateParts } from './gate.ts';
import { roomPasses, type RoomPasses } from './roomPasses.ts';
import { roomApp } from './roomApp.ts';
import { isToken, mintToken, oneTimeCodes, tokenCookie, type OneTimeCodes } from './token.ts';

const WELCOME = 'Open Fullmoon with the whole address that it printed when it started.';

/** What the loopback server carries. */
export interface LoopbackParts {
  readonly running: RunningHost;
  readonly files: StaticFiles;
  /** 0 for any free port. */
  readonly port: number;
}

/** A server that listens. */
export interface Loopback {
  readonly port: number;
  /** Holds the secret; the page that it leads to does not. For the terminal of the user who started this. */
  readonly address: string;
  /** An address that opens one page, once, within a minute. For everything that others may see. */
  windowAddress(): string;
  /** The address of a room screen, with a pass for its version alone. */
  roomAddress(scope: RoomScope): string;
  close(): Promise<void>;
}

/**
 * The routes behind the gate. `gate` is asked at each request, for the port is known only once the server
 * listens.
 */
export function loopbackApp(
  { running, files }: Omit<LoopbackParts, 'port'>,
  gate: () => GateParts,
  codes: OneTimeCodes,
  passes: RoomPasses,
): Hono {
  const app = new Hono();
  const fetched = answererOver({
    files,
    running,
    onViolation: (text) => {
      // The log keeps only a digest of a message; whoever started the program may read what was stopped.
      process.stderr.write(`policy stopped: ${text}\n`);
      running.report(new Error(`policy stopped: ${text}`));
    },
  });
  app.use('*', async ({ req }, next) => strangerRefused(req.raw, gate()) ?? next());
  app.route('/room', roomApp({ running, fetched, passes, port: () => gate().port }));
  app.use('*', async ({ req }, next) => {
    const { port, token } = gate();
    const offered = req.query('token');
    if (
      req.method === 'GET' &&
      req.path === '/' &&
      offered !== undefined &&
      (isToken(token, offered) || codes.spend(offered))
    ) {
      return reply(null, { status: 303, more: { location: '/', 'set-cookie': tokenCookie(port, token) } });
    }
    const anonymous = tokenRefused(req.raw, gate());
    if (anonymous === undefined) return next();
    return req.path === '/' ? reply(WELCOME, { status: 401, type: 'text/plain; charset=utf-8' }) : anonymous;
  });
  app.post(
    '/api/:method',
    bodyLimit({ maxSize: API_BODY_LIMIT, onError: bodyTooLarge }),
    ({ req }) => called(running, req.param('method'), req.raw),
  );
  app.get('/events', ({ req }) => {
    const page = pageNamed(req.query('page'));
    return reply(changeStream((onChange) => watched(running, page, onChange)), { type: 'text/event-stream' });
  });
  app.all('*', ({ req }) => fetched(req.raw));
  app.onError((bug) => refusal(500, { code: 'carriage/host-fault', incident: running.report(bug) }));
  return app;
}

/** The changes, for a page that is there for as long as it listens. */
function watched({ watch, pages }: RunningHost, page: PageId | null, onChange: (change: Change) => void): () => void {
  const unwatch = watch(onChange);
  const leave = page === null ? null : pages.here(page);
  return () => {
    unwatch();
    leave?.();
  };
}

/** Starts to listen, on this machine only. */
export async function startLoopback(parts: LoopbackParts): Promise<Loopback> {
  const token = mintToken();
  let port = parts.port;
  const codes = oneTimeCodes();
  const passes = roomPasses();
  const app = loopbackApp(parts, () => ({ port, token }), codes, passes);
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    // What cannot even be read as a request: a host that is no host, a path that is no path.
    errorHandler: () => badInput(400, 'request: not understood'),
  });
  const server = createServer(
    {
      // Headers within 5 s; a whole upload within 30 min; questions have their own, shorter limit.
      headersTimeout: 5_000,
      requestTimeout: 1_800_000,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16_384,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(parts.port, '127.0.0.1', done);
  });
  const bound = server.address();
  port = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    port,
    address: `http://127.0.0.1:${port}/?token=${token}`,
    windowAddress: () => `http://127.0.0.1:${port}/?token=${codes.mint()}`,
    roomAddress: (scope) => `http://127.0.0.1:${port}${roomPath(scope)}?token=${passes.mint(scope)}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
