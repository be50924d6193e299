import { type Threshold, THRESHOLD_RULE } from '../../../core/calcium/threshold.ts';
import { huWords } from '../../ui/ruler/rulerWords.ts';
import type { ThresholdPart } from './calciumStore.ts';

/** The threshold that the rule gives, whatever a user has set over it, HU. */
export function ruleHu({ lumenMeanHu, lumenSdHu }: Pick<Threshold, 'lumenMeanHu' | 'lumenSdHu'>, part: ThresholdPart): number {
  const { floorHu, deviations, occlusionHu } = THRESHOLD_RULE;
  if (part === 'occlusion') return occlusionHu;
  return lumenMeanHu === null ? floorHu : Math.max(floorHu, lumenMeanHu + deviations * (lumenSdHu ?? 0));
}

/** What the rule rests on, in words. */
export function ruleWords({ lumenMeanHu, lumenSdHu }: Pick<Threshold, 'lumenMeanHu' | 'lumenSdHu'>, part: ThresholdPart): string {
  const { floorHu, deviations, occlusionHu, insideCapMm } = THRESHOLD_RULE;
  if (part === 'occlusion') return `${huWords(occlusionHu)} HU from ${insideCapMm} mm inside either cap: no contrast there`;
  if (lumenMeanHu === null) return `${huWords(floorHu)} HU: no contrast was found to measure it by`;
  return `greater of ${huWords(floorHu)} and contrast ${huWords(lumenMeanHu)} + ${deviations} × ${huWords(lumenSdHu ?? 0)} HU`;
}

/** What must be known to read it: contrast brighter than calcium is told from. */
export const contrastCaution = ({ lumenMeanHu }: Pick<Threshold, 'lumenMeanHu'>): string | null =>
  (lumenMeanHu !== null && lumenMeanHu > THRESHOLD_RULE.brightLumenHu ? `Contrast is bright (${huWords(lumenMeanHu)} HU): calcium may hide in it` : null);
