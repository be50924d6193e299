import { create } from 'zustand';
import type { VesselWork } from '../../core/contract/entries.ts';
import type { CaseId, EntryId, VesselId } from '../../core/contract/ids.ts';
import type { EntryContent } from '../../core/lesion/entry.ts';
import { deg, type Deg, mm, type Mm } from '../../core/units.ts';
import { useUndo } from './undoStore.ts';

/** The one cursor of a vessel: how far along its centreline, and the angle about it from u towards v. */
export interface VesselCursor { readonly at: Mm; readonly angle: Deg }

/** Something entered that is being dragged: it stands for the entry of that id, or is new. */
export interface LiveEntry { readonly id: EntryId | null; readonly content: EntryContent }

/** What the hand is changing now; it is laid over what is kept, and entered when it is let go. */
export interface LiveWork extends Partial<VesselWork> {
  /** What needs no measuring anew: reviews, zones, segments, branches, stents. */
  readonly laid?: readonly LiveEntry[];
}

/** Whose reading is entered: the first, which counts, or a second reader's, which is for agreement alone. */
export type Reading = 1 | 2;

interface Kept {
  readonly caseId: CaseId | null;
  /** The vessel that was chosen; null while nobody has: then it is the first. */
  readonly vessel: VesselId | null;
  readonly cursor: VesselCursor;
  /** Of the other vessels, where their cursors were left. */
  readonly cursors: Readonly<Partial<Record<VesselId, VesselCursor>>>;
  readonly reading: Reading;
}

interface VesselDesk extends Kept {
  readonly live: LiveWork | null;
  /** Begins with a case; of the same one everything stays as it was left. */
  readonly open: (caseId: CaseId) => void;
  readonly choose: (vessel: VesselId | null) => void;
  readonly moveTo: (at: Mm) => void;
  readonly turnTo: (angle: Deg) => void;
  /** Null when the hand is off. */
  readonly setLive: (live: LiveWork | null) => void;
  readonly setReading: (reading: Reading) => void;
}

/** Where a cursor begins. */
export const AT_START: VesselCursor = { at: mm(0), angle: deg(0) };
const EMPTY: Kept = { caseId: null, vessel: null, cursor: AT_START, cursors: {}, reading: 1 };

/** What is chosen and in the hand over all stations of a vessel. The address carries it over a reload, but for what is in the hand. */
export const useVesselDesk = create<VesselDesk>()((set) => ({
  ...EMPTY,
  live: null,
  open: (caseId) => set((desk) => (desk.caseId === caseId ? { live: null } : { ...EMPTY, caseId, live: null })),
  choose: (vessel) => set(({ vessel: before, cursor, cursors }) => {
    if (vessel === before) return {};
    const left = before === null ? cursors : { ...cursors, [before]: cursor };
    return { vessel, cursors: left, cursor: (vessel === null ? undefined : left[vessel]) ?? AT_START, live: null };
  }),
  moveTo: (at) => set(({ cursor }) => ({ cursor: { ...cursor, at } })),
  turnTo: (angle) => set(({ cursor }) => ({ cursor: { ...cursor, angle: deg(((angle % 360) + 360) % 360) } })),
  setLive: (live) => set({ live }),
  setReading: (reading) => set({ reading, live: null }),
}));

useVesselDesk.subscribe(({ reading }, before) => { if (reading !== before.reading) useUndo.getState().changeReader(); });
