import { type PointLps, pointLps } from '../geometry/frame.ts';
import { courseAt } from './course.ts';
import { depositAt, lumenRadiusAt, outerRadiusAt, type Vessel } from './vessel.ts';

/** What is true of one cross-section, by the vessel's own parameters. */
export interface SectionTruth {
  readonly atMm: number;
  /** Degrees of the circumference that hold calcium. */
  readonly arcDeg: number;
  /** Degrees of the largest single arc. */
  readonly arcSpanDeg: number;
  readonly vesselAreaMm2: number;
  readonly lumenAreaMm2: number;
  readonly calciumAreaMm2: number;
  /** Calcified share of the vessel's area, 0 to 1. */
  readonly areaShare: number;
  readonly peakHu: number | null;
}

/** What is true of an occlusion. */
export interface OcclusionTruth {
  readonly fromMm: number;
  readonly toMm: number;
  readonly lengthMm: number;
  readonly proximalCap: PointLps;
  readonly distalCap: PointLps;
  readonly bendDeg: number;
  readonly maxArcDeg: number;
  readonly maxAreaShare: number;
  readonly fullMoonMm: number;
  readonly calcifiedMm: number;
  readonly proximalReferenceMm: number;
  readonly distalReferenceMm: number;
}

/** Everything true of one vessel. */
export interface VesselTruth {
  readonly name: string;
  readonly centreline: readonly PointLps[];
  readonly lengthMm: number;
  readonly sections: readonly SectionTruth[];
  readonly occlusion: OcclusionTruth | null;
}

/**
 * One section, exactly.
 *
 * @method the circle is cut where any arc begins or ends; in each piece the deepest deposit counts
 */
export function sectionTruth(vessel: Vessel, atMm: number): SectionTruth {
  const outer = outerRadiusAt(vessel, atMm);
  const present = vessel.deposits.flatMap((deposit) => {
    const extent = depositAt(vessel, deposit, atMm);
    return extent === null || extent.arcDeg <= 0 || extent.depthMm <= 0 ? [] : [{ ...extent,
      hu: deposit.hu }];
  });
  const covers = (extent: { readonly middleDeg: number; readonly arcDeg: number }, angle: number): boolean =>
    Math.abs(((((angle - extent.middleDeg) % 360) + 540) % 360) - 180) < extent.arcDeg / 2;
  const edges = [...new Set([0, 360, ...present.flatMap(({ middleDeg, arcDeg }) =>
    [middleDeg - arcDeg / 2, middleDeg + arcDeg / 2].map((angle) => ((angle % 360) + 360) % 360))])]
    .toSorted((a, b) => a - b);
  const pieces = edges.slice(1).map((to, n) => {
    const from = edges[n] ?? 0;
    const depths = present.filter((extent) => covers(extent, (from + to) / 2)).map(({ depthMm }) => depthMm);
    return { degrees: to - from, depth: Math.max(0, ...depths) };
  });
  const inner = (depth: number): number => outer - depth;
  const calciumAreaMm2 = pieces.reduce((sum, { degrees, depth }) =>
    sum + (degrees / 360) * Math.PI * (outer ** 2 - inner(depth) ** 2), 0);
  const vesselAreaMm2 = Math.PI * outer ** 2;
  return {
    atMm, vesselAreaMm2, calciumAreaMm2, areaShare: calciumAreaMm2 / vesselAreaMm2,
    lumenAreaMm2: Math.PI * lumenRadiusAt(vessel, atMm) ** 2,
    arcDeg: pieces.reduce((sum, { degrees, depth }) => sum + (depth > 0 ? degrees : 0), 0),
    arcSpanDeg: longestRun(pieces),
    peakHu: present.length === 0 ? null : Math.max(...present.map(({ hu }) => hu)),
  };
}

/** Longest run of calcified pieces around the circle, degrees; the circle closes on itself. */
function longestRun(pieces: readonly { readonly degrees: number; readonly depth: number }[]): number {
  if (pieces.every(({ depth }) => depth > 0)) return 360;
  const runs = [...pieces, ...pieces].reduce<{ readonly now: number; readonly best: number }>(({ now, best },
    piece) => {
    const next = piece.depth > 0 ? now + piece.degrees : 0;
    return { now: next, best: Math.max(best, next) };
  }, { now: 0, best: 0 });
  return runs.best;
}

/**
 * The bend of a stretch: the greatest angle between the directions at two of its points at most `windowMm` apart.
 *
 * @source measurements, section 3: each direction averaged over 2 mm, window 15 mm
 */
export function bendDeg(vessel: Vessel, fromMm: number, toMm: number, windowMm = 15, averageMm = 2): number {
  const step = 0.25;
  const count = Math.max(0, Math.floor((toMm - fromMm - averageMm) / step));
  const directions = Array.from({ length: count + 1 }, (_, n) => {
    const a = courseAt(vessel.course, fromMm + n * step);
    const b = courseAt(vessel.course, fromMm + n * step + averageMm);
    const length = Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
    return [(b[0] - a[0]) / length, (b[1] - a[1]) / length, (b[2] - a[2]) / length] as const;
  });
  const reach = Math.floor(windowMm / step);
  const least = directions.reduce((best, a, n) => directions.slice(n + 1, n + 1 + reach).reduce((now, b) =>
    Math.min(now, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]), best), 1);
  return (Math.acos(Math.max(-1, Math.min(1, least))) * 180) / Math.PI;
}

/** Share of area and arc from which a section counts as full moon. @source measurements 1.2, item 6 */
const FULL_MOON = { arcDeg: 350, areaShare: 0.95 };
const CALCIFIED_SHARE = 0.1;

/** What is true of the vessel's occlusion; null where it has none. */
export function occlusionTruth(vessel: Vessel): OcclusionTruth | null {
  const { occlusion } = vessel;
  if (occlusion === null) return null;
  const { fromMm, toMm } = occlusion;
  const step = 0.05;
  const count = Math.round((toMm - fromMm) / step);
  const sections = Array.from({ length: count }, (_, n) => sectionTruth(vessel, fromMm + (n + 0.5) * step));
  const lengthOf = (holds: (section: SectionTruth) => boolean): number =>
    sections.filter(holds).length * step;
  const reference = (start: number): number => mean(
    Array.from({ length: 11 }, (_, n) => 2 * lumenRadiusAt(vessel, start + n * 0.5)));
  const taper = (cap: typeof occlusion.distalCap): number => (cap.shape === 'tapered' ? cap.taperMm : 0);
  return {
    fromMm, toMm, lengthMm: toMm - fromMm,
    proximalCap: courseAt(vessel.course, fromMm), distalCap: courseAt(vessel.course, toMm),
    bendDeg: bendDeg(vessel, fromMm, toMm),
    maxArcDeg: Math.max(...sections.map(({ arcDeg }) => arcDeg)),
    maxAreaShare: Math.max(...sections.map(({ areaShare }) => areaShare)),
    fullMoonMm: lengthOf(({ arcDeg, areaShare }) =>
      arcDeg >= FULL_MOON.arcDeg && areaShare >= FULL_MOON.areaShare),
    calcifiedMm: lengthOf(({ areaShare }) => areaShare >= CALCIFIED_SHARE),
    proximalReferenceMm: reference(fromMm - taper(occlusion.proximalCap) - 5.01),
    distalReferenceMm: reference(toMm + taper(occlusion.distalCap) + 0.01),
  };
}

/** Everything true of a vessel, its sections at the given step. */
export function vesselTruth(vessel: Vessel, stepMm = 0.5): VesselTruth {
  const { course } = vessel;
  return {
    name: vessel.name, lengthMm: course.length,
    centreline: Array.from(course.abscissae, (_, n) =>
      pointLps(course.points[3 * n] ?? 0, course.points[3 * n + 1] ?? 0, course.points[3 * n + 2] ?? 0)),
    sections: Array.from({ length: Math.floor(course.length / stepMm) + 1 },
      (_, n) => sectionTruth(vessel, n * stepMm)),
    occlusion: occlusionTruth(vessel),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value,
  0) / values.length;
