import { z } from 'zod';
import { failing, readOnly } from './failures.ts';
import { caseIdSchema, jobIdSchema } from './ids.ts';
import { receivedPlanSchema } from './plans.ts';
import { foundStudySchema, studyOrderSchema, studyQuerySchema } from './studies.ts';

/** What comes from other workstations, and from the archives that they share. */
export const sharingMethods = {
  /** The plans of a case that were signed at other workstations; their versions are read by plans.version. */
  'plans.received': {
    input: z.strictObject({ caseId: caseIdSchema }), output: z.strictObject({ plans: z.array(receivedPlanSchema) }),
    failure: z.strictObject({ code: z.enum(['case/not-found', 'case/damaged']) }),
  },
  /** Studies of an archive that fit, the newest first. `isCut`: there are more than the list holds. */
  'archives.find': {
    input: studyQuerySchema, output: z.strictObject({ studies: z.array(foundStudySchema), isCut: z.boolean() }),
    failure: z.union([
      failing('archive/not-found'),
      /** It is reached by DIMSE, which only takes plans. */
      failing('archive/not-searchable'),
      /** One sentence says why and what to do. */
      z.strictObject({ code: z.literal('archive/no-answer'), message: z.string() }),
    ]),
  },
  /** Fetches a study as a whole and imports it, as a job: what breaks off leaves nothing behind. */
  'archives.fetch': {
    input: studyOrderSchema, output: z.strictObject({ job: jobIdSchema }),
    failure: z.union([failing('archive/not-found'), failing('archive/not-searchable'), readOnly]),
  },
} as const;
