import type { Author } from '../../../core/annotation/annotation.ts';
import { uvFromLps } from '../../../core/geometry/plane.ts';
import { between, norm } from '../../../core/geometry/frame.ts';
import type { ContourEntry, Entry, ReviewEntry } from '../../../core/lesion/entry.ts';
import type { SectionGround } from '../../../core/lesion/laidOver.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';

/** Who said something of a section, and when. */
export interface SaidBy { readonly author: Author | null; readonly at: string }

/** A section stands for half a step to either side, mm. */
const NEAR_MM = 0.3;

const lastOn = (entries: readonly Entry<ReviewEntry | ContourEntry>[], { plane }: SectionGround): SaidBy | null => {
  const found = entries.filter(({ content: { at } }) => Math.hypot(...uvFromLps(plane, at)) < NEAR_MM && norm(between(plane.origin, at)) < NEAR_MM)
    .reduce<Entry | undefined>((last, entry) => (last === undefined || entry.changedAt >= last.changedAt ? entry : last), undefined);
  return found === undefined ? null : { author: found.changedBy, at: found.changedAt };
};

/** Who read the calcium of a section, in the first or the second reading. */
export const readBy = (entries: readonly Entry[], section: SectionGround, reading: 1 | 2): SaidBy | null =>
  lastOn(entries.filter(isOf('review')).filter(({ content }) => content.reading === reading), section);

/** Who drew a contour of a section. */
export const contourBy = (entries: readonly Entry[], section: SectionGround): SaidBy | null => lastOn(entries.filter(isOf('contour')), section);
