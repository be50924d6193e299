import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownHeaders, raw, SECRET, started, type Headers, type Started } from './running.ts';

let shell: Started;
beforeAll(async () => {
  shell = await started();
});
afterAll(() => shell.close());
const own = (more: Headers = {}): Headers => ownHeaders(shell, more);

describe('listening', () => {
  it('is on 127.0.0.1 and on no other address', () => {
    const wanted = shell.port.toString(16).toUpperCase().padStart(4, '0');
    const listeners = ['/proc/net/tcp', '/proc/net/tcp6']
      .flatMap((table) => {
        try {
          return readFileSync(table, 'utf8')
            .split('\n')
            .slice(1)
            .map((line) => line.trim().split(/\s+/));
        } catch {
          return [];
        }
      })
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${wanted}`))
      .map(([, local]) => local);
    if (process.platform === 'linux') expect(listeners).toEqual([`0100007F:${wanted}`]);
  });

  it('answers nobody who comes by another address of this machine', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.internal === false && one.family === 'IPv4');
    for (const { address } of others.flatMap((one) => (one === undefined ? [] : [one]))) {
      const outcome = await new Promise<string>((done) => {
        const socket = connect({ host: address, port: shell.port, timeout: 2_000 });
        socket.on('connect', () => {
          socket.destroy();
          done('connected');
        });
        socket.on('error', () => done('refused'));
        socket.on('timeout', () => {
          socket.destroy();
          done('refused');
        });
      });
      expect(outcome).toBe('refused');
    }
  });

  it('takes any free port unless it is told one', async () => {
    const other = await started();
    expect(other.port).not.toBe(shell.port);
    await other.close();
  });
});

describe('paths', () => {
  const fragments = [
    '..',
    '.',
    '%2e%2e',
    '%2e',
    '..%2f',
    '%2f',
    '%5c',
    '\\',
    '//',
    '/',
    'secret.txt',
    '.hidden',
    'etc',
    'passwd',
    'assets',
    'index.html',
    '%00',
    '%',
    '%c0%ae',
    '..;',
    '?',
    '#',
    'file:',
    'blob',
    'upload',
    'api',
    'proc',
    'self',
    'environ',
    '~',
    '%252e%252e',
  ];
  const path = fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 6 })), { maxLength: 12 })
    .map((parts) =>
      `/${parts.join('/')}`.replace(/[^\x21-\x7e]/g, (letter) => encodeURIComponent(letter.toWellFormed())),
    );

  it('1,000 wild ones read nothing outside the page', async () => {
    await fc.assert(
      fc.asyncProperty(path, async (wild) => {
        const { status, body } = await raw(shell.port, 'GET', wild, own());
        expect(body).not.toContain(SECRET);
        expect(body).not.toMatch(/root:|HOME=/);
        expect([200, 400, 404, 405]).toContain(status);
        if (status === 200) expect(['<!doctype', 'export {}']).toContain(body.slice(0, 9));
      }),
      { numRuns: 1000, seed: 20260131 },
    );
  }, 120_000);

  it.each([
    '/assets',
    '/assets/',
    '/.hidden',
    '/secret.txt',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
  ])('%s is not there', async (wild) => {
    const { status, body } = await raw(shell.port, 'GET', wild, own());
    expect(status).toBe(404);
    expect(body).not.toContain(SECRET);
  });
});

describe('time', () => {
  it('does not wait for ever for headers or a body', async () => {
    const begun = performance.now();
    const silent = new Promise<void>((done) => {
      const socket = connect({ host: '127.0.0.1', port: shell.port });
      socket.on('connect', () => socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${shell.port}\r\n`));
      socket.on('close', () => done());
      socket.on('error', () => done());
      socket.resume();
    });
    const slow = new Promise<string>((done) => {
      let said = '';
      const socket = connect({ host: '127.0.0.1', port: shell.port });
      socket.setEncoding('utf8').on('data', (text) => {
        said += String(text);
        if (said.includes('\r\n\r\n')) {
          socket.destroy();
          done(said);
        }
      });
      socket.on('close', () => done(said));
      socket.on('connect', () =>
        socket.write(
          [
            'POST /api/jobs.list HTTP/1.1',
            ...Object.entries(own({ 'content-length': '10' })).map(([name, value]) => `${name}: ${value}`),
            '',
            '{',
          ].join('\r\n'),
        ),
      );
    });
    expect(await slow).toMatch(/^HTTP\/1\.1 408/);
    await silent;
    expect(performance.now() - begun).toBeLessThan(20_000);
  }, 60_000);
});
