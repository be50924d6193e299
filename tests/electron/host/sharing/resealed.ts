import type { CarriedPlan } from '../../../../core/contract/carriedPlan.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { carriedBytes } from '../../../../electron/host/sharing/carriedPlan.ts';
import { canonicalJson } from '../../../../electron/host/store/canonicalJson.ts';
import { sha256Of } from '../../../../electron/host/store/planRows.ts';

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
