import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { err } from '../../../core/result.ts';
import type { PixelFailure, Served } from '../blobs.ts';
import type { OutgoingFile } from '../export/outgoing.ts';
import type { RunningHost, UploadFailure } from '../runningHost.ts';
import { NONCE_PLACEHOLDER, REPORT_PATH, securityHeaders, type Keep } from './headers.ts';
import { inRoom } from './roomScope.ts';
import type { StaticFile, StaticFiles } from './staticFiles.ts';
import { recordBytes, sliceBytes, volumeStream } from './volumeStream.ts';

/** What answering needs of the running host, and the files of the page. */
export interface ServeParts {
  readonly files: StaticFiles;
  readonly running: Pick<RunningHost, 'blobs' | 'uploads' | 'outgoing'>;
  /** Told what the content security policy stopped; nothing of a patient is in it. */
  readonly onViolation: (violation: string) => void;
}

/**
 * Answers everything that is fetched by URL, in both shells: page, pixels, uploads. Never fails, never
 * throws.
 */
export type Answerer = (request: Request) => Promise<Response>;

const REPORT_LIMIT = 64 * 1024;
const UPLOAD_STATUS: Readonly<Record<UploadFailure['code'], number>> = {
  'upload/not-found': 404,
  'upload/bad-name': 400,
  'upload/too-large': 413,
  'upload/too-many': 413,
  'upload/not-written': 507,
};

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly keep?: Keep;
  readonly more?: Readonly<Record<string, string>>;
}

/** An answer with the headers that every answer has. */
export const reply = (
  body: Body,
  { status = 200, type, keep = 'never', more = {} }: Reply,
  nonce = newNonce(),
): Response =>
  new Response(body, {
    status,
    headers: {
      ...securityHeaders(nonce, keep),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...more,
    },
  });

type Refused = { readonly code: string; readonly [fact: string]: unknown };

/** A failure as JSON, in the form in which the contract carries failures. */
export const refusal = (
  status: number,
  failure: Refused,
  more: Readonly<Record<string, string>> = {},
): Response => reply(JSON.stringify(err(failure)), { status, type: 'application/json; charset=utf-8', more });

const newNonce = (): string => randomBytes(16).toString('base64');
const notFound = (): Response => refusal(404, { code: 'carriage/not-found' });
const notAllowed = (allow: string): Response => refusal(405, { code: 'carriage/not-allowed' }, { allow });
const unreadable = (failure: PixelFailure): Response => refusal(422, { ...failure });
const outside = (name: string, count: number): Response =>
  refusal(400, { code: 'carriage/bad-input', issues: [`${name}: from 0 to ${count - 1}`] });

/** The whole number of a query, null where it is absent, undefined where it is no index below `count`. */
function indexIn(query: URLSearchParams, name: string, count: number): number | null | undefined {
  const text = query.get(name);
  if (text === null) return null;
  return /^\d{1,7}$/.test(text) && Number(text) < count ? Number(text) : undefined;
}

async function pixels(served: Served, query: URLSearchParams): Promise<Response> {
  const type = 'application/octet-stream';
  if (served.kind === 'xa') {
    const n = indexIn(query, 'frame', served.run.frames);
    if (n === undefined || n === null) return outside('frame', served.run.frames);
    const frame = await served.run.frame(n);
    return frame.ok ? reply(new Uint8Array(frame.value), { type }) : unreadable(frame.failure);
  }
  const { volume } = served;
  const { dims } = volume.grid;
  const k = indexIn(query, 'slice', dims[2]);
  if (k === undefined) return outside('slice', dims[2]);
  if (k === null) {
    return reply(volumeStream(volume), {
      type,
      more: { 'content-length': `${recordBytes(dims) * dims[2]}` },
    });
  }
  const slice = await volume.slice(k);
  return slice.ok ? reply(sliceBytes(slice.value), { type }) : unreadable(slice.failure);
}

/** A file as it goes to where the operator keeps it, straight from the disk. */
const download = ({ path, name, bytes }: OutgoingFile): Response =>
  reply(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, {
    type: 'application/zip',
    more: { 'content-length': `${bytes}`, 'content-disposition': `attachment; filename="${name}"` },
  });

async function page(file: StaticFile): Promise<Response> {
  const nonce = newNonce();
  const html = await readFile(file.path, 'utf8');
  return reply(html.replaceAll(NONCE_PLACEHOLDER, nonce), { type: file.type }, nonce);
}

async function upload(parts: ServeParts, ref: string, name: string, request: Request): Promise<Response> {
  const body =
    request.body === null
      ? Readable.from([])
      : Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  const put = await parts.running.uploads.put(ref, name, body);
  return put.ok
    ? reply(JSON.stringify(put), { type: 'application/json; charset=utf-8' })
    : refusal(UPLOAD_STATUS[put.failure.code], put.failure);
}

/** What was stopped and by which directive, from the browser's report; no page content. */
function violationIn(text: string): string {
  try {
    const { 'csp-report': report } = JSON.parse(text) as { 'csp-report'?: Readonly<Record<string, unknown>> };
    return ['effective-directive', 'blocked-uri', 'source-file', 'line-number']
      .map((key) => report?.[key])
      .map((fact) => (typeof fact === 'string' || typeof fact === 'number' ? `${fact}`.slice(0, 200) : '-'))
      .join(' ');
  } catch {
    return 'a report that is not JSON';
  }
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** The file behind a path: a page has a short one, and a room screen finds everything of it below its own. */
function fileOf(pathname: string): string {
  const room = inRoom(pathname);
  if (room !== null) return room.rest === '/' ? '/room.html' : room.rest;
  return pathname === '/' ? '/index.html' : pathname;
}

/** The answerer over a page and a running host. */
export const answererOver =
  (parts: ServeParts): Answerer =>
  async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, area = '', ref = '', ...rest] = pathname.split('/');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (area === 'upload') {
      if (request.method !== 'PUT') return notAllowed('PUT');
      const name = decoded(rest.join('/'));
      return name === undefined
        ? refusal(400, { code: 'upload/bad-name' })
        : upload(parts, ref, name, request);
    }
    if (pathname === REPORT_PATH) {
      if (request.method !== 'POST') return notAllowed('POST');
      parts.onViolation(violationIn((await request.text()).slice(0, REPORT_LIMIT)));
      return reply(null, { status: 204 });
    }
    if (!isRead) return notAllowed('GET, HEAD');
    if (area === 'blob') {
      const served = rest.length === 0 ? parts.running.blobs.open(ref) : undefined;
      return served === undefined ? refusal(404, { code: 'blob/not-found' }) : pixels(served, searchParams);
    }
    if (area === 'export') {
      const outgoing = rest.length === 0 ? parts.running.outgoing(ref) : undefined;
      return outgoing === undefined ? refusal(404, { code: 'export/not-found' }) : download(outgoing);
    }
    const file = parts.files.get(fileOf(pathname));
    if (file === undefined) return notFound();
    if (file.type.startsWith('text/html')) return page(file);
    return reply(new Uint8Array(await readFile(file.path)), { type: file.type, keep: file.keep });
  };
