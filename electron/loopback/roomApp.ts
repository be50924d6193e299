import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Method } from '../../core/contract/contract.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { reply, type Answerer } from '../host/serve/answerer.ts';
import { concernsRoom, inRoom, mayAskInRoom, roomPath } from '../host/serve/roomScope.ts';
import { API_BODY_LIMIT, badInput, bodyTooLarge, called } from './called.ts';
import { changeStream } from './events.ts';
import { passRefused } from './gate.ts';
import { passCookie, type RoomPasses } from './roomPasses.ts';

/** What the routes of room screens need. */
export interface RoomAppParts {
  readonly running: RunningHost;
  /** Answers the files of the page. */
  readonly fetched: Answerer;
  readonly passes: RoomPasses;
  /** Known once the server listens. */
  port(): number;
}

const WELCOME = 'The pass of this room screen has ended. Open the room screen again from the plan.';

/**
 * The routes of room screens, each below the path of its version. Here the secret of the desk opens nothing, and the
 * pass of a room opens nothing elsewhere.
 */
export function roomApp({ running, fetched, passes, port }: RoomAppParts): Hono {
  const app = new Hono();
  const here = (request: Request): ReturnType<typeof inRoom> => inRoom(new URL(request.url).pathname);
  app.use('*', async ({ req }, next) => {
    const room = here(req.raw);
    if (room === null) return badInput(404, 'path: no room screen');
    const { scope, rest } = room;
    const offered = req.query('token');
    if (req.method === 'GET' && rest === '/' && offered !== undefined && passes.allows(scope, offered)) {
      return reply(null, { status: 303, more: { location: roomPath(scope), 'set-cookie': passCookie(port(), scope, offered) } });
    }
    const refused = passRefused(req.raw, port(), scope, passes);
    if (refused === undefined) return next();
    return rest === '/' ? reply(WELCOME, { status: 401, type: 'text/plain; charset=utf-8' }) : refused;
  });
  app.post('/:plan/:version/api/:method', bodyLimit({ maxSize: API_BODY_LIMIT, onError: bodyTooLarge }), ({ req }) => {
    const room = here(req.raw);
    const mayAsk = async (method: Method, input: unknown): Promise<boolean> =>
      room !== null && mayAskInRoom(running.host, room.scope, method, input);
    return called(running, req.param('method'), req.raw, mayAsk);
  });
  app.get('/:plan/:version/events', ({ req }) => {
    const room = here(req.raw);
    const stream = changeStream(running.watch, (change) => room !== null && concernsRoom(room.scope, change));
    return reply(stream, { type: 'text/event-stream' });
  });
  app.all('*', ({ req }) => fetched(req.raw));
  return app;
}
