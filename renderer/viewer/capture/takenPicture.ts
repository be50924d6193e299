type Stretch = CanvasRenderingContext2D['fontStretch'];
/** A piece of text as it stands on the screen, pixels of the picture. */
interface Word { readonly text: string; readonly font: string; readonly stretch: Stretch; readonly colour: string; readonly x: number; readonly y: number }
interface Box { readonly colour: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
interface Drawing { readonly svg: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A picture as it was on the screen in one moment, at the pixels of its canvas. */
export interface TakenPicture {
  readonly pixels: HTMLCanvasElement;
  readonly drawings: readonly Drawing[];
  readonly boxes: readonly Box[];
  readonly words: readonly Word[];
}

/** Of the style of a drawing: what the page's style sheets say, written into each of its parts. */
const DRAWN_BY = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'stroke-linejoin', 'stroke-linecap', 'opacity',
  'visibility', 'display', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'paint-order',
] as const;

/**
 * Takes the picture of a tile, all of it in this moment: pixels, lines and letters belong together.
 *
 * @returns null while nothing is drawn in the tile, or there is no room for it on the screen
 */
export function takenPicture(tile: HTMLElement, withMarks: boolean): TakenPicture | null {
  const canvas = tile.querySelector('canvas');
  if (canvas === null || canvas.width === 0 || canvas.height === 0) return null;
  const on = canvas.getBoundingClientRect();
  if (on.width === 0 || on.height === 0) return null;
  const pixels = document.createElement('canvas');
  Object.assign(pixels, { width: canvas.width, height: canvas.height });
  pixels.getContext('2d')?.drawImage(canvas, 0, 0);
  if (!withMarks) return { pixels, drawings: [], boxes: [], words: [] };
  const scale = canvas.width / on.width;
  const placed = (box: DOMRect) => ({
    x: (box.left - on.left) * scale, y: (box.top - on.top) * scale, width: box.width * scale, height: box.height * scale,
  });
  const seen = [...tile.querySelectorAll('svg, .overlay *')].filter((node) => node.checkVisibility({ visibilityProperty: true }));
  const html = seen.filter((node) => node instanceof HTMLElement);
  return {
    pixels,
    drawings: seen.flatMap((node) => (node instanceof SVGSVGElement ? [drawingOf(node, placed(node.getBoundingClientRect()), scale)] : [])),
    boxes: html.flatMap((node) => boxesOf(node, placed)),
    words: html.flatMap((node) => wordsOf(node, placed, scale)),
  };
}

function drawingOf(svg: SVGSVGElement, at: Omit<Drawing, 'svg'>, scale: number): Drawing {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[svg, ...svg.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]];
  to.forEach((node, n) => {
    const original = from[n];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    node.setAttribute('style', DRAWN_BY.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(at.width));
  copy.setAttribute('height', String(at.height));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${at.width / scale} ${at.height / scale}`);
  return { ...at, svg: new XMLSerializer().serializeToString(copy) };
}

/** The backing of words, and the borders of a scale bar. */
function boxesOf(node: HTMLElement, placed: (box: DOMRect) => Omit<Box, 'colour'>): readonly Box[] {
  const { backgroundColor } = getComputedStyle(node);
  const box = placed(node.getBoundingClientRect());
  const back = backgroundColor === 'rgba(0, 0, 0, 0)' ? [] : [{ ...box, colour: backgroundColor }];
  if (!node.classList.contains('overlay-ruler')) return back;
  const colour = getComputedStyle(node).borderLeftColor;
  const thick = Math.max(1, box.height / 5);
  return [
    ...back, { colour, x: box.x, y: box.y, width: thick, height: box.height },
    { colour, x: box.x + box.width - thick, y: box.y, width: thick, height: box.height },
    { colour, x: box.x, y: box.y + (box.height - thick) / 2, width: box.width, height: thick },
    { colour, x: box.x + (box.width - thick) / 2, y: box.y + thick, width: thick, height: box.height - 2 * thick },
  ];
}

/** The words of an element's own text, each where it stands: lines break as they do on the screen. */
function wordsOf(node: HTMLElement, placed: (box: DOMRect) => Omit<Box, 'colour'>, scale: number): readonly Word[] {
  const { color, fontStyle, fontWeight, fontSize, fontFamily, fontStretch } = getComputedStyle(node);
  const stretch = stretchOf(Number.parseFloat(fontStretch));
  const font = `${fontStyle} ${fontWeight} ${Number.parseFloat(fontSize) * scale}px ${fontFamily}`;
  return [...node.childNodes].flatMap((text) => {
    if (!(text instanceof Text)) return [];
    return [...text.data.matchAll(/\S+/g)].map((found) => {
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const { x, y, height } = placed(range.getBoundingClientRect());
      return { text: found[0], font, stretch, colour: color, x, y: y + height / 2 };
    });
  });
}

/** A canvas knows the width of letters by name only; the nearest one, so that words keep their distance. */
const stretchOf = (percent: number): Stretch =>
  (percent < 69 ? 'extra-condensed' : percent < 81 ? 'condensed' : percent < 94 ? 'semi-condensed' : 'normal');

/** Draws a taken picture with its upper left corner at (0, `top`). */
export async function drawTaken(context: CanvasRenderingContext2D, taken: TakenPicture, top: number): Promise<void> {
  // All of it is loaded before the first stroke: nothing of another moment can come between.
  const drawings = await Promise.all(taken.drawings.map(async ({ svg, ...at }) => ({ image: await pictureOf(svg), ...at })));
  context.drawImage(taken.pixels, 0, top);
  for (const { image, x, y, width, height } of drawings) context.drawImage(image, x, y + top, width, height);
  for (const { colour, x, y, width, height } of taken.boxes) {
    context.fillStyle = colour;
    context.fillRect(x, y + top, width, height);
  }
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { text, font, stretch, colour, x, y } of taken.words) {
    Object.assign(context, { font, fontStretch: stretch, fillStyle: colour });
    context.fillText(text, x, y + top);
  }
}

async function pictureOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
