import { COMPLICATIONS, MACE, type Complication, type Outcome } from './outcome.ts';
import { SCORES } from '../scores/scores.ts';
import type { Rate, ScoreId } from '../scores/score.ts';
import { reachOf, type SealedScore } from './sealedPlan.ts';

/** What one procedure says about a score: its points when the plan was signed, how far they reached, and the outcome. */
export interface Recorded {
  readonly scores: readonly Pick<SealedScore, 'id' | 'least' | 'most' | 'span' | 'isProvisional'>[];
  readonly outcome: Outcome;
}

/** A step of the curve: what happened here with these points, and what the paper found. */
export interface ObservedStep {
  readonly points: number;
  readonly cases: number;
  readonly events: number;
  /** Observed share with its 95 % confidence band, per cent. */
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  /** As published, per cent; null where no rate was read, or is unverified. */
  readonly predicted: readonly [low: number, high: number] | null;
  /** Fewer cases than say anything: the band is shown, and no verdict. */
  readonly isTooFew: boolean;
  /** Crossings with these points whose minutes were not recorded: they are in no share, and in time or not would change it. */
  readonly untimed: number;
  readonly verdict: Verdict;
}

/**
 * What the cases of a step say of the published rate. `within`: it lies in the band, so that no difference is shown;
 * `above`, `below`: more, fewer happened here than published; `too-few`, `untimed` and `no-rate`: nothing is said.
 */
export type Verdict = 'within' | 'above' | 'below' | 'too-few' | 'untimed' | 'no-rate';

/** The rate that a paper gives for a stretch of points, both ends included, per cent. */
export interface PublishedRate { readonly least: number; readonly most: number; readonly low: number; readonly high: number }

/** One score over the centre's own cases. */
export interface ObservedCurve {
  readonly id: ScoreId;
  readonly name: string;
  /** Points that the score can have. */
  readonly range: readonly [least: number, most: number];
  /** Totals lie this far apart. */
  readonly step: number;
  readonly outcome: string;
  readonly cohort: string;
  readonly steps: readonly ObservedStep[];
  /** What the paper reports, by stretches of points, per cent; what was not read or is unverified is not among it. */
  readonly published: readonly PublishedRate[];
  readonly cases: number;
  /** Left out because the score was not one number, or the outcome was not recorded. */
  readonly leftOut: number;
  /** Of these, crossings without their minutes, where the score predicts crossing in time. */
  readonly untimed: number;
  /** Left out beside those, because the score rested on a value that nobody had confirmed. */
  readonly provisional: number;
}

/** Under this many cases a share says nothing; our own choice: the band can then span more than half of all. */
export const TOO_FEW = 10;
/** Crossing in time, as the scores that predict it define it, min. */
const IN_TIME_MIN = 30;

const inTime = ({ crossing, wireMinutes }: Outcome): boolean | null =>
  crossing === 'not crossed' ? false : wireMinutes === null ? null : wireMinutes <= IN_TIME_MIN;
/**
 * Whether a wire crossed and nobody knows how fast. What never crossed is always known, so that without these a share
 * of crossings in time would be too low.
 */
const isUntimed = ({ crossing, wireMinutes }: Outcome): boolean => crossing !== null && crossing !== 'not crossed' && wireMinutes === null;
const not = (value: boolean | null): boolean | null => (value === null ? null : !value);
const had = (...any: readonly Complication[]) => ({ complications }: Outcome): boolean | null =>
  complications === null ? null : complications.some((one) => any.includes(one));

/** How the outcome that a score predicts is read from the record. Scores of imaging alone are not among them. */
const OUTCOMES: { readonly [id in ScoreId]?: (outcome: Outcome) => boolean | null } = {
  'j-cto': inTime, 'j-cto-ct': inTime, kcct: inTime, 'ct-rector': inTime,
  'progress-cto': ({ technicalSuccess }) => technicalSuccess, recharge: ({ technicalSuccess }) => technicalSuccess,
  castle: ({ technicalSuccess }) => not(technicalSuccess), ora: ({ technicalSuccess }) => not(technicalSuccess),
  cl: ({ proceduralSuccess }) => proceduralSuccess,
  'w-cto': ({ crossing }) => (crossing === null ? null : crossing === 'AWE'),
  'progress-complications-2016': had(...COMPLICATIONS),
  'progress-mace': had(...MACE), 'progress-death': had('death'), 'progress-pericardiocentesis': had('pericardiocentesis', 'tamponade'),
  'progress-perforation': had('perforation that needed treatment'),
};

/**
 * Scores whose outcome is defined in a paper that was not read: which complications it counts is not known, so that the
 * rates it gives are not compared with the twelve that are recorded here.
 *
 * @source Danek, J Am Heart Assoc 2016, doi:10.1161/JAHA.116.004272: the rates were read, the definition of a complication was not
 */
export const NOT_DEFINED: ReadonlySet<ScoreId> = new Set(['progress-complications-2016']);

/**
 * The centre's own outcomes against what each score's paper predicts, by points. Nothing is converted between
 * scores, and no verdict is given of too few cases. What reaches over several totals, or was never confirmed, is in none.
 *
 * @source bands: Wilson, J Am Stat Assoc 1927;22:209; predictions: the table of each score
 */
export const observedCurves = (records: readonly Recorded[]): readonly ObservedCurve[] => SCORES.flatMap((score) => {
  const happened = OUTCOMES[score.id];
  if (happened === undefined) return [];
  const [{ outcome, cohort, rates }] = score.published;
  const published = NOT_DEFINED.has(score.id) ? [] : rates.flatMap(publishedRate);
  const single = records.flatMap(({ scores, outcome: own }) => {
    const read = scores.find(({ id }) => id === score.id);
    if (read === undefined) return [];
    const { least, most } = reachOf(read);
    return least === most ? [{ points: least, own, event: happened(own), isProvisional: read.isProvisional }] : [];
  });
  const provisional = single.filter(({ event, isProvisional }) => isProvisional && event !== null);
  const confirmed = single.filter(({ isProvisional }) => !isProvisional);
  const told = confirmed.flatMap(({ points, event }) => (event === null ? [] : [{ points, event }]));
  const untimed = happened !== inTime ? [] : confirmed.flatMap(({ points, own }) => (isUntimed(own) ? [points] : []));
  const steps = [...Map.groupBy(told, ({ points }) => points)].toSorted(([a], [b]) => a - b).map(([points, cases]): ObservedStep => {
    const events = cases.filter(({ event }) => event).length;
    const band = wilson(events, cases.length);
    const rate = published.find(({ least, most }) => points >= least && points <= most);
    const predicted = rate === undefined ? null : [rate.low, rate.high] as const;
    const isTooFew = cases.length < TOO_FEW;
    const without = untimed.filter((each) => each === points).length;
    return {
      points, cases: cases.length, events, observed: (100 * events) / cases.length, ...band, predicted, isTooFew, untimed: without,
      verdict: isTooFew ? 'too-few' : without > 0 ? 'untimed' : verdictOf(band, predicted),
    };
  });
  return [{
    id: score.id, name: score.name, range: score.range, step: score.step, outcome, cohort, steps, published,
    cases: told.length, leftOut: records.length - told.length - provisional.length, untimed: untimed.length, provisional: provisional.length,
  }];
});

/** What is unverified is never shown. */
const publishedRate = ({ least, most, lowPercent: low, highPercent: high, evidence }: Rate): readonly PublishedRate[] =>
  (low === null || high === null || evidence === 'M' ? [] : [{ least, most, low, high }]);

const verdictOf = ({ low, high }: { readonly low: number; readonly high: number }, predicted: ObservedStep['predicted']): Verdict =>
  predicted === null ? 'no-rate' : low > predicted[1] ? 'above' : high < predicted[0] ? 'below' : 'within';

/** The 0.975 quantile of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson's band of a share, 95 %, per cent. */
export function wilson(events: number, cases: number): { readonly low: number; readonly high: number } {
  const share = events / cases;
  const middle = share + Z ** 2 / (2 * cases);
  const half = Z * Math.sqrt((share * (1 - share)) / cases + Z ** 2 / (4 * cases ** 2));
  const whole = 1 + Z ** 2 / cases;
  return { low: Math.max(0, 100 * (middle - half) / whole), high: Math.min(100, 100 * (middle + half) / whole) };
}
