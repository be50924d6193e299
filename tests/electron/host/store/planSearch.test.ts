import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PLAN_KINDS, PLAN_SORTS } from '../../../../core/contract/plans.ts';
import { partsOf, type StoreParts } from '../../../../electron/host/store/parts.ts';
import { writeList } from '../../../../electron/host/store/planListing.ts';
import { planSearchSql, searchedPlans, type PlanQuery } from '../../../../electron/host/store/planSearch.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { listOfPlans, type ListOfPlans } from '../../../phantoms/listOfPlans.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { runningHost } from '../running.ts';
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
    // Chosen and typed: 2 to 3 may be either, and no 4.
    expect([2, 3, 4].map((jCto) => rowsOf(store, { jCto }, 'j-cto 2').length)).toEqual([1, 1, 0]);
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

describe('a list that is written anew', () => {
  /** A signed plan and a draft of one patient, a signed plan of another; something is changed behind the library's back. */
  async function harmed(harm: string) {
    const folder = tempFolder();
    const store = openIn(folder);
    const desk = await planDesk(store);
    signedBy(store, desk, 'one', RCA);
    drafted(store, desk, 'two', LAD);
    const otto = { name: 'Other, Otto', id: '7', birthDate: '1960-01-01', sex: 'M' } as const;
    const other = await planDesk(store, { patient: otto, study: '7.7', series: '7.7.1' });
    signedBy(store, other, 'three', RCA);
    const before = rowsOf(store);
    store.close();
    const db = new Database(join(folder, 'library.sqlite'));
    onTestFinished(() => { db.close(); });
    db.pragma('ignore_check_constraints = ON');
    const triggers = db.prepare<[], { readonly name: string; readonly sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    expect(db.prepare(harm).run(desk).changes).toBeGreaterThan(0);
    for (const { sql } of triggers) db.exec(sql);
    db.exec('DELETE FROM plan_listing; DELETE FROM plan_search');
    const bugs: unknown[] = [];
    const setting = { now: () => new Date(), timeZone: 'UTC', appVersion: '1' };
    const parts = partsOf(db, folder, setting, false, (bug) => { bugs.push(bug); });
    return { folder, desk, db, before, parts, bugs };
  }
  const rowsOf = (store: Store) => valueIn(store.plans.search(query(''))).rows;
  const OF_RCA = `vessel_id = '${RCA}' AND case_number = (SELECT case_number FROM patient_case WHERE id = @caseId)`;
  const VERSION = `plan_number = (SELECT plan_number FROM plan WHERE ${OF_RCA})`;
  const LESION = `UPDATE plan_version SET sealed_json = replace(sealed_json, 'CTO 31.4', 'CTO 13.4') WHERE ${VERSION}`;
  const DRAFT = `UPDATE plan_edit SET content_json = replace(content_json, '"two"', '"tow"')
    WHERE content_json LIKE '%"two"%'`;

  it.each<readonly [what: string, harm: string, damaged: readonly string[]]>([
    ['JSON that cannot be read', `UPDATE plan_version SET sealed_json = 'x' || sealed_json WHERE ${VERSION}`, [RCA]],
    ['an id that is none', `UPDATE plan SET id = 'pln_ABCDEFGHIJKLMNOP' WHERE ${OF_RCA}`, [RCA]],
    ['a vessel that is none', `UPDATE plan SET vessel_id = 'ves_ABCDEFGHIJKLMNOP' WHERE ${OF_RCA}`, ['ves_0000000000000001']],
    ['an entry of the audit that cannot be read',
      `UPDATE audit SET details_json = '{' WHERE action = 'plan-signed' AND case_id = @caseId`, [LAD, RCA]],
    ['another lesion', LESION, [RCA]],
    ['another score',
      `UPDATE plan_version SET sealed_json = replace(sealed_json, '"least":2', '"least":0') WHERE ${VERSION}`, [RCA]],
    ['another draft', DRAFT, [LAD]],
    ['a time zone that is none',
      `UPDATE audit SET time_zone = 'Nowhere/None' WHERE action = 'plan-edited' AND case_id = @caseId`, [LAD]],
    ['an instant that is none',
      `UPDATE audit SET at_utc = 'x' WHERE action = 'plan-edited' AND case_id = @caseId`, [LAD]],
  ])('%s: the plan is shown as damaged, and every other one as it is', async (_, harm, damaged) => {
    const { parts, before } = await harmed(harm);
    expect(writeList(parts)).toEqual({ ok: true, value: undefined });
    const { rows, total } = searchedPlans(parts, query(''));
    expect(total).toBe(3);
    const shown = rows.filter(({ isDamaged }) => isDamaged);
    expect(shown.map(({ vessel }) => vessel).toSorted()).toEqual(damaged.toSorted());
    for (const { patient, lesion, jCto, version, by } of shown)
      expect([patient.name, lesion, jCto, version, by]).toEqual([null, null, null, null, null]);
    // It stands first, and among the plans of its patient.
    expect(rows.slice(0, shown.length)).toEqual(shown);
    expect(searchedPlans(parts, query('muster')).total).toBe(2);
    const sound = rows.slice(shown.length);
    expect(sound).toEqual(before.filter(({ plan }) => sound.some((row) => row.plan === plan)));
    expect(sound.length).toBe(3 - damaged.length);
  });

  const ID = `UPDATE plan SET id = 'pln_ABCDEFGHIJKLMNOP' WHERE ${OF_RCA}`;
  it.each([LESION, DRAFT, ID])('the library opens after %s', async (harm) => {
    const { folder, db } = await harmed(harm);
    db.close();
    const store = openIn(folder);
    expect(rowsOf(store).map(({ isDamaged }) => isDamaged)).toEqual([true, false, false]);
    expect(store.plans.verify()).toMatchObject({ ok: false, failure: { code: 'plan/damaged' } });
  });

  it('the vessel of a damaged draft may be named: the draft stays damaged', async () => {
    const { folder, desk, db } = await harmed(DRAFT);
    db.close();
    const store = openIn(folder);
    const path = valueIn(store.entries.list(desk.caseId)).kept
      .find(({ vessel, content }) => vessel === LAD && content.kind === 'path');
    if (path?.content.kind !== 'path') throw new Error('no path');
    const traced = path.content as Extract<typeof path.content, { kind: 'path' }>;
    const content = { ...traced, target: 'LAD' as const, segment: '7' };
    const put = [{ id: path.id, vessel: LAD, revision: path.revision, content }];
    valueIn(store.entries.change(desk.caseId, { words: 'name', put, remove: [] }, desk.tina));
    expect(rowsOf(store).map(({ vessel, isDamaged }) => [vessel, isDamaged]))
      .toEqual([[LAD, true], [RCA, false], [RCA, false]]);
  });

  /** The same parts, whose next statement that begins so throws. */
  const throwing = (parts: StoreParts, start: string, thrown: Error): StoreParts => {
    let isSound = false;
    return {
      ...parts,
      sql: (text) => {
        if (isSound || !text.startsWith(start)) return parts.sql(text);
        isSound = true;
        throw thrown;
      },
    };
  };
  const AS_IT_WAS = `UPDATE plan SET id = id WHERE ${OF_RCA}`;

  it('a plan that a bug kept from being listed is shown as damaged, the bug is told, and the next start mends the row', async () => {
    const { folder, db, parts, before, bugs } = await harmed(AS_IT_WAS);
    const bug = new TypeError('not a function');
    expect(writeList(throwing(parts, 'INSERT INTO plan_listing', bug)).ok).toBe(true);
    expect(bugs).toEqual([bug]);
    expect(searchedPlans(parts, query('')).rows.map(({ isDamaged }) => isDamaged)).toEqual([true, false, false]);
    db.close();
    const store = openIn(folder);
    expect([rowsOf(store), store.plans.verify().ok]).toEqual([before, true]);
  });

  it('a bug that is met at the start stands in the log of the host', async () => {
    const { folder, db } = await harmed(`UPDATE audit SET time_zone = 'Nowhere/None' WHERE action = 'plan-edited' AND case_id = @caseId`);
    db.close();
    await (await runningHost(folder)).close();
    const lines = readFileSync(join(folder, 'logs', 'fullmoon.log'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'incident', kind: 'RangeError' }));
  });

  it('a damaged plan is tried again at each start, is no bug, and its row is not written again', async () => {
    const { db, parts, bugs } = await harmed(LESION);
    expect(writeList(parts).ok).toBe(true);
    const list = db.prepare('SELECT * FROM plan_listing').all();
    expect(writeList(throwing(parts, 'INSERT INTO plan_listing', new Database.SqliteError('full', 'SQLITE_FULL'))).ok).toBe(true);
    expect([db.prepare('SELECT * FROM plan_listing').all(), bugs]).toEqual([list, []]);
    // The version is as it was sealed again.
    for (const { name } of db.prepare<[], { readonly name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all()) db.exec(`DROP TRIGGER ${name}`);
    db.exec(`UPDATE plan_version SET sealed_json = replace(sealed_json, 'CTO 13.4', 'CTO 31.4')`);
    expect(writeList(parts).ok).toBe(true);
    expect(searchedPlans(parts, query('')).rows.map(({ isDamaged }) => isDamaged)).toEqual([false, false, false]);
  });

  it('what is wrong with the disk is no damage: nothing is listed, and the next start writes it', async () => {
    const { parts } = await harmed(LESION);
    const full = new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    expect(writeList(throwing(parts, 'INSERT INTO plan_listing', full))).toMatchObject({ ok: false, failure: { code: 'store/disk-full' } });
    expect(searchedPlans(parts, query('')).total).toBe(0);
    expect(writeList(parts).ok).toBe(true);
    expect(searchedPlans(parts, query('')).rows.map(({ isDamaged }) => isDamaged)).toEqual([true, false, false]);
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
    ...PLAN_SORTS.map((sort) => [`days and a score by ${sort}`, query('', { from: '2026-01-01', to: '2026-01-31', jCto: 3, sort })] as const),
    ...PLAN_SORTS.flatMap((sort) => (['asc', 'desc'] as const).flatMap((order) => PLAN_KINDS.flatMap((kind) => ['', 'a'].map((text) =>
      [`${kind}, ${sort} ${order}, text "${text}"`, query(text, { sort, order, kind })] as const)))),
  ])('a search by %s walks through no table, only through what holds all that is asked', (_, asked) => {
    const { page, total } = planSearchSql(asked, asked.text !== '');
    const { text, limit, offset, from, to, jCto } = asked;
    const days = Object.fromEntries(Object.entries({ from, to }).filter(([, value]) => value !== null));
    const given = { ...days, ...(jCto === null ? {} : { fewest: jCto, most: jCto }), ...(text === '' ? {} : { match: '"a"*' }) };
    const walks = (sql: string, more: object): readonly string[] => shared.db.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ ...given, ...more }).map(({ detail }) => detail).filter((step) => /SCAN|TEMP/.test(step) && !/VIRTUAL TABLE|COVERING INDEX|SCAN \(subquery/.test(step));
    expect([walks(page, { limit, offset }), walks(total, {})]).toEqual([[], []]);
  });

  it('a row that is not as it was written is listed without a patient, and never with a wrong one', () => {
    const { db } = listOfPlans(new Database(':memory:'), 5);
    db.exec(`UPDATE plan_listing SET lesion = 'LAD' WHERE place = 1; UPDATE plan_listing SET state = 'withdrawn' WHERE place = 2;
      UPDATE patient_case SET patient_name = 'Else, Somebody' WHERE case_number = 3;
      DROP TRIGGER plan_is_not_edited; UPDATE plan SET vessel_id = 'ves_ABCDEFGHIJKLMNOP' WHERE plan_number = 4;
      UPDATE plan SET id = 'pln_ABCDEFGHIJKLMNOP' WHERE plan_number = 5`);
    const sql = <Row>(text: string) => db.prepare<unknown[], Row>(text);
    const { rows, total } = searchedPlans({ sql }, query(''));
    expect([total, rows.map(({ patient, lesion, isDamaged }) => [patient.name, lesion, isDamaged])])
      .toEqual([5, Array.from({ length: 5 }, () => [null, null, true])]);
  });
});
