import type { ItemId } from '../strategy/equipmentItems.ts';

/** A row of the room's stock list. `item` is null where it is of no kind that is known here; `sizeMm` is null where the item has none, or where it is not noted. */
export interface StockRow {
  readonly item: ItemId | null;
  readonly name: string;
  readonly sizeMm: number | null;
  readonly count: number;
  /** Last day of use, as YYYY-MM-DD; null where it has none. */
  readonly useBy: string | null;
}
