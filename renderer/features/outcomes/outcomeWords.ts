import { CROSSINGS, type Crossing, type Outcome, type Reality } from '../../../core/plan/outcome.ts';
import type { ObservedCurve, ObservedStep, Verdict } from '../../../core/plan/observedCurve.ts';
import { stepsOf, type PlanContent } from '../../../core/plan/plan.ts';
import { isSameData } from '../../state/sameData.ts';

/** What each way of crossing is called. */
export const CROSSING_WORDS: Readonly<Record<Crossing, string>> = {
  AWE: 'antegrade wire', ADR: 'antegrade dissection and re-entry', RWE: 'retrograde wire', RDR: 'retrograde dissection and re-entry',
  'not crossed': 'the wire did not cross',
};
/** A crossing as its button has it: "AWE", "Not crossed". */
export const crossingLabel = (crossing: Crossing): string => (crossing === 'not crossed' ? 'Not crossed' : crossing);
/** All of them, in their order. */
export const ALL_CROSSINGS: readonly Crossing[] = CROSSINGS;

/** Why an outcome cannot be confirmed now, and what to do; null where it can. */
export function confirmHindrance({ isThere, isReadOnly, isConfirmed, author, objections }: {
  readonly isThere: boolean; readonly isReadOnly: boolean; readonly isConfirmed: boolean;
  /** Who works; nobody stands by what nobody signs. */
  readonly author: string | null; readonly objections: readonly string[];
}): string | null {
  const [first] = objections;
  if (!isThere) return 'Not yet: the outcome is not read.';
  if (isReadOnly) return 'The library is open for reading only: nothing can be confirmed.';
  if (isConfirmed) return 'Confirmed already: the next change is a correction.';
  if (first !== undefined) return `Not yet: ${first}`;
  return author === null ? `Not yet: ${NOBODY}` : null;
}
/** What is said while nobody is chosen, as at signing. */
export const NOBODY = 'Nobody is at work: choose who works first, in Settings.';

/** Why a confirmed outcome counts in no curve; null where it does. */
export const countsNotWords = (isWithdrawn: boolean, isDemo: boolean): string | null =>
  (isDemo ? 'It is of the demo case: it counts in no curve.' : isWithdrawn ? 'Its version is withdrawn: it counts in no curve.' : null);

/** A field of an outcome. */
export type OutcomeField = keyof Outcome;
/** What must be said. */
const ASKED: ReadonlySet<OutcomeField> = new Set(['crossing', 'technicalSuccess', 'proceduralSuccess', 'complications']);
/** What the room can know; all else only the operator does. */
const IN_LOG: ReadonlySet<OutcomeField> = new Set(['crossedWith', 'wireMinutes', 'totalMinutes', 'contrastMl', 'airKermaGy', 'devices', 'notes']);

/** Where the value of a field comes from. `log`: what the log says instead, in words; null where it says nothing else. */
export interface FieldOrigin {
  readonly state: 'proposed' | 'confirmed' | 'edited' | 'unknown';
  readonly words: string;
  readonly log: string | null;
  /** It must be said before the outcome can be confirmed. */
  readonly isAsked: boolean;
}

const isEmpty = (value: Outcome[OutcomeField], field: OutcomeField): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0 && field !== 'complications');

/** Where a field's value comes from: the log, the operator, or nobody yet. */
export function originOf(field: OutcomeField, outcome: Outcome, fromLog: Outcome, plan: Pick<PlanContent, 'rungs'>, isConfirmed: boolean): FieldOrigin {
  const [value, logged] = [outcome[field], fromLog[field]];
  const isSilent = isEmpty(logged, field);
  if (!isSilent && isSameData(value, logged)) return { state: isConfirmed ? 'confirmed' : 'proposed', words: 'from the log', log: null, isAsked: false };
  if (!isSilent) return { state: 'edited', words: 'changed', log: valueWords(field, logged, plan), isAsked: false };
  if (!isEmpty(value, field)) return { state: isConfirmed ? 'confirmed' : 'edited', words: 'entered', log: null, isAsked: false };
  return { state: 'unknown', words: IN_LOG.has(field) ? 'not in the log' : 'only you know', log: null, isAsked: ASKED.has(field) };
}

const UNITS: Readonly<Partial<Record<OutcomeField, string>>> = { wireMinutes: 'min', totalMinutes: 'min', contrastMl: 'ml', airKermaGy: 'Gy' };

function valueWords(field: OutcomeField, value: Outcome[OutcomeField], plan: Pick<PlanContent, 'rungs'>): string {
  if (field === 'crossedWith') return stepsOf(plan).find(({ step }) => step.id === value)?.label ?? 'a step that is gone';
  if (typeof value === 'number') return `${value} ${UNITS[field] ?? ''}`;
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : '';
}

/** How a line of plan against reality stands, in words; null where nothing is compared. */
export const realityWords = ({ isAsPlanned }: Reality): string | null => (isAsPlanned === null ? null : isAsPlanned ? 'within' : 'over');

/** What the cases of a step say of the published rate. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  within: 'no difference shown', above: 'more than published', below: 'less than published',
  'too-few': 'too few to say', untimed: 'not said: minutes missing', 'no-rate': 'no rate to compare',
};

/** Rare shares keep their digits. */
const percent = (value: number): string => String(Number(value.toFixed(value >= 10 ? 0 : value >= 1 ? 1 : 2)));

/** "58 % (36 to 77)". */
export const observedWords = ({ observed, low, high }: Pick<ObservedStep, 'observed' | 'low' | 'high'>): string =>
  `${percent(observed)} % (${percent(low)} to ${percent(high)})`;

/** "42 %", "0.4 to 1.6 %", "–" where there is none. */
export const publishedWords = (predicted: ObservedStep['predicted']): string => {
  if (predicted === null) return '–';
  const [low, high] = predicted;
  return low === high ? `${percent(low)} %` : `${percent(low)} to ${percent(high)} %`;
};

/** How many crossings have no minutes, and what follows; null where all have. */
export const untimedWords = ({ untimed }: Pick<ObservedCurve, 'untimed'>): string | null => (untimed === 0 ? null
  : `${untimed === 1 ? '1 crossing has' : `${untimed} crossings have`} no minutes: nothing is said at ${untimed === 1 ? 'its' : 'their'} points until the minutes are recorded.`);

/** Whether the numbers of a score say anything, in one sentence; null where every step has enough. */
export function fewWords({ steps }: Pick<ObservedCurve, 'steps'>, least: number): string | null {
  const few = steps.filter(({ isTooFew }) => isTooFew).length;
  if (few === 0) return null;
  return few === steps.length
    ? `Too few: with fewer than ${least} procedures at each number of points, nothing can be said yet.`
    : `At ${few === 1 ? 'one number' : `${few} numbers`} of points there are fewer than ${least} procedures: nothing is said of ${few === 1 ? 'it' : 'them'}.`;
}
