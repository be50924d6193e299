import { useLayoutEffect, useRef, useState } from 'react';
import type { PointUv } from '../../../core/geometry/plane.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import type { Window } from '../../viewer/painting.ts';
import { paintHu } from './paintHu.ts';

/** A small picture of the sheet: what lies in its middle, none where it is black. */
export interface SheetPicture { readonly grid: HuGrid | null; readonly centre: PointUv }

interface Slot { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/**
 * Several small pictures on one canvas behind a list: each lies where the list has an element of the class `sheet-slot`. One canvas
 * is put on the screen much faster than many.
 *
 * @param extent - what the height of each shows, in the units of its picture
 */
export function ThumbSheet({ pictures, extent, window }: { readonly pictures: readonly SheetPicture[]; readonly extent: number; readonly window: Window }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [slots, setSlots] = useState<readonly Slot[]>([]);
  useLayoutEffect(() => {
    const node = canvas.current;
    const list = node?.parentElement;
    if (node == null || list == null) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.devicePixelContentBoxSize[0];
      if (box === undefined || box.inlineSize < 1 || box.blockSize < 1) return;
      node.width = box.inlineSize;
      node.height = box.blockSize;
      const on = node.getBoundingClientRect();
      const scale = box.inlineSize / on.width;
      setSlots([...list.querySelectorAll('.sheet-slot')].map((slot): Slot => {
        const at = slot.getBoundingClientRect();
        const [x, y] = [Math.round((at.left - on.left) * scale), Math.round((at.top - on.top) * scale)];
        return { x, y, width: Math.round((at.right - on.left) * scale) - x, height: Math.round((at.bottom - on.top) * scale) - y };
      }));
    });
    observer.observe(node, { box: 'device-pixel-content-box' });
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (context == null) return;
    slots.forEach(({ x, y, width, height }, n) => {
      const picture = pictures[n];
      // A narrow window hides the last ones.
      if (width < 1 || height < 1) return;
      if (picture?.grid == null) context.fillRect(x, y, width, height);
      else context.putImageData(paintHu(context, picture.grid, picture.centre, [null, extent], window, width, height), x, y);
    });
  }, [slots, pictures, extent, window]);
  return <canvas ref={canvas} className="thumb-sheet" />;
}
