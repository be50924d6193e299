import type { SectionReview } from '../calcium/review.ts';
import { planeAcross } from '../centreline/centreline.ts';
import type { EntryId, VesselId } from '../contract/ids.ts';
import type { PointLps } from '../geometry/frame.ts';
import { pointUv, type PointUv, uvFromLps, type Plane } from '../geometry/plane.ts';
import type { Polygon } from '../geometry/polygon.ts';
import { footOnLine } from '../geometry/polyline.ts';
import type { Stretch } from '../geometry/stretch.ts';
import { sectionOf } from '../section/editedContour.ts';
import { deg, type Deg, degFromRad, type Mm, mm } from '../units.ts';
import type { DrawnArc, Entry, IvusEntry, ReviewEntry, ZoneEntry } from './entry.ts';
import type { BranchSaid } from './lesionBranches.ts';
import type { LaidOver, Zones } from './lesionMeasures.ts';
import type { VesselFindings } from './vesselFindings.ts';
import { entriesOf, type EntryOf, isOf } from './vesselWork.ts';

/** Something entered at one place of the vessel. */
export interface At<Content> { readonly id: EntryId; readonly abscissa: Mm; readonly content: Content }

/** A stretch that somebody drew: a segment, or a stent that is known to lie there. */
export interface DrawnSegment { readonly id: EntryId; readonly stretch: Stretch; readonly note: string | null; readonly isStent: boolean }

/** Something entered that lies too far off the present path to be said of it, and what to do. */
export interface Astray { readonly id: EntryId; readonly distance: Mm; readonly message: string }

/** Everything entered of one vessel, laid on its present centreline. */
export interface Laid extends Required<LaidOver> {
  /** Reviews of the second reader, for agreement alone. */
  readonly secondReviews: readonly SectionReview[];
  /** What the second reader has drawn and not confirmed yet. */
  readonly drafts: readonly SectionReview[];
  readonly segments: readonly DrawnSegment[];
  readonly ivus: readonly At<IvusEntry>[];
  /** Nothing of these is in any figure. */
  readonly astray: readonly Astray[];
}

/** What lies farther from the centreline than this belongs to another vessel, mm; as of a cap. */
export const MOST_ASTRAY_MM = 5;
/** A section that was read lies no farther off than about a vessel's radius: beyond that, another vessel was looked at, mm. */
export const MOST_REVIEW_ASTRAY_MM = 1.5;
/** How far off the centreline an entry may lie, mm. */
export const mostAstray = ({ content }: Pick<Entry, 'content'>): number =>
  (content.kind === 'review' ? MOST_REVIEW_ASTRAY_MM : MOST_ASTRAY_MM);

/** What of the findings entries are laid on. Without outlines a section's middle is taken for the vessel's. */
export type Ground = Pick<VesselFindings, 'centreline'> & Partial<Pick<VesselFindings, 'outlines'>>;

/** A section to draw on: its plane, and the vessel's middle in it. */
export interface SectionGround { readonly abscissa: Mm; readonly plane: Plane; readonly centre: PointUv }

/** The section at an abscissa; undefined beyond the vessel. */
export function sectionGround({ centreline, outlines }: Ground, abscissa: Mm): SectionGround | undefined {
  const n = sectionOf(centreline.points.map((point) => point.abscissa), abscissa);
  const point = n === undefined ? undefined : centreline.points[n];
  if (n === undefined || point === undefined) return undefined;
  return { abscissa: point.abscissa, plane: planeAcross(point), centre: outlines?.[n]?.centre ?? pointUv(0, 0) };
}

/** Everything entered of a vessel, on the centreline as it is now. What lies too far off it comes back as astray. */
export function laidOver(entries: readonly Entry[], vessel: VesselId, ground: Ground): Laid {
  const own = entriesOf(entries, vessel);
  const line = ground.centreline.points.map(({ at }) => at);
  const astray = new Map<EntryId, Astray>();
  /** Abscissae of an entry's points; null where one of them lies astray. */
  const placed = (entry: Entry, ...points: readonly PointLps[]): readonly Mm[] | null => {
    const feet = points.map((point) => footOnLine(line, point));
    const distance = mm(Math.max(...feet.map((foot) => foot?.distance ?? Infinity)));
    if (distance <= mostAstray(entry)) return feet.map((foot) => foot?.abscissa ?? mm(0));
    astray.set(entry.id, { id: entry.id, distance, message: astraySentence(entry, distance) });
    return null;
  };
  const stretched = (entry: Entry, from: PointLps, to: PointLps): readonly Stretch[] => {
    const [a, b] = placed(entry, from, to) ?? [];
    return a === undefined || b === undefined ? [] : [[mm(Math.min(a, b)), mm(Math.max(a, b))]];
  };
  const at = (entry: Entry, point: PointLps): readonly Mm[] => placed(entry, point) ?? [];
  const reviews = own.filter(isOf('review')).flatMap((entry) => at(entry, entry.content.at).flatMap((abscissa) => {
    const section = sectionGround(ground, abscissa);
    return section === undefined ? [] : [{ reading: entry.content.reading, review: reviewOn(section, entry) }];
  }));
  const drawnZones = own.filter(isOf('zone')).flatMap((entry) =>
    stretched(entry, entry.content.from, entry.content.to).map((stretch) => ({ which: entry.content.which, stretch })));
  const zone = (which: ZoneEntry['which']): Stretch | null => drawnZones.findLast((one) => one.which === which)?.stretch ?? null;
  const zones: Zones = { proximalReference: zone('proximal-reference'), distalReference: zone('distal-reference'), landing: zone('landing') };
  const branches = own.filter(isOf('branch')).flatMap((entry) => at(entry, entry.content.at).map((abscissa): BranchSaid => {
    const { at: ostium, diameter, isThere } = entry.content;
    return { at: ostium, abscissa, diameter, isThere };
  }));
  // The engine leaves them out where they lie astray: that is said here.
  for (const entry of own.filter(isOf('contour'))) at(entry, entry.content.at);
  return {
    target: own.find(isOf('path'))?.content.target ?? null,
    reviews: reviews.filter(({ reading }) => reading === 1).map(({ review }) => review),
    secondReviews: reviews.filter(({ reading }) => reading === 2).map(({ review }) => review),
    drafts: reviews.filter(({ reading }) => reading === 'draft').map(({ review }) => review),
    stents: own.filter(isOf('stent')).flatMap((entry) => stretched(entry, entry.content.from, entry.content.to)),
    zones, branches,
    segments: own.filter(isDrawnStretch).flatMap((entry) => stretched(entry, entry.content.from, entry.content.to).map((stretch): DrawnSegment =>
      ({ id: entry.id, stretch, note: entry.content.kind === 'segment' ? entry.content.note : null, isStent: entry.content.kind === 'stent' }))),
    ivus: own.filter(isOf('ivus')).flatMap((entry) => at(entry, entry.content.at)
      .map((abscissa): At<IvusEntry> => ({ id: entry.id, abscissa, content: entry.content }))),
    astray: own.flatMap(({ id }) => astray.get(id) ?? []),
  };
}

const isDrawnStretch = (entry: Entry): entry is EntryOf<'segment' | 'stent'> => isOf('segment')(entry) || isOf('stent')(entry);

/** Where a patient point lies about the vessel's middle, degrees from u towards v. */
export function angleOn({ plane, centre }: SectionGround, point: PointLps): Deg {
  const [u, v] = uvFromLps(plane, point);
  const angle = degFromRad(Math.atan2(v - centre[1], u - centre[0]));
  return deg(angle < 0 ? angle + 360 : angle);
}

/** A review as it stands on the section that it is of. */
export function reviewOn(
  section: SectionGround, { content: { arcs, areas, isFullMoon, found }, changedBy, changedAt }: Entry<ReviewEntry>,
): SectionReview {
  return {
    abscissa: section.abscissa, centre: section.centre, isFullMoon, found, by: changedBy?.name ?? NOBODY, at: changedAt,
    arcs: arcs?.map(({ from, sweep }: DrawnArc) => {
      // To a binary fraction of a degree: 180° drawn are 180° measured, to the last digit.
      const begins = Math.round(angleOn(section, from) * FRACTIONS) / FRACTIONS;
      return [deg(begins), deg(begins + sweep)] as const;
    }) ?? null,
    areas: areas?.map((outline): Polygon => outline.map((point) => uvFromLps(section.plane, point))) ?? null,
  };
}

/** Parts of a degree that an arc's beginning is known to. */
const FRACTIONS = 1024;

/** An author where nobody was chosen. */
const NOBODY = 'somebody';

/** Kinds that have a place on the vessel, in plain words. */
const WORDS: Readonly<Partial<Record<Entry['content']['kind'], string>>> = {
  contour: 'A drawn contour', review: 'A confirmed section', segment: 'A drawn segment', zone: 'A chosen zone',
  branch: 'A side branch that was entered', stent: 'A stated stent', ivus: 'An IVUS finding',
};

const astraySentence = ({ content: { kind } }: Entry, distance: Mm): string =>
  `${WORDS[kind] ?? 'Something entered'} lies ${Number.isFinite(distance) ? `${distance.toFixed(1)} mm` : 'somewhere'} off the path and is in no figure. `
  + 'Move the path back there, or remove it.';
