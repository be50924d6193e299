import { stockRowSchema, type StockList } from '../../../core/contract/stock.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { StockRow } from '../../../core/plan/stockRow.ts';
import type { Result } from '../../../core/result.ts';
import type { StoreParts } from './parts.ts';
import type { StoreTrouble } from './trouble.ts';

/** What the room has. */
export interface Stock {
  /** Null where no list was ever kept. */
  load(): Result<StockList | null, StoreTrouble>;
  /** Replaces the list as a whole. */
  save(list: Pick<StockList, 'name' | 'rows'>, by: OperatorId | null): Result<StockList, StoreTrouble>;
}

interface ListRow { readonly name: string; readonly saved_at_utc: string; readonly operator_name: string | null }
interface ItemRow {
  readonly item: string | null; readonly name: string; readonly size_mm: number | null; readonly stock_count: number;
  readonly use_by: string | null;
}

export function openStock(parts: StoreParts): Stock {
  const { sql } = parts;
  const listed = (): StockList | null => {
    const list = sql<ListRow>('SELECT name, saved_at_utc, operator_name FROM stock_list').get();
    if (list === undefined) return null;
    const rows = sql<ItemRow>('SELECT item, name, size_mm, stock_count, use_by FROM stock_row ORDER BY position').all();
    return { name: list.name, savedAt: list.saved_at_utc, savedBy: list.operator_name, rows: rows.map(rowOf) };
  };
  return {
    load: () => parts.read(listed),
    save: ({ name, rows }, by) => parts.write(() => {
      const savedAt = parts.setting.now().toISOString();
      const savedBy = by === null ? null : sql<{ readonly name: string }>('SELECT name FROM operator WHERE id = ?').get(by)?.name ?? null;
      sql('DELETE FROM stock_row').run();
      sql('DELETE FROM stock_list').run();
      sql('INSERT INTO stock_list VALUES (1, ?, ?, ?, ?)').run(name, savedAt, savedBy === null ? null : by, savedBy);
      rows.forEach(({ item, name: device, sizeMm, count, useBy }, position) => {
        sql('INSERT INTO stock_row VALUES (?, ?, ?, ?, ?, ?)').run(position, item, device, sizeMm, count, useBy);
      });
      parts.audit({ action: 'stock-saved', caseId: null, contentSha256: null, details: { name, rows: rows.length } }, by);
      return { name, savedAt, savedBy, rows: [...rows] };
    }),
  };
}

/** A kind that this release no longer knows is none. */
function rowOf({ item, name, size_mm: sizeMm, stock_count: count, use_by: useBy }: ItemRow): StockRow {
  const read = stockRowSchema.safeParse({ item, name, sizeMm, count, useBy });
  return read.success ? read.data : { item: null, name, sizeMm, count, useBy };
}
