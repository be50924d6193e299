import { createHash } from 'node:crypto';
import { calibrationSchema, runStateSchema, type Calibration, type MeasuredInput, type RunState } from '../../../core/contract/runs.ts';
import type { CaseId, OperatorId, SeriesId } from '../../../core/contract/ids.ts';
import type { Result } from '../../../core/result.ts';
import { caseNumberOf } from './caseRows.ts';
import type { CaseDamaged, NoCase, NoSeries } from './library.ts';
import type { StoreParts } from './parts.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** What operators said of the runs of a case: their scale, and their part in a dual injection. */
export interface RunNotes {
  /** Of every run of the case, whether or not anything was said. */
  list(caseId: CaseId): Result<readonly RunState[], NoCase | CaseDamaged | StoreTrouble>;
  /** Null takes the calibration back; earlier ones stay in the library. */
  calibrate(
    series: SeriesId, measured: MeasuredInput | null, by: OperatorId | null,
  ): Result<
    { readonly caseId: CaseId; readonly calibration: Calibration | null }, NoSeries | CaseDamaged | StoreTrouble
  >;
  name(series: SeriesId, role: RunState['role'], by: OperatorId | null): Result<{ readonly caseId: CaseId }, NoSeries | StoreTrouble>;
}

/** A row of run_calibration without its number and its seal. */
interface CalibrationRow {
  readonly series_id: string;
  readonly at_utc: string;
  readonly operator_id: string | null;
  readonly operator_name: string | null;
  readonly object: string;
  readonly known_mm: number | null;
  readonly measured_px: number | null;
  readonly spread_px: number | null;
  readonly french: number | null;
  readonly shaft: string | null;
  readonly frame_index: number | null;
  readonly from_column_px: number | null;
  readonly from_row_px: number | null;
  readonly to_column_px: number | null;
  readonly to_row_px: number | null;
}

/** Hash of a calibration: a damaged one is not used as one. */
const sealOf = (row: CalibrationRow): string => createHash('sha256').update(JSON.stringify([
  row.series_id, row.at_utc, row.operator_id, row.operator_name, row.object, row.known_mm, row.measured_px, row.spread_px,
  row.french, row.shaft, row.frame_index, row.from_column_px, row.from_row_px, row.to_column_px, row.to_row_px,
])).digest('hex');

const NEWEST = `SELECT series.id AS series_id, at_utc, operator_id, operator_name, object, known_mm, measured_px, spread_px,
  french, shaft, frame_index, from_column_px, from_row_px, to_column_px, to_row_px, row_sha256
  FROM run_calibration JOIN series USING (series_number) WHERE series.id = ? ORDER BY calibration_number DESC LIMIT 1`;

export function openRunNotes(parts: StoreParts): RunNotes {
  const { sql } = parts;
  const calibrationOf = (series: string): Calibration | null => {
    const row = sql<CalibrationRow & { readonly row_sha256: string }>(NEWEST).get(series);
    if (row === undefined) return null;
    const { row_sha256: seal, ...content } = row;
    if (seal !== sealOf(content)) throw new Leave<CaseDamaged>({ code: 'case/damaged', detail: 'a calibration differs from its hash' });
    return content.object === 'none' ? null : calibrationSchema.parse({
      by: content.object, knownMm: content.known_mm, measuredPixels: content.measured_px, spreadPixels: content.spread_px,
      french: content.french, shaft: content.shaft, frame: content.frame_index,
      from: [content.from_column_px, content.from_row_px], to: [content.to_column_px, content.to_row_px],
      author: content.operator_id === null ? null : { id: content.operator_id, name: content.operator_name },
      at: content.at_utc,
    });
  };
  const placeOf = (series: SeriesId): { readonly number: number; readonly caseId: CaseId } => {
    const row = sql<{ readonly series_number: number; readonly id: CaseId }>(`SELECT series_number, patient_case.id FROM series
      JOIN study USING (study_number) JOIN patient_case USING (case_number) WHERE series.id = ? AND kind = 'xa-run'`).get(series);
    if (row === undefined) throw new Leave<NoSeries>({ code: 'series/not-found' });
    return { number: row.series_number, caseId: row.id };
  };
  const nameOf = (by: OperatorId | null): string | null => (by === null ? null
    : sql<{ readonly name: string }>('SELECT name FROM operator WHERE id = ?').get(by)?.name ?? '');
  return {
    list: (caseId) => parts.read(() => {
      const caseNumber = caseNumberOf(parts, caseId);
      if (caseNumber === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
      return sql<{ readonly id: string; readonly role: string | null }>(`SELECT series.id, (SELECT role FROM run_role
        WHERE run_role.series_number = series.series_number ORDER BY role_number DESC LIMIT 1) AS role
        FROM series JOIN study USING (study_number) WHERE case_number = ? AND kind = 'xa-run' ORDER BY position, series_number`)
        .all(caseNumber).map(({ id, role }) => runStateSchema.parse({ series: id, role, calibration: calibrationOf(id) }));
    }),
    calibrate: (series, measured, by) => parts.write(() => {
      const { number, caseId } = placeOf(series);
      const row: CalibrationRow = {
        series_id: series, at_utc: parts.setting.now().toISOString(), operator_id: by, operator_name: nameOf(by),
        object: measured?.by ?? 'none', known_mm: measured?.knownMm ?? null, measured_px: measured?.measuredPixels ?? null,
        spread_px: measured?.spreadPixels ?? null, french: measured?.french ?? null, shaft: measured?.shaft ?? null,
        frame_index: measured?.frame ?? null, from_column_px: measured?.from[0] ?? null, from_row_px: measured?.from[1] ?? null,
        to_column_px: measured?.to[0] ?? null, to_row_px: measured?.to[1] ?? null,
      };
      const seal = sealOf(row);
      sql(`INSERT INTO run_calibration (series_number, at_utc, operator_id, operator_name, object, known_mm, measured_px,
        spread_px, french, shaft, frame_index, from_column_px, from_row_px, to_column_px, to_row_px, row_sha256)
        VALUES (@number, @at_utc, @operator_id, @operator_name, @object, @known_mm, @measured_px, @spread_px, @french, @shaft,
        @frame_index, @from_column_px, @from_row_px, @to_column_px, @to_row_px, @seal)`).run({ ...row, number, seal });
      parts.audit({
        action: measured === null ? 'run-calibration-removed' : 'run-calibrated', caseId, contentSha256: null,
        details: {
          series_id: series, object: row.object, known_mm: row.known_mm, measured_px: row.measured_px,
          row_sha256: seal,
        },
      }, by);
      return { caseId, calibration: calibrationOf(series) };
    }),
    name: (series, role, by) => parts.write(() => {
      const { number, caseId } = placeOf(series);
      sql('INSERT INTO run_role (series_number, at_utc, operator_id, operator_name, role) VALUES (?, ?, ?, ?, ?)')
        .run(number, parts.setting.now().toISOString(), by, nameOf(by), role);
      parts.audit({ action: 'run-named', caseId, contentSha256: null, details: { series_id: series, role } }, by);
      return { caseId };
    }),
  };
}
