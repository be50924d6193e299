import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dicomParser } from '../../../../../electron/host/dicom/dicomParser.ts';
import { namedByDicomdir } from '../../../../../electron/host/files/dicomdir.ts';
import { canonicalJson } from '../../../../../electron/host/store/canonicalJson.ts';
import { writePack } from '../../../../../electron/host/export/pack/writePack.ts';
import { cleanRun } from '../../../../phantoms/runs.ts';
import { cleanSeries } from '../../../../phantoms/series.ts';
import { tempFolder } from '../../../../tempFolder.ts';
import { said } from '../../../commandLine/said.ts';
import { imported, only, runningHost } from '../../running.ts';
import { arrived } from '../../sharing/shared.ts';
import { sha256 } from '../../store/fixture.ts';
import { valueIn } from '../../store/imports.ts';
import { isThere, judged } from '../judges.ts';
import { NO_CALCIUM, PACK, packOf, partsOf, signedCase, unzipped } from './signedCase.ts';

const FILES = [...cleanSeries({ key: 'pack', slices: 12 }), cleanRun({ key: 'pack' })];
const OBJECTS = ['DICOM/S0000000/I0000001', 'DICOM/S0000000/I0000002', 'DICOM/S0000000/I0000003', 'DICOM/S0000000/I0000004'];
const [hasDump, hasIods, hasMaker] = [isThere('dcmdump'), isThere('dciodvfy'), isThere('dcmmkdir')];

/** Every file of a pack in a folder. */
async function laidOut(path: string): Promise<string> {
  const folder = tempFolder();
  for (const [name, content] of await unzipped(path)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe('a hand-over pack', () => {
  it('holds paper, DICOM with its directory, JSON that is what was sealed, pictures and a page of words', async () => {
    const signed = await signedCase(FILES);
    const { path, packed } = await packOf(signed);
    const files = await unzipped(path);
    expect([...files.keys()]).toEqual([...OBJECTS, 'DICOMDIR', 'plan.json', 'plan.pdf', 'pictures/key-1.png', 'README.txt']);
    expect(sha256(files.get('plan.json') ?? '')).toBe(signed.sha256);
    expect(files.get('plan.pdf')?.toString('latin1', 0, 5)).toBe('%PDF-');
    const readme = files.get('README.txt')?.toString() ?? '';
    for (const words of ['Not for primary diagnosis', signed.sha256, 'This pack names the patient', 'sha256sum plan.json']) expect(readme).toContain(words);
    expect(valueIn(packed)).toMatchObject({ files: files.size, images: 0, leftOut: [NO_CALCIUM], bytes: readFileSync(path).length });
  });

  it('is the same bytes from the same version, and alone at its place', async () => {
    const signed = await signedCase(FILES);
    const [one, other] = [await packOf(signed), await packOf(signed)];
    expect(readFileSync(one.path).equals(readFileSync(other.path))).toBe(true);
    expect(readdirSync(dirname(one.path))).toEqual(['pack.zip']);
  });

  it('holds DICOM alone where only that is asked for', async () => {
    const { path } = await packOf(await signedCase(FILES), { holds: 'dicom' });
    expect([...(await unzipped(path)).keys()]).toEqual([...OBJECTS, 'DICOMDIR', 'README.txt']);
  });

  it('carries the CT and the angiograms of the case byte for byte, and opens again in an import', async () => {
    const signed = await signedCase(FILES);
    const { path, packed } = await packOf(signed, { withImages: true });
    expect(valueIn(packed)).toMatchObject({ images: 13, leftOut: [NO_CALCIUM] });
    const files = await unzipped(path);
    const stored = valueIn(signed.store.library.instances(signed.caseId)).map(({ file }) => file.sha256).toSorted();
    const carried = [...files].filter(([name]) => /^DICOM\/S000000[12]\//.test(name)).map(([, content]) => sha256(content)).toSorted();
    expect(carried).toEqual(stored);
    const { status, answer } = await said(['scan', path]);
    expect(status).toBe(0);
    const series = answer.studies.flatMap((study: { series: readonly { kind: string; instances: number }[] }) => study.series);
    expect(series).toContainEqual(expect.objectContaining({ kind: 'ct-volume', instances: 12 }));
    expect(series).toContainEqual(expect.objectContaining({ kind: 'xa-run', frames: 10 }));
    // Another library knows the patient by it.
    const { report } = await imported(await runningHost(), path);
    expect(report.rejected.map(({ name, code }) => `${name} ${code}`).toSorted()).toEqual(
      ['README.txt', 'pictures/key-1.png', 'plan.json', 'plan.pdf'].map((name) => `${name} file/not-dicom`),
    );
    expect(report.filesRead).toBeGreaterThanOrEqual(13);
  });

  it('has a directory that leads to every file, from record to record', async () => {
    const { path } = await packOf(await signedCase(FILES), { withImages: true });
    const folder = await laidOut(path);
    const named = await namedByDicomdir(join(folder, 'DICOMDIR'));
    expect(named.unread).toEqual([]);
    const inside = readdirSync(join(folder, 'DICOM'), { recursive: true, encoding: 'utf8' }).filter((name) => /I\d{7}$/.test(name));
    expect(named.files.map(({ name }) => name).toSorted()).toEqual(inside.map((name) => `DICOM/${name}`).toSorted());
    // Walked by the offsets alone, as a viewer does.
    const bytes = readFileSync(join(folder, 'DICOMDIR'));
    const set = dicomParser().parseDicom(bytes);
    const byOffset = new Map((set.elements['x00041220']?.items ?? []).map((item) => [item.dataOffset - 8, item.dataSet] as const));
    const walked = (offset: number): readonly string[] => {
      if (offset === 0) return [];
      const record = byOffset.get(offset);
      if (record === undefined) throw new Error(`no record at ${offset}`);
      const below = walked(record.uint32('x00041420') ?? 0);
      return [record.string('x00041430') ?? '', ...below.map((line) => `  ${line}`), ...walked(record.uint32('x00041400') ?? 0)];
    };
    const lines = walked(set.uint32('x00041200') ?? 0);
    const count = (type: string): number => lines.filter((line) => line.trim() === type).length;
    expect([lines[0], count('PATIENT'), count('IMAGE'), count('ENCAP DOC'), count('SR DOCUMENT'), count('KEY OBJECT DOC')]).toEqual(['PATIENT', 1, 14, 1, 1, 1]);
    expect(lines.length).toBe(byOffset.size);
  });

  it.skipIf(!hasDump || !hasIods)('has a directory that others can read and find no fault in', async () => {
    const { path } = await packOf(await signedCase(FILES), { withImages: true });
    const directory = (await unzipped(path)).get('DICOMDIR') ?? Buffer.of();
    const dumped = judged(directory, 'dcmdump', '-q', '<file>');
    expect([dumped.status, dumped.says.match(/DirectoryRecordSequence/g)?.length]).toEqual([0, 1]);
    const checked = judged(directory, 'dciodvfy', '<file>');
    expect(checked.says.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
    expect(checked.status).toBe(0);
  });

  it.skipIf(!hasMaker)('names its files as discs must: another maker of directories takes them', async () => {
    const { path } = await packOf(await signedCase(FILES), { withImages: true });
    const folder = await laidOut(path);
    const made = judged(Buffer.of(), 'dcmmkdir', '+D', join(folder, 'OTHERDIR'), '+id', folder, '+r', 'DICOM', '-Pgp', '+I');
    expect([made.status, made.says.split('\n').filter((line) => line.startsWith('E:'))]).toEqual([0, []]);
    expect((await namedByDicomdir(join(folder, 'OTHERDIR'))).files.length).toBe((await namedByDicomdir(join(folder, 'DICOMDIR'))).files.length);
  });
});

it('a pack of a plan of another workstation is that plan, under the id it has here', async () => {
  const [there, here] = [await signedCase(FILES), await signedCase(FILES)];
  // The picture of both is the same, and here already.
  valueIn(here.store.receivedPlans.receive(here.caseId, await arrived(there.store, there.plan, 1), here.tina));
  const { id } = only(valueIn(here.store.receivedPlans.list(here.caseId)));
  expect(id).not.toBe(there.plan);
  const { path } = await packOf({ ...here, plan: id });
  const { received, sealed } = JSON.parse((await unzipped(path)).get('plan.json')?.toString() ?? '') as { readonly received: string; readonly sealed: object };
  expect([received.startsWith('RECEIVED. Plan of workstation '), sha256(canonicalJson(sealed))]).toEqual([true, there.sha256]);
});

describe('a pack that is not written', () => {
  const nothing = (folder: string): void => expect(readdirSync(folder)).toEqual([]);
  const never = new AbortController().signal;

  it('leaves what lies at its place alone', async () => {
    const { store, plan } = await signedCase(FILES);
    const path = join(tempFolder(), 'there.zip');
    writeFileSync(path, 'mine');
    expect(await writePack(partsOf(store), { plan, ...PACK }, path, never, () => {})).toEqual({ ok: false, failure: { code: 'file/already-there' } });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('leaves nothing behind when it is given up half-way', async () => {
    const { store, plan } = await signedCase(FILES);
    const folder = tempFolder();
    const abort = new AbortController();
    const seen: number[] = [];
    const given = await writePack(partsOf(store), { plan, ...PACK, withImages: true }, join(folder, 'pack.zip'), abort.signal, (done) => {
      seen.push(done);
      if (done === 6) abort.abort();
    });
    expect(given).toEqual({ ok: false, failure: { code: 'export/cancelled' } });
    expect(seen.at(-1)).toBe(6);
    nothing(folder);
  });

  it('is none of a version that was withdrawn, is not there, or has lost an image', async () => {
    const { store, plan, tina, caseId } = await signedCase(FILES);
    const folder = tempFolder();
    const asked = (version: number, withImages: boolean) =>
      writePack(partsOf(store), { plan, ...PACK, version, withImages }, join(folder, 'pack.zip'), never, () => {});
    expect(await asked(2, false)).toEqual({ ok: false, failure: { code: 'plan/not-found' } });
    const [first] = valueIn(store.library.instances(caseId));
    writeFileSync(first?.path ?? '', 'other pixels');
    expect(await asked(1, true)).toEqual({ ok: false, failure: { code: 'images/changed' } });
    valueIn(store.plans.withdraw(plan, 1, 'wrong phase', tina));
    expect(await asked(1, false)).toEqual({ ok: false, failure: { code: 'plan/withdrawn' } });
    nothing(folder);
    expect(existsSync(folder)).toBe(true);
  });
});
