import { create } from 'zustand';
import type { CaseId, VesselId } from '../../core/contract/ids.ts';
import type { Entry } from '../../core/lesion/entry.ts';
import type { Station } from './viewStore.ts';

/** How far the work of a station is: nothing known yet, proposed by the program, or confirmed by somebody. */
export type StationMark = 'unknown' | 'proposed' | 'confirmed';

/** How a case stands: what is treated, and how far each station is. */
export interface CaseStanding {
  readonly caseId: CaseId | null;
  readonly vessel: VesselId | null;
  /** "Middle RCA, CTO 31.4 mm"; null while nothing is traced. */
  readonly target: string | null;
  readonly marks: Readonly<Partial<Record<Station, StationMark>>>;
  /** The entries that this was told of; null where its figures are of older ones. */
  readonly of: readonly Entry[] | null;
}

const NOTHING: CaseStanding = { caseId: null, vessel: null, target: null, marks: {}, of: null };

/** How the open case stands, for banner and rail; told by whoever works on it. */
export const useCaseStanding = create<CaseStanding>()(() => NOTHING);
