import type { NoScale, RunScale } from '../angiography/runScale.ts';
import type { PaddingRange } from '../volume/padding.ts';
import type { VectorLps } from '../geometry/frame.ts';
import type { VolumeGrid } from '../volume/volume.ts';
import type { Mm } from '../units.ts';
import type { PatientIdentity, PixelFormat, Rescale, XaHeader } from './header.ts';

/**
 * What stands against measuring in a series, or must be said about it. Stable: checks and stores rely on
 * them.
 */
export const GEOMETRY_CODES = [
  'missing-slice', 'duplicate-slice', 'uneven-spacing', 'mixed-orientation', 'mixed-size', 'mixed-spacing',
  'gantry-tilt', 'no-pixel-spacing', 'no-position', 'too-few-slices', 'unsupported-transfer-syntax',
  'truncated-pixels', 'mixed-frame-of-reference', 'mixed-patient', 'mixed-rescale', 'no-rescale', 'not-hu',
  'unsupported-photometric', 'lossy', 'uid-clash', 'mixed-pixel-format',
  'malformed-pixels', 'shifted-slices', 'unsupported-pixel-format', 'mixed-kernel', 'mixed-phase',
  'volume-too-large', 'implausible-rescale', 'unreadable-slice',
] as const;
export type GeometryCode = (typeof GEOMETRY_CODES)[number];

/** One problem, with the instances it concerns and the figures that a sentence about it needs. */
export interface GeometryProblem {
  readonly code: GeometryCode;
  /**
   * `blocks`: no millimetre or HU may be taken; `correctable`: sound after the offered correction; `note`:
   * only said.
   */
  readonly weight: 'blocks' | 'correctable' | 'note';
  readonly instances: readonly string[];
  /** Numbers and short texts for the sentence, by name; units in the names (`gapMm`, `tiltDeg`). */
  readonly facts: Readonly<Record<string, number | string | readonly number[]>>;
}

/** One slice of a volume: which frame of which instance, and how its samples become HU. */
export interface SliceSource {
  readonly sopInstanceUid: string;
  /** 0-based. */
  readonly frame: number;
  readonly rescale: Rescale | null;
  /** Signed distance along row × column of the slice's position, mm. */
  readonly alongNormal: Mm;
  readonly format: PixelFormat;
}

/** One slice as it was acquired, to be looked at by itself. */
export interface SlicePicture {
  readonly sopInstanceUid: string;
  /** 0-based. */
  readonly frame: number;
  readonly format: PixelFormat;
  readonly rescale: Rescale | null;
  /** Unit directions of its rows and columns, LPS; null where its header states none that can be used. */
  readonly directions: readonly [row: VectorLps, column: VectorLps] | null;
  /** Height of a pixel over its width; null where its header states no spacing that can be used. */
  readonly pixelAspect: number | null;
}

/** The slices of a stack for looking only, whatever stands against measuring in it. */
export interface StackPictures {
  readonly slices: readonly SlicePicture[];
  readonly valuesAre: 'HU' | 'stored values';
}

/** How an acquired stack that is not a regular grid becomes one. Recorded with the case and shown. */
export type Correction =
  | {
    readonly kind: 'uneven-spacing'; readonly method: 'linear along the normal';
    readonly alongNormal: readonly Mm[];
  }
  | {
    readonly kind: 'gantry-tilt'; readonly method: 'shear, linear in the slice';
    readonly tiltDeg: number;
    /** In-plane shift of each slice against the grid, mm, (x, y) per slice. */
    readonly shift: readonly (readonly [x: number, y: number])[];
  };

/** All that is needed to make the volume before any pixel is read. Slices grow along row × column. */
export interface VolumeRecipe {
  readonly slices: readonly SliceSource[];
  /** The regular grid of the finished volume (after `correction`, where there is one). */
  readonly grid: VolumeGrid;
  readonly correction: Correction | null;
  readonly valuesAre: 'HU' | 'stored values';
  /** Voxels of these values were not measured; null where the slices state none, or not all the same. */
  readonly padding: PaddingRange | null;
}

/**
 * What a picker shows and a volume or run is made from: one stack of a CT series, one XA run, or something
 * else.
 */
export interface SeriesItem {
  readonly kind: 'ct-volume' | 'xa-run' | 'other';
  readonly patient: PatientIdentity;
  readonly studyUid: string;
  readonly studyDate: string | null;
  readonly studyTime: string | null;
  readonly studyDescription: string | null;
  readonly seriesUid: string;
  readonly seriesNumber: number | null;
  /**
   * 1-based, volumes first, what was set aside after them. `stacks` is how many volumes (or runs) the series
   * UID
   * was split into.
   */
  readonly stack: number;
  readonly stacks: number;
  /** For an XA run the instance it is; null otherwise. */
  readonly instanceUid: string | null;
  readonly modality: string;
  readonly description: string | null;
  readonly kernel: string | null;
  readonly contrastAgent: string | null;
  readonly patientPosition: string | null;
  readonly transferSyntaxUid: string;
  readonly phasePercent: number | null;
  readonly triggerTimeMs: number | null;
  /**
   * Why this item was set aside (`localizer`, `screen capture`, `derived picture`, `report` …); null for
   * measuring kinds.
   */
  readonly setAside: string | null;
  readonly instances: readonly string[];
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  /**
   * Column, row, slice spacing, mm, where known and one; XA: null, because no millimetre is known without
   * calibration.
   */
  readonly spacing: readonly [Mm, Mm, Mm] | null;
  readonly window: { readonly width: number; readonly level: number } | null;
  readonly xa: XaHeader | null;
  /** What a millimetre in a run rests on by its header alone; null for what is no run. */
  readonly scale: RunScale | NoScale | null;
  /** In the order of their places, or of their numbers where they have none; null for what is no CT. */
  readonly pictures: StackPictures | null;
  readonly geometry: {
    /** May be measured as it is. */
    readonly usable: boolean;
    readonly problems: readonly GeometryProblem[];
    /** The volume as acquired on a regular grid; null where there is none. */
    readonly recipe: VolumeRecipe | null;
    /** The volume after the offered correction; null where none is offered. */
    readonly correctedRecipe: VolumeRecipe | null;
    /** The largest stretch without a gap, where slices are missing; null otherwise. */
    readonly intactRecipe: VolumeRecipe | null;
  };
}
