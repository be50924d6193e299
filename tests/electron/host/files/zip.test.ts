import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { openSource } from '../../../../electron/host/files/source.ts';
import type { Batch } from '../../../../electron/host/files/found.ts';
import { checkedZip, type ZipLimits } from '../../../../electron/host/files/zip.ts';
import { filesBelow } from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mode?: number;
  readonly stored?: boolean;
}
const text = (words: string): Uint8Array => Buffer.from(words);

/** A zip; names are put in afterwards, because the writer refuses the bad ones. */
async function zipOf(entries: readonly Entry[]): Promise<Buffer> {
  const zip = new ZipFile();
  const plain = ({ name }: Entry, at: number): string =>
    `${String(at).padStart(4, '0')}${'x'.repeat(Math.max(0, Buffer.byteLength(name) - 4))}`;
  entries.forEach((entry, at) => {
    zip.addBuffer(Buffer.from(entry.bytes), plain(entry, at), {
      mode: entry.mode ?? 0o100644,
      compress: entry.stored !== true,
    });
  });
  zip.end();
  let bytes = await buffer(zip.outputStream as NodeJS.ReadableStream & AsyncIterable<Buffer>);
  entries.forEach((entry, at) => {
    const wanted = Buffer.from(entry.name);
    const made = Buffer.from(plain(entry, at)).subarray(0, Math.max(4, wanted.length));
    if (made.length !== wanted.length) throw new Error('names in these tests have at least four letters');
    for (let found = bytes.indexOf(made); found >= 0; found = bytes.indexOf(made, found + 1))
      wanted.copy(bytes, found);
  });
  bytes = Buffer.from(bytes);
  return bytes;
}

async function read(bytes: Uint8Array, limits?: ZipLimits) {
  const [folder, scratch] = [tempFolder(), tempFolder()];
  const path = join(folder, 'disc.zip');
  writeFileSync(path, bytes);
  const source = await openSource(path, () => scratch, limits);
  if (!source.ok) return { failure: source.failure, left: filesBelow(scratch) };
  const batches: Batch[] = [];
  for await (const batch of source.value.batches(new AbortController().signal)) batches.push(batch);
  const unpacked = filesBelow(scratch);
  await source.value.close();
  return {
    files: batches.flatMap(({ files }) => files.map(({ name }) => name)),
    unread: batches.flatMap(({ unread }) => unread),
    unpacked,
    left: filesBelow(scratch),
    kind: source.value.kind,
  };
}

describe('a zip', () => {
  it('is unpacked under names of our own, and cleared away', async () => {
    const { files, unpacked, left, kind } = await read(await zipOf([
      { name: 'DICOM/IM1', bytes: text('one') }, { name: 'DICOM/Größe ü', bytes: text('two') },
    ]));
    expect({ files, left, kind }).toEqual({ files: ['DICOM/IM1', 'DICOM/Größe ü'], left: [], kind: 'zip' });
    expect(unpacked?.map((name) => name.split('/').at(-1))).toEqual(['000001.bin', '000002.bin']);
  });

  it.each([
    ['climbs', '../../etc/evil'],
    ['climbs in the middle', 'DICOM/../../../evil'],
    ['is absolute', '/etc/cron.d/evil'],
    ['names a drive', 'C:\\Windows\\evil'],
    ['names a share', '\\\\server\\share\\evil'],
    ['holds a NUL', 'ab\0c/evil'],
    ['climbs by backslashes', '..\\..\\evil'],
  ])('leaves out an entry whose name %s, and takes the others', async (_, name) => {
    const { files, unread, unpacked } = await read(await zipOf([
      { name, bytes: text('evil') }, { name: 'good', bytes: text('good') },
    ]));
    expect(files).toEqual(['good']);
    expect(unread).toEqual([{ name: expect.any(String), code: 'zip/unsafe-name' }]);
    expect(unpacked).toHaveLength(1);
  });

  it('leaves out links and archives inside it', async () => {
    const { unread, unpacked } = await read(
      await zipOf([
        { name: 'link', bytes: text('/etc/passwd'), mode: 0o120777 },
        { name: 'more.zip', bytes: await zipOf([{ name: 'inner', bytes: text('x') }]) },
        { name: 'pipe', bytes: text(''), mode: 0o010644 },
      ]),
    );
    expect(unread?.map(({ code }) => code)).toEqual(['file/link', 'file/archive-inside', 'file/link']);
    expect(unpacked).toEqual([]);
  });

  it('reports an entry that is damaged, and takes the others', async () => {
    const bytes = await zipOf([
      { name: 'bad1', bytes: text('compressible '.repeat(90)) },
      { name: 'good', bytes: text('good') },
    ]);
    bytes.fill(0xff, bytes.indexOf('bad1') + 8, bytes.indexOf('bad1') + 20);
    const { files, unread } = await read(bytes);
    expect({ files, unread }).toEqual({
      files: ['good'],
      unread: [{ name: 'bad1', code: 'zip/damaged-entry', remains: expect.any(String) }],
    });
  });

  it('holds an entry to its checksum', async () => {
    const bytes = await zipOf([
      { name: 'bad1', bytes: text('one bit of this is turned'), stored: true },
      { name: 'good', bytes: text('good'), stored: true },
    ]);
    bytes.write('ZZZ', bytes.indexOf('one bit'));
    expect(await read(bytes)).toMatchObject({
      files: ['good'], unread: [{ name: 'bad1', code: 'zip/damaged-entry' }] });
  });

  it('is refused as a whole where it is cut short', async () => {
    const bytes = await zipOf([{ name: 'good', bytes: text('good') }]);
    expect(await read(bytes.subarray(0, bytes.length - 30))).toEqual({
      failure: { code: 'zip/damaged' },
      left: [],
    });
  });
});

describe('the limits of a zip', () => {
  const limits: ZipLimits = { entries: 3, ratio: 100, totalBytes: 1_000 };
  const entries = (count: number, bytes: number): readonly Entry[] =>
    Array.from({ length: count }, (_, n) => ({
      name: `f${String(n).padStart(3, '0')}`,
      bytes: Buffer.alloc(bytes, n),
      stored: true,
    }));

  it('let pass as many entries as allowed, and not one more', async () => {
    expect(await read(await zipOf(entries(3, 10)), limits)).toMatchObject({
      files: ['f000', 'f001', 'f002'],
    });
    expect(await read(await zipOf(entries(4, 10)), limits)).toEqual({
      failure: { code: 'zip/too-many-entries', entries: 4, limit: 3 },
      left: [],
    });
  });

  it('let pass as many bytes as allowed, and not one more', async () => {
    expect(await read(await zipOf(entries(2, 500)), limits)).toMatchObject({ files: ['f000', 'f001'] });
    expect(
      await read(
        await zipOf([...entries(1, 500), { name: 'more', bytes: Buffer.alloc(501), stored: true }]),
        limits,
      ),
    ).toEqual({ failure: { code: 'zip/too-large', bytes: 1001, limit: 1000 }, left: [] });
  });

  it('refuse a bomb before anything is unpacked', async () => {
    const bomb = await zipOf([{ name: 'bomb', bytes: Buffer.alloc(64 << 20) }]);
    expect(await read(bomb)).toEqual({
      failure: { code: 'zip/ratio', ratio: expect.any(Number), limit: 100 },
      left: [],
    });
  });

  it('hold an entry to the size that it declares', async () => {
    const bytes = await zipOf([{ name: 'liar', bytes: Buffer.alloc(100_000, 'ab') }]);
    // The size as declared in the directory: 100,000 becomes 1,000.
    const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(1_000, directory + 24);
    expect(await read(bytes)).toMatchObject({
      files: [],
      unread: [{ name: 'liar', code: 'zip/damaged-entry' }],
      left: [],
    });
  });

  it.each([
    [100_000, true],
    [100_001, false],
  ])('are 100,000 entries by default: %d of them', async (count, isTaken) => {
    const path = join(tempFolder(), 'many.zip');
    writeFileSync(path, emptyEntries(count));
    const zip = await checkedZip(path);
    if (zip.ok) zip.value.close();
    expect(zip.ok ? zip.value.count : zip.failure)
      .toEqual(isTaken ? count : { code: 'zip/too-many-entries', entries: count, limit: 100_000 });
  });
});

/**
 * A zip of empty entries, by its directory alone: all of them have the one local header. Zip64, for the
 * count.
 */
function emptyEntries(count: number): Buffer {
  const local = Buffer.alloc(34);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(4, 26);
  const directory = Buffer.alloc(50 * count);
  for (let n = 0; n < count; n += 1) {
    directory.write('PK\x01\x02', 50 * n, 'latin1');
    directory.writeUInt16LE(4, 50 * n + 28);
    directory.writeUInt32LE(n + 1, 50 * n + 46);
  }
  const end = Buffer.alloc(56 + 20 + 22);
  end.write('PK\x06\x06', 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(directory.length), 40);
  end.writeBigUInt64LE(BigInt(local.length), 48);
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(local.length + directory.length), 64);
  end.writeUInt32LE(1, 72);
  end.write('PK\x05\x06', 76, 'latin1');
  end.fill(0xff, 84, 96);
  return Buffer.concat([local, directory, end]);
}

it('a gzipped file is named as such', async () => {
  const path = join(tempFolder(), 'a.dcm.gz');
  writeFileSync(path, Buffer.from([0x1f, 0x8b, 8, 0]));
  const source = await openSource(path, tempFolder);
  if (!source.ok) throw new Error(source.failure.code);
  const batches: Batch[] = [];
  for await (const batch of source.value.batches(new AbortController().signal)) batches.push(batch);
  expect(batches).toEqual([{ files: [], unread: [{ name: 'a.dcm.gz', code: 'file/gzip' }] }]);
});

it.each([
  ['/nowhere/at/all', 'source/not-found'],
  ['/dev/null', 'source/not-a-file-or-folder'],
])('%s is %s', async (path, code) => {
  expect(await openSource(path, tempFolder)).toEqual({ ok: false, failure: { code } });
});
