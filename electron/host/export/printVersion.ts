import type { PlanVersionView, ReceivedFrom } from '../../../core/contract/plans.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { planDocument } from '../../../core/report/planDocument.ts';
import type { PlanImages } from '../store/planImages.ts';
import { printPlan } from './printPlan.ts';

/** The key images of a signed version by their hash; `isWhole` tells whether all of them are as they were kept. */
export async function versionImages(planImages: Pick<PlanImages, 'read'>, { content }: SealedPlan): Promise<{
  readonly images: ReadonlyMap<string, Uint8Array>; readonly isWhole: boolean;
}> {
  const read = await Promise.all(content.keyImages.map(async ({ sha256 }) => [sha256, await planImages.read(sha256)] as const));
  return {
    images: new Map(read.flatMap(([sha256, image]) => (image.ok ? [[sha256, image.value] as const] : []))),
    isWhole: read.every(([, image]) => image.ok),
  };
}

/** A signed version as it stands today, as PDF. One that came from elsewhere says so on every page. */
export const printVersion = (
  sealed: SealedPlan, standing: PlanVersionView, images: ReadonlyMap<string, Uint8Array>, received: ReceivedFrom,
): Promise<Uint8Array> =>
  printPlan({
    document: planDocument(sealed, standing, received), signedAt: sealed.signedAt, software: sealed.software, images: Object.fromEntries(images),
  });
