import type { ChosenPlan } from './planListStore.ts';
import type { PlanPages } from './usePlanPages.ts';

/**
 * At which row the chosen plan is; -1 where it is not at hand. By its place alone only until its row is known: else another
 * patient's plan, saved or received meanwhile, would come under the cursor.
 */
export function chosenRow(
  { plan, index }: ChosenPlan,
  { total, isCurrent, indexOf }: Pick<PlanPages, 'total' | 'isCurrent' | 'indexOf'>,
): number {
  if (plan !== null) return indexOf(plan);
  return isCurrent ? Math.min(index, (total ?? 0) - 1) : -1;
}
