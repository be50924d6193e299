import type { PlanId } from '../../../core/contract/ids.ts';
import type { PlanVersionView, ReceivedFrom } from '../../../core/contract/plans.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { RECEIVED, receivedBand, receivedWords } from '../../../core/report/receivedMark.ts';
import { canonicalJson } from '../store/canonicalJson.ts';
import type { Store } from '../store/open.ts';
import type { NoPlan, PlanDamaged } from '../store/planRows.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { carriageOf } from '../sharing/carriage.ts';
import { planObjects, type PlanFile, type PlanObjects } from './dicom/planObjects.ts';
import { bandedPng } from './bandedPng.ts';
import type { WrittenPlan } from './dicom/planStudy.ts';
import { bookHere, planSources, type SourceParts } from './planSources.ts';
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
  /** plan.json, whose bytes are what was sealed or hold that after the mark of a received plan; plan.pdf; and the key images. */
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
  const { sealed, standing, received } = found.value;
  if (standing.withdrawn !== null) return err({ code: 'plan/withdrawn' });
  const { images: kept, isWhole } = await versionImages(planImages, sealed);
  if (!isWhole) return err({ code: 'image/not-found' });
  const carriage = await carriageOf({ receivedPlans, planImages }, plan, version);
  if (!carriage.ok) return carriage;
  const here = receivedPlans.seriesHere(plan, version);
  if (!here.ok) return here;
  const sources = await planSources({ ...parts, files, book: bookHere(parts.book, here.value) }, sealed);
  const pdf = await printVersion(sealed, standing, kept, received);
  const images = received === null ? kept : banded(kept, receivedBand(received));
  const pictures = sealed.content.keyImages.flatMap(({ sha256 }, n): readonly PlanFile[] => {
    const bytes = images.get(sha256);
    return bytes === undefined ? [] : [{ name: `key-${n + 1}.png`, bytes }];
  });
  return ok({
    sealed, standing,
    papers: [{ name: 'plan.json', bytes: jsonOf(sealed, standing, received) }, { name: 'plan.pdf', bytes: pdf }, ...pictures],
    objects: planObjects(writtenPlan(sealed, standing, received), pdf, images, sources, carriage.value),
  });
}

/** A version as objects are made of it. */
export function writtenPlan(sealed: SealedPlan, standing: PlanVersionView, from: ReceivedFrom): WrittenPlan {
  const received = receivedWords(sealed, standing, from);
  return received === null ? sealed : { ...sealed, received };
}

/** The bytes under the seal; of a received plan after its mark, where they stand unchanged as `sealed`. */
export function jsonOf(sealed: SealedPlan, standing: PlanVersionView, received: ReceivedFrom): Uint8Array {
  const words = receivedWords(sealed, standing, received);
  return Buffer.from(canonicalJson(words === null ? sealed : { received: `${RECEIVED}. ${words}`, sealed }));
}

/** Pictures with the mark of a received plan on them; those that cannot be written again are left out. */
const banded = (images: ReadonlyMap<string, Uint8Array>, words: string): ReadonlyMap<string, Uint8Array> =>
  new Map([...images].flatMap(([sha256, png]) => {
    const marked = bandedPng(png, words);
    return marked === null ? [] : [[sha256, marked] as const];
  }));
