import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID, migrate, schemaOf, userVersion, type Migration } from '../../electron/host/store/migrate.ts';
import { libraryAt, migrations, rowsOf, step } from './stepped.ts';

const { all } = migrations;
const newest = all.length;
const more = (sql: string): readonly Migration[] => [...all, { version: newest + 1, name: 'more', sql }];

it('versions run from 1 without a gap', () => {
  expect(all.map(({ version }) => version)).toEqual(all.map((_, k) => k + 1));
});

it('a library made at once equals one that went through every version', () => {
  const stepped = new Database(':memory:');
  for (const { version } of all) step(stepped, version);
  expect(schemaOf(stepped)).toEqual(schemaOf(libraryAt(newest)));
  expect(rowsOf(stepped, ['applied_migration'])).toEqual(rowsOf(libraryAt(newest), ['applied_migration']));
});

it('marks the file as a Fullmoon library of that version', () => {
  const db = libraryAt(newest);
  expect([db.pragma('application_id', { simple: true }), userVersion(db)]).toEqual([APPLICATION_ID, newest]);
});

it('a second run changes nothing', () => {
  const db = libraryAt(newest);
  const before = db.serialize();
  step(db, newest);
  expect(db.serialize().equals(before)).toBe(true);
});

describe('a migration that fails half way', () => {
  it.each([
    ['a mistake after good statements', 'CREATE TABLE good (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)'],
    ['rows that name rows that are not there', `PRAGMA defer_foreign_keys = ON; INSERT INTO study VALUES (1, 77, '1', NULL, NULL, NULL)`],
  ])('%s leaves version, schema and rows as they were', (_what, sql) => {
    const db = libraryAt(newest);
    db.exec(`INSERT INTO setting VALUES ('dose_unit', '"mSv"')`);
    const before = db.serialize();
    const done = migrate(db, more(sql));
    expect(done.ok ? 'done' : [done.failure.code, userVersion(db)]).toEqual(['store/migration-failed', newest]);
    expect(db.serialize().equals(before)).toBe(true);
  });

  it('takes those before it back: the library is the old one or the new one', () => {
    const db = libraryAt(8);
    const before = db.serialize();
    const done = migrate(db, more('nonsense'));
    expect(done.ok ? 'done' : done.failure).toMatchObject({ code: 'store/migration-failed', version: newest + 1 });
    expect(db.serialize().equals(before)).toBe(true);
  });
});

it('a library of a newer release is refused and not written to', () => {
  const db = libraryAt(newest);
  step(db, newest);
  db.pragma(`user_version = ${newest + 1}`);
  const before = db.serialize();
  expect(migrate(db, all)).toEqual({ ok: false, failure: { code: 'store/from-newer-release', found: newest + 1, newest } });
  expect(db.serialize().equals(before)).toBe(true);
});

it('a shipped migration that was edited is refused, even when it is only a space', () => {
  const db = libraryAt(newest);
  const edited = all.map((one) => (one.version === 2 ? { ...one, sql: `${one.sql} ` } : one));
  expect(migrate(db, edited)).toEqual({ ok: false, failure: { code: 'store/edited-migration', version: 2 } });
});

it('other line ends are no edit', () => {
  const db = libraryAt(newest);
  expect(migrate(db, all.map((one) => ({ ...one, sql: one.sql.replaceAll('\n', '\r\n') }))).ok).toBe(true);
});

it('every migration has a test of its own name', () => {
  const tests = readdirSync(import.meta.dirname);
  const untested = all.map(({ version, name }) => `${String(version).padStart(4, '0')}_${name}.test.ts`).filter((name) => !tests.includes(name));
  expect(untested).toEqual([]);
});
