import { remembered } from '../../core/remembered.ts';
import { adviceIn, type Advice } from '../../core/strategy/advice.ts';
import { worldOf } from '../../core/strategy/evaluation.ts';
import type { LadderView } from '../../core/strategy/ladders.ts';
import { crossingAlgorithms, type SideBySide } from '../../core/strategy/sideBySide.ts';
import type { AnswerText } from './answerText.ts';

/** What one case is answered: the rules of the review, and the crossing algorithms beside them. */
export type StrategyAnswer = Advice & SideBySide;

type Fired = StrategyAnswer['fired'][number];
type Algorithm = StrategyAnswer['algorithms'][number];

/** Everything of a rule but its facts is the same in every case and written once. */
const heads = new Map<string, string>();
function headOf({ id, verb, text, where }: Fired): string {
  const before = heads.get(id);
  if (before !== undefined) return before;
  const head = `${JSON.stringify({ id, verb, text, where }).slice(0, -1)},"facts":`;
  heads.set(id, head);
  return head;
}

/** Ids and names of facts hold nothing that JSON would have to escape. */
const plain = (names: readonly string[]): string => (names.length === 0 ? '[]' : `["${names.join('","')}"]`);

/**
 * An answer of `strategy` as JSON text. The words of rungs and of rows of algorithms stand in `docs/rules.md`
 * and in the application; here their ids stand for them. JSON.stringify would write the fixed words of each
 * rule anew for every case, which is most of the work for many cases.
 */
export const strategyText: AnswerText = (facts) => {
  const world = worldOf(facts);
  return textOf({ ...adviceIn(world), ...crossingAlgorithms(world) });
};

const textOf = ({
  fired,
  needs,
  blocked,
  ladders,
  algorithms,
  comparison,
  parameters,
}: StrategyAnswer): string => {
  const firedTexts = fired.map(firedText).join(',');
  const needsText = needs.map(({ id, facts }) => `{"id":"${id}","facts":${plain(facts)}}`).join(',');
  return (
    `{"fired":[${firedTexts}],"needs":[${needsText}],"blocked":${JSON.stringify(blocked)},` +
    `"algorithms":[${algorithms.map(algorithmText).join(',')}],"comparison":${JSON.stringify(comparison)},` +
    `"ladders":${JSON.stringify(ladders.map(shortLadder))},"parameters":${parametersText(parameters)}}`
  );
};

/** The open thresholds are the same in every case. */
const parametersText = remembered((parameters: StrategyAnswer['parameters']) => JSON.stringify(parameters));

const firedText = (rule: Fired): string =>
  rule.overruledBy === undefined
    ? `${headOf(rule)}${plain(rule.facts)}}`
    : `${headOf(rule)}${plain(rule.facts)},"overruledBy":${plain(rule.overruledBy)}}`;

const algorithmText = ({
  id,
  standing,
  first,
  alternatives,
  status,
  because,
  needs,
  rows,
  reason,
}: Algorithm): string =>
  `{"id":"${id}","standing":"${standing}","first":${JSON.stringify(first)},` +
  `"alternatives":${plain(alternatives)},` +
  `"status":"${status}","because":${plain(because)},"needs":${plain(needs)},` +
  `"rows":${plain(rows.map((row) => row.id))},"reason":${JSON.stringify(reason)}}`;

const shortLadder = ({ ladder, rungs, isSpent }: LadderView): unknown => ({
  ladder,
  isSpent,
  rungs: rungs.map(({ step, rule, state, facts }) => ({ step, rule, state, facts })),
});
