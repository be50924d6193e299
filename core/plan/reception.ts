import type { PlanId } from '../contract/ids.ts';

/** What became, or would become, of a plan that came from another workstation. */
export interface Reception {
  /**
   * `own`: it was signed here; `new`: nothing of it was here; `newer`: it continues one that is here; `same`: it is here already;
   * `fork`: it differs from the one that is here, and is kept apart from it.
   */
  readonly kind: 'own' | 'new' | 'newer' | 'same' | 'fork';
  readonly lesion: string | null;
  /** Its newest version, and who signed that. */
  readonly version: number;
  readonly by: string;
  /** Its id in this library; null where it is not in it yet. */
  readonly plan: PlanId | null;
  /** The first version that is new here; null where none is. */
  readonly firstAdded: number | null;
  /** Versions that are withdrawn, and were not here before. */
  readonly withdrawn: readonly number[];
}
