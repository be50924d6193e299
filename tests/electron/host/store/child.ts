// A process of its own that uses a library: `node child.ts TASK FOLDER …`. One line of output for each thing that was acknowledged.
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failureSentence } from '../../../../electron/host/store/failureSentence.ts';
import { readMigrations } from '../../../../electron/host/store/migrate.ts';
import { DEFAULT_SETTINGS } from '../../../../electron/host/store/settings.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { prepared } from './imports.ts';

// Whoever is killed writes nothing at its end: what was compiled is left to the next one now.
flushCompileCache();

const [task = '', folder = '', mark = '', limit = 'Infinity'] = process.argv.slice(2);
const migrations = readMigrations(join(import.meta.dirname, '../../../../migrations'));
const open = () => openStore({ folder, migrations, appVersion: '0.0.0-test', timeZone: 'UTC' });
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** Imports one case after another, so many or until it is killed; every fourth it removes again. */
async function save(store: Store, cases: number): Promise<void> {
  say('ready');
  for (let k = 0; k < cases; k += 1) {
    const patient = { name: `Kill ${mark}, ${k}`, id: `${mark}-${k}`, birthDate: '1950-01-02', sex: null };
    const added = store.library.addCase(await prepared(store, { patient, study: `1.${mark}.${k}`, slices: 3 }));
    if (!added.ok) throw new Error(added.failure.code);
    say(`saved ${added.value.caseId}`);
    if (k % 4 === 3) {
      const removed = store.library.removeCase(added.value.caseId, null);
      if (!removed.ok) throw new Error(removed.failure.code);
      say(`removed ${added.value.caseId}`);
    }
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

if (task === 'save-unsynced') withoutSync();
if (task.startsWith('save')) {
  const opened = open();
  if (!opened.ok) throw new Error(opened.failure.code);
  if (opened.value.isReadOnly !== null) throw new Error(opened.value.isReadOnly);
  await save(opened.value, Number(limit));
} else if (task === 'race') race();
else if (task === 'upgrade') upgrade();
else look();
