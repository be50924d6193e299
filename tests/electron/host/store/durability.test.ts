import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { CarriedPlan } from '../../../../core/contract/carriedPlan.ts';
import { caseIdSchema, planIdSchema, templateIdSchema, type CaseId, type PlanId } from '../../../../core/contract/ids.ts';
import type { PlanRow } from '../../../../core/contract/plans.ts';
import { err, ok, type Result } from '../../../../core/result.ts';
import { templateOf } from '../../../../core/plan/planTemplate.ts';
import { checkedCarried } from '../../../../electron/host/sharing/carriedPlan.ts';
import { writtenZip } from '../../../../electron/host/files/zipWriter.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { greyPng } from '../export/greyPng.ts';
import { resealedChain } from '../sharing/resealed.ts';
import { dice } from './dice.ts';
import { restore } from '../../../../electron/host/store/restore.ts';
import { openIn, optionsOf, sha256, TIMES } from './fixture.ts';
import { valueIn } from './imports.ts';
import { contentOf, outcomeWith, planDesk, RCA, signedBy, type Desk } from './planFixture.ts';
import { brokenPlans, brokenTemplate } from './toldPlans.ts';
import { quickFolder, tempFolder } from '../../../tempFolder.ts';

const child = (...given: readonly string[]): ChildProcessByStdio<null, Readable, Readable> =>
  spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), ...given], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'fullmoon-test-compile-cache') },
  });

interface Ended { readonly lines: readonly string[]; readonly errors: string }

/** What a process said until it ended; `onLine` hears each line. */
const ended = (process: ChildProcessByStdio<null, Readable, Readable>, onLine: (line: string) => void = () => {}): Promise<Ended> =>
  new Promise((resolve) => {
    let [text, errors] = ['', ''];
    let told = 0;
    process.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const whole = text.split('\n').slice(0, -1);
      for (const line of whole.slice(told)) onLine(line);
      told = whole.length;
    });
    process.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
    // A line that was cut by the end was not acknowledged.
    process.on('close', () => { resolve({ lines: text.split('\n').slice(0, -1), errors }); });
  });

/** What is told while cases are saved and planned: a process is killed at a random moment after the first of one of them. */
const MOMENTS = ['ready', 'saved', 'drafted', 'signed', 'asked', 'sent', 'noted', 'recorded', 'withdrawn', 'received', 'templated'];

/** Lets a process save cases and plan, and kills it at a random moment after its start or after it was told something. */
async function killedWhileSaving(folder: string, round: number): Promise<readonly string[]> {
  const saving = child('save-plans', folder, String(round));
  const { lines, errors } = await ended(saving, (line) => {
    const isMoment = line.split(' ')[0] === MOMENTS[round % MOMENTS.length];
    if (isMoment) setTimeout(() => { saving.kill('SIGKILL'); }, Math.random() * 60);
  });
  expect(errors).toBe('');
  return lines;
}

/** Opens the library and finds each case whole: rows, hashes, files, plans as far as they were told of. Answers the ids. */
async function wholeCases(folder: string, lines: readonly string[] = []): Promise<ReadonlySet<string>> {
  const store = valueIn(openStore(optionsOf(folder)));
  expect([store.isReadOnly, store.auditFault]).toEqual([null, null]);
  const { rows } = valueIn(store.library.cases({ text: '', sort: 'imported', order: 'asc', limit: 500, offset: 0 }));
  const named: string[] = [];
  for (const { id } of rows) {
    expect(valueIn(store.library.openCase(id)).series.length).toBe(1);
    const instances = valueIn(store.library.instances(id));
    expect(instances.length).toBe(3);
    for (const { file } of instances) {
      expect(await store.files.verify(file.sha256)).toEqual({ ok: true, value: undefined });
      named.push(file.sha256);
    }
  }
  const stored = readdirSync(join(folder, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{32}$/.test(name));
  expect(stored.map((name) => name.slice(3)).toSorted()).toEqual(named.toSorted());
  valueIn(store.plans.verify());
  const here = new Set(rows.map(({ id }): string => id));
  expect([...brokenPlans(store, lines, here), ...brokenTemplate(store, lines)]).toEqual([]);
  store.close();
  return here;
}

it('killed 100 times while it saves, plans, signs, sends, receives, notes, records, withdraws and removes: nothing acknowledged is lost, nothing is there by half, no file is left over', async () => {
  const folders = [join(tempFolder(), 'data'), join(tempFolder(), 'data')];
  const tally = { acknowledged: 0, unacknowledged: 0, sealed: 0 };
  const rounds = async (folder: string, first: number): Promise<void> => {
    const expected = new Set<string>();
    for (let round = first; round < first + 50 * TIMES; round += 1) {
      const lines = await killedWhileSaving(folder, round);
      const here = new Set<string>();
      for (const [what, id] of lines.map((line) => line.split(' '))) {
        if (what === 'saved' && id !== undefined) here.add(id);
        if (what === 'removed' && id !== undefined) here.delete(id);
      }
      const found = await wholeCases(folder, lines);
      tally.sealed += lines.filter((line) => /^(drafted|signed|asked|sent|noted|recorded|withdrawn|received|templated) /.test(line)).length;
      // Each fourth case is removed as soon as it is saved: the last one may have been on its way out.
      const saves = lines.filter((line) => line.startsWith('saved '));
      const leaving = saves.length % 4 === 0 ? saves.at(-1)?.slice('saved '.length) : undefined;
      const lost = [...here].filter((id) => !found.has(id) && id !== leaving);
      expect(lost).toEqual([]);
      for (const id of expected) expect(found.has(id)).toBe(true);
      tally.acknowledged += here.size;
      tally.unacknowledged += found.size - expected.size - [...here].filter((id) => found.has(id)).length;
      expect(found.size - expected.size).toBeLessThanOrEqual(here.size + 1);
      // Every round begins small, so that a start stays a start: what was checked is removed.
      if (found.size > 40) {
        const store = openIn(folder);
        for (const id of found) valueIn(store.library.removeCase(caseIdSchema.parse(id), null));
        store.close();
        expected.clear();
      } else for (const id of found) expected.add(id);
    }
  };
  await Promise.all(folders.map((folder, k) => rounds(folder, 1 + 50 * TIMES * k)));
  console.log(`${100 * TIMES} kills: ${tally.acknowledged} acknowledged saves kept, ${tally.unacknowledged} unacknowledged ones found whole, ${tally.sealed} acts on plans kept`);
  expect(tally.sealed).toBeGreaterThan(50);
  expect(tally.acknowledged).toBeGreaterThan(50);
}, 600_000 * TIMES);

it('two processes that open and save at the same time, 50 times each: one writes at a time, and every save it was told of is there', async () => {
  const folder = join(tempFolder(), 'data');
  const runs = await Promise.all(['a', 'b'].map((mark) => ended(child('race', folder, mark))));
  expect(runs.map(({ errors }) => errors)).toEqual(['', '']);
  const lines = runs.flatMap(({ lines: said }) => said);
  expect(lines.filter((line) => !/^saved |^in use elsewhere store\/read-only$/.test(line))).toEqual([]);
  expect(lines.length).toBe(100);
  const saved = lines.filter((line) => line.startsWith('saved ')).map((line) => line.slice('saved '.length));
  const store = openIn(folder);
  expect(valueIn(store.operators.list()).operators.map(({ name }) => name).toSorted()).toEqual(saved.toSorted());
  expect(store.auditFault).toBeNull();
}, 120_000);

it('two processes that note in one room, draft one plan and write one outcome, 50 times each: every step that was told is there once, in one chain', async () => {
  const folder = join(tempFolder(), 'data');
  const store = openIn(folder);
  const desk = await planDesk(store);
  const plan = signedBy(store, desk, 'one').id;
  store.close();
  const runs = await Promise.all([0, 1].map(() => ended(child('note', folder, plan))));
  expect(runs.map(({ errors }) => errors)).toEqual(['', '']);
  const lines = runs.flatMap(({ lines: said }) => said);
  expect(lines.filter((line) => !/^(noted|drafted|recorded) |^(noted|drafted|recorded): (store\/read-only|(room|plan|outcome)\/stale)$/.test(line))).toEqual([]);
  expect(lines).toHaveLength(300);
  const again = openIn(folder);
  const [noted, drafted, recorded] = ['noted ', 'drafted ', 'recorded '].map((what) =>
    lines.filter((line) => line.startsWith(what)).map((line) => line.slice(what.length)));
  const words = valueIn(again.rooms.log(plan, 1)).map(({ happening }) => (happening.what === 'note' ? happening.words : ''));
  expect(words.toSorted()).toEqual(noted?.toSorted());
  // One draft before it was signed; of the last one all is there, and who came too late is in none.
  expect(drafted).toContain(valueIn(again.plans.list(desk.caseId))[0]?.draft?.content.notes);
  expect(recorded).toContain(valueIn(again.outcomes.load(plan, 1)).at(-1)?.outcome.notes);
  expect(valueIn(again.plans.verify())).toMatchObject({ events: noted?.length, edits: 1 + (drafted?.length ?? 0), outcomes: recorded?.length });
}, 120_000);

it('20 backups while another process writes: each is a whole library, restored to the same end of its audit', async () => {
  const folder = join(tempFolder(), 'data');
  const desk = openIn(folder);
  const plan = signedBy(desk, await planDesk(desk), 'one').id;
  desk.close();
  const writing = child('write', folder, plan);
  const ready = new Promise<void>((resolve) => { writing.stdout.once('data', () => resolve()); });
  const end = ended(writing);
  await ready;
  const ends: string[] = [];
  for (let round = 0; round < 20 * TIMES; round += 1) {
    const place = tempFolder();
    const store = valueIn(openStore(optionsOf(folder)));
    expect(store.isReadOnly).toBe('in use elsewhere');
    const made = valueIn(await store.backUp(join(place, 'backup')));
    store.close();
    const home = join(place, 'home');
    expect(valueIn(await restore(join(place, 'backup'), optionsOf(home)))).toEqual(made);
    expect((await wholeCases(home)).size).toBe(1);
    const restored = openIn(home);
    expect(valueIn(restored.plans.verify()).audit).toEqual(made.audit);
    ends.push(made.audit.sha256);
  }
  writing.kill('SIGKILL');
  expect((await end).errors).toBe('');
  expect(new Set(ends).size).toBeGreaterThan(1);
}, 300_000 * TIMES);

/** Ends a process that makes one new folder or file after another at random moments, and holds each under its name to be whole. */
async function killedWhileMaking(
  rounds: number, start: (place: string) => ChildProcessByStdio<null, Readable, Readable>, isWhole: (folder: string) => unknown,
): Promise<{ readonly whole: number; readonly begun: number }> {
  const tally = { whole: 0, begun: 0 };
  await Promise.all([tempFolder(), tempFolder()].map(async (home) => {
    for (let round = 0; round < rounds / 2; round += 1) {
      const place = join(home, String(round));
      const making = start(place);
      const { lines, errors } = await ended(making, (line) => {
        if (line === (round % 2 === 0 ? 'ready' : 'made 0')) setTimeout(() => { making.kill('SIGKILL'); }, Math.random() * 150);
      });
      expect(errors).toBe('');
      for (const name of existsSync(place) ? readdirSync(place) : []) {
        if (name.endsWith('.part')) tally.begun += 1;
        else {
          await isWhole(join(place, name));
          tally.whole += 1;
        }
      }
      for (const line of lines.slice(1)) expect(existsSync(join(place, line.slice('made '.length)))).toBe(true);
      rmSync(place, { recursive: true, force: true });
    }
  }));
  return tally;
}

it('killed 50 times while it exports a plan as PDF, DICOM and pictures: a folder under its name is whole, or is not there', async () => {
  const folder = join(tempFolder(), 'data');
  const store = openIn(folder);
  const desk = await planDesk(store);
  const image = valueIn(await store.planImages.keep(desk.caseId, greyPng(32, 24), desk.tina));
  const keyImages = [1, 2].map((n) => ({ id: `k-${n}`, sha256: image, series: null, caption: '', detail: '' }));
  const { id, versions } = signedBy(store, desk, 'one', RCA, { keyImages });
  store.close();
  // Made once by the program itself, so that all the time of the processes goes into writing.
  const model = join(tempFolder(), 'plan');
  const program = join(import.meta.dirname, '../../../../electron/commandLine/main.ts');
  const exported = spawnSync(process.execPath, [program, 'plan', 'export', id, '--to', model], { env: { ...process.env, FULLMOON_DATA: folder }, encoding: 'utf8' });
  expect(exported.status, exported.stderr).toBe(0);
  const contents = (made: string): unknown => readdirSync(made).toSorted().map((name) => [name, sha256(readFileSync(join(made, name)))]);
  const whole = contents(model);
  expect(whole).toEqual(expect.arrayContaining([['plan.json', versions[0]?.sha256], ['plan.pdf', expect.any(String)], ['plan.dcm', expect.any(String)]]));
  const tally = await killedWhileMaking(50 * TIMES, (place) => child('export', model, place), (made) => { expect(contents(made)).toEqual(whole); });
  console.log(`${50 * TIMES} kills: ${tally.whole} whole folders, ${tally.begun} begun under another name`);
  // Of every second process at least the first folder was told.
  expect(tally.whole).toBeGreaterThanOrEqual(24 * TIMES);
}, 300_000 * TIMES);

it('killed 20 times while it packs: a zip under its name is whole, or is not there', async () => {
  const model = tempFolder();
  for (const n of [1, 2, 3]) writeFileSync(join(model, `${n}.bin`), randomBytes(400_000));
  const zip = join(tempFolder(), 'model.zip');
  valueIn(await writtenZip(zip, '2026-03-04', new AbortController().signal, async (add) => {
    for (const name of readdirSync(model).toSorted()) await add(name, readFileSync(join(model, name)));
    return ok(undefined);
  }));
  const whole = sha256(readFileSync(zip));
  const tally = await killedWhileMaking(20 * TIMES, (place) => child('pack', model, place), (made) => { expect(sha256(readFileSync(made))).toBe(whole); });
  console.log(`${20 * TIMES} kills: ${tally.whole} whole zips, ${tally.begun} begun under another name`);
  expect(tally.whole).toBeGreaterThanOrEqual(10 * TIMES);
}, 300_000 * TIMES);

it('killed 20 times while it backs up and 20 times while it restores: what has its name is a whole library, the rest is none', async () => {
  const folder = join(tempFolder(), 'data');
  const store = openIn(folder);
  signedBy(store, await planDesk(store), 'one');
  const { audit } = valueIn(store.plans.verify());
  const copy = join(tempFolder(), 'backup');
  valueIn(await store.backUp(copy));
  store.close();
  const isWhole = async (made: string): Promise<void> => {
    expect((await wholeCases(made)).size).toBe(1);
    const again = openIn(made);
    expect(valueIn(again.plans.verify()).audit).toEqual(audit);
    again.close();
  };
  const backedUp = await killedWhileMaking(20 * TIMES, (place) => child('backup', folder, place), isWhole);
  const restored = await killedWhileMaking(20 * TIMES, (place) => child('restore', copy, place), isWhole);
  console.log(`${20 * TIMES} kills each: ${backedUp.whole} whole backups and ${backedUp.begun} begun, ${restored.whole} whole restored libraries and ${restored.begun} begun`);
  expect(Math.min(backedUp.whole, restored.whole)).toBeGreaterThanOrEqual(10 * TIMES);
}, 300_000 * TIMES);

it('the lock of a killed process locks nobody out', async () => {
  const folder = join(tempFolder(), 'data');
  const holder = child('save', folder, '1');
  await ended(holder, (line) => { if (line.startsWith('saved ')) holder.kill('SIGKILL'); });
  expect(existsSync(join(folder, 'library.lock'))).toBe(true);
  expect(openIn(folder).isReadOnly).toBeNull();
});

/**
 * What else is kept with the plans of a case: a picture, a template, two plans of other workstations that part ways, and archives with
 * what is sent to them. Answers the ids of the received plans.
 */
async function keptBeside(store: Store, { caseId, tina }: Desk): Promise<readonly PlanId[]> {
  const own = planOf(store, caseId);
  valueIn(await store.planImages.keep(caseId, greyPng(8, 6), tina));
  const template = { id: templateIdSchema.parse('tpl_0123456789abcdef'), name: 'Antegrade', isShared: false, place: 0, content: templateOf(contentOf('')) };
  valueIn(store.templates.save({ ...template, revision: 0 }, tina));
  const { id: archive } = valueIn(store.archives.save({ id: null, name: 'Radiology', place: { kind: 'dicomweb', address: 'https://pacs.test', user: null } }, tina));
  valueIn(store.sendings.ask(own, 3, archive, tina));
  const { versions } = valueIn(store.receivedPlans.chain(own, 3));
  const carried: CarriedPlan = { format: 1, origin: 'b'.repeat(64), head: '', versions: [...versions], images: {} };
  const plan = planIdSchema.parse('pln_bbbbbbbbbbbbbbbb');
  return ['as it was', 'as another went on'].map((last) => {
    const changes = versions.map((_, n) => ({ plan, ...(n === 2 ? { content: contentOf(last) } : {}) }));
    return planIdSchema.parse(valueIn(store.receivedPlans.receive(caseId, valueIn(checkedCarried(resealedChain(carried, changes))), tina)).plan);
  });
}

/**
 * An answer that says of itself that something is missing says why it is not shown whole: a template without its content, a plan of
 * another workstation whose images are not those that it was signed on.
 */
const withoutLoss = <T, F>(answer: Result<T, F>): Result<T, F | { readonly code: string }> =>
  (/"content":null|"images":"(other-files|missing)"/.test(JSON.stringify(answer)) ? err({ code: 'told' }) : answer);

/** A library with four planned cases, all that it answers, and its bytes. */
async function knownLibrary(slices: number) {
  const folder = join(quickFolder(), 'data');
  const store = openIn(folder);
  const desks = [await planDesk(store, { slices: 4 })];
  for (const k of [1, 2, 3]) {
    const patient = { name: `Damage, Test${k}`, id: `D-${k}`, birthDate: '1960-01-02', sex: 'M' } as const;
    desks.push(await planDesk(store, { patient, study: `7.${k}`, slices }));
  }
  const ids = desks.map(({ caseId }) => caseId);
  for (const desk of desks) {
    for (const notes of ['one', 'two', 'three']) signedBy(store, desk, notes.repeat(100));
    const plan = planOf(store, desk.caseId);
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    for (const after of [0, 1, 2]) valueIn(store.rooms.add(plan, 3, { after, happening: { what: 'contrast', totalMl: 10 * after }, doneAt: null }, desk.tina));
    for (const revision of [0, 1]) valueIn(store.outcomes.save(plan, 3, { revision, outcome: outcomeWith({ notes: `after ${revision}` }), isConfirmed: true }, desk.tina));
  }
  const [first] = desks;
  if (first === undefined) throw new Error('no case');
  const others = await keptBeside(store, first);
  const plans = new Map(ids.map((id) => [id, planOf(store, id)]));
  /** Every answer about the plans of the library and what they rest on. */
  const answers = ({ plans: all, receivedPlans: received, rooms, outcomes, entries, templates }: Store): readonly (readonly [what: string, answer: Result<unknown, { readonly code: string }>])[] => [
    ['received', withoutLoss(received.list(first.caseId))],
    ...others.map((plan) => [`${plan} 3`, withoutLoss(all.version(plan, 3))] as const),
    ['templates', withoutLoss(templates.list(first.tina))],
    ...[...plans].flatMap(([id, plan]) => [
      [`list ${id}`, all.list(id)] as const, [`${plan} 3`, all.version(plan, 3)] as const,
      [`room ${plan}`, rooms.log(plan, 3)] as const, [`outcome ${plan}`, outcomes.load(plan, 3)] as const,
      [`entries ${id}`, entries.list(id)] as const,
    ]),
    ['every seal', all.verify()],
    ['search', all.search({ text: '', from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 10, offset: 0 })],
    ['by name', all.search({ text: 'damage', from: null, to: null, jCto: 3, kind: 'all', sort: 'newest', order: 'desc', limit: 10, offset: 0 })],
  ];
  const query = { text: '', sort: 'name', order: 'asc', limit: 10, offset: 0 } as const;
  const wanted = new Map(answers(store));
  const cases = new Map(ids.map((id) => [id, [valueIn(store.library.openCase(id)), valueIn(store.library.instances(id))]]));
  const rows = new Map(valueIn(store.library.cases(query)).rows.map((row) => [row.id, row]));
  store.close();
  const path = join(folder, 'library.sqlite');
  return { folder, path, ids, answers, query, wanted, cases, rows, sound: readFileSync(path) };
}
type Known = Awaited<ReturnType<typeof knownLibrary>>;

/**
 * How a library with these bytes is found: refused as a whole, damaged in what is read, or neither. What is shown is held to be what was
 * stored, always.
 */
function found(known: Known, bytes: Buffer): 'refused' | 'detected' | 'unharmed' {
  const { folder, path } = known;
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  writeFileSync(path, bytes);
  const opened = openStore(optionsOf(folder));
  if (!opened.ok) {
    expect(opened.failure.code).toMatch(/^store\//);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    return 'refused';
  }
  try {
    return foundIn(opened.value, known) > 0 ? 'detected' : 'unharmed';
  } finally {
    opened.value.close();
  }
}

/** How many answers of an open library say that something is damaged. */
function foundIn(store: Store, { ids, answers, query, wanted, cases, rows }: Known): number {
  const { library, auditFault } = store;
  let detected = auditFault === null ? 0 : 1;
  const list = library.cases(query);
  if (!list.ok) detected += 1;
  else {
    const shown = list.value.rows.filter(({ patient }) => patient.name !== null);
    for (const row of shown) expect(row).toEqual(rows.get(row.id));
    detected += list.value.rows.length - shown.length;
    // Nobody disappears from the worklist without a word.
    expect(list.value.rows.length).toBe(rows.size);
  }
  for (const id of ids) {
    const [read, instances] = [library.openCase(id), library.instances(id)];
    if (read.ok && instances.ok) expect([read.value, instances.value]).toEqual(cases.get(id));
    else detected += 1;
  }
  for (const [what, answer] of answers(store)) {
    const sound = wanted.get(what);
    if (!answer.ok) detected += 1;
    else if (what !== 'search' && what !== 'by name') expect(answer).toEqual(sound);
    // A row that is not as it was written is without a patient, or without what it says; never another.
    else for (const row of rowsIn(answer.value)) if (row.patient.name !== null) expect(rowsIn(sound?.ok === true ? sound.value : null)).toContainEqual(row);
  }
  return detected;
}

/**
 * Tables that say nothing of a patient or a plan: who works here, what the site decides and has, where it sends, and how far a sending is,
 * which the audit tells. Pictures are asked for by the hash that a plan has under its seal. What is searched by words follows from the
 * rows that are read.
 */
const ASIDE = /^(operator|setting|stock_list|stock_row|archive|sending|sending_object|plan_image|sqlite_.*|case_search.*|plan_search.*)$/;

/** Columns of which only the order counts, which stays, or that number or name a row for nobody but SQLite and us. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'entry_point.outline', 'entry_point.position', 'series_problem_instance.position',
  'plan_template.template_number', 'plan_template.place', 'plan_template.name_key',
  'plan_version.version_number', 'plan_edit.edit_number', 'plan_outcome.outcome_number', 'room_event.event_number', 'applied_migration.name',
]);
/** Every row of every table, in every column that says something, as SQLite reads it; of a table that cannot be read why not. */
function everyRow(path: string): ReadonlyMap<string, unknown> {
  const db = new Database(path, { readonly: true });
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  const columnsOf = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  const said = new Map(names.filter((name) => !ASIDE.test(name)).map((name): readonly [string, unknown] => {
    const columns = columnsOf.all(name).filter((column) => !SAYS_NOTHING.has(`${name}.${column}`));
    try {
      return [name, db.prepare(`SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM ${name}`).raw().all()];
    } catch (thrown) {
      return [name, String(thrown)];
    }
  }));
  db.close();
  return said;
}

it('200 random damages of the library: what is shown is what was stored, and where any row says something else a code says why it is not shown', async () => {
  const known = await knownLibrary(100);
  const sound = everyRow(known.path);
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`damage seed ${seed}`);
  const random = dice(seed);
  const tally = { refused: 0, detected: 0, unharmed: 0 };
  for (let round = 0; round < 250 * TIMES; round += 1) {
    const how = found(known, damaged(known.sound, random, round));
    tally[how] += 1;
    // What was not detected lies in bytes that say nothing: no row differs.
    if (how === 'unharmed') expect(everyRow(known.path), `round ${round} of seed ${seed}`).toEqual(sound);
  }
  console.log(`${250 * TIMES} damages: ${tally.refused} libraries refused, ${tally.detected} found in what is read, ${tally.unharmed} in bytes that say nothing`);
  expect(tally.refused).toBeGreaterThan(0);
}, 300_000 * TIMES);

/** A case under an id that is none cannot be asked for; as its index says another, SQLite refuses the library. See below. */
const INDEXED = 'patient_case.id';

/** Every column of a library that says something, with one of its values that is not NULL. */
function sayings(path: string): readonly (readonly [table: string, column: string, value: string | number])[] {
  const db = new Database(path, { readonly: true });
  const columns = db.prepare<[], readonly [string, string]>(`SELECT m.name, c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
    WHERE m.type = 'table' ORDER BY m.name, c.cid`).raw().all();
  const found = columns.filter(([table]) => !ASIDE.test(table)).flatMap(([table, column]) => {
    const value = db.prepare<[], string | number>(`SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL LIMIT 1`).pluck().get();
    return value === undefined ? [] : [[table, column, value] as const];
  });
  db.close();
  return found;
}

/** The library with one value changed, past everything that would keep a program from it. */
function changed({ path, sound }: Known, table: string, column: string, value: string | number): Buffer {
  writeFileSync(path, sound);
  const db = new Database(path);
  const triggers = db.prepare<[], { readonly name: string; readonly sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  const other = typeof value === 'number' ? value + 1000 : `${value.slice(0, -1)}~`;
  const keys = db.prepare(`SELECT name FROM pragma_table_info(?) WHERE pk > 0`).pluck().all(table).join(', ') || 'rowid';
  const one = `SELECT ${keys} FROM ${table} WHERE ${column} = ? LIMIT 1`;
  expect(db.prepare(`UPDATE ${table} SET ${column} = ? WHERE (${keys}) = (${one})`).run(other, value).changes).toBe(1);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
  return readFileSync(path);
}

it('a change of any column of what is said of cases, plans, the room, outcomes and the audit is found', async () => {
  const known = await knownLibrary(3);
  const columns = sayings(known.path).filter(([table, column]) => `${table}.${column}` !== INDEXED);
  const unseen = columns.filter(([table, column, value]) => found(known, changed(known, table, column, value)) === 'unharmed');
  expect(unseen.map(([table, column]) => `${table}.${column}`).filter((one) => !SAYS_NOTHING.has(one))).toEqual([]);
  expect(columns.length).toBeGreaterThan(120);
  // A bit of the id of a case, wherever it stands.
  const [id = ''] = known.ids;
  const places: number[] = [];
  for (let at = known.sound.indexOf(id); at >= 0; at = known.sound.indexOf(id, at + 1)) places.push(at);
  for (const at of places) {
    const bytes = Buffer.from(known.sound);
    bytes[at + 8] = (bytes[at + 8] ?? 0) ^ 1;
    expect(found(known, bytes), `the id at byte ${at}`).not.toBe('unharmed');
  }
  console.log(`${columns.length} columns changed, ${unseen.length} of them say nothing; an id changed at ${places.length} places`);
}, 300_000);

const planOf = (store: Store, id: CaseId): PlanId => planIdSchema.parse(valueIn(store.plans.list(id))[0]?.id);
const rowsIn = (value: unknown): readonly PlanRow[] => (value as { readonly rows: readonly PlanRow[] }).rows;

function damaged(sound: Buffer, random: (below: number) => number, round: number): Buffer {
  const bytes = Buffer.from(sound);
  if (round % 20 === 18) return bytes.subarray(0, random(bytes.length));
  if (round % 20 === 19) return bytes.fill(0, ...page(random(bytes.length / 4096)));
  const length = 1 + random(16);
  const at = random(bytes.length - length);
  for (let k = at; k < at + length; k += 1) bytes[k] = random(256);
  return bytes;
}

const page = (number: number): [number, number] => [number * 4096, (number + 1) * 4096];
