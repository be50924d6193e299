import type { FactPathOf } from '../lesion/caseFacts.ts';
import type { Condition, Operator } from './condition.ts';

/** How a question about length, bend or calcium is asked first. */
export type Modality = 'CT' | 'angiography' | 'IVUS' | 'OCT' | 'history';

const number =
  (operator: Operator) =>
  (
    fact: FactPathOf<'number'>,
    edge: number,
    more: { elsewhere?: Operator; unknownScores?: true } = {},
  ): Condition => ({ is: 'number', fact, operator, edge, ...more });

/** The number lies at the edge or beyond it. @source the paper of the score that asks */
export const atLeast = number('>=');
/**
 * The number lies beyond the edge; at the edge it does not count.
 *
 * @source the paper of the score that asks
 */
export const above = number('>');
/** The number lies at the edge or below it. @source the paper of the score that asks */
export const atMost = number('<=');
/** The number lies below the edge; at the edge it does not count. @source the paper of the score that asks */
export const below = number('<');

/** The answer is yes. @source the paper of the score that asks */
export const isYes = (fact: FactPathOf<'yes-no'>): Condition => ({ is: 'yes', fact, answer: true });
/** The answer is no. @source the paper of the score that asks */
export const isNo = (fact: FactPathOf<'yes-no'>): Condition => ({ is: 'yes', fact, answer: false });
/** The answer is one of these words. @source the paper of the score that asks */
export const isOneOf = (fact: FactPathOf<'choice'>, ...of: readonly string[]): Condition => ({
  is: 'one-of',
  fact,
  of,
});
/** All of these. @source the paper of the score that asks */
export const allOf = (...of: readonly Condition[]): Condition => ({ is: 'all', of });
/** At least one of these. @source the paper of the score that asks */
export const anyOf = (...of: readonly Condition[]): Condition => ({ is: 'any', of });

const modalities = (first: 'CT' | 'angiography'): readonly ['ct' | 'angio', 'ct' | 'angio'] =>
  first === 'CT' ? ['ct', 'angio'] : ['angio', 'ct'];

/**
 * Length of the occlusion in the score's own modality; where that is not known, in the other, flagged.
 *
 * @source contract of the command line: length and bend may be read across modalities, calcium never
 */
export function lengthOf(
  own: 'CT' | 'angiography',
  operator: Operator,
  edge: number,
  more: { elsewhere?: Operator } = {},
): Condition {
  const [first, second] = modalities(own);
  const ask = (from: 'ct' | 'angio'): Condition => number(operator)(`occlusionLengthMm.${from}`, edge, more);
  return { is: 'first', of: [ask(first), ask(second)], flag: 'other-modality' };
}

/**
 * Bend inside the occlusion in the score's own modality; where that is not known, in the other, flagged.
 * Bends outside the occlusion are not this fact.
 *
 * @source contract of the command line: length and bend may be read across modalities, calcium never
 */
export function bendOf(own: 'CT' | 'angiography', operator: Operator, edge: number): Condition {
  const [first, second] = modalities(own);
  const ask = (from: 'ct' | 'angio'): Condition => number(operator)(`bendInOcclusionDeg.${from}`, edge);
  return { is: 'first', of: [ask(first), ask(second)], flag: 'other-modality' };
}

/**
 * Blunt stump, where the paper speaks of blunt and tapered only: an invisible stump is read as blunt,
 * flagged.
 *
 * @source contract of the command line; Szijgyarto 2019 (CASTLE) and Kostantinis 2023 group the two
 */
export const BLUNT_STUMP: Condition = { is: 'one-of', fact: 'stump', of: ['blunt'], presumed: ['invisible'] };

/** Blunt or no stump, as the paper itself says. @source Szijgyarto 2019; Kostantinis 2023 */
export const BLUNT_OR_NO_STUMP: Condition = isOneOf('stump', 'blunt', 'invisible');

/** A previous attempt at this lesion failed. @source Morino 2011, doi:10.1016/j.jcin.2010.09.024 */
export const RETRY: Condition = isYes('priorFailedAttempt');

/** Any calcium at all on angiography. @source Mashayekhi 2023, doi:10.4244/EIJ-D-22-01096 */
export const EVIDENT_CALCIUM: Condition = isOneOf('angioCalcium', 'mild', 'moderate', 'severe');

/** Moderate or severe calcium on angiography. @source Simsek 2022, JACC Cardiovasc Interv 15:1413-1422 */
export const MODERATE_CALCIUM: Condition = isOneOf('angioCalcium', 'moderate', 'severe');
