// Brings a library up to date in a process of its own, and is killed in it: `node upgradingChild.ts FOLDER [VERSION before|within]`. With
// a version it ends itself by force before or within that migration; without, it takes a while for one more, for somebody else to kill.
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { openStore } from '../../electron/host/store/open.ts';

// Whoever is killed writes nothing at its end: what was compiled is left to the next one now.
flushCompileCache();
const [folder = '', version = '', moment = ''] = process.argv.slice(2);
const migrations = readMigrations(join(import.meta.dirname, '../../migrations'));
const aimed = migrations.all.find((one) => one.version === Number(version));
const killed = (): boolean => process.kill(process.pid, 'SIGKILL');

const { exec } = Database.prototype;
Database.prototype.exec = function watched(this: Database.Database, sql: string) {
  if (sql === aimed?.sql && moment === 'before') killed();
  const done = exec.call(this, sql);
  if (sql === aimed?.sql) killed();
  return done;
};

const rows = 'WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 20000) INSERT INTO later SELECT n, hex(randomblob(50)) FROM k';
const later = { version: migrations.all.length + 1, name: 'later', sql: `CREATE TABLE later (n INTEGER, text TEXT) STRICT; ${rows}` };
process.stdout.write('ready\n');
openStore({
  folder, migrations: aimed === undefined ? { ...migrations, all: [...migrations.all, later] } : migrations, appVersion: '0.0.0-test', timeZone: 'UTC',
});
