import { z } from 'zod';

/** A failure that says nothing but its code. */
export const failing = <const Code extends string>(code: Code) => z.strictObject({ code: z.literal(code) });
/** The library is shown but cannot be written (read-only folder, second instance). */
export const readOnly = failing('store/read-only');
const count = z.number().int().nonnegative();
/** What was to be kept was not: nothing of it is stored, all that was there before is. */
export const notKept = z.union([
  readOnly,
  z.strictObject({ code: z.literal('store/disk-full'), freeBytes: count, neededBytes: count }),
]);
