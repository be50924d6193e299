import type { WallHistogram } from '../lesion/vesselFindings.ts';
import { allMoved, isStill, marked, markRows, markValues, noneMoved } from '../section/again.ts';
import { radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../section/polar.ts';
import { hu } from '../units.ts';
import type { VesselProfile } from './profile.ts';
import { addToBins } from './wallHistogram.kernel.ts';

/** Bins of a histogram; what lies beyond them is counted in the outermost. */
export const HISTOGRAM = { fromHu: -200, widthHu: 25, bins: 88 } as const;

/** What is counted: the values on the rays from lumen to wall. */
type Counted = Pick<VesselProfile, 'polar' | 'lumen' | 'wall' | 'step'>;

/** How much has which HU, section by section, mm³; kept with what was counted, so that a later look counts only what is different. */
export interface SectionBins { readonly of: Counted; readonly rows: Float64Array }

/** The histogram of each section. @param before - sections whose rays, lumen and wall are the same are taken from it */
export function sectionBins(of: Counted, before: SectionBins | null = null): SectionBins {
  const { polar, lumen, wall, step } = of;
  const { fromHu, widthHu, bins } = HISTOGRAM;
  const moved = before === null ? allMoved(polar.sections) : movedBins(before.of, of);
  if (before !== null && isStill(moved)) return before;
  const rows = before?.rows.length === polar.sections * bins ? before.rows.slice() : new Float64Array(polar.sections * bins);
  const share = ((2 * Math.PI) / RAYS) * RAY_STEP_MM ** 2 * step;
  // The middle of the rays stands for a disc of half a step.
  const rings = Float64Array.from({ length: RAY_SAMPLES }, (_, k) => share * Math.max(0.125, k));
  const closed = new Float32Array(RAYS);
  for (const n of marked(moved)) {
    const own = rows.subarray(n * bins, (n + 1) * bins).fill(0);
    const inner = lumen.isOpen[n] === true ? radiiOf(lumen.radii, n) : closed;
    addToBins(polar.values, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, inner, radiiOf(wall.radii, n), fromHu, widthHu, rings, own);
  }
  return { of, rows };
}

function movedBins(before: Counted, { polar, lumen, wall, step }: Counted): Uint8Array {
  if (before.polar.values !== polar.values || before.step !== step) return allMoved(polar.sections);
  const moved = noneMoved(polar.sections);
  markValues(moved, before.lumen.isOpen, lumen.isOpen);
  markRows(moved, before.lumen.radii, lumen.radii);
  markRows(moved, before.wall.radii, wall.radii);
  return moved;
}

/**
 * How much of what lies within the outer wall has which HU, mm³ to a thousandth: what a threshold is set on.
 *
 * Of values as cut, like what is held against a threshold; in the open vessel of those beyond the lumen.
 *
 * @method each sample of a ray stands for the part of its ring, and half a step of the vessel to either side
 * @source measurements, section 2: a threshold is held against HU as cut, within the wall
 * @accuracy its sum is the volume within the wall within 3 % (wallHistogram.test.ts)
 */
export function wallHistogram(
  { rows }: SectionBins, { proximalCap, distalCap, sections }: Pick<VesselProfile, 'proximalCap' | 'distalCap' | 'sections'>,
): WallHistogram {
  const { fromHu, widthHu, bins } = HISTOGRAM;
  const [occlusion, open] = [new Float64Array(bins), new Float64Array(bins)];
  sections.forEach(({ abscissa }, n) => {
    const counts = abscissa >= proximalCap.abscissa && abscissa <= distalCap.abscissa ? occlusion : open;
    for (let bin = 0; bin < bins; bin += 1) counts[bin] = (counts[bin] ?? 0) + (rows[n * bins + bin] ?? 0);
  });
  const told = (counts: Float64Array): readonly number[] => Array.from(counts, (volume) => Math.round(1000 * volume) / 1000);
  return { from: hu(fromHu), width: widthHu, occlusion: told(occlusion), open: told(open) };
}
