import type { CarriedPlan } from '../../../../core/contract/carriedPlan.ts';
import type { PlanId } from '../../../../core/contract/ids.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';
import { encapsulatedPdf } from '../../../../electron/host/export/dicom/encapsulatedPdf.ts';
import { carriageOf, type Carriage } from '../../../../electron/host/sharing/carriage.ts';
import { carriedBytes, checkedCarried, type CheckedPlan } from '../../../../electron/host/sharing/carriedPlan.ts';
import { canonicalJson } from '../../../../electron/host/store/canonicalJson.ts';
import { sha256Of } from '../../../../electron/host/store/planRows.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { valueIn } from '../store/imports.ts';

/** What a version carries. */
export const carried = async (store: Store, plan: PlanId, version: number): Promise<Carriage> => valueIn(await carriageOf(store, plan, version));

/** The same as another workstation reads it. */
export const arrived = async (store: Store, plan: PlanId, version: number): Promise<CheckedPlan> =>
  valueIn(checkedCarried((await carried(store, plan, version)).chain));

/** The versions of a chain, as they are sealed. */
export const sealedIn = ({ versions }: Pick<CarriedPlan, 'versions'>): readonly SealedPlan[] =>
  versions.map(({ sealed }) => JSON.parse(sealed) as SealedPlan);

/** The chain as somebody would make it up who knows how: each version changed, every seal anew, nothing withdrawn. */
export function resealedChain(chain: CarriedPlan, changes: readonly Partial<SealedPlan>[]): Uint8Array {
  const versions: CarriedPlan['versions'] = [];
  for (const [n, sealed] of sealedIn(chain).entries()) {
    const json = canonicalJson({ ...sealed, ...changes[n], previousSha256: versions.at(-1)?.sha256 ?? sealed.previousSha256 });
    versions.push({ sealed: json, sha256: sha256Of(json), withdrawal: null });
  }
  return carriedBytes({ origin: chain.origin, versions, images: chain.images });
}

/** The printed plan as an archive has it. */
export async function printedPlan(store: Store, plan: PlanId, version: number): Promise<Uint8Array> {
  const { sealed } = valueIn(store.plans.version(plan, version));
  return instanceBytes(encapsulatedPdf(sealed, Buffer.from('%PDF-1.7 a plan\n'), await carried(store, plan, version)));
}
