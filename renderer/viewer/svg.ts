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

/** A place to a tenth of a pixel. */
export const placeText = ([x, y]: PointCanvas): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
