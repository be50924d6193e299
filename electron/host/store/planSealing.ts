import { operatorIdSchema, type OperatorId, type SeriesId } from '../../../core/contract/ids.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import { planStanding } from '../../../core/plan/planStanding.ts';
import type { PlanEvidence, SealedPlan, SealedSeries } from '../../../core/plan/sealedPlan.ts';
import { checkedCase } from './caseReads.ts';
import type { NoSeries } from './library.ts';
import type { StoreParts } from './parts.ts';
import { byRow, NO_SEAL, sha256Of, type PlanHead } from './planRows.ts';
import type { NotReady } from './plans.ts';
import type { VersionRow } from './planVersions.ts';
import { Leave } from './trouble.ts';

/** What goes under a seal from the page, and the version before. */
interface ToSeal {
  readonly plan: PlanHead;
  readonly content: PlanContent;
  readonly evidence: PlanEvidence;
  readonly series: readonly SeriesId[];
  readonly by: OperatorId | null;
  readonly last: Pick<VersionRow, 'version' | 'sha256'> | null;
}

/** The next version of a plan: what the page hands in, and all that only the library knows. Leaves where it is not to be signed. */
export function sealedPlan(parts: StoreParts, { plan, content, evidence, series: ids, by, last }: ToSeal): SealedPlan {
  const author = byRow(parts, by);
  if (author.operator_id === null || author.operator_name === null) throw new Leave({ code: 'plan/no-author' as const });
  if (evidence.lesion !== null && evidence.lesion.vessel !== plan.vessel) {
    throw new Leave<NotReady>({ code: 'plan/not-ready', reasons: ['The measures are of another vessel: open the plan again.'] });
  }
  const { blocking: reasons } = planStanding(content, evidence);
  if (reasons.length > 0) throw new Leave<NotReady>({ code: 'plan/not-ready', reasons });
  const { row } = checkedCase(parts, plan.caseId);
  const series = [...new Set(ids)].map((id) => seriesOf(parts, plan, id));
  return {
    format: 1, plan: plan.id, version: (last?.version ?? 0) + 1, patient: row.patient,
    studyDate: series[0]?.studyDate ?? row.studyDate, content, evidence, series: series.map(({ sealed }) => sealed),
    software: `Fullmoon ${parts.setting.appVersion}`,
    author: { id: operatorIdSchema.parse(author.operator_id), name: author.operator_name },
    signedAt: parts.setting.now().toISOString(), timeZone: parts.setting.timeZone, previousSha256: last?.sha256 ?? NO_SEAL,
  };
}

interface SeriesRow {
  readonly series_number: number;
  readonly study_uid: string;
  readonly series_uid: string;
  readonly description: string | null;
  readonly study_date: string | null;
}

/** The hash of all files of a series: of their hashes, whatever their order. */
export const filesSha256 = (files: readonly string[]): string => sha256Of([...new Set(files)].toSorted().join('\n'));

/** A series as it is sealed: its hash is that of the hashes of all its files, whatever their order. */
function seriesOf({ sql }: StoreParts, { caseNumber }: PlanHead, id: SeriesId): {
  readonly sealed: SealedSeries; readonly studyDate: string | null;
} {
  const row = sql<SeriesRow>(`SELECT series_number, study_uid, series_uid, description, series.study_date
    FROM series JOIN study USING (study_number) WHERE case_number = ? AND series.id = ?`).get(caseNumber, id);
  if (row === undefined) throw new Leave<NoSeries>({ code: 'series/not-found' });
  const files = sql<readonly string[]>(`SELECT DISTINCT file_sha256 FROM series_instance JOIN instance USING (instance_number)
    WHERE series_number = ? ORDER BY file_sha256`).raw().all(row.series_number).flatMap(([sha256]) => sha256 ?? []);
  const { study_uid: studyUid, series_uid: seriesUid, description, study_date: studyDate } = row;
  return { sealed: { id, studyUid, seriesUid, description, sha256: filesSha256(files) }, studyDate };
}
