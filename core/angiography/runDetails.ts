import type { XaHeader } from '../dicom/header.ts';
import type { StatedGeometry } from './runScale.ts';
import type { Shutter } from './shutter.ts';

/** The electrocardiogram that was recorded with a run. */
export interface Ecg {
  readonly samples: readonly number[];
  /** Null where the file gives no rate: the samples then span the run. */
  readonly msPerSample: number | null;
}

/** What is known of a run beyond the header that every image has; read when it is opened. */
export interface RunDetails {
  readonly geometry: StatedGeometry;
  readonly ecg: Ecg | null;
  /** Frames at the R waves, 0-based, ascending. */
  readonly rWaveFrames: readonly number[];
  readonly shutter: Shutter | null;
  /** How samples follow from the X-rays that arrived; null where that is not stated. */
  readonly intensity: 'linear' | 'logarithmic' | null;
  /** What the file proposes to subtract: frames, 0-based, and by how much to shift them, pixels right and down. */
  readonly mask: { readonly frames: readonly number[]; readonly shift: readonly [right: number, down: number] } | null;
  /** Start of the acquisition, ms from midnight; null where it is not stated. */
  readonly acquiredAtMs: number | null;
}

/** What the stored header says of a run's scale. */
export const geometryOfHeader = (xa: XaHeader | null, pixelSpacing: StatedGeometry['pixelSpacing']): StatedGeometry => ({
  imagerPixelSpacing: xa?.imagerPixelSpacing ?? null, pixelSpacing, calibrationType: xa?.calibrationType ?? null,
  sourceToDetectorMm: xa?.distanceSourceToDetectorMm ?? null, sourceToPatientMm: xa?.distanceSourceToPatientMm ?? null,
  estimatedMagnification: xa?.estimatedMagnification ?? null,
});

/** What the stored header alone tells, where the file cannot be asked. */
export const detailsOfHeader = (
  xa: XaHeader | null, pixelSpacing: StatedGeometry['pixelSpacing'], frames: number,
  acquisitionTime: string | null,
): RunDetails => ({
  geometry: geometryOfHeader(xa, pixelSpacing),
  ecg: null, rWaveFrames: rWavesOf(xa?.rWaveFrames ?? null, frames), shutter: null, intensity: null, mask: null,
  acquiredAtMs: msOfDay(acquisitionTime),
});

/** R Wave Pointer counts from 1; what points outside the run is dropped. @source DICOM PS3.3 C.7.6.5 (0028,6040) */
export const rWavesOf = (pointers: readonly number[] | null, frames: number): readonly number[] =>
  [...new Set(pointers ?? [])].map((pointer) => pointer - 1).filter((frame) => frame >= 0 && frame < frames)
    .toSorted((a, b) => a - b);

/** A time as DICOM states it, HHMMSS.ffffff, as milliseconds from midnight. */
export function msOfDay(time: string | null): number | null {
  const found = time === null ? null : /^(\d\d)(\d\d)(\d\d)(\.\d+)?$/.exec(time);
  if (found === null) return null;
  const [, hours = '', minutes = '', seconds = '', part = ''] = found;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(`0${part}`) * 1000;
}
