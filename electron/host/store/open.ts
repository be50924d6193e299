import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { err, ok, type Result } from '../../../core/result.ts';
import { openArchives, type Archives } from './archives.ts';
import { openAnnotations, type Annotations } from './annotations.ts';
import { verifiedAudit, type AuditFault, type AuditSetting } from './audit.ts';
import { backup } from './backup.ts';
import { openEntries, type Entries } from './entries.ts';
import { openCaseRecords, type CaseRecords } from './caseRecord.ts';
import { backUp } from './libraryBackup.ts';
import { clearIncoming, openFiles, type ManagedFiles } from './files.ts';
import type { Library } from './library.ts';
import { takeLock } from './lock.ts';
import {
  LIBRARY_NAME, makeDurable, makeFolder, makeLibrary, opened, refuseUnfit, viewingCopy, whenReadable, writable,
} from './libraryFile.ts';
import { migrate, pendingMigrations, schemaOf, userVersion, type MigrateFailure, type Migrations } from './migrate.ts';
import { openOutcomes, type Outcomes } from './outcomes.ts';
import { openPlanImages, type PlanImages } from './planImages.ts';
import { writeList } from './planListing.ts';
import { openPlans, type Plans } from './plans.ts';
import { openReceivedPlans, type ReceivedPlans } from './receivedPlans.ts';
import { openRoomLogs, type RoomLogs } from './roomLogs.ts';
import { openOperators, type Operators } from './operators.ts';
import { openViews, type OperatorViews } from './views.ts';
import { partsOf } from './parts.ts';
import { openRunNotes, type RunNotes } from './runNotes.ts';
import { openSendings, type Sendings } from './sendings.ts';
import { openSettings, type SiteSettings } from './settings.ts';
import { siteSecret } from './siteSecret.ts';
import { openStock, type Stock } from './stock.ts';
import { openLibrary } from './sqliteLibrary.ts';
import { openTemplates, type Templates } from './templates.ts';
import { Leave, troubleOf, type StoreTrouble } from './trouble.ts';

/** Why a library cannot be opened. Nothing of it was changed. */
export type StoreFailure =
  | MigrateFailure | StoreTrouble
  /** The file is no Fullmoon library. */
  | { readonly code: 'store/foreign' }
  /** Image files are there, the library that names them is not. */
  | { readonly code: 'store/library-missing' }
  /** An older library where nothing can be written: it cannot be brought up to date. */
  | { readonly code: 'store/needs-upgrade'; readonly found: number; readonly newest: number }
  /** Plans without their list, where nothing can be written: it would look as if there were none. */
  | { readonly code: 'store/plans-not-listed' }
  | { readonly code: 'store/not-writable'; readonly detail: string }
  | { readonly code: 'store/sqlite-too-old'; readonly found: string };

/** An open library with everything that is kept in it. */
export interface Store {
  readonly library: Library;
  readonly records: CaseRecords;
  readonly annotations: Annotations;
  readonly entries: Entries;
  readonly runs: RunNotes;
  readonly plans: Plans;
  readonly planImages: PlanImages;
  readonly receivedPlans: ReceivedPlans;
  readonly rooms: RoomLogs;
  readonly outcomes: Outcomes;
  readonly files: ManagedFiles;
  readonly operators: Operators;
  readonly views: OperatorViews;
  readonly settings: SiteSettings;
  readonly stock: Stock;
  readonly templates: Templates;
  readonly archives: Archives;
  readonly sendings: Sendings;
  /** What this site's pseudonyms follow from; it never leaves. */
  siteSecret(): Result<string, StoreTrouble>;
  /** Shown but not writable, and why; null where it can be written. */
  readonly isReadOnly: 'in use elsewhere' | 'folder not writable' | null;
  /** The first entry of the audit that is not as it was written, if there is one: worth a warning, not a refusal. */
  readonly auditFault: AuditFault | null;
  /** Copies everything into a new folder, whole and checked, while others go on working. */
  backUp(to: string): ReturnType<typeof backUp>;
  close(): void;
}

export interface StoreOptions {
  readonly folder: string;
  readonly migrations: Migrations;
  readonly appVersion: string;
  readonly now?: () => Date;
  readonly timeZone?: string;
  /** Told of a bug that the store went on in spite of; each start comes upon it anew. */
  readonly onBug?: (bug: unknown) => void;
}

/** The first release without the bug that could corrupt a database when its log was restarted. */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** Up to this size a start walks the whole structure of the library; beyond, damage is found where it is read. */
const CHECKED_BYTES = 32 << 20;

/** Opens the library of a data folder, makes it where there is none, and brings an older one up to date. */
export function openStore(options: StoreOptions): Result<Store, StoreFailure> {
  const { folder, migrations, appVersion, now = () => new Date() } = options;
  const setting: AuditSetting = {
    now, appVersion, timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  const undo: (() => void)[] = [];
  const close = (): void => { for (const step of undo.splice(0).toReversed()) step(); };
  try {
    makeFolder(folder);
    const lock = writable(folder) ? takeLock(folder) : err('not writable' as const);
    if (lock.ok) undo.push(lock.value.release);
    const isReadOnly = lock.ok ? null : lock.failure === 'held' ? 'in use elsewhere' : 'folder not writable';
    const own = join(folder, LIBRARY_NAME);
    const path = isReadOnly === 'folder not writable' ? viewingCopy(own, undo) : own;
    if (isReadOnly === 'in use elsewhere') whenReadable(path, migrations);
    else refuseUnfit(path, folder, migrations, isReadOnly === null);
    if (isReadOnly === null) makeLibrary(folder, migrations);
    const db = opened(path, isReadOnly !== null);
    undo.push(() => { db.close(); });
    if (isReadOnly === null) makeDurable(db);
    refuseDamaged(db);
    if (isReadOnly === null) bringUpToDate(db, folder, migrations, now());
    else refuseOlder(db, migrations);
    refuseOtherSchema(db, migrations);
    if (isReadOnly !== null) refuseUnlisted(db);
    const parts = partsOf(db, folder, setting, isReadOnly !== null, options.onBug);
    const files = openFiles(parts);
    if (isReadOnly === null) {
      const listed = writeList(parts);
      if (!listed.ok) throw new Leave<StoreFailure>(listed.failure);
      clearIncoming(folder);
      const swept = files.sweep(['arriving', 'leaving']);
      if (!swept.ok) throw new Leave<StoreFailure>(swept.failure);
    }
    const audit = verifiedAudit(db);
    return ok({
      library: openLibrary(parts, files), records: openCaseRecords(parts, files), annotations: openAnnotations(parts), entries: openEntries(parts), runs: openRunNotes(parts),
      plans: openPlans(parts), planImages: openPlanImages(parts, files), receivedPlans: openReceivedPlans(parts), rooms: openRoomLogs(parts),
      outcomes: openOutcomes(parts), files,
      operators: openOperators(parts), views: openViews(parts), settings: openSettings(parts), stock: openStock(parts), templates: openTemplates(parts),
      archives: openArchives(parts), sendings: openSendings(parts),
      siteSecret: () => siteSecret(parts),
      isReadOnly, auditFault: audit.ok ? null : audit.failure, backUp: (to) => backUp(parts, to), close,
    });
  } catch (thrown) {
    close();
    if (thrown instanceof Leave) return err(thrown.failure as StoreFailure);
    const trouble = troubleOf(thrown, existsSync(folder) ? folder : '.');
    if (trouble === null) throw thrown;
    return err(trouble);
  }
}

/** Refuses a library that SQLite itself finds damaged. What lies in its rows is checked by their hashes. */
function refuseDamaged(db: Database.Database): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  if (isOlder(version)) throw new Leave<StoreFailure>({ code: 'store/sqlite-too-old', found: version });
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  if (bytes > CHECKED_BYTES) return;
  const found = db.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') throw new Leave<StoreFailure>({ code: 'store/damaged', detail: String(found) });
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  const at = OLDEST_SQLITE.findIndex((least, index) => parts[index] !== least);
  return at >= 0 && (parts[at] ?? 0) < (OLDEST_SQLITE[at] ?? 0);
}

/**
 * Applies what is pending, after a backup. Then the structure is checked as a whole; a row that was damaged before is
 * told of where it is read.
 */
function bringUpToDate(db: Database.Database, folder: string, migrations: Migrations, now: Date): void {
  const pending = pendingMigrations(db, migrations.all);
  if (!pending.ok) throw new Leave<StoreFailure>(pending.failure);
  const [next] = pending.value;
  if (next === undefined) return;
  const kept = backup(db, folder, next.version, now);
  if (!kept.ok) throw new Leave<StoreFailure>(kept.failure);
  const done = migrate(db, migrations.all);
  if (!done.ok) throw new Leave<StoreFailure>(done.failure);
  db.pragma('ignore_check_constraints = ON');
  const found = db.pragma('integrity_check(1)', { simple: true });
  db.pragma('ignore_check_constraints = OFF');
  if (found !== 'ok') throw new Leave<StoreFailure>({ code: 'store/damaged', detail: String(found) });
}

function refuseOlder(db: Database.Database, { all }: Migrations): void {
  const pending = pendingMigrations(db, all);
  if (!pending.ok) throw new Leave<StoreFailure>(pending.failure);
  if (pending.value.length > 0) {
    const newest = all.at(-1)?.version ?? 0;
    throw new Leave<StoreFailure>({ code: 'store/needs-upgrade', found: userVersion(db), newest });
  }
}

/** Who brings a library up to date lists its plans right after: until that is done there is nothing to find them by. */
function refuseUnlisted(db: Database.Database): void {
  const isUnlisted = db.prepare('SELECT EXISTS (SELECT 1 FROM plan) AND NOT EXISTS (SELECT 1 FROM plan_listing)').pluck().get();
  if (isUnlisted === 1) throw new Leave<StoreFailure>({ code: 'store/plans-not-listed' });
}

/** A table or a trigger less, or another one, is damage or somebody else's hand. */
function refuseOtherSchema(db: Database.Database, { schema }: Migrations): void {
  const found = schemaOf(db);
  const different = schema.find((object) => !found.some(({ type, name, sql }) =>
    type === object.type && name === object.name && sql === object.sql)) ?? found.find(({ name }) =>
    !schema.some((object) => object.name === name));
  if (different !== undefined) {
    throw new Leave<StoreFailure>({ code: 'store/damaged', detail: `schema: ${different.name}` });
  }
}
