import { AS_STORED, type PictureMaking } from './runPicture.ts';
import type { View } from './viewTransform.ts';

/** How the pictures are shown. */
export interface PictureLook extends PictureMaking {
  /** Black for white, whatever the file says. */
  readonly isInverted: boolean;
  /** What the shutter of the file covers is black. */
  readonly isShuttered: boolean;
}
/** Farthest that a mask is moved, pixels. */
export const MOST_SHIFT = 50;
/** A mask goes a quarter as far as the pointer: it is moved by parts of a pixel. */
const DRAG_SHARE = 0.25;
export const FIRST_LOOK: PictureLook = { ...AS_STORED, isInverted: false, isShuttered: true };

/** Where a mask lies after a drag by CSS pixels, in pixels of the picture. */
export function draggedShift(
  [right, down]: readonly [number, number], [dx, dy]: readonly [number, number], { mmPerPixel, plane: { spacing: [du, dv] } }: View,
): readonly [right: number, down: number] {
  const within = (value: number): number => Math.min(MOST_SHIFT, Math.max(-MOST_SHIFT, value));
  return [within(right + (dx * mmPerPixel * DRAG_SHARE) / du), within(down + (dy * mmPerPixel * DRAG_SHARE) / dv)];
}

/** "frame 3", "frames 1 to 4", "frames 1, 2, 7". */
export function maskFrameWords(frames: readonly number[]): string {
  const [first = 0] = frames;
  if (frames.length < 2) return `frame ${first + 1}`;
  const last = frames.at(-1) ?? first;
  const isRow = frames.length > 2 && frames.every((frame, n) => frame === first + n);
  return `frames ${isRow ? `${first + 1} to ${last + 1}` : frames.map((frame) => frame + 1).join(', ')}`;
}
