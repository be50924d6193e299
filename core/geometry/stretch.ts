import { type Mm, mm } from '../units.ts';

/** A part of a centreline, as abscissae; from not beyond to. */
export type Stretch = readonly [from: Mm, to: Mm];

/** Whether an abscissa lies in one of the stretches, ends included. */
export const liesIn = (stretches: readonly Stretch[], at: number): boolean =>
  stretches.some(([from, to]) => at >= from && at <= to);

/** Length of the stretches, mm; they must not overlap. */
export const lengthOf = (stretches: readonly Stretch[]): Mm => mm(stretches.reduce((sum, [from, to]) => sum + to - from, 0));

/** What of the stretches lies within another one. */
export const within = (stretches: readonly Stretch[], [from, to]: Stretch): readonly Stretch[] =>
  stretches.flatMap(([a, b]) => (Math.min(b, to) > Math.max(a, from) ? [[mm(Math.max(a, from)), mm(Math.min(b, to))] as const] : []));
