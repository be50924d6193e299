import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../tempFolder.ts';
import { ctElements, part10 } from '../host/dicom/headerBytes.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** What of Node itself a whole scan of one slice has loaded when it ends. */
function loadedByScan(): readonly string[] {
  const folder = tempFolder();
  const [images, list] = [join(folder, 'images'), join(folder, 'loaded.json')];
  mkdirSync(images);
  writeFileSync(join(images, 'slice'), part10(ctElements()));
  const watch = join(folder, 'watch.cjs');
  writeFileSync(watch, `process.on('exit', () => {
    process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList));
  });`);
  const answer = execFileSync(process.execPath, [
    '--require', watch, join(root, 'tools', 'withNode24.mjs'), 'electron/commandLine/main.ts', 'scan', images,
  ], { cwd: root, encoding: 'utf8' });
  expect(JSON.parse(answer)).toMatchObject({ studies: [{ series: [{ instances: 1 }] }], rejected: [] });
  return JSON.parse(readFileSync(list, 'utf8')) as readonly string[];
}

it('loads nothing of Node that plain files do not need: no streams of files, no zlib, no threads', () => {
  const loaded = new Set(loadedByScan().map((name) => name.replace('NativeModule ', '')));
  const heavy = ['internal/fs/streams', 'zlib', 'child_process', 'crypto', 'worker_threads', 'sqlite'];
  expect(heavy.filter((name) => loaded.has(name))).toEqual([]);
});
