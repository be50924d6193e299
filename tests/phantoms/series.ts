import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cross, type PointLps, pointLps, type VectorLps, vectorLps } from '../../core/geometry/frame.ts';
import { ctImage, type CtSeriesFacts } from '../../electron/host/demo/ctImage.ts';
import type { StoredFormat, StudyFacts } from '../../electron/host/demo/imageModules.ts';
import type { Dataset } from '../../electron/host/dicom/dataset.ts';
import { derivedUid } from '../../electron/host/dicom/derivedUid.ts';
import { EXPLICIT_LE, instanceBytes, writeInstance } from '../../electron/host/dicom/writeInstance.ts';

/** HU at a patient point. */
export type Field = (x: number, y: number, z: number) => number;

/**
 * A field that is linear in the patient: linear interpolation meets it exactly, so that a moved, mirrored or
 * stretched volume shows at every voxel.
 */
export const rampHu: Field = (x, y, z) => 100 + 3 * x + 5 * y + 8 * z;

/** How a small CT series is made; everything has a default. */
export interface SeriesOptions {
  /** Distinguishes studies, series and patients: the same key gives the same UIDs. */
  readonly key: string;
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  /** Between columns, rows, slices, mm. */
  readonly spacing: readonly [x: number, y: number, z: number];
  /** Centre of the first voxel of the first slice. */
  readonly origin: PointLps;
  readonly row: VectorLps;
  readonly column: VectorLps;
  /** The way from slice to slice, of length 1; null for row × column. Another one makes a tilted stack. */
  readonly stacking: VectorLps | null;
  /** How far slice k lies along the stacking, mm; null for equal steps. */
  readonly offsetsMm: readonly number[] | null;
  readonly field: Field;
  readonly format: StoredFormat;
  readonly slope: number;
  readonly intercept: number;
  readonly study: Partial<StudyFacts>;
  readonly series: Partial<CtSeriesFacts>;
}

/** One file to be written: its name, its data set, its syntax. */
export interface SliceFile {
  readonly name: string;
  readonly dataset: Dataset;
  readonly transferSyntaxUid: string;
}

export const SIGNED_16: StoredFormat = { bitsAllocated: 16, bitsStored: 16, highBit: 15, isSigned: true };
export const UNSIGNED_12: StoredFormat = { bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: false };
export const SIGNED_12: StoredFormat = { bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: true };

const DEFAULTS: SeriesOptions = {
  key: 'clean', columns: 64, rows: 48, slices: 24, spacing: [0.5, 0.6, 0.75], origin: pointLps(-16, -14, -9),
  row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0), stacking: null, offsetsMm: null,
  field: rampHu,
  format: UNSIGNED_12, slope: 1, intercept: -1024, study: {}, series: {},
};

/** The patient and study of a small series. */
export const studyFacts = (key: string): StudyFacts => ({
  patientName: 'Test^Phantom', patientId: `PH-${key}`, birthDate: '19550314', sex: 'M', age: '071Y',
  uid: derivedUid(`study ${key}`), id: '1', date: '20261112', time: '101500', description: 'CCTA phantom',
  accession: 'A1',
});

/** A clean series: slices at equal steps along row × column, in order. */
export function cleanSeries(chosen: Partial<SeriesOptions> = {}): readonly SliceFile[] {
  const options = { ...DEFAULTS, ...chosen };
  const study = { ...studyFacts(options.key), ...options.study };
  const series: CtSeriesFacts = {
    uid: derivedUid(`series ${options.key}`), number: 4, description: 'CCTA 75 %, smooth', kernel: 'Bv40d\\3',
    phasePercent: 75, triggerTimeMs: 776, frameOfReferenceUid: derivedUid(`frame ${options.key}`),
    patientPosition: 'HFS', format: options.format, slope: options.slope, intercept: options.intercept,
    hasContrast: true, ...options.series,
  };
  const along = options.stacking ?? cross(options.row, options.column);
  return Array.from({ length: options.slices }, (_, k) => {
    const position = pointAt(options.origin, [along, options.offsetsMm?.[k] ?? k * options.spacing[2]]);
    const dataset = ctImage(study, series, {
      uid: derivedUid(`slice ${options.key} ${series.uid} ${k}`), instanceNumber: k + 1,
      rows: options.rows, columns: options.columns, position, orientation: [options.row, options.column],
      pixelSpacing: [options.spacing[0], options.spacing[1]], thicknessMm: options.spacing[2],
      pixels: storedPixels(huOfSlice(options, position), options),
    });
    return { name: `IM${String(k + 1).padStart(4, '0')}.dcm`, dataset, transferSyntaxUid: EXPLICIT_LE };
  });
}

/** HU of one slice, x fastest: the field at each voxel centre, rounded. */
export function huOfSlice(
  { columns, rows, spacing, row, column, field }: Pick<SeriesOptions,
    'columns' | 'rows' | 'spacing' | 'row' | 'column' | 'field'>,
  position: PointLps,
): Int16Array {
  const hu = new Int16Array(columns * rows);
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) {
      const [x, y, z] = pointAt(position, [row, i * spacing[0]], [column, j * spacing[1]]);
      hu[j * columns + i] = Math.round(field(x, y, z));
    }
  }
  return hu;
}

/** Stored little-endian samples of HU: (HU − intercept) / slope, clamped to the stored bits, shifted to the high bit. */
export function storedPixels(
  hu: Int16Array, { format, slope,
    intercept }: { readonly format: StoredFormat; readonly slope: number; readonly intercept: number },
): Uint8Array {
  const top = 2 ** (format.bitsStored - (format.isSigned ? 1 : 0)) - 1;
  const bottom = format.isSigned ? -top - 1 : 0;
  const shift = format.highBit + 1 - format.bitsStored;
  const mask = 2 ** format.bitsStored - 1;
  const stored = Uint16Array.from(hu, (value) => {
    const sample = Math.min(top, Math.max(bottom, Math.round((value - intercept) / slope)));
    // A sample that fills its word keeps its sign there; a shorter one leaves the bits above it empty.
    return format.bitsStored === 16 ? sample & 0xffff : (sample & mask) << shift;
  });
  return new Uint8Array(stored.buffer);
}

/** A file that is no longer a sound data set: bytes under a name, which may lie in folders. */
export interface RawFile { readonly name: string; readonly bytes: Uint8Array }

/** Writes the files into the folder, which is made where it is missing. Returns their paths. */
export function writeSeries(folder: string, files: readonly (SliceFile | RawFile)[]): readonly string[] {
  return files.map((file) => {
    const path = join(folder, file.name);
    mkdirSync(dirname(path), { recursive: true });
    if ('bytes' in file) writeFileSync(path, file.bytes);
    else writeInstance(path, file.dataset, file.transferSyntaxUid);
    return path;
  });
}

/** The file as bytes, for tests that need no disk. */
export const fileBytes = (file: SliceFile | RawFile): Uint8Array =>
  ('bytes' in file ? file.bytes : instanceBytes(file.dataset, file.transferSyntaxUid));

function pointAt(from: PointLps, ...steps: readonly (readonly [along: VectorLps, by: number])[]): PointLps {
  const axis = (n: 0 | 1 | 2): number => steps.reduce((sum, [along, by]) => sum + along[n] * by, from[n]);
  return pointLps(axis(0), axis(1), axis(2));
}
