import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NONCE_PLACEHOLDER } from '../../../electron/host/serve/headers.ts';
import { staticFiles, type StaticFiles } from '../../../electron/host/serve/staticFiles.ts';
import { startLoopback, type Loopback } from '../../../electron/loopback/server.ts';
import { scriptedHost, type Scripted } from '../../contract/scriptedHost.ts';
import { tempFolder } from '../../tempFolder.ts';

/** What lies beside the page and must never be answered. */
export const SECRET = 'the secret beside the page';

/** The folder of a page of a few files, with a secret beside it. */
export function smallPageFolder(): string {
  const folder = tempFolder();
  const page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), SECRET);
  writeFileSync(join(page, '.hidden'), SECRET);
  writeFileSync(
    join(page, 'index.html'),
    `<!doctype html><meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}"><p>page`,
  );
  writeFileSync(join(page, 'room.html'), `<!doctype html><meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}"><p>room`);
  writeFileSync(join(page, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(join(page, 'assets', 'decode-abc123.wasm'), '\0asm');
  return page;
}

/** The same page, listed. */
export const smallPage = (): StaticFiles => staticFiles(smallPageFolder());

/** A loopback shell over a scripted host, with what is needed to pass its gate. */
export interface Started extends Loopback {
  readonly scripted: Scripted;
  readonly origin: string;
  readonly cookie: string;
}

/** Starts one; the test closes it. */
export async function started(scripted = scriptedHost()): Promise<Started> {
  const loopback = await startLoopback({ running: scripted, files: smallPage(), port: 0 });
  const origin = `http://127.0.0.1:${loopback.port}`;
  const first = await fetch(loopback.address, { redirect: 'manual' });
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { ...loopback, scripted, origin, cookie };
}

/** Headers of a request. */
export type Headers = Readonly<Record<string, string>>;

/** Headers as the browser sends them from our own page. */
export const ownHeaders = ({ port, origin, cookie }: Started, more: Headers = {}): Headers => ({
  host: `127.0.0.1:${port}`,
  origin,
  cookie,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
  ...more,
});

/** An answer as it came over the wire. */
export interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request exactly as given: the path is not tidied, and any header may be set. */
export const raw = (
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Uint8Array,
): Promise<Raw> =>
  new Promise((done, failed) => {
    const asked = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString('utf8'),
          }),
        );
        response.on('error', failed);
      },
    );
    asked.on('error', failed);
    asked.end(body);
  });
