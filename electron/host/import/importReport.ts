import type { ImportReport } from '../../../core/contract/schemas.ts';
import type { Reception } from '../../../core/plan/reception.ts';
import { receptionLine } from '../../../core/report/receptionLine.ts';
import { importReportLines, type ImportFacts } from '../../../core/report/importReport.ts';
import type { Refusal } from './gather.ts';

/** What one case, or a whole import, has to report. */
export interface ReportParts extends Omit<ImportFacts, 'refused'> {
  readonly importedAt: Date;
  readonly by: string | null;
  readonly source: string;
  readonly filesSeen: number;
  readonly refused: readonly Refusal[];
  /** What became of the plans of other workstations that came along. */
  readonly plans: readonly Reception[];
}

const MOST_REJECTED = 500;
const NOT_DICOM: ReadonlySet<string> = new Set(['file/not-dicom', 'file/empty']);

/** The report as it is stored and shown. Refused DICOM files come before files that are none. */
export function importReport(parts: ReportParts): ImportReport {
  const { importedAt, by, source, filesSeen, filesRead, filesOther, filesNew, items, refused, plans } = parts;
  const dicom = refused.filter(({ code }) => !NOT_DICOM.has(code));
  const rejected = [...dicom, ...refused.filter(({ code }) => NOT_DICOM.has(code))];
  const measuring = items.filter(({ kind }) => kind !== 'other');
  return {
    importedAt: importedAt.toISOString(), by, source, filesSeen, filesRead, filesOther, filesNew,
    lines: [...importReportLines({ ...parts, refused: dicom.map(({ code }) => code) }), ...plans.map(receptionLine)],
    rejected: rejected.slice(0, MOST_REJECTED),
    rejectedCount: rejected.length,
    usable: measuring.filter(({ geometry }) => geometry.usable).length,
    series: measuring.length,
  };
}
