import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const LIST = "INSERT INTO stock_list VALUES (1, 'Lab 2', '2026', NULL, NULL)";
const row = (values: string): string => `INSERT INTO stock_row VALUES (${values})`;

it('10 keeps what is there, and begins without a list', () => {
  const db = libraryAt(9);
  db.exec("INSERT INTO setting VALUES ('dose_unit', '\"Gy cm2\"')");
  const before = rowsOf(db);
  step(db, 10);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['stock_list', 'stock_row'])).toEqual({ stock_list: [], stock_row: [] });
});

describe('10 takes', () => {
  it.each([
    LIST, row("0, 'nc-balloon', 'NC 3.25 x 15', 3.25, 4, '2027-02-28'"), row("0, NULL, 'Gaia 3', NULL, 0, NULL"),
  ])('%s', (sql) => { libraryAt(10).exec(sql); });
});

describe('10 refuses', () => {
  it.each([
    "INSERT INTO stock_list VALUES (2, 'Lab 2', '2026', NULL, NULL)", "INSERT INTO stock_list VALUES (1, '', '2026', NULL, NULL)",
    "INSERT INTO stock_list VALUES (1, 'Lab 2', '2026', NULL, 'Tina')",
    row("-1, NULL, 'Gaia 3', NULL, 0, NULL"), row("0, '', 'Gaia 3', NULL, 0, NULL"), row("0, NULL, '', NULL, 0, NULL"),
    row("0, NULL, 'Gaia 3', 0, 0, NULL"), row("0, NULL, 'Gaia 3', 12.5, 0, NULL"), row("0, NULL, 'Gaia 3', NULL, -1, NULL"),
    row("0, NULL, 'Gaia 3', NULL, 10000, NULL"), row("0, NULL, 'Gaia 3', NULL, 0, '28.02.2027'"),
  ])('%s', (sql) => { expect(() => libraryAt(10).exec(sql)).toThrow(/CHECK constraint failed/); });
});
