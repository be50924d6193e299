import { aroundGap, type CanvasLine } from './crosshair.ts';
import type { EdgeLetters, PointCanvas } from './viewTransform.ts';

/** How the line of a plane is told apart: solid A, dashed B, dotted C. */
const DASH: Readonly<Record<PlaneLetter, string>> = { A: 'none', B: '9 5', C: '2 4' };
export type PlaneLetter = 'A' | 'B' | 'C';

/** A line of another plane, where it is drawn. */
export interface OverlayLine { readonly letter: PlaneLetter; readonly line: CanvasLine }

/** All that is written over a picture. Everything comes from what is drawn; empty text shows nothing. */
export interface OverlayContent {
  readonly letter: PlaneLetter | null;
  readonly title: string;
  readonly place: string;
  /** Lines of the upper right corner. */
  readonly display: readonly string[];
  /** What one must know to read the picture rightly: lossy, resampled, look only. With a triangle. */
  readonly cautions: readonly string[];
  readonly letters: EdgeLetters | null;
  readonly scale: { readonly words: string; readonly pixels: number } | null;
  readonly lines: readonly OverlayLine[];
  readonly cross: PointCanvas | null;
  /** Value and place under the pointer. */
  readonly probe: string;
}

/** Writes over a picture. */
export interface Overlay {
  update(content: OverlayContent | null): void;
  /** The lower right corner only: it follows the pointer. */
  probe(text: string): void;
  dispose(): void;
}

const SVG = 'http://www.w3.org/2000/svg';
const GAP = 22;

const made = (parent: Element, className: string): HTMLDivElement => {
  const node = document.createElement('div');
  node.className = className;
  parent.append(node);
  return node;
};

const svgMade = <K extends keyof SVGElementTagNameMap>(
  parent: Element, name: K, attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
};

/** Sets text only where it changed: most of it stays the same from slice to slice. */
const setText = (node: HTMLElement, text: string): void => {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = text === '';
};

/** Painting anew costs as much as a slice where there is no graphics card: only where a line moved by a tenth of a pixel. */
const setAttribute = (node: SVGElement, name: string, value: string): void => {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
};
const places = ([x, y]: PointCanvas): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** An overlay over `host`, which must be positioned. It never takes the pointer. */
export function createOverlay(host: HTMLElement): Overlay {
  const root = made(host, 'overlay');
  root.setAttribute('aria-hidden', 'true');
  const svg = svgMade(root, 'svg', { class: 'overlay-lines' });
  const head = made(root, 'overlay-box overlay-head');
  const name = made(head, 'overlay-name');
  const badge = made(name, 'overlay-badge');
  const title = made(name, 'overlay-title');
  const place = made(head, 'overlay-place');
  const corner = made(root, 'overlay-box overlay-display');
  const bar = made(root, 'overlay-scale');
  const ruler = made(bar, 'overlay-ruler');
  const words = made(bar, 'overlay-scale-words');
  const probe = made(root, 'overlay-box overlay-probe');
  const edges = {
    top: made(root, 'overlay-letter overlay-top'), right: made(root, 'overlay-letter overlay-right'),
    bottom: made(root, 'overlay-letter overlay-bottom'), left: made(root, 'overlay-letter overlay-left'),
  } as const;

  const drawn = (['A', 'B', 'C'] as const).map((letter) => {
    const group = svgMade(svg, 'g', {});
    const paths = [svgMade(group, 'path', { class: 'overlay-line-backing' }), svgMade(group, 'path', { class: 'overlay-line', 'stroke-dasharray': DASH[letter] })];
    const mark = svgMade(group, 'g', { class: 'overlay-line-badge' });
    svgMade(mark, 'circle', { r: '9' });
    svgMade(mark, 'text', { 'text-anchor': 'middle', dy: '4' }).textContent = letter;
    return { letter, group, paths, mark };
  });

  function drawLines(lines: readonly OverlayLine[], centre: PointCanvas | null): void {
    for (const { letter, group, paths, mark } of drawn) {
      const line = lines.find((one) => one.letter === letter)?.line;
      setAttribute(group, 'visibility', line === undefined ? 'hidden' : 'visible');
      if (line === undefined) continue;
      const pieces = centre === null ? [line] : aroundGap(line, centre, GAP);
      const d = pieces.map(({ from, to }) => `M${places(from)}L${places(to)}`).join('');
      for (const path of paths) setAttribute(path, 'd', d);
      setAttribute(mark, 'transform', `translate(${places(badgePlace(line))})`);
    }
  }

  return {
    update(content) {
      root.hidden = content === null;
      if (content === null) return;
      setText(badge, content.letter ?? '');
      setText(title, content.title);
      setText(place, content.place);
      const display = [...content.display, ...content.cautions.map((caution) => `△ ${caution}`)];
      if (corner.dataset['text'] !== display.join('\n')) {
        corner.dataset['text'] = display.join('\n');
        corner.replaceChildren();
        for (const text of content.display) made(corner, '').textContent = text;
        for (const text of content.cautions) made(corner, 'overlay-caution').textContent = `△ ${text}`;
        corner.hidden = display.length === 0;
      }
      for (const edge of ['top', 'right', 'bottom', 'left'] as const) setText(edges[edge], content.letters?.[edge] ?? '');
      bar.hidden = content.scale === null;
      if (content.scale !== null) {
        ruler.style.width = `${content.scale.pixels}px`;
        setText(words, content.scale.words);
      }
      drawLines(content.lines, content.cross);
      setText(probe, content.probe);
    },
    probe: (text) => setText(probe, text),
    dispose: () => root.remove(),
  };
}

/** Near the right or lower end of a line, clear of the edge letters. */
function badgePlace({ from, to }: CanvasLine): PointCanvas {
  const [low, high] = from[0] + from[1] < to[0] + to[1] ? [from, to] : [to, from];
  const length = Math.hypot(high[0] - low[0], high[1] - low[1]);
  const along = Math.max(0, length - 46) / length;
  return [low[0] + (high[0] - low[0]) * along, low[1] + (high[1] - low[1]) * along];
}
