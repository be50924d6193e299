import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PLAN_KINDS, PLAN_SORTS } from '../../../../core/contract/plans.ts';
import { planSearchSql, searchedPlans, type PlanQuery } from '../../../../electron/host/store/planSearch.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { listOfPlans, type ListOfPlans } from '../../../phantoms/listOfPlans.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn } from './fixture.ts';
import { valueIn } from './imports.ts';
import { drafted, LAD, outcomeWith, planDesk, RCA, signedBy } from './planFixture.ts';

const query = (text: string, changed: Partial<PlanQuery> = {}): PlanQuery =>
  ({ text, from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 50, offset: 0, ...changed });

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

describe('the list', () => {
  const rowsOf = (store: Store, changed: Partial<PlanQuery> = {}, text = '') => valueIn(store.plans.search(query(text, changed))).rows;

  it('has drafts too, under the name that their vessel has now; what is written on after it was signed is a draft again', async () => {
    const store = openIn(tempFolder());
    const desk = await planDesk(store);
    const { id: rca } = drafted(store, desk, 'one', RCA);
    const state = (changed: Partial<PlanQuery> = {}) => rowsOf(store, changed).map(({ version, hasDraft, isWithdrawn, lesion }) => [version, hasDraft, isWithdrawn, lesion]);
    expect(state()).toEqual([[null, true, false, null]]);
    expect(rowsOf(store)[0]).toMatchObject({
      plan: rca, caseId: desk.caseId, vessel: RCA, patient: { id: 'MRN-00123' }, sha256: null, signedAt: null, by: null, jCto: null, changedBy: 'Tina Test',
      procedure: 'none', origin: null, isDamaged: false,
    });
    const path = valueIn(store.entries.list(desk.caseId)).kept.find(({ vessel, content }) => vessel === RCA && content.kind === 'path');
    if (path?.content.kind !== 'path') throw new Error('no path');
    const name = (segment: string | null, revision: number) => valueIn(store.entries.change(desk.caseId, {
      words: 'name', put: [{ id: path.id, vessel: RCA, revision, content: { ...path.content as Extract<typeof path.content, { kind: 'path' }>, target: 'RCA', segment } }], remove: [],
    }, desk.tina));
    name('2', path.revision);
    expect([state(), rowsOf(store, {}, 'middle rca').length, rowsOf(store, {}, 'lad').length]).toEqual([[[null, true, false, 'Middle RCA']], 1, 0]);
    signedBy(store, desk, 'one', RCA);
    expect([state(), state({ kind: 'draft' }), state({ kind: 'sealed' }).length]).toEqual([[[1, false, false, 'RCA mid, CTO 31.4 mm']], [], 1]);
    drafted(store, desk, 'two', RCA);
    expect([state(), state({ kind: 'draft' }).length, state({ kind: 'signed' }).length]).toEqual([[[1, true, false, 'RCA mid, CTO 31.4 mm']], 1, 1]);
    drafted(store, desk, 'one', RCA);
    expect(state({ kind: 'draft' })).toEqual([]);
    valueIn(store.plans.withdraw(rca, 1, 'wrong', null));
    expect([state({ kind: 'withdrawn' }).length, state({ kind: 'signed' })]).toEqual([1, []]);
    expect(valueIn(store.plans.verify())).toMatchObject({ plans: 1 });
  });

  it('tells how far the procedure is, by any version', async () => {
    const store = openIn(tempFolder());
    const desk = await planDesk(store);
    const { id } = signedBy(store, desk, 'one');
    const procedure = () => rowsOf(store).map((row) => row.procedure);
    const noted = (after: number, what: 'access' | 'end') => valueIn(store.rooms.add(id, 1, { after, happening: { what }, doneAt: null }, desk.tina));
    const kept = (revision: number, isConfirmed: boolean) => valueIn(store.outcomes.save(id, 1, { revision, outcome: outcomeWith(), isConfirmed }, desk.tina));
    expect(procedure()).toEqual(['none']);
    noted(0, 'access');
    expect(procedure()).toEqual(['begun']);
    noted(1, 'end');
    signedBy(store, desk, 'two');
    expect(procedure()).toEqual(['ended']);
    kept(0, false);
    expect(procedure()).toEqual(['outcome-written']);
    kept(1, true);
    expect(procedure()).toEqual(['outcome-confirmed']);
  });

  it('finds a J-CTO that is typed, and not its number in a date', async () => {
    const store = openIn(tempFolder());
    signedBy(store, await planDesk(store), 'one');
    expect(['j-cto 2', 'muster J-CTO 3', 'jcto4', 'nobody j-cto 2'].map((text) => rowsOf(store, {}, text).length)).toEqual([1, 1, 0, 0]);
  });

  it('is written anew where none is, and only then', async () => {
    const folder = tempFolder();
    const store = openIn(folder);
    const desk = await planDesk(store);
    drafted(store, desk, 'one', RCA);
    signedBy(store, desk, 'two', LAD);
    const before = rowsOf(store);
    store.close();
    const harm = (statement: string): void => {
      const db = new Database(join(folder, 'library.sqlite'));
      db.exec(statement);
      db.close();
    };
    harm('DELETE FROM plan_listing; DELETE FROM plan_search');
    const again = openIn(folder);
    expect([rowsOf(again), rowsOf(again, {}, 'rca').length, again.plans.verify().ok]).toEqual([before, 1, true]);
    again.close();
    harm('DELETE FROM plan_listing WHERE place = (SELECT min(place) FROM plan_listing)');
    expect(openIn(folder).plans.verify()).toMatchObject({ ok: false, failure: { code: 'plan/damaged', detail: 'the draft in the list of plans' } });
  });
});

let shared: ListOfPlans;
// On a busy machine, too.
beforeAll(() => { shared = listOfPlans(new Database(':memory:'), 2_000); }, 60_000);

describe('among 2,000 plans', () => {
  it('finds exactly those that a plain walk through all of them finds', () => {
    const word = fc.constantFrom('mu', 'gruber', 'given12', 'pid-0007', 'rca', 'prox', 'lad gruber', '2026', 'nobody', '');
    const day = fc.constantFrom(null, '2020-01-01', '2024-06-15', '2026-12-31');
    const asked = fc.record({ text: word, from: day, to: day, jCto: fc.constantFrom(null, 0, 2, 5),
      kind: fc.constantFrom(...PLAN_KINDS), sort: fc.constantFrom(...PLAN_SORTS), order: fc.constantFrom('asc' as const, 'desc' as const), limit: fc.integer({ min: 1, max: 500 }), offset: fc.nat(50) });
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

  it.each<readonly [words: string, asked: PlanQuery]>([
    ['words', query('a')], ['nothing', query('')], ['days', query('', { from: '2026-01-01', to: '2026-01-31' })],
    ['words, days and a score', query('a', { from: '2026-01-01', jCto: 3 })],
    ...PLAN_SORTS.flatMap((sort) => (['asc', 'desc'] as const).flatMap((order) => PLAN_KINDS.flatMap((kind) => ['', 'a'].map((text) =>
      [`${kind}, ${sort} ${order}, text "${text}"`, query(text, { sort, order, kind })] as const)))),
  ])('a search by %s walks through no table, only through what holds all that is asked', (_, asked) => {
    const { page, total } = planSearchSql(asked, asked.text !== '');
    const { text, limit, offset, from, to, jCto } = asked;
    const given = { ...Object.fromEntries(Object.entries({ from, to, jCto }).filter(([, value]) => value !== null)), ...(text === '' ? {} : { match: '"a"*' }) };
    const walks = (sql: string, more: object): readonly string[] => shared.db.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ ...given, ...more }).map(({ detail }) => detail).filter((step) => /SCAN|TEMP/.test(step) && !/VIRTUAL TABLE|COVERING INDEX|SCAN \(subquery/.test(step));
    expect([walks(page, { limit, offset }), walks(total, {})]).toEqual([[], []]);
  });

  it('a row that is not as it was written is listed without a patient, and never with a wrong one', () => {
    const { db } = listOfPlans(new Database(':memory:'), 3);
    db.exec(`UPDATE plan_listing SET lesion = 'LAD' WHERE place = 1; UPDATE plan_listing SET state = 'withdrawn' WHERE place = 2;
      UPDATE patient_case SET patient_name = 'Else, Somebody' WHERE case_number = 3`);
    const sql = <Row>(text: string) => db.prepare<unknown[], Row>(text);
    const { rows, total } = searchedPlans({ sql }, query(''));
    expect([total, rows.map(({ patient, lesion, isDamaged }) => [patient.name, lesion, isDamaged])]).toEqual([3, [[null, null, true], [null, null, true], [null, null, true]]]);
  });
});
