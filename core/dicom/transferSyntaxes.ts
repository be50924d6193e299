/** How the bytes of a data set and of its pixels are written. */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  /** How the data set is coded; encapsulated pixels always go with explicit little endian. */
  readonly dataSet: 'implicit little endian' | 'explicit little endian' | 'explicit big endian' | 'deflated';
  readonly isEncapsulated: boolean;
  /** `either`: the syntax allows both, so the header's (0028,2110) decides. */
  readonly loss: 'none' | 'lossy' | 'either';
  readonly isSupported: boolean;
}

type Row = readonly [uid: string, name: string, loss: TransferSyntax['loss'], isSupported: boolean];

/** Native pixels. @source DICOM PS3.5 A.1 to A.3, A.5 */
const NATIVE: readonly TransferSyntax[] = ([
  ['1.2.840.10008.1.2', 'Implicit VR Little Endian', 'implicit little endian'],
  ['1.2.840.10008.1.2.1', 'Explicit VR Little Endian', 'explicit little endian'],
  ['1.2.840.10008.1.2.1.99', 'Deflated Explicit VR Little Endian', 'deflated'],
  ['1.2.840.10008.1.2.2', 'Explicit VR Big Endian', 'explicit big endian'],
] as const).map(([uid, name, dataSet]) =>
  ({ uid, name, dataSet, isEncapsulated: false, loss: 'none', isSupported: true }));

/** Encapsulated pixels. @source DICOM PS3.5 A.4, PS3.6 Table A-1 */
const ENCAPSULATED: readonly TransferSyntax[] = ([
  ['1.2.840.10008.1.2.1.98', 'Encapsulated Uncompressed Explicit VR Little Endian', 'none', true],
  ['1.2.840.10008.1.2.4.50', 'JPEG Baseline (8 bit)', 'lossy', true],
  ['1.2.840.10008.1.2.4.51', 'JPEG Extended (12 bit)', 'lossy', true],
  ['1.2.840.10008.1.2.4.57', 'JPEG Lossless', 'none', true],
  ['1.2.840.10008.1.2.4.70', 'JPEG Lossless, first-order prediction', 'none', true],
  ['1.2.840.10008.1.2.4.80', 'JPEG-LS Lossless', 'none', true],
  ['1.2.840.10008.1.2.4.81', 'JPEG-LS Near-Lossless', 'lossy', true],
  ['1.2.840.10008.1.2.4.90', 'JPEG 2000 Lossless', 'none', true],
  ['1.2.840.10008.1.2.4.91', 'JPEG 2000', 'either', true],
  ['1.2.840.10008.1.2.4.92', 'JPEG 2000 Multi-component Lossless', 'none', false],
  ['1.2.840.10008.1.2.4.93', 'JPEG 2000 Multi-component', 'either', false],
  ['1.2.840.10008.1.2.4.94', 'JPIP Referenced', 'either', false],
  ['1.2.840.10008.1.2.4.95', 'JPIP Referenced Deflate', 'either', false],
  ['1.2.840.10008.1.2.4.100', 'MPEG2 video, main level', 'lossy', false],
  ['1.2.840.10008.1.2.4.100.1', 'MPEG2 video, main level, fragmentable', 'lossy', false],
  ['1.2.840.10008.1.2.4.101', 'MPEG2 video, high level', 'lossy', false],
  ['1.2.840.10008.1.2.4.101.1', 'MPEG2 video, high level, fragmentable', 'lossy', false],
  ['1.2.840.10008.1.2.4.102', 'MPEG-4 video', 'lossy', false],
  ['1.2.840.10008.1.2.4.102.1', 'MPEG-4 video, fragmentable', 'lossy', false],
  ['1.2.840.10008.1.2.4.103', 'MPEG-4 video, BD-compatible', 'lossy', false],
  ['1.2.840.10008.1.2.4.103.1', 'MPEG-4 video, BD-compatible, fragmentable', 'lossy', false],
  ['1.2.840.10008.1.2.4.104', 'MPEG-4 video 4.2, 2D', 'lossy', false],
  ['1.2.840.10008.1.2.4.104.1', 'MPEG-4 video 4.2, 2D, fragmentable', 'lossy', false],
  ['1.2.840.10008.1.2.4.105', 'MPEG-4 video 4.2, 3D', 'lossy', false],
  ['1.2.840.10008.1.2.4.105.1', 'MPEG-4 video 4.2, 3D, fragmentable', 'lossy', false],
  ['1.2.840.10008.1.2.4.106', 'MPEG-4 stereo video', 'lossy', false],
  ['1.2.840.10008.1.2.4.106.1', 'MPEG-4 stereo video, fragmentable', 'lossy', false],
  ['1.2.840.10008.1.2.4.107', 'HEVC video', 'lossy', false],
  ['1.2.840.10008.1.2.4.108', 'HEVC video (10 bit)', 'lossy', false],
  ['1.2.840.10008.1.2.4.110', 'JPEG XL Lossless', 'none', false],
  ['1.2.840.10008.1.2.4.111', 'JPEG XL, recompressed JPEG', 'lossy', false],
  ['1.2.840.10008.1.2.4.112', 'JPEG XL', 'either', false],
  ['1.2.840.10008.1.2.4.201', 'High-Throughput JPEG 2000 Lossless', 'none', true],
  ['1.2.840.10008.1.2.4.202', 'High-Throughput JPEG 2000 with RPCL Lossless', 'none', true],
  ['1.2.840.10008.1.2.4.203', 'High-Throughput JPEG 2000', 'either', true],
  ['1.2.840.10008.1.2.4.204', 'JPIP HTJ2K Referenced', 'either', false],
  ['1.2.840.10008.1.2.4.205', 'JPIP HTJ2K Referenced Deflate', 'either', false],
  ['1.2.840.10008.1.2.5', 'RLE Lossless', 'none', true],
  ['1.2.840.10008.1.2.8.1', 'Deflated Image Frame', 'none', true],
] as const satisfies readonly Row[]).map(([uid, name, loss, isSupported]) =>
  ({ uid, name, dataSet: 'explicit little endian', isEncapsulated: true, loss, isSupported }));

const BY_UID: ReadonlyMap<string, TransferSyntax> =
  new Map([...NATIVE, ...ENCAPSULATED].map((syntax) => [syntax.uid, syntax]));

/** Every transfer syntax that Fullmoon knows by name, readable or not. */
export const transferSyntaxes: readonly TransferSyntax[] = [...BY_UID.values()];

/**
 * The transfer syntax of that UID. One we have never heard of is taken as explicit little endian with
 * encapsulated pixels, which is how the standard adds new ones, and as not supported.
 */
export const transferSyntax = (uid: string): TransferSyntax => BY_UID.get(uid) ?? {
  uid, name: 'unknown', dataSet: 'explicit little endian', isEncapsulated: true, loss: 'either',
  isSupported: false,
};
