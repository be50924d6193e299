import { create } from 'zustand';
import type { Input } from '../../../core/contract/contract.ts';
import type { CaseId } from '../../../core/contract/ids.ts';

export type SortKey = Input<'cases.list'>['sort'];
type Order = Input<'cases.list'>['order'];

/** Rows asked for at once; "show more" asks for as many again. */
export const PAGE = 100;
const MOST = 500;

interface Worklist {
  readonly text: string;
  readonly sort: SortKey;
  readonly order: Order;
  readonly limit: number;
  readonly chosen: CaseId | null;
  /** The case whose removal waits for a yes. */
  readonly leaving: CaseId | null;
  readonly search: (text: string) => void;
  readonly sortBy: (sort: SortKey) => void;
  readonly showMore: () => void;
  readonly choose: (id: CaseId | null) => void;
  readonly askToRemove: (id: CaseId | null) => void;
}

/** Names read from A, everything else from the newest or largest. */
const firstOrder = (sort: SortKey): Order => (sort === 'name' ? 'asc' : 'desc');

/** How the worklist is looked at. */
export const useWorklistStore = create<Worklist>()((set) => ({
  text: '',
  sort: 'opened',
  order: 'desc',
  limit: PAGE,
  chosen: null,
  leaving: null,
  search: (text) => set({ text, limit: PAGE, leaving: null }),
  sortBy: (sort) =>
    set((now) => ({
      sort,
      limit: PAGE,
      order: now.sort !== sort ? firstOrder(sort) : now.order === 'asc' ? 'desc' : 'asc',
    })),
  showMore: () => set(({ limit }) => ({ limit: Math.min(MOST, limit + PAGE) })),
  choose: (chosen) => set({ chosen, leaving: null }),
  askToRemove: (leaving) => set({ leaving }),
}));
