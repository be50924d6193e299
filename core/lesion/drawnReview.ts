import type { Arc } from '../calcium/review.ts';
import type { PointLps } from '../geometry/frame.ts';
import { lpsFromUv, pointUv } from '../geometry/plane.ts';
import type { Polygon } from '../geometry/polygon.ts';
import { deg, mm } from '../units.ts';
import type { DrawnArc } from './entry.ts';
import type { SectionGround } from './laidOver.ts';

/** An arc's beginning is kept so far from the vessel's middle: about where the wall lies, mm. */
const KEPT_AT = mm(2);

/** An arc about the vessel's middle as a place in the patient and a sweep: the reverse of angleOn. One of no length is a ring. */
export function drawnArc({ plane, centre: [u, v] }: SectionGround, [from, to]: Arc): DrawnArc {
  const angle = (from * Math.PI) / 180;
  const sweep = ((to - from) % 360 + 360) % 360;
  return {
    from: lpsFromUv(plane, pointUv(u + KEPT_AT * Math.cos(angle), v + KEPT_AT * Math.sin(angle))),
    sweep: deg(sweep === 0 ? 360 : sweep),
  };
}

/** An outline in the section's plane as points in the patient. */
export const drawnOutline = ({ plane }: Pick<SectionGround, 'plane'>, outline: Polygon): readonly PointLps[] =>
  outline.map((point) => lpsFromUv(plane, point));
