import type { PointUv } from '../../../core/geometry/plane.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import { paintSamples, type Window } from '../../viewer/painting.ts';

/**
 * A picture of HU in device pixels.
 *
 * @param columns - those that are painted, of the device's pixels: from the first to before the end
 * @param extent - how much lies across and down it, in the units of the picture; one of both null: at the scale of the other
 */
export function paintHu(
  context: CanvasRenderingContext2D, grid: HuGrid, [u, v]: PointUv, [across, down]: readonly [across: number | null, down: number | null], window: Window,
  width: number, height: number, [first, end]: readonly [first: number, end: number] = [0, width],
): ImageData {
  const [pu, pv] = [across === null ? (down ?? 1) / height : across / width, down === null ? (across ?? 1) / width : down / height];
  const pixels = context.createImageData(end - first, height);
  paintSamples({ samples: grid.values, samplesPerPixel: 1, size: grid.size }, {
    left: (u + (first + 0.5 - width / 2) * pu - grid.origin[0]) / grid.spacing[0], across: pu / grid.spacing[0],
    top: (v + (0.5 - height / 2) * pv - grid.origin[1]) / grid.spacing[1], down: pv / grid.spacing[1],
  }, window, false, end - first, height, new Uint32Array(pixels.data.buffer));
  return pixels;
}

/** Columns from the first to before the end. */
export type Columns = readonly [first: number, end: number];

/** The columns of a picture that differ from those of another of the same shape; null where none does. Undefined where it has another shape. */
export function changedColumns(before: HuGrid, { values, size, spacing, origin }: HuGrid): Columns | null | undefined {
  const isAlike = (one: readonly [number, number], other: readonly [number, number]): boolean => one[0] === other[0] && one[1] === other[1];
  if (!isAlike(before.size, size) || !isAlike(before.spacing, spacing) || !isAlike(before.origin, origin)) return undefined;
  const [width] = size;
  let [first, end] = [width, 0];
  for (let n = 0; n < values.length; n += 1) {
    if (values[n] === before.values[n]) continue;
    const column = n % width;
    first = Math.min(first, column);
    end = Math.max(end, column + 1);
  }
  return end === 0 ? null : [first, end];
}

/** The device's pixels on which columns of a picture have a part: each is mixed of the two columns beside it. */
export function pixelsOf([first, end]: Columns, { spacing: [step], origin: [start] }: Pick<HuGrid, 'spacing' | 'origin'>, middle: number, across: number, width: number): Columns {
  const at = (column: number): number => ((start + column * step - middle) / across + 0.5) * width;
  return [Math.max(0, Math.floor(at(first - 1)) - 1), Math.min(width, Math.ceil(at(end)) + 1)];
}
