import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_BODY_LIMIT } from '../../../electron/loopback/called.ts';
import { isToken, mintToken, oneTimeCodes } from '../../../electron/loopback/token.ts';
import { BOX_REF, RUN_REF, VOLUME_REF } from '../../contract/scriptedHost.ts';
import { ownHeaders, raw, started, type Headers, type Raw, type Started } from './running.ts';

let shell: Started;
beforeAll(async () => {
  shell = await started();
});
afterAll(() => shell.close());

const own = (more: Headers = {}): Headers => ownHeaders(shell, more);
const without = (name: string): Headers =>
  Object.fromEntries(Object.entries(own()).filter(([key]) => key !== name));
const ask = (headers: Headers, body = '{}', path = '/api/jobs.list'): Promise<Raw> =>
  raw(shell.port, 'POST', path, headers, body);

const UNSAFE = [
  ['POST', '/api/jobs.list'],
  ['PUT', `/upload/${BOX_REF}/a.dcm`],
  ['POST', '/'],
  ['DELETE', '/'],
  ['PATCH', '/api/jobs.list'],
  ['OPTIONS', '/api/jobs.list'],
  ['POST', '/csp-report'],
] as const;
/** Only these carry a body. */
const bodyOf = (method: string): string | undefined =>
  ['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : undefined;
const EVERY_ROUTE = [
  ['GET', '/'],
  ['HEAD', '/'],
  ['GET', '/assets/index-abc123.js'],
  ['GET', '/nothing'],
  ['GET', `/blob/${VOLUME_REF}`],
  ['GET', `/blob/${RUN_REF}?frame=0`],
  ['GET', '/blob/none'],
  ...UNSAFE,
] as const;

describe('Host', () => {
  it.each([
    ['evil.test'],
    ['localhost.'],
    ['0.0.0.0'],
    ['127.0.0.1'],
    ['127.0.0.1:1'],
    ['localhost'],
    ['[::1]'],
    ['127.1'],
    ['2130706433'],
    ['127.0.0.1.evil.test'],
    ['LOCALHOST.evil.test'],
  ])('is refused as %s, with and without our port', async (name) => {
    for (const host of [name, `${name}:${shell.port}`]) {
      if (host === `127.0.0.1:${shell.port}` || host === `localhost:${shell.port}`) continue;
      // Two ports are no host at all, which is said as such.
      const refused = host.split(':').length === 3 && !host.startsWith('[') ? 400 : 421;
      expect((await ask(own({ host }))).status, host).toBe(refused);
      expect((await raw(shell.port, 'GET', `/${new URL(shell.address).search}`, { host })).status, host).toBe(
        refused,
      );
    }
  });

  it('may be 127.0.0.1 or localhost with our port', async () => {
    const local = `localhost:${shell.port}`;
    expect((await ask(own())).status).toBe(200);
    expect((await ask(own({ host: local, origin: `http://${local}` }))).status).toBe(200);
  });
});

describe('a request that may change something', () => {
  it.each(UNSAFE)('%s %s is refused from another origin, from none and from null', async (method, path) => {
    const origins = [
      'http://evil.test',
      'null',
      `http://127.0.0.1:${shell.port + 1}`,
      `https://127.0.0.1:${shell.port}`,
      `http://localhost:${shell.port}`,
      `http://127.0.0.1:${shell.port}.evil.test`,
    ];
    for (const origin of origins) {
      const headers = own({ origin, 'sec-fetch-site': 'none' });
      expect((await raw(shell.port, method, path, headers, bodyOf(method))).status, origin).toBe(403);
    }
    expect((await raw(shell.port, method, path, without('origin'), bodyOf(method))).status, 'no origin').toBe(
      403,
    );
  });

  it.each(['cross-site', 'same-site', 'nonsense'])('is refused when the browser says %s', async (site) => {
    expect((await ask(own({ 'sec-fetch-site': site }))).status).toBe(403);
    expect((await raw(shell.port, 'GET', '/', own({ 'sec-fetch-site': site }))).status).toBe(403);
    expect(
      (await raw(shell.port, 'GET', `/blob/${VOLUME_REF}`, own({ 'sec-fetch-site': site }))).status,
    ).toBe(403);
  });
});

describe('the token', () => {
  it('is 256 bits, new at each start, and in the address once', async () => {
    const token = new URL(shell.address).searchParams.get('token') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(mintToken()).not.toBe(mintToken());
    const first = await raw(shell.port, 'GET', `/?token=${token}`, {
      host: `127.0.0.1:${shell.port}`,
      'sec-fetch-site': 'none',
    });
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']).toEqual([
      `fullmoon_${shell.port}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    ]);
    expect(first.body).toBe('');
    const page = await raw(shell.port, 'GET', '/', own());
    expect(page.body).not.toContain(token);
  });

  it.each(EVERY_ROUTE)('is wanted for %s %s', async (method, path) => {
    const [, token = ''] = shell.cookie.split('=');
    const wrong = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    const cookies = [
      '',
      `fullmoon_${shell.port}=`,
      `fullmoon_${shell.port}=${wrong}`,
      `fullmoon_${shell.port}=${token}x`,
      `fullmoon_1=${token}`,
      `xfullmoon_${shell.port}=${token}`,
    ];
    for (const cookie of cookies)
      expect((await raw(shell.port, method, path, own({ cookie }), bodyOf(method))).status, cookie).toBe(401);
    expect((await raw(shell.port, method, path, without('cookie'), bodyOf(method))).status, 'no cookie').toBe(
      401,
    );
  });

  it('is not taken from the address on any other route, nor a wrong one on the first', async () => {
    const [, token = ''] = shell.cookie.split('=');
    const host = { host: `127.0.0.1:${shell.port}` };
    expect((await raw(shell.port, 'GET', `/blob/${VOLUME_REF}?token=${token}`, host)).status).toBe(401);
    expect((await raw(shell.port, 'GET', '/?token=wrong', host)).status).toBe(401);
    expect((await raw(shell.port, 'GET', '/?token=', host)).status).toBe(401);
  });

  it('has a stand-in for one use, for what other users of the machine may see', async () => {
    const { pathname, search } = new URL(shell.windowAddress());
    const host = { host: `127.0.0.1:${shell.port}` };
    expect(search).not.toContain(new URL(shell.address).search);
    const first = await raw(shell.port, 'GET', pathname + search, host);
    expect([first.status, first.headers['set-cookie']]).toEqual([
      303,
      [`${shell.cookie}; Path=/; HttpOnly; SameSite=Strict`],
    ]);
    expect((await raw(shell.port, 'GET', pathname + search, host)).status).toBe(401);
  });

  it('lends its stand-in for a minute', () => {
    let now = 0;
    const codes = oneTimeCodes(() => now);
    const [one, other, late] = [codes.mint(), codes.mint(), codes.mint()];
    expect([codes.spend('x'), codes.spend(one), codes.spend(one)]).toEqual([false, true, false]);
    now = 59_999;
    expect(codes.spend(other)).toBe(true);
    now = 60_000;
    expect(codes.spend(late)).toBe(false);
  });

  it('is compared whole', () => {
    expect(isToken('secret', 'secret')).toBe(true);
    for (const offered of [undefined, '', 'secre', 'secret ', 'Secret', 'secretsecret'])
      expect(isToken('secret', offered)).toBe(false);
  });
});

describe('a question', () => {
  it.each([
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
  ])('must be JSON, not "%s"', async (type) => {
    expect((await ask(own({ 'content-type': type }))).status).toBe(415);
  });

  it('may be 1 MiB large and not a byte more', async () => {
    const sized = (bytes: number): string =>
      JSON.stringify({ name: 'x'.repeat(bytes - '{"name":""}'.length) });
    expect((await ask(own(), sized(API_BODY_LIMIT))).status).toBe(200);
    expect((await ask(own(), sized(API_BODY_LIMIT + 1))).status).toBe(413);
    const chunked = await raw(
      shell.port,
      'POST',
      '/api/jobs.list',
      own({ 'transfer-encoding': 'chunked' }),
      sized(API_BODY_LIMIT + 1),
    );
    expect(chunked.status).toBe(413);
  });

  it('is refused where it is not JSON, not in the contract, or of another version', async () => {
    expect((await ask(own(), '{')).status).toBe(400);
    expect((await ask(own(), '')).status).toBe(400);
    for (const name of ['constructor', '__proto__', 'toString', 'cases.steal']) {
      expect((await ask(own(), '{}', `/api/${name}`)).status, name).toBe(404);
    }
    expect((await ask(own({ 'fullmoon-contract': '0' }))).status).toBe(409);
    expect((await ask(own({ 'fullmoon-contract': '1' }))).status).toBe(200);
    expect((await raw(shell.port, 'GET', '/api/jobs.list', own())).status).toBe(404);
  });
});

describe('every answer', () => {
  it.each(EVERY_ROUTE)('to %s %s carries the headers, refused or not', async (method, path) => {
    const answers = [
      await raw(shell.port, method, path, own(), bodyOf(method)),
      await raw(shell.port, method, path, without('cookie'), bodyOf(method)),
      await raw(shell.port, method, path, own({ host: 'evil.test' }), bodyOf(method)),
    ];
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy']);
      for (const part of [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "require-trusted-types-for 'script'",
      ]) {
        expect(policy.split('; ')).toContain(part);
      }
      expect(policy).not.toMatch(
        /unsafe-eval'[^;]*unsafe-inline|script-src[^;]*'unsafe-inline'|style-src [^;]*'unsafe-inline'|\*/,
      );
      expect(headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      const isHashed =
        path.startsWith('/assets/') && headers['content-type']?.startsWith('text/javascript') === true;
      expect(headers['cache-control']).toBe(isHashed ? 'private, max-age=31536000, immutable' : 'no-store');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('has a nonce of its own', async () => {
    const nonceOf = async (): Promise<string> => {
      const { headers, body } = await raw(shell.port, 'GET', '/', own());
      const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
      expect(body).toContain(`nonce="${nonce}"`);
      return nonce;
    };
    const [one, other] = [await nonceOf(), await nonceOf()];
    expect(Buffer.from(one, 'base64')).toHaveLength(16);
    expect(one).not.toBe(other);
  });
});

