import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { err, ok, type Result } from '../../../core/result.ts';
import { canonicalJson } from './canonicalJson.ts';

/** What an entry says. Ids, codes and figures: never a patient. */
export interface AuditEvent {
  readonly action: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly caseId: string | null;
  /** Hash of the whole case after an action that changed it. */
  readonly contentSha256: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** The end of the chain: whoever keeps it elsewhere can tell that a tail was cut off. */
export interface AuditHead { readonly sequence: number; readonly sha256: string }

export type AuditFault =
  | { readonly code: 'audit/broken'; readonly sequence: number }
  | { readonly code: 'audit/cut-off'; readonly sequence: number };

/** Where and when entries are made. */
export interface AuditSetting { readonly now: () => Date; readonly timeZone: string; readonly appVersion: string }

const START = '0'.repeat(64);

/** As the table has it. A damaged row can hold anything: it is only ever hashed and compared. */
interface Row {
  readonly sequence: number; readonly at_utc: string; readonly time_zone: string; readonly is_clock_back: number;
  readonly app_version: string; readonly operator_id: string | null; readonly operator_name: string | null;
  readonly action: string; readonly case_id: string | null; readonly content_sha256: string | null;
  readonly details_json: string; readonly previous_sha256: string; readonly sha256: string;
}

/** Hash of an entry: of the hash before it, then of all it says as canonical JSON (keys in order, no spaces). */
const sealOf = (row: Row): string => createHash('sha256').update(row.previous_sha256).update(JSON.stringify({
  action: row.action, app_version: row.app_version, at_utc: row.at_utc, case_id: row.case_id,
  content_sha256: row.content_sha256, details_json: row.details_json, is_clock_back: row.is_clock_back, operator_id: row.operator_id,
  operator_name: row.operator_name, sequence: row.sequence, time_zone: row.time_zone,
})).digest('hex');

/** Adds an entry; to be called inside the transaction of what it tells about. */
export function appendAudit(db: Database.Database, setting: AuditSetting, event: AuditEvent): AuditHead {
  const last = db.prepare<[], Pick<Row, 'sequence' | 'at_utc' | 'sha256'>>(
    'SELECT sequence, at_utc, sha256 FROM audit ORDER BY sequence DESC LIMIT 1').get();
  const at = setting.now().toISOString();
  const unsealed: Row = {
    sequence: (last?.sequence ?? 0) + 1, at_utc: at, time_zone: setting.timeZone,
    is_clock_back: last !== undefined && at < last.at_utc ? 1 : 0, app_version: setting.appVersion,
    operator_id: event.by?.id ?? null, operator_name: event.by?.name ?? null, action: event.action,
    case_id: event.caseId, content_sha256: event.contentSha256, details_json: canonicalJson(event.details),
    previous_sha256: last?.sha256 ?? START, sha256: '',
  };
  const row: Row = { ...unsealed, sha256: sealOf(unsealed) };
  db.prepare(`INSERT INTO audit VALUES (@sequence, @at_utc, @time_zone, @is_clock_back, @app_version, @operator_id,
    @operator_name, @action, @case_id, @content_sha256, @details_json, @previous_sha256, @sha256)`).run(row);
  return { sequence: row.sequence, sha256: row.sha256 };
}

/**
 * Walks the chain and gives its end, or names the first entry that is not as it was written.
 *
 * @param known an end that was kept elsewhere; the chain must still hold it
 */
export function verifiedAudit(db: Database.Database, known?: AuditHead): Result<AuditHead, AuditFault> {
  let head: AuditHead = { sequence: 0, sha256: START };
  let holdsKnown = known === undefined || known.sequence === 0;
  for (const row of db.prepare<[], Row>('SELECT * FROM audit ORDER BY sequence').iterate()) {
    const expected = head.sequence + 1;
    if (row.sequence !== expected || row.previous_sha256 !== head.sha256 || sealOf(row) !== row.sha256) {
      return err({ code: 'audit/broken', sequence: expected });
    }
    head = { sequence: expected, sha256: row.sha256 };
    if (known !== undefined && known.sequence === expected) {
      if (known.sha256 !== head.sha256) return err({ code: 'audit/broken', sequence: expected });
      holdsKnown = true;
    }
  }
  return holdsKnown ? ok(head) : err({ code: 'audit/cut-off', sequence: head.sequence + 1 });
}
