import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import {
  ended, filesBelow, imported, jobWhen, only, opened, refOf, runningHost, started, value, watched, worklist,
} from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

/** A folder with one small CT series and one run of the same patient. */
function discFolder(slices = 24): string {
  const folder = tempFolder();
  writeSeries(join(folder, 'CT'), cleanSeries({ slices }));
  writeSeries(join(folder, 'XA'), [cleanRun()]);
  return folder;
}
const texts = (lines: readonly { readonly text: string }[]): readonly string[] =>
  lines.map(({ text }) => text);

describe('an import', () => {
  it('ends in a case with its series, its selection and its report', async () => {
    const running = await runningHost();
    const folder = discFolder();
    writeFileSync(join(folder, 'README.TXT'), 'viewer on this disc');
    const { job, report } = await imported(running, folder);
    expect(job).toMatchObject({ state: 'done', phase: 'finished', message: null });
    const view = await opened(running, only(job.cases));
    expect(view.stored).toBe(true);
    expect(view.row.patient).toEqual({
      name: 'Test, Phantom',
      id: 'PH-clean',
      birthDate: '1955-03-14',
      sex: 'M',
    });
    expect(view.series.map(({ kind, frames, measurable }) => [kind, frames, measurable])).toEqual([
      ['ct-volume', 24, 'yes'],
      ['xa-run', 10, 'no'],
    ]);
    expect(view.series.find(({ id }) => id === view.selected)).toMatchObject({
      kind: 'ct-volume',
      phasePercent: 75,
    });
    expect(view.reports).toEqual([report]);
    expect(report).toMatchObject({
      filesSeen: 26,
      filesRead: 25,
      filesNew: 25,
      filesOther: 1,
      usable: 2,
      series: 2,
      rejectedCount: 1,
    });
    expect(texts(report.lines)).toEqual([
      '25 files read', 'Tilt 0.0°, spacing even', 'Angiograms: millimetres by the estimated magnification in the header', 'May be measured: Phase 75 %',
      '1 other file passed over: not DICOM',
    ]);
    expect(report.rejected).toEqual([
      { name: 'README.TXT', code: 'file/not-dicom', message: expect.stringContaining('not a DICOM file') },
    ]);
  });

  it('shows the case and its pictures before it is stored, under the ids that stay', async () => {
    const running = await runningHost();
    const folder = discFolder();
    watched(running);
    const id = await started(running, folder);
    const early = await jobWhen(running, id, ({ cases }) => cases.length > 0);
    expect(early.state).toBe('running');
    const before = await opened(running, only(early.cases));
    expect(before.stored).toBe(false);
    const open = value(
      await running.host['series.open']({ series: before.series[0]?.id ?? ('' as never), as: 'acquired' }),
    );
    expect(open).toMatchObject({ kind: 'ct-volume', valuesAre: 'HU', grid: { dims: [64, 48, 24] } });
    const job = await ended(running, id);
    expect(job.cases).toEqual(early.cases);
    const after = await opened(running, only(job.cases));
    expect(after.stored).toBe(true);
    expect(after.series).toEqual(before.series);
    expect(running.blobs.open(open.blob)).toBeDefined();
  });

  it('keeps the series that was chosen while it was being stored', async () => {
    const running = await runningHost();
    watched(running);
    const id = await started(running, discFolder());
    const { cases } = await jobWhen(running, id, (job) => job.cases.length > 0);
    const before = await opened(running, only(cases));
    const run = before.series.find(({ kind }) => kind === 'xa-run');
    value(await running.host['series.select']({ caseId: only(cases), series: run?.id ?? ('' as never) }));
    await ended(running, id);
    expect((await opened(running, only(cases))).selected).toBe(run?.id);
  });

  it('changes nothing when it is repeated', async () => {
    const running = await runningHost();
    const folder = discFolder();
    const first = await imported(running, folder);
    const before = await opened(running, only(first.job.cases));
    const again = await imported(running, folder);
    expect(again.job).toMatchObject({ state: 'done', cases: first.job.cases });
    expect(again.report).toMatchObject({ filesNew: 0, filesRead: 25 });
    expect(texts(again.report.lines)[0]).toBe('25 files read; all were in the library already');
    const after = await opened(running, only(again.job.cases));
    expect(after).toEqual({ ...before, row: { ...before.row, openedAt: after.row.openedAt } });
    expect((await worklist(running)).total).toBe(1);
  });

  it('adds what is new of a patient to the case that is there, and keeps the ids of its series', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(folder, cleanSeries());
    const first = await imported(running, folder);
    const before = await opened(running, only(first.job.cases));
    writeSeries(folder, [cleanRun()]);
    const { job, report } = await imported(running, folder);
    expect(job.cases).toEqual(first.job.cases);
    expect(report.filesNew).toBe(1);
    const after = await opened(running, only(job.cases));
    expect(after.series.map(({ kind }) => kind)).toEqual(['ct-volume', 'xa-run']);
    expect(after.series[0]?.id).toBe(before.series[0]?.id);
    expect(after.reports).toHaveLength(2);
  });

  it('completes a series whose missing slices come later', async () => {
    const running = await runningHost();
    const files = cleanSeries();
    const part = tempFolder();
    writeSeries(part, files.filter((_, k) => k !== 11));
    const first = await imported(running, part);
    const gap = await opened(running, only(first.job.cases));
    expect(gap.series[0]).toMatchObject({
      measurable: 'no',
      problems: [expect.objectContaining({ code: 'missing-slice' })],
    });
    expect(gap.row.report).toBe('notes');
    const rest = tempFolder();
    writeSeries(rest, files.slice(11, 12));
    await imported(running, rest);
    const whole = await opened(running, only(first.job.cases));
    expect(whole.series[0]).toMatchObject({
      id: gap.series[0]?.id,
      measurable: 'yes',
      frames: 24,
      problems: [],
    });
  });

  it('makes a case of each patient, and says so', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(join(folder, 'a'), cleanSeries({ key: 'one' }));
    writeSeries(join(folder, 'b'), cleanSeries({ key: 'two' }));
    const { job, report } = await imported(running, folder);
    expect(job.cases).toHaveLength(2);
    expect(texts(report.lines)).toContain('2 patients in this import: each is a case of its own');
    for (const id of job.cases)
      expect(texts((await opened(running, id)).reports[0]?.lines ?? [])).toContain(
        '2 patients in this import: each is a case of its own',
      );
    expect((await worklist(running)).total).toBe(2);
  });

  it('warns where another case has the same patient id', async () => {
    const running = await runningHost();
    const [a, b] = [tempFolder(), tempFolder()];
    writeSeries(a, cleanSeries({ key: 'one', study: { patientId: '4711' } }));
    writeSeries(b, cleanSeries({ key: 'two', study: { patientId: '4711', patientName: 'Other^Person' } }));
    await imported(running, a);
    const { report } = await imported(running, b);
    expect(texts(report.lines)).toContain(
      'Another case has this patient ID under another name or birth date: check who this is',
    );
  });

  it('leaves out identical copies, under the same UID', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(join(folder, 'a'), cleanSeries());
    writeSeries(join(folder, 'b'), cleanSeries());
    const { job, report } = await imported(running, folder);
    expect(texts(report.lines)).toContain('24 identical copies left out');
    expect((await opened(running, only(job.cases))).series[0]).toMatchObject({
      frames: 24,
      measurable: 'yes',
    });
  });

  it('puts both files in quarantine where one UID stands for two contents', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(join(folder, 'a'), cleanSeries());
    writeSeries(join(folder, 'b'), cleanSeries({ field: () => 40 }).slice(3, 4));
    const { job, report } = await imported(running, folder);
    expect(report.rejected.map(({ name, code }) => [name, code])).toEqual([
      ['a/IM0004.dcm', 'uid-clash'],
      ['b/IM0004.dcm', 'uid-clash'],
    ]);
    const view = await opened(running, only(job.cases));
    expect(view.series[0]).toMatchObject({ frames: 23, measurable: 'no' });
  });

  it('of nothing but quarantine makes no case, and says so', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(join(folder, 'a'), [cleanRun()]);
    writeSeries(join(folder, 'b'), [cleanRun({ frames: 9 })]);
    const { job, report } = await imported(running, folder);
    expect(job).toMatchObject({ state: 'failed', cases: [] });
    expect(job.message).toMatch(/^None of these images could be stored/);
    expect(report.rejected.map(({ code }) => code)).toEqual(['uid-clash', 'uid-clash']);
    expect((await worklist(running)).total).toBe(0);
  });

  it('keeps the case of one patient that was finished when the next one is cancelled', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(join(folder, 'a'), cleanSeries({ key: 'one' }));
    writeSeries(join(folder, 'b'), cleanSeries({ key: 'two' }));
    watched(running);
    const id = await started(running, folder);
    await jobWhen(running, id, ({ cases }) => cases.length === 2);
    const job = value(await running.host['jobs.cancel']({ id }));
    expect(job).toMatchObject({ state: 'cancelled', cases: [expect.any(String)] });
    expect((await worklist(running)).rows.map((row) => row.id)).toEqual(job.cases);
  });

  it('refuses an instance that the library holds with other content', async () => {
    const running = await runningHost();
    const [a, b] = [tempFolder(), tempFolder()];
    writeSeries(a, cleanSeries());
    const first = await imported(running, a);
    const before = await opened(running, only(first.job.cases));
    writeSeries(b, cleanSeries({ field: () => 40 }).slice(3, 4));
    const { report } = await imported(running, b);
    expect(report).toMatchObject({ filesNew: 0, rejected: [{ name: 'IM0004.dcm', code: 'uid-clash' }] });
    const after = await opened(running, only(first.job.cases));
    expect(after.series).toEqual(before.series);
  });

  it('reports files that are cut short, and does not measure across the gap they leave', async () => {
    const running = await runningHost();
    const folder = discFolder();
    truncateSync(join(folder, 'CT', 'IM0010.dcm'), 300);
    const { job, report } = await imported(running, folder);
    expect(report.rejected).toEqual([
      expect.objectContaining({ name: 'CT/IM0010.dcm', code: 'file/truncated' }),
    ]);
    expect(texts(report.lines)).toContain('1 file refused: cut short');
    expect((await opened(running, only(job.cases))).series[0]).toMatchObject({ measurable: 'no' });
  });

  it.each([
    ['an empty folder', () => tempFolder(), /^This folder is empty\. Choose .*\.$/],
    ['a folder without DICOM', () => {
      const folder = tempFolder();
      writeFileSync(join(folder, 'a.txt'), 'text');
      return folder;
    }, /^There is no DICOM image in this folder\. Choose .*\.$/],
    ['a file that is no DICOM', () => {
      const file = join(tempFolder(), 'a.txt');
      writeFileSync(file, 'text');
      return file;
    }, /^This is not a DICOM file\./],
  ])('says one plain sentence about %s', async (_, make, sentence) => {
    const running = await runningHost();
    const { job } = await imported(running, make());
    expect(job).toMatchObject({ state: 'failed', cases: [] });
    expect(job.message).toMatch(sentence);
    expect((await worklist(running)).total).toBe(0);
  });

  it('takes a single file, also one without an ending', async () => {
    const running = await runningHost();
    const file = join(tempFolder(), 'IM1');
    writeFileSync(file, readFileSync(writeSeries(tempFolder(), [cleanRun()])[0] ?? ''));
    expect((await imported(running, file)).report).toMatchObject({ filesNew: 1 });
  });

  it('never follows a link', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    const outside = tempFolder();
    writeSeries(outside, [cleanRun()]);
    mkdirSync(join(folder, 'in'));
    copyFileSync(join(outside, 'XA-clean.dcm'), join(folder, 'in', 'A.dcm'));
    symlinkSync(outside, join(folder, 'in', 'out'));
    const { report } = await imported(running, folder);
    expect(report).toMatchObject({ filesRead: 1, rejected: [{ name: 'in/out', code: 'file/link' }] });
  });
});

describe('an import that is cancelled', () => {
  it.each(['at once', 'when the case is shown', 'while files are copied'] as const)(
    '%s leaves nothing',
    async (moment) => {
      const data = tempFolder();
      const running = await runningHost(data);
      const folder = discFolder(60);
      watched(running);
      const before = filesBelow(data).filter((name) => !name.startsWith('logs'));
      const id = await started(running, folder);
      if (moment === 'when the case is shown') await jobWhen(running, id, ({ cases }) => cases.length > 0);
      if (moment === 'while files are copied') await jobWhen(running, id, ({ phase }) => phase === 'copying');
      const job = value(await running.host['jobs.cancel']({ id }));
      expect(job).toMatchObject({ state: 'cancelled', cases: [] });
      expect(await worklist(running)).toMatchObject({ total: 0, storageBytes: 0 });
      expect(filesBelow(join(data, 'staging'))).toEqual([]);
      expect(filesBelow(data).filter((name) => !name.startsWith('logs'))).toEqual(before);
      expect((await imported(running, folder)).job.state).toBe('done');
    },
  );

  it('takes the pictures of its case away', async () => {
    const running = await runningHost();
    watched(running);
    const id = await started(running, discFolder());
    const { cases } = await jobWhen(running, id, (job) => job.cases.length > 0);
    const view = await opened(running, only(cases));
    const open = value(
      await running.host['series.open']({ series: view.series[0]?.id ?? ('' as never), as: 'acquired' }),
    );
    const { state } = value(await running.host['jobs.cancel']({ id }));
    if (state === 'cancelled') {
      expect(running.blobs.open(open.blob)).toBeUndefined();
      expect(await running.host['cases.open']({ id: only(cases) })).toEqual({
        ok: false,
        failure: { code: 'case/not-found' },
      });
    }
  });
});

describe('files that go away', () => {
  it('during the import are refused, and what is left is examined again', async () => {
    const running = await runningHost();
    const folder = discFolder();
    watched(running);
    const id = await started(running, folder);
    await jobWhen(running, id, ({ cases }) => cases.length > 0);
    rmSync(join(folder, 'CT', 'IM0005.dcm'));
    const job = await ended(running, id);
    const report = value(await running.host['imports.report']({ job: id }));
    expect(job.state).toBe('done');
    expect(report.rejected).toEqual([
      expect.objectContaining({ name: 'CT/IM0005.dcm', code: 'file/vanished' }),
    ]);
    const view = await opened(running, only(job.cases));
    expect(view.series[0]).toMatchObject({ frames: 23, measurable: 'no' });
    expect(view.stored).toBe(true);
  });

  it('after the import are not missed', async () => {
    const running = await runningHost();
    const folder = discFolder();
    const { job } = await imported(running, folder);
    rmSync(folder, { recursive: true });
    const view = await opened(running, only(job.cases));
    const open = await running.host['series.open']({
      series: view.series[0]?.id ?? ('' as never),
      as: 'acquired',
    });
    expect(open.ok).toBe(true);
  });
});

it('clears what an earlier run left in staging, and refuses nothing for it', async () => {
  const data = tempFolder();
  mkdirSync(join(data, 'staging', 'upload-x', 'files'), { recursive: true });
  writeFileSync(join(data, 'staging', 'upload-x', 'files', 'a.dcm'), 'left behind');
  await runningHost(data);
  expect(filesBelow(join(data, 'staging'))).toEqual([]);
});

it('two imports asked for at once are done one after the other', async () => {
  const running = await runningHost();
  const [a, b] = [discFolder(), tempFolder()];
  writeSeries(b, cleanSeries({ key: 'other' }));
  const jobs = await Promise.all([a, a, b].map(async (path) =>
    value(await running.host['imports.start']({ ref: await refOf(running, path) })).job));
  const views = await Promise.all(jobs.map((id) => ended(running, id)));
  expect(views.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(views[1]?.cases).toEqual(views[0]?.cases);
  expect((await worklist(running)).total).toBe(2);
});
