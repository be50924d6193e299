import { create } from 'zustand';
import type { CaseId } from '../../core/contract/ids.ts';
import type { StationMark } from './caseStanding.ts';

/** How the plan of the open case stands, for banner and rail. */
interface PlanTold {
  readonly caseId: CaseId | null;
  /** "v3 draft, saved 19:42"; null while nobody has planned anything. */
  readonly words: string | null;
  readonly mark: StationMark | undefined;
  /** What the mark says. */
  readonly markWords: string;
}

/** Told by whoever keeps the plan. */
export const usePlanTold = create<PlanTold>()(() => ({ caseId: null, words: null, mark: undefined, markWords: '' }));
