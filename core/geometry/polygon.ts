import { type PointUv, pointUv } from './plane.ts';
import { mm, type Mm, mm2, type Mm2 } from '../units.ts';

/** A closed outline in a plane, (u, v) mm; the last point joins the first. At least three points. */
export type Polygon = readonly PointUv[];

/** Sums over the outline's edges: doubled signed area, and the same weighted with the place, about the first point. */
function moments(polygon: Polygon): { readonly twice: number; readonly u: number; readonly v: number } {
  const [u0 = 0, v0 = 0] = polygon[0] ?? [];
  return polygon.reduce((sums, [u, v], n) => {
    const [nextU = u, nextV = v] = polygon[(n + 1) % polygon.length] ?? [];
    const [a, b, c, d] = [u - u0, v - v0, nextU - u0, nextV - v0];
    const twice = a * d - b * c;
    return { twice: sums.twice + twice, u: sums.u + twice * (a + c), v: sums.v + twice * (b + d) };
  }, { twice: 0, u: 0, v: 0 });
}

/** Area inside the outline, whichever way round it runs; it must not cross itself. */
export const polygonArea = (polygon: Polygon): Mm2 => mm2(Math.abs(moments(polygon).twice) / 2);

/** Centre of mass of the area inside; the mean of the points where they enclose none. */
export function polygonCentroid(polygon: Polygon): PointUv {
  const { twice, u, v } = moments(polygon);
  const [u0 = 0, v0 = 0] = polygon[0] ?? [];
  if (Math.abs(twice) > 1e-12) return pointUv(u0 + u / (3 * twice), v0 + v / (3 * twice));
  const mean = (axis: 0 | 1): number => polygon.reduce((sum, point) => sum + point[axis],
    0) / Math.max(1, polygon.length);
  return pointUv(mean(0), mean(1));
}

/** Whether the point lies inside the outline. @method even-odd rule; a point on the outline may count either way */
export function holdsPoint(polygon: Polygon, [u, v]: PointUv): boolean {
  return polygon.reduce((inside, [a, b], n) => {
    const [c = a, d = b] = polygon[(n + 1) % polygon.length] ?? [];
    const crosses = b > v !== d > v && u < a + ((v - b) * (c - a)) / (d - b);
    return crosses ? !inside : inside;
  }, false);
}

/** Least and greatest width of an outline. */
export interface Diameters { readonly least: Mm; readonly greatest: Mm }

/**
 * Least and greatest distance between two parallel lines that hold the outline between them.
 *
 * @method the outline's extent along directions one degree apart
 * @accuracy a square's side within 0.02 %, its diagonal exactly (polygon.test.ts)
 */
export function diameters(polygon: Polygon): Diameters {
  const extents = Array.from({ length: 180 }, (_, degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const along = polygon.map(([u, v]) => u * cosine + v * sine);
    return Math.max(...along) - Math.min(...along);
  });
  return { least: mm(Math.min(...extents)), greatest: mm(Math.max(...extents)) };
}

/** Diameter of the circle of this area. */
export const equalAreaDiameter = (area: Mm2): Mm => mm(2 * Math.sqrt(area / Math.PI));
