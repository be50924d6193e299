import { scoreCard } from '../../core/scores/scoreCard.ts';
import { forCases } from './cases.ts';
import { scoreText } from './scoreText.ts';

/** score FILE: every score of each case. */
export const score = forCases('score', scoreCard, scoreText);
