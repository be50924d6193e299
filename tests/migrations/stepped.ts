import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrate, readMigrations } from '../../electron/host/store/migrate.ts';

export const migrations = readMigrations(join(import.meta.dirname, '../../migrations'));

/** A library in memory as the release of that version left it. */
export function libraryAt(version: number): Database.Database {
  const db = new Database(':memory:');
  step(db, version);
  return db;
}

/** Brings a library to a version; throws where that fails. */
export function step(db: Database.Database, version: number): void {
  const done = migrate(db, migrations.all.slice(0, version));
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
}

/** Every row of every table that is there, by table. */
export function rowsOf(db: Database.Database, tables?: readonly string[]): Readonly<Record<string, readonly unknown[]>> {
  const names = tables ?? db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
    AND name NOT LIKE 'case_search%' AND name NOT LIKE 'plan_search%' AND name <> 'applied_migration' ORDER BY name`).pluck().all();
  return Object.fromEntries(names.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
}
