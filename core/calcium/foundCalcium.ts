import { type PointUv, pointUv } from '../geometry/plane.ts';
import type { Polygon } from '../geometry/polygon.ts';
import type { SectionOutline } from '../lesion/vesselFindings.ts';
import { RAYS } from '../section/polar.ts';
import { deg } from '../units.ts';
import { runsOf } from './deposits.ts';
import type { Arc } from './review.ts';

/** Degrees that a ray stands for. */
const PER_RAY = 360 / RAYS;

type Rays = NonNullable<SectionOutline['calcium']>;
const heldBy = (calcium: SectionOutline['calcium']): readonly boolean[] =>
  calcium?.map((held) => held !== null) ?? [];

/**
 * The arcs that rays with calcium make up: each ray stands for what lies nearer to it than to its neighbours.
 *
 * @source none
 */
export const arcsOnRays = (held: readonly boolean[]): readonly Arc[] => runsOf(held).map((run): Arc => {
  if (run.length === RAYS) return [deg(0), deg(360)];
  const from = ((run[0] ?? 0) * PER_RAY - PER_RAY / 2 + 360) % 360;
  return [deg(from), deg(from + run.length * PER_RAY)];
});

/** The arcs that were found around a section. @source none */
export const foundArcs = ({ calcium }: Pick<SectionOutline, 'calcium'>): readonly Arc[] =>
  arcsOnRays(heldBy(calcium));

/**
 * The outlines of the calcium that was found in a section, one for each arc: along its outer edge and back along the inner.
 *
 * A ring is one outline, cut open at 0°: inside is what lies between both edges.
 *
 * @source none
 */
export function foundAreas({ calcium, centre }: Pick<SectionOutline, 'calcium' | 'centre'>): readonly Polygon[] {
  return runsOf(heldBy(calcium)).map((run) => {
    const rays = run.flatMap((ray) => edgesOn(calcium, ray));
    const [first, last] = [rays.at(0), rays.at(-1)];
    if (first === undefined || last === undefined) return [];
    const ends = run.length === RAYS ? [...rays, { ...first, angle: first.angle + 360 }]
      : [{ ...first, angle: first.angle - PER_RAY / 2 }, ...rays, { ...last, angle: last.angle + PER_RAY / 2 }];
    return [
      ...ends.map(({ angle, outer }) => placed(centre, angle, outer)),
      // From the middle on there is no inner edge: its points lie in one place.
      ...(ends.every(({ inner }) => inner <= 0) && run.length === RAYS ? [] : ends.toReversed().map(({ angle, inner }) => placed(centre, angle, inner))),
    ];
  });
}

const edgesOn = (calcium: Rays | null, ray: number): readonly { readonly angle: number; readonly inner: number; readonly outer: number }[] => {
  const held = calcium?.[ray];
  return held == null ? [] : [{ angle: ray * PER_RAY, inner: held[0], outer: held[1] }];
};

const placed = ([u, v]: PointUv, degrees: number, radius: number): PointUv => {
  const angle = (degrees * Math.PI) / 180;
  return pointUv(u + radius * Math.cos(angle), v + radius * Math.sin(angle));
};
