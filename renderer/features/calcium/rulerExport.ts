import type { DisplayedImage } from '../../state/displayedImage.ts';
import { bornWords, imageWords, nameWords } from '../frame/patientWords.ts';
import type { CalciumView } from './useCalcium.ts';
import { figuresWords } from './figuresWords.ts';
import type { Placed, RulerDrawing, RulerParts } from './rulerDrawing.ts';
import { huWords } from '../../ui/ruler/rulerWords.ts';

/** What is written on the picture: whose it is, what it shows, and how long a millimetre is. */
export function rulerCaptions(
  image: DisplayedImage | null, { measures, isBlind, findings: { threshold } }: Pick<CalciumView, 'measures' | 'isBlind' | 'findings'>, pixelsPerMm: number, withPatient: boolean, today: string,
): Pick<RulerParts, 'head' | 'foot'> {
  const series = image === null ? '' : `${image.series.modality} ${imageWords(image.series)}, study of ${image.series.studyDate ?? 'unknown date'}. `;
  return {
    head: withPatient && image !== null ? [nameWords(image.patient), `born ${bornWords(image.patient, today)} · ID ${image.patient.id ?? 'not stated'}`] : [],
    foot: [
      // Of a blind reading nothing leaves that its reader may not see.
      isBlind ? 'Calcium ruler, second reading.' : `Calcium ruler: ${figuresWords(measures)}.`,
      `${series}Calcium from ${huWords(threshold.occlusionHu)} HU in the occlusion, ${huWords(threshold.openHu)} HU beside contrast (${threshold.method}).`,
      `Millimetres from the proximal cap, ${pixelsPerMm.toFixed(1)} px to a millimetre; heights of the pictures are not to this scale. Fullmoon: not for primary diagnosis.`,
    ],
  };
}

/** Of the style of a drawing: what the page's style sheets say, written into each of its parts. */
const DRAWN_BY = [
  'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'stroke-linejoin', 'stroke-linecap', 'opacity', 'visibility',
  'display', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order',
] as const;

/** A drawing of the page with its look written into each of its parts. */
function takenSvg(own: SVGSVGElement): string {
  const copy = own.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[own, ...own.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]];
  to.forEach((node, n) => {
    const original = from[n];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    node.setAttribute('style', DRAWN_BY.map((name) => `${name}:${style.getPropertyValue(name).replaceAll('"', "'")}`).join(';'));
    for (const name of ['tabindex', 'role', 'class']) node.removeAttribute(name);
  });
  return new XMLSerializer().serializeToString(copy);
}

/** The ruler on the page as parts of a drawing, as it is in this moment; null while it is not drawn. */
export function takenRuler(ruler: HTMLElement): Omit<RulerParts, 'head' | 'foot'> & { readonly pixelsPerMm: number } | null {
  const front = ruler.querySelector<SVGSVGElement>('.ruler-front');
  if (front === null) return null;
  const on = front.getBoundingClientRect();
  const [domainFrom = 0, domainTo = 1] = (front.dataset['domain'] ?? '').split(' ').map(Number);
  const plot = Number((front.dataset['plot'] ?? '').split(' ')[1]);
  return {
    width: on.width, height: on.height, pixelsPerMm: plot / (domainTo - domainFrom),
    svg: [...ruler.querySelectorAll<SVGSVGElement>('.ruler-svg')].map(takenSvg).join(''),
    pictures: [...ruler.querySelectorAll<HTMLCanvasElement>('.ruler-strip canvas')].map((canvas): Placed => {
      const box = canvas.getBoundingClientRect();
      return { href: canvas.toDataURL('image/png'), x: box.left - on.left, y: box.top - on.top, width: box.width, height: box.height };
    }),
  };
}

/** The drawing as pixels, so many for each of its own. */
export async function pixelsOf({ svg, width, height }: RulerDrawing, scale: number): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, 'image/png'); });
}
