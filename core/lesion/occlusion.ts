import { CALCIUM_BY, vesselProfile, type VesselProfile } from '../calcium/profile.ts';
import { type CalciumSummary, calciumSummary } from '../calcium/summary.ts';
import { THRESHOLD_RULE, type UserThreshold } from '../calcium/threshold.ts';
import type { Centreline } from '../centreline/centreline.ts';
import { greatestBend } from '../geometry/bend.ts';
import type { PointLps } from '../geometry/frame.ts';
import { footOnLine } from '../geometry/polyline.ts';
import { err, ok, type Result } from '../result.ts';
import { referenceDiameter } from '../section/references.ts';
import type { CrossSection } from '../section/section.ts';
import { deg, type Deg, type Mm, mm } from '../units.ts';
import type { VolumeGrid } from '../volume/volume.ts';

/** One occlusion as measured: where it is, how it bends, its calcium and its references. Proposed, not confirmed. */
export interface OcclusionMeasures {
  readonly profile: VesselProfile;
  readonly start: Mm;
  readonly end: Mm;
  /** 0 where the occlusion is shorter than a direction is averaged over. */
  readonly bend: Deg;
  readonly summary: CalciumSummary;
  /** Lumen diameters next to the occlusion; null where no lumen is open there. */
  readonly proximalReference: Mm | null;
  readonly distalReference: Mm | null;
  readonly warnings: readonly MeasureWarning[];
  readonly by: string;
}

/** What the reader of the measures should know. */
export interface MeasureWarning { readonly code: string; readonly message: string }

/** Why an occlusion cannot be measured. */
export type MeasureFailure =
  | { readonly code: 'measure/cap-off-the-path'; readonly cap: 'proximal' | 'distal'; readonly distance: Mm }
  | { readonly code: 'measure/caps-in-wrong-order'; readonly proximal: Mm; readonly distal: Mm };

/** A cap farther from the centreline than this belongs to another vessel, mm. */
const MOST_OFF_MM = 5;
/** Less of the wall's circumference seen than this deserves a word. */
const LEAST_SEEN = 0.3;
/** Denser than any calcium: metal, HU. */
const METAL_HU = 2000;

/**
 * The measures of the occlusion between two caps.
 *
 * @param sections - one for each point of the centreline
 * @param caps - LPS mm, snapped onto the centreline and to where contrast ends nearby
 * @fails measure/cap-off-the-path - a cap lies more than 5 mm from the centreline
 * @fails measure/caps-in-wrong-order - the distal cap is not beyond the proximal one
 */
export function occlusionMeasures(
  grid: Pick<VolumeGrid, 'spacing'>, centreline: Centreline, sections: readonly CrossSection[],
  caps: { readonly proximal: PointLps; readonly distal: PointLps }, user: UserThreshold,
): Result<OcclusionMeasures, MeasureFailure> {
  const line = centreline.points.map(({ at }) => at);
  const snapped = { proximal: footOnLine(line, caps.proximal), distal: footOnLine(line, caps.distal) };
  for (const cap of ['proximal', 'distal'] as const) {
    const distance = snapped[cap]?.distance ?? mm(Infinity);
    if (!(distance <= MOST_OFF_MM)) return err({ code: 'measure/cap-off-the-path', cap, distance });
  }
  const given = { proximal: snapped.proximal?.abscissa ?? mm(0), distal: snapped.distal?.abscissa ?? mm(0) };
  if (!(given.distal - given.proximal >= centreline.step))
    return err({ code: 'measure/caps-in-wrong-order', ...given });
  const profile = vesselProfile(grid, centreline, sections, given, user);
  const [start, end] = [profile.proximalCap.abscissa, profile.distalCap.abscissa];
  const inside = centreline.points.filter(({ abscissa }) => abscissa >= start && abscissa <= end);
  const bend = greatestBend(inside.map(({ at }) => at));
  const areas = profile.sections.map(({ lumenArea }) => lumenArea);
  const summary = calciumSummary(profile.sections, start, end);
  const proximalReference = referenceDiameter(areas.slice(0, Math.ceil(start / centreline.step)).toReversed(), centreline.step);
  const distalReference = referenceDiameter(areas.slice(Math.floor(end / centreline.step) + 1), centreline.step);
  return ok({
    profile, start, end, bend: bend.ok ? bend.value.angle : deg(0), summary, proximalReference, distalReference,
    warnings: warningsOf(profile, summary, start, end, { proximalReference, distalReference }), by: CALCIUM_BY,
  });
}

/** Why the occlusion was not measured and what to do, in plain words. */
export function measureSentence(failure: MeasureFailure): string {
  return failure.code === 'measure/cap-off-the-path'
    ? `The ${failure.cap} cap lies ${failure.distance.toFixed(1)} mm from the centreline. Set it on the vessel, or set points along the vessel that it belongs to.`
    : 'The distal cap does not lie beyond the proximal one. Give the caps in the order of the points, from proximal to distal.';
}

function warningsOf(
  { sections, threshold, proximalCap, distalCap, edge }: VesselProfile, summary: CalciumSummary, start: Mm, end: Mm,
  references: Readonly<Record<'proximalReference' | 'distalReference', Mm | null>>,
): readonly MeasureWarning[] {
  const inside = sections.filter(({ abscissa }) => abscissa >= start && abscissa <= end);
  const seen = inside.reduce((sum, { wallSeen }) => sum + wallSeen, 0) / Math.max(1, inside.length);
  const crosses = inside.some(({ csaRange: [least, most] }) => least < 50 && most >= 50);
  const brightest = Math.max(...sections.map(({ peak }) => peak));
  const when = (holds: boolean, code: string, message: string): readonly MeasureWarning[] => (holds ? [{ code, message }] : []);
  return [
    ...when((threshold.lumenMeanHu ?? 0) > THRESHOLD_RULE.brightLumenHu, 'calcium/bright-lumen',
      `The lumen is very bright (${Math.round(threshold.lumenMeanHu ?? 0)} HU): calcium beside it may be missed. Check the threshold.`),
    ...when(!proximalCap.isSeen, 'cap/proximal-not-seen', 'Where contrast ends is not seen near the proximal cap: it stays where it was set.'),
    ...when(!distalCap.isSeen, 'cap/distal-not-seen', 'Where contrast resumes is not seen near the distal cap: it stays where it was set.'),
    ...when(seen < LEAST_SEEN, 'wall/edge-not-seen',
      `The outer wall is seen on ${Math.round(100 * seen)} % of the circumference of the occlusion; elsewhere it is interpolated.`),
    ...when(!edge.isMeasured, 'wall/blur-not-measured', 'No edge of the open vessel against fat is seen: the blur of the scan is a usual value.'),
    ...when(references.proximalReference === null, 'reference/no-proximal', 'No open lumen before the occlusion: there is no proximal reference.'),
    ...when(references.distalReference === null, 'reference/no-distal', 'No open lumen beyond the occlusion: there is no distal reference.'),
    ...when(brightest > METAL_HU, 'calcium/metal', `Up to ${Math.round(brightest)} HU within the wall: metal, such as a stent, may count as calcium.`),
    ...when(crosses, 'calcium/class-within-range', 'Whether calcium fills half of a section lies within the plausible range: look at the ranges, not at one number.'),
    ...when(summary.maxArcDeg > 0, 'calcium/thickness', 'CT cannot resolve the thickness of thin calcium: take it as an estimate.'),
  ];
}
