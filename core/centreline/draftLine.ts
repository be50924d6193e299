import type { PointLps } from '../geometry/frame.ts';
import { polylineLength } from '../geometry/polyline.ts';
import { mm, type Mm } from '../units.ts';
import { centrelineAt, type Centreline, type CentrelinePoint } from './centreline.ts';
import { evenCourse } from './evenly.ts';
import { isSamePlace, previewCourse, previewLegs } from './preview.ts';

/** Origin of a path that is not traced yet. */
export const DRAFT_LINE_BY = 'centreline/draft';

/**
 * A traced path bent to where one of its points was carried since: what pictures are cut along until it is traced through them.
 *
 * @param points - the operator's, as they are now, LPS mm
 * @param line - traced through `through`
 * @returns the very same line where no point was carried; null where points came or went, where more than one was
 * carried, as when a path is turned round, or where nobody knows how the path ran by one. Bent legs are of infinite uncertainty
 * @method the carriage of the point fades smoothly along its legs, see previewLegs
 */
export function draftLine(points: readonly PointLps[], line: Centreline, through: readonly PointLps[]): Centreline | null {
  const legs = previewLegs(points, { line, through });
  const carried = points.filter((point, n) => !isSamePlace(point, through[n] ?? point)).length;
  if (points.length !== through.length || carried > 1 || legs.length === 0 || legs.some(({ of }) => of === null)) return null;
  if (legs.every(({ isTraced }) => isTraced)) return line;
  const lengths = legs.map(({ course }) => polylineLength(course));
  const total = lengths.reduce((sum, length) => mm(sum + length), mm(0));
  const { points: course, step, length } = evenCourse(previewCourse(legs));
  const ends = lengths.reduce<readonly Mm[]>((known, own) => [...known, mm((known.at(-1) ?? 0) + (own * length) / total)], [mm(0)]);
  let leg = 0;
  const bent = course.map((point): CentrelinePoint => {
    while (leg < legs.length - 1 && point.abscissa > (ends[leg + 1] ?? length)) leg += 1;
    const [from = mm(0), to = length, [first, last]] = [ends[leg], ends[leg + 1], legs[leg]?.of ?? [mm(0), line.length] as const];
    const share = to > from ? Math.min(1, (point.abscissa - from) / (to - from)) : 0;
    const { isBridged, uncertainty } = centrelineAt(line, mm(first + share * (last - first))) ?? UNKNOWN;
    return { ...point, isBridged, uncertainty: legs[leg]?.isTraced === true ? uncertainty : UNKNOWN.uncertainty };
  });
  return {
    points: bent, step, length, by: DRAFT_LINE_BY,
    legs: legs.map((_, n) => {
      const [from, to] = [ends[n] ?? mm(0), ends[n + 1] ?? length];
      return { from, to, bridged: mm(bent.filter(({ isBridged, abscissa }) => isBridged && abscissa >= from && abscissa < to).length * step) };
    }),
  };
}

const UNKNOWN = { isBridged: true, uncertainty: mm(Infinity) };
