import { roomEventSchema } from '../../../core/contract/plans.ts';
import type { OperatorId, PlanId } from '../../../core/contract/ids.ts';
import type { RoomEvent, RoomHappening } from '../../../core/plan/roomLog.ts';
import type { Result } from '../../../core/result.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { StoreParts } from './parts.ts';
import {
  authorOf, byRow, planDamaged, planWith, sealAfter, type ByRow, type NoPlan, type PlanDamaged, type PlanHead,
} from './planRows.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** Something that happened in the room, as it is brought to the log. */
export interface RoomNote {
  /** The last row that was known when it happened. */
  readonly after: number;
  readonly happening: RoomHappening;
  /** When it happened, where it could not be brought at once. */
  readonly doneAt: string | null;
}

/** What happened in the room with each signed version. Rows are only added. */
export interface RoomLogs {
  log(plan: PlanId, version: number): Result<readonly RoomEvent[], NoPlan | PlanDamaged | StoreTrouble>;
  /** Where another row came first, nothing is added. */
  add(
    plan: PlanId, version: number, noted: RoomNote, by: OperatorId | null,
  ): Result<readonly RoomEvent[], NoPlan | PlanDamaged | { readonly code: 'plan/withdrawn' | 'room/stale' } | StoreTrouble>;
}

interface EventRow extends ByRow {
  readonly sequence: number;
  readonly at_utc: string;
  readonly happening_json: string;
  readonly previous_sha256: string;
  readonly sha256: string;
}
interface Version { readonly version_number: number; readonly version: number; readonly sha256: string }

/** As the audit names what happened in the room. */
const NOTED = 'room-noted';

const sealOfEvent = (row: Omit<EventRow, 'sha256'>): string => sealAfter(row.previous_sha256,
  [row.sequence, row.at_utc, row.operator_id, row.operator_name, row.happening_json]);

export const openRoomLogs = (parts: StoreParts): RoomLogs => ({
  log: (id, number) => parts.read(() => {
    const plan = planWith(parts, id);
    return checkedEvents(parts, plan, versionOf(parts, plan, number)).map(eventOf);
  }),
  add: (id, number, { after, happening, doneAt }, by) => parts.write(() => {
    const plan = planWith(parts, id);
    const version = versionOf(parts, plan, number);
    if (parts.sql('SELECT 1 FROM plan_withdrawal WHERE version_number = ?').get(version.version_number) !== undefined)
      throw new Leave({ code: 'plan/withdrawn' as const });
    const before = checkedEvents(parts, plan, version);
    const last = before.at(-1);
    if ((last?.sequence ?? 0) !== after) throw new Leave({ code: 'room/stale' as const });
    const row = {
      sequence: after + 1, at_utc: happenedAt(doneAt, last?.at_utc ?? null, parts.setting.now()), ...byRow(parts, by),
      happening_json: canonicalJson(happening), previous_sha256: last?.sha256 ?? version.sha256,
    };
    const added: EventRow = { ...row, sha256: sealOfEvent(row) };
    parts.sql(`INSERT INTO room_event (version_number, sequence, at_utc, operator_id, operator_name, happening_json,
      previous_sha256, sha256) VALUES (@version_number, @sequence, @at_utc, @operator_id, @operator_name, @happening_json,
      @previous_sha256, @sha256)`).run({ ...added, version_number: version.version_number });
    parts.audit({
      action: NOTED, caseId: plan.caseId, contentSha256: null,
      details: { plan_id: plan.id, version: number, sequence: added.sequence, sha256: added.sha256 },
    }, by);
    return [...before, added].map(eventOf);
  }),
});

/** When something happened: not later than now, and not before what stands in the log already. */
function happenedAt(doneAt: string | null, last: string | null, now: Date): string {
  const wanted = Math.max(doneAt === null ? now.getTime() : Date.parse(doneAt), last === null ? 0 : Date.parse(last));
  return new Date(Math.min(wanted, now.getTime())).toISOString();
}

function versionOf({ sql }: StoreParts, { planNumber }: PlanHead, version: number): Version {
  const row = sql<Version>('SELECT version_number, version, sha256 FROM plan_version WHERE plan_number = ? AND version = ?')
    .get(planNumber, version);
  if (row === undefined) throw new Leave<NoPlan>({ code: 'plan/not-found' });
  return row;
}

/** The log of a version, each row held against its hash and the last against the audit. */
export function checkedEvents({ sql }: Pick<StoreParts, 'sql'>, { caseId, id }: PlanHead, version: Version): readonly EventRow[] {
  const rows = sql<EventRow>('SELECT * FROM room_event WHERE version_number = ? ORDER BY sequence').all(version.version_number);
  let previous = version.sha256;
  rows.forEach((row, n) => {
    if (row.sequence !== n + 1 || row.previous_sha256 !== previous || sealOfEvent(row) !== row.sha256)
      throw planDamaged(`version ${version.version}, event ${n + 1} of the room`);
    previous = row.sha256;
  });
  const noted = sql<readonly unknown[]>(`SELECT json_extract(details_json, '$.sha256') FROM audit WHERE case_id = ? AND action = ?
    AND json_extract(details_json, '$.plan_id') = ? AND json_extract(details_json, '$.version') = ? ORDER BY sequence DESC LIMIT 1`)
    .raw().get(caseId, NOTED, id, version.version)?.[0];
  if ((noted ?? version.sha256) !== previous) throw planDamaged(`version ${version.version}, the end of the room's log`);
  return rows;
}

export function eventOf(row: EventRow): RoomEvent {
  const parsed = roomEventSchema.safeParse({
    sequence: row.sequence, at: row.at_utc, by: authorOf(row), happening: JSON.parse(row.happening_json),
  });
  if (!parsed.success) throw planDamaged(`event ${row.sequence} of the room`);
  return parsed.data;
}
