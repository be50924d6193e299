import {
  annotationIdSchema, entryIdSchema, pageIdSchema, templateIdSchema, vesselIdSchema, type AnnotationId, type EntryId, type PageId,
  type TemplateId, type VesselId,
} from '../../core/contract/ids.ts';

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Sixteen letters and digits that nobody can guess or draw twice. */
function freshLetters(): string {
  let letters = '';
  while (letters.length < 16) {
    // Of the last four values a remainder would be likelier.
    for (const byte of crypto.getRandomValues(new Uint8Array(24)))
      if (byte < 252 && letters.length < 16) letters += LETTERS.charAt(byte % 36);
  }
  return letters;
}

/** A fresh id of this page. */
export const newPageId = (): PageId => pageIdSchema.parse(`pag_${freshLetters()}`);
/** A fresh id of something drawn. */
export const newAnnotationId = (): AnnotationId => annotationIdSchema.parse(`ann_${freshLetters()}`);
/** A fresh id of a vessel. */
export const newVesselId = (): VesselId => vesselIdSchema.parse(`ves_${freshLetters()}`);
/** A fresh id of something entered. */
export const newEntryId = (): EntryId => entryIdSchema.parse(`ent_${freshLetters()}`);
/** A fresh id of a template. */
export const newTemplateId = (): TemplateId => templateIdSchema.parse(`tpl_${freshLetters()}`);
/** A fresh id within a plan: of a step, of a key image. */
export const newPlanItemId = (): string => freshLetters();
