import { forCases } from './cases.ts';
import type { Call, Outcome } from './outcome.ts';

/** score FILE [--calcium]: every score of each case; where asked for, its calcium as each score sees it. */
export const score = (call: Call): Promise<Outcome> =>
  forCases('score', call.options['calcium'] === true ? 'score with calcium' : 'score')(call);
