import { create } from 'zustand';
import type { Input } from '../../../core/contract/contract.ts';
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
export type ShownKind = (typeof SHOWN_KINDS)[number];
type Order = 'asc' | 'desc';

/** The plan that is chosen, and where it was then; null until its row is known: it becomes the one that stands there. */
export interface ChosenPlan {
  readonly plan: PlanId | null;
  readonly index: number;
}

/** What narrows the list, beside its order. */
export interface PlanFilters {
  readonly text: string;
  readonly kind: ShownKind;
  /** Days as they are written; what is no day yet leaves its end open. */
  readonly from: string;
  readonly to: string;
  /** Plans whose J-CTO may be this; null for any. */
  readonly jCto: number | null;
}
/** What is left out where a filter is taken away; both ends of the days are one. */
export const OPEN_FILTERS = {
  text: { text: '' },
  days: { from: '', to: '' },
  jCto: { jCto: null },
  kind: { kind: 'all' },
} as const satisfies Readonly<Record<string, Partial<PlanFilters>>>;
export type FilterName = keyof typeof OPEN_FILTERS;
/** The points that a J-CTO can have. */
export const J_CTO_POINTS: readonly number[] = [0, 1, 2, 3, 4, 5];

interface PlanList extends PlanFilters {
  readonly sort: PlanSort;
  readonly order: Order;
  readonly chosen: ChosenPlan;
  /** How far it is scrolled, px: opened again it is as it was left. */
  readonly scrollTop: number;
  readonly filter: (filters: Partial<PlanFilters>) => void;
  /** The next kind, or the one before. */
  readonly filterBy: (step: 1 | -1) => void;
  /** From any J-CTO to the fewest points, and on to any again. */
  readonly nextJCto: () => void;
  readonly sortBy: (sort: PlanSort) => void;
  readonly choose: (chosen: ChosenPlan) => void;
  readonly scrolled: (scrollTop: number) => void;
}

/** The filters that keep something out. */
export const narrowingFilters = ({
  text,
  from,
  to,
  jCto,
  kind,
}: Pick<Input<'plans.search'>, 'text' | 'from' | 'to' | 'jCto' | 'kind'>): readonly FilterName[] => [
  ...(text === '' ? [] : ['text' as const]),
  ...(from === null && to === null ? [] : ['days' as const]),
  ...(jCto === null ? [] : ['jCto' as const]),
  ...(kind === 'all' ? [] : ['kind' as const]),
];

/** Another question begins at its top. */
const FROM_TOP = { chosen: { plan: null, index: 0 }, scrollTop: 0 } as const;
/** Names and vessels read from A, everything else from the newest or highest. */
const firstOrder = (sort: PlanSort): Order => (sort === 'name' || sort === 'lesion' ? 'asc' : 'desc');

/** How the list of all plans is looked at. */
export const usePlanList = create<PlanList>()((set) => ({
  ...OPEN_FILTERS.text,
  ...OPEN_FILTERS.kind,
  ...OPEN_FILTERS.days,
  ...OPEN_FILTERS.jCto,
  sort: 'newest',
  order: 'desc',
  ...FROM_TOP,
  filter: (filters) => set({ ...filters, ...FROM_TOP }),
  filterBy: (step) =>
    set(({ kind }) => ({
      kind: SHOWN_KINDS.at((SHOWN_KINDS.indexOf(kind) + step) % SHOWN_KINDS.length) ?? 'all',
      ...FROM_TOP,
    })),
  nextJCto: () =>
    set(({ jCto }) => ({
      jCto: J_CTO_POINTS[jCto === null ? 0 : J_CTO_POINTS.indexOf(jCto) + 1] ?? null,
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
