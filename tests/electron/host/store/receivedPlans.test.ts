import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { PlanId } from '../../../../core/contract/ids.ts';
import type { CheckedPlan } from '../../../../electron/host/sharing/carriedPlan.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { arrived } from '../sharing/shared.ts';
import { openIn } from './fixture.ts';
import { importedId, valueIn } from './imports.ts';
import { drafted, outcomeWith, planDesk, pngOf, RCA, signedBy, type Desk } from './planFixture.ts';

/** A library of its own with the same patient. */
interface Station extends Desk { readonly store: Store; readonly folder: string }
async function station(): Promise<Station> {
  const folder = tempFolder();
  const store = openIn(folder);
  return { folder, store, ...await planDesk(store) };
}
async function receive({ store, caseId, tina }: Station, plan: CheckedPlan) {
  for (const png of plan.images.values()) valueIn(await store.planImages.keep(caseId, png, tina));
  const looked = store.receivedPlans.look(caseId, plan);
  const received = valueIn(store.receivedPlans.receive(caseId, plan, tina));
  // What was foretold is what came to be, but for the id that it has got since.
  expect({ ...valueIn(looked), plan: received.plan }).toEqual(received);
  return received;
}
const listed = ({ store, caseId }: Station) => valueIn(store.receivedPlans.list(caseId));
const verified = ({ store }: Station) => valueIn(store.plans.verify());
const failing = (answer: { readonly ok: boolean; readonly failure?: unknown }): unknown => (answer.ok ? 'done' : answer.failure);
/** A plan signed twice at one workstation, the second with a picture. */
async function signedTwice(a: Station): Promise<PlanId> {
  signedBy(a.store, a, 'one');
  const sha256 = valueIn(await a.store.planImages.keep(a.caseId, pngOf(1), a.tina));
  return signedBy(a.store, a, 'two', RCA, { keyImages: [{ id: 'k', sha256, series: a.series, caption: 'cap', detail: '' }] }).id;
}

describe('a plan of another workstation', () => {
  it('is there to be read, with its pictures, beside the own plans and never among them', async () => {
    const [a, b] = [await station(), await station()];
    const plan = await signedTwice(a);
    const own = signedBy(b.store, b, 'own');
    const { kind, plan: id, firstAdded, withdrawn } = await receive(b, await arrived(a.store, plan, 2));
    expect([kind, firstAdded, withdrawn]).toEqual(['new', 1, []]);
    if (id === null) throw new Error('no id');
    expect(valueIn(b.store.plans.list(b.caseId))).toEqual([own]);
    const [there, ...more] = listed(b);
    expect([more, there]).toEqual([[], {
      id, origin: expect.stringMatching(/^[0-9a-f]{64}$/), software: 'Fullmoon 0.0.0-test', receivedAt: expect.any(String), lesion: 'RCA mid, CTO 31.4 mm',
      sharedVersions: 0, images: 'here', versions: valueIn(a.store.plans.list(a.caseId))[0]?.versions,
    }]);
    expect(id).not.toBe(plan);
    const [sent, came] = [valueIn(a.store.plans.version(plan, 2)), valueIn(b.store.plans.version(id, 2))];
    expect([came.sealed, came.standing]).toEqual([sent.sealed, sent.standing]);
    const [picture] = came.sealed.content.keyImages;
    expect(Buffer.from(valueIn(await b.store.planImages.read(picture?.sha256 ?? ''))).equals(pngOf(1))).toBe(true);
    expect(valueIn(b.store.plans.search({ text: 'muster', from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 9, offset: 0 })).rows.map((row) => [row.plan, row.version, row.origin]))
      .toEqual([[id, 2, there?.origin], [own.id, 1, null]]);
    expect([came.received, sent.received]).toEqual([
      { origin: there?.origin, here: expect.stringMatching(/^[0-9a-f]{64}$/), at: expect.any(String), images: 'here' }, null,
    ]);
    expect(verified(b)).toMatchObject({ plans: 2, received: 1, versions: 3, edits: 1 });
  });

  it('can be neither edited, signed nor withdrawn here; the room takes it like any other', async () => {
    const [a, b] = [await station(), await station()];
    const { plan: id } = await receive(b, await arrived(a.store, await signedTwice(a), 2));
    if (id === null) throw new Error('no id');
    expect(failing(b.store.plans.withdraw(id, 2, 'no', b.tina))).toEqual({ code: 'plan/received' });
    const { evidence } = valueIn(b.store.plans.version(id, 2)).sealed;
    expect(failing(b.store.plans.sign({ plan: id, revision: 0, evidence, series: [b.series], by: b.tina }))).toEqual({ code: 'plan/stale' });
    expect(valueIn(b.store.rooms.add(id, 2, { after: 0, happening: { what: 'access' }, doneAt: null }, b.tina))).toHaveLength(1);
    // A draft for the same vessel here is a plan of its own.
    const own = drafted(b.store, b, 'begun from it', RCA, { keyImages: valueIn(b.store.plans.version(id, 2)).sealed.content.keyImages });
    expect([own.id === id, own.draft?.content.notes, own.versions]).toEqual([false, 'begun from it', []]);
    expect(verified(b)).toMatchObject({ plans: 2, received: 1, events: 1 });
  });

  it('received again adds nothing, and only what is newer', async () => {
    const [a, b] = [await station(), await station()];
    const plan = await signedTwice(a);
    const first = await receive(b, await arrived(a.store, plan, 1));
    const before = verified(b).audit;
    expect(await receive(b, await arrived(a.store, plan, 1))).toEqual({ ...first, kind: 'same', firstAdded: null });
    expect(verified(b).audit).toEqual(before);
    signedBy(a.store, a, 'three');
    expect(await receive(b, await arrived(a.store, plan, 3))).toMatchObject({ kind: 'newer', plan: first.plan, firstAdded: 2, version: 3 });
    expect(await receive(b, await arrived(a.store, plan, 2))).toMatchObject({ kind: 'same', firstAdded: null });
    expect(listed(b).map(({ versions }) => versions.map(({ version }) => version))).toEqual([[3, 2, 1]]);
  });

  it('that was withdrawn there is withdrawn here, and stays so whatever comes late', async () => {
    const [a, b] = [await station(), await station()];
    const plan = await signedTwice(a);
    const early = await arrived(a.store, plan, 2);
    const { plan: id } = await receive(b, early);
    if (id === null) throw new Error('no id');
    valueIn(a.store.plans.withdraw(plan, 2, 'wrong vessel', a.tina));
    expect(await receive(b, await arrived(a.store, plan, 2))).toMatchObject({ kind: 'same', plan: id, withdrawn: [2] });
    expect(valueIn(b.store.plans.version(id, 2)).standing).toEqual(valueIn(a.store.plans.version(plan, 2)).standing);
    expect(valueIn(b.store.plans.version(id, 2)).newest?.version).toBe(1);
    expect(failing(b.store.rooms.add(id, 2, { after: 0, happening: { what: 'access' }, doneAt: null }, b.tina))).toEqual({ code: 'plan/withdrawn' });
    expect(await receive(b, early)).toMatchObject({ kind: 'same', withdrawn: [] });
    expect(valueIn(b.store.plans.version(id, 2)).standing.withdrawn?.reason).toBe('wrong vessel');
    expect(valueIn(b.store.plans.search({ text: '', from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 9, offset: 0 })).rows.map(({ isWithdrawn }) => isWithdrawn)).toEqual([true]);
    expect(verified(b)).toMatchObject({ withdrawals: 1 });
  });

  it('that was sent on is told of to the archive that has it when it comes as withdrawn, and only then', async () => {
    const [a, b] = [await station(), await station()];
    const plan = await signedTwice(a);
    const { plan: id } = await receive(b, await arrived(a.store, plan, 2));
    if (id === null) throw new Error('no id');
    const place = { kind: 'dicomweb', address: 'https://pacs.test', user: null } as const;
    const { id: to } = valueIn(b.store.archives.save({ id: null, name: 'Radiology', place }, null));
    for (const version of [1, 2]) {
      const sending = valueIn(b.store.sendings.ask(id, version, to, b.tina)).id;
      valueIn(b.store.sendings.begin(sending));
      valueIn(b.store.sendings.end(sending, { state: 'sent', what: 'plan', isFound: true, stored: ['1.2'] }));
    }
    const states = () => valueIn(b.store.sendings.list(id)).map(({ version, state }) => [version, state]);
    await receive(b, await arrived(a.store, plan, 2));
    expect(states()).toEqual([[1, 'sent'], [2, 'sent']]);
    valueIn(a.store.plans.withdraw(plan, 2, 'wrong vessel', a.tina));
    await receive(b, await arrived(a.store, plan, 2));
    expect(states()).toEqual([[1, 'sent'], [2, 'waiting']]);
  });

  it('that was signed here is not received', async () => {
    const a = await station();
    const plan = await signedTwice(a);
    expect(await receive(a, await arrived(a.store, plan, 2))).toMatchObject({ kind: 'own', plan, firstAdded: null });
    expect([listed(a), verified(a).received]).toEqual([[], 0]);
  });

  it('that is in another case is not taken', async () => {
    const [a, b] = [await station(), await station()];
    const chain = await arrived(a.store, await signedTwice(a), 2);
    await receive(b, chain);
    const other = await importedId(b.store, { patient: { name: 'Other', id: '7', birthDate: '1960-01-01', sex: 'F' }, study: '7.7' });
    expect(failing(b.store.receivedPlans.look(other, chain))).toEqual({ code: 'plan/in-another-case' });
    expect(failing(b.store.receivedPlans.receive(other, chain, null))).toEqual({ code: 'plan/in-another-case' });
  });

  it('goes with its patient', async () => {
    const [a, b] = [await station(), await station()];
    await receive(b, await arrived(a.store, await signedTwice(a), 2));
    valueIn(b.store.library.removeCase(b.caseId, b.tina));
    expect(verified(b)).toMatchObject({ plans: 0, received: 0 });
    b.store.close();
    const db = new Database(join(b.folder, 'library.sqlite'), { readonly: true });
    const left = ['plan', 'plan_version', 'plan_withdrawal', 'received_plan', 'plan_image', 'plan_listing', 'file'].map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    db.close();
    expect(left).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(readdirSync(join(b.folder, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe('a plan that was signed on in two places', () => {
  /** Two libraries that were one: each has signed a third version of its own. */
  async function forked(): Promise<{ readonly plan: PlanId; readonly one: CheckedPlan; readonly other: CheckedPlan; readonly a: Station }> {
    const a = await station();
    const plan = await signedTwice(a);
    a.store.close();
    const folder = join(tempFolder(), 'copy');
    cpSync(a.folder, folder, { recursive: true });
    const [here, there] = [openIn(a.folder), openIn(folder)];
    signedBy(here, a, 'three here');
    signedBy(there, a, 'three there');
    return { plan, one: await arrived(here, plan, 3), other: await arrived(there, plan, 3), a: { ...a, store: here } };
  }

  it('has its outcomes where it was signed: none is kept here, and none counts', async () => {
    const { one, other } = await forked();
    const b = await station();
    const own = signedBy(b.store, b, 'own').id;
    const [first, second] = [(await receive(b, one)).plan, (await receive(b, other)).plan];
    if (first === null || second === null) throw new Error('no id');
    const save = (plan: PlanId, version: number): unknown =>
      failing(b.store.outcomes.save(plan, version, { revision: 0, outcome: outcomeWith(), isConfirmed: true }, b.tina));
    const refused = { code: 'plan/received' };
    expect([save(own, 1), save(first, 1), save(first, 3), save(second, 3), save(second, 1)]).toEqual(['done', refused, refused, refused, refused]);
    expect(valueIn(b.store.outcomes.load(first, 1))).toEqual([]);
    const { procedures, leftOut } = valueIn(await b.store.outcomes.counted());
    expect([procedures.map(({ sealed }) => sealed.content.notes), leftOut]).toEqual([['own'], { unconfirmed: 0, withdrawn: 0, demo: 0, repeated: 0, damaged: 0 }]);
  });

  it('is kept as two plans, and said', async () => {
    const { one, other } = await forked();
    const b = await station();
    const [first, second] = [await receive(b, one), await receive(b, other)];
    expect([first.kind, second.kind, second.firstAdded, first.plan === second.plan]).toEqual(['new', 'fork', 3, false]);
    expect(listed(b).map(({ sharedVersions, versions }) => [sharedVersions, versions.map(({ version }) => version)])).toEqual([[0, [3, 2, 1]], [2, [3]]]);
    const notes = (id: PlanId | null, version: number) => (id === null ? null : valueIn(b.store.plans.version(id, version)).sealed.content.notes);
    expect([notes(first.plan, 3), notes(second.plan, 3), notes(second.plan, 1)]).toEqual(['three here', 'three there', 'one']);
    expect([(await receive(b, one)).kind, (await receive(b, other)).kind]).toEqual(['same', 'same']);
    expect(verified(b)).toMatchObject({ plans: 2, received: 2, versions: 4 });
  });

  it('takes a withdrawal of what both share, whichever brings it', async () => {
    const { one, other, plan, a } = await forked();
    const b = await station();
    const { plan: id } = await receive(b, one);
    await receive(b, other);
    if (id === null) throw new Error('no id');
    valueIn(a.store.plans.withdraw(plan, 1, 'early', a.tina));
    const withdrawn = await arrived(a.store, plan, 1);
    const brought = { ...other, versions: other.versions.map((version, n) => withdrawn.versions[n] ?? version) };
    expect(await receive(b, brought)).toMatchObject({ kind: 'same', withdrawn: [1] });
    expect(valueIn(b.store.plans.version(id, 1)).standing.withdrawn?.reason).toBe('early');
  });

  it('changes nothing of the plan of the workstation that receives it', async () => {
    const { other, plan, a } = await forked();
    const before = valueIn(a.store.plans.list(a.caseId));
    const withdrawn = { ...other, versions: other.versions.map((version, n) => (n === 0 ? { ...version, withdrawal: {
      at_utc: '2026-11-29T10:00:00.000Z', operator_id: null, operator_name: null, reason: 'x', sha256: 'f'.repeat(64),
    } } : version)) };
    expect(await receive(a, withdrawn)).toMatchObject({ kind: 'fork', firstAdded: 3, withdrawn: [] });
    expect(valueIn(a.store.plans.list(a.caseId))).toEqual(before);
    expect(valueIn(a.store.plans.version(plan, 3)).sealed.content.notes).toBe('three here');
    expect(verified(a)).toMatchObject({ plans: 2, received: 1, versions: 4, withdrawals: 0 });
  });
});

describe('what a received plan rests on', () => {
  it.each([
    ['the same files', {}, 'here'], ['other files of the same series', { salt: 'x' }, 'other-files'], ['another series', { series: '9.9' }, 'missing'],
  ] as const)('%s: %o is %s', async (_, wanted, images) => {
    const a = await station();
    const folder = tempFolder();
    const store = openIn(folder);
    const b = { folder, store, ...await planDesk(store, wanted) };
    await receive(b, await arrived(a.store, await signedTwice(a), 2));
    expect(listed(b).map((plan) => plan.images)).toEqual([images]);
  });
});

describe('verify names', () => {
  /** Changes a row of a library behind its back. */
  function harm(folder: string, statement: string): void {
    const db = new Database(join(folder, 'library.sqlite'));
    const triggers = db.prepare<[], { readonly name: string; readonly sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
    for (const { sql } of triggers) db.exec(sql);
    db.close();
  }
  it.each([
    ['version 1', `UPDATE plan_version SET signed_at_utc = 'x' WHERE version = 1`],
    ['1 versions are there, 2 were received', 'DELETE FROM plan_version WHERE version = 2'],
    ['where it comes from', `UPDATE received_plan SET origin_sha256 = '${'0'.repeat(64)}'`],
    ['is gone', 'DELETE FROM plan'],
    // Taken for a plan of this library it has versions that nobody signed here.
    ['2 versions are there, 0 were signed', 'DELETE FROM received_plan'],
  ])('%s', async (words, statement) => {
    const [a, b] = [await station(), await station()];
    await receive(b, await arrived(a.store, await signedTwice(a), 2));
    b.store.close();
    harm(b.folder, statement);
    const walked = openIn(b.folder).plans.verify();
    expect(walked).toMatchObject({ ok: false, failure: { code: 'plan/damaged', detail: expect.stringContaining(words) } });
  });
});
