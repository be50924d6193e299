import { useCallback, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { useHeldSeries } from '../../api/useHost.ts';
import { heldKey, type OpenAs, type Opening } from '../../state/heldSeries.ts';

/** How a series is shown at first: as acquired where that is a volume, else slice by slice. */
export const firstAs = ({ kind, measurable }: SeriesView): OpenAs =>
  (kind === 'ct-volume' && measurable !== 'yes' ? 'slices' : 'acquired');

/** A series that is not opened yet. */
const OPENING: Opening = { kind: 'opening' };

/** Holds a series open on the host for as long as it is wanted here. */
export function useOpenedSeries(id: SeriesView['id'] | null, as: OpenAs): Opening {
  const held = useHeldSeries();
  // Asked for before the station is laid out and painted: the host reads meanwhile.
  useLayoutEffect(() => (id === null ? undefined : held.hold(id, as)), [held, id, as]);
  return useStore(held.store, (openings) => (id === null ? undefined : openings.get(heldKey(id, as)))) ?? OPENING;
}

/** Opens a series anew: its service was started again, or its files are back. */
export function useReopening(id: SeriesView['id'] | null, as: OpenAs): () => void {
  const held = useHeldSeries();
  return useCallback(() => {
    if (id !== null) held.again(id, as);
  }, [held, id, as]);
}
