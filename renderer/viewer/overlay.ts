import type { CubeFace } from './orientationCube.ts';
import { createOverlayCube, createOverlayLines, type OverlayLine, type PlaneLetter } from './overlayLines.ts';
import { svgMade } from './svg.ts';
import type { EdgeLetters, PointCanvas } from './viewTransform.ts';

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
  /** The patient as a cube, from where one looks; empty where that is not known. */
  readonly cube: readonly CubeFace[];
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

const made = (parent: Element, className: string): HTMLDivElement => {
  const node = document.createElement('div');
  node.className = className;
  parent.append(node);
  return node;
};

/** Hides or shows only where that changed: an attribute that is written has its styles worked out anew, whatever it was before. */
const hide = (node: HTMLElement, isHidden: boolean): void => {
  if (node.hidden !== isHidden) node.hidden = isHidden;
};

/** Sets text only where it changed: most of it stays the same from slice to slice. */
const setText = (node: HTMLElement, text: string): void => {
  if (node.textContent !== text) node.textContent = text;
  hide(node, text === '');
};

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

  const drawLines = createOverlayLines(svg);
  const cube = svgMade(root, 'svg', { class: 'overlay-cube', viewBox: '0 0 48 48' });
  const drawCube = createOverlayCube(cube);

  return {
    update(content) {
      hide(root, content === null);
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
        hide(corner, display.length === 0);
      }
      for (const edge of ['top', 'right', 'bottom', 'left'] as const) setText(edges[edge], content.letters?.[edge] ?? '');
      hide(bar, content.scale === null);
      if (content.scale !== null) {
        ruler.style.width = `${content.scale.pixels}px`;
        setText(words, content.scale.words);
      }
      drawLines(content.lines, content.cross);
      cube.style.display = content.cube.length === 0 ? 'none' : 'block';
      drawCube(content.cube);
      setText(probe, content.probe);
    },
    probe: (text) => setText(probe, text),
    dispose: () => root.remove(),
  };
}
