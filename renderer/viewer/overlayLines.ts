import { aroundGap, type CanvasLine } from './crosshair.ts';
import type { CubeFace } from './orientationCube.ts';
import { placeText, setAttribute, svgMade } from './svg.ts';
import type { PointCanvas } from './viewTransform.ts';

export type PlaneLetter = 'A' | 'B' | 'C';
/** How the line of a plane is told apart: solid A, dashed B, dotted C. */
const DASH: Readonly<Record<PlaneLetter, string>> = { A: 'none', B: '9 5', C: '2 4' };
/** Nothing is drawn over what the crosshair points at. */
const GAP = 22;
const SQUARE = 'M-4 -4h8v8h-8z';

/** A line of another plane, with its handles, where it is drawn. */
export interface OverlayLine {
  readonly letter: PlaneLetter;
  readonly line: CanvasLine;
  readonly turn: readonly PointCanvas[];
  readonly faces: readonly CanvasLine[];
  readonly depth: readonly PointCanvas[];
}

/** Draws the lines of other planes into an SVG; only what moved is painted anew. */
export function createOverlayLines(svg: SVGSVGElement): (lines: readonly OverlayLine[], centre: PointCanvas | null) => void {
  const drawn = (['A', 'B', 'C'] as const).map((letter) => {
    const group = svgMade(svg, 'g', {});
    const faces = svgMade(group, 'path', { class: 'overlay-face' });
    const paths = [svgMade(group, 'path', { class: 'overlay-line-backing' }), svgMade(group, 'path', { class: 'overlay-line', 'stroke-dasharray': DASH[letter] })];
    const turn = [0, 1].map(() => svgMade(group, 'circle', { class: 'overlay-handle', r: '5' }));
    const depth = [0, 1, 2, 3].map(() => svgMade(group, 'path', { class: 'overlay-handle', d: SQUARE }));
    const badge = svgMade(group, 'g', { class: 'overlay-line-badge' });
    svgMade(badge, 'circle', { r: '9' });
    svgMade(badge, 'text', { 'text-anchor': 'middle', dy: '4' }).textContent = letter;
    return { letter, group, paths, faces, turn, depth, badge };
  });
  return (lines, centre) => {
    for (const { letter, group, paths, faces, turn, depth, badge } of drawn) {
      const found = lines.find((one) => one.letter === letter);
      setAttribute(group, 'visibility', found === undefined ? 'hidden' : 'visible');
      if (found === undefined) continue;
      const clear = (line: CanvasLine): readonly CanvasLine[] => (centre === null ? [line] : aroundGap(line, centre, GAP));
      for (const path of paths) setAttribute(path, 'd', pathOf(clear(found.line)));
      setAttribute(faces, 'd', pathOf(found.faces.flatMap(clear)));
      placeAll(turn, found.turn);
      placeAll(depth, found.depth);
      setAttribute(badge, 'transform', `translate(${placeText(badgePlace(found.line))})`);
    }
  };
}

const pathOf = (lines: readonly CanvasLine[]): string =>
  lines.map(({ from, to }) => `M${placeText(from)}L${placeText(to)}`).join('');

function placeAll(nodes: readonly SVGElement[], points: readonly PointCanvas[]): void {
  for (const [n, node] of nodes.entries()) {
    const point = points[n];
    setAttribute(node, 'display', point === undefined ? 'none' : 'inline');
    if (point !== undefined) setAttribute(node, 'transform', `translate(${placeText(point)})`);
  }
}

/** Near the right or lower end of a line, clear of the edge letters. */
function badgePlace({ from, to }: CanvasLine): PointCanvas {
  const [low, high] = from[0] + from[1] < to[0] + to[1] ? [from, to] : [to, from];
  const length = Math.hypot(high[0] - low[0], high[1] - low[1]);
  const along = Math.max(0, length - 46) / length;
  return [low[0] + (high[0] - low[0]) * along, low[1] + (high[1] - low[1]) * along];
}

/** Half the width of the cube, CSS pixels. */
const CUBE = 12;
const MIDDLE = 24;

/** Draws the patient's cube into an SVG of 48 by 48 pixels. */
export function createOverlayCube(svg: SVGSVGElement): (faces: readonly CubeFace[]) => void {
  const drawn = [0, 1, 2].map(() => ({
    side: svgMade(svg, 'path', { class: 'overlay-cube-face' }),
    letter: svgMade(svg, 'text', { class: 'overlay-cube-letter', 'text-anchor': 'middle' }),
  }));
  return (faces) => {
    for (const [n, { side, letter }] of drawn.entries()) {
      const face = faces[n];
      setAttribute(side, 'd', face === undefined ? ''
        : `${face.corners.map((corner, at) => `${at === 0 ? 'M' : 'L'}${placeText(onCube(corner))}`).join('')}Z`);
      const words = face === undefined || face.facing < 0.3 ? '' : face.letter;
      if (letter.textContent !== words) letter.textContent = words;
      if (face === undefined) continue;
      const [x, y] = onCube(face.middle);
      setAttribute(letter, 'transform', `translate(${placeText([x, y + 4])})`);
    }
  };
}
const onCube = ([x, y]: PointCanvas): PointCanvas => [MIDDLE + CUBE * x, MIDDLE + CUBE * y];
