import { create } from 'zustand';
import type { CaseId, SeriesId } from '../../../core/contract/ids.ts';

interface ChosenRuns {
  readonly caseId: CaseId | null;
  /** The run in front, and the one beside it; null: the first of the case, none. */
  readonly first: SeriesId | null;
  readonly second: SeriesId | null;
  readonly choose: (caseId: CaseId, first: SeriesId, second: SeriesId | null) => void;
}

/** Which runs are looked at; kept while the program runs, so that a station can be left and entered again. */
export const useChosenRuns = create<ChosenRuns>()((set) => ({
  caseId: null, first: null, second: null,
  choose: (caseId, first, second) => set({ caseId, first, second: second === first ? null : second }),
}));
