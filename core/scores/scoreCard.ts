import type { CaseFacts } from '../lesion/caseFacts.ts';

/**
 * Every score of a case.
 *
 * @source the papers named in the table of each score
 */
export const scoreCard = (_facts: CaseFacts): { readonly scores: readonly [] } => ({ scores: [] });
