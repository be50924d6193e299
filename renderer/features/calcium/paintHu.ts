import type { PointUv } from '../../../core/geometry/plane.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import { paintSamples, type Window } from '../../viewer/painting.ts';

/**
 * A picture of HU in device pixels.
 *
 * @param extent - how much lies across and down it, in the units of the picture; one of both null: at the scale of the other
 */
export function paintHu(
  context: CanvasRenderingContext2D, grid: HuGrid, [u, v]: PointUv, [across, down]: readonly [across: number | null, down: number | null], window: Window,
  width: number, height: number,
): ImageData {
  const [pu, pv] = [across === null ? (down ?? 1) / height : across / width, down === null ? (across ?? 1) / width : down / height];
  const pixels = context.createImageData(width, height);
  paintSamples({ samples: grid.values, samplesPerPixel: 1, size: grid.size }, {
    left: (u + (0.5 - width / 2) * pu - grid.origin[0]) / grid.spacing[0], across: pu / grid.spacing[0],
    top: (v + (0.5 - height / 2) * pv - grid.origin[1]) / grid.spacing[1], down: pv / grid.spacing[1],
  }, window, false, width, height, new Uint32Array(pixels.data.buffer));
  return pixels;
}
