import type { CaseFacts } from '../../core/lesion/caseFacts.ts';
import { adviceIn } from '../../core/strategy/advice.ts';
import { atEdge } from '../../core/strategy/atEdge.ts';
import { equipmentList } from '../../core/strategy/equipment.ts';
import { worldOf } from '../../core/strategy/evaluation.ts';
import { explained, openQuestions } from '../../core/strategy/explanation.ts';
import { preparationFor } from '../../core/strategy/preparation.ts';
import { RULES } from '../../core/strategy/rules.ts';
import type { AnswerText } from './answerText.ts';
import { strategyText } from './strategyText.ts';

/**
 * What stands behind the answer of `strategy`: why each rule fires, blocks, waits or stays silent, the
 * questions by how many rules wait for them, the equipment with its reasons, plaque preparation by IVUS, and
 * the measured facts that lie within their own error of a threshold.
 */
export function explanationOf(facts: CaseFacts) {
  const world = worldOf(facts);
  const advice = adviceIn(world);
  return {
    rules: RULES.flatMap(({ id }) => {
      const found = explained(id, facts);
      if (found === null) return [];
      const { step: _step, text: _text, ...explanation } = found;
      return [explanation];
    }),
    questions: openQuestions(advice.needs),
    equipment: equipmentList(world, advice),
    preparation: preparationFor(facts),
    atEdge: atEdge(facts),
  };
}

/** The answer of `strategy` to a case, and what stands behind it. */
export const strategyExplainedText: AnswerText = (facts) =>
  `${strategyText(facts).slice(0, -1)},"explanation":${JSON.stringify(explanationOf(facts))}}`;
