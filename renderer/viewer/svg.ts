import type { PointCanvas } from './viewTransform.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A new SVG element, the last in its parent. */
export const svgMade = <K extends keyof SVGElementTagNameMap>(
  parent: Element, name: K, attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
};

/** Painting anew costs as much as a slice where there is no graphics card: only where something changed. */
export const setAttribute = (node: SVGElement, name: string, value: string): void => {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
};

/** Draws the next element: its attributes, and its words or what is drawn in it. */
export type SvgPen = (name: keyof SVGElementTagNameMap, attributes: Readonly<Record<string, string>>, inside?: string | ((pen: SvgPen) => void)) => void;

/** Draws all that is in `parent`. Elements stay from one drawing to the next, in their order; only what differs is touched. */
export function svgDrawn(parent: Element, draw: (pen: SvgPen) => void): void {
  let n = 0;
  draw((name, attributes, inside = '') => {
    const there = parent.children[n];
    n += 1;
    const node = there?.localName === name ? there as SVGElement : document.createElementNS(SVG, name);
    if (there === undefined) parent.append(node);
    else if (there !== node) there.replaceWith(node);
    for (const known of node.getAttributeNames()) if (attributes[known] === undefined) node.removeAttribute(known);
    for (const [key, value] of Object.entries(attributes)) setAttribute(node, key, value);
    if (typeof inside === 'function') svgDrawn(node, inside);
    else if (node.textContent !== inside) node.textContent = inside;
  });
  while (parent.children.length > n) parent.lastElementChild?.remove();
}

/** A place to a tenth of a pixel. */
export const placeText = ([x, y]: PointCanvas): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
