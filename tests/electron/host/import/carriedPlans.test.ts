import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CarriedPlan } from '../../../../core/contract/carriedPlan.ts';
import type { CaseId } from '../../../../core/contract/ids.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { mm } from '../../../../core/units.ts';
import { bytes, textOf, withElements, withoutTags, text } from '../../../../electron/host/dicom/dataset.ts';
import { instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';
import { encapsulatedPdf } from '../../../../electron/host/export/dicom/encapsulatedPdf.ts';
import { measurementDataset } from '../../../../electron/host/export/dicom/measurementReport.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { filesBelow, imported, only, runningHost, value, watched, worklist } from '../running.ts';
import { fakeArchive } from '../sending/fakeArchive.ts';
import { resealedChain } from '../sharing/resealed.ts';
import { carried, printedPlan } from '../sharing/shared.ts';
import { openIn } from '../store/fixture.ts';
import { valueIn } from '../store/imports.ts';
import { pngOf, RCA, signedBy, tracedDesk } from '../store/planFixture.ts';

const SERIES = cleanSeries({ key: 'shared', slices: 8 });

/** A folder with a CT. */
function disc(): string {
  const folder = tempFolder();
  writeSeries(join(folder, 'CT'), SERIES);
  return folder;
}
/** A workstation where a plan was signed twice; `sent` writes the printed plan of a version into a folder. */
async function workstation() {
  const data = tempFolder();
  const running = await runningHost(data);
  const { job } = await imported(running, disc());
  await running.close();
  const store = openIn(data);
  const desk = tracedDesk(store, only(job.cases));
  signedBy(store, desk, 'one');
  const sha256 = valueIn(await store.planImages.keep(desk.caseId, pngOf(1), desk.tina));
  const { id: plan } = signedBy(store, desk, 'two', RCA, { keyImages: [{ id: 'k', sha256, series: desk.series, caption: 'cap', detail: '' }] });
  const sent = async (version: number, change: (bytes: Buffer) => Uint8Array = (bytes) => bytes): Promise<string> => {
    const folder = join(tempFolder(), 'plan');
    mkdirSync(folder);
    writeFileSync(join(folder, 'plan.dcm'), change(Buffer.from(await printedPlan(store, plan, version))));
    return folder;
  };
  return { data, store, desk, plan, sent };
}
/** The same bytes with one letter of the chain changed. */
function tampered(bytes: Buffer): Uint8Array {
  const at = bytes.indexOf('\\"notes\\":\\"two\\"');
  expect(at).toBeGreaterThan(0);
  const changed = Buffer.from(bytes);
  changed.write('\\"notes\\":\\"tow\\"', at);
  return changed;
}
type Running = Awaited<ReturnType<typeof runningHost>>;
const received = async ({ host }: Running, caseId: CaseId) => value(await host['plans.received']({ caseId })).plans;
const texts = (lines: readonly { readonly text: string }[]): readonly string[] => lines.map((line) => line.text);

describe('an import with a plan of another workstation', () => {
  it('can be read without its images, and finds them when they come', async () => {
    const a = await workstation();
    const b = await runningHost();
    const { job, report } = await imported(b, await a.sent(2));
    expect([job.state, job.message]).toEqual(['done', null]);
    expect(texts(report.lines)).toContain('Plan of another workstation: RCA mid, CTO 31.4 mm, version 2 by Tina Test; chain consistent, author as stated by the sender, see station 7');
    const caseId = only(job.cases);
    const plan = only(await received(b, caseId));
    expect([plan.images, plan.versions.map(({ version }) => version)]).toEqual(['missing', [2, 1]]);
    const { sealed } = value(await b.host['plans.version']({ plan: plan.id, version: 2 }));
    expect(value(await b.host['plans.version']({ plan: plan.id, version: 1 })).received).toEqual({
      origin: plan.origin, here: expect.stringMatching(/^[0-9a-f]{64}$/), at: expect.stringMatching(/^2\d{3}-.*Z$/), images: 'missing',
    });
    expect(sealed).toEqual(valueIn(a.store.plans.version(a.plan, 2)).sealed);
    expect(value(await b.host['plans.image']({ sha256: sealed.content.keyImages[0]?.sha256 ?? '' })).pngBase64).toBe(pngOf(1).toString('base64'));
    expect(value(await b.host['plans.list']({ caseId })).plans).toEqual([]);

    const images = await imported(b, disc());
    expect(images.job.cases).toEqual([caseId]);
    expect(only(await received(b, caseId)).images).toBe('here');
    expect((await worklist(b)).total).toBe(1);
  });

  it('the same again adds nothing; a withdrawal that comes later reaches an open room', async () => {
    const a = await workstation();
    const b = await runningHost();
    const first = await imported(b, await a.sent(2));
    const caseId = only(first.job.cases);
    const again = await imported(b, await a.sent(2));
    expect(texts(again.report.lines)).toContain('Plan of another workstation: RCA mid, CTO 31.4 mm, version 2 by Tina Test; it is here already');
    const { id } = only(await received(b, caseId));
    valueIn(a.store.plans.withdraw(a.plan, 2, 'wrong vessel', a.desk.tina));
    const changes = watched(b);
    const withdrawn = await imported(b, await a.sent(2));
    expect(texts(withdrawn.report.lines)).toContain('Plan of another workstation: RCA mid, CTO 31.4 mm, version 2 by Tina Test; it is here already; version 2 withdrawn there');
    expect(changes).toContainEqual({ what: 'room', plan: id, version: 2 });
    expect(value(await b.host['plans.version']({ plan: id, version: 2 })).standing.withdrawn?.reason).toBe('wrong vessel');
    expect(await b.host['plans.withdraw']({ plan: id, version: 1, reason: 'x' })).toEqual({ ok: false, failure: { code: 'plan/received' } });
  });

  it('an archive that it was sent on to learns of its withdrawal as soon as that comes', async () => {
    const a = await workstation();
    const b = await runningHost();
    const archive = await fakeArchive();
    onTestFinished(() => archive.goDown());
    const caseId = only((await imported(b, await a.sent(1))).job.cases);
    const { id: plan } = only(await received(b, caseId));
    const { id: to } = value(await b.host['archives.save']({
      id: null, name: 'Radiology', place: { kind: 'dicomweb', address: archive.address, user: null },
      password: { do: 'remove' },
    }));
    value(await b.host['sendings.ask']({ plan, version: 1, archive: to }));
    const has = async () => only(value(await b.host['sendings.list']({ plan })).sendings).has?.what;
    await expect.poll(has, { timeout: 30_000 }).toBe('plan');
    valueIn(a.store.plans.withdraw(a.plan, 1, 'wrong vessel', a.desk.tina));
    const changes = watched(b);
    await imported(b, await a.sent(1));
    expect(changes).toContainEqual({ what: 'sendings', plan });
    await expect.poll(has, { timeout: 30_000 }).toBe('withdrawal');
    expect([...archive.kept.values()].some((bytes) => bytes.toString('latin1').includes('Plan WITHDRAWN'))).toBe(true);
  });

  it('that was changed on its way is refused with one sentence, and nothing of it is stored', async () => {
    const a = await workstation();
    const b = await runningHost(tempFolder());
    const { job, report } = await imported(b, await a.sent(2, tampered));
    const message = 'The plan in this file is not as it was signed: the seal of version 2 is broken, and nothing of it was taken. '
      + 'Have it sent again from the workstation that signed it.';
    expect(job).toMatchObject({ state: 'failed', message, cases: [] });
    expect(report.rejected).toEqual([{ name: 'plan.dcm', code: 'plan/tampered', message }]);
    expect((await worklist(b)).total).toBe(0);

    const beside = disc();
    writeFileSync(join(beside, 'plan.dcm'), readFileSync(join(await a.sent(2, tampered), 'plan.dcm')));
    const mixed = await imported(b, beside);
    expect([mixed.job.state, mixed.report.filesNew, mixed.report.rejected.map(({ code }) => code)]).toEqual(['done', 8, ['plan/tampered']]);
    expect(await received(b, only(mixed.job.cases))).toEqual([]);
  });

  it('that was signed for another patient than the file names is refused', async () => {
    const a = await workstation();
    const b = await runningHost();
    const dataset = encapsulatedPdf(valueIn(a.store.plans.version(a.plan, 2)).sealed, Buffer.from('%PDF'), await carried(a.store, a.plan, 2));
    expect(textOf(dataset, 0x00100020)).toBe('PH-shared');
    const folder = tempFolder();
    writeFileSync(join(folder, 'plan.dcm'), instanceBytes(withElements(dataset, text(0x00100020, 'LO', 'PH-other'))));
    expect((await imported(b, folder)).report.rejected.map(({ code }) => code)).toEqual(['plan/of-another-patient']);
  });

  it('of nobody in particular is of the study that it was signed on, not of the one that the file names', async () => {
    const a = await workstation();
    const b = await runningHost();
    const { sealed } = valueIn(a.store.plans.version(a.plan, 2));
    const carriage = await carried(a.store, a.plan, 2);
    const nobody = { patient: { name: null, id: null, birthDate: null, sex: null } };
    const chain = resealedChain(JSON.parse(Buffer.from(carriage.chain).toString('utf8')) as CarriedPlan, [nobody, nobody]);
    const [study, other] = [sealed.series[0]?.studyUid ?? '', '1.2.826.0.1.99'];
    const refusedOf = async (uid: string): Promise<readonly string[]> => {
      const dataset = encapsulatedPdf({ ...sealed, ...nobody }, Buffer.from('%PDF'), { ...carriage, chain, mark: null });
      const folder = tempFolder();
      writeFileSync(join(folder, 'plan.dcm'), instanceBytes(withElements(dataset, text(0x0020000d, 'UI', uid))));
      return (await imported(b, folder)).report.rejected.map(({ code }) => code);
    };
    expect(await refusedOf(other)).toEqual(['plan/of-another-patient']);
    expect(await refusedOf(study)).toEqual([]);
  });

  it('that was signed here is told, and stays one plan', async () => {
    const a = await workstation();
    const folder = await a.sent(2);
    a.store.close();
    const again = await runningHost(a.data);
    const { job, report } = await imported(again, folder);
    expect(texts(report.lines)).toContain('Plan of this workstation: RCA mid, CTO 31.4 mm, version 2 by Tina Test; it is here as it was signed');
    expect(await received(again, only(job.cases))).toEqual([]);
  });

  it('a printed plan without its chain is a document and no more', async () => {
    const a = await workstation();
    const b = await runningHost();
    const { sealed } = valueIn(a.store.plans.version(a.plan, 2));
    const whole = encapsulatedPdf(sealed, Buffer.from('%PDF'), await carried(a.store, a.plan, 2));
    const folder = tempFolder();
    writeFileSync(join(folder, 'plan.dcm'), instanceBytes(withoutTags(whole, 0x00710010, 0x00711001, 0x00711002)));
    const { job, report } = await imported(b, folder);
    expect([job.state, report.rejected]).toEqual(['done', []]);
    expect(await received(b, only(job.cases))).toEqual([]);
  });

  it('leaves no picture and no row behind when its patient is removed', async () => {
    const a = await workstation();
    const data = tempFolder();
    const b = await runningHost(data);
    const caseId = only((await imported(b, await a.sent(2))).job.cases);
    value(await b.host['cases.remove']({ id: caseId }));
    expect(filesBelow(join(data, 'files'))).toEqual([]);
    expect(await b.host['plans.received']({ caseId })).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  });
});

/** A folder with these files of a plan, by their names. */
function sourceWith(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = tempFolder();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

describe('a plan and its report of measures', () => {
  /** Both as their workstation writes them of version 2. */
  async function sent(a: Awaited<ReturnType<typeof workstation>>) {
    const { sealed } = valueIn(a.store.plans.version(a.plan, 2));
    return { plan: Buffer.from(await printedPlan(a.store, a.plan, 2)), sealed, report: Buffer.from(instanceBytes(measurementDataset(sealed))) };
  }
  /** The plan is there, as it was sealed. */
  async function isTaken(running: Running, caseId: CaseId, sealed: SealedPlan): Promise<void> {
    const { id } = only(await received(running, caseId));
    expect(value(await running.host['plans.version']({ plan: id, version: 2 })).sealed).toEqual(sealed);
  }
  /** The same report with another length of the occlusion. */
  const longer = (sealed: SealedPlan): Uint8Array => {
    const { lesion } = sealed.evidence;
    if (lesion === null) throw new Error('no lesion');
    const changed = measurementDataset({ ...sealed, evidence: { ...sealed.evidence, lesion: { ...lesion, length: mm(lesion.length + 5) } } });
    const own = measurementDataset(sealed);
    return instanceBytes(withElements(changed, ...own.filter(({ tag }) => tag === 0x0020000e || tag === 0x00080018)));
  };

  it('that agree are both taken; without the report the plan is whole', async () => {
    const a = await workstation();
    const { plan, report } = await sent(a);
    for (const files of [{ 'plan.dcm': plan, 'measures.dcm': report }, { 'plan.dcm': plan }]) {
      const b = await runningHost(tempFolder());
      const { job, report: { rejected } } = await imported(b, sourceWith(files));
      expect([job.state, rejected, (await received(b, only(job.cases))).map(({ versions }) => versions.length)]).toEqual(['done', [], [2]]);
    }
  });

  it('that disagree: the plan under its seal is taken, the report is refused with one sentence', async () => {
    const a = await workstation();
    const b = await runningHost();
    const { plan, sealed } = await sent(a);
    const { job, report } = await imported(b, sourceWith({ 'plan.dcm': plan, 'measures.dcm': longer(sealed) }));
    expect(report.rejected).toEqual([{
      name: 'measures.dcm', code: 'plan/report-differs',
      message: 'The report of measures in this file says other than the plan that it belongs to, so it was not taken. '
        + 'The plan has its measures under its seal; find out who changed the report.',
    }]);
    expect(texts(report.lines).join()).toContain('a report of measures says other than its plan');
    await isTaken(b, only(job.cases), sealed);
  });

  it('of which the printed plan is missing: the report is refused with one sentence, and nothing is stored', async () => {
    const a = await workstation();
    const b = await runningHost(tempFolder());
    const { report: file } = await sent(a);
    const message = 'The report of measures in this file came without the printed plan in which its plan travels, or with one that was refused, '
      + 'so it was not taken. Fetch or import the whole study.';
    const { job, report } = await imported(b, sourceWith({ 'measures.dcm': file }));
    expect([job, report.rejected]).toMatchObject([{ state: 'failed', message, cases: [] }, [{ name: 'measures.dcm', code: 'plan/report-alone', message }]]);
    expect((await worklist(b)).total).toBe(0);
  });

  it('of which the printed plan is refused: the report is refused with it, and nothing is stored', async () => {
    const a = await workstation();
    const b = await runningHost(tempFolder());
    const { plan, sealed } = await sent(a);
    const { job, report } = await imported(b, sourceWith({ 'plan.dcm': tampered(plan), 'measures.dcm': longer(sealed) }));
    expect([job.state, report.rejected.map(({ name, code }) => [name, code])])
      .toEqual(['failed', [['plan.dcm', 'plan/tampered'], ['measures.dcm', 'plan/report-alone']]]);
    expect((await worklist(b)).total).toBe(0);
  });

  it('of which the report is too large to be held against the plan: it is refused, whatever it says', async () => {
    const a = await workstation();
    const b = await runningHost();
    const { plan, sealed } = await sent(a);
    const padded = instanceBytes(withElements(measurementDataset(sealed),
      text(0x00990010, 'LO', 'PADDING'), bytes(0x00991001, 'OB', new Uint8Array(17 * 2 ** 20))));
    const { job, report } = await imported(b, sourceWith({ 'plan.dcm': plan, 'measures.dcm': padded }));
    expect(report.rejected).toEqual([{
      name: 'measures.dcm', code: 'plan/report-not-readable',
      message: 'The report of measures in this file cannot be read, and so not be held against its plan: it was not taken. '
        + 'The plan has its measures under its seal; have the report sent again from the workstation that signed it.',
    }]);
    expect(texts(report.lines).join()).toContain('a report of measures cannot be held against its plan');
    await isTaken(b, only(job.cases), sealed);
  });
});

describe('versions that come in another order than they were signed', () => {
  it('the newer one, withdrawn, comes first: it stays withdrawn when the one before it comes, and when it comes as it was before', async () => {
    const a = await workstation();
    const [one, before] = [await a.sent(1), await a.sent(2)];
    valueIn(a.store.plans.withdraw(a.plan, 2, 'wrong vessel', a.desk.tina));
    const b = await runningHost();
    const first = await imported(b, await a.sent(2));
    expect(texts(first.report.lines)).toContain(
      'Plan of another workstation: RCA mid, CTO 31.4 mm, version 2 by Tina Test; chain consistent, author as stated by the sender, see station 7; version 2 withdrawn there',
    );
    const caseId = only(first.job.cases);
    for (const [late, version] of [[one, 1], [before, 2]] as const) {
      const { report } = await imported(b, late);
      expect(texts(report.lines)).toContain(`Plan of another workstation: RCA mid, CTO 31.4 mm, version ${version} by Tina Test; it is here already`);
      const { id, versions } = only(await received(b, caseId));
      expect(versions.map((shown) => [shown.version, shown.withdrawn?.reason ?? null])).toEqual([[2, 'wrong vessel'], [1, null]]);
      expect(await b.planFiles(id, 2)).toEqual({ ok: false, failure: { code: 'plan/withdrawn' } });
    }
  });

  it('one of a newer release is refused with one sentence, and what is here of the plan stays', async () => {
    const a = await workstation();
    const b = await runningHost();
    const caseId = only((await imported(b, await a.sent(1))).job.cases);
    const newer = await a.sent(2, (bytes) => {
      const changed = Buffer.from(bytes);
      changed.write('"format":2', bytes.indexOf('"format":1,"head"'));
      return changed;
    });
    const { job, report } = await imported(b, newer);
    const message = 'The plan in this file comes from a newer Fullmoon, so nothing of it was taken. Bring this one up to date and import it again.';
    expect([job.state, job.message, report.rejected]).toEqual(['failed', message, [{ name: 'plan.dcm', code: 'plan/from-newer-release', message }]]);
    expect(only(await received(b, caseId)).versions.map(({ version }) => version)).toEqual([1]);
  });
});
