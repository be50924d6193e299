import { expect, it, describe } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const OPERATOR = "INSERT INTO operator VALUES ('opr_0123456789abcdef', 'Tina', 'tina', 'T', '2026')";
const ROW = {
  template_number: 1, id: "'tpl_0123456789abcdef'", operator_id: "'opr_0123456789abcdef'", place: 0, name: "'Antegrade'", name_key: "'antegrade'",
  is_shared: 0, revision: 1, saved_at_utc: "'2026'", sha256: `'${hash}'`, content_json: "'{}'",
};
const row = (changed: Readonly<Record<string, string | number>> = {}): string =>
  `INSERT INTO plan_template VALUES (${Object.values({ ...ROW, ...changed }).join(', ')})`;
const withOperator = () => {
  const db = libraryAt(13);
  db.exec(`PRAGMA foreign_keys = ON; ${OPERATOR}`);
  return db;
};

it('13 keeps what is there, and begins without a template', () => {
  const db = libraryAt(12);
  db.exec(OPERATOR);
  const before = rowsOf(db);
  step(db, 13);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['plan_template'])).toEqual({ plan_template: [] });
});

it('13 takes templates of one name where they are of two operators', () => {
  const db = withOperator();
  db.exec("INSERT INTO operator VALUES ('opr_0123456789abcdeg', 'Eva', 'eva', 'E', '2026')");
  db.exec(row());
  db.exec(row({ template_number: 2, id: "'tpl_0123456789abcdeg'", operator_id: "'opr_0123456789abcdeg'", place: 7, is_shared: 1 }));
  expect(() => db.exec(row({ template_number: 3, id: "'tpl_0123456789abcdeh'" }))).toThrow(/UNIQUE constraint failed/);
  expect(() => db.exec(row({ template_number: 3, name_key: "'other'" }))).toThrow(/UNIQUE constraint failed: plan_template.id/);
});

it('13 takes none of an operator who is not there, and lets none go who has one', () => {
  const db = withOperator();
  expect(() => db.exec(row({ operator_id: "'opr_zzzzzzzzzzzzzzzz'" }))).toThrow(/FOREIGN KEY constraint failed/);
  db.exec(row());
  expect(() => db.exec('DELETE FROM operator')).toThrow(/FOREIGN KEY constraint failed/);
});

describe('13 refuses', () => {
  it.each([
    { id: "'tpl_0123'" }, { id: "'pln_0123456789abcdef'" }, { place: -1 }, { name: "''" }, { name: `'${'x'.repeat(61)}'` }, { is_shared: 2 },
    { revision: 0 }, { sha256: "'abc'" }, { content_json: "'{'" },
  ])('%o', (changed) => {
    expect(() => withOperator().exec(row(changed))).toThrow(/CHECK constraint failed/);
  });
});
