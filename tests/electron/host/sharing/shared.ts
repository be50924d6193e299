import type { PlanId } from '../../../../core/contract/ids.ts';
import { instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';
import { encapsulatedPdf } from '../../../../electron/host/export/dicom/encapsulatedPdf.ts';
import { carriageOf, type Carriage } from '../../../../electron/host/sharing/carriage.ts';
import { checkedCarried, type CheckedPlan } from '../../../../electron/host/sharing/carriedPlan.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { valueIn } from '../store/imports.ts';

/** What a version carries. */
export const carried = async (store: Store, plan: PlanId, version: number): Promise<Carriage> => valueIn(await carriageOf(store, plan, version));

/** The same as another workstation reads it. */
export const arrived = async (store: Store, plan: PlanId, version: number): Promise<CheckedPlan> =>
  valueIn(checkedCarried((await carried(store, plan, version)).chain));

/** The printed plan as an archive has it. */
export async function printedPlan(store: Store, plan: PlanId, version: number): Promise<Uint8Array> {
  const { sealed } = valueIn(store.plans.version(plan, version));
  return instanceBytes(encapsulatedPdf(sealed, Buffer.from('%PDF-1.7 a plan\n'), await carried(store, plan, version)));
}
