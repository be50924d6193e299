import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, schemaOf, type Migration, type Schema } from '../../electron/host/store/migrate.ts';

const folder = join(import.meta.dirname, '../../migrations');
const snapshotPath = join(folder, 'schema.snapshot.json');
const all: readonly Migration[] = readdirSync(folder).filter((name) => name.endsWith('.sql')).toSorted()
  .map((name) => ({ version: Number(name.slice(0, 4)), name: name.slice(5, -4), sql: readFileSync(join(folder, name), 'utf8') }));

const fresh = (): Schema => {
  const db = new Database(':memory:');
  expect(migrate(db, all).ok).toBe(true);
  return schemaOf(db);
};

it('the migrations lead to the schema of the snapshot', () => {
  // After a new migration: FULLMOON_WRITE_SNAPSHOT=1 writes it; look at the difference before committing it.
  if (process.env['FULLMOON_WRITE_SNAPSHOT'] === '1') writeFileSync(snapshotPath, `${JSON.stringify(fresh(), null, 1)}\n`);
  expect(fresh()).toEqual(JSON.parse(readFileSync(snapshotPath, 'utf8')));
});

it('every table is STRICT', () => {
  const loose = fresh().filter(({ type, sql }) => type === 'table' && !/STRICT(, WITHOUT ROWID)?$/.test(sql) && !/VIRTUAL/.test(sql));
  expect(loose).toEqual([]);
});
