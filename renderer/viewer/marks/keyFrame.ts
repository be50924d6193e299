import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import { pointPixel, type PointPixel } from '../../../core/geometry/plane.ts';
import { MOST, type FrameMark, type KeyFrame } from '../../../core/plan/plan.ts';
import type { PointCanvas } from '../viewTransform.ts';
import type { FrameOnTile, Projected, Surface } from './surface.ts';

/** The one frame that a tile shows, with the marks that are seen on it. */
export interface FrameInTile {
  readonly series: SeriesId;
  readonly frame: KeyFrame;
}

/** By tile: what it shows, asked for when its picture is taken. */
const told = new WeakMap<HTMLElement, () => FrameInTile | null>();

/** From now on the tile of a surface tells which frame it shows; returns the undoing. */
export function tellFrame(surface: Surface, annotations: () => readonly Annotation[]): () => void {
  const ask = (): FrameInTile | null => frameInTile(surface, annotations());
  told.set(surface.tile, ask);
  return () => {
    if (told.get(surface.tile) === ask) told.delete(surface.tile);
  };
}

/** The frame that a tile shows; null where it shows no single one as it is. */
export const frameShownIn = (tile: HTMLElement): FrameInTile | null => told.get(tile)?.() ?? null;

/** The frame that a surface shows, in its own pixels; null where it shows no single one as it is. */
export function frameInTile(surface: Surface, annotations: readonly Annotation[]): FrameInTile | null {
  const [shown, series, [width, height]] = [surface.frame(), surface.series(), surface.size()];
  if (shown === null || series === null) return null;
  const { of, index, window, isInverted } = shown;
  const corners = [placeOn(shown, [0, 0]), placeOn(shown, [width, height])];
  const [columns, rows] = [corners.map(([column]) => column), corners.map(([, row]) => row)];
  return {
    series,
    frame: {
      of, index, window, isInverted,
      // A picture may be shown mirrored against its frame.
      area: [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)],
      marks: annotations.flatMap((annotation) => marksOf(surface, shown, annotation)).slice(0, MOST.marks),
    },
  };
}

function marksOf(surface: Surface, shown: FrameOnTile, annotation: Annotation): readonly FrameMark[] {
  const projected = surface.projected(annotation, annotation.series);
  if (projected === null) return [];
  const [value, ...more] = surface.valueWords(annotation);
  // As it stands beside the mark: of another series, or of a piece, the statistics are none.
  const isAll = projected.isWhole && annotation.series === surface.series();
  const words = [annotation.text ?? '', value ?? '', ...(isAll ? more : [])].filter((line) => line !== '').join(', ').slice(0, MOST.text);
  const [first, second] = projected.handles;
  const lines = annotation.kind === 'circle' && projected.isWhole && first !== undefined && second !== undefined && isSquare(shown)
    ? [{ shape: 'circle' as const, points: [first.at, second.at] }]
    : linesOf(projected).map((points) => ({ shape: 'line' as const, points }));
  // Presentation states know no arrow: its tip is a point.
  const tips = annotation.kind === 'arrow' && first?.isSeen === true ? [{ shape: 'point' as const, points: [first.at] }] : [];
  return [...lines, ...tips].map(({ shape, points }, n) =>
    ({ shape, points: points.slice(0, MOST.markPoints).map((at) => placeOn(shown, at)), words: n === 0 ? words : '' }));
}

/** Pieces that follow on each other, as lines. */
function linesOf({ pieces }: Projected): readonly (readonly PointCanvas[])[] {
  const lines: PointCanvas[][] = [];
  for (const [from, to] of pieces) {
    const last = lines.at(-1);
    const end = last?.at(-1);
    if (last !== undefined && end?.[0] === from[0] && end[1] === from[1]) last.push(to);
    else lines.push([from, to]);
  }
  return lines;
}

/** Parts of a pixel that a place is told to. */
const PARTS = 1000;

const placeOn = (shown: FrameOnTile, at: PointCanvas): PointPixel => {
  const [column, row] = shown.pixelAt(at);
  return pointPixel(Math.round(column * PARTS) / PARTS, Math.round(row * PARTS) / PARTS);
};

/** Whether a circle on the screen is one in pixels. */
function isSquare({ pixelAt }: FrameOnTile): boolean {
  const [[x, y], [right, ry], [dx, down]] = [pixelAt([0, 0]), pixelAt([1, 0]), pixelAt([0, 1])];
  const [across, along] = [Math.hypot(right - x, ry - y), Math.hypot(dx - x, down - y)];
  return Math.abs(across / along - 1) < 1e-6;
}
