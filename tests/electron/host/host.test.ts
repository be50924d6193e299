import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vectorLps } from '../../../core/geometry/frame.ts';
import type { CaseId, JobId, OperatorId, SeriesId, SourceRef } from '../../../core/contract/ids.ts';
import { contract, type Change, type Method } from '../../../core/contract/contract.ts';
import { methods } from '../../../core/contract/carry.ts';
import { createHost } from '../../../electron/host/createHost.ts';
import { volumeLimit } from '../../../electron/host/handlers/series.ts';
import type { RunningHost } from '../../../electron/host/runningHost.ts';
import { uneven } from '../../phantoms/faults.ts';
import { cleanRun } from '../../phantoms/runs.ts';
import { cleanSeries, rampHu, writeSeries, type SliceFile } from '../../phantoms/series.ts';
import {
  ended, filesBelow, imported, jobWhen, only, opened, refOf, runningHost, started, value, watched, worklist,
} from './running.ts';
import { tempFolder } from '../../tempFolder.ts';

const noCase = 'cas_0000000000000000' as CaseId;
const noSeries = 'ser_0000000000000000' as SeriesId;
const noJob = 'job_0000000000000000' as JobId;
const noSource = 'src_0000000000000000' as SourceRef;
const failure = (code: string) => ({ ok: false, failure: expect.objectContaining({ code }) });

/** Imports these files and gives the series they made. */
async function withSeries(running: RunningHost, files: readonly SliceFile[]) {
  const folder = tempFolder();
  writeSeries(folder, files);
  const { job } = await imported(running, folder);
  const view = await opened(running, only(job.cases));
  return {
    folder,
    view,
    caseId: view.row.id,
    series:
      view.series[0] ??
      (() => {
        throw new Error('no series');
      })(),
  };
}
const open = (running: RunningHost, series: SeriesId, as: 'acquired' | 'corrected' | 'intact' = 'acquired') =>
  running.host['series.open']({ series, as });

it('implements every method of the contract, and nothing else', async () => {
  const { host } = await runningHost();
  expect(Object.keys(host).toSorted()).toEqual([...methods].toSorted());
});

it('answers nothing that the contract does not describe', async () => {
  const running = await runningHost();
  const { view, series } = await withSeries(running, cleanSeries());
  const run = await withSeries(running, [cleanRun()]);
  const answers: readonly (readonly [Method, unknown])[] = [
    ['shell.about', await running.host['shell.about']({})],
    ['operators.list', await running.host['operators.list']({})],
    ['settings.load', await running.host['settings.load']({})],
    ['jobs.list', await running.host['jobs.list']({})],
    ['cases.open', await running.host['cases.open']({ id: view.row.id })],
    ['cases.reports', await running.host['cases.reports']({ id: view.row.id })],
    ['cases.list', { ok: true, value: await worklist(running) }],
    ['sources.list', await running.host['sources.list']({ ref: null })],
    ['series.open', await open(running, series.id)],
    [
      'series.open',
      await open(running, run.view.series.find(({ kind }) => kind === 'xa-run')?.id ?? noSeries),
    ],
  ];
  for (const [method, answer] of answers) {
    const { ok, value: said } = answer as { ok: boolean; value: unknown };
    expect(ok, method).toBe(true);
    contract[method].output.parse(said);
    expect(JSON.parse(JSON.stringify(said)), method).toEqual(said);
  }
});

describe('operators and settings', () => {
  it('are kept, announced, and refused by their names', async () => {
    const data = tempFolder();
    const running = await runningHost(data);
    const { host } = running;
    const changes = watched(running);
    const ada = value(await host['operators.add']({ name: 'Ada Lovelace' }));
    expect(ada).toMatchObject({ name: 'Ada Lovelace', initials: 'AL' });
    expect(await host['operators.add']({ name: 'Ada Lovelace' })).toEqual(failure('operator/exists'));
    expect(await host['operators.choose']({ id: 'opr_0000000000000000' as OperatorId })).toEqual(
      failure('operator/not-found'),
    );
    value(await host['operators.choose']({ id: ada.id }));
    const settings = value(await host['settings.load']({}));
    value(await host['settings.save']({ ...settings, preferredPhasePercent: 40 }));
    expect(changes).toEqual([{ what: 'operators' }, { what: 'operators' }, { what: 'settings' }]);
    await running.close();
    const again = await runningHost(data);
    expect(value(await again.host['operators.list']({})).current).toBe(ada.id);
    expect(value(await again.host['settings.load']({})).preferredPhasePercent).toBe(40);
  });

  it('make whoever works the author of an import', async () => {
    const running = await runningHost();
    const ada = value(await running.host['operators.add']({ name: 'Ada' }));
    value(await running.host['operators.choose']({ id: ada.id }));
    const { view } = await withSeries(running, [cleanRun()]);
    expect(view.row.importedBy).toBe('Ada');
    expect(view.reports[0]?.by).toBe('Ada');
  });
});

describe('sources', () => {
  it('show folders without their paths, up and down', async () => {
    const root = tempFolder();
    mkdirSync(join(root, 'b folder'));
    for (const name of ['.hidden', 'a.zip', 'c10.dcm', 'c9.dcm']) writeFileSync(join(root, name), '');
    const running = await runningHost();
    const ref = await refOf(running, root);
    const view = value(await running.host['sources.list']({ ref }));
    expect(view.entries.map(({ name, kind }) => [name, kind]))
      .toEqual([['b folder', 'folder'], ['a.zip', 'zip'], ['c9.dcm', 'file'], ['c10.dcm', 'file']]);
    expect(view.hidden).toBe(1);
    expect(JSON.stringify(view)).not.toContain(root);
    const down = value(await running.host['sources.list']({ ref: view.entries[0]?.ref ?? noSource }));
    expect(down.parent).toBe(view.ref);
  });

  it('are refused where they are unknown, gone or no folder', async () => {
    const running = await runningHost();
    expect(await running.host['sources.list']({ ref: noSource })).toEqual(failure('source/not-found'));
    expect(await running.host['imports.start']({ ref: noSource })).toEqual(failure('source/not-found'));
    const root = tempFolder();
    const ref = await refOf(running, root);
    rmSync(root, { recursive: true });
    expect(await running.host['sources.list']({ ref })).toEqual(failure('source/not-found'));
    expect(await running.host['imports.start']({ ref })).toEqual(failure('source/not-found'));
    expect(await running.sourceFor(root)).toEqual(failure('source/not-found'));
  });

  it('come from the dialog of the system where there is one', async () => {
    expect(await (await runningHost()).host['sources.choose']({ kind: 'folder' })).toEqual(
      failure('shell/no-native-dialog'),
    );
    const folder = tempFolder();
    writeSeries(folder, [cleanRun()]);
    const answers = [folder, null];
    const running = await runningHost(tempFolder(), { chooseNative: async () => answers.shift() ?? null });
    const { chosen } = value(await running.host['sources.choose']({ kind: 'folder' }));
    const { job } = value(await running.host['imports.start']({ ref: chosen?.ref ?? noSource }));
    expect(await ended(running, job)).toMatchObject({ state: 'done' });
    expect(value(await running.host['sources.choose']({ kind: 'folder' }))).toEqual({ chosen: null });
  });
});

describe('jobs', () => {
  it('are refused where they are unknown, and their reports while they run', async () => {
    const running = await runningHost();
    expect(await running.host['jobs.cancel']({ id: noJob })).toEqual(failure('job/not-found'));
    expect(await running.host['imports.report']({ job: noJob })).toEqual(failure('job/not-found'));
    const folder = tempFolder();
    writeSeries(folder, cleanSeries());
    watched(running);
    const id = await started(running, folder);
    await jobWhen(running, id, ({ cases }) => cases.length > 0);
    expect(await running.host['imports.report']({ job: id })).toEqual(failure('job/still-running'));
    await ended(running, id);
    expect((await running.host['imports.report']({ job: id })).ok).toBe(true);
  });
});

describe('a case', () => {
  it('that is unknown is refused by every method', async () => {
    const { host } = await runningHost();
    expect(await host['cases.open']({ id: noCase })).toEqual(failure('case/not-found'));
    expect(await host['cases.reports']({ id: noCase })).toEqual(failure('case/not-found'));
    expect(await host['cases.remove']({ id: noCase })).toEqual(failure('case/not-found'));
    expect(await host['series.select']({ caseId: noCase, series: noSeries })).toEqual(
      failure('series/not-found'),
    );
  });

  it('is removed with its files and its open pictures', async () => {
    const data = tempFolder();
    const running = await runningHost(data);
    const { caseId, series } = await withSeries(running, cleanSeries());
    const { blob } = value(await open(running, series.id));
    const { storageBytes } = await worklist(running);
    const changes: Change[] = [];
    running.watch((change) => changes.push(change));
    expect(value(await running.host['cases.remove']({ id: caseId }))).toEqual({ freedBytes: storageBytes });
    expect(running.blobs.open(blob)).toBeUndefined();
    expect(await worklist(running)).toMatchObject({ total: 0, storageBytes: 0 });
    expect(filesBelow(join(data, 'files'))).toEqual([]);
    expect(await open(running, series.id)).toEqual(failure('series/not-found'));
    // Every window that shows anything of it, and the room screens of its plans, ask again and learn that it is gone.
    expect(changes).toEqual([
      ...(['case', 'annotations', 'entries', 'runs', 'plans'] as const).map((what) => ({ what, id: caseId })), { what: 'cases' },
    ]);
  });

  it('keeps the series that was chosen', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(folder, [...cleanSeries(), cleanRun()]);
    const { job } = await imported(running, folder);
    const view = await opened(running, only(job.cases));
    const run = view.series.find(({ kind }) => kind === 'xa-run');
    value(await running.host['series.select']({ caseId: view.row.id, series: run?.id ?? noSeries }));
    expect((await opened(running, view.row.id)).selected).toBe(run?.id);
    expect(await running.host['series.select']({ caseId: view.row.id, series: noSeries })).toEqual(
      failure('series/not-found'),
    );
  });
});

describe('an opened series', () => {
  it('is the volume that was imported, voxel by voxel', async () => {
    const running = await runningHost();
    const { series } = await withSeries(running, cleanSeries().toReversed());
    const answer = value(await open(running, series.id));
    expect(answer).toMatchObject({
      kind: 'ct-volume',
      valuesAre: 'HU',
      correction: null,
      patient: { id: 'PH-clean' },
      grid: {
        dims: [64, 48, 24],
        spacing: [0.5, 0.6, 0.75],
        lpsFromIjk: [0.5, 0, 0, -16, 0, 0.6, 0, -14, 0, 0, 0.75, -9],
      },
    });
    const served = running.blobs.open(answer.blob);
    if (served?.kind !== 'ct') throw new Error('no volume');
    const order: number[] = [];
    for await (const k of served.volume.order()) order.push(k);
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, k) => k));
    const slice = value(await served.volume.slice(5));
    expect(slice[3 * 64 + 7]).toBe(Math.round(rampHu(-16 + 7 * 0.5, -14 + 3 * 0.6, -9 + 5 * 0.75)));
  });

  it('opened twice is one reference, closed with its last user', async () => {
    const running = await runningHost();
    const { series } = await withSeries(running, cleanSeries());
    const answers = await Promise.all([open(running, series.id), open(running, series.id)]);
    const [first, second] = answers.map((answer) => value(answer).blob);
    expect(second).toBe(first);
    value(await running.host['series.close']({ blob: first ?? '' }));
    expect(running.blobs.open(first ?? '')).toBeDefined();
    value(await running.host['series.close']({ blob: first ?? '' }));
    expect(running.blobs.open(first ?? '')).toBeUndefined();
    value(await running.host['series.close']({ blob: 'blb_unknown' }));
  });

  it('that gained slices meanwhile is a new picture, not the old one', async () => {
    const running = await runningHost();
    const files = cleanSeries();
    const { series } = await withSeries(running, files.slice(0, 20));
    const before = value(await open(running, series.id));
    await withSeries(running, files.slice(20));
    const after = value(await open(running, series.id));
    expect([before, after]).toMatchObject([
      { grid: { dims: [64, 48, 20] } },
      { grid: { dims: [64, 48, 24] } },
    ]);
    expect(after.blob).not.toBe(before.blob);
    const served = running.blobs.open(after.blob);
    expect(served?.kind === 'ct' ? served.volume.grid.dims : null).toEqual([64, 48, 24]);
  });

  it('of four volumes leaves the three that were used last', async () => {
    const running = await runningHost();
    const blobs: string[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      const { series } = await withSeries(running, cleanSeries({ key }));
      blobs.push(value(await open(running, series.id)).blob);
      running.blobs.open(blobs[0] ?? '');
    }
    expect(blobs.map((blob) => running.blobs.open(blob) !== undefined)).toEqual([true, false, true, true]);
  });

  it('that is a run has its frames, its clock and what a millimetre would rest on', async () => {
    const running = await runningHost();
    const { series } = await withSeries(running, [cleanRun()]);
    expect(series).toMatchObject({ angles: { words: 'LAO 30 CRA 25' }, frameRate: expect.closeTo(15, 2) });
    const answer = value(await open(running, series.id));
    expect(answer).toMatchObject({
      kind: 'xa-run',
      rows: 48,
      columns: 64,
      frames: 10,
      bytesPerSample: 1,
      samplesPerPixel: 1,
      isInverted: false,
      details: {
        geometry: {
          imagerPixelSpacing: [0.308, 0.308], sourceToDetectorMm: 1195, sourceToPatientMm: 785,
          estimatedMagnification: expect.closeTo(1195 / 785, 6), pixelSpacing: null, calibrationType: null,
        },
        ecg: null, rWaveFrames: [0], shutter: null, intensity: 'linear', mask: null, acquiredAtMs: ((10 * 60) + 15) * 60_000,
      },
    });
    if (answer.kind !== 'xa-run') throw new Error('no run');
    expect(answer.frameTimesMs?.slice(0, 2)).toEqual([0, 66.667]);
    const served = running.blobs.open(answer.blob);
    if (served?.kind !== 'xa') throw new Error('no run');
    const frame = value(await served.run.frame(3));
    expect(frame[2 * 64 + 5]).toBe((3 * 5 + 5 * 2 + 16 * 3) % 256);
    expect(await served.run.frame(10)).toMatchObject({ ok: false });
  });

  it('with a gap is no volume, but its largest stretch is', async () => {
    const running = await runningHost();
    const { series } = await withSeries(running, cleanSeries().filter((_, k) => k !== 5));
    expect(await open(running, series.id)).toEqual({
      ok: false,
      failure: { code: 'series/not-a-volume', reasons: [expect.stringContaining('1 slice is missing')] },
    });
    expect(value(await open(running, series.id, 'intact'))).toMatchObject({
      grid: { dims: [64, 48, 18] }, correction: 'Largest stretch without a gap: 18 of 23 slices',
    });
    expect(await open(running, series.id, 'corrected')).toEqual(failure('series/not-a-volume'));
  });

  it('with uneven spacing opens only as corrected, and says what was done', async () => {
    const running = await runningHost();
    const { series } = await withSeries(running, uneven('jump'));
    expect(series).toMatchObject({
      measurable: 'after correction',
      problems: [expect.objectContaining({ code: 'uneven-spacing' })],
    });
    expect(await open(running, series.id)).toEqual(failure('series/not-a-volume'));
    expect(value(await open(running, series.id, 'corrected'))).toMatchObject({
      kind: 'ct-volume',
      correction: 'Slices resampled to even spacing (linear along the normal)',
    });
  });

  it('that was set aside is no volume', async () => {
    const running = await runningHost();
    const { series } = await withSeries(
      running,
      cleanSeries({ slices: 1, row: vectorLps(0, 1, 0), column: vectorLps(0, 0, -1) }),
    );
    expect(await open(running, series.id)).toEqual(failure('series/not-a-volume'));
    expect(await open(running, noSeries)).toEqual(failure('series/not-found'));
  });

  it('whose files went away or are damaged in the library is refused', async () => {
    const data = tempFolder();
    const running = await runningHost(data);
    const { series } = await withSeries(running, cleanSeries());
    const files = filesBelow(join(data, 'files')).map((name) => join(data, 'files', name));
    for (const path of files) truncateSync(path, 200);
    expect(await open(running, series.id)).toEqual(failure('series/pixels-unreadable'));
    rmSync(files[0] ?? '');
    expect(await open(running, series.id)).toEqual(failure('series/files-changed'));
  });

  it('may take half the memory of the machine, and 4 GiB at most', () => {
    expect(volumeLimit(2 * 2 ** 30)).toBe(2 ** 30);
    expect(volumeLimit(8 * 2 ** 30)).toBe(4 * 2 ** 30);
    expect(volumeLimit(64 * 2 ** 30)).toBe(4 * 2 ** 30);
  });
});

describe('a second host on one library', () => {
  it('can look but not write, and says so', async () => {
    const data = tempFolder();
    const first = await runningHost(data);
    const { caseId } = await withSeries(first, [cleanRun()]);
    const { host, sourceFor } = await runningHost(data);
    expect(value(await host['shell.about']({})).isReadOnly).toBe(true);
    expect((await host['cases.open']({ id: caseId })).ok).toBe(true);
    const readOnly = failure('store/read-only');
    expect(await host['operators.add']({ name: 'Ada' })).toEqual(readOnly);
    expect(await host['settings.save'](value(await host['settings.load']({})))).toEqual(readOnly);
    expect(await host['cases.remove']({ id: caseId })).toEqual(readOnly);
    expect(await host['sources.box']({ name: 'x' })).toEqual(readOnly);
    expect(await host['imports.start']({ ref: value(await sourceFor(data)).ref })).toEqual(readOnly);
    expect(await host['series.select']({ caseId, series: noSeries })).toEqual(readOnly);
  });
});

it('does not start on a library of a newer release, and leaves it as it is', async () => {
  const data = tempFolder();
  await (await runningHost(data)).close();
  const path = join(data, 'library.sqlite');
  execFileSync(process.execPath, [
    '-e',
    `
    const D = require('better-sqlite3'); const db = new D(${JSON.stringify(path)});
    db.pragma('user_version = 999'); db.close();`,
  ]);
  const before = readFileSync(path);
  const again = await createHost({
    dataFolder: data,
    shell: 'loopback',
    demo: false,
    capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
  });
  expect(again).toEqual(failure('store/from-newer-release'));
  expect(readFileSync(path)).toEqual(before);
});

it('numbers its incidents, and writes nothing of a patient into its log', async () => {
  const data = tempFolder();
  const running = await runningHost(data);
  const { folder } = await withSeries(running, [
    cleanRun({ study: { patientName: 'Secret^Person', patientId: 'SECRET-ID' } }),
  ]);
  const incident = running.report(new Error('Secret Person at /home/secret'));
  expect(incident).toMatch(/^[0-9a-z]{8}$/);
  await running.close();
  const log = readFileSync(join(data, 'logs', 'fullmoon.log'), 'utf8');
  expect(log).toContain(incident);
  expect(log).toContain('import ended');
  expect(log.toLowerCase()).not.toMatch(/secret|xa-clean/);
  expect(log).not.toContain(folder);
});
