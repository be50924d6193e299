import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { planIdSchema, type PlanId } from '../../../../core/contract/ids.ts';
import type { Outcome } from '../../../../core/plan/outcome.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { sealOfOutcome, type OutcomeRow } from '../../../../electron/host/store/outcomeRows.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn, optionsOf } from './fixture.ts';
import { valueIn } from './imports.ts';
import { LAD, outcomeWith, planDesk, RCA, signedBy, type Desk } from './planFixture.ts';

/** `notes` tells one outcome from another. */
const outcomeOf = (notes: string, changed: Partial<Outcome> = {}): Outcome => outcomeWith({ notes, ...changed });
const failing = (answer: { readonly ok: boolean; readonly failure?: unknown }): unknown => (answer.ok ? 'done' : answer.failure);
const none = { unconfirmed: 0, withdrawn: 0, demo: 0, repeated: 0, damaged: 0 };

interface Opened extends Desk { readonly store: Store; readonly folder: string; readonly plan: PlanId }
async function opened(): Promise<Opened> {
  const folder = tempFolder();
  const store = openIn(folder);
  const desk = await planDesk(store);
  return { store, folder, ...desk, plan: signedBy(store, desk, 'one').id };
}
/** Keeps what comes after whatever is there. */
function kept({ store, plan, tina }: Opened, outcome: Outcome, isConfirmed = true, version = 1) {
  const revision = valueIn(store.outcomes.load(plan, version)).at(-1)?.revision ?? 0;
  return valueIn(store.outcomes.save(plan, version, { revision, outcome, isConfirmed }, tina));
}
/** Changes rows behind the back of the store. */
function harm(folder: string, statement: string): void {
  const db = new Database(join(folder, 'library.sqlite'));
  for (const name of db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all()) db.exec(`DROP TRIGGER ${name}`);
  expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
  db.close();
}

describe('an outcome', () => {
  it('is kept with author, time and revision; a correction is a new revision, and all are there after a restart', async () => {
    const desk = await opened();
    const { store, folder, plan, tina } = desk;
    expect(valueIn(store.outcomes.load(plan, 1))).toEqual([]);
    kept(desk, outcomeOf('first', { complications: null }), false);
    const all = kept(desk, outcomeOf('second'));
    const by = { id: tina, name: 'Tina Test' };
    expect(all).toEqual([
      { outcome: outcomeOf('first', { complications: null }), revision: 1, isConfirmed: false, at: expect.any(String), by },
      { outcome: outcomeOf('second'), revision: 2, isConfirmed: true, at: expect.any(String), by },
    ]);
    store.close();
    expect(valueIn(openIn(folder).outcomes.load(plan, 1))).toEqual(all);
  });

  it('is one for each version', async () => {
    const desk = await opened();
    signedBy(desk.store, desk, 'two');
    kept(desk, outcomeOf('of two'), true, 2);
    expect([1, 2].map((version) => valueIn(desk.store.outcomes.load(desk.plan, version)).length)).toEqual([0, 1]);
  });

  it('is not kept from an old state, of no version, or confirmed with what is missing or contradicts itself', async () => {
    const desk = await opened();
    const { store, plan } = desk;
    kept(desk, outcomeOf('one'));
    const save = (edit: Partial<Parameters<typeof store.outcomes.save>[2]>, version = 1): unknown =>
      failing(store.outcomes.save(plan, version, { revision: 1, outcome: outcomeOf('x'), isConfirmed: true, ...edit }, desk.tina));
    expect([save({ revision: 0 }), save({ revision: 2 })]).toEqual([{ code: 'outcome/stale' }, { code: 'outcome/stale' }]);
    expect(save({}, 2)).toEqual({ code: 'plan/not-found' });
    expect(save({ outcome: outcomeOf('x', { complications: null }) })).toMatchObject({ code: 'outcome/not-ready', reasons: [expect.stringContaining('none')] });
    expect(save({ outcome: outcomeOf('x', { crossedWith: 'z-9' }) })).toMatchObject({ code: 'outcome/not-ready' });
    expect(failing(store.outcomes.save(plan, 1, { revision: 1, outcome: outcomeOf('x'), isConfirmed: true }, null)))
      .toEqual({ code: 'outcome/not-ready', reasons: [expect.stringContaining('Nobody is at work')] });
    expect(failing(store.outcomes.load(planIdSchema.parse('pln_zzzzzzzzzzzzzzzz'), 1))).toEqual({ code: 'plan/not-found' });
    expect(valueIn(store.outcomes.load(plan, 1))).toHaveLength(1);
    expect(save({ outcome: outcomeOf('x', { complications: null }), isConfirmed: false })).toBe('done');
  });

  it('of a version that was withdrawn can still be told: the procedure was done', async () => {
    const desk = await opened();
    valueIn(desk.store.plans.withdraw(desk.plan, 1, 'wrong vessel', desk.tina));
    expect(kept(desk, outcomeOf('one'))).toHaveLength(1);
  });

  it('is noted in the audit by its seal, without a word of it', async () => {
    const desk = await opened();
    kept(desk, outcomeOf('Muster, Anna'));
    const db = new Database(join(desk.folder, 'library.sqlite'), { readonly: true });
    const noted = db.prepare<[], string>(`SELECT details_json FROM audit WHERE action = 'outcome-noted'`).pluck().all();
    db.close();
    expect(noted.map((details) => JSON.parse(details))).toEqual([
      { plan_id: desk.plan, version: 1, revision: 1, is_confirmed: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('goes with its case: nothing of it is left', async () => {
    const desk = await opened();
    kept(desk, outcomeOf('Note-of-nobody-else'));
    valueIn(desk.store.library.removeCase(desk.caseId, desk.tina));
    expect(failing(desk.store.outcomes.load(desk.plan, 1))).toEqual({ code: 'plan/not-found' });
    expect(valueIn(await desk.store.outcomes.counted())).toEqual({ procedures: [], leftOut: none });
    const bytes = ['library.sqlite', 'library.sqlite-wal'].map((name) => readFileSync(join(desk.folder, name)));
    expect(bytes.some((file) => file.includes('nobody-else'))).toBe(false);
  });

  it('is not kept where the library is open elsewhere', async () => {
    const desk = await opened();
    const all = kept(desk, outcomeOf('one'));
    const second = valueIn(openStore(optionsOf(desk.folder)));
    expect(valueIn(second.outcomes.load(desk.plan, 1))).toEqual(all);
    expect(failing(second.outcomes.save(desk.plan, 1, { revision: 1, outcome: outcomeOf('x'), isConfirmed: true }, null))).toEqual({ code: 'store/read-only' });
    second.close();
  });
});

describe('finds in an outcome, and shows nothing of it as valid:', () => {
  const cases: readonly (readonly [what: string, harm: string])[] = [
    ['another outcome', `UPDATE plan_outcome SET outcome_json = replace(outcome_json, 'AWE', 'ADR') WHERE revision = 2`],
    ['another first revision', `UPDATE plan_outcome SET outcome_json = replace(outcome_json, 'one', 'owe') WHERE revision = 1`],
    ['one confirmed that was not', 'UPDATE plan_outcome SET is_confirmed = 1 WHERE revision = 1'],
    ['another author', `UPDATE plan_outcome SET operator_name = 'x' WHERE revision = 2`],
    ['a first revision that is gone', 'DELETE FROM plan_outcome WHERE revision = 1'],
    ['a last revision that is gone', 'DELETE FROM plan_outcome WHERE revision = 2'],
    ['all that are gone', 'DELETE FROM plan_outcome'],
    ['an outcome of another version', 'UPDATE plan_outcome SET version_number = 2'],
    ['a plan that is not as it was signed', `UPDATE plan_version SET operator_name = 'x' WHERE version = 1`],
  ];
  it.each(cases)('%s', async (_, statement) => {
    const desk = await opened();
    signedBy(desk.store, desk, 'two');
    kept(desk, outcomeOf('one'), false);
    kept(desk, outcomeOf('two'));
    harm(desk.folder, statement);
    const edit = { revision: 2, outcome: outcomeOf('x'), isConfirmed: true };
    for (const answer of [desk.store.outcomes.load(desk.plan, 1), desk.store.outcomes.save(desk.plan, 1, edit, null), desk.store.plans.verify()])
      expect(failing(answer)).toMatchObject({ code: 'plan/damaged' });
    expect(valueIn(await desk.store.outcomes.counted())).toEqual({ procedures: [], leftOut: { ...none, damaged: 1 } });
  });
});

it('finds a revision that was sealed anew: the one after it holds its seal', async () => {
  const desk = await opened();
  kept(desk, outcomeOf('one'), false);
  kept(desk, outcomeOf('two'));
  const db = new Database(join(desk.folder, 'library.sqlite'));
  const first = db.prepare<[], OutcomeRow>('SELECT * FROM plan_outcome WHERE revision = 1').get();
  db.close();
  if (first === undefined) throw new Error('no row');
  const forged = { ...first, outcome_json: first.outcome_json.replace('AWE', 'ADR') };
  harm(desk.folder, `UPDATE plan_outcome SET outcome_json = '${forged.outcome_json}', sha256 = '${sealOfOutcome(forged)}' WHERE revision = 1`);
  expect(failing(desk.store.outcomes.load(desk.plan, 1))).toEqual({ code: 'plan/damaged', detail: 'version 1, outcome, revision 2' });
});

describe('over the whole library', () => {
  it('counts what is confirmed in its newest revision, from when the room began', async () => {
    const desk = await opened();
    const { store, plan, tina } = desk;
    valueIn(store.rooms.add(plan, 1, { after: 0, happening: { what: 'access' }, doneAt: '2026-01-02T08:00:00.000Z' }, tina));
    kept(desk, outcomeOf('one', { wireMinutes: 45 }));
    kept(desk, outcomeOf('two', { wireMinutes: 20 }));
    const began = valueIn(store.rooms.log(plan, 1))[0]?.at;
    expect(valueIn(await store.outcomes.counted())).toEqual({
      procedures: [{ at: began, outcome: outcomeOf('two', { wireMinutes: 20 }), sealed: expect.objectContaining({ plan, version: 1 }) }], leftOut: none,
    });
    kept(desk, outcomeOf('three'), false);
    expect(valueIn(await store.outcomes.counted())).toEqual({ procedures: [], leftOut: { ...none, unconfirmed: 1 } });
  });

  it('counts each procedure once, under the version that was in the room, and tells the others', async () => {
    const desk = await opened();
    const { store, plan, tina } = desk;
    signedBy(store, desk, 'two');
    signedBy(store, desk, 'three');
    kept(desk, outcomeOf('of one'), true, 1);
    const seen = async (): Promise<unknown> => {
      const { procedures, leftOut } = valueIn(await store.outcomes.counted());
      return [procedures.map(({ outcome }) => outcome.notes), leftOut];
    };
    kept(desk, outcomeOf('of three'), true, 3);
    expect(await seen()).toEqual([['of three'], { ...none, repeated: 1 }]);
    valueIn(store.rooms.add(plan, 2, { after: 0, happening: { what: 'access' }, doneAt: null }, tina));
    kept(desk, outcomeOf('of two'), true, 2);
    expect(await seen()).toEqual([['of two'], { ...none, repeated: 2 }]);
    kept(desk, outcomeOf('of three, again'), false, 3);
    expect(await seen()).toEqual([['of two'], { ...none, unconfirmed: 1, repeated: 1 }]);
  });

  it('passes over a case that is removed while it counts', async () => {
    const desk = await opened();
    kept(desk, outcomeOf('one'));
    const counted = desk.store.outcomes.counted();
    valueIn(desk.store.library.removeCase(desk.caseId, desk.tina));
    expect(valueIn(await counted)).toEqual({ procedures: [], leftOut: none });
  });

  it('leaves out withdrawn versions, the demo case and damaged plans, each told, and no other', async () => {
    const desk = await opened();
    const { store, folder } = desk;
    const lad = { ...desk, plan: signedBy(store, desk, 'lad', LAD).id };
    const other = await planDesk(store, { study: '9', patient: { name: 'Other', id: 'O', birthDate: null, sex: null } });
    const theirs = { ...desk, ...other, plan: signedBy(store, other, 'theirs', RCA).id };
    for (const each of [desk, lad, theirs]) kept(each, outcomeOf('x'));
    expect(valueIn(await store.outcomes.counted()).procedures).toHaveLength(3);
    valueIn(store.plans.withdraw(lad.plan, 1, 'wrong vessel', desk.tina));
    harm(folder, `UPDATE patient_case SET is_demo = 1 WHERE id = '${other.caseId}'`);
    const { procedures, leftOut } = valueIn(await store.outcomes.counted());
    expect([procedures.map(({ sealed }) => sealed.content.notes), leftOut]).toEqual([['one'], { ...none, withdrawn: 1, demo: 1 }]);
    harm(folder, `UPDATE plan_version SET sealed_json = replace(sealed_json, 'one', 'two') WHERE plan_number = 1`);
    expect(valueIn(await store.outcomes.counted())).toEqual({ procedures: [], leftOut: { ...none, withdrawn: 1, demo: 1, damaged: 1 } });
  });
});
