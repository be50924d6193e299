import { CALCIUM_BY } from '../calcium/profile.ts';
import { CENTRELINE_BY } from '../centreline/trace.ts';
import { BRANCHES_BY } from '../tree/sideBranches.ts';

/** A stored value that was measured by an older version of an algorithm than today's. */
export interface OlderOrigin {
  /** "calcium/1". */
  readonly by: string;
  /** "calcium/2". */
  readonly today: string;
}

/** Name and version; what was corrected by hand says so behind them. */
const NAMED = /^([a-z]+)\/(\d+)(?!\w)/;
const TODAY: ReadonlyMap<string, string> = new Map([CENTRELINE_BY, BRANCHES_BY, CALCIUM_BY].map((by) => [NAMED.exec(by)?.[1] ?? by, by]));
const versionOf = (by: string): number => Number(NAMED.exec(by)?.[2]);

/** Null where it was measured as today, or by what has no versions, or where nobody kept by what. */
export function olderOrigin(by: string | null): OlderOrigin | null {
  const [own, name = ''] = NAMED.exec(by ?? '') ?? [];
  const today = TODAY.get(name);
  return own === undefined || today === undefined || versionOf(own) >= versionOf(today) ? null : { by: own, today };
}

/** "measured by calcium/1; today’s is calcium/2". */
export const olderWords = ({ by, today }: OlderOrigin): string => `measured by ${by}; today’s is ${today}`;
