import type { PointLps } from '../../../core/geometry/frame.ts';
import { renderedPixel, type RenderView } from '../../../core/rendering/camera.ts';
import type { RenderingSeam } from '../rendering/renderingSeam.ts';
import { placeText, setAttribute, svgDrawn, svgMade, type SvgPen } from '../svg.ts';
import type { PointCanvas } from '../viewTransform.ts';
import { lineOf } from './pathLayer.ts';

/** How a stretch of a vessel is drawn as a tube: by its calcium; as bridged or not measured; or not traced yet. */
export type TubeLook = 'free' | 'some' | 'half' | 'moon' | 'bridged' | 'preview';

/** A stretch of the tube. */
export interface TubePiece { readonly course: readonly PointLps[]; readonly look: TubeLook }

/** A vessel over the rendering. */
export interface Tube {
  readonly pieces: readonly TubePiece[];
  readonly points: readonly PointLps[];
  readonly chosen: number | null;
  /** Named places: the caps. */
  readonly places: readonly { readonly at: PointLps; readonly words: string }[];
}

/** A tube drawn over a rendering, for as long as it lives. */
export interface TubeLayer {
  refresh(): void;
  /** The vessel's cursor moved. */
  refreshCursor(): void;
  dispose(): void;
}

/** What each look of the tube means, in the order of the legend. */
export const TUBE_WORDS: readonly { readonly look: TubeLook; readonly words: string }[] = [
  { look: 'free', words: 'none' }, { look: 'some', words: '< 50 %' }, { look: 'half', words: '≥ 50 %' }, { look: 'moon', words: 'full moon' },
  { look: 'bridged', words: 'occluded' },
];

/** Pieces, each joined to the one before it. */
export function tubePieces(course: readonly PointLps[], looks: readonly TubeLook[]): readonly TubePiece[] {
  const pieces: { course: PointLps[]; look: TubeLook }[] = [];
  course.forEach((point, n) => {
    const look = looks[n] ?? 'preview';
    const last = pieces.at(-1);
    if (last?.look === look) last.course.push(point);
    else {
      last?.course.push(point);
      pieces.push({ course: [point], look });
    }
  });
  return pieces.filter((piece) => piece.course.length > 1);
}

/** Where a point of the patient falls on the tile, CSS pixels. */
export function onRendering(view: RenderView, at: PointLps): PointCanvas {
  const [x, y] = renderedPixel(view, at);
  return [x + 0.5, y + 0.5];
}

/** Draws the tube that `tube` gives over a rendering, after each of its pictures. */
export function createTubeLayer(seam: RenderingSeam, tube: () => Tube | null, cursor: () => PointLps | null): TubeLayer {
  const [layer, over] = [seam.layer('tube'), seam.layer('tube cursor')];
  const mark = svgMade(over, 'path', { class: 'path-cursor', d: 'M-10 -10L-4 -4M10 -10L4 -4M-10 10L-4 4M10 10L4 4' });
  function drawCursor(): void {
    const [view, at] = [seam.view(), tube() === null ? null : cursor()];
    setAttribute(mark, 'visibility', view === null || at === null ? 'hidden' : 'visible');
    if (view !== null && at !== null) setAttribute(mark, 'transform', `translate(${placeText(onRendering(view, at))})`);
  }
  function draw(): void {
    drawCursor();
    const [view, shown] = [seam.view(), tube()];
    svgDrawn(layer, (pen) => {
      if (view === null || shown === null) return;
      for (const { course, look } of shown.pieces) {
        const d = lineOf(course.map((point) => onRendering(view, point)));
        pen('path', { class: 'tube-backing', 'data-look': look, d });
        pen('path', { class: 'tube-line', 'data-look': look, d });
        if (look === 'half' || look === 'moon') pen('path', { class: 'tube-core', 'data-look': look, d });
      }
      shown.points.forEach((point, n) => pen('circle', {
        class: 'tube-point', 'data-n': `${n}`, 'data-state': shown.chosen === n ? 'chosen' : 'plain', r: '3.5', transform: `translate(${placeText(onRendering(view, point))})`,
      }));
      for (const { at, words } of shown.places) drawPlace(pen, onRendering(view, at), words, view.size[0]);
    });
  }
  const stop = seam.whenDrawn(draw);
  draw();
  return {
    refresh: draw, refreshCursor: drawCursor,
    dispose() {
      stop();
      layer.replaceChildren();
      over.replaceChildren();
    },
  };
}

/** So near to the upper edge stand the letters of the patient's sides, CSS pixels. */
const LETTERS = 40;

/** A name beside its place, on the side where there is room. */
function drawPlace(pen: SvgPen, [x, y]: PointCanvas, words: string, width: number): void {
  const isLeft = x > width / 2;
  const [end, level] = [x + (isLeft ? -34 : 34), y < LETTERS ? y + 14 : y - 14];
  pen('g', { class: 'tube-place' }, (group) => {
    group('path', { d: `M${x.toFixed(1)} ${y.toFixed(1)}L${end.toFixed(1)} ${level.toFixed(1)}` });
    group('circle', { cx: x.toFixed(1), cy: y.toFixed(1), r: '4' });
    group('text', { x: `${end + (isLeft ? -4 : 4)}`, y: `${level + 3}`, 'text-anchor': isLeft ? 'end' : 'start' }, words);
  });
}
