import { forCases } from './cases.ts';
import { strategyExplainedText } from './strategyExplained.ts';
import { strategyText } from './strategyText.ts';

/** strategy FILE [--explain]: what the review and the crossing algorithms say of each case; where asked for, why. */
export const strategy = forCases('strategy', ({ options }) =>
  (options['explain'] === true ? strategyExplainedText : strategyText));
