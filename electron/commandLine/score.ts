import type { CaseFacts } from '../../core/lesion/caseFacts.ts';
import { calciumTable } from '../../core/scores/calciumTable.ts';
import { scoreCard } from '../../core/scores/scoreCard.ts';
import { forCases } from './cases.ts';
import type { Call, Outcome } from './outcome.ts';

/** score FILE [--calcium]: every score of each case; where asked for, its calcium as each score sees it. */
export const score = (call: Call): Promise<Outcome> =>
  forCases('score', call.options['calcium'] === true ? withCalcium : scoreCard)(call);

function withCalcium(facts: CaseFacts) {
  const { scores } = scoreCard(facts);
  return { scores, calcium: calciumTable(scores) };
}
