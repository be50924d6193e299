import { useEffect } from 'react';
import type { StoreApi } from 'zustand';
import type { PointLps } from '../../../core/geometry/frame.ts';
import type { PlaneAxes } from '../../../core/volume/planeAxes.ts';
import type { Slab } from '../../../core/volume/reslice.ts';
import type { Window } from '../../viewer/painting.ts';
import type { PlanesState } from '../../viewer/planesState.ts';
import type { PlanesViewer } from '../../viewer/planesViewer.ts';

const CHANNEL = 'fullmoon planes';

/** Where and how one window looks; `space` is the frame of reference in which that means anything. */
interface Look {
  readonly space: string;
  readonly cursor: PointLps;
  readonly axes: PlaneAxes;
  readonly slab: Slab;
  readonly window: Window;
}
type Told = { readonly what: 'look'; readonly look: Look } | { readonly what: 'who looks'; readonly space: string };

/**
 * Keeps cursor, planes, slab and window the same in all windows of this program that show the same space.
 *
 * A window that opens later takes over how the others look. Which pictures a window has, and how large, is its own.
 */
export function useLinkedWindows(states: StoreApi<PlanesState | null>, viewer: () => PlanesViewer | null): void {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    const tell = (told: Told): void => channel.postMessage(told);
    /** As text: what is equal to what was told or heard last is not told again. */
    let known = '';
    let space: string | null = null;

    const look = (): Look | null => {
      const scene = viewer()?.scene() ?? null;
      const state = states.getState();
      if (scene === null || state === null || scene.grid.frameOfReferenceUid === null) return null;
      return { space: scene.grid.frameOfReferenceUid, cursor: scene.cursor, axes: scene.axes, slab: scene.slab, window: state.window };
    };
    const unwatch = states.subscribe(() => {
      const now = look();
      if (now === null) return;
      const text = JSON.stringify(now);
      if (text === known) return;
      known = text;
      if (now.space === space) {
        tell({ what: 'look', look: now });
        return;
      }
      space = now.space;
      tell({ what: 'who looks', space });
    });
    channel.onmessage = ({ data }: MessageEvent<Told>) => {
      const now = look();
      const shown = viewer();
      if (now === null || shown === null) return;
      if (data.what === 'who looks') {
        if (data.space === now.space) tell({ what: 'look', look: now });
        return;
      }
      if (data.look.space !== now.space) return;
      known = JSON.stringify(data.look);
      shown.setWindow(data.look.window);
      shown.setSlab(data.look.slab);
      shown.setAxes(data.look.axes);
      shown.moveCursor(data.look.cursor);
    };
    return () => {
      unwatch();
      channel.close();
    };
  }, [states, viewer]);
}
