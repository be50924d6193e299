import { centrelineAt, type Centreline } from '../centreline/centreline.ts';
import { cross, moved, type PointLps, type VectorLps, vectorLps } from '../geometry/frame.ts';
import { type ImagePlane, lpsFromUv, type PointPixel, pointPixel, pointUv } from '../geometry/plane.ts';
import { type Deg, mm, type Mm, radFromDeg } from '../units.ts';
import type { Slab } from '../volume/reslice.ts';
import type { Volume } from '../volume/volume.ts';
import { placeBeside } from './beside.ts';
import { slabSlicer } from './slab.ts';

/** What a straightened view shows. */
export interface StraightenedShape {
  /** Direction across the vessel that runs to the right, degrees from u towards v. */
  readonly angle: Deg;
  /** Distance between pixels, down the vessel and across it, mm. */
  readonly spacing: Mm;
  /** To either side of the vessel, mm. */
  readonly halfWidth: Mm;
}

/**
 * A vessel pulled straight: rows run across it, one for each step of its length, proximal at the top.
 *
 * Lengths down the middle are true lengths along the vessel, those across are true; elsewhere a bend stretches its
 * outer side and squeezes its inner one.
 */
export interface StraightenedView {
  readonly centreline: Pick<Centreline, 'points' | 'step'>;
  readonly size: readonly [width: number, height: number];
  readonly angle: Deg;
  readonly spacing: Mm;
  /** HU, row by row; see ReslicedImage. */
  readonly values: Int16Array;
  readonly covered: Uint8Array;
}

/**
 * The straightened view of a vessel.
 *
 * @param slab - thickness about the cut surface and its rule
 * @method one line across the vessel for each row, its direction kept by the centreline's twist-free axes
 * @accuracy HU within 1 of those at the mapped points; there and back within 1e-6 mm (straighten.test.ts)
 */
export function straightenedView(
  volume: Volume, centreline: Centreline, shape: StraightenedShape, slab: Slab = { thickness: 0, rule: 'mean' },
): StraightenedView {
  const { angle, spacing, halfWidth } = shape;
  const half = Math.round(halfWidth / spacing);
  const size = [2 * half + 1, Math.floor(centreline.length / spacing + 1e-9) + 1] as const;
  const [cosine, sine] = directionOf(angle);
  const planes = Array.from({ length: size[1] }, (_, n): readonly ImagePlane[] => {
    const point = centrelineAt(centreline, mm(n * spacing));
    if (point === undefined) return [];
    const across = turned(point.u, point.v, cosine, sine);
    return [{ origin: moved(point.at, across, -half * spacing), u: across, v: point.tangent, spacing: [spacing, spacing],
      size: [size[0], 1] }];
  }).flat();
  const values = new Int16Array(size[0] * planes.length);
  const covered = new Uint8Array(values.length);
  const cut = slabSlicer(volume, values, covered, slab);
  planes.forEach((plane, n) => { cut(plane, n * size[0], cross(plane.v, plane.u)); });
  return { centreline, size: [size[0], planes.length], angle, spacing, values, covered };
}

const directionOf = (angle: Deg): readonly [number, number] => [Math.cos(radFromDeg(angle)), Math.sin(radFromDeg(angle))];

const turned = (u: VectorLps, v: VectorLps, cosine: number, sine: number): VectorLps =>
  vectorLps(cosine * u[0] + sine * v[0], cosine * u[1] + sine * v[1], cosine * u[2] + sine * v[2]);

/** The patient point shown at a position of the view. Undefined above its first row and below its last. */
export function lpsFromStraightened({ centreline, size, angle, spacing }: StraightenedView, [column, row]: PointPixel):
  PointLps | undefined {
  const point = centrelineAt(centreline, mm(row * spacing));
  if (point === undefined || row < 0 || row > size[1] - 1) return undefined;
  const [cosine, sine] = directionOf(angle);
  const by = (column - (size[0] - 1) / 2) * spacing;
  return lpsFromUv({ origin: point.at, u: point.u, v: point.v }, pointUv(by * cosine, by * sine));
}

/** Where a patient point appears in a view, and how far it lies in front of (+) or behind (−) the cut surface, mm. */
export interface StraightenedPlace { readonly at: PointPixel; readonly off: Mm }

/**
 * The position in the view of a patient point: of the nearest place of the vessel whose plane holds it. Undefined for a
 * point before the vessel's first plane or beyond its last.
 */
export function straightenedFromLps({ centreline, size, angle, spacing }: StraightenedView, point: PointLps):
  StraightenedPlace | undefined {
  const place = placeBeside(centreline, point);
  if (place === undefined) return undefined;
  const [u, v] = place.at;
  const [cosine, sine] = directionOf(angle);
  return {
    at: pointPixel((u * cosine + v * sine) / spacing + (size[0] - 1) / 2, place.abscissa / spacing),
    off: mm(u * sine - v * cosine),
  };
}
