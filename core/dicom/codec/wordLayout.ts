import type { PixelFormat } from '../header.ts';

/**
 * Where in a sample's word the stored value lies: everything outside is overlay or padding, and is masked.
 */
export interface WordLayout {
  readonly bytes: 1 | 2;
  /** Number of the stored value's lowest bit in the word. */
  readonly lowBit: number;
  readonly bits: number;
  readonly isSigned: boolean;
  /** The two bytes of the word lie the wrong way round for this machine, which is little-endian. */
  readonly isSwapped: boolean;
}

/**
 * The layout of native samples, as the header describes them.
 *
 * @param isBigEndian - whether words of two bytes are stored most significant byte first
 */
export const nativeLayout = (format: PixelFormat, isBigEndian: boolean): WordLayout => {
  const bytes = format.bitsAllocated === 8 ? 1 : 2;
  return {
    bytes, bits: format.bitsStored, lowBit: format.highBit + 1 - format.bitsStored, isSigned: format.isSigned,
    isSwapped: isBigEndian && bytes === 2,
  };
};
