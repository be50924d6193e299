import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';

/** Marks a SQLite file as a Fullmoon library ("FULM"). */
export const APPLICATION_ID = 0x46554c4d;

export interface Migration { readonly version: number; readonly name: string; readonly sql: string }
/** Every object of the schema but SQLite's own, in order of name. */
export type Schema = readonly { readonly type: string; readonly name: string; readonly sql: string }[];
/** The migrations of this release, and the schema they lead to. */
export interface Migrations { readonly all: readonly Migration[]; readonly schema: Schema }

export type MigrateFailure =
  | { readonly code: 'store/from-newer-release'; readonly found: number; readonly newest: number }
  | { readonly code: 'store/edited-migration'; readonly version: number }
  | { readonly code: 'store/migration-failed'; readonly version: number; readonly detail: string };

const schemaSchema = z.array(z.strictObject({ type: z.string(), name: z.string(), sql: z.string() }));

/** Hash of a migration's text, whatever its line ends. */
export const digest = (sql: string): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');

/** The migrations in a folder: `NNNN_what.sql`, in order, with `schema.snapshot.json`. */
export function readMigrations(folder: string): Migrations {
  const all = readdirSync(folder).toSorted().flatMap((name): readonly Migration[] => {
    const [, number, what] = /^(\d{4})_(\w+)\.sql$/.exec(name) ?? [];
    if (number === undefined || what === undefined) return [];
    return [{ version: Number(number), name: what, sql: readFileSync(join(folder, name), 'utf8') }];
  });
  const snapshot: unknown = JSON.parse(readFileSync(join(folder, 'schema.snapshot.json'), 'utf8'));
  return { all, schema: schemaSchema.parse(snapshot) };
}

/** What must still be applied; reads only. */
export function pendingMigrations(
  db: Database.Database, all: readonly Migration[],
): Result<readonly Migration[], MigrateFailure> {
  const found = userVersion(db);
  const newest = all.at(-1)?.version ?? 0;
  if (found > newest) return err({ code: 'store/from-newer-release', found, newest });
  if (found > 0) {
    const seal = db.prepare<[number], string>('SELECT sha256 FROM applied_migration WHERE version = ?').pluck();
    const edited = all.find(({ version, sql }) => version <= found && seal.get(version) !== digest(sql));
    if (edited !== undefined) return err({ code: 'store/edited-migration', version: edited.version });
  }
  return ok(all.filter(({ version }) => version > found));
}

/** Brings the store to the newest schema: all migrations that are pending, with their seals, in one transaction, or none of them. */
export function migrate(db: Database.Database, all: readonly Migration[]): Result<number, MigrateFailure> {
  const pending = pendingMigrations(db, all);
  if (!pending.ok) return pending;
  let applying = 0;
  try {
    db.transaction(() => {
      for (const migration of pending.value) {
        applying = migration.version;
        apply(db, migration);
      }
    }).immediate();
  } catch (thrown) {
    // A full disk is no fault of the migration; whoever opens the store names it.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_FULL') throw thrown;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return err({ code: 'store/migration-failed', version: applying, detail });
  }
  return ok(userVersion(db));
}

/** SQLite keeps this text as it stands here, blanks and all, and every start compares it. */
const APPLIED = 'CREATE TABLE IF NOT EXISTS applied_migration\n          (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT';

function apply(db: Database.Database, { version, name, sql }: Migration): void {
  db.exec(APPLIED);
  db.exec(sql);
  db.prepare('INSERT INTO applied_migration VALUES (?, ?, ?)').run(version, name, digest(sql));
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${version}`);
  const orphans = db.pragma('foreign_key_check') as readonly unknown[];
  if (orphans.length > 0) throw new Error(`${orphans.length} rows name rows that are not there`);
}

/** Number of the last migration that was applied. */
export const userVersion = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }));

/** The schema as it stands, to be compared with the one the migrations lead to. */
export const schemaOf = (db: Database.Database): Schema =>
  schemaSchema.parse(db.prepare(`SELECT type, name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'case\\_search\\_%' ESCAPE '\\'
    AND name NOT LIKE 'plan\\_search\\_%' ESCAPE '\\' ORDER BY type, name`).all());
