import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { tablesOfACase } from '../../../../electron/host/store/caseRecord.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { migrations, openIn, sha256 } from './fixture.ts';
import { importedId, valueIn } from './imports.ts';
import { contentOf, evidenceOf, planDesk, RCA } from './planFixture.ts';

/** What goes with no case: of the site, of operators, or told of cases by id alone. */
const NOBODYS = ['archive', 'audit', 'file', 'file_in_motion', 'operator', 'plan_template', 'setting', 'stock_list', 'stock_row'];

it('knows every table of the schema as one of a case, or as one that goes with none', () => {
  const db = new Database(':memory:');
  onTestFinished(() => { db.close(); });
  for (const { sql } of migrations.all) db.exec(sql);
  const found = tablesOfACase({ sql: <Row>(text: string) => db.prepare<unknown[], Row>(text) }).map(({ table }) => table);
  expect(found.length).toBe(new Set(found).size);
  const all = db.prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all();
  expect(all.filter((table) => !found.includes(table)).toSorted()).toEqual(NOBODYS);
});

it('gives every row of one case and none of another, with its audit, its files and its versions', async () => {
  const folder = join(tempFolder(), 'data');
  const store = openIn(folder);
  const desk = await planDesk(store);
  const other = await importedId(store, { slices: 3, study: '77', patient: { name: 'Else^Somebody', id: 'E77', birthDate: null, sex: null } });
  const { id, draft } = valueIn(store.plans.edit({ caseId: desk.caseId, vessel: RCA, revision: 0, words: 'edit', content: contentOf('notes of mine') }, desk.tina)).plan;
  valueIn(store.plans.sign({ plan: id, revision: draft?.revision ?? 0, evidence: evidenceOf(RCA), series: [desk.series], by: desk.tina }));
  const record = valueIn(store.records.read(desk.caseId));
  expect(record.versions).toEqual([{ plan: id, version: 1 }]);
  const { tables } = record;
  expect([tables['patient_case']?.length, tables['plan']?.length, tables['plan_version']?.length]).toEqual([1, 1, 1]);
  expect(tables['entry_revision']?.length).toBeGreaterThan(0);
  expect(tables['audit']?.map((row) => row['case_id'])).toEqual(expect.arrayContaining([desk.caseId]));
  expect(new Set(tables['audit']?.map((row) => row['case_id']))).toEqual(new Set([desk.caseId]));
  expect(JSON.stringify(tables)).toContain('notes of mine');
  expect(JSON.stringify(tables)).not.toContain('Somebody');
  expect(record.images.map(({ path }) => sha256(readFileSync(path))))
    .toEqual(record.images.map(({ sha256: hash }) => hash));
  const theirs = valueIn(store.records.read(other));
  expect([theirs.images.length, theirs.tables['plan']?.length, theirs.versions]).toEqual([3, 0, []]);
  expect(JSON.stringify(theirs.tables)).toContain('Somebody');
});

it('notes in the audit that everything of a case went out, and by whom; refuses what is no case', async () => {
  const store = openIn(join(tempFolder(), 'data'));
  const desk = await planDesk(store);
  valueIn(store.records.noteExported(desk.caseId, desk.tina));
  expect(valueIn(store.records.read(desk.caseId)).tables['audit']?.at(-1)).toMatchObject({ action: 'case-exported', operator_id: desk.tina });
  valueIn(store.library.removeCase(desk.caseId, desk.tina));
  expect(store.records.read(desk.caseId)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  expect(store.records.noteExported(desk.caseId, desk.tina)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
});
