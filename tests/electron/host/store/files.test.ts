import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Store } from '../../../../electron/host/store/open.ts';
import type { FileToTake, StoredFile } from '../../../../electron/host/store/copiedFile.ts';
import { openIn, sha256 } from './fixture.ts';
import { importedId, prepared, valueIn } from './imports.ts';
import { tempFolder } from '../../../tempFolder.ts';

const live = (): AbortSignal => new AbortController().signal;
const filesIn = (folder: string): readonly string[] => readdirSync(join(folder, 'files'), { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(folder, 'files', name)).isFile()).toSorted();

/** A store in a data folder, and a folder of sources beside it. */
function setUp(): { readonly data: string; readonly store: Store; readonly source: (name: string, bytes: string | Buffer, zeroPreamble?: boolean) => FileToTake } {
  const folder = tempFolder();
  const data = join(folder, 'data');
  mkdirSync(join(folder, 'cd'));
  return {
    data, store: openIn(data),
    source: (name, bytes, zeroPreamble = false) => {
      const path = join(folder, 'cd', name);
      writeFileSync(path, bytes);
      return { path, zeroPreamble };
    },
  };
}
const taken = async (store: Store, sources: readonly FileToTake[]): Promise<readonly StoredFile[]> =>
  valueIn(await store.files.take(sources, live())).map((file) => valueIn(file));

it('a file lies under the hash of its bytes, readable by its owner only and never executable', async () => {
  const { data, store, source } = setUp();
  const from = source('a.dcm', 'abc');
  chmodSync(from.path, 0o755);
  const [file] = await taken(store, [from]);
  const name = sha256('abc');
  expect(file).toEqual({ sha256: name, bytes: 3, originalSha256: name, alteration: 'none' });
  expect(filesIn(data)).toEqual([`${name.slice(0, 2)}/${name}`]);
  expect(store.files.path(name)).toBe(join(data, 'files', name.slice(0, 2), name));
  expect(readFileSync(store.files.path(name), 'utf8')).toBe('abc');
  expect(statSync(store.files.path(name)).mode & 0o777).toBe(0o600);
});

it.each([[0], [1], [127], [128], [129], [4 * 2 ** 20 - 1], [4 * 2 ** 20], [4 * 2 ** 20 + 1], [9 * 2 ** 20]])(
  'carries %i bytes over whole, with and without zeroing the preamble', async (length) => {
    const { store, source } = setUp();
    const bytes = Buffer.alloc(length, 7);
    const zeroed = Buffer.from(bytes).fill(0, 0, Math.min(128, length));
    const [plain, altered] = await taken(store, [source('a', bytes), source('b', bytes, true)]);
    if (plain === undefined || altered === undefined) throw new Error('not taken');
    expect(plain).toEqual({ sha256: sha256(bytes), bytes: length, originalSha256: sha256(bytes), alteration: 'none' });
    expect(altered).toEqual({
      sha256: sha256(zeroed), bytes: length, originalSha256: sha256(bytes), alteration: length === 0 ? 'none' : 'preamble zeroed',
    });
    expect(readFileSync(store.files.path(altered.sha256)).equals(zeroed)).toBe(true);
  });

it('takes and checks a folder of files in the same few buffers', async () => {
  const { store, source } = setUp();
  const sources = Array.from({ length: 60 }, (_, n) => source(`${n}`, Buffer.alloc(200_000, n)));
  const large = (bytes: number): boolean => bytes > 100_000;
  const made = [vi.spyOn(Buffer, 'allocUnsafeSlow'), vi.spyOn(Buffer, 'allocUnsafe')];
  const files = await taken(store, sources);
  for (const file of files) expect(await store.files.verify(file.sha256)).toEqual({ ok: true, value: undefined });
  expect(made.flatMap(({ mock }) => mock.calls).filter(([bytes]) => large(bytes)).length).toBeLessThanOrEqual(8);
  for (const spy of made) spy.mockRestore();
});

it('fingerprints say what take would say, and write nothing', async () => {
  const { data, store, source } = setUp();
  const sources = [source('a', 'abc'), source('b', 'MZ'.padEnd(300, 'x'), true)];
  const before = filesIn(data);
  const prints = valueIn(await store.files.fingerprints(sources, live()));
  expect(filesIn(data)).toEqual(before);
  expect(prints).toEqual(valueIn(await store.files.take(sources, live())));
});

it('a file that is there already is not written again; one that lost bytes is put right', async () => {
  const { store, source } = setUp();
  const from = source('a', 'abcdef');
  const [file] = await taken(store, [from]);
  const path = store.files.path(file?.sha256 ?? '');
  const { ino } = statSync(path);
  await taken(store, [from]);
  expect(statSync(path).ino).toBe(ino);
  writeFileSync(path, 'abc');
  await taken(store, [from]);
  expect(readFileSync(path, 'utf8')).toBe('abcdef');
});

it('a source that cannot be read is its own failure; the others are taken', async () => {
  const { store, source } = setUp();
  const answers = valueIn(await store.files.take(
    [source('a', 'abc'), { path: join(tempFolder(), 'gone'), zeroPreamble: false }, { path: tempFolder(), zeroPreamble: false }], live()));
  expect(answers.map((answer) => (answer.ok ? answer.value.bytes : answer.failure))).toEqual([
    3, { code: 'file/not-readable', detail: 'ENOENT' }, { code: 'file/not-readable', detail: 'not a file' }]);
});

it('a cancelled import leaves no file', async () => {
  const { data, store, source } = setUp();
  const controller = new AbortController();
  const sources = Array.from({ length: 40 }, (_, k) => source(`${k}`, `file ${k}`));
  const answer = await store.files.take(sources, controller.signal, (done) => { if (done === 20) controller.abort(); });
  expect(answer).toEqual({ ok: false, failure: { code: 'import/cancelled' } });
  expect(filesIn(data)).toEqual([]);
});

it('tells how many are done, up to all', async () => {
  const { store, source } = setUp();
  const told: number[] = [];
  await store.files.take([source('a', '1'), source('b', '2'), source('c', '3')], live(), (done) => { told.push(done); });
  expect(told).toEqual([1, 2, 3]);
});

it('released files go, unless a case or another import names them', async () => {
  const { data, store, source } = setUp();
  const [only] = await taken(store, [source('a', 'only')]);
  const [once] = await taken(store, [source('b', 'both')]);
  const [twice] = await taken(store, [source('b', 'both')]);
  if (only === undefined || once === undefined || twice === undefined) throw new Error('not taken');
  valueIn(await store.files.release([only, once]));
  expect(filesIn(data).map((name) => name.slice(3))).toEqual([twice.sha256]);
  valueIn(await store.files.release([twice]));
  expect(filesIn(data)).toEqual([]);
  await importedId(store, { slices: 1 });
  const again = await prepared(store, { slices: 1 });
  valueIn(await store.files.release(again.instances.map(({ file }) => file)));
  expect(filesIn(data).length).toBe(1);
});

it('the next start sweeps what a crash left, and nothing else', async () => {
  const { data, store, source } = setUp();
  const id = await importedId(store, { slices: 2 });
  await taken(store, [source('a', 'never stored')]);
  writeFileSync(join(data, 'files', 'incoming', 'half'), 'ha');
  const foreign = join(data, 'files', 'ab', 'a note of the site.txt');
  mkdirSync(join(data, 'files', 'ab'), { recursive: true });
  writeFileSync(foreign, 'keep');
  expect(filesIn(data).length).toBe(5);
  store.close();
  const again = openIn(data);
  expect(filesIn(data).length).toBe(3);
  expect(existsSync(foreign)).toBe(true);
  expect(valueIn(again.library.instances(id)).map(({ path }) => existsSync(path))).toEqual([true, true]);
});

it('a start with an older library in place deletes no file that it does not know', async () => {
  const { data, store } = setUp();
  store.close();
  const older = readFileSync(join(data, 'library.sqlite'));
  const later = openIn(data);
  await importedId(later, { slices: 2 });
  later.close();
  writeFileSync(join(data, 'library.sqlite'), older);
  openIn(data);
  expect(filesIn(data).length).toBe(2);
});

it('verify tells a whole file from a changed and a missing one', async () => {
  const { store, source } = setUp();
  const [file] = await taken(store, [source('a', 'abcdef')]);
  const name = file?.sha256 ?? '';
  expect(await store.files.verify(name)).toEqual({ ok: true, value: undefined });
  writeFileSync(store.files.path(name), 'abcdeF');
  expect(await store.files.verify(name)).toEqual({ ok: false, failure: { code: 'file/changed' } });
  expect(await store.files.verify('0'.repeat(64))).toEqual({ ok: false, failure: { code: 'file/missing' } });
});

it.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])('%j is no name of a stored file', (name) => {
  const { store } = setUp();
  expect(() => store.files.path(name)).toThrow();
});

it('400 files of a CT are stored durably', async () => {
  const { store, source } = setUp();
  const sources = Array.from({ length: 400 }, (_, k) => source(`${k}`, Buffer.alloc(525_000, k % 251).fill(k, 0, 4)));
  const start = performance.now();
  const files = await taken(store, sources);
  console.log(`400 files of 525 kB: ${Math.round(performance.now() - start)} ms`);
  expect(files.length).toBe(400);
});
