import { expect, it } from 'vitest';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { scoreText } from '../../../electron/commandLine/scoreText.ts';
import { randomCases } from '../../phantoms/randomCases.ts';

it('writes every card as JSON.stringify does, however much is known', () => {
  const cases = [0, 0.1, 0.5, 0.9, 1].flatMap((known) => randomCases(100 * known, 60, { known, ranged: 0.5 }));
  const odd = { branch: 'm\u00e9diane "\u4e2d"\\', vessel: 'LCx', ageYears: 64.5, durationMonths: 'unknown' } as const;
  for (const facts of [...cases, odd]) expect(scoreText(facts)).toBe(JSON.stringify(scoreCard(facts)));
});
