import type { Arc, FoundThen } from '../../../core/calcium/review.ts';
import type { Polygon } from '../../../core/geometry/polygon.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import { drawnArc, drawnOutline } from '../../../core/lesion/drawnReview.ts';
import type { ContourEntry, Entry, EntryReading, ReviewEntry } from '../../../core/lesion/entry.ts';
import { type Ground, MOST_REVIEW_ASTRAY_MM, mostAstray, reviewOn, type SectionGround, sectionGround } from '../../../core/lesion/laidOver.ts';
import { foundOf, reviewStands } from '../../../core/lesion/reviewStanding.ts';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import { sectionOf } from '../../../core/section/editedContour.ts';
import type { Hu, Mm } from '../../../core/units.ts';
import type { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { Editing } from './editing.ts';
import type { Now } from './vesselActions.ts';
import { unsettledWords } from './vesselStates.ts';

/** What an operator says of the calcium of a section: degrees about the vessel's middle, outlines in the section's plane. */
export interface ReviewDrawn {
  /** Null where the arc follows the areas, or, without these too, stays as found; empty where there is no calcium. */
  readonly arcs: readonly Arc[] | null;
  /** Null where the share stays as found. */
  readonly areas: readonly Polygon[] | null;
  readonly isFullMoon: boolean;
}

/** What can be done to the calcium of a vessel. Sections are named by their abscissa: the nearest is meant. */
export interface CalciumActions {
  /** Null leaves it to the rule. */
  readonly setThreshold: (openHu: Hu | null, occlusionHu: Hu | null, gesture?: string) => void;
  /** Outline in the section's plane, mm from the centreline; null takes the drawn one back. */
  readonly setContour: (which: 'lumen' | 'wall', at: Mm, outline: Polygon | null, gesture?: string) => void;
  /**
   * As the present reader says. What he draws lies over what was found last that is no draft; all else rests on what is found now: false
   * where that is not known yet, and it is said why.
   */
  readonly review: (at: Mm, drawn: ReviewDrawn, gesture?: string) => boolean;
  /** What a blind reader draws, until he confirms it; null drops it. */
  readonly draft: (at: Mm, drawn: ReviewDrawn | null, gesture?: string) => void;
  /**
   * He stands by what was found of what the present reader has said nothing of yet, or what has changed since; what he drew stays. Where
   * the present work is not measured yet it is said so.
   */
  readonly confirm: (at: readonly Mm[]) => void;
  readonly unreview: (at: Mm) => void;
}

/** What a review says, as an entry for the section: it begins there, and keeps what was found. */
export const reviewContent = (
  section: SectionGround, { arcs, areas, isFullMoon }: ReviewDrawn, reading: EntryReading, found: FoundThen | null,
): ReviewEntry => ({
  kind: 'review', at: section.plane.origin, isFullMoon, reading, found,
  arcs: arcs?.map((arc) => drawnArc(section, arc)) ?? null, areas: areas?.map((outline) => drawnOutline(section, outline)) ?? null,
});

/** The last of the entries that lies on a section, and not too far off it to be said of it. */
function onSection<Own extends Entry<ReviewEntry | ContourEntry>>(
  entries: readonly Own[], ground: Ground, section: SectionGround,
): Own | undefined {
  const line = ground.centreline.points.map(({ at }) => at);
  return entries.findLast((entry) => {
    const foot = footOnLine(line, entry.content.at);
    return foot !== undefined && foot.distance <= mostAstray(entry) && sectionGround(ground, foot.abscissa)?.abscissa === section.abscissa;
  });
}

/** What was found of a section; undefined where nothing was measured there. */
function measureOf(found: VesselFindings | null, { plane }: SectionGround): SectionMeasure | undefined {
  const foot = found === null ? undefined : footOnLine(found.centreline.points.map(({ at }) => at), plane.origin);
  if (found === null || foot === undefined || foot.distance > MOST_REVIEW_ASTRAY_MM) return undefined;
  return found.sections[sectionOf(found.sections.map(({ abscissa }) => abscissa), foot.abscissa) ?? -1];
}

/** Actions on the calcium of the vessel that is there. */
export function calciumActions(editing: Editing, desk: typeof useVesselDesk, now: Now): CalciumActions {
  /** The section that is meant, and what lies on it; null where nothing was measured yet. */
  const sectionAt = (at: Mm) => {
    const { id, findings, exact } = now();
    const section = findings === null ? undefined : sectionGround(findings, at);
    if (id === null || findings === null || section === undefined) return null;
    const { reading } = desk.getState();
    const reviews = editing.of(id).filter(isOf('review')).filter(({ content }) => (content.reading === 1 ? 1 : 2) === reading);
    const review = onSection(reviews, findings, section);
    const measure = measureOf(exact, section);
    const isSettled = review !== undefined && review.content.reading !== 'draft' && (measure === undefined || reviewStands(reviewOn(section, review), measure));
    return { id, section, findings, reading, review, isSettled, found: measure === undefined ? null : foundOf(measure) };
  };
  const isUnsettled = (): boolean => {
    const words = unsettledWords(now());
    if (words !== null) useView.getState().say(words);
    return words !== null;
  };
  return {
    setThreshold(openHu, occlusionHu, gesture) {
      desk.getState().setLive(null);
      const { id } = now();
      if (id === null) return;
      const before = editing.of(id).findLast(isOf('threshold'));
      if (openHu === null && occlusionHu === null) editing.remove(before === undefined ? [] : [before], 'leave threshold to the rule');
      else editing.put(id, before, { kind: 'threshold', openHu, occlusionHu }, 'set threshold', gesture);
    },
    setContour(which, at, outline, gesture) {
      desk.getState().setLive(null);
      const place = sectionAt(at);
      if (place === null) return;
      const drawn = editing.of(place.id).filter(isOf('contour')).filter(({ content }) => content.which === which);
      const before = onSection(drawn, place.findings, place.section);
      const word = which === 'wall' ? 'vessel' : 'lumen';
      if (outline === null) editing.remove(before === undefined ? [] : [before], `take back ${word} contour`);
      else editing.put(place.id, before, { kind: 'contour', which, at: place.section.plane.origin, outline: [...drawnOutline(place.section, outline)] },
        `draw ${word} contour`, gesture);
    },
    review(at, drawn, gesture) {
      desk.getState().setLive(null);
      const place = sectionAt(at);
      if (place === null) return false;
      const isDrawn = (drawn.arcs !== null || drawn.areas !== null) && !drawn.isFullMoon;
      if (!(isDrawn && place.found !== null) && isUnsettled()) return false;
      editing.put(place.id, place.review, reviewContent(place.section, drawn, place.reading, place.found),
        drawn.isFullMoon ? 'mark full moon' : isDrawn ? 'correct calcium' : 'confirm section', gesture);
      return true;
    },
    draft(at, drawn, gesture) {
      desk.getState().setLive(null);
      const place = sectionAt(at);
      if (place === null) return;
      if (drawn === null) editing.remove(place.review === undefined ? [] : [place.review], 'drop what was drawn in the second reading');
      else editing.put(place.id, place.review, reviewContent(place.section, drawn, 'draft', null), 'draw in the second reading', gesture);
    },
    confirm(all) {
      desk.getState().setLive(null);
      const places = isUnsettled() ? [] : all.map(sectionAt).filter((place) => place !== null);
      const open = new Map(places.filter(({ isSettled }) => !isSettled).map((place) => [place.section.abscissa, place]));
      const puts = [...open.values()].map(({ id, section, reading, review, found }) => ({
        vessel: id, before: review,
        after: review === undefined ? reviewContent(section, { arcs: null, areas: null, isFullMoon: false }, reading, found)
          : { ...review.content, at: section.plane.origin, reading, found },
      }));
      editing.putAll(puts, puts.length === 1 ? 'confirm section' : `confirm ${puts.length} sections`);
    },
    unreview(at) {
      desk.getState().setLive(null);
      const review = sectionAt(at)?.review;
      editing.remove(review === undefined ? [] : [review], 'take back reading of section');
    },
  };
}
