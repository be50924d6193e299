import { z } from 'zod';

const idOf = <const Name extends string>(prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{16}$`)).brand<Name>();

/** A patient's case in the library. */
export const caseIdSchema = idOf<'CaseId'>('cas');
/** One item of the series picker: a CT stack or an angiographic run. Minted at scan, kept for good. */
export const seriesIdSchema = idOf<'SeriesId'>('ser');
/** Work that reports progress and can be cancelled. */
export const jobIdSchema = idOf<'JobId'>('job');
/** Somebody who plans with Fullmoon at this site. */
export const operatorIdSchema = idOf<'OperatorId'>('opr');
/** A folder, file or upload on the host's side; its path never crosses. */
export const sourceRefSchema = idOf<'SourceRef'>('src');
/** Bytes that the host will answer at /blob/<ref>. */
export const blobRefSchema = idOf<'BlobRef'>('blb');
/** One page of a window, from its loading until it is closed or loaded again. */
export const pageIdSchema = idOf<'PageId'>('pag');
/** Something drawn on the images of a case. Minted by whoever draws it. */
export const annotationIdSchema = idOf<'AnnotationId'>('ann');
/** A vessel that is traced in a case. Minted by whoever begins it. */
export const vesselIdSchema = idOf<'VesselId'>('ves');
/** Something an operator entered about a vessel or the patient. Minted by whoever enters it. */
export const entryIdSchema = idOf<'EntryId'>('ent');

/** The plan of one vessel of a case. */
export const planIdSchema = idOf<'PlanId'>('pln');
/** What an operator uses of plans again and again. Minted by whoever makes it. */
export const templateIdSchema = idOf<'TemplateId'>('tpl');
/** An archive that the site has configured. */
export const archiveIdSchema = idOf<'ArchiveId'>('arc');
/** A signed version on its way to an archive. */
export const sendingIdSchema = idOf<'SendingId'>('snd');

export type CaseId = z.infer<typeof caseIdSchema>;
export type SeriesId = z.infer<typeof seriesIdSchema>;
export type JobId = z.infer<typeof jobIdSchema>;
export type OperatorId = z.infer<typeof operatorIdSchema>;
export type SourceRef = z.infer<typeof sourceRefSchema>;
export type BlobRef = z.infer<typeof blobRefSchema>;
export type PageId = z.infer<typeof pageIdSchema>;
export type AnnotationId = z.infer<typeof annotationIdSchema>;
export type VesselId = z.infer<typeof vesselIdSchema>;
export type EntryId = z.infer<typeof entryIdSchema>;
export type PlanId = z.infer<typeof planIdSchema>;
export type TemplateId = z.infer<typeof templateIdSchema>;
export type ArchiveId = z.infer<typeof archiveIdSchema>;
export type SendingId = z.infer<typeof sendingIdSchema>;
