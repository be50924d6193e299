import { useEffect, useState } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { VesselId } from '../../../core/contract/ids.ts';
import { type LiveWork, useVesselDesk } from '../../state/vesselDesk.ts';
import type { VesselMeter } from '../../state/vesselMeter.ts';
import { upToOf } from './vesselOnDesk.ts';

/** For so long what is in the hand waits to be drawn with its answer, ms: three frames of the screen. */
export const WAITS_MS = 48;

/** What is in the hand, as the views show it. */
export interface HandShown { readonly live: LiveWork | null }

/**
 * Keeps what the views show of the hand: what moves in it comes with the next answer about its vessel, so that both are drawn
 * once, and without one where that takes longer. What the page draws without an answer, what is taken and what is let go comes at once.
 *
 * @returns the undoing
 */
export function followHand(shown: StoreApi<HandShown>, meter: Pick<VesselMeter, 'store'>, id: VesselId | null): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { live } = useVesselDesk.getState();
    if (live !== shown.getState().live) shown.setState({ live });
  };
  show();
  const stops = [
    useVesselDesk.subscribe(({ live }, { live: before }) => {
      if (live === before) return;
      if (live === null || before === null || upToOf(live) !== 'sketch') show();
      else timer ??= setTimeout(show, WAITS_MS);
    }),
    meter.store.subscribe((all, before) => { if (id !== null && all.get(id) !== before.get(id)) show(); }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/** What is in the hand, as the views show it; see followHand. */
export function useHandShown(meter: Pick<VesselMeter, 'store'>, id: VesselId | null): LiveWork | null {
  const [shown] = useState(() => createStore<HandShown>(() => ({ live: useVesselDesk.getState().live })));
  useEffect(() => followHand(shown, meter, id), [shown, meter, id]);
  return useStore(shown, ({ live }) => live);
}
