import { spawn } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { tempFolder } from '../tempFolder.ts';

const root = join(import.meta.dirname, '../..');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Runs the download against a mirror that behaves as told. */
async function fetchFrom(
  behave: RequestListener,
): Promise<{ readonly status: number | null; readonly said: string; readonly ms: number }> {
  const server = createServer(behave);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const home = tempFolder();
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, 'tools/fetchElectron.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_CACHE_HOME: home,
      TMPDIR: home,
      ELECTRON_MIRROR: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const status = await new Promise<number | null>((done) => child.on('exit', done));
  return { status, said, ms: performance.now() - begun };
}

it('gives up after 10 s where nobody answers', async () => {
  const { status, said, ms } = await fetchFrom(() => {});
  expect([status, said.trim()]).toEqual([1, 'No answer.']);
  expect(ms).toBeGreaterThan(9_500);
  expect(ms).toBeLessThan(14_000);
}, 30_000);

it('gives up at once where there is no such file', async () => {
  const { status, said, ms } = await fetchFrom((_request, response) => response.writeHead(404).end());
  expect(status).toBe(1);
  expect(said).toContain('404');
  expect(ms).toBeLessThan(9_000);
}, 30_000);

it('shows how far it is, and refuses what is not the file that it should be', async () => {
  const { status, said } = await fetchFrom((_request, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    for (const part of [250, 250, 500]) response.write(Buffer.alloc(part));
    response.end();
  });
  expect(status).toBe(1);
  expect(said).toContain('Electron: 100 %');
  expect(said).toMatch(/checksum/i);
}, 30_000);
