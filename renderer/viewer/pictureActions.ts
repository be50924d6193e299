import type { Window } from './painting.ts';
import { pannedView, zoomedView, type PointCanvas, type View } from './viewTransform.ts';
import { draggedWindow } from './windows.ts';

/** What commands do to one picture, whatever it is of: they magnify, move and window it, as drags do. */
export const PICTURE_ACTIONS = [
  'larger', 'smaller', 'moveLeft', 'moveRight', 'moveUp', 'moveDown', 'wider', 'narrower', 'brighter', 'darker',
] as const;
export type PictureAction = (typeof PICTURE_ACTIONS)[number];

/** A picture is moved so far at a time, CSS pixels. */
export const MOVE_PIXELS = 40;
/** A window is changed as by a drag so long, CSS pixels: by a twentieth of its width. */
const WINDOW_PIXELS = 20;

/** The picture that is meant, when a command is carried out. */
export interface ActedPicture {
  readonly setView: (change: (view: View) => View) => void;
  /** What stays where it is while the picture grows. */
  readonly kept: (view: View) => PointCanvas;
  readonly window: () => Window;
  readonly setWindow: (window: Window) => void;
}

/** What each command does to a picture. */
export function pictureActions({ setView, kept, window, setWindow }: ActedPicture): Readonly<Record<PictureAction, () => void>> {
  const zoom = (factor: number) => () => setView((view) => zoomedView(view, factor, kept(view)));
  const move = (x: number, y: number) => () => setView((view) => pannedView(view, [x * MOVE_PIXELS, y * MOVE_PIXELS]));
  const drag = (x: number, y: number) => () => setWindow(draggedWindow(window(), x * WINDOW_PIXELS, y * WINDOW_PIXELS));
  return {
    larger: zoom(1.25), smaller: zoom(0.8),
    moveLeft: move(-1, 0), moveRight: move(1, 0), moveUp: move(0, -1), moveDown: move(0, 1),
    wider: drag(1, 0), narrower: drag(-1, 0), brighter: drag(0, -1), darker: drag(0, 1),
  };
}
