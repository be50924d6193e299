import { create } from 'zustand';
import type { CaseId } from '../../core/contract/ids.ts';

/** The seven stations, in the order of the keys 1 to 7. */
export const STATIONS = ['worklist', 'images', 'vessel', 'calcium', 'angiogram', 'lesion', 'plan'] as const;
export type Station = (typeof STATIONS)[number];
/** What lies over the stations. */
export type Sheet = 'settings' | 'about' | 'keys' | 'palette' | 'outcomes';

interface View {
  readonly station: Station;
  readonly caseId: CaseId | null;
  /** Grows with each case that is opened, be it the same one again: what is read of it is read anew. */
  readonly openings: number;
  readonly sheet: Sheet | null;
  /** How often the search field was asked for; it takes the focus when this grows. */
  readonly sought: number;
  /** The last thing that was done, for the status line: "Taken back: dose unit". */
  readonly said: string | null;
  readonly go: (station: Station) => void;
  readonly seek: () => void;
  readonly openCase: (id: CaseId) => void;
  readonly closeCase: () => void;
  readonly show: (sheet: Sheet | null) => void;
  readonly say: (words: string | null) => void;
}

/** What is on screen. */
export const useView = create<View>()((set) => ({
  station: 'worklist',
  caseId: null,
  openings: 0,
  sheet: null,
  sought: 0,
  said: null,
  go: (station) => set({ station, sheet: null, said: null }),
  seek: () => set(({ sought }) => ({ station: 'worklist', sheet: null, sought: sought + 1 })),
  openCase: (caseId) => set(({ openings }) => ({ caseId, openings: openings + 1, station: 'images', sheet: null, said: null })),
  closeCase: () => set({ caseId: null, station: 'worklist' }),
  show: (sheet) => set({ sheet }),
  say: (said) => set({ said }),
}));
