import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ArchiveView } from '../../../../core/contract/archives.ts';
import type { ArchiveId } from '../../../../core/contract/ids.ts';
import type { JobView } from '../../../../core/contract/schemas.ts';
import { sentFiles, type Archive } from '../../../../electron/host/archive/dicomWeb.ts';
import type { RunningHost } from '../../../../electron/host/runningHost.ts';
import { textOf } from '../../../../electron/host/dicom/dataset.ts';
import { cleanSeries, fileBytes, writeSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { fakeArchive } from '../archive/fakeArchive.ts';
import { isOrthancThere, startedOrthanc } from '../archive/runningOrthanc.ts';
import { ended, imported, jobWhen, only, runningHost, value, worklist } from '../running.ts';
import { openIn } from '../store/fixture.ts';
import { valueIn } from '../store/imports.ts';
import { pngOf, RCA, signedBy, tracedDesk } from '../store/planFixture.ts';
import { printedPlan } from './shared.ts';

const SERIES = cleanSeries({ key: 'two', slices: 8 });
const STUDY = textOf(SERIES[0]?.dataset ?? [], 0x0020000d) ?? '';

/** An archive of the site, as it is configured at a workstation. */
async function configured({ host }: RunningHost, { address, user, password }: Archive): Promise<ArchiveView> {
  return value(await host['archives.save']({
    id: null, name: 'PACS', place: { kind: 'dicomweb', address, user }, password: password === null ? { do: 'remove' } : { do: 'set', password },
  }));
}
async function fetched(running: RunningHost, archive: ArchiveId): Promise<JobView> {
  const { studies } = value(await running.host['archives.find']({ archive, patientName: null, patientId: 'PH-two', from: null, to: null }));
  const { studyUid, date, instances } = only(studies);
  expect([studyUid, date]).toEqual([STUDY, '2026-11-12']);
  return ended(running, value(await running.host['archives.fetch']({ archive, studyUid, date, instances })).job);
}

const archives: readonly (readonly [name: string, start: () => Promise<{ readonly archive: Archive; close(): Promise<void> }>])[] = [
  ['an archive in memory', fakeArchive], ...(isOrthancThere() ? [['Orthanc', () => startedOrthanc(tempFolder())] as const] : []),
];

describe.each(archives)('two workstations and %s', (_, start) => {
  it('share a plan: signed at one, read at the other with its chain, and stopped there when it is withdrawn', async () => {
    const { archive, close } = await start();
    onTestFinished(close);
    const [atA, atB, disc] = [tempFolder(), tempFolder(), tempFolder()];
    writeSeries(disc, SERIES);
    const first = await runningHost(atA);
    const caseOfA = only((await imported(first, disc)).job.cases);
    await first.close();
    const store = openIn(atA);
    const desk = tracedDesk(store, caseOfA);
    const sha256 = valueIn(await store.planImages.keep(caseOfA, pngOf(1), desk.tina));
    signedBy(store, desk, 'one');
    const { id: plan } = signedBy(store, desk, 'two', RCA, { keyImages: [{ id: 'k', sha256, series: desk.series, caption: 'cap', detail: '' }] });
    const signed = valueIn(store.plans.version(plan, 2));
    store.close();

    const a = await runningHost(atA);
    const { objects } = value(await a.planFiles(plan, 2));
    expect(value(await sentFiles(archive, [...SERIES.map(fileBytes), ...objects.files.map(({ bytes }) => bytes)])).refused).toEqual([]);
    await a.close();

    const b = await runningHost(atB);
    const { id } = await configured(b, archive);
    const job = await fetched(b, id);
    expect([job.state, job.message, job.title]).toEqual(['done', null, 'PACS, study of 2026-11-12']);
    const caseOfB = only(job.cases);
    const received = only(value(await b.host['plans.received']({ caseId: caseOfB })).plans);
    expect([received.images, received.versions.map(({ version }) => version)]).toEqual(['here', [2, 1]]);
    expect(value(await b.host['plans.version']({ plan: received.id, version: 2 })).sealed).toEqual(signed.sealed);
    expect(value(await b.host['plans.image']({ sha256 })).pngBase64).toBe(pngOf(1).toString('base64'));
    expect((await fetched(b, id)).state).toBe('done');
    expect(value(await b.host['plans.received']({ caseId: caseOfB })).plans).toEqual([received]);

    const again = openIn(atA);
    valueIn(again.plans.withdraw(plan, 2, 'wrong vessel', desk.tina));
    expect(value(await sentFiles(archive, [await printedPlan(again, plan, 2)])).refused).toEqual([]);
    expect((await fetched(b, id)).state).toBe('done');
    expect(value(await b.host['plans.version']({ plan: received.id, version: 2 })).standing.withdrawn?.reason).toBe('wrong vessel');
    expect(await b.host['room.add']({ plan: received.id, version: 2, after: 0, happening: { what: 'access' }, doneAt: null }))
      .toEqual({ ok: false, failure: { code: 'plan/withdrawn' } });
    await b.close();
    expect(valueIn(openIn(atB).plans.verify())).toMatchObject({ plans: 1, received: 1, versions: 2, withdrawals: 1 });
  });
});

describe('a study that is fetched', () => {
  async function oneStudy() {
    const fake = await fakeArchive();
    onTestFinished(() => fake.close());
    value(await sentFiles(fake.archive, SERIES.map(fileBytes)));
    const data = tempFolder();
    const running = await runningHost(data);
    return { fake, data, running, id: (await configured(running, fake.archive)).id };
  }
  const leftIn = (data: string): readonly string[] => readdirSync(join(data, 'staging'));

  it('that breaks off leaves nothing behind, and says what to do', async () => {
    const { fake, data, running, id } = await oneStudy();
    fake.cutShort = 3000;
    const job = await fetched(running, id);
    expect([job.state, job.message]).toEqual(['failed', expect.stringMatching(/^The archive's answer cannot be read: it ends before its last boundary\. [A-Z].*\.$/)]);
    expect([(await worklist(running)).total, leftIn(data)]).toEqual([0, []]);
    fake.cutShort = 0;
    expect((await fetched(running, id)).state).toBe('done');
  });

  it('of which the archive gives fewer files than it states says so in its report', async () => {
    const { fake, running, id } = await oneStudy();
    fake.heldBack = 1;
    const job = await fetched(running, id);
    const words = 'The archive gave 7 of 8 files: fetch it again before you plan on it';
    expect(job.state).toBe('done');
    expect(value(await running.host['imports.report']({ job: job.id })).lines).toContainEqual({ tone: 'warning', text: words });
    fake.heldBack = 0;
    const whole = await fetched(running, id);
    expect(value(await running.host['imports.report']({ job: whole.id })).lines.map(({ text }) => text).join()).not.toContain('The archive gave');
  });

  it('with a file of another study takes the study alone', async () => {
    const { fake, running, id } = await oneStudy();
    const [strange] = cleanSeries({ key: 'strange', slices: 1 });
    fake.stray = strange === undefined ? null : fileBytes(strange);
    const job = await fetched(running, id);
    const { rejected, filesRead } = value(await running.host['imports.report']({ job: job.id }));
    expect([job.state, filesRead, rejected.map(({ code }) => code)]).toEqual(['done', 8, ['archive/other-study']]);
    expect((await worklist(running)).total).toBe(1);
    // It does not stand in for one that is missing.
    fake.heldBack = 1;
    const short = await fetched(running, id);
    expect(value(await running.host['imports.report']({ job: short.id })).lines.map(({ text }) => text).join()).toContain('The archive gave 7 of 8 files');
  });

  it('can be cancelled on its way', async () => {
    const { fake, data, running, id } = await oneStudy();
    fake.isStuck = true;
    const { job } = value(await running.host['archives.fetch']({ archive: id, studyUid: STUDY, date: null, instances: 8 }));
    expect((await jobWhen(running, job, ({ phase }) => phase === 'fetching')).title).toBe('PACS, a study without a day');
    expect(value(await running.host['jobs.cancel']({ id: job }))).toMatchObject({ state: 'cancelled', message: null });
    expect([(await worklist(running)).total, leftIn(data)]).toEqual([0, []]);
  });

  it('is looked for in an archive that answers and can be searched; else one sentence says why not', async () => {
    const { fake, running: { host }, id } = await oneStudy();
    const query = { patientName: 'x', patientId: null, from: null, to: null };
    await fake.close();
    expect(await host['archives.find']({ archive: id, ...query })).toMatchObject({ failure: { code: 'archive/no-answer', message: expect.stringMatching(/^The archive does not answer/) } });
    const place = { kind: 'dimse', host: '127.0.0.1', port: 104, calledAe: 'PACS', callingAe: 'FULLMOON', tls: null } as const;
    const dimse = value(await host['archives.save']({ id: null, name: 'B', place, password: { do: 'remove' } }));
    expect(await host['archives.find']({ archive: dimse.id, ...query })).toEqual({ ok: false, failure: { code: 'archive/not-searchable' } });
    value(await host['archives.remove']({ id: dimse.id }));
    expect(await host['archives.fetch']({ archive: dimse.id, studyUid: STUDY, date: null, instances: null })).toEqual({ ok: false, failure: { code: 'archive/not-found' } });
  });
});
