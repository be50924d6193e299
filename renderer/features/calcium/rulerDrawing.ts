/** A picture in a drawing, pixels of the drawing. */
export interface Placed { readonly href: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The ruler as it stands, and what is written above and below it. */
export interface RulerParts {
  readonly width: number;
  readonly height: number;
  /** The ruler's own SVG, its look written into each of its parts. */
  readonly svg: string;
  readonly pictures: readonly Placed[];
  readonly head: readonly string[];
  readonly foot: readonly string[];
}

/** A drawing as text, and its size. */
export interface RulerDrawing { readonly svg: string; readonly width: number; readonly height: number }

const LINE = 18;
const PAD = 10;
const FONT = 'Noto Sans, Segoe UI, DejaVu Sans, sans-serif';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The ruler as a drawing that stands alone: nothing of it is fetched from elsewhere. */
export function rulerDrawing({ width, height, svg, pictures, head, foot }: RulerParts): RulerDrawing {
  const [top, below] = [head.length === 0 ? 0 : PAD + head.length * LINE, PAD + foot.length * LINE + PAD];
  const whole = top + height + below;
  const line = (words: string, y: number, isStrong: boolean): string =>
    `<text x="${PAD}" y="${y}" font-family="${FONT}" font-size="13" font-weight="${isStrong ? 700 : 400}" fill="${isStrong ? '#f0f4f8' : '#bcc8d4'}">${escaped(words)}</text>`;
  return {
    width, height: whole,
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}">`,
      `<rect width="${width}" height="${whole}" fill="#11171e"/>`,
      ...head.map((words, n) => line(words, PAD + n * LINE + 12, n === 0)),
      `<g transform="translate(0 ${top})">`,
      ...pictures.map(({ href, x, y, width: w, height: h }) => `<image href="${href}" x="${x}" y="${y}" width="${w}" height="${h}" preserveAspectRatio="none"/>`),
      svg, '</g>',
      ...foot.map((words, n) => line(words, top + height + PAD + n * LINE + 12, false)),
      '</svg>',
    ].join(''),
  };
}
