import type { WordLayout } from '../../../core/dicom/codec/wordLayout.ts';

/** One decoded frame. */
export interface DecodedFrame {
  /** rows × columns words; three bytes RGB a pixel where `samplesPerPixel` is 3. */
  readonly words: Uint8Array | Uint16Array;
  /** Where in each word the stored value lies. */
  readonly layout: WordLayout;
  readonly samplesPerPixel: 1 | 3;
}
