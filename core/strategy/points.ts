import type { FactPath } from '../lesion/caseFacts.ts';
import { valueAt } from '../lesion/factValues.ts';
import { pathsOf } from '../scores/condition.ts';
import { CT_JCTO } from '../scores/ctJcto.ts';
import { JCTO } from '../scores/jcto.ts';
import { judgeOf } from '../scores/judge.ts';
import type { ScoreTable } from '../scores/score.ts';
import type { Seen } from '../scores/seen.ts';

/** The scores that rules ask about. */
export type AskedScore = 'j-cto' | 'j-cto-ct';
/** The points of a score while items may be open: the facts that settle them, and those that they rest on. */
export interface OpenPoints {
  readonly min: number;
  readonly max: number;
  readonly open: readonly FactPath[];
  readonly known: readonly FactPath[];
}

const gradesOf = ({ items }: ScoreTable) => items.flatMap(({ grades }) =>
  grades.map(({ points, when }) => ({ points, judge: judgeOf(when), reads: pathsOf(when) })));
const GRADES = { 'j-cto': gradesOf(JCTO), 'j-cto-ct': gradesOf(CT_JCTO) };

/**
 * The points of J-CTO, on angiography or on CT, from the table of the score.
 *
 * @source Morino 2011, doi:10.1016/j.jcin.2010.09.024; Fujino 2018, doi:10.1016/j.jcmg.2017.01.028
 */
export function openPoints(score: AskedScore, seen: Seen): OpenPoints {
  let [min, max] = [0, 0];
  const [open, known]: [FactPath[], FactPath[]] = [[], []];
  for (const { points, judge, reads } of GRADES[score]) {
    const { truth } = judge(seen, false);
    if (truth === true) min += points;
    if (truth !== false) max += points;
    for (const path of reads) (truth === null ? open : known).push(path);
  }
  return { min, max, open, known: known.filter((path) => valueAt(seen.values, path) !== null) };
}
