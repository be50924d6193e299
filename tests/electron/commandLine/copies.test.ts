import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { numbers, text, withElements } from '../../../electron/host/dicom/dataset.ts';
import { CODING_NAMES, CODINGS, coded, takesFile } from '../../phantoms/codings.ts';
import { enhancedTwin } from '../../phantoms/enhanced.ts';
import { changed, cut, withOtherPixels } from '../../phantoms/faults.ts';
import { cleanSeries, writeSeries, type RawFile, type SliceFile } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { imported, only, opened, runningHost } from '../host/running.ts';
import { said, uidOf } from './said.ts';

const files = cleanSeries({ slices: 8 });
const [, , third = files[0] as SliceFile] = files;
const alone = (await saidOf(files)).volume.answer.sha256;

/** What is said of these files and others in folders beside them, each way round. */
async function saidOf(...folders: readonly (readonly (SliceFile | RawFile)[])[]) {
  const folder = tempFolder();
  folders.forEach((one, n) => { writeSeries(join(folder, `${n}`), one); });
  const { answer } = await said(['scan', folder]);
  const volume = await said(['volume', folder, '--series', uidOf(files)]);
  return { series: answer.studies[0].series, rejected: answer.rejected, volume };
}

const lossless = CODING_NAMES.filter((name) => CODINGS[name].isLossless && takesFile(third, name));

describe('two copies of a slice under one UID', () => {
  it.each(lossless)('are one where one of them is coded in %s', async (name) => {
    const { series, rejected, volume } = await saidOf([await coded(third, name)], files);
    expect(rejected).toEqual([]);
    expect(series).toMatchObject([{ instances: 8, geometry: { usable: true, problems: [] } }]);
    expect(volume.answer.sha256).toBe(alone);
  });

  it('are one where the coding needed other bits, and two where bits mean other values', async () => {
    const of = (bits: number): SliceFile => ({ ...third, dataset: withElements(third.dataset,
      numbers(0x00280101, 'US', bits), numbers(0x00280102, 'US', bits - 1)) });
    const same = await saidOf(files, [of(16)]);
    expect(same.rejected).toEqual([]);
    expect(same.volume.answer.sha256).toBe(alone);
    expect((await saidOf(files, [of(4)])).rejected).toHaveLength(2);
  });

  it('are one where they are the same', async () => {
    expect((await saidOf(files, files)).volume.answer.sha256).toBe(alone);
  });

  it('are two pictures where the pixels differ, and are refused by name', async () => {
    const { series, rejected, volume } = await saidOf(files, [await coded(withOtherPixels(third), 'RLE')]);
    expect(rejected.map(({ code }: { code: string }) => code)).toEqual(['uid-clash', 'uid-clash']);
    expect(series[0].geometry).toMatchObject({ usable: false, problems: [{ code: 'uid-clash' }] });
    expect(volume.answer.error).toMatchObject({ problems: [{ code: 'uid-clash' }] });
  });

  it('are two pictures where the same pixels lie in another place', async () => {
    const moved = changed(third, text(0x00200032, 'DS', '-16\\-14\\40'));
    expect((await saidOf(files, [await coded(moved, 'RLE')])).rejected).toHaveLength(2);
  });

  it('are the one that can be read, whichever comes first', async () => {
    const unreadable = { ...third, transferSyntaxUid: '1.2.840.10008.1.2.4.110' };
    const jpegXl = { ...(await coded(third, 'RLE')), transferSyntaxUid: unreadable.transferSyntaxUid };
    const short = cut(third, 0.9);
    for (const copy of [jpegXl, short]) {
      for (const folders of [[files, [copy]], [[copy], files]]) {
        const { series, rejected, volume } = await saidOf(...folders);
        expect(rejected).toEqual([]);
        expect(series).toMatchObject([{ geometry: { problems: [] } }]);
        expect(volume.answer.sha256).toBe(alone);
      }
    }
  });

  it('are still two where a third that agrees with one of them cannot be read', async () => {
    const { rejected } = await saidOf(files, [withOtherPixels(third)], [cut(third, 0.9)]);
    expect(rejected).toHaveLength(3);
  });

  it('are two where neither can be read and their bytes differ', async () => {
    const short = files.map((file) => (file === third ? cut(file, 0.9) : file));
    expect((await saidOf(short, [cut(third, 0.8)])).rejected).toHaveLength(2);
  });
});

describe('a copy of what the library holds', () => {
  const folderWith = (one: readonly (SliceFile | RawFile)[]): string => {
    const folder = tempFolder();
    writeSeries(folder, one);
    return folder;
  };

  it('changes nothing where it is recoded, and is refused where it is another picture', async () => {
    const running = await runningHost();
    const first = await imported(running, folderWith(files));
    const recoded = await imported(running, folderWith([await coded(third, 'RLE')]));
    expect(recoded.report).toMatchObject({ filesNew: 0, rejected: [] });
    expect(recoded.job.cases).toEqual(first.job.cases);
    const other = await imported(running, folderWith([await coded(withOtherPixels(third), 'RLE')]));
    expect(other.report).toMatchObject({ filesNew: 0, rejected: [{ code: 'uid-clash' }] });
  });

  it('is named where the one in the library cannot be read', async () => {
    const running = await runningHost();
    await imported(running, folderWith(files.map((file) => (file === third ? cut(file, 0.9) : file))));
    const { report } = await imported(running, folderWith([third]));
    expect(report).toMatchObject({ filesNew: 0, rejected: [{ code: 'uid-clash' }] });
  });

  it('is the one that can be read where both come at once', async () => {
    const both = folderWith(files);
    writeSeries(join(both, 'a'), [cut(third, 0.9)]);
    writeSeries(join(both, 'z'), [cut(third, 0.8)]);
    const running = await runningHost();
    const { job, report } = await imported(running, both);
    expect(report).toMatchObject({ filesNew: 8, rejected: [] });
    expect(report.lines.map(({ text: line }) => line)).toContain('2 identical copies left out');
    const { series } = await opened(running, only(job.cases));
    expect(series).toMatchObject([{ measurable: 'yes', problems: [] }]);
  });
});

describe('two copies of a multi-frame picture', () => {
  const whole = enhancedTwin(files, 'per frame');
  const { name } = whole;

  it.each(['RLE', 'JPEG-LS'] as const)('are one where the second is coded in %s', async (coding) => {
    const { series, volume } = await saidOf([whole], [await coded(whole, coding)]);
    expect(series).toMatchObject([{ instances: 1, frames: 8, geometry: { usable: true } }]);
    expect(volume.answer.sha256).toBe(alone);
  });

  it('are one under a UID of their own', async () => {
    const copy = changed(whole, text(0x00080018, 'UI', '1.2.3.4.5'));
    const { series, volume } = await saidOf([whole], [{ ...copy, name }]);
    expect(series).toMatchObject([{ instances: 1, frames: 8, geometry: { usable: true } }]);
    expect(volume.answer.sha256).toBe(alone);
  });

  it('are two where one pixel differs', async () => {
    const other = withOtherPixels(whole);
    expect((await saidOf([whole], [await coded(other, 'RLE')])).rejected).toHaveLength(2);
    const renamed = changed(other, text(0x00080018, 'UI', '1.2.3.4.5'));
    expect((await saidOf([whole], [renamed])).series[0].geometry.problems)
      .toMatchObject([{ code: 'duplicate-slice' }]);
  });
});
