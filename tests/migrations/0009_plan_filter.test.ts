import { expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);

it('9 keeps the list of plans as it is, and looks through it by its one index', () => {
  const db = libraryAt(8);
  db.exec(`INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count, ct_series_count,
      xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
      VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
    INSERT INTO plan VALUES (1, 'pln_0123456789abcdef', 1, 'ves_0123456789abcdef');
    INSERT INTO plan_version VALUES (1, 1, 1, '2026', 'opr_0123456789abcdef', 'Tina', '${hash}', '{}');
    INSERT INTO plan_listing VALUES (1, 1, 1, '2026', '2026-11-29', 'Tina', NULL, 2, 3, 0, '${hash}', '${hash}');`);
  const before = rowsOf(db);
  step(db, 9);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  const plan = db.prepare<[], { readonly detail: string }>(`EXPLAIN QUERY PLAN SELECT version_number FROM plan_listing INDEXED BY plan_listing_filter
    WHERE signed_on >= '2026' AND j_cto_least <= 2 AND j_cto_most >= 2 ORDER BY version_number DESC`).all();
  expect(plan.map(({ detail }) => detail)).toEqual(['SCAN plan_listing USING COVERING INDEX plan_listing_filter']);
});
