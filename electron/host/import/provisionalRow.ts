import type { CaseId } from '../../../core/contract/ids.ts';
import type { CaseRow, PatientView } from '../../../core/contract/schemas.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import type { ReportParts } from './importReport.ts';

/**
 * The row of a case that is not in the library yet. Its size and its report follow with the row that is
 * stored.
 */
export function provisionalRow(
  id: CaseId, patient: PatientView, items: readonly SeriesItem[],
  { importedAt, by }: Pick<ReportParts, 'importedAt' | 'by'>, isDemo: boolean,
): CaseRow {
  const dates = items.flatMap(({ studyDate }) => (studyDate === null ? [] : [studyDate])).toSorted();
  const hasProblems = items.some(({ geometry }) => geometry.problems.some(({ weight }) => weight !== 'note'));
  return {
    id,
    patient,
    studyDate: dates.at(-1) ?? null,
    studies: new Set(items.map(({ studyUid }) => studyUid)).size,
    ctSeries: items.filter(({ kind }) => kind === 'ct-volume').length,
    xaRuns: items.filter(({ kind }) => kind === 'xa-run').length,
    importedAt: importedAt.toISOString(), openedAt: null, importedBy: by, bytes: 0, isDemo,
    report: hasProblems ? 'notes' : 'clean',
  };
}
