import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { entryIdSchema, type SeriesId } from '../../../../core/contract/ids.ts';
import type { PlanView } from '../../../../core/contract/plans.ts';
import { apply, indexIjk, type PointLps, pointLps } from '../../../../core/geometry/frame.ts';
import { pointPixel } from '../../../../core/geometry/plane.ts';
import { knownFacts } from '../../../../core/lesion/knownFacts.ts';
import { laidOver } from '../../../../core/lesion/laidOver.ts';
import { lesionMeasures } from '../../../../core/lesion/lesionMeasures.ts';
import { vesselWork } from '../../../../core/lesion/vesselWork.ts';
import { courseAt } from '../../../../core/phantom/course.ts';
import type { KeyImage } from '../../../../core/plan/plan.ts';
import { planEvidence } from '../../../../core/plan/planEvidence.ts';
import type { PlanEvidence } from '../../../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../../../core/strategy/parameters.ts';
import { mm } from '../../../../core/units.ts';
import { createHost } from '../../../../electron/host/createHost.ts';
import { derivedUid } from '../../../../electron/host/dicom/derivedUid.ts';
import { readSegmentation } from '../../../../electron/host/dicom/readSegmentation.ts';
import type { ExportedPlan } from '../../../../electron/host/export/planFiles.ts';
import type { RunningHost } from '../../../../electron/host/runningHost.ts';
import { wholeAnswer } from '../../../core/lesion/wholeAnswer.ts';
import { arcVessel, scene } from '../../../core/centreline/scene.ts';
import { evenDeposit } from '../../../core/phantom/straightVessel.ts';
import { gapToCourse } from '../../../phantoms/randomVessel.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, fileBytes, writeSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { imported, only, opened, value } from '../running.ts';
import { fakeArchive } from '../sending/fakeArchive.ts';
import { contentOf, RCA } from '../store/planFixture.ts';
import { greyPng } from './greyPng.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');

const vessel = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0)] });
const { grid: { dims: [nx, ny, nz] }, voxels } = scene(vessel);
const SERIES = cleanSeries({
  columns: nx, rows: ny, slices: nz, spacing: [0.45, 0.45, 0.45], origin: pointLps(-36, -17, -18),
  field: (x, y, z) => voxels[Math.round((x + 36) / 0.45) + nx * (Math.round((y + 17) / 0.45) + ny * Math.round((z + 18) / 0.45))] ?? 0,
});
const RUN = cleanRun({ study: { uid: derivedUid('study of the run') } });
const at = (abscissa: number): PointLps => courseAt(vessel.course, abscissa);
const entryId = (n: number) => entryIdSchema.parse(`ent_000000000000000${n}`);

interface Desk { readonly running: RunningHost; readonly data: string; readonly plan: PlanView; readonly series: readonly SeriesId[]; readonly evidence: PlanEvidence }
type Lesion = NonNullable<PlanEvidence['lesion']>;

/** A case whose vessel was measured and whose plan was signed, as the page does it. */
async function signed(data: string, running: RunningHost): Promise<Desk> {
  const { host } = running;
  const folder = tempFolder();
  writeSeries(folder, [...SERIES, RUN]);
  const caseId = only((await imported(running, folder)).job.cases);
  const { series } = await opened(running, caseId);
  const [ct, run] = ['ct-volume', 'xa-run'].map((kind) => series.find((one) => one.kind === kind)?.id);
  if (ct === undefined || run === undefined) throw new Error('a series is missing');
  value(await host['operators.choose']({ id: value(await host['operators.add']({ name: 'Tina Test' })).id }));
  const put = (n: number, content: object) => ({ id: entryId(n), vessel: RCA, revision: 0, content }) as never;
  value(await host['entries.change']({ caseId, words: 'trace', remove: [], put: [
    put(1, { kind: 'path', series: ct, frameOfReferenceUid: null, points: [at(2), at(54)], target: 'RCA', segment: null }),
    put(2, { kind: 'threshold', openHu: null, occlusionHu: 350 }),
  ] }));
  const { entries } = value(await host['entries.list']({ caseId }));
  const { blob } = value(await host['series.open']({ series: ct, as: 'acquired' }));
  const { findings } = wholeAnswer(value(await host['vessels.measure']({ blob, vessel: RCA, work: vesselWork(entries, RCA), upTo: 'all', has: null })));
  if (findings === null) throw new Error('nothing was found');
  const measures = value(lesionMeasures(findings, laidOver(entries, RCA, findings)));
  const known = knownFacts({ measured: null, entries: [], vessel: RCA, header: {}, ivus: {} });
  const evidence = planEvidence({
    name: 'RCA', vessel: RCA, frameOfReferenceUid: null, measures, entries, known, scores: [], parameters: STANDARD_PARAMETERS,
  });
  const { sha256 } = value(await host['plans.keepImage']({ caseId, pngBase64: Buffer.from(greyPng(20, 10)).toString('base64') }));
  const window = { width: 900, level: 300 };
  const mark = { shape: 'point', points: [pointPixel(3, 4)], words: '' } as const;
  const keyImages: readonly KeyImage[] = [
    { id: 'a', sha256, series: ct, caption: 'axial', detail: '', frame: { of: 'volume', index: 17, area: [0, 0, nx - 1, ny - 1], window, isInverted: false, marks: [mark] } },
    { id: 'b', sha256, series: run, caption: 'run', detail: '', frame: { of: 'run', index: 3, area: [0, 0, 63, 47], window, isInverted: false, marks: [mark] } },
    { id: 'c', sha256, series: ct, caption: 'curved', detail: '' },
  ];
  const draft = value(await host['plans.edit']({ caseId, vessel: RCA, revision: 0, words: 'plan', content: contentOf('', { keyImages }) }));
  const plan = value(await host['plans.sign']({ plan: draft.id, revision: 1, evidence, series: [ct, run] }));
  // What is entered afterwards is of no version that is signed.
  value(await host['entries.change']({ caseId, words: 'threshold', remove: [], put: [
    { ...put(2, { kind: 'threshold', openHu: null, occlusionHu: 900 }) as object, revision: 1 } as never,
  ] }));
  return { running, data, plan, series: [ct, run], evidence };
}
const files = async ({ running, plan }: Desk): Promise<ExportedPlan> => value(await running.planFiles(plan.id, 1));
const named = ({ objects }: ExportedPlan, name: string): Uint8Array => objects.files.find((file) => file.name === name)?.bytes ?? new Uint8Array();

describe('the files of a signed plan', () => {
  let desk: Desk;
  let made: ExportedPlan;
  let running: RunningHost;
  beforeAll(async () => {
    const data = tempFolder();
    running = value(await createHost({
      dataFolder: data, shell: 'loopback', demo: false, capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
    }));
    desk = await signed(data, running);
    made = await files(desk);
  }, 120_000);
  afterAll(() => running.close());

  it('are all there, once and again the same', async () => {
    expect(made.objects.leftOut).toEqual([]);
    expect(made.papers.map(({ name }) => name)).toEqual(['plan.json', 'plan.pdf', 'key-1.png', 'key-2.png', 'key-3.png']);
    expect(made.objects.files.map(({ name }) => name)).toEqual([
      'plan.dcm', 'measures.dcm', 'key-1.dcm', 'key-2.dcm', 'key-3.dcm', 'calcium.dcm', 'marks-1.dcm', 'marks-2.dcm', 'selection.dcm', 'selection-2.dcm',
    ]);
    const hex = ({ objects }: ExportedPlan): readonly string[] => objects.files.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    expect(hex(await files(desk))).toEqual(hex(made));
  });

  it('hold the calcium of the signed state, where the vessel has it, whatever was entered since', () => {
    const path = join(tempFolder(), 'calcium.dcm');
    writeFileSync(path, named(made, 'calcium.dcm'));
    const { inside, grid } = value(readSegmentation(path, null, null));
    const places = [...inside.entries()].filter(([, held]) => held === 1).map(([o]) => {
      const [w, h] = grid.dims;
      return apply(grid.lpsFromIjk, indexIjk(o % w, Math.floor(o / w) % h, Math.floor(o / (w * h))));
    });
    const gaps = places.map((place) => gapToCourse(vessel, place));
    // A ring of calcium fills the vessel of 2 mm from 24.5 to 29.5 mm; blur reaches a little beyond.
    expect(Math.min(...gaps.map(({ atMm }) => atMm))).toBeGreaterThan(23.5);
    expect(Math.max(...gaps.map(({ atMm }) => atMm))).toBeLessThan(30.5);
    expect(Math.max(...gaps.map(({ distance }) => distance))).toBeLessThan(2.5);
    const volume = places.length * 0.45 ** 3;
    const truth = Math.PI * 2 ** 2 * 5;
    expect([volume > 0.85 * truth, volume < 1.3 * truth]).toEqual([true, true]);
  });

  it('refer to the slice and the frame that the key images show', () => {
    const reference = (name: string): readonly unknown[] => {
      const set = parseDicom(named(made, name)).elements['x00081115']?.items?.[0]?.dataSet?.elements['x00081140']?.items?.[0]?.dataSet;
      return [set?.string('x00081155'), set?.string('x00081160')];
    };
    const uidOf = (file: (typeof SERIES)[number] | undefined): unknown => file?.dataset.find(({ tag }) => tag === 0x00080018)?.value;
    expect([reference('marks-1.dcm'), reference('marks-2.dcm')]).toEqual([[uidOf(SERIES[17]), undefined], [uidOf(RUN), '4']]);
  });

  it('say of a run no millimetres that hold at the detector, and of each study what its images say', () => {
    const shape = (name: string): readonly unknown[] => {
      const area = parseDicom(named(made, name)).elements['x0070005a']?.items?.[0]?.dataSet;
      return [area?.string('x00700101'), area?.string('x00700102')];
    };
    expect([shape('marks-1.dcm'), shape('marks-2.dcm')]).toEqual([['0.45\\0.45', undefined], [undefined, '1\\1']]);
    const words = (file: Uint8Array): readonly unknown[] => ['x00080030', 'x00080050', 'x00100010', 'x00200010', 'x0020000d'].map((tag) => parseDicom(file).string(tag));
    const [ct] = SERIES;
    if (ct === undefined) throw new Error('no slice');
    for (const { name, bytes } of made.objects.files) {
      expect([name, words(bytes)]).toEqual([name, words(fileBytes(/^(marks|selection)-2/.test(name) ? RUN : ct))]);
    }
  });

  it('are made without the images where these are not as they were, which is said', async () => {
    const { data, plan } = desk;
    const stored = readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
      .find((path) => readFileSync(path).includes('ORIGINAL\\PRIMARY\\AXIAL'));
    if (stored === undefined) throw new Error('no file of the series');
    const before = readFileSync(stored);
    const said = 'The calcium is not among the DICOM objects. The images are not in the library any more, or not as they were when the plan was signed. Import them again.';
    writeFileSync(stored, Buffer.concat([before.subarray(0, -1), Buffer.of((before.at(-1) ?? 0) ^ 1)]));
    expect(value(await running.planFiles(plan.id, 1)).objects.leftOut).toEqual([said]);
    rmSync(stored);
    const { leftOut, files: left } = value(await running.planFiles(plan.id, 1)).objects;
    expect([leftOut[0], leftOut[1]?.startsWith('The marks of key image 1 are not'), leftOut.length]).toEqual([said, true, 2]);
    expect(left.map(({ name }) => name)).not.toContain('calcium.dcm');
    writeFileSync(stored, before);
    expect(value(await running.planFiles(plan.id, 1)).objects.leftOut).toEqual([]);
  });

  it.each([
    ['before entries were sealed', ({ work: _, ...lesion }: Lesion): Lesion => lesion, /from before the entries of a vessel were sealed/],
    ['with other figures', (lesion: Lesion): Lesion => ({ ...lesion, length: mm(lesion.length + 1) }), /measured otherwise now than when the plan was signed/],
  ])('of a version signed %s hold no segmentation, and say why', async (_, changed, words) => {
    const { plan, series, evidence } = desk;
    if (evidence.lesion === null) throw new Error('no lesion');
    const again = value(await running.host['plans.sign']({ plan: plan.id, revision: 1, evidence: { ...evidence, lesion: changed(evidence.lesion) }, series: [...series] }));
    const { leftOut, files: left } = value(await running.planFiles(plan.id, again.versions[0]?.version ?? 0)).objects;
    expect([leftOut.length, words.test(leftOut[0] ?? ''), left.some(({ name }) => name === 'calcium.dcm')]).toEqual([1, true, false]);
  });

  it('do not leave of a version that is withdrawn, or not there; an archive that has them gets a notice that lies in the same study', async () => {
    const { plan } = desk;
    const archive = await fakeArchive();
    onTestFinished(() => archive.goDown());
    const { id: to } = value(await running.host['archives.save']({
      id: null, name: 'Radiology', place: { kind: 'dicomweb', address: archive.address, user: null }, password: { do: 'remove' },
    }));
    value(await running.host['sendings.ask']({ plan: plan.id, version: 1, archive: to }));
    await expect.poll(() => archive.kept.size, { timeout: 60_000 }).toBe(made.objects.files.length);
    const before = new Set(archive.kept.keys());
    value(await running.host['plans.withdraw']({ plan: plan.id, version: 1, reason: 'wrong' }));
    await expect.poll(() => archive.kept.size, { timeout: 60_000 }).toBe(before.size + 1);
    const [notice] = [...archive.kept].flatMap(([uid, bytes]) => (before.has(uid) ? [] : [parseDicom(bytes)]));
    const printed = parseDicom(named(made, 'plan.dcm'));
    expect(notice?.string('x0008103e')).toBe('Plan WITHDRAWN, not to be used');
    // Date, time, accession, referrer, description, patient, study: what files it, and the character set it is written in.
    for (const tag of ['x00080005', 'x00080020', 'x00080030', 'x00080050', 'x00080090', 'x00081030', 'x00100010', 'x00100020', 'x00100030', 'x00100040', 'x00200010', 'x0020000d'])
      expect([tag, notice?.string(tag)]).toEqual([tag, printed.string(tag)]);
    expect(notice?.string('x00080050')).toBe(parseDicom(fileBytes(SERIES[0] ?? RUN)).string('x00080050'));
    expect(await running.planFiles(plan.id, 1)).toEqual({ ok: false, failure: { code: 'plan/withdrawn' } });
    expect(await running.planFiles(plan.id, 9)).toEqual({ ok: false, failure: { code: 'plan/not-found' } });
  });
});
