import type { Page } from '@playwright/test';

/** Letters of the room on a screen of 1080 lines, and the contrast of them: what is read from four metres. */
const LEAST_PX = 28;
const LEAST_CONTRAST = 7;

/**
 * What of the room screen cannot be read from four metres: every text that is drawn, in pages, pictures and sheets alike, which is too
 * small or too faint, is cut off, or lies beyond the screen or over another.
 */
export const roomFaults = (room: Page): Promise<readonly string[]> => room.evaluate(([leastPx, leastContrast]) => {
  const wrong: string[] = [];
  const unit = Math.min(innerWidth / 1920, innerHeight / 1080);
  type Colour = readonly [r: number, g: number, b: number, a: number];
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colourOf = (css: string): Colour => {
    if (canvas === null) return [0, 0, 0, 0];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const luminance = ([r, g, b]: Colour): number => {
    const [R = 0, G = 0, B = 0] = [r, g, b].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  /** What lies behind it; a ground that lets a picture through is taken as lying on white. */
  const groundOf = (one: Element): Colour => {
    const layers: Colour[] = [];
    for (let at: Element | null = one; at !== null; at = at.parentElement) {
      const layer = colourOf(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.toReversed().reduce<Colour>((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const texts: { readonly words: string; readonly element: Element; readonly box: DOMRect; readonly size: number; readonly colour: Colour }[] = [];
  const note = (words: string, element: Element, box: DOMRect): void => {
    const style = getComputedStyle(element);
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || element.closest('.unseen') !== null || box.width === 0) return;
    const scale = element instanceof SVGGraphicsElement ? element.getScreenCTM()?.a ?? 1 : 1;
    texts.push({ words, element, box, size: Number.parseFloat(style.fontSize) * scale, colour: colourOf(element instanceof SVGElement ? style.fill : style.color) });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { textContent, parentElement } = node;
    if (textContent === null || textContent.trim() === '' || parentElement === null || parentElement.closest('script, style, title') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // What comes is cut after its second line, and shows that it is.
    const cut = parentElement.closest('.room-strip b')?.getBoundingClientRect();
    const box = range.getBoundingClientRect();
    note(textContent.trim(), parentElement, cut === undefined ? box
      : new DOMRect(box.x, Math.max(box.y, cut.y), box.width, Math.min(box.bottom, cut.bottom) - Math.max(box.y, cut.y)));
  }
  for (const input of document.querySelectorAll('input')) note(`field ${input.getAttribute('aria-label') ?? ''}`, input, input.getBoundingClientRect());
  // What a sheet lies over is not read meanwhile.
  const sheet = document.querySelector('dialog[open]');
  const read = texts.filter(({ element }) => sheet === null || sheet.contains(element));
  if (read.length === 0) wrong.push('nothing can be read');
  for (const { words, element, box, size, colour } of read) {
    const told = `"${words.slice(0, 60)}" (${element.tagName.toLowerCase()} ${element.getAttribute('class') ?? ''})`;
    if (size < leastPx * unit - 0.05) wrong.push(`${(size / unit).toFixed(1)} px: ${told}`);
    const ground = groundOf(element);
    const [one, other] = [luminance(over(colour, ground)), luminance(ground)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < leastContrast) wrong.push(`contrast ${contrast.toFixed(1)}: ${told}`);
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) wrong.push(`beyond the screen: ${told}`);
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (at === document.body || at instanceof SVGElement || (overflowX === 'visible' && overflowY === 'visible')) continue;
      const edge = at.getBoundingClientRect();
      const isScrolled = overflowY === 'auto' && at.matches('dialog *');
      if (box.left < edge.left - 1 || box.right > edge.right + 1 || (!isScrolled && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1))) wrong.push(`cut off: ${told}`);
    }
  }
  const said = document.querySelector('.room-said:not([hidden])');
  // What was said back lies over what is beneath it for some seconds.
  const edge = said?.getBoundingClientRect();
  const isBeneath = ({ element, box }: (typeof texts)[number]): boolean => said !== null && edge !== undefined && !said.contains(element)
    && box.left < edge.right && box.right > edge.left && box.bottom > edge.top && box.top < edge.bottom;
  read.filter((text) => !isBeneath(text)).forEach(({ words, element, box }, n, seen) => {
    for (const other of seen.slice(n + 1)) {
      if (other.element.contains(element) || element.contains(other.element)) continue;
      const [wide, high] = [Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left), Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)];
      // Lines of letters may touch by their leading.
      if (wide > 2 * unit && high > 10 * unit) wrong.push(`"${words.slice(0, 40)}" over "${other.words.slice(0, 40)}"`);
    }
  });
  return wrong;
}, [LEAST_PX, LEAST_CONTRAST] as const);
