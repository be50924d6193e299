import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseQuery } from '../../../../electron/host/store/library.ts';
import { countSql, matchOf, pageSql, searchedCases } from '../../../../electron/host/store/caseSearch.ts';
import { identityKey } from '../../../../electron/host/store/identityKey.ts';
import { listOfCases, tenThousand, type ListedPerson, type ListOfCases } from '../../../phantoms/listOfCases.ts';
import { openIn } from './fixture.ts';
import { anna, importedId, valueIn } from './imports.ts';
import { tempFolder } from '../../../tempFolder.ts';

const query = (text: string, changed: Partial<CaseQuery> = {}): CaseQuery =>
  ({ text, sort: 'name', order: 'asc', limit: 50, offset: 0, ...changed });

/** The schema is made once, because some tests want a hundred libraries. */
const empty = listOfCases(new Database(':memory:'), []).db.serialize();
const libraryOf = (people: readonly ListedPerson[]): ListOfCases => listOfCases(new Database(empty), people);

describe('search', () => {
  it.each([
    ['must', true], ['ANNA', true], ['muster anna', true], ['anna muster', true], ['Muster, A', true], ['uster', false],
    ['MRN-00123', true], ['00123', true], ['mrn-001', true], ['123', false], ['2026-11-20', true], ['2026-11', true], ['20261120', true],
    ['20.11.2026', true], ['1951', true], ['03.02.1951', true], ['2026-11-21', false], ['anna 2026-11', true], ['anna bert', false],
    ['*', false], ['"', false], ['% _', false], ['anna"', true], ['NEAR(anna', false], ['anna OR bert', false], ['   ', true], ['anna\0', true],
  ])('%j finds Anna: %s', async (text, isFound) => {
    const store = openIn(tempFolder());
    await importedId(store, { slices: 1 });
    const found = valueIn(store.library.cases(query(text)));
    expect([found.rows.length, found.total]).toEqual(isFound ? [1, 1] : [0, 0]);
  });

  it.each([['Müller, Jörg', 'muller jorg'], ['Ångström', 'angstrom'], ['王小明', '王小'], ['山田, 太郎 (やまだ)', '太郎'], ['Иванов', 'иван']])(
    '%s is found by %s', (name, text) => {
      const { sql } = libraryOf([{ name, id: '1', birthDate: '1950-01-01', studyDate: '2026-01-01' }]);
      expect(searchedCases({ sql }, query(text)).total).toBe(1);
    });

  it('a query is only ever words: nothing that people type is read as an operator', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const { sql } = shared;
      expect(() => searchedCases({ sql }, query(text))).not.toThrow();
    }), { numRuns: 500 });
    expect(matchOf('a"b AND c')).toBe('"a"* AND "b"* AND "AND"* AND "c"*');
  });

  it('finds exactly the people whose words begin as typed, whatever the words', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '1', '2'), minLength: 1, maxLength: 3 });
    const person = fc.record({
      name: fc.tuple(word, word).map((words) => words.join(', ')), id: word,
      birthDate: fc.constantFrom('1950-01-02', '1960-11-12'), studyDate: fc.constantFrom('2026-01-02', '2025-12-31'),
    });
    const unique = fc.uniqueArray(person, { maxLength: 12, selector: (one) => identityKey({ ...one }, '') });
    fc.assert(fc.property(unique, fc.array(word, { minLength: 1, maxLength: 2 }), (people, words) => {
      const { db, sql } = libraryOf(people);
      const tokens = ({ name, id, birthDate, studyDate }: ListedPerson): readonly string[] => [
        ...name.split(', '), id, ...[birthDate, studyDate].flatMap((date) => [...date.split('-'), date.replaceAll('-', '')])];
      const expected = people.filter((one) => words.every((typed) => tokens(one).some((token) => token.startsWith(typed))));
      const found = searchedCases({ sql }, query(words.join(' '))).rows.map(({ patient }) => `${patient.name}|${patient.id}|${patient.birthDate}`);
      db.close();
      expect(found.toSorted()).toEqual(expected.map(({ name, id, birthDate }) => `${name}|${id}|${birthDate}`).toSorted());
    }), { numRuns: 100 });
  });
});

let shared: ListOfCases;
beforeAll(() => { shared = libraryOf(tenThousand()); });

describe('with 10,000 cases', () => {
  it.each(['opened', 'imported', 'name', 'studyDate', 'size'] as const)('a search sorted by %s never walks through the cases', (sort) => {
    const plan = (statement: string, ...given: readonly unknown[]): readonly string[] => shared.db
      .prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${statement}`).all(...given).map(({ detail }) => detail);
    const walks = (steps: readonly string[]): readonly string[] => steps.filter((step) => /SCAN (?!case_search VIRTUAL TABLE INDEX|\(subquery)/.test(step));
    const page = plan(pageSql({ sort, order: 'desc' }, true), '"a"*', 50, 0);
    expect([walks(page), page.filter((step) => step === 'SEARCH patient_case USING INTEGER PRIMARY KEY (rowid=?)').length]).toEqual([[], 2]);
    expect(walks(plan(countSql(true), '"a"*'))).toEqual([]);
  });

  it.each([
    ['opened', 'case_by_opened'], ['imported', 'case_by_imported'], ['name', 'case_by_name'], ['studyDate', 'case_by_study_date'],
    ['size', 'case_by_size'],
  ] as const)('the list by %s comes in the order of its index, without sorting', (sort, index) => {
    const plan = shared.db.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${pageSql({ sort, order: 'asc' }, false)}`).all(50, 0);
    expect(plan.map(({ detail }) => detail)).toEqual([`SCAN patient_case USING INDEX ${index}`]);
  });

  it.each(['opened', 'imported', 'name', 'studyDate', 'size'] as const)('pages by %s join without gap or repeat, and turn round with the order', (sort) => {
    const page = (order: 'asc' | 'desc', offset: number): readonly string[] =>
      searchedCases(shared, query('gruber', { sort, order, offset, limit: 100 })).rows.map(({ id }) => id);
    const up = Array.from({ length: 10 }, (_, k) => page('asc', 100 * k)).flat();
    expect(new Set(up).size).toBe(1000);
    expect(Array.from({ length: 10 }, (_, k) => page('desc', 100 * k)).flat()).toEqual(up.toReversed());
  });

  it('names are ordered as people order them: case and accents aside', () => {
    const { sql } = libraryOf(['Zorn, A', 'müller, b', 'Muller, A', 'Österreicher, A', 'Pi, A', 'Oster, A'].map((name, k) =>
      ({ name, id: String(k), birthDate: '1950-01-01', studyDate: '2026-01-01' })));
    expect(searchedCases({ sql }, query('')).rows.map(({ patient }) => patient.name))
      .toEqual(['Muller, A', 'müller, b', 'Oster, A', 'Österreicher, A', 'Pi, A', 'Zorn, A']);
  });

  it('a row that is not as it was written is listed without a patient, and never with a wrong one', () => {
    const { sql } = libraryOf([{ name: 'Muster, Anna', id: '1', birthDate: '1950-01-01', studyDate: '2026-01-01' }]);
    for (const change of [`patient_name = 'Muster, Hanna'`, 'patient_id = NULL', `latest_study_date = '2026-01-02'`, 'file_bytes = 7', `sex = 'F'`]) {
      sql('SAVEPOINT before').run();
      sql(`UPDATE patient_case SET ${change}`).run();
      expect(searchedCases({ sql }, query('')).rows.map(({ patient, report }) => [patient.name, patient.id, report])).toEqual([[null, null, 'problems']]);
      sql('ROLLBACK TO before').run();
    }
  });
});

it('what is found stays right when a case grows', async () => {
  const store = openIn(join(tempFolder(), 'data'));
  await importedId(store, { slices: 1 });
  await importedId(store, { slices: 1, study: '1.2.4', studyDate: '2025-01-02' });
  expect(['2025-01-02', '2026-11-20', anna.name ?? ''].map((text) => valueIn(store.library.cases(query(text))).total)).toEqual([1, 1, 1]);
});
