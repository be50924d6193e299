import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SourceRef } from '../../../../core/contract/ids.ts';
import {
  filesBelow,
  isWorthSending,
  type DroppedFile,
} from '../../../../renderer/features/import/dropped.ts';
import { phaseWords } from '../../../../renderer/features/import/phaseWords.ts';
import { sendFiles, uploadUrl } from '../../../../renderer/features/import/upload.ts';

const box = 'src_0000000000000001' as SourceRef;
const part10 = (name: string): File => new File([new Uint8Array(128), 'DICM', 'rest'], name);
const fileEntry = (fullPath: string, file: File | null): FileSystemEntry =>
  ({
    isFile: true,
    isDirectory: false,
    fullPath,
    name: fullPath.split('/').at(-1),
    file: (found: (file: File) => void, lost: (fault: Error) => void) =>
      file === null ? lost(new Error('gone')) : found(file),
  }) as unknown as FileSystemEntry;
/** A folder that hands its entries out in batches, as browsers do. */
const folderEntry = (fullPath: string, batches: readonly (readonly FileSystemEntry[])[]): FileSystemEntry =>
  ({
    isFile: false,
    isDirectory: true,
    fullPath,
    name: fullPath.slice(1),
    createReader: () => {
      const left = [...batches];
      return { readEntries: (give: (batch: readonly FileSystemEntry[]) => void) => give(left.shift() ?? []) };
    },
  }) as unknown as FileSystemEntry;

const lockedFolder = (fullPath: string): FileSystemEntry =>
  ({
    isFile: false,
    isDirectory: true,
    fullPath,
    createReader: () => ({
      readEntries: (_: unknown, lost: (fault: Error) => void) => lost(new Error('no')),
    }),
  }) as unknown as FileSystemEntry;
/** A dropped file as the walk hands it on. */
const given = (name: string, file: File = part10(name)): DroppedFile => ({ name, file: async () => file });

afterEach(() => vi.unstubAllGlobals());

describe('what was dropped', () => {
  it('is walked to any depth and through every batch', async () => {
    const entries = [
      folderEntry('/disc', [
        [fileEntry('/disc/a', part10('a'))],
        [folderEntry('/disc/deep', [[fileEntry('/disc/deep/b', part10('b'))]]), fileEntry('/disc/c', null)],
        [lockedFolder('/disc/locked')],
      ]),
    ];
    const lost: string[] = [];
    const names: string[] = [];
    for await (const { name } of filesBelow(entries, (path) => lost.push(path))) names.push(name);
    expect(names.toSorted()).toEqual(['disc/a', 'disc/c', 'disc/deep/b']);
    expect(lost).toEqual(['disc/locked']);
  });

  it('is worth sending by its first bytes, not by its name', async () => {
    const worth = (...parts: readonly BlobPart[]): Promise<boolean> =>
      isWorthSending(new File([...parts], 'x'));
    expect(await worth(new Uint8Array(128), 'DICM', 'x')).toBe(true);
    expect(await worth('PK\u0003\u0004', new Uint8Array(200))).toBe(true);
    expect(await worth(new Uint8Array([8, 0, 5, 0]), new Uint8Array(200))).toBe(true);
    expect(await worth(new Uint8Array([8, 0, 5, 0]))).toBe(false);
    expect(await worth(new Uint8Array(128), 'DICX')).toBe(false);
    expect(await worth('%PDF-1.7', new Uint8Array(400))).toBe(false);
    expect(await worth(new Uint8Array(128), 'DICM')).toBe(false);
    expect(await worth('')).toBe(false);
  });
});

describe('sending', () => {
  async function* all(files: readonly DroppedFile[]): AsyncGenerator<DroppedFile, void, undefined> {
    for (const file of files) yield file;
  }
  const send = (files: readonly DroppedFile[], signal = new AbortController().signal) =>
    sendFiles(box, [() => all(files)], signal, () => {});

  it('makes each part of a name safe for a URL', () => {
    expect(uploadUrl(box, 'a b/ü#?%/../c')).toBe(`/upload/${box}/a%20b/%C3%BC%23%3F%25/../c`);
  });

  it('sends what may be DICOM and counts what it leaves out', async () => {
    const urls: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      urls.push(url);
      return new Response();
    });
    const sent = await send([
      given('d/a'),
      given('d/readme.txt', new File(['hello'], 'r')),
      { name: 'd/gone', file: () => Promise.reject(new Error('gone')) },
    ]);
    expect(sent).toEqual({ ok: true, value: { sent: 1, leftOut: 1, lost: 1 } });
    expect(urls).toEqual([`/upload/${box}/d/a`]);
  });

  it('sends a picture whose name is refused under a number', async () => {
    const urls: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      urls.push(url);
      return new Response('', { status: url.includes('renamed') ? 200 : 400 });
    });
    expect((await send([given('CON')])).ok).toBe(true);
    expect(urls).toEqual([`/upload/${box}/CON`, `/upload/${box}/renamed-1`]);
  });

  it.each([
    [404, 'upload/not-found'],
    [413, 'upload/too-large'],
    [507, 'upload/not-written'],
    [500, 'carriage/unreachable'],
  ])('ends at status %d with %s', async (status, code) => {
    let count = 0;
    vi.stubGlobal('fetch', async () => {
      count += 1;
      return new Response('', { status });
    });
    const sent = await send(Array.from({ length: 50 }, (_, n) => given(`f${n}`)));
    expect(sent).toEqual({ ok: false, failure: { code } });
    expect(count, 'those on their way when the first was refused').toBeLessThanOrEqual(4);
  });

  it('never has more than four files on their way', async () => {
    let [now, most] = [0, 0];
    vi.stubGlobal('fetch', async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((done) => {
        setImmediate(done);
      });
      now -= 1;
      return new Response();
    });
    await send(Array.from({ length: 40 }, (_, n) => given(`f${n}`)));
    expect(most).toBe(4);
  });

  it('sends one dropped thing after the other and counts what was lost on the way', async () => {
    const urls: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      urls.push(url);
      return new Response();
    });
    const first = async function* (
      onLost: (name: string) => void,
    ): AsyncGenerator<DroppedFile, void, undefined> {
      yield given('a');
      onLost('b');
    };
    const sent = await sendFiles(
      box,
      [first, () => all([given('c')])],
      new AbortController().signal,
      () => {},
    );
    expect(sent).toEqual({ ok: true, value: { sent: 2, leftOut: 0, lost: 1 } });
    expect(urls).toEqual([`/upload/${box}/a`, `/upload/${box}/c`]);
  });

  it('stops between two files when it is cancelled', async () => {
    const stop = new AbortController();
    let count = 0;
    vi.stubGlobal('fetch', async () => {
      count += 1;
      stop.abort();
      return new Response();
    });
    await send(
      Array.from({ length: 100 }, (_, n) => given(`f${n}`)),
      stop.signal,
    );
    expect(count).toBeLessThanOrEqual(4);
  });
});

describe('a running import in words', () => {
  it('counts what it knows and promises no total that it does not', () => {
    expect(phaseWords({ phase: 'walking', done: 20_412, of: 0 })).toBe('Looking for files, 20,412 found');
    expect(phaseWords({ phase: 'copying', done: 1_204, of: 3_498 })).toBe(
      'Copying into the library, 1,204 of 3,498',
    );
    expect(phaseWords({ phase: 'reading', done: 7, of: 0 })).toBe('Reading headers, 7');
    expect(phaseWords({ phase: 'fetching', done: 0, of: 400 })).toBe('Asking the archive for the study');
    expect(phaseWords({ phase: 'fetching', done: 7, of: 400 })).toBe('Fetching files from the archive, 7 of 400');
  });
});
