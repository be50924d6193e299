import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { directoryBytes } from '../../../electron/host/dicom/directory.ts';
import { directoryFile } from '../../../electron/host/dicom/directoryFile.ts';
import { readHeaderFrom } from '../../../electron/host/dicom/readHeader.ts';
import { cleanSeries, fileBytes, writeSeries, type SliceFile } from '../../phantoms/series.ts';
import { headerBytes, uidOfSlice, withCutSlice } from '../../phantoms/cutSlices.ts';
import { tempFolder } from '../../tempFolder.ts';
import { folderOf, said, uidOf } from './said.ts';

const whole = cleanSeries({ slices: 24 });
const other = cleanSeries({ key: 'other', slices: 24 });
const scanned = async (path: string) => (await said(['scan', path])).answer;
const written = (files: Parameters<typeof writeSeries>[1], folder = tempFolder()): string => {
  writeSeries(join(folder, 'CT'), files);
  return folder;
};
const geometriesOf = async (path: string) =>
  (await scanned(path)).studies.flatMap(({ series }: { series: { geometry: unknown }[] }) =>
    series.map(({ geometry }) => geometry));

describe('a slice whose header is cut after its identifiers', () => {
  it.each([[0, 0.81], [0, 0.9], [0, 0.99], [23, 0.81], [23, 0.9], [23, 0.99]])(
    'is missed at an end of the series, too: slice %d at %d of its header', async (at, share) => {
      const answer = await scanned(written(withCutSlice(whole, at, share)));
      expect(answer.rejected).toHaveLength(1);
      expect(answer.studies[0].series[0]).toMatchObject({ frames: 23, geometry: {
        usable: false, correctable: false, intact: true,
        problems: [{ code: 'unreadable-slice', weight: 'blocks', instances: [uidOfSlice(whole, at)] }],
      } });
    });

  it('is missed inside the series beside the gap that it leaves', async () => {
    const [geometry] = await geometriesOf(written(withCutSlice(whole, 11, 0.9)));
    expect(geometry).toMatchObject({ usable: false, intact: true,
      problems: [{ code: 'missing-slice' }, { code: 'unreadable-slice' }] });
  });

  it('leaves a volume to those only who ask for what is intact', async () => {
    const folder = written(withCutSlice(whole, 23, 0.9));
    const words = ['volume', folder, '--series', uidOf(whole)];
    expect((await said(words)).answer.error.message).toMatch(/1 file of this series could not be read/);
    const { status, answer } = await said([...words, '--intact']);
    expect({ status, dims: answer.dims }).toEqual({ status: 0, dims: [64, 48, 23] });
  });

  it('is not missed where a whole copy of it lies elsewhere', async () => {
    const folder = written(withCutSlice(whole, 23, 0.9));
    writeSeries(join(folder, 'again'), whole.slice(23));
    expect(await geometriesOf(folder)).toMatchObject([{ usable: true, problems: [] }]);
  });

  it('says nothing against another series in its folder', async () => {
    const folder = written([...withCutSlice(whole, 23, 0.9), ...renamed(other)]);
    expect((await geometriesOf(folder)).map(({ usable }: { usable: boolean }) => usable).toSorted())
      .toEqual([false, true]);
  });
});

const NOTED = [{ usable: true, problems: [{ code: 'unreadable-slice', weight: 'note', instances: [] }] }];

const renamed = (files: readonly SliceFile[]): readonly SliceFile[] =>
  files.map((file) => ({ ...file, name: `other-${file.name}` }));

describe('a file that is cut before it says whose it is', () => {
  it.each([0.1, 0.3, 0.5, 0.7])('is told at every CT series beside it: at %d of its header', async (share) => {
    const folder = written([...withCutSlice(whole, 23, share), ...renamed(other)]);
    const note = { usable: true, problems: [{ code: 'unreadable-slice', weight: 'note', instances: [] }] };
    expect(await geometriesOf(folder)).toMatchObject([note, note]);
  });

  it('is not told at series in other folders', async () => {
    const folder = written(withCutSlice(whole, 0, 0.5));
    writeSeries(join(folder, 'other'), other);
    const codes = (await geometriesOf(folder)).map(
      ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code));
    expect(codes.toSorted()).toEqual([[], ['unreadable-slice']]);
  });

  it.each([
    ['empty', new Uint8Array()], ['cut before the mark', fileBytes(whole[23] as SliceFile).subarray(0, 100)],
    ['cut behind the mark', fileBytes(whole[23] as SliceFile).subarray(0, 133)], ['nothing but zeros', new Uint8Array(4096)],
  ])('is told at the series beside it, too, where it is %s', async (_, bytes) => {
    const last = { name: whole[23]?.name ?? '', bytes };
    expect(await geometriesOf(written([...whole.slice(0, 23), last]))).toMatchObject(NOTED);
  });

  it('is no slice where it is no DICOM at all and is not called like one', async () => {
    const folder = folderOf(whole);
    for (const name of ['notes.txt', 'viewer2.exe', 'LICENSE', '._0001.dcm', '.DS_Store'])
      writeFileSync(join(folder, 's0', name), 'a viewer on this disc');
    writeFileSync(join(folder, 'elsewhere.dcm'), '');
    expect(await geometriesOf(folder)).toMatchObject([{ usable: true, problems: [] }]);
  });
});

describe('a file that a DICOMDIR names and that is not there', () => {
  const disc = (): string => {
    const folder = written(whole.map((file, n) => ({ ...file, name: `IM${n}` })));
    const named = whole.flatMap((file, n) => directoryFile(fileBytes(file), ['CT', `IM${n}`]) ?? []);
    writeFileSync(join(folder, 'DICOMDIR'), directoryBytes(named, 'DISC'));
    return folder;
  };

  it.each(['.', 'DICOMDIR'])('is told at the series of its folder: %s', async (chosen) => {
    const folder = disc();
    rmSync(join(folder, 'CT', 'IM23'));
    expect(await geometriesOf(join(folder, chosen))).toMatchObject(NOTED);
  });

  it('is not missed where it lies there under another name', async () => {
    const folder = disc();
    renameSync(join(folder, 'CT', 'IM23'), join(folder, 'CT', 'last'));
    expect(await geometriesOf(folder)).toMatchObject([{ usable: true, problems: [] }]);
  });
});

it('a slice cut at any byte is never left out of its series in silence', () => {
  const [slice] = whole;
  const bytes = slice === undefined ? new Uint8Array() : fileBytes(slice);
  const told = new Set<string>();
  for (let length = 160; length < headerBytes(slice); length += 1) {
    const header = readHeaderFrom(bytes.subarray(0, length));
    told.add(header.ok ? header.value.image?.pixelFault?.code ?? 'whole'
      : header.failure.instance === undefined ? header.failure.code : 'named');
  }
  expect([...told].toSorted()).toEqual(['file/missing-uids', 'file/truncated', 'named', 'truncated-pixels']);
});

describe('a zip whose last entry cannot be taken', () => {
  const zipped = async (
    compress: boolean, damage: (bytes: Buffer, name: string) => void,
  ): Promise<string> => {
    const zip = new ZipFile();
    for (const file of whole)
      zip.addBuffer(Buffer.from(fileBytes(file)), `CT/${file.name}`, { compress });
    zip.end();
    const bytes = await buffer(zip.outputStream as NodeJS.ReadableStream & AsyncIterable<Buffer>);
    damage(bytes, `CT/${whole[23]?.name}`);
    const path = join(tempFolder(), 'disc.zip');
    writeFileSync(path, bytes);
    return path;
  };

  it('is told at the series where that entry names a file outside', async () => {
    const answer = await scanned(await zipped(false, (bytes, name) => {
      for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) bytes.write('..', at);
    }));
    expect(answer.rejected).toMatchObject([{ code: 'zip/unsafe-name' }]);
    expect(answer.studies[0].series).toMatchObject([{ frames: 23, geometry: NOTED[0] }]);
  });

  it('is told at the series where that entry is encrypted', async () => {
    const answer = await scanned(await zipped(true, (bytes, name) => {
      // The flags stand 38 bytes before the name in the directory.
      const flags = bytes.lastIndexOf(name) - 38;
      bytes[flags] = (bytes[flags] ?? 0) | 1;
    }));
    expect(answer.rejected).toMatchObject([{ code: 'zip/encrypted' }]);
    expect(answer.studies[0].series).toMatchObject([{ frames: 23, geometry: NOTED[0] }]);
  });

  it('gives no whole series: its sum tells', async () => {
    const answer = await scanned(await zipped(false, (bytes, name) => {
      const pixel = bytes.indexOf(name) + name.length + 3_000;
      bytes[pixel] = (bytes[pixel] ?? 0) ^ 1;
    }));
    expect(answer.rejected).toMatchObject([{ code: 'zip/damaged-entry' }]);
    expect(answer.studies[0].series[0]).toMatchObject({ frames: 23, geometry: {
      usable: false, intact: true,
      problems: [{ code: 'unreadable-slice', weight: 'blocks', instances: [uidOfSlice(whole, 23)] }],
    } });
  });

  it('is told at the series beside it where not even a header can be unpacked', async () => {
    const answer = await scanned(await zipped(true, (bytes, name) => {
      const data = bytes.indexOf(name) + name.length;
      bytes.fill(0xff, data, data + 20);
    }));
    expect(answer.rejected).toMatchObject([{ code: 'zip/damaged-entry' }]);
    expect(answer.studies[0].series[0].geometry.problems).toMatchObject([
      { code: 'unreadable-slice', weight: 'note', instances: [] }]);
  });
});
