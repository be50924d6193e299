import { z } from 'zod';
import { MOST } from '../plan/plan.ts';
import { MOST_STOCK_ROWS } from '../plan/stockCsv.ts';
import { EQUIPMENT, type ItemId } from '../strategy/equipmentItems.ts';

const item = z.custom<ItemId>((value) => typeof value === 'string' && Object.hasOwn(EQUIPMENT, value), 'a kind of equipment');
const name = z.string().trim().min(1).max(MOST.name);

/** A row of the room's stock list; see core/plan/stockRow. */
export const stockRowSchema = z.strictObject({
  item: item.nullable(), name, sizeMm: z.number().positive().max(12).nullable(),
  count: z.number().int().nonnegative().max(9999), useBy: z.iso.date().nullable(),
});
/** What the room has, as it was last kept. */
export const stockListSchema = z.strictObject({
  name, savedAt: z.iso.datetime(), savedBy: z.string().nullable(), rows: z.array(stockRowSchema).max(MOST_STOCK_ROWS),
});
export type StockList = z.infer<typeof stockListSchema>;
