import { NUMBER_PATHS, type CaseFacts, type FactPath, type FactPathOf } from '../lesion/caseFacts.ts';
import { edgesOf, pathsOf, type Condition } from './condition.ts';
import type { Modality } from './questions.ts';

/**
 * How well a row is known: A read in the primary abstract, the seed review or a society's summary; B read in
 * a secondary source only; I inferred from A and B; M unverified, from memory, never shown as fact; '-' not
 * found.
 */
export type Evidence = 'A' | 'B' | 'I' | 'M' | '-';

/** The scores, in the order in which they are shown. @source scores of the command line's contract */
export const SCORE_IDS = [
  'j-cto',
  'j-cto-ct',
  'progress-cto',
  'cl',
  'castle',
  'kcct',
  'ct-rector',
  'progress-complications-2016',
  'progress-mace',
  'progress-death',
  'progress-pericardiocentesis',
  'progress-perforation',
  'ora',
  'w-cto',
  'recharge',
  'ivus-calcium',
  'oct-calcium',
] as const;
export type ScoreId = (typeof SCORE_IDS)[number];

/** Points for a condition that holds. */
export interface Grade {
  readonly points: number;
  readonly when: Condition;
}

/** One question of a score. Grades are alternatives: the greatest that holds counts. */
export interface Item {
  readonly id: string;
  readonly label: string;
  /** What scores, in the words a clinician checks against the paper. */
  readonly definition: string;
  readonly grades: readonly Grade[];
  /** The facts that it reads, in the order in which it reads them. */
  readonly reads: readonly FactPath[];
  readonly evidence: Evidence;
  /** Is it about calcium, and by which modality; is it about the plan. */
  readonly about?: { readonly calcium: Modality } | 'plan';
}

/** A named stretch of totals, both ends included. */
export interface Category {
  readonly least: number;
  readonly most: number;
  /** The paper's own name; null where none was found. */
  readonly name: string | null;
  /** What the paper says of it beside the name. */
  readonly reading: string | null;
  readonly evidence: Evidence;
}

/** A published rate of a stretch of totals, both ends included, in per cent; null where it was not read. */
export interface Rate {
  readonly least: number;
  readonly most: number;
  readonly lowPercent: number | null;
  readonly highPercent: number | null;
  readonly evidence: Evidence;
}

/** One column of a paper's table: one outcome in one cohort. */
export interface Published {
  readonly outcome: string;
  readonly cohort: string;
  /** The cohort where there is little room: its size and the paper. */
  readonly short: string;
  readonly rates: readonly Rate[];
}

/** Whether a score may be used here, and its condition or the reason why not. */
export interface Applicability {
  readonly applicable: boolean;
  readonly reason: string | null;
}

/** A number that a score reads, with the edges at which its points may change, in ascending order. */
export interface ReadNumber {
  readonly path: FactPathOf<'number'>;
  readonly edges: readonly number[];
}

/** A score as its paper has it: a table, and nothing that computes. */
export interface ScoreTable {
  readonly id: ScoreId;
  readonly name: string;
  readonly items: readonly Item[];
  /** Least and greatest total that the items can give. */
  readonly range: readonly [least: number, most: number];
  /** Totals lie this far apart. */
  readonly step: 0.5 | 1;
  readonly categories: readonly Category[];
  /** The score's own outcome first; never mixed with the others. */
  readonly published: readonly [Published, ...Published[]];
  readonly applies: (facts: CaseFacts) => Applicability;
  /** The weakest mark of what makes its points. */
  readonly evidence: Exclude<Evidence, '-'>;
  readonly citation: string;
  /** What a reader must know beside the numbers. */
  readonly notes: readonly string[];
  /** The numbers that its items read. */
  readonly numbers: readonly ReadNumber[];
}

/** The table of a score, with the numbers that its items read. @source the paper of the score */
export function scoreTable(plain: Omit<ScoreTable, 'numbers'>): ScoreTable {
  const conditions = plain.items.flatMap(({ grades }) => grades.map(({ when }) => when));
  const edges = (path: FactPath): readonly number[] =>
    [...new Set(conditions.flatMap((one) => edgesOf(one, path)))].toSorted((a, b) => a - b);
  const numbers = NUMBER_PATHS.map((path) => ({ path, edges: edges(path) })).filter(
    (one) => one.edges.length > 0,
  );
  return { ...plain, numbers };
}

/** Applies to every lesion, as far as we read. @source none */
export const ALWAYS = (): Applicability => ({ applicable: true, reason: null });

/** An item of one grade. @source the paper of the score */
export const item = (
  id: string,
  label: string,
  definition: string,
  points: number,
  when: Condition,
  evidence: Evidence,
): Item => graded(id, label, definition, [{ points, when }], evidence);

/** An item of several grades, of which the greatest that holds counts. @source the paper of the score */
const graded = (
  id: string,
  label: string,
  definition: string,
  grades: readonly Grade[],
  evidence: Evidence,
): Item => ({
  id,
  label,
  definition,
  grades,
  evidence,
  reads: [...new Set(grades.flatMap(({ when }) => pathsOf(when)))],
});

/** The item that asks about the plan. @source the paper of the score */
export const aboutPlan = (label: string, definition: string, grades: readonly Grade[]): Item => ({
  ...graded('strategy', label, definition, grades, 'A'),
  about: 'plan',
});

/** The same item, marked as the one that asks about calcium, by this modality. @source none */
export const aboutCalcium = (modality: Modality, plain: Item): Item => ({
  ...plain,
  about: { calcium: modality },
});

/** A named category. @source the paper of the score */
export const category = (
  least: number,
  most: number,
  name: string | null,
  evidence: Evidence,
  reading: string | null = null,
): Category => ({ least, most, name, reading, evidence });

/** A published rate; a single one, or from low to high. @source the paper of the score */
export const rate = (
  least: number,
  most: number,
  percent: number | readonly [number, number] | null,
  evidence: Evidence,
): Rate => {
  const [lowPercent, highPercent] =
    percent === null || typeof percent === 'number' ? [percent, percent] : percent;
  return { least, most, lowPercent, highPercent, evidence };
};
