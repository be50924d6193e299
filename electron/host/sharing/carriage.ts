import type { PlanId } from '../../../core/contract/ids.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { Store } from '../store/open.ts';
import type { NoPlan, PlanDamaged } from '../store/planRows.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { carriedBytes, carriedHead, imagesToCarry } from './carriedPlan.ts';

/** What the printed plan carries for other workstations. */
export interface Carriage {
  readonly chain: Uint8Array;
  /**
   * Tells the object from the one that was made before something of the chain was withdrawn: archives keep what they have
   * under a UID. Null while nothing is withdrawn.
   */
  readonly mark: string | null;
  /** How many of its versions are withdrawn, and whether the newest is. */
  readonly withdrawals: number;
  readonly isWithdrawn: boolean;
}

/** The sealed chain of a plan up to one version, with the pictures that it shows: always the same bytes until one is withdrawn. */
export async function carriageOf(
  { receivedPlans, planImages }: Pick<Store, 'receivedPlans' | 'planImages'>, plan: PlanId, version: number,
): Promise<Result<Carriage, NoPlan | PlanDamaged | StoreTrouble>> {
  const found = receivedPlans.chain(plan, version);
  if (!found.ok) return found;
  const { origin, versions, shown } = found.value;
  const images = await imagesToCarry(shown, async (sha256) => {
    const read = await planImages.read(sha256);
    return read.ok ? read.value : null;
  });
  const withdrawals = versions.filter(({ withdrawal }) => withdrawal !== null).length;
  return ok({
    chain: carriedBytes({ origin, versions, images }), mark: withdrawals === 0 ? null : carriedHead({ origin, versions }), withdrawals,
    isWithdrawn: versions.at(-1)?.withdrawal != null,
  });
}
