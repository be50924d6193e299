import { readdirSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Keep } from './headers.ts';

/** One file that may be answered. */
export interface StaticFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  readonly keep: Keep;
}
/** Everything that may be answered, by the path of its URL. A request looks up; it never builds a path. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Names end in the hash of the content where the bundler put them. */
const isHashed = (urlPath: string): boolean => urlPath.startsWith('/assets/');

/** The allow-list of a folder as it is now; files of unknown kinds are left out. */
export function staticFiles(folder: string): StaticFiles {
  const listed = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    const stat = statSync(path);
    const type = TYPES[extname(name)];
    if (!stat.isFile() || type === undefined) return [];
    const urlPath = `/${name.split(sep).map(encodeURIComponent).join('/')}`;
    const file: StaticFile = { path, type, bytes: stat.size, keep: isHashed(urlPath) ? 'hashed' : 'never' };
    return [[urlPath, file] as const];
  });
  return new Map(listed);
}
