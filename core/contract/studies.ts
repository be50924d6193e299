import { z } from 'zod';
import { archiveIdSchema } from './ids.ts';

const text = z.string();
const day = text.regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as 2026-11-29');
const studyUid = text.regex(/^[0-9.]{1,64}$/, 'a UID');
const count = z.number().int().nonnegative();

/** A study as an archive lists it; what the archive does not say is null. */
export const foundStudySchema = z.strictObject({
  studyUid: text, patientName: text.nullable(), patientId: text.nullable(), birthDate: text.nullable(), date: text.nullable(),
  description: text.nullable(), modalities: z.array(text), instances: count.nullable(),
});
export type FoundStudyView = z.infer<typeof foundStudySchema>;

/** By what studies are looked for; null leaves it open. A part of the name is enough, the ID is looked for as it is. */
export const studyQuerySchema = z.strictObject({
  archive: archiveIdSchema, patientName: text.trim().min(1).max(64).nullable(), patientId: text.trim().min(1).max(64).nullable(),
  from: day.nullable(), to: day.nullable(),
});

/** The study that is wanted, with what the archive said of it. */
export const studyOrderSchema = z.strictObject({ archive: archiveIdSchema, studyUid, date: day.nullable(), instances: count.nullable() });
