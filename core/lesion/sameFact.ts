import { SCORES } from '../scores/scores.ts';
import type { FactPath, FactValue } from './caseFacts.ts';
import { isToldAlike } from './factWords.ts';

/** Where the points of any score may turn, by the number that it reads. */
const EDGES: ReadonlyMap<FactPath, readonly number[]> = new Map(
  [...Map.groupBy(SCORES.flatMap(({ numbers }) => numbers), ({ path }) => path)]
    .map(([path, read]) => [path, [...new Set(read.flatMap(({ edges }) => edges))]]),
);

/**
 * Whether a measured value is still the one that somebody stands by: told alike, and on the same side of every
 * edge at which a score turns. An arc of 176° and one of 184° are both told as 180°, and are not the same.
 *
 * @source the tables of the scores themselves
 */
export const isSameFact = (path: FactPath, one: FactValue<FactPath>, other: FactValue<FactPath>): boolean =>
  isToldAlike(path, one, other, 'measured') && !(EDGES.get(path) ?? []).some((edge) => isBetween(edge, one, other));

const isBetween = (edge: number, one: FactValue<FactPath>, other: FactValue<FactPath>): boolean =>
  typeof one === 'number' && typeof other === 'number'
  && ((one < edge) !== (other < edge) || (one > edge) !== (other > edge));
