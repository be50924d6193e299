import type { PlanId } from '../../../core/contract/ids.ts';
import type { PlanVersionView } from '../../../core/contract/plans.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { canonicalJson } from '../store/canonicalJson.ts';
import type { Store } from '../store/open.ts';
import type { NoPlan, PlanDamaged } from '../store/planRows.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { carriageOf } from '../sharing/carriage.ts';
import { planObjects, type PlanFile, type PlanObjects } from './dicom/planObjects.ts';
import { planSources, type SourceParts } from './planSources.ts';
import { printVersion, versionImages } from './printVersion.ts';

/** Why a version does not leave the program. */
export type NotExported =
  | NoPlan
  | PlanDamaged
  | { readonly code: 'plan/withdrawn' }
  /** A key image is not as it was kept. */
  | { readonly code: 'image/not-found' }
  | StoreTrouble;

/** A signed version as files. */
export interface ExportedPlan {
  readonly sealed: SealedPlan;
  readonly standing: PlanVersionView;
  /** plan.json, whose bytes are what was sealed, plan.pdf, and the key images. */
  readonly papers: readonly PlanFile[];
  /** The same for an archive, and what could not be made for it. */
  readonly objects: PlanObjects;
}

/** With what files of plans are made. */
export interface ExportParts extends Omit<SourceParts, 'files'> {
  readonly store: Pick<Store, 'plans' | 'planImages' | 'receivedPlans' | 'files'>;
}

/** Everything that leaves of a signed version, for a folder, a pack and an archive alike. */
export async function planFiles(
  { store: { plans, planImages, receivedPlans, files }, ...parts }: ExportParts, plan: PlanId, version: number,
): Promise<Result<ExportedPlan, NotExported>> {
  const found = plans.version(plan, version);
  if (!found.ok) return found;
  const { sealed, standing } = found.value;
  if (standing.withdrawn !== null) return err({ code: 'plan/withdrawn' });
  const { images, isWhole } = await versionImages(planImages, sealed);
  if (!isWhole) return err({ code: 'image/not-found' });
  const carriage = await carriageOf({ receivedPlans, planImages }, plan, version);
  if (!carriage.ok) return carriage;
  const pdf = await printVersion(sealed, standing, images);
  const pictures = sealed.content.keyImages.map(({ sha256 }, n): PlanFile =>
    ({ name: `key-${n + 1}.png`, bytes: images.get(sha256) ?? new Uint8Array() }));
  return ok({
    sealed, standing,
    papers: [{ name: 'plan.json', bytes: Buffer.from(canonicalJson(sealed)) }, { name: 'plan.pdf', bytes: pdf }, ...pictures],
    objects: planObjects(sealed, pdf, images, await planSources({ ...parts, files }, sealed), carriage.value),
  });
}
