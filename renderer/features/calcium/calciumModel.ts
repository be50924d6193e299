import { foundArcs, foundAreas } from '../../../core/calcium/foundCalcium.ts';
import { type Arc, type ReviewedSection, saidArcs } from '../../../core/calcium/review.ts';
import { liesIn, type Stretch } from '../../../core/geometry/stretch.ts';
import { type PointUv, uvFromLps } from '../../../core/geometry/plane.ts';
import type { Polygon } from '../../../core/geometry/polygon.ts';
import { type Laid, type SectionGround, sectionGround } from '../../../core/lesion/laidOver.ts';
import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import type { SectionOutline, VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { radiiOfOutline, sectionOf } from '../../../core/section/editedContour.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import { outlineOf } from '../../../core/section/polar.ts';
import { deg, type Mm, mm } from '../../../core/units.ts';
import type { ReviewDrawn } from '../vessel/calciumActions.ts';
import type { RulerState } from '../../ui/ruler/rulerValues.ts';
import { sectionState } from './sectionStates.ts';

/** The section at the cursor with all that is drawn on it. */
export interface ShownSection {
  /** Which of the vessel's sections it is. */
  readonly n: number;
  readonly at: Mm;
  readonly section: ReviewedSection;
  readonly state: RulerState;
  /** Within a stent: nothing is told from its struts, and nothing of it counts. */
  readonly isMetal: boolean;
  readonly ground: SectionGround;
  readonly centre: PointUv;
  /** What its reader has said of it so far: confirmed, or a draft of who reads blind. */
  readonly said: ReviewDrawn | null;
  /** Radii about the centre, mm: the operator's where he drew them. */
  readonly wall: readonly number[];
  readonly lumen: readonly number[] | null;
  /** What was found; what counts. Degrees about the centre, mm in the section's plane. Nothing of either while hidden, or found in a stent. */
  readonly foundArcs: readonly Arc[];
  readonly arcs: readonly Arc[];
  readonly foundAreas: readonly Polygon[];
  readonly areas: readonly Polygon[];
}

/** What the section is shown from. */
export interface SectionSources {
  readonly findings: VesselFindings;
  readonly measures: LesionMeasures;
  readonly work: VesselWork;
  readonly isBlind: boolean;
  readonly drafts: Laid['drafts'];
}

/** The section nearest to an abscissa; undefined beyond the vessel. */
export function shownSection({ findings, measures, work, isBlind, drafts }: SectionSources, at: Mm): ShownSection | undefined {
  const n = sectionOf(measures.sections.map(({ abscissa }) => abscissa), at);
  const section = n === undefined ? undefined : measures.sections[n];
  const outline = n === undefined ? undefined : findings.outlines[n];
  const ground = section === undefined ? undefined : sectionGround(findings, section.abscissa);
  if (n === undefined || section === undefined || outline === undefined || ground === undefined) return undefined;
  const state = sectionState(section, isBlind);
  const isHidden = state === 'hidden';
  const review = section.review ?? (isHidden ? drafts.findLast(({ abscissa }) => abscissa === section.abscissa) ?? null : null);
  const said = review === null ? null : { arcs: review.arcs, areas: review.areas, isFullMoon: review.isFullMoon };
  const ownArcs = said === null ? null : saidArcs({ ...said, centre: outline.centre });
  const isMetal = liesIn(measures.metal, section.abscissa);
  const found = isHidden || isMetal ? NOTHING : { foundArcs: foundArcs(outline), foundAreas: foundAreas(outline) };
  const wall = drawnRadii(findings, work, ground, outline.centre, 'wall') ?? outline.wall;
  return {
    n, at: section.abscissa, section, state, isMetal, ground, centre: outline.centre, ...found, wall, said,
    lumen: drawnRadii(findings, work, ground, outline.centre, 'lumen') ?? outline.lumen,
    arcs: said?.isFullMoon === true ? RING : ownArcs ?? found.foundArcs,
    areas: said?.isFullMoon === true ? [outlineOf(Float32Array.from(wall), outline.centre)] : said?.areas ?? found.foundAreas,
  };
}

const NOTHING: Pick<ShownSection, 'foundArcs' | 'foundAreas'> = { foundArcs: [], foundAreas: [] };
const RING: readonly Arc[] = [[deg(0), deg(360)]];

/** The radii of a contour that the operator drew on this very section: shown before the measures have followed it. */
function drawnRadii(
  { centreline }: Pick<VesselFindings, 'centreline'>, { contours }: Pick<VesselWork, 'contours'>, { abscissa, plane }: SectionGround, centre: PointUv,
  which: 'wall' | 'lumen',
): readonly number[] | null {
  const line = centreline.points.map((point) => point.at);
  const abscissae = centreline.points.map((point) => point.abscissa);
  const drawn = contours.findLast((contour) => {
    const foot = contour.which === which ? footOnLine(line, contour.at) : undefined;
    const n = foot === undefined ? undefined : sectionOf(abscissae, foot.abscissa);
    return n !== undefined && abscissae[n] === abscissa;
  });
  if (drawn === undefined) return null;
  const radii = radiiOfOutline(drawn.outline.map((point) => uvFromLps(plane, point)), centre);
  return radii.ok ? Array.from(radii.value) : null;
}

/** Sections about one, so many before it: beside the ends of the vessel the window stays full. */
export function neighboursOf(count: number, n: number, shown: number, before: number): readonly number[] {
  const first = Math.max(0, Math.min(count - shown, n - before));
  return Array.from({ length: Math.min(shown, count) }, (_, m) => first + m);
}

/** Half of what a section's picture shows so that the arcs about the widest of these sections fit inside the letters at the edges, mm. */
export function sectionReach(outlines: readonly Pick<SectionOutline, 'wall'>[]): Mm {
  const widest = outlines.reduce((most, { wall }) => Math.max(most, meanRadius(wall)), 0);
  return mm(Math.min(6, Math.max(3.4, widest * 2.05)));
}

/** Mean radius of a contour, mm. */
export const meanRadius = (radii: readonly number[]): number => radii.reduce((sum, radius) => sum + radius, 0) / Math.max(1, radii.length);

/** The lesion as a stretch. */
export const lesionOf = ({ start, end }: Pick<LesionMeasures, 'start' | 'end'>): Stretch => [start, end];
