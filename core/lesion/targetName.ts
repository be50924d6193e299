import { scctSegment } from '../tree/segmentNames.ts';
import type { PathEntry } from './entry.ts';

/** The vessels by name. */
export const TARGET_WORDS: Readonly<Record<NonNullable<PathEntry['target']>, string>> = {
  LM: 'Left main',
  LAD: 'LAD',
  LCx: 'LCx',
  RCA: 'RCA',
  graft: 'Graft',
};

/** What is treated, as somebody named it: "Middle RCA"; null where nobody has. */
export function targetName({ target, segment }: Pick<PathEntry, 'target' | 'segment'>): string | null {
  const named = scctSegment(segment)?.name ?? (target === null ? null : TARGET_WORDS[target]);
  return named === null ? null : `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
}
