import { CT_JCTO } from '../scores/ctJcto.ts';
import { pathsOf, verdict } from '../scores/condition.ts';
import { JCTO } from '../scores/jcto.ts';
import { factAt, type CaseFacts, type FactPath } from '../lesion/caseFacts.ts';

/** The scores that rules ask about. */
export type AskedScore = 'j-cto' | 'j-cto-ct';
/** The points of a score while items may be open: the facts that settle them, and those that they rest on. */
export interface OpenPoints {
  readonly min: number;
  readonly max: number;
  readonly open: readonly FactPath[];
  readonly known: readonly FactPath[];
}

/**
 * The points of J-CTO, on angiography or on CT, from the table of the score.
 *
 * @source Morino 2011, doi:10.1016/j.jcin.2010.09.024; Fujino 2018, doi:10.1016/j.jcmg.2017.01.028
 */
export function openPoints(score: AskedScore, facts: CaseFacts): OpenPoints {
  const { items } = score === 'j-cto' ? JCTO : CT_JCTO;
  let [min, max] = [0, 0];
  const [open, known]: [FactPath[], FactPath[]] = [[], []];
  for (const { grades } of items) {
    for (const { points, when } of grades) {
      const { truth } = verdict(when, facts);
      if (truth === true) min += points;
      if (truth !== false) max += points;
      for (const path of pathsOf(when)) (truth === null ? open : known).push(path);
    }
  }
  return { min, max, open, known: known.filter((path) => factAt(facts, path) !== null) };
}
