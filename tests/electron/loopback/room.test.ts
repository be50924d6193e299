import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planIdSchema } from '../../../core/contract/ids.ts';
import { methods } from '../../../core/contract/carry.ts';
import { err, ok } from '../../../core/result.ts';
import { inRoom, roomPath } from '../../../electron/host/serve/roomScope.ts';
import { roomPasses } from '../../../electron/loopback/roomPasses.ts';
import { VOLUME_REF, BOX_REF } from '../../contract/scriptedHost.ts';
import { ownHeaders, raw, started, type Headers, type Raw, type Started } from './running.ts';

const plan = planIdSchema.parse('pln_0123456789abcdef');
const scope = { plan, version: 3 };
const PATH = roomPath(scope);
const IMAGE = 'ab'.repeat(32);

let shell: Started;
let pass: string;
const host = (): Headers => ({ host: `127.0.0.1:${shell.port}` });
beforeAll(async () => {
  shell = await started();
  const { pathname, search } = new URL(shell.roomAddress(scope));
  const first = await raw(shell.port, 'GET', pathname + search, host());
  pass = String(first.headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(() => shell.close());
beforeEach(() => {
  shell.scripted.asked.length = 0;
  shell.scripted.next(() => ok({ sealed: { content: { keyImages: [{ sha256: IMAGE }] } } }));
});

const own = (more: Headers = {}): Headers => ownHeaders(shell, { cookie: pass, ...more });
const ask = (method: string, input: object, headers = own(), path = PATH): Promise<Raw> =>
  raw(shell.port, 'POST', `${path}api/${method}`, headers, JSON.stringify(input));

describe('the address of a room screen', () => {
  it('names the plan and the version, gives its pass once and holds nothing of a patient', async () => {
    const address = new URL(shell.roomAddress(scope));
    expect(address.pathname).toBe('/room/pln_0123456789abcdef/3/');
    expect([...address.searchParams.keys()]).toEqual(['token']);
    const first = await raw(shell.port, 'GET', address.pathname + address.search, host());
    expect([first.status, first.headers.location]).toEqual([303, PATH]);
    expect(String(first.headers['set-cookie'])).toMatch(new RegExp(`^fullmoon_room_${shell.port}=[\\w-]{43}; Path=${PATH}; HttpOnly; SameSite=Strict$`));
  });

  it.each(['/room', '/room/', '/room/x/3/', `/room/${plan}/0/`, `/room/${plan}/3`, `/room/${plan}/03/`, `/room/${plan}/../3/`])('is no other: %s', (path) => {
    expect(inRoom(path)).toBeNull();
  });
});

describe('the pass of a room screen', () => {
  it('opens the page of its version and what the page is made of', async () => {
    expect((await raw(shell.port, 'GET', PATH, own())).body).toContain('<p>room');
    expect((await raw(shell.port, 'GET', `${PATH}assets/index-abc123.js`, own())).status).toBe(200);
  });

  it('asks for its version, its log and its pictures, and adds to its log', async () => {
    for (const method of ['plans.version', 'room.log']) expect((await ask(method, scope)).status, method).toBe(200);
    const noted = { ...scope, after: 0, happening: { what: 'access' }, doneAt: null };
    expect((await ask('room.add', noted)).status).toBe(200);
    expect(shell.scripted.asked.map(({ method }) => method)).toEqual(['plans.version', 'room.log', 'room.add']);
    expect((await ask('plans.image', { sha256: IMAGE })).status).toBe(200);
  });

  const MAY = new Set(['plans.version', 'room.log', 'room.add', 'plans.image']);
  it.each(methods.filter((method) => !MAY.has(method)))('may not ask %s', async (method) => {
    expect((await ask(method, scope)).status).toBe(403);
    expect(shell.scripted.asked).toEqual([]);
  });

  it('may not ask about another plan, another version, another picture, or of a plan that cannot be read', async () => {
    for (const other of [{ ...scope, version: 2 }, { ...scope, plan: 'pln_zzzzzzzzzzzzzzzz' }, {}, [], { version: 3 }]) {
      for (const method of ['plans.version', 'room.log', 'room.add']) expect((await ask(method, other)).status).toBe(403);
    }
    expect(shell.scripted.asked).toEqual([]);
    expect((await ask('plans.image', { sha256: 'cd'.repeat(32) })).status).toBe(403);
    shell.scripted.next(() => err({ code: 'plan/damaged' }));
    expect((await ask('plans.image', { sha256: IMAGE })).status).toBe(403);
  });

  it('is worth nothing at the desk, nor the secret of the desk here, nor either at another version', async () => {
    const [, secret = ''] = pass.split('=');
    const asDesk = own({ cookie: `fullmoon_${shell.port}=${secret}; ${pass}` });
    for (const [method, path] of [
      ['GET', '/'], ['POST', '/api/room.log'], ['GET', '/events'], ['GET', `/blob/${VOLUME_REF}`], ['PUT', `/upload/${BOX_REF}/a`],
    ] as const) expect((await raw(shell.port, method, path, asDesk, method === 'GET' ? undefined : '{}')).status, path).toBe(401);
    expect((await ask('room.log', scope, ownHeaders(shell))).status).toBe(401);
    expect((await ask('room.log', { plan, version: 2 }, own(), roomPath({ plan, version: 2 }))).status).toBe(401);
    expect((await raw(shell.port, 'GET', `${PATH}?token=${secret}x`, host())).status).toBe(401);
  });

  it('opens neither pixels nor uploads below its path, and no page but its own', async () => {
    for (const rest of [`blob/${VOLUME_REF}`, 'secret.txt', '..%2fsecret.txt', 'room/x']) {
      expect((await raw(shell.port, 'GET', `${PATH}${rest}`, own())).status, rest).toBe(404);
    }
    expect((await raw(shell.port, 'PUT', `${PATH}upload/${BOX_REF}/a.dcm`, own(), 'x')).status).toBe(405);
    expect(shell.scripted.uploaded.size).toBe(0);
  });

  it('passes the same gate: host, origin, what the browser says', async () => {
    expect((await ask('room.log', scope, own({ host: 'evil.test' }))).status).toBe(421);
    expect((await ask('room.log', scope, own({ origin: 'http://evil.test' }))).status).toBe(403);
    expect((await ask('room.log', scope, own({ 'sec-fetch-site': 'cross-site' }))).status).toBe(403);
  });

  it('ends after a day, and is for one version', () => {
    let now = 0;
    const passes = roomPasses(() => now);
    const token = passes.mint(scope);
    expect([passes.allows(scope, token), passes.allows({ ...scope, version: 2 }, token), passes.allows(scope, undefined)]).toEqual([true, false, false]);
    now = 24 * 3_600_000 - 1;
    expect(passes.allows(scope, token)).toBe(true);
    const other = passes.mint(scope);
    now += 1;
    expect([passes.allows(scope, token), passes.allows(scope, other)]).toEqual([false, true]);
  });
});

it('a room screen hears of its version and of plans, and of nothing else', async () => {
  const answer = await fetch(`${shell.origin}${PATH}events`, { headers: own() });
  const reader = answer.body?.getReader();
  const heard = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value);
  expect(await heard()).toBe(': here\n\n');
  const told = { what: 'room', plan, version: 3 } as const;
  for (const change of [{ what: 'cases' }, { what: 'settings' }, { ...told, version: 2 }] as const) shell.scripted.announce(change);
  shell.scripted.announce(told);
  expect(await heard()).toBe(`data: ${JSON.stringify(told)}\n\n`);
  await reader?.cancel();
});
