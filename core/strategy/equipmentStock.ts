import type { EquipmentNeed, Size } from './equipment.ts';
import type { ItemId } from './equipmentItems.ts';

/** A row of the room's stock list. `item` is null where it is of no kind that is known here; `sizeMm` is null where the item has none, or where it is not noted. */
export interface StockRow {
  readonly item: ItemId | null;
  readonly name: string;
  readonly sizeMm: number | null;
  readonly count: number;
  /** Last day of use, as YYYY-MM-DD; null where it has none. */
  readonly useBy: string | null;
}

/**
 * How an item of the list stands. `there`: enough that fit are in date. `too-few`: some are. `expired`: those
 * that fit are past their date. `wrong-size`: there are some, but none fits. `size-open`: it would be enough,
 * but the size that is asked for, or theirs, is not known. `missing`: there are none.
 */
export type StockState = 'there' | 'too-few' | 'expired' | 'wrong-size' | 'size-open' | 'missing';

/** One item of the list held against the stock. `usable` counts those that surely fit and are in date. */
export interface StockFinding {
  readonly item: ItemId;
  readonly state: StockState;
  readonly wanted: number;
  readonly usable: number;
  readonly expired: number;
}

/**
 * The equipment of a plan held against the room's stock, item by item.
 *
 * @param today - the day of the procedure, YYYY-MM-DD; the last day of use is still good
 * @param wanted - how many of an item are wanted; one, where nothing is said
 * @source none: counting
 */
export const stockFindings = (
  needs: readonly EquipmentNeed[], stock: readonly StockRow[], today: string,
  wanted: { readonly [item in ItemId]?: number } = {},
): readonly StockFinding[] => needs.map(({ item, size }) => {
  const rows = stock.filter((row) => row.item === item && row.count > 0);
  const perhaps = rows.filter((row) => fits(row.sizeMm, size) !== false);
  const good = perhaps.filter(({ useBy }) => useBy === null || useBy >= today);
  const usable = counted(good.filter((row) => fits(row.sizeMm, size) === true));
  const count = wanted[item] ?? 1;
  const state = usable >= count ? 'there'
    : counted(good) >= count ? 'size-open'
    : counted(good) > 0 ? 'too-few'
    : perhaps.length > 0 ? 'expired'
    : rows.length > 0 ? 'wrong-size' : 'missing';
  return { item, state, wanted: count, usable, expired: counted(perhaps) - counted(good) };
});

const counted = (rows: readonly StockRow[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** Does a size fit? Null while that is not known. */
function fits(sizeMm: number | null, size: Size | null): boolean | null {
  if (size === null) return true;
  if (size.is === 'waits' || sizeMm === null) return null;
  return size.is === 'below' ? sizeMm < size.below : sizeMm >= size.least && sizeMm <= size.most;
}
