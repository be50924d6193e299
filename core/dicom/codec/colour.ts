import { interleaved, rgbFromYbr, rgbFromYbr422 } from './colour.kernel.ts';

const bytesOf = (clamped: Uint8ClampedArray): Uint8Array =>
  new Uint8Array(clamped.buffer, clamped.byteOffset, clamped.length);

/** Samples that lie plane after plane (all red, all green, all blue), pixel by pixel. */
export const sideBySide = (planes: Uint8Array): Uint8Array => interleaved(planes);

/**
 * Colour for display, three bytes RGB a pixel, out of samples that lie pixel by pixel. Never for measurement.
 */
export function rgbSamples(samples: Uint8Array, photometric: string): Uint8Array {
  if (photometric === 'YBR_FULL') return bytesOf(rgbFromYbr(samples));
  if (photometric === 'YBR_FULL_422') return bytesOf(rgbFromYbr422(samples));
  return samples;
}
