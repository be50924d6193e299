import { type Centreline, planeAcross } from '../centreline/centreline.ts';
import type { PointLps } from '../geometry/frame.ts';
import { uvFromLps } from '../geometry/plane.ts';
import { footOnLine } from '../geometry/polyline.ts';
import { type ContourEdit, contourFailure, contourSentence, sectionOf } from '../section/editedContour.ts';
import type { PolarMap } from '../section/polar.ts';
import { MOST_ASTRAY_MM } from './laidOver.ts';
import type { ContourFault } from './vesselFindings.ts';

/** A contour as it was drawn, corner by corner in the patient. */
export interface DrawnContour {
  readonly which: 'lumen' | 'wall';
  /** The middle of the section that it was drawn on. */
  readonly at: PointLps;
  readonly outline: readonly PointLps[];
}

const MOVED_AWAY = 'The vessel no longer runs where this contour was drawn. Draw it again on the present path, or remove it.';

/** Drawn contours as contours of the sections nearest to them; those that cannot stand there are named, with the reason. */
export function drawnContours(
  { points }: Pick<Centreline, 'points'>, polar: PolarMap, drawn: readonly DrawnContour[],
): { readonly edits: readonly ContourEdit[]; readonly faults: readonly ContourFault[] } {
  const abscissae = points.map(({ abscissa }) => abscissa);
  const line = points.map(({ at }) => at);
  const laid = drawn.map(({ which, at, outline }, contour): { readonly edit: ContourEdit } | { readonly fault: ContourFault } => {
    const foot = footOnLine(line, at);
    const n = foot === undefined || foot.distance > MOST_ASTRAY_MM ? undefined : sectionOf(abscissae, foot.abscissa);
    const point = n === undefined ? undefined : points[n];
    if (point === undefined) return { fault: { contour, message: MOVED_AWAY } };
    const plane = planeAcross(point);
    const edit = { which, abscissa: point.abscissa, outline: outline.map((corner) => uvFromLps(plane, corner)) };
    const failure = contourFailure(polar, abscissae, edit);
    return failure === null ? { edit } : { fault: { contour, message: contourSentence(failure) } };
  });
  return {
    edits: laid.flatMap((one) => ('edit' in one ? [one.edit] : [])),
    faults: laid.flatMap((one) => ('fault' in one ? [one.fault] : [])),
  };
}
