import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../../electron/commandLine/run.ts';
import { text } from '../../../../electron/host/dicom/dataset.ts';
import { changed, each, mixedHalf } from '../../../phantoms/faults.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import { filesBelow, imported, only, opened, runningHost, worklist } from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

const other = text(0x00100020, 'LO', 'SOMEBODY-ELSE');
const alternating = each(cleanSeries(), (file, k) => (k % 2 === 0 ? file : changed(file, other)));

describe.each([['every second slice', alternating], ['one half', mixedHalf(cleanSeries(), 'patient')]])(
  'a series of which %s is of another patient',
  (_, files) => {
    it('becomes no case at all, as it is blocked where it is only scanned', async () => {
      const folder = tempFolder();
      writeSeries(folder, files);
      let out = '';
      await run(['scan', folder], { out: (line) => { out += line; }, say: () => undefined });
      const { studies } = JSON.parse(out);
      for (const { series } of studies)
        expect(series[0].geometry).toMatchObject({ usable: false, problems: [{ code: 'mixed-patient' }] });
      const data = tempFolder();
      const running = await runningHost(data);
      const { job, report } = await imported(running, folder);
      expect(job).toMatchObject({
        state: 'failed', cases: [], message: expect.stringMatching(/two or more patients.*\.$/),
      });
      expect(report).toMatchObject({ filesSeen: 24, filesRead: 0, filesNew: 0, usable: 0, rejectedCount: 24 });
      expect(new Set(report.rejected.map(({ code }) => code))).toEqual(new Set(['mixed-patient']));
      expect(report.lines).toContainEqual(
        { tone: 'refused', text: '24 files refused: two patients in one series' });
      expect((await worklist(running)).total).toBe(0);
      expect(filesBelow(data).filter((name) => name.endsWith('.dcm'))).toEqual([]);
    });

    it('is refused, and the rest of its patient is taken', async () => {
      const folder = tempFolder();
      writeSeries(join(folder, 'CT'), files);
      writeSeries(join(folder, 'XA'), [cleanRun()]);
      const running = await runningHost();
      const { job, report } = await imported(running, folder);
      const view = await opened(running, only(job.cases));
      expect(view.series.map(({ kind }) => kind)).toEqual(['xa-run']);
      expect(view.reports).toEqual([report]);
      expect(report).toMatchObject({ filesRead: 1, filesNew: 1, rejectedCount: 24 });
    });
  },
);

it('two patients with a series each stay two cases, in one study, too', async () => {
  const folder = tempFolder();
  writeSeries(join(folder, 'a'), cleanSeries());
  writeSeries(join(folder, 'b'), [changed(cleanRun(), other)]);
  const { job, report } = await imported(await runningHost(), folder);
  expect(job.cases).toHaveLength(2);
  expect(report).toMatchObject({ filesNew: 25, rejectedCount: 0 });
});

describe('a series of which one half is stored and the other comes later under another patient', () => {
  const half = (folder: string, from: number, to: number, extra: ReturnType<typeof cleanRun>[] = []): string => {
    writeSeries(folder, [...mixedHalf(cleanSeries(), 'patient').slice(from, to), ...extra]);
    return folder;
  };
  const both = async () => {
    const running = await runningHost();
    const first = await imported(running, half(tempFolder(), 0, 12));
    expect(first.job.state).toBe('done');
    return { running, before: await worklist(running) };
  };

  it('is refused whole; what is stored stays as it is', async () => {
    const { running, before } = await both();
    const { job, report } = await imported(running, half(tempFolder(), 12, 24));
    expect(job).toMatchObject({
      state: 'failed', cases: [], message: expect.stringMatching(/under another patient.*may be the wrong one\.$/),
    });
    expect(report).toMatchObject({ filesNew: 0, rejectedCount: 12 });
    expect(report.lines).toContainEqual(
      { tone: 'refused', text: '12 files refused: the library holds this series under another patient' });
    expect((await worklist(running)).rows).toEqual(before.rows);
  });

  it('is refused also as one slice among other images of that patient, which are taken', async () => {
    const { running } = await both();
    const { job, report } = await imported(running, half(tempFolder(), 23, 24, [changed(cleanRun(), other)]));
    expect((await opened(running, only(job.cases))).series.map(({ kind }) => kind)).toEqual(['xa-run']);
    expect(report).toMatchObject({ filesNew: 1, rejectedCount: 1 });
  });

  it('is taken where the second half names the same patient', async () => {
    const running = await runningHost();
    const folders = [tempFolder(), tempFolder()];
    folders.forEach((folder, k) => writeSeries(folder, cleanSeries().slice(12 * k, 12 * k + 12)));
    for (const folder of folders)
      expect(await imported(running, folder)).toMatchObject({ job: { state: 'done' }, report: { filesNew: 12 } });
    expect((await worklist(running)).total).toBe(1);
  });
});
