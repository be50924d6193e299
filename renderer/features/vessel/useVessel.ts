import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { VesselId } from '../../../core/contract/ids.ts';
import type { PlanView } from '../../../core/contract/plans.ts';
import type { Entry, PathEntry } from '../../../core/lesion/entry.ts';
import { vesselsOf } from '../../../core/lesion/vesselWork.ts';
import type { EntryBook } from '../../state/entryBook.ts';
import type { VolumeAtHand } from '../images/useOpenVolume.ts';
import type { VesselActions } from './vesselActions.ts';
import type { VesselOnDesk } from './vesselOnDesk.ts';

/** What is entered of the open case, and the vessel that is worked on. */
export interface OpenVessels {
  readonly book: EntryBook;
  /** What was entered is not as it was written; nothing of it is shown. */
  readonly isDamaged: boolean;
  readonly vessel: VesselOnDesk;
  readonly actions: VesselActions;
  /** At the plan station, the plan that was chosen though its vessel is no longer traced: it can only be read. Else null. */
  readonly gone: PlanView | null;
}

/** For all stations of a case. */
export const VesselsContext = createContext<OpenVessels | null>(null);

/** The volume that the vessel is traced in; by itself, since it changes with every slice that arrives. */
export const VesselVolumeContext = createContext<VolumeAtHand | null>(null);

/** The open case's vessels. */
export function useOpenVessels(): OpenVessels {
  const open = useContext(VesselsContext);
  if (open === null) throw new Error('VesselsContext is not given');
  return open;
}

/** Everything entered of the open case, as it is shown. */
export function useEntries(): { readonly book: EntryBook; readonly entries: readonly Entry[]; readonly isDamaged: boolean } {
  const { book, isDamaged } = useOpenVessels();
  const entries = useStore(book.store, (state) => state.entries);
  return useMemo(() => ({ book, entries, isDamaged }), [book, entries, isDamaged]);
}

/** The vessels of the open case, in the order in which they were begun. */
export function useVessels(): readonly { readonly id: VesselId; readonly path: Entry<PathEntry> }[] {
  const { entries } = useEntries();
  return useMemo(() => vesselsOf(entries), [entries]);
}

/** The vessel that is worked on, with what follows from it. */
export const useVessel = (): VesselOnDesk => useOpenVessels().vessel;

/** The volume that the vessel is traced in, open while a station that measures is in front; null at others. */
export const useVesselVolume = (): VolumeAtHand | null => useContext(VesselVolumeContext);

/** What can be done to what is entered; each is one step of undo. */
export const useVesselActions = (): VesselActions => useOpenVessels().actions;

