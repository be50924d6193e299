import { useLayoutEffect, useRef } from 'react';
import { pointUv } from '../../../core/geometry/plane.ts';
import type { HuGrid, HuView } from '../../viewer/huLaying.ts';
import type { Window } from '../../viewer/painting.ts';
import { changedColumns, paintHu, pixelsOf } from './paintHu.ts';

/** A small picture of HU without letters: what is in the middle, and how much of it a side of the canvas shows. */
export function HuCanvas({ grid, centre, extent, window }: {
  /** Null: black. */
  readonly grid: HuGrid | null;
  readonly centre: HuView['centre'];
  /** How much lies across and down the canvas, in the units of the picture; one of both null: as the other, at the same scale. */
  readonly extent: readonly [across: number | null, down: number | null];
  readonly window: Window;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [u, v] = centre;
  const [across, down] = extent;
  const shown = useRef({ grid, u, v, across, down, window });
  useLayoutEffect(() => {
    const node = canvas.current;
    if (node === null) return;
    const before = shown.current;
    shown.current = { grid, u, v, across, down, window };
    paintOn(node, shown.current, before);
  }, [grid, u, v, across, down, window]);
  useLayoutEffect(() => {
    const node = canvas.current;
    if (node === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.devicePixelContentBoxSize[0];
      if (box === undefined || box.inlineSize < 1 || box.blockSize < 1) return;
      node.width = box.inlineSize;
      node.height = box.blockSize;
      paintOn(node, shown.current);
    });
    observer.observe(node, { box: 'device-pixel-content-box' });
    // The graphics process was lost and is back: the picture is gone with it.
    const again = (): void => paintOn(node, shown.current);
    node.addEventListener('contextrestored', again);
    return () => {
      observer.disconnect();
      node.removeEventListener('contextrestored', again);
    };
  }, []);
  return <canvas ref={canvas} className="hu-canvas" />;
}

interface Shown { readonly grid: HuGrid | null; readonly u: number; readonly v: number; readonly across: number | null; readonly down: number | null; readonly window: Window }

/** @param before - what is on the canvas, laid on it at this size; without it all is painted */
function paintOn(canvas: HTMLCanvasElement, shown: Shown, before: Shown | null = null): void {
  const { grid, u, v, across, down, window } = shown;
  const { width, height } = canvas;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null || width === 0 || height === 0) return;
  if (grid === null) {
    context.fillRect(0, 0, width, height);
    return;
  }
  const isLaidAlike = before !== null && before.u === u && before.v === v && before.across === across && before.down === down && before.window === window;
  const changed = isLaidAlike && before.grid !== null && across !== null && before.grid !== grid ? changedColumns(before.grid, grid) : undefined;
  if (changed === null) return;
  const columns = changed === undefined || across === null ? [0, width] as const : pixelsOf(changed, grid, u, across, width);
  if (columns[0] < columns[1]) context.putImageData(paintHu(context, grid, pointUv(u, v), [across, down], window, width, height, columns), columns[0], 0);
}
