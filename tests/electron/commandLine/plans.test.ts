import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlanId } from '../../../core/contract/ids.ts';
import { sealedPlanSchema } from '../../../core/contract/plans.ts';
import { tempFolder } from '../../tempFolder.ts';
import { openIn, sha256 } from '../host/store/fixture.ts';
import { valueIn } from '../host/store/imports.ts';
import { LAD, outcomeWith, planDesk, pngOf, RCA, signedBy, type Desk } from '../host/store/planFixture.ts';
import { run } from '../../../electron/commandLine/run.ts';
import { said } from './said.ts';

afterEach(() => { vi.unstubAllEnvs(); });

const OUTCOME = outcomeWith({ notes: 'Muster, Anna' });
interface Signed extends Desk { readonly data: string; readonly plan: PlanId; readonly other: PlanId; readonly image: string }
/** A data folder with a plan of two versions, the newer with a key image, and another one that was withdrawn. */
async function signed(): Promise<Signed> {
  const data = join(tempFolder(), 'data');
  const store = openIn(data);
  const desk = await planDesk(store);
  const image = valueIn(await store.planImages.keep(desk.caseId, pngOf(1), desk.tina));
  signedBy(store, desk, 'one');
  const keyImages = [{ id: 'k', sha256: image, series: desk.series, caption: 'cap', detail: '' }];
  const { id: plan } = signedBy(store, desk, 'two', RCA, { keyImages });
  const { id: other } = signedBy(store, desk, 'other', LAD);
  valueIn(store.plans.withdraw(other, 1, 'wrong vessel', desk.tina));
  valueIn(store.outcomes.save(plan, 2, { revision: 0, outcome: OUTCOME, isConfirmed: true }, desk.tina));
  valueIn(store.outcomes.save(other, 1, { revision: 0, outcome: OUTCOME, isConfirmed: true }, desk.tina));
  valueIn(store.rooms.add(plan, 2, { after: 0, happening: { what: 'access' }, doneAt: null }, desk.tina));
  store.close();
  vi.stubEnv('FULLMOON_DATA', data);
  return { ...desk, data, plan, other, image };
}
/** Changes a row of a library behind its back. */
function harm(data: string, statement: string): void {
  const db = new Database(join(data, 'library.sqlite'));
  const triggers = db.prepare<[], { readonly name: string; readonly sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}
const everything = (folder: string): readonly (readonly [string, string])[] => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted().map((path) => [path, sha256(readFileSync(path))]);

describe('plan', () => {
  it('list gives the newest version of each, the newest first, and those that a text finds', async () => {
    const { plan, other } = await signed();
    const all = await said(['plan', 'list']);
    expect([all.status, all.answer.total]).toEqual([0, 2]);
    expect(all.answer.plans.map((row: { plan: string; version: number; isWithdrawn: boolean }) => [row.plan, row.version, row.isWithdrawn]))
      .toEqual([[other, 1, true], [plan, 2, false]]);
    expect((await said(['plan', 'list', 'muster rca'])).answer.total).toBe(2);
    expect((await said(['plan', 'list', 'nobody'])).answer).toEqual({ plans: [], total: 0 });
  });

  it('show gives the newest version, or the one that is named', async () => {
    const { plan } = await signed();
    const { status, answer } = await said(['plan', 'show', plan]);
    expect([status, sealedPlanSchema.parse(answer.sealed).content.notes, answer.standing.version]).toEqual([0, 'two', 2]);
    expect((await said(['plan', 'show', plan, '--version', '1'])).answer.sealed.content.notes).toBe('one');
    for (const words of [['pln_zzzzzzzzzzzzzzzz'], ['nonsense'], [plan, '--version', '3']])
      expect(await said(['plan', 'show', ...words])).toMatchObject({ status: 1, answer: { error: { code: 'plan/not-found' } } });
  });

  it('export writes what was sealed, byte for byte, with its pictures: into a new or an empty folder alone', async () => {
    const { plan, other } = await signed();
    const to = join(tempFolder(), 'here', 'plan');
    const { status, answer } = await said(['plan', 'export', plan, '--to', to]);
    expect([status, answer.files, readdirSync(to).toSorted()]).toEqual([
      0, ['plan.json', 'plan.pdf', 'key-1.png', 'plan.dcm', 'measures.dcm'], ['key-1.png', 'measures.dcm', 'plan.dcm', 'plan.json', 'plan.pdf'],
    ]);
    expect(answer.leftOut).toEqual([expect.stringMatching(/^Key image 1 is no PNG/), expect.stringMatching(/^The calcium is not among the DICOM objects\. /)]);
    expect(readFileSync(join(to, 'plan.pdf'), 'latin1')).toMatch(/^%PDF-/);
    expect([sha256(readFileSync(join(to, 'plan.json'))), readFileSync(join(to, 'key-1.png')).equals(pngOf(1))]).toEqual([answer.sha256, true]);
    expect(await said(['plan', 'export', plan, '--to', to])).toMatchObject({ status: 1, answer: { error: { code: 'folder/not-empty' } } });
    const empty = tempFolder();
    expect((await said(['plan', 'export', plan, '--version', '1', '--to', empty])).answer.files).toEqual(['plan.json', 'plan.pdf', 'plan.dcm', 'measures.dcm']);
    const none = join(tempFolder(), 'none');
    expect(await said(['plan', 'export', other, '--to', none])).toMatchObject({ status: 1, answer: { error: { code: 'plan/withdrawn' } } });
    expect(existsSync(none)).toBe(false);
  });

  it('export leaves nothing behind where a picture is lost, or the place cannot be written', async () => {
    const { data, plan, image } = await signed();
    writeFileSync(join(data, 'files', image.slice(0, 2), image), 'other bytes');
    const to = join(tempFolder(), 'plan');
    expect(await said(['plan', 'export', plan, '--to', to])).toMatchObject({ status: 1, answer: { error: { code: 'image/not-found' } } });
    expect(readdirSync(dirname(to))).toEqual([]);
    writeFileSync(to, 'a file');
    for (const place of [join(to, 'below'), to])
      expect(await said(['plan', 'export', plan, '--version', '1', '--to', place])).toMatchObject({ status: 1, answer: { error: { code: expect.stringMatching(/^folder\//) } } });
    expect(readdirSync(dirname(to))).toEqual(['plan']);
  });

  it('withdraw ends the version that is named, once and with its reason, though its vessel is traced no more', async () => {
    const { data, plan, caseId } = await signed();
    const store = openIn(data);
    const remove = valueIn(store.entries.list(caseId)).kept.map(({ id, revision }) => ({ id, revision }));
    valueIn(store.entries.change(caseId, { words: 'remove vessel', put: [], remove }, null));
    store.close();
    const words = ['plan', 'withdraw', plan, '--version', '2', '--reason', ' wrong vessel '];
    expect(await said(words)).toMatchObject({ status: 0, err: [], answer: { plan, version: 2, withdrawn: { reason: 'wrong vessel', by: null } } });
    expect((await said(['plan', 'show', plan])).answer.standing).toMatchObject({ version: 2, withdrawn: { reason: 'wrong vessel' } });
    expect((await said(['plan', 'show', plan, '--version', '1'])).answer.standing.withdrawn).toBeNull();
    expect(await said(words)).toMatchObject({ status: 1, answer: { error: { code: 'plan/withdrawn' } } });
    for (const [id, version] of [[plan, '3'], ['pln_zzzzzzzzzzzzzzzz', '1']] as const)
      expect(await said(['plan', 'withdraw', id, '--version', version, '--reason', 'x'])).toMatchObject({ status: 1, answer: { error: { code: 'plan/not-found' } } });
    expect((await said(['plan', 'verify'])).answer).toMatchObject({ valid: true, withdrawals: 2 });
  });

  it.each([
    [], ['--version', '1'], ['--reason', 'x'], ['--version', '1', '--reason', '  '], ['--version', '0', '--reason', 'x'], ['--version', '1', '--reason', 'x'.repeat(601)],
  ])('withdraw without a version or a reason is wrong usage: %j %j %j %j', async (...options) => {
    expect((await said(['plan', 'withdraw', 'pln_0123456789abcdef', ...options])).status).toBe(2);
    expect((await said(['plan', 'show', 'pln_0123456789abcdef', '--reason', 'x'])).status).toBe(2);
  });

  it('outcomes gives how the scores hold here; with --csv the procedures, which name nobody', async () => {
    const { data } = await signed();
    const { status, answer, err } = await said(['plan', 'outcomes']);
    expect([status, err, answer.procedures, answer.leftOut]).toEqual([0, [], 1, { unconfirmed: 0, withdrawn: 1, demo: 0, repeated: 0, damaged: 0 }]);
    expect(answer.curves.find(({ id }: { id: string }) => id === 'j-cto')).toMatchObject({ cases: 0, leftOut: 1 });
    const [out, told]: [string[], string[]] = [[], []];
    expect(await run(['plan', 'outcomes', '--csv'], { out: (line) => { out.push(line); }, say: (line) => { told.push(line); } })).toBe(0);
    expect([out.length, out[0]?.startsWith('procedure,year,age,sex,'), out[1]?.startsWith('1,0,71,F,'), told]).toEqual([
      2, true, true, ['Not counted: 1 belongs to a withdrawn version.'],
    ]);
    expect(/Muster|MRN|1951|2026|pln_/.test(out.join())).toBe(false);
    harm(data, `UPDATE plan_version SET operator_name = 'x' WHERE plan_number = 1 AND version = 1`);
    expect((await said(['plan', 'outcomes'])).answer).toMatchObject({ procedures: 0, leftOut: { withdrawn: 1, damaged: 1 } });
  });

  it('verify counts what is sealed', async () => {
    await signed();
    expect(await said(['plan', 'verify'])).toEqual({
      status: 0, err: [], answer: {
        valid: true, plans: 2, edits: 3, versions: 3, withdrawals: 1, events: 1, outcomes: 2, received: 0,
        audit: { sequence: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
  });

  it.each([
    ['draft, revision 1', `UPDATE plan_edit SET words = 'x' WHERE revision = 1 AND plan_number = 1`],
    ['draft, revision 2', `UPDATE plan_edit SET previous_sha256 = '${'0'.repeat(64)}' WHERE revision = 2`],
    ['draft, revision 1', 'DELETE FROM plan_edit WHERE revision = 1 AND plan_number = 1'],
    ['version 1', `UPDATE plan_version SET operator_name = 'x' WHERE version = 1 AND plan_number = 1`],
    ['a withdrawal is gone', 'DELETE FROM plan_withdrawal'],
    ['version 2, outcome, revision 1', 'UPDATE plan_outcome SET is_confirmed = 0'],
    ['version 2, event 1 of the room', `UPDATE room_event SET at_utc = 'x'`],
    ['version 2 in the list of plans', `UPDATE plan_listing SET lesion = 'LAD' WHERE plan_number = 1`],
    ['version 2 in the list of plans', 'DELETE FROM plan_listing WHERE plan_number = 1'],
    ['is gone', 'DELETE FROM plan WHERE plan_number = 1'],
    ['Entry 3 of the audit', `UPDATE audit SET action = 'x' WHERE sequence = 3`],
  ])('verify names %s', async (words, statement) => {
    const { data } = await signed();
    harm(data, statement);
    const { status, answer, err } = await said(['plan', 'verify']);
    expect([status, answer.error.message.includes(words), err]).toEqual([1, true, [answer.error.message]]);
  });

  it.each([
    [], ['walk'], ['list', 'a', 'b'], ['show'], ['show', 'a', 'b'], ['export', 'pln_0123456789abcdef'], ['verify', 'x'],
    ['list', '--version', '1'], ['outcomes', 'x'], ['list', '--csv'], ['outcomes', '--csv=x'], ['show', 'pln_0123456789abcdef', '--version', '0'], ['show', 'pln_0123456789abcdef', '--to', 'x'],
  ])('%j %j %j %j is wrong usage', async (...words) => {
    expect((await said(['plan', ...words])).status).toBe(2);
  });
});

describe('backup and restore', () => {
  it('give the same library in another place, to the last byte of its files and the last seal', async () => {
    const { data, plan } = await signed();
    const before = (await said(['plan', 'verify'])).answer;
    const to = join(tempFolder(), 'backup');
    const made = await said(['backup', to]);
    expect([made.status, made.answer]).toEqual([0, { folder: to, files: 4, bytes: expect.any(Number), audit: before.audit }]);
    const elsewhere = join(tempFolder(), 'other', 'data');
    vi.stubEnv('FULLMOON_DATA', elsewhere);
    expect(await said(['restore', to])).toEqual({ status: 0, err: [], answer: { ...made.answer, folder: elsewhere } });
    expect((await said(['plan', 'verify'])).answer).toEqual(before);
    expect((await said(['plan', 'show', plan])).answer.standing.version).toBe(2);
    const files = (folder: string) => everything(join(folder, 'files')).map(([, hash]) => hash).toSorted();
    expect(files(elsewhere)).toEqual(files(data));
  });

  it('refuse a place where there is something, and leave it as it is', async () => {
    const { data } = await signed();
    const to = join(tempFolder(), 'backup');
    await said(['backup', to]);
    const before = [everything(data), everything(to)];
    expect(await said(['backup', to])).toMatchObject({ status: 1, answer: { error: { code: 'folder/not-empty' } } });
    expect(await said(['restore', to])).toMatchObject({ status: 1, answer: { error: { code: 'folder/not-empty' } } });
    expect([everything(data), everything(to)]).toEqual(before);
  });

  const harms: readonly (readonly [what: string, code: RegExp, harm: (backup: string, image: string) => void])[] = [
    ['without a library', /^store\/foreign$/, (backup) => { rmSync(join(backup, 'library.sqlite')); }],
    ['with a library that ends too early', /^store\//, (backup) => { writeFileSync(join(backup, 'library.sqlite'), readFileSync(join(backup, 'library.sqlite')).subarray(0, 40_000)); }],
    ['with a library of a newer release', /^store\/from-newer-release$/, (backup) => {
      const db = new Database(join(backup, 'library.sqlite'));
      db.pragma('user_version = 9999');
      db.close();
    }],
    ['whose audit was changed', /^audit\/broken$/, (backup) => { harm(backup, `UPDATE audit SET action = 'x' WHERE sequence = 2`); }],
    ['with a file less', /^file\/missing$/, (backup, image) => { rmSync(join(backup, 'files', image.slice(0, 2), image)); }],
    ['with another file', /^file\/changed$/, (backup, image) => { writeFileSync(join(backup, 'files', image.slice(0, 2), image), 'x'); }],
    ['of nothing', /^store\/foreign$/, (backup) => { rmSync(backup, { recursive: true }); mkdirSync(backup); }],
  ];
  it.each(harms)('restore refuses a backup %s, and leaves everything as it was', async (_, code, damage) => {
    const { image } = await signed();
    const to = join(tempFolder(), 'backup');
    await said(['backup', to]);
    damage(to, image);
    const data = join(tempFolder(), 'data');
    vi.stubEnv('FULLMOON_DATA', data);
    const before = everything(to);
    expect(await said(['restore', to])).toMatchObject({ status: 1, answer: { error: { code: expect.stringMatching(code) } } });
    expect([everything(to), readdirSync(dirname(data))]).toEqual([before, []]);
  });

  it.each([['backup'], ['backup', 'a', 'b'], ['restore'], ['restore', 'a', 'b']])('%j is wrong usage', async (...words) => {
    expect((await said(words)).status).toBe(2);
  });
});
