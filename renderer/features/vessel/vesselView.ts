import { create } from 'zustand';
import type { VesselId } from '../../../core/contract/ids.ts';
import type { WayBack } from '../../state/entryBook.ts';
import type { Window } from '../../viewer/painting.ts';

/** What a drag with the left button does on the planes. */
export type VesselTool = 'trace' | 'cross';
/** A picture of the station. */
export type VesselTile = 'axial' | 'coronal' | 'sagittal' | 'section' | 'stretched' | 'rendering';

interface VesselView {
  readonly tool: VesselTool;
  readonly window: Window;
  /** The point that keys move, and of which vessel it is. */
  readonly chosen: { readonly vessel: VesselId; readonly n: number } | null;
  /** The vessel whose removal waits for a yes, what a yes does, and what brings the vessel back after it. */
  readonly leaving: { readonly vessel: VesselId; readonly wayBack: WayBack; readonly remove: () => void } | null;
  /** The next click begins another vessel. */
  readonly isBeginning: boolean;
  /** The planes lie along the vessel and turn with it. */
  readonly isAlong: boolean;
  /** False while the operator looks at what lies under path and outlines. */
  readonly areMarksShown: boolean;
  /** The picture that fills the room of all six; null where they share it. */
  readonly large: VesselTile | null;
}

/** A window in which contrast, wall and calcium are told apart. */
export const VESSEL_WINDOW: Window = { width: 800, level: 300 };

/** How the station of the vessel is looked at; it stays while other stations are in front. */
export const useVesselView = create<VesselView>()(() => ({
  tool: 'trace', window: VESSEL_WINDOW, chosen: null, leaving: null, isBeginning: false, isAlong: false, areMarksShown: true, large: null,
}));

/** The chosen point of a vessel. */
export const chosenOf = (vessel: VesselId | null) => ({ chosen }: Pick<VesselView, 'chosen'>): number | null =>
  (chosen !== null && chosen.vessel === vessel ? chosen.n : null);

/** Changes how the station is looked at. */
export const lookAt = (change: Partial<VesselView>): void => useVesselView.setState(change);
