import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { planSearchSql, searchedPlans, type PlanQuery } from '../../../../electron/host/store/planListing.ts';
import { listOfPlans, type ListOfPlans } from '../../../phantoms/listOfPlans.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn } from './fixture.ts';
import { valueIn } from './imports.ts';
import { LAD, planDesk, RCA, signedBy } from './planFixture.ts';

const query = (text: string, changed: Partial<PlanQuery> = {}): PlanQuery =>
  ({ text, from: null, to: null, jCto: null, limit: 50, offset: 0, ...changed });

describe('a search', () => {
  it.each([
    ['muster', true], ['anna rca', true], ['MRN-001', true], ['31.4', true], ['cto mid', true], ['lad', false], ['uster', false], ['%', false],
    ['"', false], ['anna OR bert', false], ['   ', true],
  ])('%j finds the plan: %s', async (text, isFound) => {
    const store = openIn(tempFolder());
    signedBy(store, await planDesk(store), 'one');
    expect(valueIn(store.plans.search(query(text))).total).toBe(Number(isFound));
  });

  it('finds by the day of signing where it was signed, and by every score that a plan may have', async () => {
    const store = openIn(tempFolder());
    signedBy(store, await planDesk(store), 'one');
    const [row] = valueIn(store.plans.search(query(''))).rows;
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short' }).format(new Date(row?.signedAt ?? 0));
    const totals = (...all: readonly Partial<PlanQuery>[]) => all.map((changed) => valueIn(store.plans.search(query('', changed))).total);
    expect(totals({ from: day }, { to: day }, { from: day, to: day }, { from: '2999-01-01' }, { to: '2000-01-01' })).toEqual([1, 1, 1, 0, 0]);
    expect(totals({ jCto: 1 }, { jCto: 2 }, { jCto: 3 }, { jCto: 4 })).toEqual([0, 1, 1, 0]);
    expect(valueIn(store.plans.search(query(day))).total).toBe(1);
  });

  it('shows the newest version of each plan, the newest first, and whether it was withdrawn', async () => {
    const store = openIn(tempFolder());
    const desk = await planDesk(store);
    const { id: rca } = signedBy(store, desk, 'one', RCA);
    const { id: lad } = signedBy(store, desk, 'two', LAD);
    signedBy(store, desk, 'three', RCA);
    valueIn(store.plans.withdraw(lad, 1, 'wrong', null));
    const { rows, total } = valueIn(store.plans.search(query('')));
    expect([total, rows.map(({ plan, version, isWithdrawn }) => [plan, version, isWithdrawn])]).toEqual([2, [[rca, 2, false], [lad, 1, true]]]);
    valueIn(store.plans.withdraw(rca, 1, 'old', null));
    expect(valueIn(store.plans.search(query(''))).rows[0]?.isWithdrawn).toBe(false);
    expect(valueIn(store.plans.search(query('', { limit: 1, offset: 1 }))).rows.map(({ plan }) => plan)).toEqual([lad]);
  });
});

let shared: ListOfPlans;
beforeAll(() => { shared = listOfPlans(new Database(':memory:'), 2_000); });

describe('among 2,000 plans', () => {
  it('finds exactly those that a plain walk through all of them finds', () => {
    const word = fc.constantFrom('mu', 'gruber', 'given12', 'pid-0007', 'rca', 'prox', 'lad gruber', '2026', 'nobody', '');
    const day = fc.constantFrom(null, '2020-01-01', '2024-06-15', '2026-12-31');
    const asked = fc.record({ text: word, from: day, to: day, jCto: fc.constantFrom(null, 0, 2, 5), limit: fc.integer({ min: 1, max: 500 }), offset: fc.nat(50) });
    fc.assert(fc.property(asked, (given) => {
      const found = searchedPlans(shared, given);
      const wanted = shared.walked(given);
      expect([found.total, found.rows.map(({ plan }) => plan)]).toEqual([wanted.length, wanted.slice(given.offset, given.offset + given.limit)]);
    }), { numRuns: 300 });
  });

  it('a query is only ever words: nothing that people type is read as an operator', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      expect(() => searchedPlans(shared, query(text))).not.toThrow();
    }), { numRuns: 300 });
  });

  it.each([
    ['words', query('a')], ['nothing', query('')], ['days', query('', { from: '2026-01-01', to: '2026-01-31' })],
    ['words, days and a score', query('a', { from: '2026-01-01', jCto: 3 })],
  ] as const)('a search by %s walks through no table, only through what holds all that is asked', (_, asked) => {
    const { page, total } = planSearchSql(asked, asked.text !== '');
    const { text, limit, offset, ...filters } = asked;
    const given = { ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null)), ...(text === '' ? {} : { match: '"a"*' }) };
    const walks = (sql: string, more: object): readonly string[] => shared.db.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ ...given, ...more }).map(({ detail }) => detail).filter((step) => /SCAN|TEMP/.test(step) && !/VIRTUAL TABLE|COVERING INDEX|SCAN \(subquery/.test(step));
    expect([walks(page, { limit, offset }), walks(total, {})]).toEqual([[], []]);
  });

  it('a row that is not as it was written is listed without a patient, and never with a wrong one', () => {
    const { db } = listOfPlans(new Database(':memory:'), 3);
    db.exec(`UPDATE plan_listing SET lesion = 'LAD' WHERE version_number = 1; UPDATE plan_listing SET is_withdrawn = 1 WHERE version_number = 2;
      UPDATE patient_case SET patient_name = 'Else, Somebody' WHERE case_number = 3`);
    const sql = <Row>(text: string) => db.prepare<unknown[], Row>(text);
    const { rows, total } = searchedPlans({ sql }, query(''));
    expect([total, rows.map(({ patient, lesion }) => [patient.name, lesion])]).toEqual([3, [[null, null], [null, null], [null, null]]]);
  });
});
