import type { PointLps, VectorLps } from '../geometry/frame.ts';

/** Who the patient is, by the header's own words. Empty text is `null`: not stated. */
export interface PatientIdentity {
  /**
   * Person name, alphabetic group, as people read it: "Family, Given"; ideographic group after it where there
   * is one.
   */
  readonly name: string | null;
  readonly id: string | null;
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  readonly sex: 'F' | 'M' | 'O' | null;
}

/** How stored values become HU. `type` is (0028,1054) where stated. */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
  readonly type: string | null;
}

/** What differs from frame to frame; a single-frame instance has exactly one. */
export interface FrameHeader {
  readonly position: PointLps | null;
  /** Directions of increasing column index (along a row) and of increasing row index (down a column). */
  readonly orientation: readonly [row: VectorLps, column: VectorLps] | null;
  /**
   * Distance between columns (x) and between rows (y), mm. DICOM's order is row spacing first; this one is x
   * first.
   */
  readonly pixelSpacing: readonly [x: number, y: number] | null;
  readonly sliceThicknessMm: number | null;
  /** Null where the header states none; `unreadable` where it states one that is no single number. */
  readonly rescale: Rescale | 'unreadable' | null;
  /** Nominal percentage of the cardiac phase, R to R. */
  readonly phasePercent: number | null;
  readonly triggerTimeMs: number | null;
  readonly temporalPosition: number | null;
  readonly acquisitionNumber: number | null;
  /** HHMMSS.ffffff as stated. */
  readonly acquisitionTime: string | null;
  readonly contentTime: string | null;
}

/** Where the pixels of an instance lie in its file. */
export type PixelLocation =
  | { readonly kind: 'native'; readonly offset: number; readonly length: number }
  /**
   * Encapsulated: `offset` is the item that holds the basic offset table; `length` where the element states
   * one.
   */
  | { readonly kind: 'encapsulated'; readonly offset: number; readonly length: number | null }
  /**
   * The data set is deflated as a whole, from byte `start` of the file; the rest counts in the inflated
   * bytes.
   */
  | { readonly kind: 'deflated'; readonly start: number; readonly offset: number; readonly length: number };

/** Why the pixels of an instance cannot be trusted to be whole. Its header is still good for geometry. */
export interface PixelFault {
  readonly code: 'truncated-pixels' | 'malformed-pixels';
  /**
   * Bytes that the header promises (for encapsulated pixels: up to the end of the file at least) and that are
   * there.
   */
  readonly expectedBytes: number;
  readonly presentBytes: number;
}

/** How samples are laid out. @source DICOM PS3.3 C.7.6.3 */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly planarConfiguration: 0 | 1;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  /** Pixel padding value (0028,0120), as the stored sample it is, and its range limit (0028,0121). */
  readonly padding: { readonly value: number; readonly limit: number | null } | null;
  readonly isLossy: boolean;
}

/** X-ray angiography: what the run's geometry and clock are known by. Every absent tag is null. */
export interface XaHeader {
  /** Degrees, + LAO, − RAO. @source DICOM (0018,1510) */
  readonly primaryAngle: number | null;
  /** Degrees, + cranial, − caudal. @source DICOM (0018,1511) */
  readonly secondaryAngle: number | null;
  readonly distanceSourceToDetectorMm: number | null;
  readonly distanceSourceToPatientMm: number | null;
  readonly estimatedMagnification: number | null;
  readonly imagerPixelSpacing: readonly [x: number, y: number] | null;
  readonly calibrationType: string | null;
  readonly frameTimeMs: number | null;
  readonly frameTimeVectorMs: readonly number[] | null;
  readonly cineRate: number | null;
  readonly recommendedFrameRate: number | null;
  readonly rWaveFrames: readonly number[] | null;
}

/** One DICOM instance: the attributes Fullmoon uses, read and checked once. */
export interface InstanceHeader {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly patient: PatientIdentity;
  readonly study: {
    readonly uid: string;
    /** YYYY-MM-DD. */
    readonly date: string | null;
    /** HHMMSS.ffffff as stated. */
    readonly time: string | null;
    readonly description: string | null;
  };
  readonly series: {
    readonly uid: string;
    readonly number: number | null;
    readonly description: string | null;
    readonly modality: string;
    readonly kernel: string | null;
    readonly manufacturer: string | null;
    readonly contrastAgent: string | null;
    readonly patientPosition: string | null;
    readonly gantryTiltDeg: number | null;
  };
  readonly instanceNumber: number | null;
  readonly imageType: readonly string[];
  readonly frameOfReferenceUid: string | null;
  /** Null where the instance holds no picture (reports, presentation states, directories). */
  readonly image: {
    readonly format: PixelFormat;
    readonly pixels: PixelLocation;
    /** Null where the pixels are all there, as far as can be told without decoding. */
    readonly pixelFault: PixelFault | null;
    readonly window: { readonly width: number; readonly level: number } | null;
    /** One entry, shared by all frames, or one entry per frame. */
    readonly frames: readonly FrameHeader[];
    readonly xa: XaHeader | null;
  } | null;
  /** Things worth a word that do not refuse the file: undecodable text, a Windows program in the preamble. */
  readonly notes: readonly { readonly code: string; readonly detail: string }[];
}
