import { describe, expect, it } from 'vitest';
import type { VesselWork } from '../../../core/contract/entries.ts';
import { entryIdSchema, vesselIdSchema, type CaseId, type SeriesId } from '../../../core/contract/ids.ts';
import { pointLps, type PointLps } from '../../../core/geometry/frame.ts';
import { frameFailureSentence } from '../../../core/dicom/codec/frameFailure.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { heard, type Named } from '../../../core/contract/told.ts';
import { answerOf, type VesselSent } from '../../../core/lesion/vesselSent.ts';
import type { Extent, VesselAnswer } from '../../../core/lesion/vesselSteps.ts';
import { hu } from '../../../core/units.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { vesselHandlers } from '../../../electron/host/handlers/vessels.ts';
import type { RunningHost } from '../../../electron/host/runningHost.ts';
import { arcVessel, scene } from '../../core/centreline/scene.ts';
import { evenDeposit } from '../../core/phantom/straightVessel.ts';
import { each, stripped } from '../../phantoms/faults.ts';
import { wholeAnswer } from '../../core/lesion/wholeAnswer.ts';
import { cleanRun } from '../../phantoms/runs.ts';
import { cleanSeries, writeSeries, type RawFile, type SliceFile } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { ended, imported, jobWhen, only, opened, runningHost, started, value, watched } from './running.ts';

const arc = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0)] });
const { grid: { dims: [nx, ny, nz] }, voxels } = scene(arc);
/** The phantom's own voxels, slice by slice as a scanner writes them. */
const SERIES = cleanSeries({
  columns: nx, rows: ny, slices: nz, spacing: [0.45, 0.45, 0.45], origin: pointLps(-36, -17, -18),
  field: (x, y, z) => voxels[Math.round((x + 36) / 0.45) + nx * (Math.round((y + 17) / 0.45) + ny * Math.round((z + 18) / 0.45))] ?? 0,
});
const at = (abscissa: number): PointLps => courseAt(arc.course, abscissa);
const WORK: VesselWork = {
  points: [at(2), at(54)], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [],
};
const vesselId = vesselIdSchema.parse('ves_0123456789abcdef');
const entryId = entryIdSchema.parse('ent_0123456789abcdef');

interface Desk { readonly running: RunningHost; readonly caseId: CaseId; readonly series: SeriesId }
async function desk(files: readonly (SliceFile | RawFile)[] = SERIES): Promise<Desk> {
  const running = await runningHost();
  const folder = tempFolder();
  writeSeries(folder, files);
  const caseId = only((await imported(running, folder)).job.cases);
  return { running, caseId, series: only((await opened(running, caseId)).series).id };
}
async function blobOf({ running, series }: Desk, as: 'acquired' | 'slices' = 'acquired'): Promise<string> {
  return value(await running.host['series.open']({ series, as })).blob;
}
type Has = Named<VesselSent> | null;
const asking = (running: RunningHost, blob: string, changed: Partial<VesselWork> = {}, upTo: Extent = 'all', has: Has = null, vessel = vesselId) =>
  running.host['vessels.measure']({ blob, vessel, work: { ...WORK, ...changed }, upTo, has: has?.name ?? null });
/** The same, and the answer from how it was told. */
async function measure(running: RunningHost, blob: string, changed: Partial<VesselWork> = {}, upTo: Extent = 'all', vessel = vesselId): Promise<Result<VesselAnswer, unknown>> {
  const reply = await asking(running, blob, changed, upTo, null, vessel);
  return reply.ok ? ok(wholeAnswer(reply.value)) : reply;
}
const failed = (code: string) => ({ ok: false, failure: { code } });

describe('a vessel in an opened series', () => {
  it('is traced and measured as soon as the series is read, in what survives JSON', async () => {
    const { running, ...more } = await desk();
    const blob = await blobOf({ running, ...more });
    const answer = value(await measure(running, blob));
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    const { findings } = answer;
    expect([findings?.areCapsProposed, findings?.surroundings?.ostium.state]).toEqual([true, 'not found']);
    // Occluded from 22 to 34 mm, 2 mm beyond where the path begins; stored as whole HU.
    expect(Math.abs((findings?.proximalCap.abscissa ?? NaN) - 20)).toBeLessThan(0.25);
    expect(Math.abs((findings?.distalCap.abscissa ?? NaN) - 32)).toBeLessThan(0.25);
    expect(value(await measure(running, blob, {}, 'path'))).toEqual({ draft: false, centreline: answer.centreline, findings: null, refusal: null });
  });
  it('is not traced where a point stands in the way, which is named', async () => {
    const { running, ...more } = await desk();
    expect(await measure(running, await blobOf({ running, ...more }), { points: [at(2), pointLps(0, 900, 0)] })).toEqual({
      ok: false, failure: {
        code: 'vessel/not-traced', reason: 'centreline/point-outside', point: 1, message: 'Point 2 lies outside the volume. Set it inside.',
      },
    });
  });
  it('gives way to a newer question, and ends with its series, with its case and with the program', async () => {
    const desks = await desk();
    const { running, caseId } = desks;
    const blob = await blobOf(desks);
    const [older, newer] = [measure(running, blob), measure(running, blob, { points: [at(3), at(54)] }, 'path')];
    expect([await older, (await newer).ok]).toEqual([failed('vessel/superseded'), true]);
    const closing = measure(running, blob);
    await running.host['series.close']({ blob });
    expect([await closing, await measure(running, blob)]).toEqual([failed('series/not-found'), failed('series/not-found')]);
    const again = await blobOf(desks);
    const removing = measure(running, again);
    value(await running.host['cases.remove']({ id: caseId }));
    expect(await removing).toEqual(failed('series/not-found'));
  });
  it('is told by its difference to who has the answer before, and whole to everyone else', async () => {
    const desks = await desk();
    const { running } = desks;
    const blob = await blobOf(desks);
    const caps = { proximal: at(21), distal: null };
    const works: readonly Partial<VesselWork>[] = [{}, { caps }, { caps, threshold: { openHu: null, occlusionHu: hu(420) } }, { caps }, { points: [at(2), at(28), at(54)] }, {}];
    let has: Has = null;
    const sizes: number[] = [];
    for (const [n, work] of works.entries()) {
      const text: string = JSON.stringify(value(await asking(running, blob, work, 'draft', has)));
      const now: Has = heard(JSON.parse(text), has) ?? null;
      if (now === null) throw new Error('told by its difference from another answer');
      // As a vessel that nobody ever asked for.
      sizes.push(text.length);
      expect(answerOf(now.answer)).toEqual(value(await measure(running, blob, work, 'draft', vesselIdSchema.parse(`ves_${String(n).padStart(16, '0')}`))));
      has = now;
    }
    const [whole = 0, cap = 0, threshold = 0] = sizes;
    expect([cap / whole < 0.25, threshold / whole < 0.5]).toEqual([true, true]);
    // Another window has another answer, or none: it is told all of it, and this one as well from then on.
    const [other, own] = [value(await asking(running, blob, {}, 'draft', { name: 'of long ago' } as Has)), value(await asking(running, blob, {}, 'draft', has))];
    expect([other.since, own.since]).toEqual([null, null]);
  });
  it('is not measured where there is none: a series that is no volume, one that is not open, one whose values are no HU', async () => {
    const whole = await desk([cleanRun()]);
    expect(await measure(whole.running, await blobOf(whole))).toEqual(failed('series/not-found'));
    expect(await measure(whole.running, 'blb_0123456789abcdef')).toEqual(failed('series/not-found'));
    const bare = await desk(each(SERIES, (file) => stripped(file, 0x00281052, 0x00281053)));
    expect(await measure(bare.running, await blobOf(bare))).toEqual(failed('series/not-hu'));
  });
  it('is not measured in a volume of which a slice could not be read, which is said', async () => {
    const grid = scene(arc).grid;
    const failure = { code: 'pixels/damaged', detail: '' } as const;
    const served = {
      kind: 'ct' as const, volume: { grid, slice: async () => err(failure), order: async function* () { yield 0; } },
      measured: { voxels: new Int16Array(0), done: Promise.resolve(err(failure)), valuesAre: 'HU' as const, seriesUid: '1.2' },
    };
    const measuring = vesselHandlers({ blobs: { open: () => served }, engine: { measure: async () => err({ code: 'vessel/closed' }) } });
    expect(await measuring['vessels.measure']({ blob: 'b', vessel: vesselId, work: WORK, upTo: 'all', has: null })).toEqual({
      ok: false, failure: { code: 'series/pixels-unreadable', reason: frameFailureSentence(failure) },
    });
  });
});

describe('what is entered about a case', () => {
  const path = (series: SeriesId) => ({
    id: entryId, vessel: vesselId, revision: 0,
    content: { kind: 'path' as const, series, frameOfReferenceUid: null, points: WORK.points, target: null, segment: null },
  });
  it('is kept, listed and announced; a stale change is refused by the entry', async () => {
    const { running, caseId, series } = await desk();
    const changes = watched(running);
    const kept = value(await running.host['entries.change']({ caseId, words: 'begin vessel', put: [path(series)], remove: [] }));
    expect(kept).toMatchObject({ entries: [{ id: entryId, revision: 1, author: null }], removed: [], changes: 1 });
    expect(value(await running.host['entries.list']({ caseId }))).toEqual({ entries: kept.entries, changes: 1 });
    expect(changes).toContainEqual({ what: 'entries', id: caseId });
    expect(await running.host['entries.change']({ caseId, words: 'begin vessel', put: [path(series)], remove: [] }))
      .toEqual({ ok: false, failure: { code: 'entry/stale', id: entryId } });
    expect(changes.filter(({ what }) => what === 'entries')).toHaveLength(1);
  });
  it('waits for the end of the import: until then there is nothing, and nothing can be kept', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(folder, cleanSeries());
    const job = await started(running, folder);
    const caseId = only((await jobWhen(running, job, ({ cases }) => cases.length > 0)).cases);
    const series = only((await opened(running, caseId)).series).id;
    const step = { caseId, words: 'begin vessel', put: [path(series)], remove: [] };
    expect([await running.host['entries.list']({ caseId }), await running.host['entries.change'](step)]).toEqual([
      { ok: true, value: { entries: [], changes: 0 } }, failed('case/not-stored'),
    ]);
    await ended(running, job);
    expect(value(await running.host['entries.change'](step)).changes).toBe(1);
  });
  it('is nothing of a case that is not there', async () => {
    const running = await runningHost();
    const caseId = 'cas_0123456789abcdef' as CaseId;
    const step = { caseId, words: 'begin vessel', put: [], remove: [] };
    expect([await running.host['entries.list']({ caseId }), await running.host['entries.change'](step)])
      .toEqual([failed('case/not-found'), failed('case/not-found')]);
  });
});
