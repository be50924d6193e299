import { scaleLinear } from 'd3-scale';
import type { HuGrid, HuView } from '../../viewer/huLaying.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { mm } from '../../../core/units.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { CanvasSize } from '../../viewer/viewTransform.ts';

/** Room at the left of the straightened view for its words, and at its right, CSS pixels. */
export const GUTTER = 136;
const RIGHT = 14;
/** Room above the vessel for flags, and below it for zones and the axis, CSS pixels. */
export const FLAGS = 24;
export const LANES = 64;
/** What is shown before and beyond an occlusion that fills the view, mm. */
const BESIDE_MM = 12;

/** The view in which a stretch of the vessel fills the room between gutter and right edge, at one scale both ways. */
export function straightLook({ origin, spacing, size: [columns] }: HuGrid, stretch: Stretch | null, [width]: CanvasSize): HuView {
  const whole: readonly [number, number] = [origin[0], origin[0] + (columns - 1) * spacing[0]];
  const [from, to] = stretch ?? whole;
  const room = Math.max(60, width - GUTTER - RIGHT);
  const perPixel = Math.max(1, to - from) / room;
  // The middle of the canvas lies left of the middle of the room, and below that of the picture's own.
  const u = from + (width / 2 - GUTTER) * perPixel;
  const v = ((LANES - FLAGS) / 2) * perPixel;
  return { centre: pointUv(u, v), perPixel: [perPixel, perPixel] };
}

/** The occlusion with what is beside it, moved as little as is needed to show the cursor. */
export function aboutLesion([start, end]: Stretch, length: number, cursor: number): Stretch {
  const [from, to] = [Math.max(0, start - BESIDE_MM), Math.min(length, end + BESIDE_MM)];
  const by = cursor < from ? cursor - from : cursor > to ? cursor - to : 0;
  return [mm(from + by), mm(to + by)];
}

/** A mark of the axis: where, and what it says; the last one says the unit. */
export interface AxisTick { readonly at: number; readonly words: string }

/** Marks of the axis in mm from `zero`, between two abscissae. */
export function axisTicks([from, to]: readonly [number, number], zero: number, pixels: number): readonly AxisTick[] {
  const ticks = scaleLinear([from - zero, to - zero], [0, 1]).ticks(Math.max(2, Math.min(16, Math.floor(pixels / 64))));
  return ticks.map((tick, n) => ({ at: tick + zero, words: `${tick < 0 ? `−${-tick}` : tick}${n === ticks.length - 1 ? ' mm' : ''}` }));
}
