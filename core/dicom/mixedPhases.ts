import { extremes } from '../sequence.ts';
import type { GeometryProblem } from './series.ts';
import type { Slice } from './slice.ts';
import { listed, problem } from './stackChecks.ts';
import { MOST_TRIGGER_SPREAD, PERCENT_JITTER } from './tolerances.ts';

/**
 * What is said of the cardiac phases of one stack: different ones are a note where each has a stretch of its own,
 * as slabs do, and block where slices of one lie between slices of another.
 *
 * @param inOrder - the slices in the order of their places; empty where they have none of their own
 */
export function phaseProblems(slices: readonly Slice[], inOrder: readonly Slice[]): readonly GeometryProblem[] {
  const percents = [...new Set(slices.map(({ own }) => own.phasePercent))];
  const times = slices.map(({ own }) => own.triggerTimeMs).filter((time) => time !== null);
  const { least, most } = extremes(times);
  const isOfPercents = percents.length > 1;
  // Of one stated phase the times differ from beat to beat.
  const isOfTimes = percents.length === 1 && percents[0] === null && most - least > MOST_TRIGGER_SPREAD;
  const isInterleaved = interleave(inOrder.map(({ own }) => own.phasePercent), PERCENT_JITTER)
    || interleave(inOrder.map(({ own }) => own.triggerTimeMs), MOST_TRIGGER_SPREAD);
  if (!isOfPercents && !isOfTimes && !isInterleaved) return [];
  const phases = isOfPercents ? percents.map((percent) => (percent === null ? 'not stated' : `${percent} %`))
    : [...new Set(times.map((time) => `${Math.round(time)} ms`))];
  return [problem('mixed-phase', isInterleaved ? 'blocks' : 'note', slices, { phases: listed(phases) })];
}

/** Whether a slice stands out from both its neighbours to the same side: where a stretch ends, one only does. */
const interleave = (values: readonly (number | null)[], jitter: number): boolean => values.some((value, at) => {
  const [before, after] = [values[at - 1] ?? null, values[at + 1] ?? null];
  return value !== null && before !== null && after !== null
    && (Math.min(value - before, value - after) > jitter || Math.max(value - before, value - after) < -jitter);
});
