import { entryIdSchema, type VesselId } from '../contract/ids.ts';
import type { Entry, EntryContent } from '../lesion/entry.ts';
import { isMeasuredFrom } from './planEvidence.ts';
import type { SealedLesion } from './sealedPlan.ts';

/**
 * What was entered of a vessel, as entries again: in the order in which it was last changed, by nobody. Drafts of a second
 * reader, which some versions sealed, go nowhere.
 */
export const entriesOfWork = (work: readonly EntryContent[], vessel: VesselId, at: string): readonly Entry[] =>
  work.filter(isMeasuredFrom).map((content, n) => ({
    id: entryIdSchema.parse(`ent_${`${n}`.padStart(16, '0')}`), vessel, content, revision: 1,
    author: null, createdAt: at, changedBy: null, changedAt: at,
  }));

/** What another machine's arithmetic may differ by, mm, degrees, per cent. */
const ROUNDING = 1e-6;

/** Whether measures are those that were sealed: the same path, caps and sections, whoever has confirmed them. */
export function isAsSealed(sealed: SealedLesion, now: SealedLesion): boolean {
  const figures = ({ length, proximalCap, distalCap, course, sections, windows, sureLengths, metal }: SealedLesion): readonly number[] =>
    [length, ...proximalCap, ...distalCap, ...course.flat(), ...windows.flat(), ...(sealed.sureLengths === undefined ? [] : sureLengths ?? []),
      ...(sealed.metal === undefined ? [] : (metal ?? []).flat()), ...sections.flatMap(({ at, arc, sharePercent }) => [at, arc, sharePercent])];
  const [before, after] = [figures(sealed), figures(now)];
  return before.length === after.length && before.every((value, n) => Math.abs(value - (after[n] ?? NaN)) <= ROUNDING);
}
