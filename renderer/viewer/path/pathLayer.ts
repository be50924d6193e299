import type { PointLps } from '../../../core/geometry/frame.ts';
import { canvasFromLps, type PointCanvas } from '../viewTransform.ts';
import type { ShownPlane } from '../planeSeam.ts';
import { placeText, svgDrawn, type SvgPen } from '../svg.ts';
import { bandPath, isInPicture, type PathRun } from './pathOnPlane.ts';
import type { PathShown } from './pathShown.ts';

/** What the pointer is over, for how it is drawn. */
export interface PathHover { readonly point: number | null; /** Where a click on the line would insert a point. */ readonly insert: PointCanvas | null }

export const lineOf = (points: readonly PointCanvas[]): string => `M${points.map(placeText).join('L')}`;

/** Room that a message beside a point needs, CSS pixels. */
const MESSAGE_WIDTH = 220;
const MESSAGE_LINES = 5;

/** Draws a path over the picture of a plane, in place of what was drawn before. */
export function drawPath(
  layer: SVGGElement, { view, slab }: ShownPlane, path: PathShown, runs: readonly PathRun[], hover: PathHover, cursor: PointLps | null,
): void {
  svgDrawn(layer, (pen) => {
    if (!path.isShown) return;
    for (const run of runs.toSorted((one, other) => Number(one.isInPlane) - Number(other.isInPlane))) drawRun(pen, run);
    if (hover.insert !== null) pen('circle', { class: 'path-insert', cx: `${hover.insert[0]}`, cy: `${hover.insert[1]}`, r: '6' });
    for (const { at, words, isProposed } of path.places) {
      if (!isInPicture(view, slab.thickness, at)) continue;
      const place = placeText(canvasFromLps(view, at));
      pen('g', { class: 'path-place', 'data-proposed': `${isProposed}`, transform: `translate(${place})` }, (mark) => {
        mark('path', { d: 'M-5 0L0 -5L5 0L0 5Z' });
        // Above the line of another plane that meets the place.
        mark('text', { x: '9', y: '-7' }, words);
      });
    }
    path.points.forEach((point, n) => {
      const place = placeText(canvasFromLps(view, point));
      const isHere = isInPicture(view, slab.thickness, point);
      const state = path.failure?.point === n ? 'failed' : path.chosen === n ? 'chosen' : hover.point === n ? 'hovered' : 'plain';
      pen('g', { class: 'path-point', 'data-n': `${n}`, 'data-state': state, 'data-here': `${isHere}`, transform: `translate(${place})` }, (mark) => {
        mark('circle', { class: 'path-disc', r: isHere ? '6' : '3.5' });
        if (isHere) mark('text', { 'text-anchor': 'middle', dy: '3.5' }, `${n + 1}`);
      });
    });
    if (cursor !== null && isInPicture(view, slab.thickness, cursor))
      pen('path', { class: 'path-cursor', d: 'M-9 -9L-4 -4M9 -9L4 -4M-9 9L-4 4M9 9L4 4', transform: `translate(${placeText(canvasFromLps(view, cursor))})` });
  });
}

function drawRun(pen: SvgPen, run: PathRun): void {
  const d = lineOf(run.points);
  if (run.isInPlane && run.look === 'bridged') {
    const band = bandPath(run);
    if (band !== '') pen('path', { class: 'path-band', d: band });
  }
  if (run.isInPlane) pen('path', { class: 'path-backing', d });
  pen('path', { class: 'path-line', 'data-look': run.look, 'data-here': `${run.isInPlane}`, d });
}

/** Why there is no path, at the very point: with an octagon, on a ground of its own. */
export function drawMessage(layer: SVGSVGElement, { view, slab }: ShownPlane, { failure, points, isShown }: PathShown): void {
  svgDrawn(layer, (pen) => {
    const at = failure?.point == null ? undefined : points[failure.point];
    if (failure === null || at === undefined || !isShown || !isInPicture(view, slab.thickness, at)) return;
    const [x, y] = canvasFromLps(view, at);
    const [width, height] = view.size;
    const lines = wrapped(failure.message, 36);
    const box = { width: MESSAGE_WIDTH + 12, height: Math.min(lines.length, MESSAGE_LINES) * 16 + 12 };
    const left = x + 14 + box.width < width ? x + 14 : Math.max(4, x - 14 - box.width);
    const top = Math.max(4, Math.min(height - box.height - 4, y - box.height / 2));
    pen('g', { class: 'path-message', transform: `translate(${placeText([left, top])})` }, (group) => {
      group('rect', { width: `${box.width}`, height: `${box.height}`, rx: '2' });
      group('path', { class: 'path-message-sign', d: 'M6.4 6h5.2L15 9.4v5.2L11.6 18H6.4L3 14.6V9.4z' });
      lines.slice(0, MESSAGE_LINES).forEach((words, n) => group('text', { x: '21', y: `${18 + 16 * n}` }, words));
    });
  });
}

/** Words in lines of at most so many letters. */
export function wrapped(text: string, letters: number): readonly string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
    return lines;
  }, []);
}
