import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { operatorIdSchema, planIdSchema, vesselIdSchema, caseIdSchema } from '../../core/contract/ids.ts';
import type { SealedPlan } from '../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../core/strategy/parameters.ts';
import { CASE_COLUMNS, rowSeal, type StoredCaseRow } from '../../electron/host/store/caseRows.ts';
import { migrate, readMigrations } from '../../electron/host/store/migrate.ts';
import { nameSortKey } from '../../electron/host/store/identityKey.ts';
import { addRow, signedColumns, type ListRow } from '../../electron/host/store/planListing.ts';
import type { PlanQuery } from '../../electron/host/store/planSearch.ts';
import { pointLps } from '../../core/geometry/frame.ts';
import { mm } from '../../core/units.ts';
import { keptStatements, type KeptStatements } from '../../electron/host/store/keptStatements.ts';

const FAMILIES = ['Gruber', 'Huber', 'Bauer', 'Wagner', 'Müller', 'Pichler', 'Steiner', 'Moser', 'Mayer', 'Hofer'];
const LESIONS = ['RCA mid', 'RCA prox', 'LAD prox', 'LCx dist'];
const zeros = '0'.repeat(64);
const numbered = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(16, '0')}`;

/** A library that holds what the search over plans reads, and nothing of the plans themselves. */
export interface ListOfPlans {
  readonly db: Database.Database;
  readonly sql: KeptStatements;
  /** Ids of the plans that a query asks for, in its order, found by looking at each. */
  walked(query: Omit<PlanQuery, 'limit' | 'offset'>): readonly string[];
}

/** Fills an empty database with so many patients, each with a signed plan. */
export function listOfPlans(db: Database.Database, count: number): ListOfPlans {
  const made = migrate(db, readMigrations(join(import.meta.dirname, '../../migrations')).all);
  if (!made.ok) throw new Error(made.failure.code);
  const sql = keptStatements(db);
  const all = Array.from({ length: count }, (_, k) => sealedOf(k));
  db.transaction(() => all.forEach((sealed, k) => { addPlan(sql, sealed, k + 1); }))();
  return {
    db, sql,
    walked: ({ text, from, to, jCto, kind, sort, order }) => all.filter(({ patient, evidence: { lesion, scores: [score] }, signedAt }, k) => {
      const day = signedAt.slice(0, 10);
      const words = `${patient.name} ${patient.id} ${lesion?.name} ${day} ${day.replaceAll('-', '')}`.toLowerCase().replaceAll('ü', 'u');
      return isOf[kind](k) && text.split(' ').every((word) => words.split(' ').some((one) => one.startsWith(word)))
        && (from === null || day >= from) && (to === null || day <= to)
        && (jCto === null || (score !== undefined && score.least <= jCto && score.most >= jCto));
    }).toSorted((one, other) => (order === 'asc' ? 1 : -1) * before[sort](one, other) || byPlace[sort][order] * (numberOf(one) - numberOf(other)))
      .map(({ plan }): string => plan),
  };
}

/** Some are drafts, some withdrawn, some signed and written on, some came from elsewhere. */
const [isDraft, isWithdrawn, isWrittenOn, isReceived] = [13, 17, 7, 19].map((every) => (k: number): boolean => k % every === 5) as [Is, Is, Is, Is];
type Is = (k: number) => boolean;
const isOf: Readonly<Record<PlanQuery['kind'], Is>> = {
  all: () => true, draft: (k) => isDraft(k) || isWrittenOn(k), signed: (k) => !isDraft(k) && !isWithdrawn(k), withdrawn: (k) => !isDraft(k) && isWithdrawn(k),
  received: isReceived, sealed: (k) => !isDraft(k),
};
const numberOf = ({ plan }: SealedPlan): number => Number(plan.slice(4));
const compared = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0);
const lesionOf = ({ evidence: { lesion } }: SealedPlan): string => lesion?.name.toLowerCase() ?? '';
const pointsOf = ({ evidence: { scores: [score] } }: SealedPlan): number => (score === undefined ? -1 : 100 * score.most + score.least);
const before: Readonly<Record<PlanQuery['sort'], (one: SealedPlan, other: SealedPlan) => number>> = {
  newest: () => 0, name: (one, other) => compared(nameSortKey(one.patient.name), nameSortKey(other.patient.name)),
  lesion: (one, other) => compared(lesionOf(one), lesionOf(other)), jCto: (one, other) => pointsOf(one) - pointsOf(other),
};
/** Of equal ones the newest comes first in any order but from the oldest. */
const byPlace = {
  newest: { asc: 1, desc: -1 }, name: { asc: -1, desc: 1 }, lesion: { asc: -1, desc: 1 }, jCto: { asc: 1, desc: -1 },
} as const;

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
    VALUES (?, ?, ?, ?, ?, ?, ?, 0, '2026-11-22T10:00:00.000Z', 1, 1, 0, 1, 'clean', ?, ?)`)
    .run(number, caseId, String(number), patient.name, patient.id, patient.birthDate, nameSortKey(patient.name), zeros, zeros);
  const stored = sql<StoredCaseRow>(`SELECT ${CASE_COLUMNS} FROM patient_case WHERE case_number = ?`).get(number);
  if (stored !== undefined) sql('UPDATE patient_case SET row_sha256 = ? WHERE case_number = ?').run(rowSeal(stored), number);
  sql('INSERT INTO plan VALUES (?, ?, ?, ?)').run(number, id, number, lesion?.vessel);
  const k = number - 1;
  if (isReceived(k)) sql('INSERT INTO received_plan VALUES (?, ?, ?, ?, NULL, 0, ?)').run(number, id, zeros, sealed.signedAt, zeros);
  const signed: Pick<ListRow, keyof ReturnType<typeof signedColumns>> = signedColumns(sealed);
  const row: ListRow = {
    place: number, is_received: Number(isReceived(k)), changed_at_utc: sealed.signedAt, changed_by: 'Tina', name_sort_key: nameSortKey(patient.name),
    sha256: String(number).padStart(64, '0'), ...signed, state: isWithdrawn(k) ? 'withdrawn' : 'signed', has_draft: Number(isWrittenOn(k)),
    ...(isDraft(k) ? { state: 'draft', has_draft: 1, version: null, signed_at_utc: null, signed_by: null } : {}),
  };
  if (!isDraft(k)) {
    sql('INSERT INTO plan_version VALUES (?, ?, 1, ?, ?, ?, ?, ?)').run(number, number, sealed.signedAt, sealed.author.id, sealed.author.name, row.sha256, '{}');
  }
  const received = isReceived(k) ? { plan: id, origin: zeros, at: sealed.signedAt, forksFrom: null, sharedVersions: 0, sha256: zeros } : null;
  addRow({ sql }, { planNumber: number, id, received }, row, { patient_name: patient.name, patient_id: patient.id });
}
