import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { failureSentence } from '../../../../electron/host/store/failureSentence.ts';
import { APPLICATION_ID, migrate, schemaOf } from '../../../../electron/host/store/migrate.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { migrations, openIn, optionsOf, sha256 } from './fixture.ts';
import { importedId, valueIn } from './imports.ts';
import { drafted, outcomeWith, planDesk, signedBy } from './planFixture.ts';
import { tempFolder } from '../../../tempFolder.ts';

const newest = migrations.all.length;
const libraryOf = (folder: string): string => join(folder, 'library.sqlite');
/** Every file of a folder with its hash. */
const contents = (folder: string): Readonly<Record<string, string>> => Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).toSorted()
    .filter((name) => !/library\.(lock|sqlite-shm)$/.test(name)).map((name) => [name, sha256(readFileSync(join(folder, name)))]));
/** The code with which a folder is refused, after it was checked that nothing in it changed. */
function refusal(folder: string): string {
  const before = contents(folder);
  const opened = openStore(optionsOf(folder));
  if (opened.ok) opened.value.close();
  expect(contents(folder)).toEqual(before);
  if (opened.ok) return 'opened';
  expect(failureSentence(opened.failure)).toMatch(/^Th(e|is) .+: .+\.$/);
  return opened.failure.code;
}
/** Opens a library and plans one case: two versions, the first withdrawn, the second in the room, with its outcome, on its way to an archive; and a draft. */
async function planned(folder: string): Promise<Store> {
  const store = openIn(folder);
  const desk = await planDesk(store, { slices: 2 });
  const [, { id }] = [signedBy(store, desk, 'one'), signedBy(store, desk, 'two')];
  valueIn(store.plans.withdraw(id, 1, 'wrong vessel', desk.tina));
  valueIn(store.rooms.add(id, 2, { after: 0, happening: { what: 'access' }, doneAt: null }, desk.tina));
  valueIn(store.outcomes.save(id, 2, { revision: 0, outcome: outcomeWith({}), isConfirmed: false }, desk.tina));
  const { id: archive } = valueIn(store.archives.save({ id: null, name: 'Radiology', place: { kind: 'dicomweb', address: 'https://pacs.test', user: null } }, null));
  valueIn(store.sendings.ask(id, 2, archive, desk.tina));
  drafted(store, desk, 'three');
  return store;
}
/** A closed library with one planned case. */
async function library(): Promise<string> {
  const folder = join(tempFolder(), 'data');
  (await planned(folder)).close();
  return folder;
}
const changed = (folder: string, change: (db: Database.Database) => void): void => {
  const db = new Database(libraryOf(folder));
  change(db);
  db.close();
};

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;
/** What a process sees that may only read: nobody, where the tests run as root. */
const looked = (folder: string): unknown => {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'child.ts'), 'look', folder],
    { encoding: 'utf8', env: { ...process.env, TMPDIR: '/tmp' }, ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) });
  expect(child.stderr).toBe('');
  return JSON.parse(child.stdout);
};
/** Readable by everybody, writable by nobody; the writing bits come back, so that the folder can go. */
const locked = (folder: string, look: () => void): void => {
  const all = [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))];
  chmodSync(join(folder, '..'), 0o755);
  for (const path of all) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
  look();
  for (const path of all) chmodSync(path, 0o755);
};

it('a first start makes the folder, for its owner only, and a library of the newest version', () => {
  const folder = join(tempFolder(), 'deep', 'data');
  openIn(folder).close();
  expect(statSync(folder).mode & 0o077).toBe(0);
  const db = new Database(libraryOf(folder), { readonly: true });
  expect([db.pragma('user_version', { simple: true }), db.pragma('application_id', { simple: true }), db.pragma('journal_mode', { simple: true })])
    .toEqual([newest, APPLICATION_ID, 'wal']);
  db.close();
});

it('what a first start left half-made is no obstacle', () => {
  const folder = tempFolder();
  for (const end of ['', '-wal', '-journal', '-shm']) writeFileSync(join(folder, `library.new${end}`), 'half');
  openIn(folder);
  expect(readdirSync(folder).filter((name) => name.startsWith('library.new'))).toEqual([]);
});

describe('refused, with every byte left as it was', () => {
  it('a library of a newer release', async () => {
    const folder = await library();
    changed(folder, (db) => { db.pragma(`user_version = ${newest + 1}`); });
    expect(refusal(folder)).toBe('store/from-newer-release');
  });

  it('a library of a newer release that still has its log', async () => {
    const folder = await library();
    const path = libraryOf(folder);
    const db = new Database(path);
    db.pragma(`user_version = ${newest + 1}`);
    const [main, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
    db.close();
    writeFileSync(path, main);
    writeFileSync(`${path}-wal`, log);
    expect(refusal(folder)).toBe('store/from-newer-release');
  });

  it.each([
    ['a text', (path: string) => { writeFileSync(path, 'Dear colleague, '.repeat(100)); }],
    ['nothing', (path: string) => { writeFileSync(path, ''); }],
    ['a short text', (path: string) => { writeFileSync(path, 'Hello'); }],
    ['a database of another program', (path: string) => { const db = new Database(path); db.exec('CREATE TABLE theirs (x)'); db.close(); }],
    ['a database with another mark', (path: string) => { const db = new Database(path); db.pragma('application_id = 7'); db.exec('CREATE TABLE a (x)'); db.close(); }],
  ])('%s under the name of the library', (_what, make) => {
    const folder = tempFolder();
    make(libraryOf(folder));
    expect(refusal(folder)).toBe('store/foreign');
  });

  it('images without their library', async () => {
    const folder = await library();
    rmSync(libraryOf(folder));
    expect(refusal(folder)).toBe('store/library-missing');
    expect(existsSync(libraryOf(folder))).toBe(false);
  });

  it('a library that was emptied, while its images are there', async () => {
    const folder = await library();
    truncateSync(libraryOf(folder), 0);
    expect(refusal(folder)).toBe('store/damaged');
  });

  it('a library cut in half', async () => {
    const folder = await library();
    truncateSync(libraryOf(folder), statSync(libraryOf(folder)).size / 2);
    expect(refusal(folder)).toBe('store/damaged');
  });

  it.each(['DROP TABLE import_report_line', 'DROP TRIGGER audit_is_not_edited', 'CREATE TABLE extra (x)', 'DROP INDEX case_by_name',
    'CREATE TRIGGER spy AFTER INSERT ON operator BEGIN DELETE FROM setting; END'])('a library after %s', async (statement) => {
    const folder = await library();
    changed(folder, (db) => { db.exec(statement); });
    expect(refusal(folder)).toBe('store/damaged');
  });

  it('a library made by an edited migration', async () => {
    const folder = await library();
    changed(folder, (db) => { db.exec(`UPDATE applied_migration SET sha256 = '${'0'.repeat(64)}' WHERE version = 2`); });
    expect(refusal(folder)).toBe('store/edited-migration');
  });
});

describe('an older library', () => {
  const older = { ...migrations, all: migrations.all.slice(0, -1) };
  /** A library of the version before, with an operator in it. */
  const olderLibrary = (): string => {
    const folder = join(tempFolder(), 'data');
    const db = new Database(':memory:');
    expect(migrate(db, older.all).ok).toBe(true);
    const store = valueIn(openStore({ ...optionsOf(folder), migrations: { all: older.all, schema: schemaOf(db) } }));
    valueIn(store.operators.add('Dr. Berg'));
    store.close();
    return folder;
  };

  it('is brought up to date, with a whole copy of it as it was kept beside', () => {
    const folder = olderLibrary();
    const store = openIn(folder);
    expect(valueIn(store.operators.list()).operators.map(({ name }) => name)).toEqual(['Dr. Berg']);
    const [copy, ...others] = readdirSync(folder).filter((name) => name.startsWith('library.before-'));
    expect([others, copy]).toEqual([[], expect.stringMatching(new RegExp(`^library\\.before-${String(newest).padStart(4, '0')}\\.\\d{8}T\\d{6}Z\\.sqlite$`))]);
    const db = new Database(join(folder, copy ?? ''), { readonly: true });
    expect([db.pragma('user_version', { simple: true }), db.prepare('SELECT name FROM operator').pluck().get(),
      db.pragma('integrity_check', { simple: true })]).toEqual([newest - 1, 'Dr. Berg', 'ok']);
    db.close();
  });

  it('keeps the newest five copies', () => {
    const folder = olderLibrary();
    const stamps = [1, 2, 3, 4, 5, 6].map((day) => `library.before-0002.2026010${day}T000000Z.sqlite`);
    for (const name of stamps) writeFileSync(join(folder, name), '');
    openIn(folder);
    const kept = readdirSync(folder).filter((name) => name.startsWith('library.before-')).toSorted();
    expect([kept.length, kept.slice(0, 4)]).toEqual([5, stamps.slice(2)]);
  });

  it('stays as it was when the step fails', () => {
    const folder = olderLibrary();
    const broken = { ...migrations, all: [...older.all, { version: newest, name: 'broken', sql: 'CREATE TABLE half (x INTEGER) STRICT; nonsense' }] };
    const opened = openStore({ ...optionsOf(folder), migrations: broken });
    expect(opened.ok ? 'opened' : opened.failure.code).toBe('store/migration-failed');
    expect(valueIn(openIn(folder).operators.list()).operators.length).toBe(1);
  });

  it('is refused where it cannot be written', () => {
    const folder = olderLibrary();
    locked(folder, () => {
      expect(looked(folder)).toEqual({ code: 'store/needs-upgrade', sentence: expect.stringContaining(`schema ${newest - 1} of ${newest}`) });
    });
  });
});

it('a library whose plans are not listed yet is refused where it can only be read, until who may write has listed them', async () => {
  const folder = await library();
  changed(folder, (db) => { db.exec('DELETE FROM plan_listing; DELETE FROM plan_search'); });
  locked(folder, () => {
    expect(looked(folder)).toEqual({ code: 'store/plans-not-listed', sentence: expect.stringContaining('list of plans') });
  });
  openIn(folder).close();
  locked(folder, () => { expect(looked(folder)).not.toHaveProperty('code'); });
});

it('every write is on disk when it returns: WAL with FULL, keys on, foreign schemas not trusted', () => {
  const folder = tempFolder();
  const opened: Database.Database[] = [];
  const pragma = Database.prototype.pragma;
  Database.prototype.pragma = function spied(this: Database.Database, ...given: Parameters<typeof pragma>) {
    if (!opened.includes(this)) opened.push(this);
    return pragma.apply(this, given);
  };
  try {
    const store = openIn(folder);
    const db = opened.find(({ name, open }) => open && name === libraryOf(folder));
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'cell_size_check', 'secure_delete', 'mmap_size', 'busy_timeout'];
    expect(Object.fromEntries(settings.map((name) => [name, db?.pragma(name, { simple: true })]))).toEqual({
      journal_mode: 'wal', synchronous: 2, foreign_keys: 1, trusted_schema: 0, cell_size_check: 1, secure_delete: 1, mmap_size: 0, busy_timeout: 5000,
    });
    store.close();
  } finally {
    Database.prototype.pragma = pragma;
  }
});

it('a second start sees the library and what the first one saves, and cannot write', async () => {
  const folder = join(tempFolder(), 'data');
  const first = openIn(folder);
  const second = openIn(folder);
  expect(second.isReadOnly).toBe('in use elsewhere');
  const id = await importedId(first);
  expect(valueIn(second.library.openCase(id)).row.patient.name).toBe('Muster, Anna');
  expect(second.library.removeCase(id, null)).toEqual({ ok: false, failure: { code: 'store/read-only' } });
  expect(await second.files.take([], new AbortController().signal)).toEqual({ ok: false, failure: { code: 'store/read-only' } });
  first.close();
  expect(openIn(folder).isReadOnly).toBeNull();
});

it('a broken audit is told, and the library opens', async () => {
  const folder = await library();
  changed(folder, (db) => {
    const trigger = db.prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'audit_is_not_edited'`).pluck().get() ?? '';
    db.exec(`DROP TRIGGER audit_is_not_edited; UPDATE audit SET action = 'nothing' WHERE sequence = 1; ${trigger}`);
  });
  expect(openIn(folder).auditFault).toEqual({ code: 'audit/broken', sequence: 1 });
});

describe('a folder that this user cannot write', () => {
  const seen = {
    isReadOnly: 'folder not writable', names: ['Muster, Anna'], series: 1,
    plans: [{
      draft: 'three', sendings: ['waiting'],
      versions: [{ notes: 'two', isWithdrawn: false, events: 1, outcomes: 1 }, { notes: 'one', isWithdrawn: true, events: 0, outcomes: 0 }],
    }],
    kept: Object.fromEntries([
      'settings', 'case', 'draft', 'signature', 'withdrawal', 'image', 'room', 'outcome', 'template', 'received', 'sending', 'begun',
    ].map((what) => [what, 'store/read-only'])),
  };

  it('is shown, and nothing pretends to be saved', async () => {
    const folder = await library();
    const before = contents(folder);
    locked(folder, () => { expect(looked(folder)).toEqual(seen); });
    expect(contents(folder)).toEqual(before);
  });

  it('is shown with what only its log holds', async () => {
    const folder = join(tempFolder(), 'data');
    const store = await planned(folder);
    const [main, log] = [readFileSync(libraryOf(folder)), readFileSync(`${libraryOf(folder)}-wal`)];
    store.close();
    writeFileSync(libraryOf(folder), main);
    writeFileSync(`${libraryOf(folder)}-wal`, log);
    locked(folder, () => { expect(looked(folder)).toEqual(seen); });
  });

  it('a library file that is write-protected in a folder that is not', async () => {
    const folder = await library();
    chmodSync(join(folder, '..'), 0o755);
    if (isRoot) for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) chownSync(join(folder, name), NOBODY, NOBODY);
    chmodSync(libraryOf(folder), 0o444);
    expect(looked(folder)).toEqual(seen);
  });

  it('is refused in one sentence where there is no library yet', () => {
    const folder = join(tempFolder(), 'data');
    mkdirSync(folder);
    locked(folder, () => {
      expect(looked(folder)).toEqual({ code: 'store/not-writable', sentence: expect.stringContaining('choose another') });
    });
  });
});
