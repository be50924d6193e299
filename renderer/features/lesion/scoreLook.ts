import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { KnownFacts } from '../../../core/lesion/knownFacts.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import type { Points } from '../../../core/scores/points.ts';
import type { CardScore } from '../../../core/scores/scoreCard.ts';
import type { ScoredItem } from '../../../core/scores/scored.ts';
import { spanOf } from '../../../core/scores/scoresRead.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import type { Turn } from '../../../core/scores/sensitivity.ts';

/** How a total looks: what is sure, what is measured and not confirmed, and how far it reaches. */
export interface ScoreLook {
  /** From the least to the greatest total that may be true, with what may turn within its range. */
  readonly span: Points;
  /** Of the points as they are measured, those that rest on confirmed or stated facts alone. */
  readonly sure: number;
  /** Points as measured, without what is open. */
  readonly least: number;
  /** What may turn the total, the weightiest first. */
  readonly turns: readonly Turn[];
  /** Some of what it reads is measured and not confirmed. */
  readonly isProvisional: boolean;
}

/** How a score looks with the facts as they stand. */
export function scoreLook(score: CardScore, facts: KnownFacts): ScoreLook {
  const { id, points, items, sensitivity } = score;
  const proposed = items.filter((item) => restsOnProposal(id, item, facts));
  const unsure = proposed.reduce((sum, item) => sum + item.points.min, 0);
  return {
    span: spanOf(score),
    sure: points.min - unsure, least: points.min, turns: sensitivity, isProvisional: proposed.length > 0,
  };
}

/** The facts that an item reads and that are known. */
export const factsRead = (score: CardScore['id'], item: string, facts: KnownFacts): readonly FactPath[] =>
  (itemOf(score, item)?.reads ?? []).filter((path) => (facts.get(path)?.value ?? null) !== null);

function restsOnProposal(score: CardScore['id'], { id }: ScoredItem, facts: KnownFacts): boolean {
  return factsRead(score, id, facts).some((path) => {
    const state = facts.get(path)?.state;
    return state === 'proposed' || state === 'changed';
  });
}

/** Points in words: "3", "3–4". */
export const pointsWords = ({ min, max }: Points): string => (min === max ? `${min}` : `${min}–${max}`);

/** What a paper says of the points, in few words, with its cohort; `name` in full where there is room. */
export interface OutcomeWords { readonly name: string; readonly rate: string; readonly cohort: string; readonly isShown: boolean }

/** Outcomes where there is little room. */
const SHORT_OUTCOMES: Readonly<Record<string, string>> = {
  'guidewire crossing within 30 min': 'wire in 30 min', 'first-attempt procedural success': 'first-attempt success',
  'any periprocedural complication': 'any complication', 'stent expansion reached: a degree of expansion, not a probability': 'stent expansion',
};

/** The outcomes of a score: its own first. */
export function outcomeWords({ id, applicable, outcome, otherOutcomes }: CardScore): readonly OutcomeWords[] {
  const published = SCORES.find((table) => table.id === id)?.published ?? [];
  return [outcome, ...otherOutcomes].map(({ name, cohort, lowPercent, highPercent }) => {
    const short = SHORT_OUTCOMES[name] ?? name;
    const row = published.find((one) => one.outcome === name && one.cohort === cohort);
    const isUnverified = row?.rates.some(({ evidence }) => evidence === 'M') ?? false;
    return {
      name: `${short.charAt(0).toUpperCase()}${short.slice(1)}`, cohort: row?.short ?? cohort, isShown: lowPercent !== null,
      rate: lowPercent === null || highPercent === null
        ? !applicable ? 'does not apply' : isUnverified ? 'rate unverified, not shown' : 'no rate per score read'
        : lowPercent === highPercent ? `${lowPercent} %` : `${lowPercent}–${highPercent} %`,
    };
  });
}
