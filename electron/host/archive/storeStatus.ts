/** The archive is short of something: it passes by itself. @source DICOM PS3.4 B.2.3 and PS3.18 I.2, A7xx */
export const isOutOfResources = (status: number): boolean => status >> 8 === 0xa7;

/**
 * Does the archive keep it? Without a word, with values that it coerced or left out, or as it had it before.
 *
 * @source DICOM PS3.4 B.2.3: B000, B006, B007; PS3.7 C.5.8: 0111
 */
export const isKept = (status: number): boolean => [0, 0xb000, 0xb006, 0xb007, 0x0111].includes(status);

/** More of the answer follows. @source DICOM PS3.4 C.4.1.1.4, FF00 and FF01 */
export const isPending = (status: number): boolean => status === 0xff00 || status === 0xff01;

/** @source DICOM PS3.7 C.5.17 */
export const NOT_AUTHORIZED = 0x0124;

/** The archive takes nothing of this kind. @source DICOM PS3.7 C.5.19 */
export const KIND_NOT_TAKEN = 0x0122;
