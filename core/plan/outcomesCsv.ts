import { SCORE_IDS } from '../scores/score.ts';
import { csvText } from './csvText.ts';
import { kindOf } from './deviceWords.ts';
import type { Recorded } from './observedCurve.ts';
import type { Outcome } from './outcome.ts';
import { stepsOf, type PlanContent } from './plan.ts';
import { isUnverified, reachOf, type PlanEvidence, type SealedPlan } from './sealedPlan.ts';

/** A procedure with its confirmed outcome, and the signed version that it was done by. */
export interface ProcedureRecord {
  readonly sealed: Pick<SealedPlan, 'content' | 'evidence'> & { readonly patient: Pick<SealedPlan['patient'], 'sex'> };
  readonly outcome: Outcome;
  /** When it began; where the room noted nothing, when its outcome was confirmed. */
  readonly at: string;
}

/** A procedure as the curves read it. */
export const recordedOf = ({ sealed: { evidence }, outcome }: ProcedureRecord): Recorded => ({ scores: evidence.scores, outcome });

/** Ages above are one group: they tell who somebody is. */
const OLDEST_TOLD = 89;
const SCORE_COLUMNS = SCORE_IDS.flatMap((id) => (['least', 'most'] as const).map((end) => [`${id.replaceAll('-', '_')}_${end}`, id, end] as const));
const COLUMNS = [
  'procedure', 'year', 'age', 'sex', 'unverified', 'occlusion_mm', ...SCORE_COLUMNS.map(([name]) => name), 'provisional_scores', 'crossing', 'crossed_with',
  'wire_min', 'total_min', 'contrast_ml', 'air_kerma_gy', 'technical_success', 'procedural_success', 'complications', 'device_kinds',
];

/**
 * All procedures as CSV without anything that names somebody: no name, ID, UID or date of birth, calendar years since
 * the first instead of dates, so that who knows one date learns no other, ages over 89 as one group, and no word that an
 * operator wrote (notes, IVUS, names of devices). Scores reach from the least to the greatest total that may be true.
 *
 * @source PS3.15 E.1.1, HIPAA safe harbour, 45 CFR 164.514(b)(2)
 */
export function outcomesCsv(records: readonly ProcedureRecord[]): string {
  const ordered = records.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const first = yearOf(ordered[0]?.at ?? '');
  return csvText([COLUMNS, ...ordered.map((record, n) => [String(n + 1), String(yearOf(record.at) - first), ...rowOf(record)])]);
}

/** Of an ISO time. */
const yearOf = (at: string): number => Number(at.slice(0, 4));

function rowOf({ sealed: { content, evidence, patient }, outcome }: ProcedureRecord): readonly string[] {
  const { crossing, crossedWith, wireMinutes, totalMinutes, contrastMl, airKermaGy, complications } = outcome;
  const reaches = new Map(evidence.scores.map((score) => [score.id, reachOf(score)]));
  return [
    ageOf(evidence), patient.sex ?? '', yesNo(isUnverified(evidence)), evidence.lesion === null ? '' : evidence.lesion.length.toFixed(1),
    ...SCORE_COLUMNS.map(([, id, end]) => numberWords(reaches.get(id)?.[end] ?? null)),
    evidence.scores.flatMap(({ id, isProvisional }) => (isProvisional ? [id] : [])).join('; '),
    crossing ?? '', stepsOf(content).find(({ step }) => step.id === crossedWith)?.label ?? '',
    ...[wireMinutes, totalMinutes, contrastMl, airKermaGy].map(numberWords), yesNo(outcome.technicalSuccess), yesNo(outcome.proceduralSuccess),
    complications === null ? '' : complications.length === 0 ? 'none' : complications.join('; '), kindsOf(content, outcome.devices).join('; '),
  ];
}

const numberWords = (value: number | null): string => (value === null ? '' : String(value));
const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');

function ageOf({ facts }: PlanEvidence): string {
  const age = facts.find(({ path }) => path === 'ageYears')?.value;
  return typeof age !== 'number' ? '' : age > OLDEST_TOLD ? `${OLDEST_TOLD + 1}+` : String(Math.floor(age));
}

/** The kinds of what was used, each once; a name that stands for no kind is 'other'. */
function kindsOf(content: Pick<PlanContent, 'rungs'>, names: readonly string[]): readonly string[] {
  const planned = stepsOf(content).flatMap(({ step }) => step.devices);
  return [...new Set(names.map((name) => planned.find((device) => device.name === name)?.item ?? kindOf(name) ?? 'other'))].toSorted();
}
