import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { makeFolders } from '../../../../electron/host/files/makeFolders.ts';
import { tempFolder } from '../../../tempFolder.ts';

it('makes what is missing, for whom it is told, and says where it began', () => {
  const root = tempFolder();
  expect(makeFolders(join(root, 'a', 'b', 'c'), 0o700)).toBe(join(root, 'a'));
  for (const made of ['a', 'a/b', 'a/b/c']) {
    const found = statSync(join(root, made));
    expect(found.isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(found.mode & 0o777).toBe(0o700);
  }
  expect(makeFolders(join(root, 'a', 'b', 'd'), 0o700)).toBe(join(root, 'a', 'b', 'd'));
});

it('makes nothing where all is there', () => {
  const root = tempFolder();
  expect(makeFolders(root, 0o700)).toBeNull();
  expect(readdirSync(root)).toEqual([]);
});

it('throws what the system says where a file or a link to nowhere stands in the way', () => {
  const root = tempFolder();
  writeFileSync(join(root, 'file'), '');
  symlinkSync(join(root, 'unplugged'), join(root, 'disc'));
  expect(() => makeFolders(join(root, 'file', 'x'), 0o700)).toThrow(/ENOTDIR|EEXIST|ENOENT/);
  expect(() => makeFolders(join(root, 'disc'), 0o700)).toThrow(/EEXIST|ENOENT/);
  expect(() => makeFolders(join(root, 'disc', 'x'), 0o700)).toThrow(/EEXIST|ENOENT/);
  expect(existsSync(join(root, 'unplugged'))).toBe(false);
});

it('comes back from a place that makes no folders', () => {
  const module = pathToFileURL(join(import.meta.dirname, '../../../../electron/host/files/makeFolders.ts'));
  const place = existsSync('/proc/self') ? '/proc/nowhere/at/all' : join(process.execPath, 'x');
  // In a process of its own: a loop in here could not be ended.
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval',
    `const { makeFolders } = await import(${JSON.stringify(module.href)});
    try { makeFolders(${JSON.stringify(place)}, 0o700); } catch (fault) { console.log(fault.code); }`],
  { encoding: 'utf8', timeout: 30_000, killSignal: 'SIGKILL' });
  expect({ status, said: stdout.trim() }).toEqual({ status: 0, said: expect.stringMatching(/^E[A-Z]+$/) });
});
