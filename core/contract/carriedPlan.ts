import { z } from 'zod';
import { operatorIdSchema } from './ids.ts';

const text = z.string();
const sha256 = text.regex(/^[0-9a-f]{64}$/);

/** A version on its way to another workstation: the very bytes that were sealed, and its withdrawal with the seal of that. */
const carriedVersionSchema = z.strictObject({
  sealed: text, sha256,
  withdrawal: z.strictObject({
    at: z.iso.datetime(), by: z.strictObject({ id: operatorIdSchema, name: text }).nullable(), reason: text.min(1).max(600), sha256,
  }).nullable(),
});

/**
 * The sealed chain of a plan on its way to another workstation: every version up to one, from the first, and the pictures
 * that they show. It lies in the DICOM object of the printed plan (electron/host/sharing/chainBlock.ts).
 */
export const carriedPlanSchema = z.strictObject({
  format: z.literal(1),
  /** The first entry of the audit of the library in which it was signed: tells workstations apart, and says nothing of them. */
  origin: sha256,
  versions: z.array(carriedVersionSchema).min(1).max(1000),
  /** Key images as PNG, base64, by the hash of their bytes. */
  images: z.record(sha256, z.base64().max(960_000)),
  /** Hash of all seals in their order: see electron/host/sharing/carriedPlan.ts. */
  head: sha256,
});
export type CarriedPlan = z.infer<typeof carriedPlanSchema>;
export type CarriedVersion = z.infer<typeof carriedVersionSchema>;
