import type { Centreline } from '../centreline/centreline.ts';
import { polygonCentroid } from '../geometry/polygon.ts';
import { capNear, type CapFound } from '../section/caps.ts';
import { edgeModel, type EdgeModel } from '../section/edgeModel.ts';
import { closedBetween, type Lumen, lumenAlong, lumenArea } from '../section/lumen.ts';
import { areaWithin, outlineOf, type PolarMap, polarMap, radiiOf, RAYS } from '../section/polar.ts';
import type { CrossSection } from '../section/section.ts';
import { type Wall, wallAlong } from '../section/wall.ts';
import { deg, type Deg, hu, type Hu, mm, type Mm, mm2, type Mm2 } from '../units.ts';
import type { VolumeGrid } from '../volume/volume.ts';
import { besideWall, calcifiedShare, type Deposits, depositsAlong, runsOf } from './deposits.ts';
import { type CalciumPattern, patternsOf, placeOf } from './pattern.ts';
import { arcRange, type Range, shareRange } from './range.ts';
import { type Threshold, thresholdAlong, thresholdFor, type UserThreshold } from './threshold.ts';

/** Calcium and contours of one section. */
export interface SectionMeasure {
  readonly abscissa: Mm;
  /** Degrees of the circumference that hold calcium, best estimate. */
  readonly arc: Deg;
  /** The largest single arc. */
  readonly arcSpan: Deg;
  /** Calcified part of the vessel's area, per cent, best estimate. */
  readonly csaPercent: number;
  readonly vesselArea: Mm2;
  /** Null where there is no lumen. */
  readonly lumenArea: Mm2 | null;
  /** Greatest radial extent of the calcium; CT cannot resolve layers thinner than its blur. */
  readonly thickness: Mm;
  /** Greatest HU within the wall, calcium or not. */
  readonly peak: Hu;
  readonly pattern: CalciumPattern;
  /** Plausible values; they hold the best estimate and the raw one. */
  readonly arcRange: Range;
  readonly csaRange: Range;
  /** Share of the circumference on which the wall's outer edge was seen; elsewhere it is interpolated. */
  readonly wallSeen: number;
}

/** Everything measured across one vessel. */
export interface VesselProfile {
  readonly sections: readonly SectionMeasure[];
  readonly step: Mm;
  readonly proximalCap: CapFound;
  readonly distalCap: CapFound;
  readonly threshold: Threshold;
  readonly edge: EdgeModel;
  /** Polar maps and contours for drawing: radii about `polar.centres`, section by section. */
  readonly polar: PolarMap;
  readonly lumen: Lumen;
  readonly wall: Wall;
  readonly deposits: Deposits;
}

/** Algorithm and version, as origin of what is measured. */
export const CALCIUM_BY = 'calcium/1';

/** Rounds in which wall and calcium correct each other. */
const ROUNDS = 2;

/**
 * Contours and calcium of every section of a vessel.
 *
 * @param sections - one for each point of the centreline
 * @param caps - the operator's, as abscissae; moved to where contrast ends nearby
 * @param user - thresholds that replace the rule's
 * @method rays about the centreline give lumen and wall; rays about the wall's own middle give them again, with the
 * blur read from the lumen's edge; then wall and calcium correct each other
 * @source measurements, section 1.2
 * @accuracy in tests/accuracy: the distribution over random vessels
 */
export function vesselProfile(
  grid: Pick<VolumeGrid, 'spacing'>, { points, step }: Pick<Centreline, 'points' | 'step'>, sections: readonly CrossSection[],
  caps: { readonly proximal: Mm; readonly distal: Mm }, user?: UserThreshold,
): VesselProfile {
  const abscissae = points.map(({ abscissa }) => abscissa);
  const first = polarMap(sections);
  const asGiven = closedBetween(caps.proximal, caps.distal, step);
  const { middleHu } = lumenAlong(first, step, asGiven);
  const proximalCap = capNear(first, middleHu, step, caps.proximal, 1);
  const distalCap = capNear(first, middleHu, step, caps.distal, -1);
  const closed = closedBetween(proximalCap.abscissa, distalCap.abscissa, step);
  const rough = lumenAlong(first, step, closed);
  const edge = edgeModel(first, rough, grid);
  const threshold = thresholdFor(first, rough, step, closed[0], user);
  const calciumHu = thresholdAlong(threshold, abscissae, proximalCap.abscissa, distalCap.abscissa);
  const parameters = { stepMm: step, edge, calciumHu, blurMm: edge.blurMm, voxelMm: Math.min(...grid.spacing) };
  const outline = wallAlong(first, lumenAlong(first, step, closed, edge.lumenShiftMm), parameters, null).radii;
  const polar = polarMap(sections, first.centres.map((centre, n) =>
    polygonCentroid(outlineOf(radiiOf(outline, n), centre))));
  const lumen = lumenAlong(polar, step, closed, edge.lumenShiftMm);
  let wall = wallAlong(polar, lumen, parameters, null);
  let deposits = depositsAlong(polar, lumen, wall, parameters);
  for (let round = 0; round < ROUNDS; round += 1) {
    wall = wallAlong(polar, lumen, parameters, besideWall(deposits));
    deposits = depositsAlong(polar, lumen, wall, parameters);
  }
  return {
    sections: measuresOf(abscissae, lumen, wall, deposits, parameters.voxelMm), step: mm(step),
    proximalCap, distalCap, threshold, edge, polar, lumen, wall, deposits,
  };
}

function measuresOf(
  abscissae: readonly Mm[], lumen: Lumen, wall: Wall, deposits: Deposits, voxelMm: number,
): readonly SectionMeasure[] {
  const ofRays = (values: Float32Array, n: number): readonly number[] => Array.from(radiiOf(values, n));
  const perRay = 360 / RAYS;
  const extents = abscissae.map((_, n) => {
    const holds = ofRays(deposits.thickness, n).map((thickness) => thickness > 0);
    return {
      arcDeg: perRay * holds.filter(Boolean).length,
      arcSpan: perRay * Math.max(0, ...runsOf(holds).map((run) => run.length)),
      csaPercent: 100 * calcifiedShare(deposits, wall.radii, n), ...placeOf(deposits, wall.radii, n),
    };
  });
  const patterns = patternsOf(extents);
  return abscissae.map((abscissa, n) => {
    const { arcDeg, arcSpan, csaPercent } = extents[n] ?? { arcDeg: 0, arcSpan: 0, csaPercent: 0 };
    const vesselArea = areaWithin(radiiOf(wall.radii, n));
    const rawDeg = perRay * ofRays(deposits.rawMm, n).filter((length) => length >= 0.3).length;
    const rawArea = ((2 * Math.PI) / RAYS) * ofRays(deposits.rawArea, n).reduce((sum, area) => sum + area, 0);
    const open = lumenArea(lumen, n);
    return {
      abscissa, arc: deg(arcDeg), arcSpan: deg(arcSpan), csaPercent, vesselArea: mm2(vesselArea),
      lumenArea: open === null ? null : mm2(open),
      thickness: mm(Math.max(...ofRays(deposits.thickness, n))), peak: hu(Math.max(...ofRays(deposits.peakHu, n))),
      pattern: patterns[n] ?? 'none',
      arcRange: arcRange(arcDeg, rawDeg, Math.sqrt(vesselArea / Math.PI), voxelMm),
      csaRange: shareRange(csaPercent, Math.min(100, (100 * rawArea) / vesselArea)),
      wallSeen: wall.seen[n] ?? 0,
    };
  });
}
