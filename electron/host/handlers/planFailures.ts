import { err, type Err } from '../../../core/result.ts';
import type { NoPlan, PlanDamaged } from '../store/planRows.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { certain, refused } from './trouble.ts';

/** What keeps a version from being shown; the detail of a damage is for `plan verify`. */
export function unshown(failure: NoPlan | PlanDamaged | StoreTrouble): Err<{ readonly code: 'plan/not-found' | 'plan/damaged' }> {
  if (failure.code === 'plan/not-found' || failure.code === 'plan/damaged') return err({ code: failure.code });
  return certain(err(failure));
}

/** The same for what was to be kept. */
export function undone<F extends { readonly code: string }>(failure: F | PlanDamaged | StoreTrouble): ReturnType<typeof refused<F>> | Err<{ readonly code: 'plan/damaged' }> {
  return failure.code === 'plan/damaged' ? err({ code: 'plan/damaged' }) : refused<F>(failure as F | StoreTrouble);
}
