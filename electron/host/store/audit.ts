import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { z } from 'zod';
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

const rowSchema = z.strictObject({
  sequence: z.number(), at_utc: z.string(), time_zone: z.string(), is_clock_back: z.number(), app_version: z.string(),
  operator_id: z.string().nullable(), operator_name: z.string().nullable(), action: z.string(),
  case_id: z.string().nullable(), content_sha256: z.string().nullable(), details_json: z.string(),
  previous_sha256: z.string(), sha256: z.string(),
});
type Row = z.infer<typeof rowSchema>;

/** Hash of an entry: of the hash before it, then of all it says. */
const sealOf = ({ sha256: _seal, previous_sha256, ...said }: Row): string =>
  createHash('sha256').update(previous_sha256).update(canonicalJson(said)).digest('hex');

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
  for (const raw of db.prepare('SELECT * FROM audit ORDER BY sequence').iterate()) {
    const row = rowSchema.safeParse(raw);
    const expected = head.sequence + 1;
    if (!row.success || row.data.sequence !== expected || row.data.previous_sha256 !== head.sha256
      || sealOf(row.data) !== row.data.sha256) return err({ code: 'audit/broken', sequence: expected });
    head = { sequence: expected, sha256: row.data.sha256 };
    if (known !== undefined && known.sequence === expected) {
      if (known.sha256 !== head.sha256) return err({ code: 'audit/broken', sequence: expected });
      holdsKnown = true;
    }
  }
  return holdsKnown ? ok(head) : err({ code: 'audit/cut-off', sequence: head.sequence + 1 });
}
