import { Enums, utilities, type Types } from '@cornerstonejs/core';
import type { ImagePlane } from '../../core/geometry/plane.ts';
import type { Picture } from './painting.ts';

const SCHEME = 'derived';
let next = 0;
const known = new Map<string, { readonly plane: ImagePlane; readonly samplesPerPixel: 1 | 3; readonly bits: 8 | 16 }>();

/** Cornerstone's question for what belongs to a derived image; undefined for anything else. */
export function derivedMetadata(kind: string, imageId: unknown): unknown {
  const found = typeof imageId === 'string' ? known.get(imageId) : undefined;
  if (found === undefined) return undefined;
  const { plane, samplesPerPixel, bits } = found;
  const modules: Readonly<Record<string, unknown>> = {
    imagePlaneModule: {
      imagePositionPatient: [...plane.origin], imageOrientationPatient: [...plane.u, ...plane.v],
      rowCosines: [...plane.u], columnCosines: [...plane.v],
      columnPixelSpacing: plane.spacing[0], rowPixelSpacing: plane.spacing[1],
      columns: plane.size[0], rows: plane.size[1], usingDefaultValues: false,
    },
    imagePixelModule: {
      bitsAllocated: bits, bitsStored: bits, highBit: bits - 1, pixelRepresentation: 0, samplesPerPixel,
      photometricInterpretation: samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
    },
    generalSeriesModule: { modality: 'OT' },
  };
  return modules[kind];
}

/**
 * A picture that core computed, as Cornerstone takes it; `render` draws it on the canvas of its viewport.
 *
 * Every call gives a new image id: an id never stands for two pictures. `forgetImage` must be called for it when the
 * next one is shown.
 */
export function derivedImage(
  { plane, samples, samplesPerPixel }: Picture<unknown>, render: () => void,
): Types.IImage {
  next += 1;
  const imageId = `${SCHEME}:${next}`;
  const [width, height] = plane.size;
  known.set(imageId, { plane, samplesPerPixel, bits: samples.BYTES_PER_ELEMENT === 1 ? 8 : 16 });
  const isColour = samplesPerPixel === 3;
  return {
    imageId, render, rows: height, columns: width, height, width,
    color: isColour, rgba: false, numberOfComponents: samplesPerPixel,
    columnPixelSpacing: plane.spacing[0], rowPixelSpacing: plane.spacing[1],
    slope: 1, intercept: 0, invert: false, windowCenter: 0, windowWidth: 1,
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR_EXACT,
    minPixelValue: 0, maxPixelValue: 1,
    photometricInterpretation: isColour ? 'RGB' : 'MONOCHROME2',
    sizeInBytes: samples.byteLength,
    dataType: samples instanceof Int16Array ? 'Int16Array'
      : samples instanceof Uint16Array ? 'Uint16Array' : 'Uint8Array',
    // The values are HU (or the run's own samples) already.
    preScale: { enabled: true, scaled: true, scalingParameters: { rescaleSlope: 1, rescaleIntercept: 0 } },
    voxelManager: utilities.VoxelManager.createImageVoxelManager({
      width, height, scalarData: samples, numberOfComponents: samplesPerPixel, id: imageId,
    }),
    getPixelData: () => samples,
    getCanvas: () => document.createElement('canvas'),
  };
}

/** Drops what the scheme keeps about a picture that is no longer shown. */
export const forgetImage = (imageId: string): void => {
  known.delete(imageId);
};
