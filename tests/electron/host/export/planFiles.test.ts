import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { apply, indexIjk } from '../../../../core/geometry/frame.ts';
import type { PlanEvidence } from '../../../../core/plan/sealedPlan.ts';
import { mm } from '../../../../core/units.ts';
import { createHost } from '../../../../electron/host/createHost.ts';
import { readSegmentation } from '../../../../electron/host/dicom/readSegmentation.ts';
import type { ExportedPlan } from '../../../../electron/host/export/planFiles.ts';
import type { RunningHost } from '../../../../electron/host/runningHost.ts';
import { gapToCourse } from '../../../phantoms/randomVessel.ts';
import { fileBytes } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { value } from '../running.ts';
import { fakeArchive } from '../sending/fakeArchive.ts';
import { measuredDesk, RUN, SERIES, vessel, type MeasuredDesk } from './measuredDesk.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');

type Lesion = NonNullable<PlanEvidence['lesion']>;
const files = async ({ running, plan }: MeasuredDesk): Promise<ExportedPlan> => value(await running.planFiles(plan.id, 1));
const named = ({ objects }: ExportedPlan, name: string): Uint8Array => objects.files.find((file) => file.name === name)?.bytes ?? new Uint8Array();

describe('the files of a signed plan', () => {
  let desk: MeasuredDesk;
  let made: ExportedPlan;
  let running: RunningHost;
  beforeAll(async () => {
    const data = tempFolder();
    running = value(await createHost({
      dataFolder: data, shell: 'loopback', demo: false, capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
    }));
    desk = await measuredDesk(data, running);
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
    const said = 'The calcium is not among the DICOM objects. The images are not in the library, or not as they were when the plan was signed. Import or fetch them.';
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
    ['with other figures', (lesion: Lesion): Lesion => ({ ...lesion, length: mm(lesion.length + 1) }), /measured otherwise here and now than when the plan was signed/],
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
