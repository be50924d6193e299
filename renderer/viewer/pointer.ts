import type { PointCanvas } from './viewTransform.ts';

/** What a drag does. */
export type Tool = 'cross' | 'window' | 'pan' | 'zoom';

/** A drag under way: told of each movement, in CSS pixels of the tile. */
export type Drag = (at: PointCanvas, by: PointCanvas) => void;

/** How a button went down. */
export type Press = Pick<PointerEvent, 'button' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'target'>;

/** What is held while the wheel turns. */
export type WheelKeys = Pick<WheelEvent, 'shiftKey' | 'altKey'>;

/** What a picture does with the pointer. */
export interface PointerUse {
  /** A button went down; null ignores it. */
  readonly begin: (at: PointCanvas, tool: Tool, press: Press) => Drag | null;
  /** The drag that `begin` returned is over. */
  readonly end?: () => void;
  /** It did not end: the system took the pointer, or the picture went. What it did is taken back. */
  readonly cancel?: () => void;
  readonly tool: () => Tool;
  readonly hover: (at: PointCanvas | null) => void;
  /** Whole slices onwards (+) or back (−). */
  readonly scroll: (steps: number, keys: WheelKeys) => void;
  readonly zoom: (factor: number, at: PointCanvas) => void;
}

/** A notch of a wheel; smaller movements (touch pads) are gathered. */
const NOTCH = 50;
const PAD_STEP = 24;

/** Connects a tile with the pointer: left button by tool, middle pans, right sets the window, wheel scrolls. */
export function connectPointer(tile: HTMLElement, use: PointerUse): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let gathered = 0;
  let drag: { readonly move: Drag; readonly pointer: number; last: PointCanvas } | null = null;

  const place = (event: MouseEvent): PointCanvas => {
    const box = tile.getBoundingClientRect();
    return [event.clientX - box.left - tile.clientLeft, event.clientY - box.top - tile.clientTop];
  };
  const toolOf = (event: PointerEvent): Tool =>
    event.button === 1 ? 'pan' : event.button === 2 ? 'window' : use.tool();

  tile.addEventListener('pointerdown', (event) => {
    if (drag !== null) return;
    const at = place(event);
    const move = use.begin(at, toolOf(event), event);
    if (move === null) return;
    drag = { move, pointer: event.pointerId, last: at };
    tile.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
  }, { signal });
  tile.addEventListener('pointermove', (event) => {
    const at = place(event);
    if (drag !== null && drag.pointer === event.pointerId) {
      drag.move(at, [at[0] - drag.last[0], at[1] - drag.last[1]]);
      drag.last = at;
    }
    use.hover(at);
  }, { signal });
  const over = (how: 'end' | 'cancel') => (event: PointerEvent): void => {
    if (drag?.pointer !== event.pointerId) return;
    drag = null;
    use[how]?.();
  };
  tile.addEventListener('pointerup', over('end'), { signal });
  tile.addEventListener('pointercancel', over('cancel'), { signal });
  tile.addEventListener('pointerleave', () => use.hover(null), { signal });
  tile.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  tile.addEventListener('wheel', (event) => {
    event.preventDefault();
    // With Shift some systems turn the wheel to the side.
    const turned = event.deltaY === 0 && event.shiftKey ? event.deltaX : event.deltaY;
    const delta = event.deltaMode === 0 ? turned : turned * 100;
    if (event.ctrlKey) {
      use.zoom(Math.exp(-delta / 500), place(event));
      return;
    }
    if (Math.abs(delta) >= NOTCH) {
      gathered = 0;
      use.scroll(Math.sign(delta) * Math.max(1, Math.round(Math.abs(delta) / 100)), event);
      return;
    }
    gathered += delta;
    const steps = Math.trunc(gathered / PAD_STEP);
    gathered -= steps * PAD_STEP;
    if (steps !== 0) use.scroll(steps, event);
  }, { signal, passive: false });
  return () => {
    stop.abort();
    if (drag === null) return;
    drag = null;
    use.cancel?.();
  };
}
