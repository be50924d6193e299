import { create } from 'zustand';
import type { CaseId } from '../../core/contract/ids.ts';
import { useUndo } from './undoStore.ts';

/** The seven stations, in the order of the keys 1 to 7. */
export const STATIONS = ['worklist', 'images', 'vessel', 'calcium', 'angiogram', 'lesion', 'plan'] as const;
export type Station = (typeof STATIONS)[number];
/** What lies over the stations. */
export type Sheet = 'settings' | 'about' | 'keys' | 'palette' | 'outcomes';

/** What the worklist lists: cases, or the plans of all of them. */
export type WorkList = 'cases' | 'plans';

interface View {
  readonly station: Station;
  readonly list: WorkList;
  readonly caseId: CaseId | null;
  /** Grows with each case that is opened, be it the same one again: what is shown of it is asked for anew. */
  readonly openings: number;
  readonly sheet: Sheet | null;
  /** The search field was asked for: it takes the focus as soon as it is there, once. */
  readonly isSought: boolean;
  /** The last thing that was done, for the status line: "Taken back: dose unit". */
  readonly said: string | null;
  readonly go: (station: Station) => void;
  /** The plans of all patients, in the worklist. */
  readonly showPlans: () => void;
  readonly seek: () => void;
  /** The search field has the focus. */
  readonly found: () => void;
  readonly openCase: (id: CaseId) => void;
  readonly closeCase: () => void;
  /** Ends a case that is not in the library any more. Its station stays in front without one, and says so. */
  readonly loseCase: () => void;
  readonly show: (sheet: Sheet | null) => void;
  readonly say: (words: string | null) => void;
}

/** What is on screen. */
export const useView = create<View>()((set) => ({
  station: 'worklist',
  list: 'cases',
  caseId: null,
  openings: 0,
  sheet: null,
  isSought: false,
  said: null,
  go: (station) => set({ station, list: 'cases', sheet: null, said: null }),
  showPlans: () => set({ station: 'worklist', list: 'plans', sheet: null, said: null }),
  seek: () => set({ station: 'worklist', sheet: null, isSought: true }),
  found: () => set({ isSought: false }),
  openCase: (caseId) => set(({ openings }) => ({ caseId, openings: openings + 1, station: 'images', sheet: null, said: null })),
  closeCase: () => set({ caseId: null, station: 'worklist', list: 'cases' }),
  loseCase: () => set({ caseId: null, said: null }),
  show: (sheet) => set({ sheet }),
  say: (said) => set({ said }),
}));

// What was said is of what was done before.
useUndo.subscribe(({ done, undone }, before) => {
  if ((done !== before.done || undone !== before.undone) && useView.getState().said !== null) useView.getState().say(null);
});
