import { withFact, type CaseFacts, type FactPath, type FactValue } from './caseFacts.ts';

/** What is supposed for a while, by the paths of facts; null supposes that it is not known. Never kept, never true. */
export type Suppositions = ReadonlyMap<FactPath, FactValue<FactPath> | null>;

/** Nothing is supposed. */
export const NOTHING_SUPPOSED: Suppositions = new Map();

/** The facts of a lesion with what is supposed in their places; a measured range or place goes with its value. */
export function supposing(facts: CaseFacts, supposed: Suppositions): CaseFacts {
  if (supposed.size === 0) return facts;
  const plain = [...supposed].reduce((sofar, [path, value]) => withFact(sofar, path, value), facts);
  return { ...plain, ...without('ranges', facts, supposed), ...without('places', facts, supposed) };
}

const without = (what: 'ranges' | 'places', facts: CaseFacts, supposed: Suppositions): CaseFacts => {
  const beside = facts[what];
  return beside == null ? {} : { [what]: Object.fromEntries(Object.entries(beside).filter(([path]) => !isAmong(supposed, path))) };
};
const isAmong = (supposed: Suppositions, path: string): boolean => [...supposed.keys()].some((one) => one === path);
