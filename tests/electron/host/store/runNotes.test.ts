import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { CaseId, SeriesId } from '../../../../core/contract/ids.ts';
import { measured } from '../../../contract/fixtures/values.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { imported, only, opened, runningHost, value, watched, worklist } from '../running.ts';
import type { RunningHost } from '../../../../electron/host/runningHost.ts';

/** A host with one case of a run, in a data folder that can be opened again. */
async function withRun(): Promise<{ readonly running: RunningHost; readonly folder: string; readonly caseId: CaseId; readonly series: SeriesId }> {
  const [folder, disc] = [tempFolder(), tempFolder()];
  writeSeries(disc, [cleanRun()]);
  const running = await runningHost(folder);
  await imported(running, disc);
  const { id: caseId } = only((await worklist(running)).rows);
  const { series } = await opened(running, caseId);
  value(await running.host['operators.add']({ name: 'Dr. Test' }));
  const { operators: [operator] } = value(await running.host['operators.list']({}));
  value(await running.host['operators.choose']({ id: operator?.id ?? ('' as never) }));
  return { running, folder, caseId, series: only(series).id };
}
const listOf = async ({ running, caseId }: { readonly running: RunningHost; readonly caseId: CaseId }) =>
  value(await running.host['runs.list']({ caseId })).runs;

it('a run has neither role nor calibration until somebody says so', async () => {
  const at = await withRun();
  expect(await listOf(at)).toEqual([{ series: at.series, role: null, calibration: null }]);
});

it('a calibration is kept with author and time, announced, and found again after a restart', async () => {
  const at = await withRun();
  const changes = watched(at.running);
  const { calibration } = value(await at.running.host['runs.calibrate']({ series: at.series, measured }));
  expect(calibration).toEqual({ ...measured, author: { id: expect.any(String), name: 'Dr. Test' }, at: expect.any(String) });
  expect(changes).toContainEqual({ what: 'runs', id: at.caseId });
  value(await at.running.host['runs.name']({ series: at.series, role: 'donor' }));
  await at.running.close();
  const again = await runningHost(at.folder);
  expect(value(await again.host['runs.list']({ caseId: at.caseId })).runs).toEqual([{ series: at.series, role: 'donor', calibration }]);
});

it('the newest counts; null takes it back and keeps the earlier one in the library', async () => {
  const at = await withRun();
  value(await at.running.host['runs.calibrate']({ series: at.series, measured }));
  value(await at.running.host['runs.calibrate']({ series: at.series, measured: { ...measured, french: 7, knownMm: 2.33 } }));
  expect((await listOf(at))[0]?.calibration?.french).toBe(7);
  value(await at.running.host['runs.calibrate']({ series: at.series, measured: null }));
  expect((await listOf(at))[0]?.calibration).toBeNull();
  await at.running.close();
  const db = new Database(join(at.folder, 'library.sqlite'), { readonly: true });
  expect(db.prepare('SELECT object FROM run_calibration').pluck().all()).toEqual(['catheter', 'catheter', 'none']);
  expect(db.prepare(`SELECT action FROM audit WHERE action LIKE 'run-%' ORDER BY sequence`).pluck().all())
    .toEqual(['run-calibrated', 'run-calibrated', 'run-calibration-removed']);
  db.close();
});

it('a calibration that was altered beside the program locks the list of runs', async () => {
  const at = await withRun();
  value(await at.running.host['runs.calibrate']({ series: at.series, measured }));
  await at.running.close();
  const db = new Database(join(at.folder, 'library.sqlite'));
  const trigger = db.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'run_calibration_is_not_edited'`).pluck().get() as string;
  db.exec(`DROP TRIGGER run_calibration_is_not_edited; UPDATE run_calibration SET known_mm = 1.9; ${trigger}`);
  db.close();
  const again = await runningHost(at.folder);
  expect(await again.host['runs.list']({ caseId: at.caseId })).toMatchObject({ ok: false, failure: { code: 'case/damaged' } });
});

it('only runs of the library are calibrated and named', async () => {
  const { running } = await withRun();
  const stranger = 'ser_0000000000000000' as SeriesId;
  expect(await running.host['runs.calibrate']({ series: stranger, measured })).toMatchObject({ failure: { code: 'series/not-found' } });
  expect(await running.host['runs.name']({ series: stranger, role: 'donor' })).toMatchObject({ failure: { code: 'series/not-found' } });
  const disc = tempFolder();
  writeSeries(disc, cleanSeries({ key: 'ct', study: { patientId: 'PH-2', patientName: 'Two^Tom' } }));
  await imported(running, disc);
  const ct = (await worklist(running)).rows.find(({ ctSeries }) => ctSeries > 0);
  const { series } = await opened(running, ct?.id);
  expect(await running.host['runs.calibrate']({ series: only(series).id, measured })).toMatchObject({ failure: { code: 'series/not-found' } });
  expect(await running.host['runs.list']({ caseId: 'cas_0000000000000000' as CaseId })).toMatchObject({ failure: { code: 'case/not-found' } });
});
