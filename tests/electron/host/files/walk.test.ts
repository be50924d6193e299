import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Batch } from '../../../../electron/host/files/found.ts';
import { walked } from '../../../../electron/host/files/walk.ts';
import { tempFolder } from '../../../tempFolder.ts';

async function all(root: string, signal = new AbortController().signal): Promise<Batch> {
  const batches: Batch[] = [];
  for await (const batch of walked(root, signal)) batches.push(batch);
  return { files: batches.flatMap(({ files }) => files), unread: batches.flatMap(({ unread }) => unread) };
}

it('finds the files of every depth by names relative to the root', async () => {
  const root = tempFolder();
  const deep = Array.from({ length: 40 }, (_, n) => `d${n}`).join('/');
  mkdirSync(join(root, deep), { recursive: true });
  writeFileSync(join(root, 'top'), '');
  writeFileSync(join(root, deep, 'bottom'), '');
  const { files, unread } = await all(root);
  expect(files.map(({ name }) => name).toSorted()).toEqual([`${deep}/bottom`, 'top']);
  expect(unread).toEqual([]);
});

it('lists links, pipes, sockets and archives without opening them', async () => {
  const root = tempFolder();
  symlinkSync('/', join(root, 'everything'));
  symlinkSync(root, join(root, 'round'));
  symlinkSync('/nowhere', join(root, 'nowhere'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  writeFileSync(join(root, 'inner.ZIP'), '');
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(join(root, 'socket'), resolve); });
  try {
    const { files, unread } = await all(root);
    expect(files).toEqual([]);
    expect(unread.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'everything', code: 'file/link' }, { name: 'inner.ZIP', code: 'file/archive-inside' },
      { name: 'nowhere', code: 'file/link' }, { name: 'pipe', code: 'file/not-regular' },
      { name: 'round', code: 'file/link' }, { name: 'socket', code: 'file/not-regular' },
    ]);
  } finally {
    server.close();
  }
});

it('names a folder that it may not list, and goes on', async () => {
  const root = tempFolder();
  mkdirSync(join(root, 'shut'));
  writeFileSync(join(root, 'open'), '');
  chmodSync(join(root, 'shut'), 0o000);
  const { files, unread } = await all(root);
  chmodSync(join(root, 'shut'), 0o700);
  expect(files.map(({ name }) => name)).toEqual(['open']);
  // Whoever is root may list everything.
  expect(unread).toEqual(process.getuid?.() === 0 ? [] : [{ name: 'shut', code: 'folder/not-readable' }]);
});

it('names what has no text for a name, and not what only looks like it', async () => {
  const root = tempFolder();
  writeFileSync(join(root, '\ufffd'), '');
  const odd = ['J\xe9r\xf4me', 'b\xefld'].map((name) =>
    Buffer.concat([Buffer.from(join(root, '/')), Buffer.from(name, 'latin1')]));
  // Some systems make no such names, and then there is none to be met.
  const [isFolderMade, isFileMade] = odd.map((path, at) => {
    try {
      if (at === 0) mkdirSync(path);
      else writeFileSync(path, '');
      return true;
    } catch {
      return false;
    }
  });
  const { files, unread } = await all(root);
  expect(files.map(({ name }) => name)).toEqual(['\ufffd']);
  expect(unread.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    ...(isFileMade ? [{ name: 'b\ufffdld', code: 'file/name-not-text' }] : []),
    ...(isFolderMade ? [{ name: 'J\ufffdr\ufffdme', code: 'file/name-not-text' }] : []),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  if (process.platform === 'linux') expect([isFolderMade, isFileMade]).toEqual([true, true]);
});

it('is told of a folder that goes away under it, and stops when it is told to', async () => {
  expect(await all(join(tempFolder(), 'gone'))).toEqual({
    files: [],
    unread: [{ name: '', code: 'folder/not-readable' }],
  });
  const root = tempFolder();
  for (let n = 0; n < 2_000; n += 1) writeFileSync(join(root, `f${n}`), '');
  const abort = new AbortController();
  let met = 0;
  for await (const { files } of walked(root, abort.signal)) {
    met += files.length;
    abort.abort();
  }
  expect(met).toBeLessThanOrEqual(512);
});
