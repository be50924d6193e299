import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { cleanRun } from '../../phantoms/runs.ts';
import { cleanSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { NO_CALCIUM, signedCase, unzipped } from '../host/export/pack/signedCase.ts';
import { sha256 } from '../host/store/fixture.ts';
import { said } from './said.ts';

afterEach(() => { vi.unstubAllEnvs(); });

/** A data folder that nobody uses, with a signed plan. */
async function signed() {
  const { store, data, plan, sha256: seal } = await signedCase([...cleanSeries({ key: 'packed', slices: 12 }), cleanRun({ key: 'packed' })]);
  store.close();
  vi.stubEnv('FULLMOON_DATA', data);
  return { plan, seal };
}

it('plan export --pack writes one zip, and says what is in it', async () => {
  const { plan, seal } = await signed();
  const path = join(tempFolder(), 'new', 'plan.zip');
  const { status, answer, err } = await said(['plan', 'export', plan, '--pack', path, '--with-images']);
  expect([status, answer]).toEqual([0, { plan, version: 1, sha256: seal, files: 22, bytes: readFileSync(path).length, images: 13, leftOut: [NO_CALCIUM], unseen: 0 }]);
  expect(err.at(-1)).toBe('packing: 22 of 22 files');
  expect(sha256((await unzipped(path)).get('plan.json') ?? '')).toBe(seal);
  expect(readdirSync(dirname(path))).toEqual(['plan.zip']);
});

it('takes identity out, or packs DICOM alone, where that is asked for', async () => {
  const { plan } = await signed();
  const folder = tempFolder();
  const clean = await said(['plan', 'export', plan, '--pack', join(folder, 'a.zip'), '--deidentified']);
  expect([clean.status, clean.answer.leftOut.length]).toEqual([0, 2]);
  expect((await unzipped(join(folder, 'a.zip'))).get('README.txt')?.toString()).toContain('DE-IDENTIFIED');
  expect((await said(['plan', 'export', plan, '--pack', join(folder, 'b.zip'), '--dicom'])).status).toBe(0);
  expect([...(await unzipped(join(folder, 'b.zip'))).keys()]).not.toContain('plan.pdf');
});

it('leaves a file alone that is there, and nothing where none can be', async () => {
  const { plan } = await signed();
  const path = join(tempFolder(), 'there.zip');
  writeFileSync(path, 'mine');
  expect(await said(['plan', 'export', plan, '--pack', path])).toMatchObject({ status: 1, answer: { error: { code: 'file/already-there' } } });
  expect(readFileSync(path, 'utf8')).toBe('mine');
  const below = await said(['plan', 'export', plan, '--pack', join(path, 'below', 'x.zip')]);
  expect(below).toMatchObject({ status: 1, answer: { error: { code: 'folder/not-writable' } } });
  expect(readdirSync(dirname(path))).toEqual(['there.zip']);
});

it.each([
  [['--pack', 'x.zip', '--to', 'y']], [['--to', 'y', '--deidentified']], [['--to', 'y', '--with-images']], [['--to', 'y', '--dicom']], [['--pack']],
])('%j is wrong usage', async (words) => {
  expect((await said(['plan', 'export', 'pln_0123456789abcdef', ...words])).status).toBe(2);
});
it('--pack belongs to export alone', async () => {
  expect((await said(['plan', 'show', 'pln_0123456789abcdef', '--pack', 'x.zip'])).status).toBe(2);
});
