import { create } from 'zustand';
import type { PlanId } from '../../../core/contract/ids.ts';
import type { PlanKind, PlanSort } from '../../../core/contract/plans.ts';

/** The kinds that can be chosen, in the order of their buttons. */
export const SHOWN_KINDS = [
  'all',
  'draft',
  'signed',
  'withdrawn',
  'received',
] as const satisfies readonly PlanKind[];
type ShownKind = (typeof SHOWN_KINDS)[number];
type Order = 'asc' | 'desc';

/** The plan that is chosen, and where it was then; null until its row is known: it becomes the one that stands there. */
export interface ChosenPlan {
  readonly plan: PlanId | null;
  readonly index: number;
}

interface PlanList {
  readonly text: string;
  readonly kind: ShownKind;
  readonly sort: PlanSort;
  readonly order: Order;
  readonly chosen: ChosenPlan;
  /** How far it is scrolled, px: opened again it is as it was left. */
  readonly scrollTop: number;
  readonly search: (text: string) => void;
  readonly filter: (kind: ShownKind) => void;
  /** The next kind, or the one before. */
  readonly filterBy: (step: 1 | -1) => void;
  readonly sortBy: (sort: PlanSort) => void;
  readonly choose: (chosen: ChosenPlan) => void;
  readonly scrolled: (scrollTop: number) => void;
}

/** Another question begins at its top. */
const FROM_TOP = { chosen: { plan: null, index: 0 }, scrollTop: 0 } as const;
/** Names and vessels read from A, everything else from the newest or highest. */
const firstOrder = (sort: PlanSort): Order => (sort === 'name' || sort === 'lesion' ? 'asc' : 'desc');

/** How the list of all plans is looked at. */
export const usePlanList = create<PlanList>()((set) => ({
  text: '',
  kind: 'all',
  sort: 'newest',
  order: 'desc',
  ...FROM_TOP,
  search: (text) => set({ text, ...FROM_TOP }),
  filter: (kind) => set({ kind, ...FROM_TOP }),
  filterBy: (step) =>
    set(({ kind }) => ({
      kind: SHOWN_KINDS.at((SHOWN_KINDS.indexOf(kind) + step) % SHOWN_KINDS.length) ?? 'all',
      ...FROM_TOP,
    })),
  sortBy: (sort) =>
    set((now) => ({
      sort,
      order: now.sort !== sort ? firstOrder(sort) : now.order === 'asc' ? 'desc' : 'asc',
      ...FROM_TOP,
    })),
  choose: (chosen) => set({ chosen }),
  scrolled: (scrollTop) => set({ scrollTop }),
}));
