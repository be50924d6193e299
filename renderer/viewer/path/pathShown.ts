import type { Centreline } from '../../../core/centreline/centreline.ts';
import type { PreviewLeg } from '../../../core/centreline/preview.ts';
import type { PointLps } from '../../../core/geometry/frame.ts';

/** The path of a vessel as it is shown on pictures: the operator's points, and the way between them. */
export interface PathShown {
  /** Proximal to distal, LPS mm. */
  readonly points: readonly PointLps[];
  /** One between each two neighbouring points. */
  readonly legs: readonly PreviewLeg[];
  /** The newest path, a draft where it is not traced yet; null where there is none. */
  readonly line: Centreline | null;
  /** The point that keys move. */
  readonly chosen: number | null;
  /** Why there is no path, and at which point; null where nothing stands in the way. */
  readonly failure: { readonly point: number | null; readonly message: string } | null;
  /** Places along the path that are named: its caps. */
  readonly places: readonly PathPlace[];
  /** False while the operator looks at the picture underneath. */
  readonly isShown: boolean;
}

/** A named place of the path. */
export interface PathPlace { readonly at: PointLps; readonly words: string; readonly isProposed: boolean }

/** A piece of the path: one look, one line. */
export interface PathPiece {
  readonly course: readonly PointLps[];
  /** Traced through contrast; bridged, where its place is uncertain; or not traced yet. */
  readonly look: 'open' | 'bridged' | 'preview';
  /** Radius within which the true centre is expected, for each point of the course; 0 where that is not said. */
  readonly radii: readonly number[];
  /** The leg that it belongs to, counted from 0. */
  readonly leg: number;
}

/** The path in pieces of one look, proximal to distal. */
export function pathPieces({ legs, line }: Pick<PathShown, 'legs' | 'line'>): readonly PathPiece[] {
  return legs.flatMap(({ course, isTraced, of }, leg): readonly PathPiece[] => {
    if (!isTraced || of === null || line === null) return [{ course, look: 'preview', radii: course.map(() => 0), leg }];
    const [from, to] = of;
    const points = line.points.filter(({ abscissa }) => abscissa >= from && abscissa <= to);
    const pieces: { course: PointLps[]; look: 'open' | 'bridged'; radii: number[]; leg: number }[] = [];
    for (const { at, isBridged, uncertainty } of points) {
      const look = isBridged ? 'bridged' : 'open';
      const last = pieces.at(-1);
      const radius = isBridged && Number.isFinite(uncertainty) ? uncertainty : 0;
      if (last?.look === look) {
        last.course.push(at);
        last.radii.push(radius);
      } else {
        // The line goes on where the last piece ended.
        const [before, width] = [last?.course.at(-1), last?.radii.at(-1)];
        pieces.push({ course: before === undefined ? [at] : [before, at], look, radii: width === undefined ? [radius] : [width, radius], leg });
      }
    }
    return pieces;
  });
}
