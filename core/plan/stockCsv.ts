import { err, ok, type Result } from '../result.ts';
import { EQUIPMENT, type ItemId } from '../strategy/equipmentItems.ts';
import { csvText, plainField } from './csvText.ts';
import { kindOf } from './deviceWords.ts';
import { MOST } from './plan.ts';
import type { StockRow } from './stockRow.ts';

/** The columns of a stock list as a file, in the order in which they are written. */
const COLUMNS = ['kind', 'name', 'size_mm', 'count', 'use_by'] as const;
type Column = (typeof COLUMNS)[number];
/** Lists longer than this are no list of one room. */
export const MOST_STOCK_ROWS = 5000;
/** Problems that are told one by one. */
const MOST_PROBLEMS = 8;

/** Why a file is no stock list, line by line; nothing of it is taken. */
export interface StockUnreadable { readonly code: 'stock/unreadable'; readonly problems: readonly string[] }

/** A stock list as CSV; reading takes off again what makes it safe to open. */
export const stockCsv = (rows: readonly StockRow[]): string => csvText([
  COLUMNS,
  ...rows.map(({ item, name, sizeMm, count, useBy }) =>
    [item ?? '', name, sizeMm === null ? '' : String(sizeMm), String(count), useBy ?? '']),
]);

/**
 * The rows of a stock list that comes as CSV, with commas, semicolons or tabs between its fields. Columns stand in any
 * order under their names; only `name` and `count` must be there.
 *
 * @fails stock/unreadable - with the line and what is wrong in it
 */
export function stockOf(csv: string): Result<readonly StockRow[], StockUnreadable> {
  const lines = linesOf(csv.replace(/^\uFEFF/, ''));
  if (lines === null) return unreadable(['A quotation mark is opened and never closed.']);
  const [head, ...body] = lines;
  const columns = head?.fields.map((name) => name.trim().toLowerCase().replace(/[ -]+/g, '_')) ?? [];
  const missing = (['name', 'count'] as const).filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    return unreadable([`The first line names no column "${missing.join('" and "')}". It must read: ${COLUMNS.join(',')}`]);
  }
  if (body.length > MOST_STOCK_ROWS) return unreadable([`There are more than ${MOST_STOCK_ROWS} lines: this is no list of one room.`]);
  const read = body.map(({ fields, line }) => rowOf((column) => plainField(fields[columns.indexOf(column)] ?? '').trim(), line));
  const problems = read.flatMap((one) => (one.ok ? [] : [one.failure]));
  if (problems.length > 0) {
    const more = problems.length - MOST_PROBLEMS;
    return unreadable([...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`And ${more} more lines.`] : [])]);
  }
  return ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

const unreadable = (problems: readonly string[]) => err<StockUnreadable>({ code: 'stock/unreadable', problems });

function rowOf(at: (column: Column) => string, line: number): Result<StockRow, string> {
  const [kind, name, size, count, useBy] = COLUMNS.map(at);
  if (name === undefined || name === '' || name.length > MOST.name) return err(`Line ${line}: a name of 1 to ${MOST.name} characters is missing.`);
  const item = itemOf(kind ?? '', name);
  if (item === undefined) return err(`Line ${line}: "${kind}" is no kind of equipment that is known here; leave it empty.`);
  if (!/^\d{1,4}$/.test(count ?? '')) return err(`Line ${line}: the count must be a whole number from 0 to 9999.`);
  const sizeMm = size === undefined || size === '' ? null : Number(size.replace(',', '.'));
  if (sizeMm !== null && !(sizeMm > 0 && sizeMm <= 12)) return err(`Line ${line}: the size must be a diameter up to 12 mm, or empty.`);
  if (useBy !== undefined && useBy !== '' && !isDay(useBy)) return err(`Line ${line}: the date must read YYYY-MM-DD, or be empty.`);
  return ok({ item, name, sizeMm, count: Number(count), useBy: useBy === undefined || useBy === '' ? null : useBy });
}

/** By id or words; where the column is empty, by the name. Undefined for a kind that nobody knows. */
function itemOf(kind: string, name: string): ItemId | null | undefined {
  if (kind === '') return kindOf(name);
  return Object.hasOwn(EQUIPMENT, kind) ? kind as ItemId : kindOf(kind) ?? undefined;
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the calendar as YYYY-MM-DD. */
function isDay(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : DAYS_OF_MONTH[month - 1] ?? 0);
}

interface Line { readonly fields: readonly string[]; readonly line: number }

/** The lines of a file with the number at which each begins; empty ones are left out. Null where a quote stays open. */
function linesOf(csv: string): readonly Line[] | null {
  const [first = ''] = csv.split(/\r?\n/, 1);
  const separator = [';', '\t', ','].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ',';
  const lines: Line[] = [];
  let fields: string[] = [];
  let text = '';
  let isQuoted = false;
  let [line, begun] = [1, 1];
  const end = (): void => {
    fields.push(text);
    text = '';
    if (fields.some((one) => one.trim() !== '')) lines.push({ fields, line: begun });
    fields = [];
    begun = line + 1;
  };
  for (let n = 0; n < csv.length; n += 1) {
    const sign = csv.charAt(n);
    if (isQuoted) {
      if (sign === '"' && csv.charAt(n + 1) === '"') {
        text += '"';
        n += 1;
      } else if (sign === '"') isQuoted = false;
      else text += sign;
    } else if (sign === '"' && text === '') isQuoted = true;
    else if (sign === separator) {
      fields.push(text);
      text = '';
    } else if (sign === '\n') end();
    else if (sign !== '\r' || csv.charAt(n + 1) !== '\n') text += sign;
    if (sign === '\n') line += 1;
  }
  if (isQuoted) return null;
  end();
  return lines;
}
