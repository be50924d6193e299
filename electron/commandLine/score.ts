import { forCases } from './cases.ts';
import { scoreText, scoreTextWithCalcium } from './scoreText.ts';

/** score FILE [--calcium]: every score of each case; where asked for, its calcium as each score sees it. */
export const score = forCases('score', ({ options }) => (options['calcium'] === true ? scoreTextWithCalcium : scoreText));
