import { z } from 'zod';
import { caseIdSchema, jobIdSchema, planIdSchema } from './ids.ts';

const text = z.string();
const count = z.number().int().nonnegative();
const failing = <const Code extends string>(code: Code) => z.strictObject({ code: z.literal(code) });
const unshown = [failing('plan/not-found'), failing('plan/damaged')] as const;

/** What leaves the program of a signed version, as the page asks for it. */
export const exportMethods = {
  /** The printed plan: the same bytes from the same version, until it is withdrawn. Its name tells nobody who it is about. */
  'exports.pdf': {
    input: z.strictObject({ plan: planIdSchema, version: count.min(1) }),
    output: z.strictObject({ pdfBase64: text, name: text }),
    failure: z.union(unshown),
  },
  /**
   * Makes a hand-over pack of a signed version, as a job: a zip with the DICOM objects and their DICOMDIR alone, or with the
   * printed plan, its JSON and its pictures; without identity; with the CT and the angiograms of the case.
   */
  'exports.pack': {
    input: z.strictObject({
      plan: planIdSchema, version: count.min(1), holds: z.enum(['dicom', 'pack']), isDeidentified: z.boolean(), withImages: z.boolean(),
    }),
    output: z.strictObject({ job: jobIdSchema }),
    failure: z.union([...unshown, failing('plan/withdrawn'), failing('store/read-only')]),
  },
  /**
   * Makes one zip of everything that the library holds of a patient, as a job: image files, signed versions, pictures, and
   * the rows of the library.
   */
  'exports.case': {
    input: z.strictObject({ id: caseIdSchema }), output: z.strictObject({ job: jobIdSchema }),
    failure: z.union([failing('case/not-found'), failing('store/read-only')]),
  },
  /** What a job packed, and where the page fetches it, for as long as it waits there: GET `address`. */
  'exports.packed': {
    input: z.strictObject({ job: jobIdSchema }),
    output: z.strictObject({
      address: text, name: text, bytes: count, files: count,
      /** Images of the case that are in it; and what is not and why, in sentences. */
      images: count, leftOut: z.array(text),
      /** Images without identity for whose pixels nobody vouches: their header does not tell whether words are burnt in. */
      unseen: count,
    }),
    failure: z.union([failing('job/not-found'), failing('job/still-running')]),
  },
} as const;
