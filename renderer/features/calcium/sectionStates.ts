import type { ReviewedSection } from '../../../core/calcium/review.ts';
import { confirmedAs, sectionStanding } from '../../../core/lesion/reviewStanding.ts';
import { arcWords, shareWords } from '../../ui/ruler/rulerWords.ts';
import type { RulerState } from '../../ui/ruler/rulerValues.ts';

/**
 * How the calcium of a section came to be. Who stands by what was found in a contour of his own has edited it.
 *
 * @param isBlind - the reader sees nothing before he has said something himself
 */
export function sectionState(section: ReviewedSection, isBlind: boolean): RulerState {
  const standing = sectionStanding(section);
  if (standing === 'proposed') return isBlind ? 'hidden' : 'automatic';
  return standing === 'confirmed' && section.wallFrom === 'operator' ? 'edited' : standing;
}

/** How several sections stand together: as the least sure of them; edited where one of them is. */
export function joinedState(states: readonly RulerState[]): RulerState {
  if (states.includes('hidden')) return 'hidden';
  if (states.includes('automatic') || states.length === 0) return 'automatic';
  if (states.includes('changed')) return 'changed';
  return states.includes('edited') ? 'edited' : 'confirmed';
}

/** How many sections stand how. */
export function stateCounts(states: readonly RulerState[]): Readonly<Record<RulerState, number>> {
  const counts = { automatic: 0, confirmed: 0, edited: 0, changed: 0, hidden: 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}

/** What was confirmed of a section that has changed since: "confirmed as 320°, 81 %". Null where it has not. */
export function confirmedWords(section: ReviewedSection): string | null {
  const before = section.review !== null && sectionStanding(section) === 'changed' ? confirmedAs(section.review) : null;
  return before === null ? null : `confirmed as ${arcWords(before.arc)}, ${shareWords(before.share)}`;
}

/** The same with what is found now: "confirmed as 320°, 81 %; now 340°, 89 %". */
export function changedWords(section: ReviewedSection): string | null {
  const before = confirmedWords(section);
  if (before === null) return null;
  const now = `${arcWords(section.arc)}, ${shareWords(section.csaPercent)}`;
  return before.endsWith(` ${now}`) ? `${before}; now on the other side of a score’s edge` : `${before}; now ${now}`;
}
