import { planeNormal, type Axes, type ImagePlane } from '../../core/geometry/plane.ts';
import type { PointLps } from '../../core/geometry/frame.ts';
import { isPadding, type PaddingRange } from '../../core/volume/padding.ts';
import { nearestCut } from '../../core/volume/planeAxes.ts';
import type { Slab, SlabRule } from '../../core/volume/reslice.ts';
import type { Cut } from '../../core/volume/standardPlanes.ts';

const NAMES: Readonly<Record<Cut, string>> = { axial: 'Axial', coronal: 'Coronal', sagittal: 'Sagittal' };
const MINUS = '−';

/** A number with its sign and a true minus: "+4.0", "−38.5". */
export const signedMm = (value: number): string =>
  `${value < 0 && value.toFixed(1) !== '-0.0' ? MINUS : '+'}${Math.abs(value).toFixed(1)} mm`;

/** What a plane is called from how it lies: by its anatomical name only where it is that. */
export function planeTitle(axes: Axes): string {
  const { cut, turned } = nearestCut(planeNormal(axes));
  return turned < 1 ? NAMES[cut] : `Oblique, turned ${Math.round(turned)}° from ${cut}`;
}

const RULE_WORDS: Readonly<Record<SlabRule, string>> = { mean: 'mean', maximum: 'max', minimum: 'min' };
/** The depth of a picture: "5.0 mm max"; of a plane alone what one voxel across it is. */
export const depthWords = ({ thickness, rule }: Slab, across: number): string =>
  (thickness > 0 ? `${thickness.toFixed(1)} mm ${RULE_WORDS[rule]}` : `${across.toFixed(2)} mm`);

/** Where a plane lies: along the patient axis that it stands across. */
export function planePlace(plane: ImagePlane, through: PointLps): string {
  const normal = planeNormal(plane);
  const axis = ([0, 1, 2] as const).reduce((best, next) =>
    (Math.abs(normal[next]) > Math.abs(normal[best]) ? next : best));
  return `${'xyz'.charAt(axis)} ${signedMm(through[axis])}`;
}

/** A patient point as people say it: "L 12.3  P 40.1  H 88.2 mm". */
export function pointWords([x, y, z]: PointLps): string {
  const part = (value: number, plus: string, minus: string): string =>
    `${value < 0 ? minus : plus} ${Math.abs(value).toFixed(1)}`;
  return `${part(x, 'L', 'R')}  ${part(y, 'P', 'A')}  ${part(z, 'H', 'F')} mm`;
}

/** A value of the volume with what it is; padding is no value. */
export const valueWords = (
  value: number,
  { valuesAre, padding }: { readonly valuesAre: 'HU' | 'stored values'; readonly padding: PaddingRange | null },
): string =>
  (isPadding(value, padding) ? 'padding, not measured'
    : `${value < 0 ? MINUS : ''}${Math.abs(value)} ${valuesAre === 'HU' ? 'HU' : 'stored'}`);

/** Window as the corner of a picture shows it. */
export const windowWords = (width: number, level: number): string =>
  `W ${width}  L ${level < 0 ? MINUS : ''}${Math.abs(level)}`;
