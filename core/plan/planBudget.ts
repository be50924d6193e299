import type { CaseFacts } from '../lesion/caseFacts.ts';
import { ASIA_PACIFIC_STOP } from '../strategy/algorithms/asiaPacific.ts';
import { STANDARD_PARAMETERS, type Parameters } from '../strategy/parameters.ts';
import type { PlanBudget } from './plan.ts';

/** A limit that no rule of the review gives: where it comes from, and how well that is known. */
export interface LimitOrigin {
  readonly value: number;
  readonly origin: string;
  readonly mark: 'other-source' | 'unverified';
}

/** The limits of a whole procedure that are proposed where the operator has set none. */
export const USUAL_LIMITS = {
  airKermaGy: {
    value: ASIA_PACIFIC_STOP.airKermaGy, mark: 'unverified',
    origin: 'Asia Pacific 2017, row A9, unverified: it stops there unless well advanced; skin effects begin about there',
  },
  totalMinutes: { value: ASIA_PACIFIC_STOP.minutes, mark: 'unverified', origin: 'Asia Pacific 2017, row A9, unverified: 3 hours' },
  wireMinutes: {
    value: 30, mark: 'other-source', origin: 'J-CTO, KCCT and CT-RECTOR predict crossing within 30 min',
  },
} as const satisfies Readonly<Record<string, LimitOrigin>>;

/**
 * The most contrast that the eGFR allows, to the millilitre, and in words: "3 x eGFR 45 = 135"; null where it is not known.
 *
 * @source `PARAMETERS.limitedContrastRatio`
 */
export function mostContrast({ egfr = null }: CaseFacts, { limitedContrastRatio: ratio }: Parameters): { readonly ml: number; readonly words: string } | null {
  if (egfr === null) return null;
  const ml = Math.round(ratio * egfr);
  return { ml, words: `${ratio} x eGFR ${egfr} = ${ml}` };
}

/** Contrast is proposed to this many millilitres; finer would say more than is known. */
const CONTRAST_STEP_ML = 10;

/**
 * What a procedure may take: contrast by the eGFR, nothing where that is not known; radiation and times as usual.
 *
 * @source limits: `USUAL_LIMITS`; contrast over eGFR: `PARAMETERS.limitedContrastRatio`
 */
export function proposedBudget(facts: CaseFacts, parameters: Parameters = STANDARD_PARAMETERS): PlanBudget {
  const egfr = facts.egfr ?? null;
  const most = egfr === null ? null : parameters.limitedContrastRatio * egfr;
  return {
    contrastMl: most === null || most < CONTRAST_STEP_ML ? null
      : Math.floor(most / CONTRAST_STEP_ML) * CONTRAST_STEP_ML,
    airKermaGy: USUAL_LIMITS.airKermaGy.value,
    wireMinutes: USUAL_LIMITS.wireMinutes.value,
    totalMinutes: USUAL_LIMITS.totalMinutes.value,
  };
}
