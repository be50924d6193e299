// A process of its own that uses a library: `node child.ts TASK FOLDER …`. One line of output for each thing that was acknowledged.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { planIdSchema, templateIdSchema } from '../../../../core/contract/ids.ts';
import { templateOf } from '../../../../core/plan/planTemplate.ts';
import { ok } from '../../../../core/result.ts';
import { wholeFolder, writeSynced } from '../../../../electron/host/files/wholeFolder.ts';
import { writtenZip } from '../../../../electron/host/files/zipWriter.ts';
import { failureSentence } from '../../../../electron/host/store/failureSentence.ts';
import { readMigrations } from '../../../../electron/host/store/migrate.ts';
import { DEFAULT_SETTINGS } from '../../../../electron/host/store/settings.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { restore } from '../../../../electron/host/store/restore.ts';
import { prepared, valueIn } from './imports.ts';
import { contentOf, drafted, evidenceOf, outcomeWith, RCA, tracedDesk, type Desk } from './planFixture.ts';

// Whoever is killed writes nothing at its end: what was compiled is left to the next one now.
flushCompileCache();

const [task = '', folder = '', mark = '', limit = 'Infinity'] = process.argv.slice(2);
const migrations = readMigrations(join(import.meta.dirname, '../../../../migrations'));
const open = () => openStore({ folder, migrations, appVersion: '0.0.0-test', timeZone: 'UTC' });
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** Imports one case after another, so many or until it is killed; every fourth it removes again. With plans, each has one. */
async function save(store: Store, cases: number, withPlans = false): Promise<void> {
  say('ready');
  for (let k = 0; k < cases; k += 1) {
    const patient = { name: `Kill ${mark}, ${k}`, id: `${mark}-${k}`, birthDate: '1950-01-02', sex: null };
    const added = store.library.addCase(await prepared(store, { patient, study: `1.${mark}.${k}`, slices: 3 }));
    if (!added.ok) throw new Error(added.failure.code);
    say(`saved ${added.value.caseId}`);
    if (withPlans) plan(store, tracedDesk(store, added.value.caseId));
    if (k % 4 === 3) {
      const removed = store.library.removeCase(added.value.caseId, null);
      if (!removed.ok) throw new Error(removed.failure.code);
      say(`removed ${added.value.caseId}`);
    }
  }
}

/** Drafts, signs, notes what happens in the room and what became of it, twice; withdraws the first version, and keeps the plan as a template. */
function plan(store: Store, desk: Desk): void {
  const { caseId, series, tina } = desk;
  for (const version of [1, 2]) {
    const { id, draft } = drafted(store, desk, `version ${version}`);
    const revision = draft?.revision ?? 0;
    say(`drafted ${caseId} ${id} ${revision}`);
    valueIn(store.plans.sign({ plan: id, revision, evidence: evidenceOf(RCA), series: [series], by: tina }));
    say(`signed ${caseId} ${id} ${version}`);
    valueIn(store.rooms.add(id, version, { after: 0, happening: { what: 'access' }, doneAt: null }, tina));
    say(`noted ${caseId} ${id} ${version}`);
    valueIn(store.outcomes.save(id, version, { revision: 0, outcome: outcomeWith({ notes: `version ${version}` }), isConfirmed: true }, tina));
    say(`recorded ${caseId} ${id} ${version}`);
    if (version === 2) {
      valueIn(store.plans.withdraw(id, 1, 'replaced', tina));
      say(`withdrawn ${caseId} ${id} 1`);
    }
  }
  const revision = valueIn(store.templates.list(tina))[0]?.revision ?? 0;
  const kept = valueIn(store.templates.save({
    id: templateIdSchema.parse('tpl_0123456789abcdef'), revision, name: 'Antegrade', isShared: false, place: 0, content: templateOf(contentOf(mark)),
  }, tina));
  say(`templated ${kept.revision}`);
}

/** Notes what happens in the room where it may, over and over: half of a race for one log. */
function note(): void {
  const id = planIdSchema.parse(mark);
  for (let k = 0; k < 50; k += 1) {
    const opened = open();
    if (!opened.ok) throw new Error(opened.failure.code);
    const { rooms, close } = opened.value;
    const log = rooms.log(id, 1);
    if (!log.ok) throw new Error(log.failure.code);
    const added = rooms.add(id, 1, {
      after: log.value.length, happening: { what: 'note', words: `${process.pid} ${k}` }, doneAt: null,
    }, null);
    say(added.ok ? `noted ${process.pid} ${k}` : added.failure.code);
    close();
  }
}

/** Keeps the library and notes in one room after another word until it is killed. */
async function write(): Promise<void> {
  const opened = open();
  if (!opened.ok) throw new Error(opened.failure.code);
  for (let after = 0; ; after += 1) {
    const added = opened.value.rooms.add(planIdSchema.parse(mark), 1, {
      after, happening: { what: 'note', words: 'a word' }, doneAt: null,
    }, null);
    if (!added.ok) throw new Error(added.failure.code);
    say(`noted ${after}`);
    await sleep(5);
  }
}

/** Writes the files of an export, as `plan export` has made them, into one new folder after another until it is killed. */
async function exportAgain(): Promise<void> {
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await wholeFolder(join(mark, String(k)), async (begun) => {
      for (const [name, bytes] of files) writeSynced(begun, name, bytes);
      return ok(undefined);
    }));
    say(`made ${k}`);
  }
}

/** Packs the files of a folder into one new zip after another until it is killed. */
async function packAgain(): Promise<void> {
  const files = readdirSync(folder).toSorted().map((name) => [name, readFileSync(join(folder, name))] as const);
  mkdirSync(mark);
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await writtenZip(join(mark, String(k)), '2026-03-04', new AbortController().signal, async (add) => {
      for (const [name, bytes] of files) await add(name, bytes);
      return ok(undefined);
    }));
    say(`made ${k}`);
  }
}

/** Copies the library into one new folder after another until it is killed. */
async function backUp(): Promise<void> {
  const store = valueIn(open());
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await store.backUp(join(mark, String(k))));
    say(`made ${k}`);
  }
}

/** Restores a backup into one new data folder after another until it is killed. */
async function restoreAgain(): Promise<void> {
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await restore(folder, { folder: join(mark, String(k)), migrations, appVersion: '0.0.0-test', timeZone: 'UTC' }));
    say(`made ${k}`);
  }
}

/** Opens, saves where it may, and closes, over and over: half of a race. */
function race(): void {
  for (let k = 0; k < 50; k += 1) {
    const opened = open();
    if (!opened.ok) say(`refused ${opened.failure.code}`);
    else {
      const added = opened.value.operators.add(`${mark} ${k}`);
      say(added.ok ? `saved ${mark} ${k}` : `${opened.value.isReadOnly} ${added.failure.code}`);
      opened.value.close();
    }
  }
}

/** Brings the library to a version that takes a while to reach. */
function upgrade(): void {
  const rows = 'WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 20000) INSERT INTO later SELECT n, hex(randomblob(50)) FROM k';
  const next = {
    version: migrations.all.length + 1, name: 'later', sql: `CREATE TABLE later (n INTEGER, text TEXT) STRICT; ${rows}`,
  };
  say('ready');
  openStore({ folder, migrations: { ...migrations, all: [...migrations.all, next] }, appVersion: '0.0.0-test', timeZone: 'UTC' });
}

/** What somebody sees who may not write. */
function look(): void {
  const opened = open();
  if (!opened.ok) {
    say(JSON.stringify({ code: opened.failure.code, sentence: failureSentence(opened.failure) }));
    return;
  }
  const { library, settings, isReadOnly, close } = opened.value;
  const cases = library.cases({ text: '', sort: 'name', order: 'asc', limit: 10, offset: 0 });
  const first = cases.ok ? cases.value.rows[0] : undefined;
  const read = first === undefined ? null : library.openCase(first.id);
  const saved = settings.save({ ...DEFAULT_SETTINGS, doseUnit: 'mSv', preferredPhasePercent: 40, measureKernel: 'sharp', startLayout: 'axial' }, null);
  const removed = first === undefined ? null : library.removeCase(first.id, null);
  say(JSON.stringify({
    isReadOnly, names: cases.ok ? cases.value.rows.map(({ patient }) => patient.name) : [], series: read?.ok === true ? read.value.series.length : 0,
    saved, removed,
  }));
  close();
}

/** The control of the power-cut test: commits that are not synced, behind the back of the check for it. */
function withoutSync(): void {
  const pragma = Database.prototype.pragma;
  Database.prototype.pragma = function lying(this: Database.Database, ...given: Parameters<typeof pragma>): unknown {
    if (given[0] === 'synchronous') return 2;
    return pragma.apply(this, given[0] === 'synchronous = FULL' ? ['synchronous = NORMAL'] : given);
  };
}

if (task.endsWith('-unsynced')) withoutSync();
if (task.startsWith('save')) {
  const opened = open();
  if (!opened.ok) throw new Error(opened.failure.code);
  if (opened.value.isReadOnly !== null) throw new Error(opened.value.isReadOnly);
  await save(opened.value, Number(limit), task.startsWith('save-plans'));
} else if (task === 'note') note();
else if (task === 'write') await write();
else if (task === 'export') await exportAgain();
else if (task === 'pack') await packAgain();
else if (task === 'backup') await backUp();
else if (task === 'restore') await restoreAgain();
else if (task === 'race') race();
else if (task === 'upgrade') upgrade();
else look();
