import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { exportCase } from '../../../../electron/host/export/caseExport.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { LIBRARY_NAME } from '../../../../electron/host/store/libraryFile.ts';
import { openIn, sha256 } from '../store/fixture.ts';
import { valueIn } from '../store/imports.ts';
import { isThere, judged } from './judges.ts';
import { signedCase, unzipped, type SignedCase } from './pack/signedCase.ts';

const never = new AbortController().signal;
const FILES = [...cleanSeries({ key: 'whole', slices: 12 }), cleanRun({ key: 'whole' })];

async function exported(signed: SignedCase, signal = never) {
  const path = join(tempFolder(), 'case.zip');
  const told: (readonly [number, number])[] = [];
  const made = await exportCase(signed.store, signed.caseId, signed.tina, path, signal, (done, of) => told.push([done, of]));
  return { path, made, told };
}

it('holds every image byte for byte, every version as it was sealed and on paper, pictures, and all rows', async () => {
  const signed = await signedCase(FILES);
  valueIn(signed.store.plans.withdraw(signed.plan, 1, 'another vessel', signed.tina));
  const { path, made, told } = await exported(signed);
  const { images, files: count, leftOut, bytes } = valueIn(made);
  expect([images, leftOut, bytes]).toEqual([13, [], readFileSync(path).length]);
  const files = await unzipped(path);
  expect([files.size, told.at(-1)]).toEqual([count, [count, count]]);
  const stored = valueIn(signed.store.library.instances(signed.caseId)).map(({ file }) => file.sha256);
  const packed = [...files].filter(([name]) => name.startsWith('DICOM/')).map(([, content]) => sha256(content));
  expect(packed.toSorted()).toEqual(stored.toSorted());
  expect(sha256(files.get(`plans/${signed.plan}-v1-WITHDRAWN.json`) ?? '')).toBe(signed.sha256);
  expect(files.get(`plans/${signed.plan}-v1-WITHDRAWN.pdf`)?.subarray(0, 5).toString()).toBe('%PDF-');
  const [picture] = [...files.keys()].filter((name) => name.startsWith('pictures/'));
  expect(picture).toContain(sha256(files.get(picture ?? '') ?? '').slice(0, 16));
  expect(JSON.parse(files.get('library/plan_withdrawal.json')?.toString() ?? '')).toMatchObject([{ reason: 'another vessel' }]);
  expect(JSON.parse(files.get('library/audit.json')?.toString() ?? '').at(-1)).toMatchObject({ action: 'case-exported', operator_id: signed.tina });
  const readme = files.get('README.txt')?.toString() ?? '';
  expect(readme).toContain('Not for primary diagnosis');
  expect(readme).toContain('the 13 image files');
  expect(readme).toContain(`Version 1 of plan ${signed.plan} was WITHDRAWN: do not use it.`);
});

it.skipIf(!isThere('dcmdump'))('has a DICOMDIR that names each of its images', async () => {
  const { path } = await exported(await signedCase(FILES));
  const directory = (await unzipped(path)).get('DICOMDIR') ?? Buffer.of();
  expect(judged(directory, 'dcmdump', '<file>').says.match(/\(0004,1500\)/g)?.length).toBe(13);
});

it('hands out the rest where an image is gone, a picture changed or a plan is damaged, and names each', async () => {
  const signed = await signedCase(FILES);
  const { images: [image], pictures: [picture] } = valueIn(signed.store.records.read(signed.caseId));
  rmSync(image?.path ?? '');
  rmSync(picture?.path ?? '');
  writeFileSync(picture?.path ?? '', 'another');
  signed.store.close();
  const db = new Database(join(signed.data, LIBRARY_NAME));
  const trigger = db.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'plan_version_is_not_edited'").pluck().get() ?? '';
  db.exec(`DROP TRIGGER plan_version_is_not_edited; UPDATE plan_version SET sealed_json = replace(sealed_json, 'as planned', 'another way'); ${trigger}`);
  db.close();
  const { path, made } = await exported({ ...signed, store: openIn(signed.data) });
  expect(valueIn(made)).toMatchObject({ images: 12, leftOut: [
    expect.stringContaining('The image file'), expect.stringContaining('The picture'), expect.stringContaining('it is not as it was signed'),
  ] });
  expect((await unzipped(path)).get('README.txt')?.toString()).toContain('What is not in it');
});

it('leaves nothing behind where it is ended or something lies at its place, and touches nothing', async () => {
  const signed = await signedCase(FILES);
  const ended = await exported(signed, AbortSignal.abort());
  expect([ended.made, readdirSync(dirname(ended.path))]).toEqual([{ ok: false, failure: { code: 'export/cancelled' } }, []]);
  writeFileSync(ended.path, 'mine');
  expect(await exportCase(signed.store, signed.caseId, null, ended.path, never, () => {})).toEqual({ ok: false, failure: { code: 'file/already-there' } });
  expect(readFileSync(ended.path, 'utf8')).toBe('mine');
});
