import {
  factRow,
  withFact,
  type CaseFacts,
  type FactPath,
  type FactValue,
} from '../../../core/lesion/caseFacts.ts';
import { truthOf, worldOf, type Truth } from '../../../core/strategy/evaluation.ts';
import type { Condition, Quantity } from '../../../core/strategy/expression.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';

/**
 * The facts that a condition reads, through all its definitions, each with the numbers it is compared with.
 */
export function readings(condition: Condition): ReadonlyMap<FactPath, readonly number[]> {
  const found = new Map<FactPath, number[]>();
  const add = (path: FactPath, ...edges: readonly number[]): void => {
    found.set(path, [...(found.get(path) ?? []), ...edges]);
  };
  const ofQuantity = (quantity: Quantity, edge: number): void => {
    if (typeof quantity === 'string') add(quantity, edge);
    else if ('difference' in quantity) for (const part of quantity.difference) ofQuantity(part, 3 + edge);
    else if ('ratio' in quantity) for (const path of quantity.ratio) add(path, 60, 60 * edge);
    else
      for (const path of 'first' in quantity
        ? quantity.first
        : 'greatest' in quantity
          ? quantity.greatest
          : quantity.least) {
        add(path, edge);
      }
  };
  const walk = (part: Condition): void => {
    switch (part.kind) {
      case 'all':
      case 'any':
        part.of.forEach(walk);
        return;
      case 'not':
      case 'surely':
      case 'named':
        walk(part.of);
        return;
      case 'stated':
        add(part.fact);
        walk(part.says);
        walk(part.otherwise);
        return;
      case 'is':
      case 'holds':
      case 'none':
        add(part.fact);
        return;
      case 'number': {
        const { threshold } = part;
        ofQuantity(part.quantity, typeof threshold === 'number' ? threshold : STANDARD_PARAMETERS[threshold]);
        return;
      }
      case 'recorded':
        // Any of them will do; the first stands for the rest.
        if (part.facts[0] !== undefined) add(part.facts[0], 50);
        return;
      case 'open':
        part.facts.forEach((path) => add(path));
        return;
      case 'points':
      case 'complete':
        for (const path of ['stump', 'angioCalcium', 'priorFailedAttempt'] as const) add(path);
        add('bendInOcclusionDeg.angio', 45);
        add('occlusionLengthMm.angio', 20);
        add('ctCalcium.maxCsaPercent', 50);
        return;
      case 'shown':
        return;
    }
  };
  walk(condition);
  return found;
}

/** Not known, and every value on either side of what the fact is compared with. */
function candidates(path: FactPath, edges: readonly number[]): readonly (FactValue<FactPath> | null)[] {
  const { kind } = factRow(path);
  switch (kind.is) {
    case 'choice':
      return [null, ...kind.of] as (FactValue<FactPath> | null)[];
    case 'yes-no':
      return [null, true, false];
    case 'choices':
      return [null, [], ...kind.of.map((one) => [one])] as (FactValue<FactPath> | null)[];
    case 'number': {
      const inside = edges
        .flatMap((edge) => [edge - 1, edge, edge + 1])
        .filter((value) => value >= kind.least && value <= kind.most);
      return [null, ...new Set(inside)];
    }
    default:
      return [null];
  }
}

/** A small generator of its own, so that a search always takes the same way. */
const dice = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};

/** Facts under which a condition comes to this, or null where the search found none. */
export function factsWhere(condition: Condition, wanted: Truth, tries = 20_000): CaseFacts | null {
  const choices = [...readings(condition)].map(([path, edges]) => [path, candidates(path, edges)] as const);
  const roll = dice(7);
  for (let at = 0; at < tries; at += 1) {
    const facts = choices.reduce<CaseFacts>((sofar, [path, values]) => {
      const value = values[Math.floor(roll() * values.length)] ?? null;
      return value === null ? sofar : withFact(sofar, path, value);
    }, {});
    if (truthOf(condition, worldOf(facts)) === wanted) return facts;
  }
  return null;
}
