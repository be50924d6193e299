import { grouped } from '../sequence.ts';
import type { InstanceHeader } from './header.ts';
import type { DigestOf } from './stack.ts';

/** Instances with one of each kept, and the identifiers that stand for more than one picture. */
export interface Distinct {
  readonly headers: readonly InstanceHeader[];
  readonly clashes: readonly string[];
}

/** All that a header says, but for where in its file the pixels lie. */
const content = (header: InstanceHeader): string =>
  JSON.stringify({ ...header, notes: [], image: header.image === null ? null
    : { ...header.image, pixels: null } });

/**
 * One instance for each SOP instance UID. Copies are dropped; where the same UID stands for different
 * contents
 * the UID is reported, because nobody can say which of them is meant.
 */
export function distinctInstances(headers: readonly InstanceHeader[], digestOf: DigestOf): Distinct {
  const groups = grouped(headers, ({ sopInstanceUid }) => sopInstanceUid);
  const clashes: string[] = [];
  const kept = [...groups].flatMap(([uid, same]) => {
    if (same.length === 1) return same;
    const marked = same.map((header) =>
      ({ header, mark: JSON.stringify([content(header), digestOf(header)]) }))
      .toSorted((a, b) => (a.mark < b.mark ? -1 : 1));
    if (marked.some(({ mark }) => mark !== marked[0]?.mark)) clashes.push(uid);
    return marked.slice(0, 1).map(({ header }) => header);
  });
  return { headers: kept, clashes };
}
