import { allMoved, markRows, markValues } from '../section/again.ts';
import type { ContourOrigin } from '../section/editedContour.ts';
import { type Lumen, lumenArea } from '../section/lumen.ts';
import { areaWithin, radiiOf, RAYS } from '../section/polar.ts';
import type { Wall } from '../section/wall.ts';
import { deg, hu, mm, type Mm, mm2 } from '../units.ts';
import { RAY_HOLDS_MM } from './certainCalcium.ts';
import { calcifiedShare, type Deposits, runsOf } from './deposits.ts';
import { type CalciumPattern, patternsOf, placeOf, type SectionExtent as Placed } from './pattern.ts';
import type { SectionMeasure } from './profile.ts';
import { arcRange, shareRange, upTo } from './range.ts';

/** How far the calcium of one section reaches. */
export interface SectionExtent extends Placed { readonly arcSpan: number }

/** Contours and calcium that sections are measured from. */
interface Measured { readonly lumen: Lumen; readonly wall: Wall; readonly deposits: Deposits }

/** The same with where the sections lie, and where their contours come from. */
interface Measurable extends Measured {
  readonly abscissae: readonly Mm[];
  readonly voxel: Mm;
  readonly origins: { readonly lumen: readonly ContourOrigin[]; readonly wall: readonly ContourOrigin[] };
}

/** What was measured of each section. */
interface SectionMeasures { readonly sections: readonly SectionMeasure[]; readonly extents: readonly SectionExtent[] }

const PER_RAY = 360 / RAYS;
const NO_EXTENT: SectionExtent = { arcDeg: 0, arcSpan: 0, csaPercent: 0, middleShare: 0, innerShare: 0 };

/**
 * What is measured of each section.
 *
 * @param known - measures of the same sections before: those whose contours and calcium are the same stay
 * @source measurements, section 1.2
 */
export function sectionMeasures(from: Measurable, known: (Measured & SectionMeasures) | null): SectionMeasures {
  const moved = known === null ? allMoved(from.abscissae.length) : movedMeasures(known, from);
  const extents = from.abscissae.map((_, n) => (moved[n] === 0 ? known?.extents[n] : undefined) ?? extentOf(from, n));
  const patterns = patternsOf(extents);
  const sections = from.abscissae.map((_, n): SectionMeasure => {
    const [pattern, wallFrom, lumenFrom] = [patterns[n] ?? 'none', from.origins.wall[n] ?? 'automatic', from.origins.lumen[n] ?? 'automatic'];
    const old = moved[n] === 0 ? known?.sections[n] : undefined;
    if (old === undefined) return { ...measureOf(from, n, extents[n] ?? NO_EXTENT, pattern), wallFrom, lumenFrom };
    const isSame = old.pattern === pattern && old.wallFrom === wallFrom && old.lumenFrom === lumenFrom;
    return isSame ? old : { ...old, pattern, wallFrom, lumenFrom };
  });
  return { sections, extents };
}

/** The sections whose measures are made of something else than they were. */
function movedMeasures(before: Measured, { lumen, wall, deposits }: Measured): Uint8Array {
  const moved = new Uint8Array(lumen.isOpen.length);
  markValues(moved, before.lumen.isOpen, lumen.isOpen);
  markRows(moved, before.lumen.radii, lumen.radii);
  markValues(moved, before.wall.seen, wall.seen);
  markRows(moved, before.wall.radii, wall.radii);
  markRows(moved, before.wall.isBrightBeside, wall.isBrightBeside);
  for (const key of ['thickness', 'area', 'isFilled', 'peakHu', 'rawMm', 'rawArea'] as const) markRows(moved, before.deposits[key], deposits[key]);
  return moved;
}

function extentOf({ wall, deposits }: Measured, n: number): SectionExtent {
  const holds = Array.from(radiiOf(deposits.thickness, n), (thickness) => thickness > 0);
  if (!holds.includes(true)) return NO_EXTENT;
  return {
    arcDeg: PER_RAY * holds.filter(Boolean).length, arcSpan: PER_RAY * Math.max(0, ...runsOf(holds).map((run) => run.length)),
    csaPercent: 100 * calcifiedShare(deposits, wall.radii, n), ...placeOf(deposits, wall.radii, n),
  };
}

function measureOf(
  { abscissae, lumen, wall, deposits, voxel }: Measurable, n: number, { arcDeg, arcSpan, csaPercent }: SectionExtent, pattern: CalciumPattern,
): Omit<SectionMeasure, 'wallFrom' | 'lumenFrom'> {
  const vesselArea = areaWithin(radiiOf(wall.radii, n));
  let [rawRays, rawSum, thickness, peak, bright] = [0, 0, 0, -Infinity, 0];
  for (let o = n * RAYS; o < (n + 1) * RAYS; o += 1) {
    if ((deposits.rawMm[o] ?? 0) >= RAY_HOLDS_MM) rawRays += 1;
    rawSum += deposits.rawArea[o] ?? 0;
    thickness = Math.max(thickness, deposits.thickness[o] ?? 0);
    peak = Math.max(peak, deposits.peakHu[o] ?? 0);
    if (wall.isBrightBeside[o] === 1 && deposits.thickness[o] === 0) bright += 1;
  }
  const rawPercent = Math.min(100, (100 * rawSum * ((2 * Math.PI) / RAYS)) / vesselArea);
  const open = lumenArea(lumen, n);
  return {
    abscissa: abscissae[n] ?? mm(NaN), arc: deg(arcDeg), arcSpan: deg(arcSpan), csaPercent, vesselArea: mm2(vesselArea),
    lumenArea: open === null ? null : mm2(open), thickness: mm(thickness), peak: hu(peak), pattern,
    arcRange: upTo(arcRange(arcDeg, PER_RAY * rawRays, Math.sqrt(vesselArea / Math.PI), voxel), arcDeg + PER_RAY * bright),
    csaRange: upTo(shareRange(csaPercent, rawPercent), Math.min(100, csaPercent + (100 * bright) / RAYS)),
    brightBeside: deg(PER_RAY * bright), wallSeen: wall.seen[n] ?? 0,
  };
}
