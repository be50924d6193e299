import { z } from 'zod';
import { caseIdSchema } from './ids.ts';
import { receivedPlanSchema } from './plans.ts';

/** What other workstations share. */
export const sharingMethods = {
  /** The plans of a case that were signed at other workstations; their versions are read by plans.version. */
  'plans.received': {
    input: z.strictObject({ caseId: caseIdSchema }), output: z.strictObject({ plans: z.array(receivedPlanSchema) }),
    failure: z.strictObject({ code: z.enum(['case/not-found', 'case/damaged']) }),
  },
} as const;
