import type { CaseFacts } from '../../core/lesion/caseFacts.ts';

/** The JSON text of what is answered for one case. */
export type AnswerText = (facts: CaseFacts) => string;
