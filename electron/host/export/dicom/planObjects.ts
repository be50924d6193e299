import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { instanceBytes } from '../../dicom/writeInstance.ts';
import { pngPixels } from '../pngPixels.ts';
import { encapsulatedPdf } from './encapsulatedPdf.ts';
import { measurementDataset } from './measurementReport.ts';
import { secondaryCapture } from './secondaryCapture.ts';

/** A file of the hand-over. Its name says nothing of the patient. */
export interface PlanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A signed plan for an archive: the printed plan, the measures as a report, and the key images.
 *
 * @param images - bytes of the key images by their hash; one that is no PNG of a canvas is left out
 */
export function planObjects(
  sealed: SealedPlan,
  pdf: Uint8Array,
  images: ReadonlyMap<string, Uint8Array>,
): readonly PlanFile[] {
  return [
    { name: 'plan.dcm', bytes: instanceBytes(encapsulatedPdf(sealed, pdf)) },
    ...(sealed.evidence.lesion === null
      ? []
      : [{ name: 'measures.dcm', bytes: instanceBytes(measurementDataset(sealed)) }]),
    ...sealed.content.keyImages.flatMap((image, n) => {
      const png = images.get(image.sha256);
      const pixels = png === undefined ? null : pngPixels(png);
      return pixels === null
        ? []
        : [
            {
              name: `key-${n + 1}.dcm`,
              bytes: instanceBytes(secondaryCapture(sealed, image, n + 1, pixels)),
            },
          ];
    }),
  ];
}
