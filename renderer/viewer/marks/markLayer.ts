import type { ShapeKind } from '../../../core/annotation/annotation.ts';
import type { CanvasSize, PointCanvas } from '../viewTransform.ts';
import { labelPlaces, type Box } from './labelPlaces.ts';
import type { Projected } from './surface.ts';

/** A mark as it is drawn. */
export interface Mark {
  readonly kind: ShapeKind;
  readonly projected: Projected;
  readonly lines: readonly string[];
  readonly look: 'plain' | 'hovered' | 'selected' | 'draft' | 'elsewhere';
  /** The handle that keys move; null moves all of it. */
  readonly handle: number | null;
}

const SVG = 'http://www.w3.org/2000/svg';
const LINE_HEIGHT = 16;
const PADDING = 4;
const HANDLE = 4.5;
const ARROW = 11;

const RANK: Readonly<Record<Mark['look'], number>> = { selected: 4, draft: 3, hovered: 2, plain: 1, elsewhere: 0 };

/**
 * Draws marks into a group, anew where something changed. The tile hears nothing of it: it is for the eye only.
 *
 * @param cross - where the lines of the crosshair meet, which words keep clear of; null where there is none
 */
export function drawMarks(
  layer: SVGGElement, marks: readonly Mark[], key: PointCanvas | null, size: CanvasSize, cross: PointCanvas | null,
): void {
  const content = JSON.stringify([marks, key, size, cross]);
  if (layer.dataset['content'] === content) return;
  layer.dataset['content'] = content;
  // What is chosen lies on top, and its words have the first choice of room.
  const ordered = marks.toSorted((one, other) => RANK[other.look] - RANK[one.look]);
  const boxes = labelPlaces(ordered.map(({ projected, lines }) => ({
    pieces: projected.pieces, height: lines.length * LINE_HEIGHT + PADDING,
    width: lines.length === 0 ? 0 : Math.max(...lines.map(widthOf)) + 2 * PADDING,
  })), size, cross);
  const groups = ordered.map((mark, n) => markGroup(mark, boxes[n] ?? null));
  layer.replaceChildren(...groups.toReversed(), ...(key === null ? [] : [keyCursor(key)]));
}

function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, `${value}`);
  return node;
}

const place = ([x, y]: PointCanvas): string => `${x.toFixed(2)} ${y.toFixed(2)}`;

/** One path for the pieces in a row: what goes on where the last one ended is no new line. */
function pathOf({ pieces }: Projected): string {
  return pieces.map(([from, to], n) => {
    const before = pieces[n - 1]?.[1];
    const goesOn = before !== undefined && before[0] === from[0] && before[1] === from[1];
    return `${goesOn ? '' : `M${place(from)}`}L${place(to)}`;
  }).join('');
}

function markGroup(mark: Mark, box: Box | null): SVGElement {
  const { kind, projected, look } = mark;
  const group = made('g', { class: `mark mark-${look}`, 'data-kind': kind });
  const d = pathOf(projected) + (kind === 'arrow' ? arrowHead(projected) : '');
  group.append(made('path', { class: 'mark-backing', d }), made('path', { class: 'mark-line', d }));
  if (kind === 'angle' && look !== 'elsewhere') group.append(made('path', { class: 'mark-line', d: arcOf(projected) }));
  const showsAll = look === 'selected' || look === 'hovered' || look === 'draft';
  projected.handles.forEach(({ at, isSeen }, n) => {
    // Ends are always marked: where a length begins must be seen.
    const isEnd = kind === 'distance' || kind === 'path' || kind === 'gap';
    if (!isSeen || (!showsAll && !isEnd)) return;
    const isChosen = look === 'selected' && mark.handle === n;
    group.append(made('circle', {
      class: isChosen ? 'mark-handle mark-chosen' : 'mark-handle', cx: at[0].toFixed(2), cy: at[1].toFixed(2),
      r: showsAll ? HANDLE : 2.5,
    }));
  });
  if (mark.lines.length > 0 && box !== null) group.append(label(mark.lines, box));
  return group;
}

/** Two short strokes at the tip, along the direction in which the arrow was drawn. */
function arrowHead({ handles }: Projected): string {
  const [tip, tail] = handles;
  if (tip === undefined || tail === undefined || !tip.isSeen) return '';
  const angle = Math.atan2(tail.at[1] - tip.at[1], tail.at[0] - tip.at[0]);
  return [0.45, -0.45].map((turn) =>
    `M${place(tip.at)}L${place([tip.at[0] + ARROW * Math.cos(angle + turn), tip.at[1] + ARROW * Math.sin(angle + turn)])}`).join('');
}

/** A small arc between the arms of an angle. */
function arcOf({ handles }: Projected): string {
  const [one, vertex, other] = handles.map(({ at }) => at);
  if (one === undefined || vertex === undefined || other === undefined) return '';
  const way = (to: PointCanvas): readonly [number, number] => {
    const length = Math.hypot(to[0] - vertex[0], to[1] - vertex[1]);
    return [(to[0] - vertex[0]) / Math.max(1e-6, length), (to[1] - vertex[1]) / Math.max(1e-6, length)];
  };
  const [a, b] = [way(one), way(other)];
  const radius = Math.min(22, ...[one, other].map((to) => 0.5 * Math.hypot(to[0] - vertex[0], to[1] - vertex[1])));
  const at = ([x, y]: readonly [number, number]): PointCanvas => [vertex[0] + radius * x, vertex[1] + radius * y];
  return `M${place(at(a))}A${radius} ${radius} 0 0 ${a[0] * b[1] - a[1] * b[0] > 0 ? 1 : 0} ${place(at(b))}`;
}

const widths = new Map<string, number>();

/** Width of words as they are drawn; asked of the page once for each. */
function widthOf(words: string): number {
  const known = widths.get(words);
  if (known !== undefined) return known;
  const context = document.createElement('canvas').getContext('2d');
  const { fontFamily } = getComputedStyle(document.body);
  if (context === null) return words.length * 7;
  context.font = `600 12px ${fontFamily}`;
  const width = context.measureText(words).width;
  if (widths.size > 2000) widths.clear();
  widths.set(words, width);
  return width;
}

/** Words on a dark ground, where `labelPlaces` found room for them. */
function label(lines: readonly string[], { x, y, width, height }: Box): SVGElement {
  const group = made('g', { class: 'mark-label', transform: `translate(${Math.round(x)} ${Math.round(y)})` });
  group.append(made('rect', { width: Math.ceil(width), height, rx: 2 }));
  lines.forEach((words, n) => {
    const text = made('text', { x: PADDING, y: 13 + n * LINE_HEIGHT, class: n === 0 ? 'mark-value' : 'mark-more' });
    text.textContent = words;
    group.append(text);
  });
  return group;
}

/** Where the next point is set by keys. */
function keyCursor([x, y]: PointCanvas): SVGElement {
  const d = `M${x - 12} ${y}h8M${x + 4} ${y}h8M${x} ${y - 12}v8M${x} ${y + 4}v8`;
  const group = made('g', { class: 'mark mark-draft' });
  group.append(made('path', { class: 'mark-backing', d }), made('path', { class: 'mark-line', d }));
  return group;
}
