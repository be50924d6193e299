import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../../electron/host/store/migrate.ts';
import { appendAudit } from '../../../../electron/host/store/audit.ts';
import { failureSentence } from '../../../../electron/host/store/failureSentence.ts';
import { openFiles } from '../../../../electron/host/store/files.ts';
import type { StoreFailure } from '../../../../electron/host/store/open.ts';
import { partsOf } from '../../../../electron/host/store/parts.ts';
import { openLibrary } from '../../../../electron/host/store/sqliteLibrary.ts';
import { troubleOf } from '../../../../electron/host/store/trouble.ts';
import { migrations } from './fixture.ts';
import { importedId, prepared, valueIn } from './imports.ts';
import { tempFolder } from '../../../tempFolder.ts';

const withCode = (code: string): Error => Object.assign(new Error('what happened'), { code });

it.each([
  ['ENOSPC', 'store/disk-full'], ['EDQUOT', 'store/disk-full'], ['SQLITE_FULL', 'store/disk-full'], ['EROFS', 'store/read-only'],
  ['SQLITE_READONLY_DIRECTORY', 'store/read-only'], ['SQLITE_BUSY', 'store/busy'], ['SQLITE_BUSY_SNAPSHOT', 'store/busy'], ['SQLITE_LOCKED', 'store/busy'],
  ['SQLITE_CORRUPT', 'store/damaged'], ['SQLITE_CORRUPT_VTAB', 'store/damaged'], ['SQLITE_NOTADB', 'store/damaged'],
  ['SQLITE_IOERR_READ', 'store/unreachable'], ['SQLITE_CANTOPEN', 'store/unreachable'], ['EIO', 'store/unreachable'], ['EACCES', 'store/unreachable'],
])('%s is %s', (code, expected) => {
  expect(troubleOf(withCode(code), '/')?.code).toBe(expected);
});

it.each([withCode('SQLITE_CONSTRAINT_CHECK'), withCode('ERR_INVALID_ARG_TYPE'), new TypeError('x'), 'text', undefined])(
  'a bug stays a bug: %s', (thrown) => { expect(troubleOf(thrown, '/')).toBeNull(); });

const failures: readonly StoreFailure[] = [
  { code: 'store/from-newer-release', found: 9, newest: 3 }, { code: 'store/edited-migration', version: 2 },
  { code: 'store/migration-failed', version: 3, detail: 'x' }, { code: 'store/disk-full', freeBytes: 1e6, neededBytes: 2e6 }, { code: 'store/damaged', detail: 'x' }, { code: 'store/foreign' },
  { code: 'store/library-missing' }, { code: 'store/needs-upgrade', found: 1, newest: 3 }, { code: 'store/plans-not-listed' }, { code: 'store/not-writable', detail: 'x' },
  { code: 'store/sqlite-too-old', found: '3.40.1' }, { code: 'store/read-only' }, { code: 'store/busy' }, { code: 'store/unreachable', detail: 'EIO' },
];

it.each(failures)('$code is told in one sentence that says what to do', (failure) => {
  expect(failureSentence(failure)).toMatch(/^The [^.]*(library\.sqlite[^.]*|3\.40\.1[^.]*)?: [^.]+\.$|^This [^.]+: [^.]+\.$/);
});

describe('a disk that fills', () => {
  /** A library in memory that can grow by so many pages, with its files in a folder. */
  const small = () => {
    const db = new Database(':memory:');
    expect(migrate(db, migrations.all).ok).toBe(true);
    const parts = partsOf(db, tempFolder(), { now: () => new Date(), timeZone: 'UTC', appVersion: '0' }, false);
    const files = openFiles(parts);
    return { db, files, library: openLibrary(parts, files) };
  };

  it.each(Array.from({ length: 20 }, (_, k) => k))('%i pages into an import: told with what is free, nothing stored, and it works once there is room', async (pages) => {
    const { db, files, library } = small();
    const store = {
      files, library, records: openNothing, annotations: openNothing, entries: openNothing, runs: openNothing, plans: openNothing, planImages: openNothing, receivedPlans: openNothing, rooms: openNothing, outcomes: openNothing,
      operators: openNothing, settings: openNothing, stock: openNothing, templates: openNothing, views: openNothing, archives: openNothing, sendings: openNothing,
      siteSecret: openNothing,
      isReadOnly: null, auditFault: null, backUp: openNothing, close: openNothing,
    };
    const first = await importedId(store, { slices: 2 });
    const given = await prepared(store, { slices: 40, study: '8', patient: { name: 'Full, Disk', id: 'F', birthDate: null, sex: null } });
    const before = valueIn(library.openCase(first));
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + pages}`);
    const full = library.addCase(given);
    expect(full.ok ? 'stored' : full.failure).toEqual({ code: 'store/disk-full', freeBytes: expect.any(Number), neededBytes: expect.any(Number) });
    expect(library.openCase(given.caseId)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
    expect(valueIn(library.openCase(first))).toEqual(before);
    db.pragma('max_page_count = 100000');
    expect(valueIn(library.addCase(given)).added).toBe(40);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

/** Parts of a store that a test does not use. */
const openNothing = (() => { throw new Error('not part of this test'); }) as never;

it('an entry of the audit that cannot be written takes its save with it', async () => {
  const db = new Database(':memory:');
  expect(migrate(db, migrations.all).ok).toBe(true);
  const setting = { now: () => new Date(), timeZone: 'UTC', appVersion: '0' };
  const parts = partsOf(db, tempFolder(), setting, false);
  db.exec(`CREATE TRIGGER refused BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END`);
  expect(() => parts.write(() => {
    parts.sql(`INSERT INTO setting VALUES ('dose_unit', '"mSv"')`).run();
    appendAudit(db, setting, { action: 'x', by: null, caseId: null, contentSha256: null, details: {} });
  })).toThrow('no');
  expect(db.prepare('SELECT * FROM setting').all()).toEqual([]);
});
