import type { PointPixel } from '../geometry/plane.ts';
import { neighbours } from '../sequence.ts';
import { mm, type Mm } from '../units.ts';
import type { NoScale, RunScale } from './runScale.ts';

/** Length of a path on a frame in pixel widths; `aspect` is the height of a pixel over its width, 1 where unknown. */
export const pixelLength = (path: readonly PointPixel[], aspect: number | null): number =>
  neighbours(path).reduce((sum, [[fromX, fromY], [toX, toY]]) =>
    sum + Math.hypot(toX - fromX, (toY - fromY) * (aspect ?? 1)), 0);

/** The same in the patient, at the depth for which the scale holds; null where the run has none. */
export const frameLength = (
  path: readonly PointPixel[], aspect: number | null, scale: RunScale | NoScale,
): Mm | null => (scale.mmPerPixel === null ? null : mm(pixelLength(path, aspect) * scale.mmPerPixel));
