import { factAt, type CaseFacts, type FactPath, factRow, NUMBER_PATHS } from '../../../core/lesion/caseFacts.ts';
import type { CardScore } from '../../../core/scores/scoreCard.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import type { Turn } from '../../../core/scores/sensitivity.ts';

/** The six scores that stand beside the calcium, in their order. @source mock-up of the calcium station */
export const SHOWN_SCORES = ['j-cto', 'kcct', 'ct-rector', 'castle', 'cl', 'progress-cto'] as const satisfies readonly ScoreId[];

const SHORT: Readonly<Partial<Record<ScoreId, string>>> = { 'progress-cto': 'PROGRESS', 'castle': 'CASTLE', 'cl': 'CL' };
const MODALITY: Readonly<Partial<Record<ScoreId, string>>> = { 'kcct': 'CT', 'ct-rector': 'CT' };

/** One score in a few words. */
export interface ScoreLine {
  readonly id: ScoreId;
  readonly name: string;
  /** "3", "3–4": with what is open, and where the calcium may turn it. */
  readonly total: string;
  readonly of: string;
  /** "CT, I", "angio, M unverified". */
  readonly mark: string;
  /** The calcium, within its range, would turn it. */
  readonly flips: boolean;
  readonly isUnverified: boolean;
  readonly sentence: string;
  /** "entry 1, calcium 1, re-try 0–1". */
  readonly items: string;
}

const half = (points: number): string => `${points}`;
const pointsWords = (min: number, max: number): string => (min === max ? half(min) : `${half(min)}–${half(max)}`);

/** The turn of a score that hangs on calcium: one that changes what its paper says goes first, as the card has them. */
const calciumTurn = ({ sensitivity }: Pick<CardScore, 'sensitivity'>): Turn | undefined =>
  sensitivity.find(({ fact }) => fact.startsWith('ctCalcium'));

/** A score as it stands, with one sentence on what would change it. */
export function scoreLine(score: CardScore, facts: CaseFacts): ScoreLine {
  const { id, name, points, range, items, evidence } = score;
  const turn = calciumTurn(score);
  const [min, max] = turn === undefined ? [points.min, points.max]
    : [Math.min(points.min, turn.becomes.min), Math.max(points.max, turn.becomes.max)];
  const isUnverified = evidence === 'M';
  return {
    id, name: SHORT[id] ?? name, total: pointsWords(min, max), of: `of ${range[1]}`, flips: turn !== undefined, isUnverified,
    mark: `${MODALITY[id] ?? 'angio'}, ${isUnverified ? 'M unverified' : evidence}`,
    sentence: turn === undefined ? standsSentence(score, facts) : turnSentence(turn),
    items: items.map(({ label, points: own }) => `${label.toLowerCase()} ${pointsWords(own.min, own.max)}`).join(', '),
  };
}

const turnSentence = ({ fact, becomes, turnsAt, measured, range }: Turn): string =>
  `becomes ${pointsWords(becomes.min, becomes.max)} if the ${calciumWords(fact)} is ${turnsAt}: best ${amount(fact, measured)}`
  + `${range === null ? '' : `, from ${amount(fact, range[0])} to ${amount(fact, range[1])}`}`;

/** What a fact of calcium is called where there is little room. */
const calciumWords = (fact: FactPath): string => ({
  'ctCalcium.maxArcDeg': 'greatest arc', 'ctCalcium.maxCsaPercent': 'greatest area share', 'ctCalcium.lengthPercent': 'calcified length',
} as Readonly<Partial<Record<FactPath, string>>>)[fact] ?? factRow(fact).label;

const amount = (fact: FactPath, value: number): string => {
  const { kind } = factRow(fact);
  const unit = kind.is === 'number' ? kind.unit ?? '' : '';
  return `${Math.round(value)}${unit === '°' ? '' : ' '}${unit}`.trim();
};

/** Why a score stays as it is, or what is open. */
function standsSentence(score: CardScore, facts: CaseFacts): string {
  const open = score.items.filter(({ points }) => points.min !== points.max).map(({ label }) => label.toLowerCase());
  const table = SCORES.find(({ id }) => id === score.id);
  const asksCalcium = table?.items.some(({ about }) => about !== undefined && about !== 'plan') ?? false;
  if (!score.applicable) return score.reason ?? 'does not apply here';
  if (open.length > 0) return `open: ${open.join(', ')}${asksCalcium ? '' : '; no item on calcium'}`;
  if (!asksCalcium) return 'no item on calcium: low is no reassurance';
  const margin = marginOf(score.id, facts);
  return margin === null ? `stays ${pointsWords(score.points.min, score.points.max)} within the calcium’s range`
    : `stays ${pointsWords(score.points.min, score.points.max)}: ${margin}`;
}

/** How far the calcium of a score lies from its line, in words; null where it asks for none of the CT's numbers. */
function marginOf(id: ScoreId, facts: CaseFacts): string | null {
  const numbers = SCORES.find((table) => table.id === id)?.numbers ?? [];
  const path = NUMBER_PATHS.find((one) => one.startsWith('ctCalcium') && numbers.some((number) => number.path === one));
  const edge = numbers.find((number) => number.path === path)?.edges[0];
  const value = path === undefined ? null : factAt(facts, path);
  if (path === undefined || edge === undefined || typeof value !== 'number') return null;
  const range = facts.ranges?.[path] ?? null;
  const told = range === null ? amount(path, value) : `${Math.round(range[0])} to ${amount(path, range[1])}`;
  return `${calciumWords(path)} ${told}, line at ${amount(path, edge)}`;
}
