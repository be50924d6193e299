import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { planIdSchema, seriesIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import { sealedPlanSchema } from '../../../../core/contract/plans.ts';
import { canonicalJson } from '../../../../electron/host/store/canonicalJson.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn, optionsOf, sha256 } from './fixture.ts';
import { anna, importedId, valueIn } from './imports.ts';
import { contentOf, drafted, evidenceOf, LAD, planDesk, pngOf, RCA, signedBy, type Desk } from './planFixture.ts';

const opened = async (): Promise<Desk & { readonly store: Store; readonly folder: string }> => {
  const folder = tempFolder();
  const store = openIn(folder);
  return { store, folder, ...await planDesk(store) };
};
const noPlan = planIdSchema.parse('pln_zzzzzzzzzzzzzzzz');
const failing = (answer: { readonly ok: boolean; readonly failure?: unknown }): unknown => (answer.ok ? 'done' : answer.failure);

describe('a draft', () => {
  it('is what was written last, by whom, and is there after a restart', async () => {
    const { store, folder, caseId, tina, ...desk } = await opened();
    expect(valueIn(store.plans.list(caseId))).toEqual([]);
    const first = drafted(store, { caseId, tina, ...desk }, 'first');
    const second = drafted(store, { caseId, tina, ...desk }, 'second');
    expect(second).toEqual({
      id: first.id, vessel: RCA, versions: [],
      draft: { content: contentOf('second'), revision: 2, changedAt: expect.any(String), changedBy: { id: tina, name: 'Tina Test' } },
    });
    store.close();
    expect(valueIn(openIn(folder).plans.list(caseId))).toEqual([second]);
  });

  it('is one for each vessel', async () => {
    const { store, ...desk } = await opened();
    const [rca, lad] = [drafted(store, desk, 'one', RCA), drafted(store, desk, 'two', LAD)];
    expect(rca.id).not.toBe(lad.id);
    expect(valueIn(store.plans.list(desk.caseId)).map(({ vessel }) => vessel)).toEqual([RCA, LAD]);
  });

  it('is not kept from an old state, without its vessel, or with a picture that is not there', async () => {
    const { store, ...desk } = await opened();
    const { caseId, tina } = desk;
    const before = drafted(store, desk, 'one');
    const edit = { caseId, vessel: RCA, revision: 1, words: 'edit', content: contentOf('x') };
    const image = { id: 'k', sha256: sha256('nowhere'), series: null, caption: '', detail: '' };
    expect(failing(store.plans.edit({ ...edit, revision: 0 }, tina))).toEqual({ code: 'plan/stale' });
    expect(failing(store.plans.edit({ ...edit, revision: 2 }, tina))).toEqual({ code: 'plan/stale' });
    expect(failing(store.plans.edit({ ...edit, revision: 0, vessel: vesselIdSchema.parse('ves_zzzzzzzzzzzzzzzz') }, tina))).toEqual({ code: 'plan/no-vessel' });
    expect(failing(store.plans.edit({ ...edit, content: contentOf('x', { keyImages: [image] }) }, tina))).toEqual({ code: 'plan/no-image' });
    expect(valueIn(store.plans.list(caseId))).toEqual([before]);
    const [path] = valueIn(store.entries.list(caseId)).kept;
    valueIn(store.entries.change(caseId, { words: 'remove', put: [], remove: path === undefined ? [] : [{ id: path.id, revision: 1 }] }, tina));
    expect(failing(store.plans.edit(edit, tina))).toEqual({ code: 'plan/no-vessel' });
  });
});

describe('a signed version', () => {
  it('holds everything it was decided on, under a seal that holds the one before', async () => {
    const { store, ...desk } = await opened();
    const { id } = signedBy(store, desk, 'one');
    const view = signedBy(store, desk, 'two');
    expect(view.versions.map(({ version }) => version)).toEqual([2, 1]);
    const [one, two] = [valueIn(store.plans.version(id, 1)), valueIn(store.plans.version(id, 2))];
    expect(two).toEqual({
      standing: view.versions[0], newest: view.versions[0], received: null,
      sealed: {
        format: 1, plan: id, version: 2, patient: anna, studyDate: '2026-11-20', content: contentOf('two'), evidence: evidenceOf(RCA),
        series: [{ id: desk.series, studyUid: '1.2.3', seriesUid: '1.2.3.1', description: 'CTA 0.5', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
        software: 'Fullmoon 0.0.0-test', author: { id: desk.tina, name: 'Tina Test' }, signedAt: expect.any(String), timeZone: 'Europe/Vienna',
        previousSha256: one.standing.sha256,
      },
    });
    expect(one.sealed.previousSha256).toBe('0'.repeat(64));
    expect(sha256(canonicalJson(two.sealed))).toBe(two.standing.sha256);
    expect(sealedPlanSchema.parse(JSON.parse(JSON.stringify(two.sealed)))).toEqual(two.sealed);
  });

  it('names the same series by the same hash, whatever it was imported with, and another by another', async () => {
    const [first, again, changed] = await Promise.all([{}, {}, { salt: 'other bytes' }].map(async (wanted) => {
      const store = openIn(tempFolder());
      const { id } = signedBy(store, await planDesk(store, wanted), 'one');
      return valueIn(store.plans.version(id, 1)).sealed.series[0]?.sha256;
    }));
    expect(again).toBe(first);
    expect(changed).not.toBe(first);
  });

  it('is not made of an old draft, by nobody, of a series elsewhere, of another vessel, or where something stands in the way', async () => {
    const { store, ...desk } = await opened();
    const { id } = drafted(store, desk, 'one');
    const signing = { plan: id, revision: 1, evidence: evidenceOf(RCA), series: [desk.series], by: desk.tina };
    expect(failing(store.plans.sign({ ...signing, plan: noPlan }))).toEqual({ code: 'plan/not-found' });
    expect(failing(store.plans.sign({ ...signing, revision: 0 }))).toEqual({ code: 'plan/stale' });
    expect(failing(store.plans.sign({ ...signing, by: null }))).toEqual({ code: 'plan/no-author' });
    const foreign = await planDesk(store, { study: '9', patient: { name: 'Other', id: 'O', birthDate: null, sex: null } });
    for (const series of [foreign.series, seriesIdSchema.parse('ser_zzzzzzzzzzzzzzzz')])
      expect(failing(store.plans.sign({ ...signing, series: [desk.series, series] }))).toEqual({ code: 'series/not-found' });
    expect(failing(store.plans.sign({ ...signing, evidence: evidenceOf(LAD) }))).toMatchObject({ code: 'plan/not-ready' });
    const [a, ...rest] = contentOf('').rungs;
    if (a === undefined) throw new Error('no rung A');
    drafted(store, desk, 'endless', RCA, { rungs: [{ ...a, stop: null }, ...rest] });
    expect(failing(store.plans.sign({ ...signing, revision: 2 }))).toEqual({ code: 'plan/not-ready', reasons: ['A has no stop rule. Say when to leave it.'] });
    expect(valueIn(store.plans.list(desk.caseId))[0]?.versions).toEqual([]);
  });

  it('is withdrawn once and for good, with a reason; the next one is signed after it', async () => {
    const { store, ...desk } = await opened();
    const { id } = signedBy(store, desk, 'one');
    const { versions } = valueIn(store.plans.withdraw(id, 1, 'wrong vessel', desk.tina)).plan;
    expect(versions[0]?.withdrawn).toEqual({ at: expect.any(String), by: { id: desk.tina, name: 'Tina Test' }, reason: 'wrong vessel' });
    expect(valueIn(store.plans.version(id, 1)).standing).toEqual(versions[0]);
    expect(valueIn(store.plans.version(id, 1)).newest).toBeNull();
    expect(failing(store.plans.withdraw(id, 1, 'again', null))).toEqual({ code: 'plan/withdrawn' });
    expect(failing(store.plans.withdraw(id, 2, 'none', null))).toEqual({ code: 'plan/not-found' });
    expect(failing(store.rooms.add(id, 1, { after: 0, happening: { what: 'access' }, doneAt: null }, null))).toEqual({ code: 'plan/withdrawn' });
    expect(signedBy(store, desk, 'two').versions.map(({ withdrawn }) => withdrawn?.reason ?? null)).toEqual([null, 'wrong vessel']);
    expect(valueIn(store.plans.version(id, 1)).newest?.version).toBe(2);
  });
});

describe('the log of the room', () => {
  it('holds what happened in its order, of each version alone', async () => {
    const { store, folder, ...desk } = await opened();
    const { id } = signedBy(store, desk, 'one');
    signedBy(store, desk, 'two');
    expect(valueIn(store.rooms.log(id, 1))).toEqual([]);
    valueIn(store.rooms.add(id, 1, { after: 0, happening: { what: 'access' }, doneAt: null }, desk.tina));
    const log = valueIn(store.rooms.add(id, 1, { after: 1, happening: { what: 'contrast', totalMl: 12.5 }, doneAt: null }, null));
    expect(log).toEqual([
      { sequence: 1, at: expect.any(String), by: { id: desk.tina, name: 'Tina Test' }, happening: { what: 'access' } },
      { sequence: 2, at: expect.any(String), by: null, happening: { what: 'contrast', totalMl: 12.5 } },
    ]);
    expect(failing(store.rooms.add(id, 1, { after: 1, happening: { what: 'end' }, doneAt: null }, null))).toEqual({ code: 'room/stale' });
    expect(failing(store.rooms.add(id, 3, { after: 0, happening: { what: 'end' }, doneAt: null }, null))).toEqual({ code: 'plan/not-found' });
    expect(failing(store.rooms.log(noPlan, 1))).toEqual({ code: 'plan/not-found' });
    store.close();
    const again = openIn(folder);
    expect([valueIn(again.rooms.log(id, 1)), valueIn(again.rooms.log(id, 2))]).toEqual([log, []]);
  });
});

describe('the time of what happened in the room', () => {
  it('is when it was done, never later than now and never before what stands there already', async () => {
    let now = new Date('2026-11-24T08:00:00.000Z');
    const store = valueIn(openStore({ ...optionsOf(tempFolder()), now: () => now }));
    const { id } = signedBy(store, await planDesk(store), 'one');
    const added = (after: number, doneAt: string | null): string | undefined =>
      valueIn(store.rooms.add(id, 1, { after, happening: { what: 'end' }, doneAt }, null)).at(-1)?.at;
    now = new Date('2026-11-24T09:00:00.000Z');
    expect(added(0, '2026-11-24T08:52:10.500Z')).toBe('2026-11-24T08:52:10.500Z');
    expect(added(1, '2026-11-24T08:40:00.000Z')).toBe('2026-11-24T08:52:10.500Z');
    expect(added(2, '2026-11-24T10:00:00.000Z')).toBe('2026-11-24T09:00:00.000Z');
    now = new Date('2026-11-24T09:00:05.000Z');
    expect(added(3, null)).toBe('2026-11-24T09:00:05.000Z');
    store.close();
  });
});

describe('a key image', () => {
  it('is kept once for a case, byte for byte, and may be shown by a plan', async () => {
    const { store, ...desk } = await opened();
    const kept = valueIn(await store.planImages.keep(desk.caseId, pngOf(1), desk.tina));
    expect([kept, valueIn(await store.planImages.keep(desk.caseId, pngOf(1), null))]).toEqual([sha256(pngOf(1)), kept]);
    expect(Buffer.from(valueIn(await store.planImages.read(kept))).equals(pngOf(1))).toBe(true);
    expect(drafted(store, desk, 'one', RCA, { keyImages: [{ id: 'k', sha256: kept, series: desk.series, caption: '', detail: '' }] }).draft?.revision).toBe(1);
    expect(failing(await store.planImages.read(sha256('x')))).toEqual({ code: 'image/not-found' });
    expect(failing(await store.planImages.keep(noPlan as never, pngOf(2), null))).toEqual({ code: 'case/not-found' });
  });

  it('of another case is not shown, and one with other bytes is nothing', async () => {
    const { store, ...desk } = await opened();
    const other = await importedId(store, { study: '9', patient: { name: 'Other', id: 'O', birthDate: null, sex: null } });
    const theirs = valueIn(await store.planImages.keep(other, pngOf(3), null));
    const content = contentOf('x', { keyImages: [{ id: 'k', sha256: theirs, series: null, caption: '', detail: '' }] });
    expect(failing(store.plans.edit({ caseId: desk.caseId, vessel: RCA, revision: 0, words: 'e', content }, null))).toEqual({ code: 'plan/no-image' });
    writeFileSync(store.files.path(theirs), 'changed');
    expect(failing(await store.planImages.read(theirs))).toEqual({ code: 'image/not-found' });
  });

  it('is swept where the case went before it was kept, and stays where another case shows it', async () => {
    const { store, folder, ...desk } = await opened();
    const other = await importedId(store, { study: '9', patient: { name: 'Other', id: 'O', birthDate: null, sex: null } });
    const [kept] = [desk.caseId, other].map((id) => store.planImages.keep(id, pngOf(4), null));
    const name = valueIn(await (kept ?? Promise.reject(new Error('none'))));
    valueIn(store.library.removeCase(other, null));
    expect(valueIn(await store.planImages.read(name))).toHaveLength(pngOf(4).length);
    const late = store.planImages.keep(desk.caseId, pngOf(5), null);
    valueIn(store.library.removeCase(desk.caseId, null));
    expect(failing(await late)).toEqual({ code: 'case/not-found' });
    expect(failing(await store.planImages.read(name))).toEqual({ code: 'image/not-found' });
    const files = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files).toEqual([]);
  });
});

it('goes with its case: nothing of the patient is left in the library, only that there was a plan', async () => {
  const { store, folder, ...desk } = await opened();
  const { id } = signedBy(store, desk, 'Word-that-is-nowhere-else');
  signedBy(store, desk, 'Word-that-is-nowhere-else');
  valueIn(store.plans.withdraw(id, 1, 'Reason-of-nobody-else', desk.tina));
  valueIn(store.rooms.add(id, 2, { after: 0, happening: { what: 'note', words: 'Note-of-nobody-else' }, doneAt: null }, desk.tina));
  valueIn(store.library.removeCase(desk.caseId, desk.tina));
  for (const answer of [store.plans.version(id, 1), store.rooms.log(id, 2), store.plans.withdraw(id, 1, 'x', null)])
    expect(failing(answer)).toEqual({ code: 'plan/not-found' });
  expect(valueIn(store.plans.search({ text: '', from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 10, offset: 0 }))).toEqual({ rows: [], total: 0 });
  const bytes = ['library.sqlite', 'library.sqlite-wal'].map((name) => readFileSync(join(folder, name)));
  for (const word of ['Muster', 'MRN-00123', 'nowhere-else', 'nobody-else', '1951-02-03', 'CTO 31.4'])
    expect([word, bytes.some((file) => file.includes(word))]).toEqual([word, false]);
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  const stub = db.prepare<[], string>(`SELECT details_json FROM audit WHERE action = 'case-removed'`).pluck().get();
  for (const table of ['plan', 'plan_edit', 'plan_version', 'plan_withdrawal', 'room_event', 'plan_image', 'plan_listing', 'plan_search'])
    expect([table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
  db.close();
  expect(JSON.parse(stub ?? '')).toMatchObject({ plans: 1, plan_versions: 2 });
});

it('notes every act in the audit by its seal, without a word of the plan', async () => {
  const { store, folder, ...desk } = await opened();
  const { id } = signedBy(store, desk, 'Muster, Anna');
  valueIn(store.rooms.add(id, 1, { after: 0, happening: { what: 'note', words: 'Muster, Anna' }, doneAt: null }, desk.tina));
  valueIn(store.plans.withdraw(id, 1, 'Muster, Anna', desk.tina));
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  const noted = db.prepare<[], { readonly action: string; readonly operator_name: string; readonly details_json: string }>(
    `SELECT action, operator_name, details_json FROM audit WHERE case_id = (SELECT id FROM patient_case) ORDER BY sequence DESC LIMIT 4`).all();
  db.close();
  const seal = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(noted.map(({ action, details_json: details }) => [action, JSON.parse(details)])).toEqual([
    ['plan-withdrawn', { plan_id: id, version: 1, sha256: seal }], ['room-noted', { plan_id: id, version: 1, sequence: 1, sha256: seal }],
    ['plan-signed', { plan_id: id, version: 1, sha256: seal }], ['plan-edited', { plan_id: id, revision: 1, sha256: seal }],
  ]);
  expect(new Set(noted.map((row) => row.operator_name))).toEqual(new Set(['Tina Test']));
});

describe('finds, and shows nothing of it as valid:', () => {
  const cases: readonly (readonly [what: string, harm: string, at: 'draft' | 'version' | 'room'])[] = [
    ['another draft', `UPDATE plan_edit SET content_json = replace(content_json, 'three', 'throe') WHERE revision = 3`, 'draft'],
    ['another author of the draft', `UPDATE plan_edit SET operator_name = 'x'`, 'draft'],
    ['a newest draft that is gone', 'DELETE FROM plan_edit WHERE revision = 3', 'draft'],
    ['all drafts that are gone', 'DELETE FROM plan_edit', 'draft'],
    ['another plan', `UPDATE plan_version SET sealed_json = replace(sealed_json, 'one', 'two') WHERE version = 1`, 'version'],
    ['a seal made anew', `UPDATE plan_version SET sha256 = '${'e'.repeat(64)}' WHERE version = 2`, 'version'],
    ['another signer', `UPDATE plan_version SET operator_name = 'x' WHERE version = 2`, 'version'],
    ['another day', `UPDATE plan_version SET signed_at_utc = '2020-01-01T00:00:00.000Z' WHERE version = 1`, 'version'],
    ['a first version that is gone', 'DELETE FROM plan_version WHERE version = 1', 'version'],
    ['a last version that is gone', 'DELETE FROM plan_version WHERE version = 3', 'version'],
    ['versions in another order', 'UPDATE plan_version SET version = 4 WHERE version = 2', 'version'],
    ['another reason of a withdrawal', `UPDATE plan_withdrawal SET reason = 'x'`, 'version'],
    ['a withdrawal that is gone', 'DELETE FROM plan_withdrawal', 'version'],
    ['a withdrawal that was never made', `INSERT INTO plan_withdrawal SELECT version_number + 1, at_utc, operator_id, operator_name, reason, sha256 FROM plan_withdrawal`, 'version'],
    ['another event', `UPDATE room_event SET happening_json = '{"what":"end"}' WHERE sequence = 1`, 'room'],
    ['a first event that is gone', 'DELETE FROM room_event WHERE sequence = 1', 'room'],
    ['a last event that is gone', 'DELETE FROM room_event WHERE sequence = 2', 'room'],
    ['events of another version', 'UPDATE room_event SET version_number = 1', 'room'],
  ];
  it.each(cases)('%s', async (_, harm, at) => {
    const { store, folder, ...desk } = await opened();
    const { id } = signedBy(store, desk, 'one');
    signedBy(store, desk, 'two');
    signedBy(store, desk, 'three');
    valueIn(store.plans.withdraw(id, 1, 'wrong', desk.tina));
    valueIn(store.rooms.add(id, 3, { after: 0, happening: { what: 'access' }, doneAt: null }, desk.tina));
    valueIn(store.rooms.add(id, 3, { after: 1, happening: { what: 'first-wire' }, doneAt: null }, desk.tina));
    const db = new Database(join(folder, 'library.sqlite'));
    const triggers = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'plan%' OR tbl_name = 'room_event' AND type = 'trigger'`).pluck().all();
    for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
    expect(db.prepare(harm).run().changes).toBeGreaterThan(0);
    db.close();
    const edit = { caseId: desk.caseId, vessel: RCA, revision: 3, words: 'e', content: contentOf('x') };
    const answers = {
      draft: () => [store.plans.list(desk.caseId), store.plans.edit(edit, null)],
      version: () => [store.plans.list(desk.caseId), ...[1, 2, 3].map((version) => store.plans.version(id, version)), store.plans.withdraw(id, 3, 'x', null)],
      room: () => [store.rooms.log(id, 3), store.rooms.add(id, 3, { after: 2, happening: { what: 'end' }, doneAt: null }, null)],
    };
    for (const answer of answers[at]()) expect(failing(answer)).toMatchObject({ code: 'plan/damaged' });
    expect(store.library.openCase(desk.caseId).ok).toBe(true);
  });
});

it('a library that is open elsewhere shows plans, and says that nothing can be kept', async () => {
  const { store, folder, ...desk } = await opened();
  const plan = signedBy(store, desk, 'one');
  const second = valueIn(openStore(optionsOf(folder)));
  const readOnly = { code: 'store/read-only' };
  expect(valueIn(second.plans.list(desk.caseId))).toEqual([plan]);
  expect(failing(second.plans.withdraw(plan.id, 1, 'x', null))).toEqual(readOnly);
  expect(failing(second.rooms.add(plan.id, 1, { after: 0, happening: { what: 'end' }, doneAt: null }, null))).toEqual(readOnly);
  expect(failing(await second.planImages.keep(desk.caseId, pngOf(1), null))).toEqual(readOnly);
  second.close();
});
