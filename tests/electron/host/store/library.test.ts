import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openIn } from './fixture.ts';
import { anna, imported, importedId, prepared, report, sliceHeader, takenIn, valueIn } from './imports.ts';
import { tempFolder } from '../../../tempFolder.ts';

const all = { text: '', sort: 'imported', order: 'desc', limit: 50, offset: 0 } as const;
const storedFiles = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name)).toSorted();
/** Every row of every table, for "nothing has changed". */
const everything = (folder: string): unknown => {
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();
  const rows = tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).all()]);
  db.close();
  return rows;
};

it('gives back exactly what was stored: headers, series with problems, reports, the row of the worklist', async () => {
  const store = openIn(tempFolder());
  const given = await prepared(store, { slices: 3 });
  expect(store.library.addCase(given)).toEqual({ ok: true, value: { caseId: given.caseId, added: 3 } });
  const read = valueIn(store.library.openCase(given.caseId));
  expect(read.series).toEqual(given.series.map(({ view }) => view));
  expect(read.reports).toEqual([given.report]);
  expect(read.selected).toBe(given.series[0]?.view.id);
  expect(read.row).toEqual({
    id: given.caseId, patient: anna, studyDate: '2026-11-20', studies: 1, ctSeries: 1, xaRuns: 0,
    importedAt: '2026-11-22T10:00:00.000Z', openedAt: null, importedBy: 'Dr. Test', bytes: 3 * '1.2.3.1.0|'.length, isDemo: false,
    report: 'clean',
  });
  const instances = valueIn(store.library.instances(given.caseId));
  expect(instances.map(({ header }) => header)).toEqual(given.instances.map(({ header }) => header));
  expect(instances.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['1.2.3.1.0|', '1.2.3.1.1|', '1.2.3.1.2|']);
  expect(valueIn(store.library.reports(given.caseId))).toEqual({ patient: anna, reports: [given.report] });
  expect(read.series.map(({ id }) => valueIn(store.library.caseOfSeries(id)))).toEqual([given.caseId]);
});

it('survives closing: a new start reads the same', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const id = await importedId(store);
  const before = valueIn(store.library.openCase(id));
  store.close();
  expect(valueIn(openIn(folder).library.openCase(id))).toEqual(before);
});

it('importing the same again changes nothing, in any table or file', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const id = await importedId(store, { slices: 4 });
  const [rows, files] = [everything(folder), storedFiles(folder)];
  expect(await imported(store, { slices: 4 })).toEqual({ ok: true, value: { caseId: id, added: 0 } });
  expect(everything(folder)).toEqual(rows);
  expect(storedFiles(folder)).toEqual(files);
});

it('more slices of a series join it: same case, same series id, one more report, another hash', async () => {
  const store = openIn(tempFolder());
  const id = await importedId(store, { slices: 3 });
  const before = valueIn(store.library.openCase(id));
  expect(await imported(store, { slices: 2, from: 3 })).toEqual({ ok: true, value: { caseId: id, added: 2 } });
  const after = valueIn(store.library.openCase(id));
  expect(after.series.map((series) => [series.id, series.instances])).toEqual([[before.series[0]?.id, 5]]);
  expect(after.reports.length).toBe(2);
  expect(valueIn(store.library.instances(id)).length).toBe(5);
});

it('a further study of the patient joins the case', async () => {
  const store = openIn(tempFolder());
  const id = await importedId(store);
  expect(await importedId(store, { study: '1.2.4', studyDate: '2026-11-21' })).toBe(id);
  const { row, series } = valueIn(store.library.openCase(id));
  expect([row.studies, row.studyDate, row.ctSeries, series.length]).toEqual([2, '2026-11-21', 2, 2]);
});

it.each([
  ['another name', { ...anna, name: 'Muster, Hanna' }],
  ['another birth date', { ...anna, birthDate: '1951-02-04' }],
  ['no birth date', { ...anna, birthDate: null }],
])('the same PatientID with %s is another case, and the first one is named', async (_what, patient) => {
  const store = openIn(tempFolder());
  const id = await importedId(store);
  const placement = valueIn(store.library.placement(patient, '1.2.4'));
  expect([placement.isNew, placement.sameIdOtherPatient]).toEqual([true, [id]]);
  expect(await importedId(store, { patient, study: '1.2.4' })).not.toBe(id);
});

it.each([
  ['case and spaces', { ...anna, name: ' MUSTER,  anna ' }],
  ['separators', { ...anna, name: 'Muster^Anna' }],
  ['sex', { ...anna, sex: null }],
])('a patient is the same for other %s', async (_what, patient) => {
  const store = openIn(tempFolder());
  const id = await importedId(store);
  expect(valueIn(store.library.placement(patient, '1.2.4'))).toEqual({ caseId: id, isNew: false, sameIdOtherPatient: [] });
});

it('two studies without an identity are two cases; the same study comes back to its own', async () => {
  const store = openIn(tempFolder());
  const patient = { name: 'Anonymous', id: null, birthDate: null, sex: null };
  const id = await importedId(store, { patient, study: '1.2.3' });
  expect(await importedId(store, { patient, study: '1.2.4' })).not.toBe(id);
  expect(await importedId(store, { patient, study: '1.2.3', from: 3 })).toBe(id);
});

it('the same instance UID with other content is refused, and nothing of that import is kept', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  await importedId(store, { slices: 2 });
  const rows = everything(folder);
  const given = await prepared(store, { slices: 3, salt: 'other' });
  expect(store.library.addCase(given)).toEqual({ ok: false, failure: { code: 'import/uid-clash', instances: ['1.2.3.1.0', '1.2.3.1.1'] } });
  expect(valueIn(await store.files.release(given.instances.map(({ file }) => file)))).toBeUndefined();
  expect(everything(folder)).toEqual(rows);
  expect(storedFiles(folder).length).toBe(2);
});

it('the same instance UID of another patient is refused too', async () => {
  const store = openIn(tempFolder());
  await importedId(store, { slices: 1 });
  const other = await imported(store, { slices: 1, patient: { ...anna, id: 'MRN-9' } });
  expect(other).toEqual({ ok: false, failure: { code: 'import/uid-clash', instances: ['1.2.3.1.0'] } });
});

it('two imports of a new patient at once: the second hears that its place is taken, and joins on asking again', async () => {
  const store = openIn(tempFolder());
  const [first, second] = [await prepared(store, { slices: 2 }), await prepared(store, { slices: 1, from: 2 })];
  valueIn(store.library.addCase(first));
  expect(store.library.addCase(second)).toEqual({ ok: false, failure: { code: 'import/placement-stale' } });
  expect(valueIn(await imported(store, { slices: 1, from: 2 })).caseId).toBe(first.caseId);
});

it('an import that fails half way leaves nothing', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const given = await prepared(store, { slices: 2 });
  const rows = everything(folder);
  const broken = { ...given, series: given.series.map((series) => ({ ...series, instances: ['9.9.9'] })) };
  expect(() => store.library.addCase(broken)).toThrow(/NOT NULL/);
  expect(everything(folder)).toEqual(rows);
  expect(store.library.openCase(given.caseId)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  expect(valueIn(store.library.addCase(given)).added).toBe(2);
});

it('refuses an import that mixes two patients', async () => {
  const store = openIn(tempFolder());
  const given = await prepared(store, { slices: 2 });
  const mixed = { ...given, instances: given.instances.map((instance, k) =>
    (k === 0 ? instance : { ...instance, header: sliceHeader({ patient: { ...anna, id: 'MRN-9' } }, 1) })) };
  expect(() => store.library.addCase(mixed)).toThrow('two patients');
});

it('refuses a header that JSON would bend: a NaN is not written as null', async () => {
  const store = openIn(tempFolder());
  const given = await prepared(store, { slices: 1 });
  const bent = { ...given, instances: given.instances.map((instance) => ({ ...instance, header: { ...instance.header, instanceNumber: Number.NaN } })) };
  expect(() => store.library.addCase(bent)).toThrow('cannot be kept: instanceNumber');
});

it('the report of the last import decides how the case is marked', async () => {
  const store = openIn(tempFolder());
  const given = await prepared(store);
  valueIn(store.library.addCase({ ...given, report: report({ lines: [{ tone: 'warning', text: 'Tilted.' }, { tone: 'refused', text: 'Cut off.' }] }) }));
  expect(valueIn(store.library.openCase(given.caseId)).row.report).toBe('problems');
  const more = await prepared(store, { from: 3 });
  valueIn(store.library.addCase({ ...more, report: report({ lines: [{ tone: 'warning', text: 'Tilted.' }] }) }));
  expect(valueIn(store.library.openCase(given.caseId)).row.report).toBe('notes');
});

it('selecting and opening is remembered, with its author, and leaves the content as it is', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const id = await importedId(store);
  await importedId(store, { study: '1.2.4' });
  const other = valueIn(store.library.openCase(id)).series[1]?.id;
  if (other === undefined) throw new Error('no second series');
  const operator = valueIn(store.operators.add('Dr. Eva Berg'));
  expect(store.library.selectSeries(id, other, operator.id).ok).toBe(true);
  expect(store.library.markOpened(id, operator.id).ok).toBe(true);
  const read = valueIn(store.library.openCase(id));
  expect(read.selected).toBe(other);
  expect(read.row.openedAt).not.toBeNull();
  store.close();
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  expect(db.prepare(`SELECT action, operator_name FROM audit WHERE case_id = ? ORDER BY sequence DESC LIMIT 2`).all(id)).toEqual([
    { action: 'case-opened', operator_name: 'Dr. Eva Berg' }, { action: 'series-selected', operator_name: 'Dr. Eva Berg' }]);
  db.close();
});

it('a series of another case cannot be selected, nor one that is not there', async () => {
  const store = openIn(tempFolder());
  const id = await importedId(store);
  const foreign = await importedId(store, { patient: { ...anna, id: 'X' }, study: '7' });
  const series = valueIn(store.library.openCase(foreign)).series[0]?.id;
  if (series === undefined) throw new Error('no series');
  expect(store.library.selectSeries(id, series, null)).toEqual({ ok: false, failure: { code: 'series/not-found' } });
});

it('removing a case removes its rows, its words in the search and its files, and leaves the others', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const id = await importedId(store, { slices: 3 });
  const kept = await importedId(store, { patient: { ...anna, id: 'B-2', name: 'Beispiel, Bert' }, study: '7', slices: 2 });
  expect(store.library.removeCase(id, null)).toEqual({ ok: true, value: { freedBytes: 3 * '1.2.3.1.0|'.length } });
  expect(store.library.openCase(id)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  expect(store.library.removeCase(id, null)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  expect(storedFiles(folder).length).toBe(2);
  expect(valueIn(store.library.cases({ ...all, text: 'muster' })).total).toBe(0);
  expect(valueIn(store.library.cases(all)).rows.map((row) => row.id)).toEqual([kept]);
  expect(valueIn(store.library.openCase(kept)).series.length).toBe(1);
  store.close();
  const bytes = readFileSync(join(folder, 'library.sqlite'), 'latin1');
  expect([bytes.includes('Muster'), bytes.includes('MRN-00123'), bytes.includes('1.2.3.1.0')]).toEqual([false, false, false]);
  expect(bytes.includes('Beispiel')).toBe(true);
});

it('a removed case can be imported again', async () => {
  const store = openIn(tempFolder());
  const id = await importedId(store);
  valueIn(store.library.removeCase(id, null));
  const again = await importedId(store);
  expect(again).not.toBe(id);
  expect(valueIn(store.library.instances(again)).every(({ path }) => existsSync(path))).toBe(true);
});

it('removing a case leaves files that an import in progress has taken', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const id = await importedId(store, { slices: 2 });
  const next = await prepared(store, { slices: 2 });
  valueIn(store.library.removeCase(id, null));
  expect(storedFiles(folder).length).toBe(2);
  const { caseId } = valueIn(store.library.placement(anna, '1.2.3'));
  valueIn(store.library.addCase({ ...next, caseId }));
  store.close();
  const reopened = openIn(folder);
  expect(valueIn(reopened.library.instances(caseId)).map(({ path }) => existsSync(path))).toEqual([true, true]);
});

it('knows which instances it holds, and where', async () => {
  const store = openIn(tempFolder());
  const given = await prepared(store, { slices: 1 });
  valueIn(store.library.addCase(given));
  const file = given.instances[0]?.file;
  expect([...valueIn(store.library.knownInstances(['1.2.3.1.0', '1.2.3.1.7']))]).toEqual([
    ['1.2.3.1.0', { caseId: given.caseId, sha256: file?.sha256, bytes: file?.bytes }]]);
});

it('usage is the sum of the stored images', async () => {
  const store = openIn(tempFolder());
  await importedId(store, { slices: 2 });
  const { storageBytes, freeBytes } = valueIn(store.library.usage());
  expect(storageBytes).toBe(2 * '1.2.3.1.0|'.length);
  expect(freeBytes).toBeGreaterThan(0);
});

it('refuses an instance whose file was never taken in: no row without its file', async () => {
  const store = openIn(tempFolder());
  const given = await prepared(store, { slices: 1 });
  await takenIn(store, ['unrelated']);
  const stray = { ...given, instances: given.instances.map((instance) => ({ ...instance, file: { ...instance.file, sha256: 'f'.repeat(64) } })) };
  expect(() => store.library.addCase(stray)).toThrow('not taken in');
});
