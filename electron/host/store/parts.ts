import type Database from 'better-sqlite3';
import { err, type Result } from '../../../core/result.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import { appendAudit, type AuditEvent, type AuditSetting } from './audit.ts';
import { keptStatements, type KeptStatements } from './keptStatements.ts';
import { guarded, type StoreTrouble } from './trouble.ts';

/** What every part of an open store works with. */
export interface StoreParts {
  readonly db: Database.Database;
  readonly folder: string;
  readonly setting: AuditSetting;
  readonly sql: KeptStatements;
  /** A unit of reading: one moment of the store. */
  readonly read: <T, F = never>(work: () => T) => Result<T, F | StoreTrouble>;
  /** A unit of writing: on disk when it answers, or not at all. */
  readonly write: <T, F = never>(work: () => T) => Result<T, F | StoreTrouble>;
  /** Adds an entry in the name of an operator. */
  readonly audit: (event: Omit<AuditEvent, 'by'>, by: OperatorId | null) => void;
  /** Tells of a bug that the store went on in spite of. */
  readonly onBug: (bug: unknown) => void;
}

export function partsOf(
  db: Database.Database, folder: string, setting: AuditSetting, isReadOnly: boolean, onBug: (bug: unknown) => void = () => {},
): StoreParts {
  const sql = keptStatements(db);
  const nameOf = (id: OperatorId): string => {
    const found = sql<{ readonly name: string }>('SELECT name FROM operator WHERE id = ?').get(id);
    return found === undefined ? '' : found.name;
  };
  return {
    db, folder, setting, sql, onBug,
    read: (work) => guarded(folder, () => db.transaction(work).deferred()),
    write: (work) => (isReadOnly
      ? err({ code: 'store/read-only' }) : guarded(folder, () => db.transaction(work).immediate())),
    audit: (event, by) => {
      appendAudit(db, setting, { ...event, by: by === null ? null : { id: by, name: nameOf(by) } });
    },
  };
}
