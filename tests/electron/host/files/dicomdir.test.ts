import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedByDicomdir, safeParts } from '../../../../electron/host/files/dicomdir.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { writeSeries } from '../../../phantoms/series.ts';
import { imported, runningHost } from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

const even = (value: string): Buffer => Buffer.from(value.length % 2 === 0 ? value : `${value} `, 'latin1');
const short = (tag: number, vr: string, bytes: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
};
const item = (bytes: Buffer): Buffer => {
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
};

/** A DICOMDIR that names these file ids, explicit VR little endian. */
function dicomdir(names: readonly string[]): Buffer {
  const records = Buffer.concat(names.map((name) => item(Buffer.concat([
    short(0x00041430, 'CS', even('IMAGE')), short(0x00041500, 'CS', even(name)),
  ]))));
  const sequence = Buffer.alloc(12);
  sequence.writeUInt16LE(0x0004, 0);
  sequence.writeUInt16LE(0x1220, 2);
  sequence.write('SQ', 4, 'latin1');
  sequence.writeUInt32LE(records.length, 8);
  const meta = Buffer.concat([
    short(0x00020002, 'UI', Buffer.from('1.2.840.10008.1.3.10')),
    short(0x00020003, 'UI', even('1.2.3.4\0').subarray(0, 8)),
    short(0x00020010, 'UI', Buffer.from('1.2.840.10008.1.2.1\0')),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    short(0x00020000, 'UL', length),
    meta,
    sequence,
    records,
  ]);
}

function discWith(names: readonly string[]): { readonly folder: string; readonly path: string } {
  const folder = tempFolder();
  writeSeries(join(folder, 'DICOM'), [
    cleanRun({ key: 'one' }),
    cleanRun({ key: 'two', study: { patientId: 'PH-one' } }),
  ]);
  const path = join(folder, 'DICOMDIR');
  writeFileSync(path, dicomdir(names));
  return { folder, path };
}

describe('a DICOMDIR', () => {
  it('names files of its folder, whatever the case, and those that are missing', async () => {
    const { path } = discWith(['DICOM\\XA-one.dcm', 'dicom\\xa-two', 'DICOM\\GONE', 'DICOM']);
    const { files, unread } = await namedByDicomdir(path);
    expect(files.map(({ name }) => name)).toEqual(['DICOM/XA-one.dcm', 'dicom/xa-two']);
    expect(unread).toEqual([
      { name: 'DICOM/GONE', code: 'dicomdir/file-missing' },
      { name: 'DICOM', code: 'dicomdir/file-missing' },
    ]);
  });

  it('leads nowhere outside its folder by a link', async () => {
    const { folder, path } = discWith(['OUT\\XA-three.dcm', 'LINK']);
    const outside = tempFolder();
    writeSeries(outside, [cleanRun({ key: 'three' })]);
    symlinkSync(outside, join(folder, 'OUT'));
    symlinkSync(join(outside, 'XA-three.dcm'), join(folder, 'LINK'));
    expect(await namedByDicomdir(path)).toEqual({
      files: [],
      unread: [
        { name: 'OUT/XA-three.dcm', code: 'file/link' },
        { name: 'LINK', code: 'file/link' },
      ],
    });
  });

  it.each([
    '..\\secret',
    'DICOM\\..\\..\\secret',
    '\\etc\\passwd',
    '/etc/passwd',
    'C:\\secret',
    '\\\\server\\share',
    'a\0b\\secret',
    '',
    '.\\x',
  ])('may not name %j', async (name) => {
    expect(safeParts(name)).toBeNull();
    const { path } = discWith([name]);
    const { files, unread } = await namedByDicomdir(path);
    expect(files).toEqual([]);
    expect(unread.map(({ code }) => code)).toEqual(['dicomdir/unsafe-name']);
  });

  it('that is damaged names nothing', async () => {
    const path = join(tempFolder(), 'DICOMDIR');
    writeFileSync(path, dicomdir(['A']).subarray(0, 200));
    expect(await namedByDicomdir(path)).toEqual({
      files: [],
      unread: [{ name: 'DICOMDIR', code: 'dicomdir/not-readable' }],
    });
  });

  it('imported by itself stands for what it names; its folder for all that is in it', async () => {
    const running = await runningHost();
    const { folder, path } = discWith(['DICOM\\XA-one.dcm', 'DICOM\\GONE']);
    const alone = await imported(running, path);
    expect(alone.report).toMatchObject({
      filesRead: 1,
      rejected: [{ name: 'DICOM/GONE', code: 'dicomdir/file-missing' }],
    });
    mkdirSync(join(folder, 'MORE'));
    const whole = await imported(running, folder);
    expect(whole.report).toMatchObject({
      filesRead: 2,
      filesNew: 1,
      rejected: [{ name: 'DICOM/GONE', code: 'dicomdir/file-missing' }],
    });
    expect(whole.job.cases).toEqual(alone.job.cases);
  });
});
