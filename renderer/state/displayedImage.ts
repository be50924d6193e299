import { create } from 'zustand';
import type { PatientView, SeriesView } from '../../core/contract/schemas.ts';

/** Whose picture is drawn right now: taken from the opened series itself, never from the worklist. */
export interface DisplayedImage {
  readonly patient: PatientView;
  readonly series: SeriesView;
}

interface Displayed {
  readonly image: DisplayedImage | null;
  /** Called by the station when the first picture of a series is drawn, and with null when none is. */
  readonly draw: (image: DisplayedImage | null) => void;
}

/** The banner reads patient, date and phase from here as soon as a picture is drawn. */
export const useDisplayedImage = create<Displayed>()((set) => ({
  image: null,
  draw: (image) => set({ image }),
}));
