import { CT_FACTS } from './definitions.ts';
import type { FactPath } from '../lesion/caseFacts.ts';
import { assertNever } from '../result.ts';
import { decidingPart, pointsIn, truthOf, valueIn, type Truth, type World } from './evaluation.ts';
import type { Condition, Quantity } from './expression.ts';

/**
 * The facts on which a condition rests: those that make it true or false, or, while it waits, those whose
 * answer still matters. In the order of the condition, each once.
 *
 * @source the reference of the rules, section 0: a waiting rule names the facts it needs
 */
export function groundsOf(
  condition: Condition,
  world: World,
  truth: Truth = truthOf(condition, world),
): readonly FactPath[] {
  const found: FactPath[] = [];
  gather(condition, truth, world, found);
  return truth === 'waits' ? askable(found, world) : found;
}

/** Without CT nobody can be asked what it shows, as long as something else would answer too. */
function askable(facts: readonly FactPath[], world: World): readonly FactPath[] {
  if (valueIn(world, 'ctDone') !== false || !facts.some((path) => ON_CT.has(path))) return facts;
  const others = facts.filter((path) => !ON_CT.has(path));
  return others.length === 0 ? facts : others;
}
const ON_CT: ReadonlySet<FactPath> = new Set(CT_FACTS);

/** Few facts stand behind a condition: a list is quicker than a set. */
const add = (path: FactPath, found: FactPath[]): void => {
  if (!found.includes(path)) found.push(path);
};

/** Adds the facts behind `truth`, which is what the condition came to. */
function gather(condition: Condition, truth: Truth, world: World, found: FactPath[]): void {
  switch (condition.kind) {
    case 'all':
    case 'any':
      // What decides are the parts that came out like the whole: every one, where all had to.
      for (const part of condition.of) {
        if (truth === (condition.kind === 'all') || truthOf(part, world) === truth) {
          gather(part, truth, world, found);
        }
      }
      return;
    case 'stated':
      gather(decidingPart(condition, world), truth, world, found);
      if (truth === 'waits') add(condition.fact, found);
      return;
    case 'not':
    case 'surely':
    case 'named': {
      const inner = truthOf(condition.of, world);
      // What merely might have been is no ground, and nothing to ask.
      if (condition.kind !== 'surely' || inner !== 'waits') gather(condition.of, inner, world, found);
      return;
    }
    case 'is':
    case 'holds':
    case 'none':
      add(condition.fact, found);
      return;
    case 'number':
      if (typeof condition.quantity === 'string') return add(condition.quantity, found);
      for (const path of pathsOf(condition.quantity, world, truth)) add(path, found);
      return;
    case 'recorded':
      for (const path of condition.facts) if (valueIn(world, path) !== null) add(path, found);
      return;
    case 'open':
      for (const path of condition.facts) add(path, found);
      return;
    case 'points':
    case 'complete': {
      const { open, known } = pointsIn(world, condition.score);
      for (const path of truth === 'waits' ? open : known) add(path, found);
      return;
    }
    case 'shown':
      return;
    default:
      assertNever(condition);
  }
}

/** The facts of a quantity: those that it was made of, or those that it waits for. */
function pathsOf(quantity: Quantity, world: World, truth: Truth): readonly FactPath[] {
  const isMissing = (path: FactPath): boolean => typeof valueIn(world, path) !== 'number';
  if (typeof quantity === 'string') return [quantity];
  if ('difference' in quantity) {
    const paths = quantity.difference.flatMap((part) => pathsOf(part, world, truth));
    return truth === 'waits' ? paths.filter(isMissing) : paths;
  }
  if ('ratio' in quantity) return truth === 'waits' ? quantity.ratio.filter(isMissing) : quantity.ratio;
  if ('first' in quantity) {
    const known = quantity.first.find((path) => !isMissing(path));
    return known === undefined ? quantity.first : [known];
  }
  const paths = 'greatest' in quantity ? quantity.greatest : quantity.least;
  const known = paths.filter((path) => !isMissing(path));
  return known.length === 0 ? paths : known;
}
