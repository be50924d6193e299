import { planeAcross } from '../centreline/centreline.ts';
import { apply, between, dot, indexIjk, inverse } from '../geometry/frame.ts';
import { pointUv, uvFromLps, type PointUv } from '../geometry/plane.ts';
import { holdsPoint } from '../geometry/polygon.ts';
import type { LesionMeasures } from '../lesion/lesionMeasures.ts';
import type { SectionOutline, VesselFindings } from '../lesion/vesselFindings.ts';
import { RAYS } from '../section/polar.ts';
import type { Volume } from '../volume/volume.ts';
import { type Arc, saidArcs, type SectionReview } from './review.ts';
import { thresholdAlong } from './threshold.ts';

/** Algorithm and version. */
export const MASK_BY = 'calcium-mask/1';

/** What of a measured vessel decides on its voxels. */
export interface MaskGround {
  readonly findings: Pick<VesselFindings, 'centreline' | 'outlines' | 'threshold' | 'proximalCap' | 'distalCap'>;
  readonly measures: Pick<LesionMeasures, 'sections' | 'metal' | 'ostium'>;
}

/** What a section says of the voxels that lie nearest to it. */
interface SectionRule {
  /** From here on a voxel is calcium, HU; infinite where the section holds none. */
  readonly level: number;
  readonly outline: SectionOutline;
  readonly review: SectionReview | null;
}

/**
 * The calcium of a measured vessel as voxels of its volume, section by section so that it can be given up.
 *
 * A voxel belongs where the section nearest to its middle holds calcium, its middle lies within the vessel's contour there, and
 * its value reaches the threshold there. Where the operator drew arcs or areas, it lies within those. Values are as scanned: blur
 * is left in, so that the voxels fill more than the measures say. Stents and the aorta are left out.
 *
 * @returns places in `volume.voxels`, in order
 * @source design: the segmentation shows what was measured; the threshold by measurements, section 2
 */
export function* calciumMask({ grid, voxels }: Volume, ground: MaskGround): Generator<undefined, Uint32Array> {
  const { points, step } = ground.findings.centreline;
  const rules = rulesOf(ground);
  const reach = rules.reduce((most, { outline }) => Math.max(most, ...outline.wall), 0);
  const least = Math.min(...rules.map(({ level }) => level));
  const ijkFromLps = inverse(grid.lpsFromIjk);
  const [nx, ny] = grid.dims;
  const nearest = new Map<number, { readonly section: number; readonly distance: number }>();
  for (const [n, point] of points.entries()) {
    const middle = apply(ijkFromLps, point.at);
    const along = (axis: 0 | 1 | 2): Range => rangeOf(middle[axis], reach / grid.spacing[axis], grid.dims[axis]);
    const [[i0, i1], [j0, j1], [k0, k1]] = [along(0), along(1), along(2)];
    for (let k = k0; k <= k1; k += 1) {
      for (let j = j0; j <= j1; j += 1) {
        for (let i = i0; i <= i1; i += 1) {
          const offset = i + nx * (j + ny * k);
          if ((voxels[offset] ?? 0) < least) continue;
          const way = between(point.at, apply(grid.lpsFromIjk, indexIjk(i, j, k)));
          const distance = dot(way, way);
          if (distance < (nearest.get(offset)?.distance ?? Infinity)) nearest.set(offset, { section: n, distance });
        }
      }
    }
    yield;
  }
  const inside = [...nearest].filter(([offset, { section }]) => {
    const [rule, point] = [rules[section], points[section]];
    if (rule === undefined || point === undefined || (voxels[offset] ?? 0) < rule.level) return false;
    const at = apply(grid.lpsFromIjk, indexIjk(offset % nx, Math.floor(offset / nx) % ny, Math.floor(offset / (nx * ny))));
    // Beyond the first and the last section lies what was not measured.
    return Math.abs(dot(between(point.at, at), point.tangent)) <= step && holds(rule, uvFromLps(planeAcross(point), at));
  });
  return Uint32Array.from(inside, ([offset]) => offset).sort();
}

type Range = readonly [from: number, to: number];

/** Whole indices within a reach of a place. */
const rangeOf = (middle: number, reach: number, count: number): Range =>
  [Math.max(0, Math.ceil(middle - reach)), Math.min(count - 1, Math.floor(middle + reach))];

function rulesOf({ findings: { outlines, threshold, proximalCap, distalCap }, measures: { sections, metal, ostium } }: MaskGround): readonly SectionRule[] {
  const levels = thresholdAlong(threshold, sections.map(({ abscissa }) => abscissa), proximalCap.abscissa, distalCap.abscissa);
  const begins = ostium?.state === 'found' ? ostium.abscissa : 0;
  return outlines.map((outline, n): SectionRule => {
    const [section, level = Infinity] = [sections[n], levels[n]];
    const isMeasured = section !== undefined && (section.arc > 0 || section.csaPercent > 0) && section.abscissa >= begins
      && !metal.some(([from, to]) => section.abscissa >= from && section.abscissa <= to);
    return { outline, review: section?.review ?? null, level: isMeasured ? level : Infinity };
  });
}

/** Whether a place of a section lies within its contour, and within what the operator drew there. */
function holds({ outline: { centre, wall }, review }: SectionRule, at: PointUv): boolean {
  const [distance, degrees] = polarAbout(centre, at);
  if (distance > radiusAt(wall, degrees)) return false;
  if (review === null || review.isFullMoon) return true;
  if (review.areas !== null) return review.areas.some((area) => holdsPoint(area, at));
  const arcs = saidArcs(review);
  const [, about] = polarAbout(review.centre, at);
  return arcs === null || arcs.some((arc) => isOnArc(arc, about));
}

/** Distance and direction from a middle, mm and degrees from u towards v. */
function polarAbout([u, v]: PointUv, at: PointUv): readonly [distance: number, degrees: number] {
  const [x, y] = pointUv(at[0] - u, at[1] - v);
  return [Math.hypot(x, y), ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360];
}

/** A contour's radius between two of its rays. */
function radiusAt(radii: readonly number[], degrees: number): number {
  const ray = (degrees * RAYS) / 360;
  const from = Math.floor(ray) % RAYS;
  const [one = 0, other = 0] = [radii[from], radii[(from + 1) % RAYS]];
  return one + (ray - Math.floor(ray)) * (other - one);
}

/** Whether a direction lies on an arc, which may run over 0°. */
const isOnArc = ([from, to]: Arc, degrees: number): boolean => {
  const sweep = Math.min(360, to > from ? to - from : to === from ? 0 : to - from + 360);
  return (degrees - from + 720) % 360 <= sweep && sweep > 0;
};
