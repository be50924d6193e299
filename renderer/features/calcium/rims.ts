import type { PointUv } from '../../../core/geometry/plane.ts';
import type { Polygon } from '../../../core/geometry/polygon.ts';

const named = ([u, v]: PointUv): string => `${Math.round(u * 1e5) + 0} ${Math.round(v * 1e5) + 0}`;

/**
 * The edges of an area without the ways by which its holes are cut open: those are run along there and back. Each line runs from
 * its first point to its last; one that closes ends where it began.
 */
export function rimsOf(outline: Polygon): readonly Polygon[] {
  const names = outline.map(named);
  const next = (n: number): number => (n + 1) % outline.length;
  const ways = new Set(names.map((from, n) => `${from}>${names[next(n)] ?? ''}`));
  const lines: PointUv[][] = [];
  let isOpen = false;
  outline.forEach((point, n) => {
    const [from, to] = [names[n] ?? '', names[next(n)] ?? ''];
    const end = outline[next(n)] ?? point;
    if (from === to || ways.has(`${to}>${from}`)) isOpen = from === to && isOpen;
    else {
      if (isOpen) lines.at(-1)?.push(end);
      else lines.push([point, end]);
      isOpen = true;
    }
  });
  return lines;
}
