import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { cleanSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { signedCase, unzipped } from '../host/export/pack/signedCase.ts';
import { openIn } from '../host/store/fixture.ts';
import { valueIn } from '../host/store/imports.ts';
import { said } from './said.ts';

afterEach(() => { vi.unstubAllEnvs(); });

it('exports everything of a case, then erases it, and the audit keeps both', async () => {
  const { store, data, caseId } = await signedCase(cleanSeries({ key: 'leaving', slices: 12 }));
  store.close();
  vi.stubEnv('FULLMOON_DATA', data);
  const path = join(tempFolder(), 'new', 'case.zip');
  const { status, answer, err } = await said(['case', 'export', caseId, '--to', path]);
  expect([status, answer]).toEqual([0, { case: caseId, files: expect.any(Number), bytes: readFileSync(path).length, images: 12, leftOut: [] }]);
  expect(err.at(-1)).toBe(`packing: ${answer.files} of ${answer.files} files`);
  expect([...(await unzipped(path)).keys()]).toContain('library/patient_case.json');
  expect(await said(['case', 'export', caseId, '--to', path])).toMatchObject({ status: 1, answer: { error: { code: 'file/already-there' } } });
  expect(await said(['case', 'erase', caseId])).toMatchObject({ status: 0, answer: { case: caseId, freedBytes: expect.any(Number) } });
  for (const words of [['erase', caseId], ['export', caseId, '--to', join(tempFolder(), 'b.zip')]]) {
    expect(await said(['case', ...words])).toMatchObject({ status: 1, answer: { error: { code: 'case/not-found' } } });
  }
  expect((await said(['list'])).answer.cases).toEqual([]);
  const kept = openIn(data);
  expect([kept.auditFault, kept.records.read(caseId).ok]).toEqual([null, false]);
});

it('erases nothing that an archive still waits for, unless that is to be dropped', async () => {
  const { store, data, caseId, plan, tina } = await signedCase(cleanSeries({ key: 'waiting', slices: 12 }));
  const { id: to } = valueIn(store.archives.save({ id: null, name: 'Radiology', place: { kind: 'dicomweb', address: 'http://127.0.0.1:9', user: null } }, null));
  valueIn(store.sendings.ask(plan, 1, to, tina));
  store.close();
  vi.stubEnv('FULLMOON_DATA', data);
  const kept = await said(['case', 'erase', caseId]);
  expect(kept).toMatchObject({ status: 1, answer: { error: { code: 'case/sendings-wait', message: expect.stringContaining('1 sending still waits (1 to Radiology)') } } });
  expect((await said(['list'])).answer.cases).toHaveLength(1);
  expect((await said(['case', 'erase', caseId, '--drop-sendings'])).status).toBe(0);
});

it.each([
  [['export', 'cas_0123456789abcdef', '--to', 'x.zip', '--drop-sendings']], [[]], [['export']], [['export', 'cas_0123456789abcdef']], [['erase']], [['erase', 'cas_0123456789abcdef', '--to', 'x.zip']], [['show', 'cas_0123456789abcdef']],
])('case %j is wrong usage', async (words) => {
  expect((await said(['case', ...words])).status).toBe(2);
});
