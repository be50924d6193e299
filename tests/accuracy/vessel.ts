import { searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing } from '../../core/centreline/trace.ts';
import { moved, type PointLps, unitVector, vectorLps } from '../../core/geometry/frame.ts';
import type { LesionMeasures } from '../../core/lesion/lesionMeasures.ts';
import { capsOnPath, occlusionMeasures } from '../../core/lesion/occlusion.ts';
import { courseAt } from '../../core/phantom/course.ts';
import { randomStream } from '../../core/phantom/random.ts';
import { occlusionTruth, type OcclusionTruth, sectionTruth } from '../../core/phantom/truth.ts';
import { lumenRadiusAt, openRadiusAt, outerRadiusAt, type Vessel } from '../../core/phantom/vessel.ts';
import { crossSections } from '../../core/section/section.ts';
import { lastOf } from '../../core/sequence.ts';
import { gapToCourse, type PaintedVessel } from '../phantoms/randomVessel.ts';

/** A measured value beside the true one. */
export interface Pair { readonly found: number; readonly truth: number }
/** The same with the range that was printed. */
export interface RangedPair extends Pair { readonly range: readonly [least: number, greatest: number] }

/** One section beside the truth at the nearest place of the true course. Lengths in mm. */
export interface SectionErrors {
  readonly atMm: number;
  readonly isOccluded: boolean;
  /** From the centreline to the true one. */
  readonly offMm: number;
  /** Whether that is within the radius of the open vessel, and within the stated uncertainty. */
  readonly isInside: boolean;
  readonly isWithinStated: boolean;
  /** Radius of the open lumen; null in the occlusion, in a taper and within a millimetre of a cap. */
  readonly lumen: Pair | null;
  /** Radius of the outer wall. */
  readonly wall: Pair;
  readonly arcDeg: RangedPair;
  readonly sharePercent: RangedPair;
  /** From the nearest end of a deposit along the vessel; null where the vessel has none. */
  readonly fromEndMm: number | null;
}

/** Everything measured of one vessel beside the truth. */
export interface VesselErrors {
  readonly sections: readonly SectionErrors[];
  readonly lengthMm: Pair;
  readonly bendDeg: Pair;
  readonly calcifiedMm: Pair;
  readonly proximalReferenceMm: Pair | null;
  readonly distalReferenceMm: Pair | null;
  /** Greatest share, and the longest stretch of a truth that is filled whole, mm. */
  readonly maxSharePercent: Pair;
  readonly wholeMm: number;
  readonly isFullMoon: boolean;
  readonly peripheralSevere: { readonly found: boolean; readonly truth: boolean };
  /** Caps that kept their true shape, of those that were seen. */
  readonly capShapes: { readonly seen: number; readonly right: number };
}

/** The operator's caps lie so far from the true ones at most, mm. */
const CAP_OFF_MM = 3;
/** A section stands for what is within so much of it: for the truth's own stretches, mm. */
const TRUTH_STEP_MM = 0.1;

/** The errors of one painted vessel through the whole chain as `measure` runs it, or why it was not measured. */
export function vesselErrors({ case: { seed }, vessel, volume, seeds }: PaintedVessel): VesselErrors | string {
  const traced = lastOf(tracing(searchSpace(volume), seeds));
  if (!traced.ok) return traced.failure.code;
  const { centreline } = traced.value;
  const caps = capsOnPath(centreline, jitteredCaps(vessel, seed));
  if (!caps.ok) return caps.failure.code;
  const measures = lastOf(occlusionMeasures(volume.grid, {
    centreline, sections: crossSections(volume, centreline), caps: caps.value, threshold: { openHu: null, occlusionHu: null }, seriesUid: null, surroundings: null,
  }));
  const truth = occlusionTruth(vessel);
  if (!measures.ok) return measures.failure.code;
  if (truth === null) return 'accuracy/no-occlusion';
  const { findings } = measures.value;
  const ends = endsOf(vessel);
  const sections = centreline.points.flatMap((point, n): readonly SectionErrors[] => {
    const measured = findings.sections[n];
    if (measured === undefined) return [];
    const { distance, atMm } = gapToCourse(vessel, point.at);
    const own = sectionTruth(vessel, atMm);
    const open = openRadiusAt(vessel, atMm);
    const isWhole = lumenRadiusAt(vessel, atMm) >= 0.99 * open
      && (atMm < truth.fromMm - 1 || atMm > truth.toMm + 1);
    return [{
      atMm, isOccluded: atMm > truth.fromMm && atMm < truth.toMm, offMm: distance,
      isInside: distance <= open, isWithinStated: distance <= point.uncertainty,
      lumen: isWhole ? { found: radiusOf(measured.lumenArea ?? 0), truth: lumenRadiusAt(vessel, atMm) } : null,
      wall: { found: radiusOf(measured.vesselArea), truth: outerRadiusAt(vessel, atMm) },
      arcDeg: { found: measured.arc, truth: own.arcDeg, range: measured.arcRange },
      sharePercent: { found: measured.csaPercent, truth: 100 * own.areaShare, range: measured.csaRange },
      fromEndMm: ends.length === 0 ? null : Math.min(...ends.map((end) => Math.abs(end - atMm))),
    }];
  });
  return { sections, ...lesionErrors(vessel, truth, measures.value) };
}

function lesionErrors(vessel: Vessel, truth: OcclusionTruth, measures: LesionMeasures): Omit<VesselErrors, 'sections'> {
  const { findings: { proximalCap, distalCap }, summary } = measures;
  const count = Math.round(truth.lengthMm / TRUTH_STEP_MM);
  const true_ = Array.from({ length: count }, (_, n) => sectionTruth(vessel, truth.fromMm + (n + 0.5) * TRUTH_STEP_MM));
  const shapes = ([[proximalCap, vessel.occlusion?.proximalCap], [distalCap, vessel.occlusion?.distalCap]] as const)
    .filter(([{ isSeen }]) => isSeen);
  const reference = (found: number | null, of: number): Pair | null => (found === null ? null : { found, truth: of });
  return {
    lengthMm: { found: measures.end - measures.start, truth: truth.lengthMm },
    bendDeg: { found: measures.bend, truth: truth.bendDeg },
    calcifiedMm: { found: summary.calcifiedLength, truth: truth.calcifiedMm },
    proximalReferenceMm: reference(measures.proximalReference?.diameter ?? null, truth.proximalReferenceMm),
    distalReferenceMm: reference(measures.distalReference?.diameter ?? null, truth.distalReferenceMm),
    maxSharePercent: { found: summary.maxCsaPercent, truth: 100 * truth.maxAreaShare },
    wholeMm: TRUTH_STEP_MM * true_.filter(({ arcDeg, areaShare }) => arcDeg > 359.9 && areaShare > 0.999).length,
    isFullMoon: summary.fullMoon,
    peripheralSevere: {
      found: summary.peripheralSevere, truth: true_.some(({ arcDeg, areaShare }) => arcDeg >= 180 && areaShare >= 0.5),
    },
    capShapes: { seen: shapes.length, right: shapes.filter(([cap, own]) => cap.shape === own?.shape).length },
  };
}

/** Where deposits begin and end along the vessel. */
export const endsOf = ({ deposits }: Pick<Vessel, 'deposits'>): readonly number[] =>
  deposits.flatMap(({ stations }) => [stations.at(0), stations.at(-1)].flatMap((station) => (station === undefined ? [] : [station.atMm])));

const radiusOf = (area: number): number => Math.sqrt(area / Math.PI);

/** Caps as an operator sets them: up to 3 mm from the true ones, mostly along the vessel. */
function jitteredCaps(vessel: Vessel, seed: number): { readonly proximal: PointLps; readonly distal: PointLps } {
  const next = randomStream(seed + 15000);
  const { fromMm, toMm } = vessel.occlusion ?? { fromMm: 0, toMm: 0 };
  // Both caps of a short occlusion keep apart.
  const along = Math.min(CAP_OFF_MM - 0.2, 0.4 * (toMm - fromMm));
  const capAt = (atMm: number): PointLps => moved(courseAt(vessel.course, atMm + (2 * next() - 1) * along),
    unitVector(vectorLps(next() - 0.5, next() - 0.5, next() - 0.5)), next());
  return { proximal: capAt(fromMm), distal: capAt(toMm) };
}
