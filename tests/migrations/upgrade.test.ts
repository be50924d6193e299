// R7: every version of the schema with all that it could hold, plans among it, is brought to the newest one, also by a process that is killed in it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, it } from 'vitest';
import { migrate, schemaOf, userVersion } from '../../electron/host/store/migrate.ts';
import { openStore } from '../../electron/host/store/open.ts';
import { openIn, optionsOf, TIMES } from '../electron/host/store/fixture.ts';
import { valueIn } from '../electron/host/store/imports.ts';
import { tempFolder } from '../tempFolder.ts';
import { allAnswers, grown } from './grown.ts';
import { migrations, rowsOf } from './stepped.ts';

const { all } = migrations;
const newest = all.length;
const LIBRARY = 'library.sqlite';
/** The version from which the list of plans is as it is now. */
const LIST_OF_PLANS = 20;

/** A library as the release of a version left it, and what it is to be as the newest one. */
interface Release {
  readonly version: number;
  readonly folder: string;
  readonly before: unknown;
  readonly rows: unknown;
  readonly answers: unknown;
}

/** Every row of a library, also of what is searched by words, by table. */
function everyRow(db: Database.Database): Readonly<Record<string, readonly unknown[]>> {
  const searched = ['case_search', 'plan_search'].filter((name) => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined);
  return {
    ...rowsOf(db), ...Object.fromEntries(searched.map((name) => [name, db.prepare(`SELECT rowid, * FROM ${name} ORDER BY rowid`).all()])),
  };
}
function rowsIn(path: string): Readonly<Record<string, readonly unknown[]>> {
  const db = new Database(path, { readonly: true });
  try {
    return everyRow(db);
  } finally {
    db.close();
  }
}

/** The rows of a library under an older schema: what it cannot hold must not be there. */
function olderLibrary(from: string, to: string, version: number): unknown {
  mkdirSync(to);
  cpSync(join(from, 'files'), join(to, 'files'), { recursive: true, force: true });
  const db = new Database(join(to, LIBRARY));
  expect(migrate(db, all.slice(0, version)).ok).toBe(true);
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = OFF');
  db.prepare('ATTACH ? AS whole').run(join(from, LIBRARY));
  for (const [table, rows] of Object.entries(rowsIn(join(from, LIBRARY)))) {
    // The list of plans has other columns since then; it follows from the plans, and the new release writes it anew.
    if (version < LIST_OF_PLANS && (table === 'plan_listing' || table === 'plan_search')) continue;
    const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    if (columns.length === 0) expect([table, rows]).toEqual([table, []]);
    else {
      const named = [...(table.endsWith('_search') ? ['rowid'] : []), ...columns].join(', ');
      db.exec(`INSERT INTO ${table} (${named}) SELECT ${named} FROM whole.${table}`);
    }
  }
  const made = everyRow(db);
  db.close();
  return made;
}

const releases: Release[] = [];
beforeAll(async () => {
  const home = tempFolder();
  const store = valueIn(openStore(optionsOf(join(home, 'growing'))));
  for await (const version of grown(store)) {
    const [whole, folder] = [join(home, `whole-${version}`), join(home, `${version}`)];
    valueIn(await store.backUp(whole));
    mkdirSync(join(whole, 'files'), { recursive: true });
    const before = olderLibrary(whole, folder, version);
    releases.push({ version, folder, before, rows: rowsIn(join(whole, LIBRARY)), answers: await allAnswers(store) });
  }
  store.close();
}, 120_000);

/** A copy of what a release left. */
function copyOf({ folder }: Release): string {
  const copy = join(tempFolder(), 'data');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Opens what a release left, whatever became of it since, and finds all of it in the newest schema. */
async function isWhole({ rows, answers }: Release, folder: string): Promise<void> {
  const store = openIn(folder);
  expect(await allAnswers(store)).toEqual(answers);
  const db = new Database(join(folder, LIBRARY), { readonly: true });
  expect([userVersion(db), db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')]).toEqual([newest, 'ok', []]);
  expect(schemaOf(db)).toEqual(migrations.schema);
  expect(everyRow(db)).toEqual(rows);
  db.close();
  store.close();
}

/** The copies that lie beside a library from before it was brought up to date. */
const copies = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('library.before-') && name.endsWith('.sqlite'));

it('holds every version of the schema, each with more than the one before it where it can hold more', () => {
  expect(releases.map(({ version }) => version)).toEqual(all.map(({ version }) => version));
  const db = new Database(join(releases.at(-1)?.folder ?? '', LIBRARY), { readonly: true });
  const empty = Object.entries(everyRow(db)).filter(([, rows]) => rows.length === 0).map(([table]) => table);
  db.close();
  // Files are on their way for moments only.
  expect(empty).toEqual(['file_in_motion']);
});

it('a library of every version is brought up to date with every row as it was, and a copy of it as it was beside', async () => {
  for (const release of releases) {
    const folder = copyOf(release);
    await isWhole(release, folder);
    const kept = copies(folder);
    expect(kept).toHaveLength(release.version === newest ? 0 : 1);
    for (const name of kept) expect(rowsIn(join(folder, name))).toEqual(release.before);
  }
}, 120_000);

/** Lets a process bring a library up to date, and tells how it ended and how long it took. */
async function upgrading(words: readonly string[], killAfterMs: number | null = null): Promise<{ readonly signal: string | null; readonly tookMs: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'upgradingChild.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'fullmoon-test-compile-cache') },
  });
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  await once(child.stdout, 'data');
  const begun = performance.now();
  const killing = killAfterMs === null ? undefined : setTimeout(() => { child.kill('SIGKILL'); }, killAfterMs);
  const [, signal] = await closed;
  clearTimeout(killing);
  return { signal, tookMs: performance.now() - begun };
}
/** The same with a process that kills itself before or within a migration. */
async function killedAt(folder: string, version: number, moment: 'before' | 'within'): Promise<void> {
  expect((await upgrading([folder, String(version), moment])).signal).toBe('SIGKILL');
}

/** After a process was killed before or within a migration: the library as the release left it, row by row, and a whole copy of it. */
function isStill(folder: string, { version, before }: Release): void {
  const db = new Database(join(folder, LIBRARY));
  expect([userVersion(db), db.pragma('integrity_check', { simple: true }), everyRow(db)]).toEqual([version, 'ok', before]);
  db.close();
  const kept = copies(folder);
  expect(kept.length).toBeGreaterThan(0);
  for (const name of kept) expect(rowsIn(join(folder, name))).toEqual(before);
}

it(`killed in the migrations after every version, ${TIMES} times each: it is as that version left it, and the next start brings it up to date`, async () => {
  const older = releases.slice(0, -1);
  const tally = { kills: 0 };
  await Promise.all([0, 1].map(async (half) => {
    for (const release of older.filter((_, n) => n % 2 === half)) {
      const after = newest - release.version;
      for (let round = 0; round < TIMES; round += 1) {
        const folder = copyOf(release);
        // The first migration in the middle, then before it, then those after it.
        const at = release.version + 1 + (Math.floor(round / 2) % after);
        await killedAt(folder, at, round % 2 === 0 ? 'within' : 'before');
        tally.kills += 1;
        isStill(folder, release);
        await isWhole(release, folder);
        rmSync(folder, { recursive: true });
      }
    }
  }));
  console.log(`${tally.kills} upgrades killed at a migration, from ${older.length} versions of the schema`);
}, 120_000 * TIMES);

it('killed in each migration since the first plans, start after start: the library and the copies beside it are as they were', async () => {
  const release = releases.find(({ version }) => version === 8);
  if (release === undefined) throw new Error('no plans');
  const folder = copyOf(release);
  for (let at = 9; at <= newest; at += 1) {
    await killedAt(folder, at, 'within');
    isStill(folder, release);
  }
  await isWhole(release, folder);
}, 120_000);

it(`killed at ${20 * TIMES} moments of a migration that takes a while: it is the old library or the new one, with all its rows`, async () => {
  const release = releases.at(-1);
  if (release === undefined) throw new Error('no release');
  const { tookMs } = await upgrading([copyOf(release)]);
  const versions = new Map<number, number>();
  await Promise.all([0, 1].map(async (half) => {
    for (let round = half; round < 20 * TIMES; round += 2) {
      const folder = copyOf(release);
      // Over the whole of it, and a little beyond: on a busy machine, too.
      await upgrading([folder], tookMs * (round % 20) / 16);
      const db = new Database(join(folder, LIBRARY));
      const version = userVersion(db);
      versions.set(version, (versions.get(version) ?? 0) + 1);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      const { later, ...rows } = everyRow(db);
      expect([rows, later?.length ?? 0]).toEqual([release.rows, version > newest ? 20_000 : 0]);
      expect(readdirSync(folder).filter((name) => name.endsWith('.part')).length).toBeLessThanOrEqual(1);
      db.close();
      rmSync(folder, { recursive: true });
    }
  }));
  console.log(`killed while upgrading: ${[...versions].map(([version, count]) => `${count} libraries of version ${version}`).join(', ')}`);
}, 120_000 * TIMES);
