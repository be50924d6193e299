import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openHeaderPool } from '../../../../electron/host/dicom/headerPool.ts';
import { readHeader } from '../../../../electron/host/dicom/readHeader.ts';
import { ctElements, part10 } from './headerBytes.ts';
import { tempFolder } from '../../../tempFolder.ts';

const folder = tempFolder();
const written = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const ct = (number: number): Uint8Array =>
  part10(ctElements({ 0x00080018: { tag: 0x00080018, vr: 'UI', value: `1.2.3.4.${number}` } }));
const outcome = (result: Awaited<ReturnType<ReturnType<typeof openHeaderPool>['read']>>): string =>
  (result.ok ? result.value.sopInstanceUid : result.failure.code);

it('answers each file as the reader itself would, in the order asked', async () => {
  const paths = Array.from({ length: 150 }, (_, n) => written(`ct${n}`, n % 10 === 3 ? 'no image' : ct(n)));
  const pool = openHeaderPool(2);
  const results = await Promise.all(paths.map((path) => pool.read(path)));
  expect(results).toEqual(paths.map((path) => readHeader(path)));
  await pool.close();
});

it('refuses folders, pipes, and what is not there, without waiting', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const pool = openHeaderPool(1);
  const results = await Promise.all([folder, pipe, join(folder, 'none'), '/dev/zero',
    written('empty', '')].map((path) => pool.read(path)));
  expect(results.map(outcome)).toEqual(['file/not-a-file', 'file/not-a-file', 'file/unreadable',
    'file/not-a-file', 'file/empty']);
  await pool.close();
});

/** A reader that misbehaves on files of certain names. */
const reader = written('reader.mjs', `
  export function readHeader(path) {
    if (path.includes('hangs')) for (;;);
    if (path.includes('throws')) throw new Error('bug');
    const all = [];
    while (path.includes('fills')) all.push(new Array(100000).fill(path + all.length));
    return { ok: false, failure: { code: 'file/not-dicom', detail: path } };
  }
`);
const misbehaving = { reader: new URL(`file://${reader}`), mostMsPerFile: 1_500 };

it('ends a file that takes too long, and reads the others in a new worker', async () => {
  const pool = openHeaderPool(2, misbehaving);
  const names = ['a', 'b', 'hangs 1', 'c', 'd', 'hangs 2', 'e', 'f', 'g', 'h'];
  const results = await Promise.all(names.map((name) => pool.read(name)));
  expect(results.map(outcome)).toEqual(names.map((name) =>
    (name.startsWith('hangs') ? 'file/took-too-long' : 'file/not-dicom')));
  expect(outcome(await pool.read('later'))).toBe('file/not-dicom');
  await pool.close();
});

it('survives a reader that throws or runs out of memory', async () => {
  const pool = openHeaderPool(1, { ...misbehaving, mostMsPerFile: 30_000 });
  const names = ['a', 'throws', 'b', 'fills', 'c'];
  const results = await Promise.all(names.map((name) => pool.read(name)));
  expect(results.map(outcome)).toEqual(['file/not-dicom', 'file/reader-stopped', 'file/not-dicom',
    'file/reader-stopped', 'file/not-dicom']);
  await pool.close();
});

it('leaves nobody waiting when it is closed', async () => {
  const pool = openHeaderPool(1, misbehaving);
  const waiting = ['hangs', 'a', 'b'].map((name) => pool.read(name));
  await pool.close();
  expect((await Promise.all(waiting)).map(outcome)).toEqual(['file/reader-stopped', 'file/reader-stopped',
    'file/reader-stopped']);
  expect(outcome(await pool.read('after'))).toBe('file/reader-stopped');
});
