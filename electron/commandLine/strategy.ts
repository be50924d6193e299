import type { CaseFacts } from '../../core/lesion/caseFacts.ts';
import { adviceIn } from '../../core/strategy/advice.ts';
import { worldOf } from '../../core/strategy/evaluation.ts';
import { crossingAlgorithms } from '../../core/strategy/sideBySide.ts';
import { forCases } from './cases.ts';
import { strategyText, type StrategyAnswer } from './strategyText.ts';

/** strategy FILE: what the rules of the review and the crossing algorithms say of each case. */
export const strategy = forCases('strategy', (facts: CaseFacts): StrategyAnswer => {
  const world = worldOf(facts);
  return { ...adviceIn(world), ...crossingAlgorithms(world) };
}, strategyText);
