import {
  archiveIdSchema, caseIdSchema, planIdSchema, sendingIdSchema, type ArchiveId, type OperatorId, type PlanId, type SendingId,
} from '../../../core/contract/ids.ts';
import type { SendingView } from '../../../core/contract/sendings.ts';
import type { Result } from '../../../core/result.ts';
import { newId } from '../newId.ts';
import type { NoArchive } from './archives.ts';
import type { StoreParts } from './parts.ts';
import { planWith, type NoPlan, type PlanDamaged } from './planRows.ts';
import { checkedVersions } from './planVersions.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** A sending as it is kept; how far it is knows whoever sends it. */
export type KeptSending = Omit<SendingView, 'done' | 'of'>;
export type NoSending = { readonly code: 'sending/not-found' };

/**
 * How a try ended; `what` the archive has whole, or in part, or may have in part: null where nothing of it came there
 * in this try, so that what it has from before is as it was. `stored` are the instance UIDs that it said in this try to
 * have.
 */
export type TryEnd = { readonly stored: readonly string[] } & (
  | { readonly state: 'sent'; readonly what: 'plan' | 'withdrawal';
    /** Whether it was asked, and lists all of it. */
    readonly isFound: boolean }
  /** It is tried again at an instant; without a reason where nobody but we gave it up. */
  | { readonly state: 'waiting'; readonly what: 'plan' | 'withdrawal' | null; readonly reason: string | null; readonly nextTryAt: string }
  | { readonly state: 'refused'; readonly what: 'plan' | 'withdrawal' | null; readonly reason: string }
  /** It said to have all of it, and lists only a part, or nothing: without the `missing` UIDs. */
  | { readonly state: 'not-found'; readonly what: 'plan' | 'withdrawal'; readonly reason: string;
    readonly missing: readonly string[]; readonly isPartFound: boolean }
  /** It has some of it, from this try or one before. */
  | { readonly state: 'in-part'; readonly what: 'plan' | 'withdrawal'; readonly reason: string });

/** What is on its way to archives: nothing leaves the list but what was sent or taken back. */
export interface Sendings {
  /** Of one plan, all; of the whole library (`plan` null) what is not sent yet. In the order in which they were asked for. */
  list(plan: PlanId | null): Result<readonly KeptSending[], StoreTrouble>;
  /** Asks for a version to be sent: now, also where it was sent, refused, or waits for its next try. */
  ask(plan: PlanId, version: number, archive: ArchiveId, by: OperatorId | null): Result<KeptSending, NoPlan | PlanDamaged | NoArchive | StoreTrouble>;
  /** What the archive said to have of what goes there, by instance UID, since it was last there whole. */
  stored(id: SendingId): Result<ReadonlySet<string>, StoreTrouble>;
  /** Takes back what is not sent yet. What the archive has or may have of it stays known: of a withdrawal it is told. */
  cancel(id: SendingId, by: OperatorId | null): Result<KeptSending, NoSending | StoreTrouble>;
  /** A try begins; false where it does not wait any more. */
  begin(id: SendingId): Result<boolean, StoreTrouble>;
  /**
   * A try has ended. What was withdrawn while its plan was being sent waits again: the archive must learn of it. What was
   * taken back when the archive had acknowledged all of it already is sent.
   */
  end(id: SendingId, end: TryEnd): Result<void, StoreTrouble>;
  /** A try of which nobody knows how it ended, as the program was ended in it: it waits again. */
  giveBack(id: SendingId): Result<void, StoreTrouble>;
}

/** Of what an archive says, so many letters have room: a try whose end could not be kept would be made again for ever. */
const LONGEST_REASON = 600;

interface Row {
  readonly id: string; readonly case_id: string; readonly plan_id: string; readonly version: number; readonly archive_id: string | null;
  readonly archive_name: string; readonly state: SendingView['state']; readonly since_utc: string; readonly attempts: number;
  readonly reason: string | null; readonly next_try_utc: string | null; readonly sent_what: 'plan' | 'withdrawal' | null;
  readonly sent_at_utc: string | null; readonly is_in_part: 0 | 1; readonly is_found: 0 | 1 | null;
  readonly is_withdrawn: 0 | 1;
}
const ROWS = `SELECT sending.*, patient_case.id AS case_id, plan.id AS plan_id, version, archive.id AS archive_id, coalesce(archive.name, archive_name) AS archive_name,
    EXISTS (SELECT 1 FROM plan_withdrawal WHERE plan_withdrawal.version_number = sending.version_number) AS is_withdrawn
  FROM sending JOIN plan_version USING (version_number) JOIN plan USING (plan_number) JOIN patient_case USING (case_number)
  LEFT JOIN archive USING (archive_number)`;

export function openSendings(parts: StoreParts): Sendings {
  const { sql } = parts;
  const now = (): string => parts.setting.now().toISOString();
  const found = (id: SendingId): KeptSending | null => {
    const row = sql<Row>(`${ROWS} WHERE sending.id = ?`).get(id);
    return row === undefined ? null : sendingOf(row);
  };
  const there = (id: SendingId): KeptSending => {
    const sending = found(id);
    if (sending === null) throw new Leave<NoSending>({ code: 'sending/not-found' });
    return sending;
  };
  return {
    list: (plan) => parts.read(() => (plan === null
      ? sql<Row>(`${ROWS} WHERE state NOT IN ('sent', 'taken-back') ORDER BY sending_number`).all()
      : sql<Row>(`${ROWS} WHERE plan.id = ? ORDER BY sending_number`).all(plan)).map(sendingOf)),

    ask: (planId, version, archive, by) => parts.write(() => {
      const plan = planWith(parts, planId);
      const row = checkedVersions(parts, plan)[version - 1]?.row;
      if (row === undefined) throw new Leave<NoPlan>({ code: 'plan/not-found' });
      const to = sql<{ readonly archive_number: number; readonly name: string }>('SELECT archive_number, name FROM archive WHERE id = ?').get(archive);
      if (to === undefined) throw new Leave<NoArchive>({ code: 'archive/not-found' });
      // What was there whole goes whole again: whoever asks for it may know that it is there no more.
      sql(`DELETE FROM sending_object WHERE sending_number IN (SELECT sending_number FROM sending
        WHERE version_number = @version_number AND archive_number = @archive_number AND state = 'sent')`).run({ version_number: row.version_number, archive_number: to.archive_number });
      const { id } = sql<{ readonly id: string }>(`INSERT INTO sending (id, version_number, archive_number, archive_name, state, since_utc, attempts, next_try_utc)
        VALUES (@id, @version_number, @archive_number, @name, 'waiting', @now, 0, @now)
        ON CONFLICT (version_number, archive_number) DO UPDATE SET archive_name = @name,
          state = iif(state = 'sending', state, 'waiting'), next_try_utc = iif(state = 'sending', NULL, @now), since_utc = @now
        RETURNING id`).get({ ...to, id: newId('snd'), version_number: row.version_number, now: now() }) ?? { id: '' };
      parts.audit({
        action: 'sending-asked', caseId: plan.caseId, contentSha256: null, details: { plan_id: planId, version, archive_id: archive },
      }, by);
      return there(sendingIdSchema.parse(id));
    }),

    stored: (id) => parts.read(() => new Set(sql<{ readonly instance_uid: string }>('SELECT instance_uid FROM sending_object JOIN sending USING (sending_number) WHERE id = ?')
      .all(id).map(({ instance_uid: uid }) => uid))),

    cancel: (id, by) => parts.write(() => {
      const sending = there(id);
      if (sending.state === 'sent' || sending.state === 'taken-back') throw new Leave<NoSending>({ code: 'sending/not-found' });
      // What the archive has of it from before is still known, and that it said to have what it does not list.
      if (sending.has === null && sql(`DELETE FROM sending WHERE id = ? AND may_have = 0 AND is_found IS NOT 0 AND state <> 'sending'`).run(id).changes === 0) {
        sql(`UPDATE sending SET state = 'taken-back', next_try_utc = NULL, reason = NULL, since_utc = ? WHERE id = ?`).run(now(), id);
      } else if (sending.has !== null) sql(`UPDATE sending SET state = 'sent', is_found = NULL, next_try_utc = NULL, reason = NULL, since_utc = sent_at_utc WHERE id = ?`).run(id);
      noted('sending-cancelled', sending, {}, by);
      return sending;
    }),

    begin: (id) => parts.write(() => sql(`UPDATE sending SET state = 'sending', next_try_utc = NULL, attempts = attempts + 1, since_utc = ?
      WHERE id = ? AND state = 'waiting'`).run(now(), id).changes === 1),

    end: (id, end) => parts.write(() => {
      const sending = found(id);
      if (sending === null) return;
      for (const uid of end.stored) sql('INSERT OR IGNORE INTO sending_object SELECT sending_number, ? FROM sending WHERE id = ?').run(uid, id);
      if (end.what === 'plan') sql('UPDATE sending SET may_have = 1 WHERE id = ?').run(id);
      // Of what was taken back while it was being sent, only that it is there whole is worth to be known.
      const isTakenBack = sending.state !== 'sending';
      if (isTakenBack && end.state !== 'sent') {
        if (end.what === 'plan') tellOfWithdrawal(id);
        return;
      }
      if (end.state === 'waiting') {
        // A try that we gave up ourselves is no failed one.
        sql(`UPDATE sending SET state = 'waiting', since_utc = @now, reason = coalesce(@reason, reason), next_try_utc = @next,
          attempts = attempts - iif(@reason IS NULL, 1, 0) WHERE id = @id`).run({ id, now: now(), reason: end.reason?.slice(0, LONGEST_REASON) ?? null, next: end.nextTryAt });
      } else if (end.state === 'not-found') {
        for (const uid of end.missing) sql(`DELETE FROM sending_object WHERE instance_uid = ?
          AND sending_number = (SELECT sending_number FROM sending WHERE id = ?)`).run(uid, id);
        // It does not have the plan; a plan that it has is not gone for want of the notice of its withdrawal, also where it
        // had that notice once.
        sql(`UPDATE sending SET state = 'refused', is_in_part = @isPartFound, is_found = 0, since_utc = @now, reason = @reason,
          sent_what = iif(sent_what = @what, iif(@what = 'withdrawal' AND may_have, 'plan', NULL), sent_what),
          sent_at_utc = iif(sent_what = @what AND NOT (@what = 'withdrawal' AND may_have), NULL, sent_at_utc) WHERE id = @id`)
          .run({
            id, now: now(), reason: end.reason.slice(0, LONGEST_REASON), what: end.what, isPartFound: Number(end.isPartFound),
          });
      } else if (end.state === 'refused' || end.state === 'in-part') {
        const isInPart = end.state === 'in-part' ? 1 : end.what === null ? null : 0;
        sql(`UPDATE sending SET state = 'refused', is_found = NULL, is_in_part = coalesce(?, is_in_part), since_utc = ?, reason = ?
          WHERE id = ?`).run(isInPart, now(), end.reason.slice(0, LONGEST_REASON), id);
      } else {
        // What was taken back and is asked for again waits.
        sql(`UPDATE sending SET state = iif(state = 'waiting', state, 'sent'), is_in_part = 0, since_utc = @now, reason = NULL, attempts = 0,
          sent_what = @what, sent_at_utc = @now, is_found = iif(@isFound, 1, NULL) WHERE id = @id`)
          .run({ id, now: now(), what: end.what, isFound: Number(end.isFound) });
      }
      if (end.state !== 'waiting') noted(`sending-${end.state}`, sending, end.state === 'sent' ? { what: end.what, ...(end.isFound ? { found: 'yes' } : {}) } : {}, null);
      // A notice that was refused is not told again: that would have no end.
      if (end.state !== 'waiting' && end.what === 'plan') tellOfWithdrawal(id);
    }),

    giveBack: (id) => parts.write(() => {
      sql(`UPDATE sending SET state = 'waiting', may_have = 1, next_try_utc = @now, since_utc = @now WHERE id = @id AND state = 'sending'`).run({ id, now: now() });
    }),
  };

  function tellOfWithdrawal(id: SendingId): void {
    sql(`${TELL_OF_WITHDRAWAL} AND id = @id`).run({ now: now(), id });
  }

  function noted(action: string, { caseId, plan, version, archive }: KeptSending, details: Readonly<Record<string, string>>, by: OperatorId | null): void {
    parts.audit({
      action, caseId, contentSha256: null, details: { plan_id: plan, version, archive_id: archive.id, ...details },
    }, by);
  }
}

/** An archive that has the plan of a version that was withdrawn, or may have a part of it, is to have the notice of it, too. */
const TELL_OF_WITHDRAWAL = `UPDATE sending SET state = 'waiting', next_try_utc = @now, since_utc = @now, attempts = 0, reason = NULL
  WHERE state IN ('sent', 'refused', 'taken-back') AND may_have AND sent_what IS NOT 'withdrawal' AND archive_number IS NOT NULL
  AND EXISTS (SELECT 1 FROM plan_withdrawal WHERE plan_withdrawal.version_number = sending.version_number)`;

/** Inside the transaction of a withdrawal: every archive that has the version is told. */
export function tellArchives({ sql, setting }: Pick<StoreParts, 'sql' | 'setting'>, versionNumber: number): void {
  sql(`${TELL_OF_WITHDRAWAL} AND version_number = @versionNumber`).run({ now: setting.now().toISOString(), versionNumber });
}

function sendingOf(row: Row): KeptSending {
  return {
    id: sendingIdSchema.parse(row.id), caseId: caseIdSchema.parse(row.case_id), plan: planIdSchema.parse(row.plan_id), version: row.version,
    archive: { id: row.archive_id === null ? null : archiveIdSchema.parse(row.archive_id), name: row.archive_name },
    state: row.state !== 'refused' ? row.state : row.is_found === 0 ? 'not-found' : row.is_in_part === 1 ? 'in-part' : 'refused',
    isFound: row.state === 'sent' && row.is_found === 1,
    isPartFound: row.state === 'refused' && row.is_found === 0 && row.is_in_part === 1, isWithdrawn: row.is_withdrawn === 1, attempts: row.attempts, reason: row.reason, nextTryAt: row.next_try_utc, since: row.since_utc,
    has: row.sent_what === null || row.sent_at_utc === null ? null : { what: row.sent_what, at: row.sent_at_utc },
  };
}
