import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { operatorIdSchema, planIdSchema, vesselIdSchema, caseIdSchema } from '../../core/contract/ids.ts';
import type { SealedPlan } from '../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../core/strategy/parameters.ts';
import { CASE_COLUMNS, rowSeal, type StoredCaseRow } from '../../electron/host/store/caseRows.ts';
import { migrate, readMigrations } from '../../electron/host/store/migrate.ts';
import { listVersion, type PlanQuery } from '../../electron/host/store/planListing.ts';
import { pointLps } from '../../core/geometry/frame.ts';
import { mm } from '../../core/units.ts';

const FAMILIES = ['Gruber', 'Huber', 'Bauer', 'Wagner', 'Müller', 'Pichler', 'Steiner', 'Moser', 'Mayer', 'Hofer'];
const LESIONS = ['RCA mid', 'RCA prox', 'LAD prox', 'LCx dist'];
const zeros = '0'.repeat(64);
const numbered = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(16, '0')}`;

/** A library that holds what the search over plans reads, and nothing of the plans themselves. */
export interface ListOfPlans {
  readonly db: Database.Database;
  readonly sql: <Row>(text: string) => Database.Statement<unknown[], Row>;
  /** Ids of the plans that a query asks for, newest first, found by looking at each. */
  walked(query: Pick<PlanQuery, 'text' | 'from' | 'to' | 'jCto'>): readonly string[];
}

/** Fills an empty database with so many patients, each with a signed plan. */
export function listOfPlans(db: Database.Database, count: number): ListOfPlans {
  const made = migrate(db, readMigrations(join(import.meta.dirname, '../../migrations')).all);
  if (!made.ok) throw new Error(made.failure.code);
  const kept = new Map<string, Database.Statement<unknown[], unknown>>();
  const sql = <Row>(text: string): Database.Statement<unknown[], Row> => {
    const statement = kept.get(text) ?? db.prepare<unknown[], unknown>(text);
    kept.set(text, statement);
    return statement as Database.Statement<unknown[], Row>;
  };
  const all = Array.from({ length: count }, (_, k) => sealedOf(k));
  db.transaction(() => all.forEach((sealed, k) => { addPlan(sql, sealed, k + 1); }))();
  return {
    db, sql,
    walked: ({ text, from, to, jCto }) => all.filter(({ patient, evidence: { lesion, scores: [score] }, signedAt }) => {
      const day = signedAt.slice(0, 10);
      const words = `${patient.name} ${patient.id} ${lesion?.name} ${day} ${day.replaceAll('-', '')}`.toLowerCase().replaceAll('ü', 'u');
      return text.split(' ').every((word) => words.split(' ').some((one) => one.startsWith(word)))
        && (from === null || day >= from) && (to === null || day <= to)
        && (jCto === null || (score !== undefined && score.least <= jCto && score.most >= jCto));
    }).map(({ plan }): string => plan).toReversed(),
  };
}

function sealedOf(k: number): SealedPlan {
  const score = { id: 'j-cto', name: 'J-CTO', category: null, outcome: null, citation: '', evidence: 'B', isProvisional: false };
  return {
    format: 1, plan: planIdSchema.parse(numbered('pln', k)), version: 1, studyDate: null, series: [], software: '', timeZone: 'UTC',
    patient: { name: `${FAMILIES[k % 10]} Given${k % 97}`, id: `PID-${String(k).padStart(6, '0')}`, birthDate: '1951-02-03', sex: null },
    content: {
      rungs: [], budget: { contrastMl: null, airKermaGy: null, wireMinutes: null, totalMinutes: null }, access: '', guides: '', notes: '', keyImages: [],
    },
    evidence: {
      facts: [], openPoints: [], parameters: STANDARD_PARAMETERS,
      lesion: {
        name: `${LESIONS[k % 4]} CTO ${10 + (k % 40)} mm`, vessel: vesselIdSchema.parse(numbered('ves', k)), frameOfReferenceUid: null, length: mm(10),
        proximalCap: pointLps(0, 0, 0), distalCap: pointLps(0, 0, 0), course: [], sections: [], windows: [], algorithms: [], cautions: [],
      },
      scores: k % 11 === 0 ? [] : [{ ...score, least: k % 5, most: (k % 5) + (k % 2) }],
    },
    author: { id: operatorIdSchema.parse(numbered('opr', 1)), name: 'Tina' }, previousSha256: zeros,
    signedAt: new Date(Date.UTC(2016, 0, 1 + Math.floor((k * 3650) / 100_000) + (k % 3650), 12)).toISOString(),
  };
}

function addPlan(sql: ListOfPlans['sql'], sealed: SealedPlan, number: number): void {
  const { patient, plan: id, evidence: { lesion } } = sealed;
  const caseId = caseIdSchema.parse(numbered('cas', number));
  sql(`INSERT INTO patient_case (case_number, id, identity_key, patient_name, patient_id, birth_date, name_sort_key, is_demo, imported_at_utc,
    study_count, ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (?, ?, ?, ?, ?, ?, '', 0, '2026-11-22T10:00:00.000Z', 1, 1, 0, 1, 'clean', ?, ?)`)
    .run(number, caseId, String(number), patient.name, patient.id, patient.birthDate, zeros, zeros);
  const row = sql<StoredCaseRow>(`SELECT ${CASE_COLUMNS} FROM patient_case WHERE case_number = ?`).get(number);
  if (row !== undefined) sql('UPDATE patient_case SET row_sha256 = ? WHERE case_number = ?').run(rowSeal(row), number);
  sql('INSERT INTO plan VALUES (?, ?, ?, ?)').run(number, id, number, lesion?.vessel);
  const version = {
    version_number: number, version: 1, signed_at_utc: sealed.signedAt, operator_id: sealed.author.id, operator_name: sealed.author.name,
    sha256: String(number).padStart(64, '0'), sealed_json: '{}',
  };
  sql(`INSERT INTO plan_version (version_number, plan_number, version, signed_at_utc, operator_id, operator_name, sha256, sealed_json)
    VALUES (@version_number, @version_number, @version, @signed_at_utc, @operator_id, @operator_name, @sha256, @sealed_json)`).run(version);
  const vessel = lesion?.vessel ?? vesselIdSchema.parse(numbered('ves', number));
  listVersion({ sql }, { planNumber: number, id, vessel, caseNumber: number, caseId, received: null }, { row: version, sealed, isWithdrawn: false });
}
