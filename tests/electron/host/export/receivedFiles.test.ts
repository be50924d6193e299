import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanId } from '../../../../core/contract/ids.ts';
import { canonicalJson } from '../../../../electron/host/store/canonicalJson.ts';
import type { ExportedPlan } from '../../../../electron/host/export/planFiles.ts';
import { createHost } from '../../../../electron/host/createHost.ts';
import { readSegmentation } from '../../../../electron/host/dicom/readSegmentation.ts';
import { pngPixels } from '../../../../electron/host/export/pngPixels.ts';
import type { RunningHost } from '../../../../electron/host/runningHost.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { imported, only, runningHost, value } from '../running.ts';
import { sha256 } from '../store/fixture.ts';
import { isThere, judged, pagesOf } from './judges.ts';
import { imageDisc, measuredDesk, SERIES } from './measuredDesk.ts';
import { unzipped } from './pack/signedCase.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');
const [hasIods, hasText] = [isThere('dciodvfy'), isThere('pdftotext')];
const MARK = /^RECEIVED\. Plan of workstation [0-9a-f]{4} [0-9a-f]{4}, signed there by Tina Test as the sender states\. Written again by workstation [0-9a-f]{4} [0-9a-f]{4}, which measured nothing in it; chain up to seal [0-9a-f]{4} [0-9a-f]{4} checked when it came there, \d{4}-\d\d-\d\d \d\d:\d\d \(.+\)\.$/;

let sent: ExportedPlan;
beforeAll(async () => {
  const a = value(await createHost({
    dataFolder: tempFolder(), shell: 'loopback', demo: false, capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
  }));
  const { plan } = await measuredDesk(tempFolder(), a);
  sent = value(await a.planFiles(plan.id, 1));
  await a.close();
}, 120_000);

const named = ({ objects }: ExportedPlan, name: string): Uint8Array => objects.files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
const paper = ({ papers }: ExportedPlan, name: string): Uint8Array => papers.find((file) => file.name === name)?.bytes ?? new Uint8Array();

/** Another workstation that got the plan, with the images of the study or without. */
async function receiver(withImages: boolean): Promise<{ readonly b: RunningHost; readonly plan: PlanId }> {
  const b = await runningHost();
  const folder = withImages ? imageDisc() : tempFolder();
  mkdirSync(join(folder, 'plan'));
  writeFileSync(join(folder, 'plan', 'plan.dcm'), named(sent, 'plan.dcm'));
  const { job } = await imported(b, folder);
  return { b, plan: only(value(await b.host['plans.received']({ caseId: only(job.cases) })).plans).id };
}

describe('what is written again of a plan of another workstation', () => {
  let [made, again]: readonly (ExportedPlan | null)[] = [null, null];
  const written = (): ExportedPlan => { if (made === null || made === undefined) throw new Error('nothing was written'); return made; };
  let pack: ReadonlyMap<string, Buffer>;
  beforeAll(async () => {
    const { b, plan } = await receiver(true);
    [made, again] = [value(await b.planFiles(plan, 1)), value(await b.planFiles(plan, 1))];
    const path = join(tempFolder(), 'pack.zip');
    const packed = await b.pack(
      { plan, version: 1, holds: 'pack', isDeidentified: false, withImages: true }, path, new AbortController().signal, () => undefined,
    );
    expect(value(packed)).toMatchObject({ images: SERIES.length + 1, leftOut: [] });
    pack = await unzipped(path);
  }, 120_000);

  it('is all that its own workstation wrote, once and again the same', () => {
    expect(written().objects.leftOut).toEqual([]);
    expect(written().objects.files.map(({ name }) => name)).toEqual(sent.objects.files.map(({ name }) => name));
    expect(written().papers.map(({ name }) => name)).toEqual(sent.papers.map(({ name }) => name));
    expect(again).toEqual(made);
  });

  it('says in every DICOM object whose it is, in series of its own, and that nobody here stands by it', () => {
    const theirs = new Set(sent.objects.files.map(({ bytes }) => parseDicom(bytes).string('x0020000e')));
    const studies = new Set(sent.objects.files.map(({ bytes }) => parseDicom(bytes).string('x0020000d')));
    for (const { name, bytes } of written().objects.files) {
      const set = parseDicom(bytes);
      const description = set.string('x0008103e') ?? '';
      const by = set.elements['x0018a001']?.items?.[0]?.dataSet;
      expect([name, description.startsWith('RECEIVED. '), description.length <= 64, MARK.test(by?.string('x0018a003') ?? '')]).toEqual([name, true, true, true]);
      expect([name, theirs.has(set.string('x0020000e')), studies.has(set.string('x0020000d'))]).toEqual([name, false, true]);
      expect([name, set.string('x0040a493') ?? 'UNVERIFIED', set.elements['x0040a073']]).toEqual([name, 'UNVERIFIED', undefined]);
    }
    const title = (plan: ExportedPlan): unknown => parseDicom(named(plan, 'plan.dcm')).string('x00420010');
    expect([title(written()), title(sent)]).toEqual([`RECEIVED. ${String(title(sent))}`, 'CTO plan, version 1. Not for primary diagnosis']);
    for (const { bytes } of sent.objects.files) expect(Buffer.from(bytes).includes('RECEIVED')).toBe(false);
  });

  it('says it on every page of paper, before the JSON that was sealed, and over the pictures, which it does not cover', () => {
    const json = Buffer.from(paper(written(), 'plan.json')).toString();
    const { received, sealed } = JSON.parse(json) as { readonly received: string; readonly sealed: object };
    expect([MARK.test(received), json.startsWith('{"received":"RECEIVED. ')]).toEqual([true, true]);
    expect(sha256(canonicalJson(sealed))).toBe(sent.standing.sha256);
    expect(json.includes(Buffer.from(paper(sent, 'plan.json')).toString())).toBe(true);
    const [theirs, ours] = [sent, written()].map((plan) => pngPixels(paper(plan, 'key-1.png')));
    if (theirs == null || ours == null) throw new Error('no picture');
    const below = (ours.height - theirs.height) * ours.width * 3;
    expect(below).toBeGreaterThan(0);
    expect(ours.rgb.subarray(below, below + theirs.width * 3)).toEqual(theirs.rgb.subarray(0, theirs.width * 3));
    const capture = parseDicom(named(written(), 'key-1.dcm'));
    expect([capture.uint16('x00280010'), capture.uint16('x00280011')]).toEqual([ours.height, ours.width]);
  });

  it.runIf(hasText)('says it on every page of paper', () => {
    const pages = pagesOf(paper(written(), 'plan.pdf'));
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) expect(page).toMatch(/RECEIVED Plan of workstation [0-9a-f]{4} [0-9a-f]{4}, signed there by Tina Test/);
  });

  it('holds the calcium that its own workstation found, voxel for voxel', () => {
    const voxelsOf = (plan: ExportedPlan): Uint8Array => {
      const path = join(tempFolder(), 'calcium.dcm');
      writeFileSync(path, named(plan, 'calcium.dcm'));
      return value(readSegmentation(path, null, null)).inside;
    };
    expect(voxelsOf(written())).toEqual(voxelsOf(sent));
  });

  it('goes into a pack with the images of the study, and says it there first', () => {
    const words = pack.get('README.txt')?.toString().replaceAll(/\s+/g, ' ') ?? '';
    expect(words).toMatch(/Not for primary diagnosis\. RECEIVED\. Plan of workstation/);
    for (const part of ['import this zip into Fullmoon', sent.standing.sha256]) expect(words).toContain(part);
    expect(pack.get('plan.json')).toEqual(paper(written(), 'plan.json'));
  });

  it('comes back to its own workstation as the plan that it is', async () => {
    const c = await runningHost();
    const folder = tempFolder();
    writeFileSync(join(folder, 'plan.dcm'), named(written(), 'plan.dcm'));
    const { job } = await imported(c, folder);
    const { origin, id } = only(value(await c.host['plans.received']({ caseId: only(job.cases) })).plans);
    expect(value(await c.host['plans.version']({ plan: id, version: 1 })).sealed).toEqual(sent.sealed);
    expect(parseDicom(named(written(), 'plan.dcm')).elements['x0018a001']?.items?.[0]?.dataSet?.string('x0018a003')).toContain(`${origin.slice(0, 4)} ${origin.slice(-4)}`);
  });

  it.runIf(hasIods)('has no error before dciodvfy', () => {
    for (const { name, bytes } of written().objects.files)
      expect([name, judged(bytes, 'dciodvfy', '<file>').says.split('\n').filter((line) => line.startsWith('Error'))]).toEqual([name, []]);
  });
});

describe('a plan of another workstation without its images', () => {
  it('is written without the calcium and the marks, which is said; no pack with images is written', async () => {
    const { b, plan } = await receiver(false);
    const { objects: { leftOut, files } } = value(await b.planFiles(plan, 1));
    const gone = 'The images are not in the library, or not as they were when the plan was signed. Import or fetch them.';
    expect(leftOut).toEqual([
      `The calcium is not among the DICOM objects. ${gone}`, ...[1, 2].map((n) => `The marks of key image ${n} are not among the DICOM objects. ${gone}`),
    ]);
    expect(files.map(({ name }) => name)).toEqual(['plan.dcm', 'measures.dcm', 'key-1.dcm', 'key-2.dcm', 'key-3.dcm', 'selection.dcm']);
    const path = join(tempFolder(), 'pack.zip');
    const asked = (withImages: boolean, isDeidentified: boolean) =>
      b.pack({ plan, version: 1, holds: 'pack', isDeidentified, withImages }, path, new AbortController().signal, () => undefined);
    expect(await asked(true, false)).toEqual({ ok: false, failure: { code: 'images/not-found' } });
    value(await asked(false, true));
    const pack = await unzipped(path);
    const mark = 'Plan of another workstation, written again by one that measured nothing in it.';
    expect([pack.get('README.txt')?.toString().replaceAll(/\s+/g, ' ').includes(`RECEIVED. ${mark}`), JSON.parse(pack.get('plan.json')?.toString() ?? '')])
      .toEqual([true, expect.objectContaining({ received: `RECEIVED. ${mark}` })]);
    if (hasText) for (const page of pagesOf(pack.get('plan.pdf') ?? new Uint8Array())) expect(page).toContain(`RECEIVED ${mark}`);
  });
});
