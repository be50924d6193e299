import { cross, moved, pointLps, vectorLps, type PointLps,
  type VectorLps } from '../../../core/geometry/frame.ts';
import type { FrameHeader, InstanceHeader } from '../../../core/dicom/header.ts';

type Image = NonNullable<InstanceHeader['image']>;
/** What is to be different in one header; nested parts are merged one level deep. */
export interface Change {
  readonly top?: Partial<Pick<InstanceHeader,
    'sopInstanceUid' | 'sopClassUid' | 'transferSyntaxUid' | 'instanceNumber' | 'imageType'
    | 'frameOfReferenceUid'>>;
  readonly patient?: Partial<InstanceHeader['patient']>;
  readonly series?: Partial<InstanceHeader['series']>;
  readonly format?: Partial<Image['format']>;
  readonly image?: Partial<Pick<Image, 'pixelFault' | 'xa' | 'frames' | 'window'>>;
  readonly frame?: Partial<FrameHeader>;
}

export const CT_CLASS = '1.2.840.10008.5.1.4.1.1.2';
export const ENHANCED_CT_CLASS = '1.2.840.10008.5.1.4.1.1.2.1';
export const XA_CLASS = '1.2.840.10008.5.1.4.1.1.12.1';
const IN_SLICE: readonly [VectorLps, VectorLps] = [vectorLps(1, 0, 0), vectorLps(0, 1, 0)];

export const FRAME: FrameHeader = {
  position: pointLps(0, 0, 0), orientation: IN_SLICE, pixelSpacing: [0.5, 0.5], sliceThicknessMm: 0.6,
  rescale: { slope: 1, intercept: -1024, type: 'HU' }, phasePercent: null, triggerTimeMs: null,
  temporalPosition: null,
  acquisitionNumber: null, acquisitionTime: null, contentTime: null,
};
const FORMAT: Image['format'] = {
  rows: 256, columns: 256, frames: 1, samplesPerPixel: 1, photometric: 'MONOCHROME2', planarConfiguration: 0,
  bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: false, padding: null, isLossy: false,
};

/** One CT instance at z = 0.5 mm times its number. */
export function ctHeader(number: number, change: Change = {}): InstanceHeader {
  const header: InstanceHeader = {
    sopInstanceUid: `1.2.3.${number}`, sopClassUid: CT_CLASS, transferSyntaxUid: '1.2.840.10008.1.2.1',
    patient: { name: 'Case, Clean', id: 'C1', birthDate: '1950-02-03', sex: 'F' },
    study: { uid: '1.2.1', date: '2026-11-12', time: '101500', description: 'CCTA' },
    series: {
      uid: '1.2.2', number: 4, description: 'Heart', modality: 'CT', kernel: 'Bv40', manufacturer: 'Maker',
      contrastAgent: 'iodine', patientPosition: 'HFS', gantryTiltDeg: null,
    },
    instanceNumber: number, imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'], frameOfReferenceUid: '1.2.9',
    image: {
      format: FORMAT, pixels: { kind: 'native', offset: 2000, length: 131_072 }, pixelFault: null,
      window: { width: 800, level: 300 }, xa: null,
      frames: [{ ...FRAME, position: pointLps(-64, -64, 0.5 * number) }],
    },
    notes: [],
  };
  return changed(header, change);
}

/** The header with these changes. */
export function changed(header: InstanceHeader, change: Change): InstanceHeader {
  const { image } = header;
  return {
    ...header, ...change.top,
    patient: { ...header.patient, ...change.patient }, series: { ...header.series, ...change.series },
    image: image === null ? null : {
      ...image, ...change.image, format: { ...image.format, ...change.format },
      frames: (change.image?.frames ?? image.frames).map((frame) => ({ ...frame, ...change.frame })),
    },
  };
}

/** n clean CT instances, half a millimetre apart, changed by `each`. */
export const ctSeries = (n: number, each: (number: number) => Change = () =>
  ({})): readonly InstanceHeader[] =>
  Array.from({ length: n }, (_, k) => ctHeader(k + 1, each(k + 1)));

/** A stack in any direction: n slices along row × column from `origin`. */
export function stackAlong(
  n: number, row: VectorLps, column: VectorLps, origin: PointLps, step = 0.5,
): readonly InstanceHeader[] {
  const normal = cross(row, column);
  return ctSeries(n, (number) =>
    ({ frame: { orientation: [row, column], position: moved(origin, normal, step * number) } }));
}

/** One enhanced CT instance that holds the frames of those single-frame instances. */
export function enhancedTwin(headers: readonly InstanceHeader[]): InstanceHeader {
  const [first] = headers;
  const frames = headers.flatMap(({ image }) => image?.frames ?? []);
  return changed(first ?? ctHeader(1), {
    top: { sopClassUid: ENHANCED_CT_CLASS, sopInstanceUid: '1.2.3.500' },
    format: { frames: frames.length }, image: { frames },
  });
}

/** An XA run. */
export function xaHeader(number: number, change: Change = {}): InstanceHeader {
  return changed(ctHeader(number,
    { top: { sopClassUid: XA_CLASS, imageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'] },
    series: { modality: 'XA', uid: '1.2.7' },
    format: { frames: 60, bitsAllocated: 8, bitsStored: 8, highBit: 7 },
    frame: { position: null, orientation: null, pixelSpacing: null, rescale: null },
    image: { xa: {
      primaryAngle: 30.4, secondaryAngle: 24.6, distanceSourceToDetectorMm: 1195,
      distanceSourceToPatientMm: 785,
      estimatedMagnification: null, imagerPixelSpacing: [0.184, 0.184], calibrationType: null,
      frameTimeMs: 66.7,
      frameTimeVectorMs: null, cineRate: 15, recommendedFrameRate: null, rWaveFrames: null,
    } } }), change);
}

/** The same items in an order that owes nothing to their own. */
export const shuffled = <T>(items: readonly T[]): readonly T[] => {
  const left = [...items];
  const out: T[] = [];
  for (let at = 7; left.length > 0; at = (at * 31 + 17) % 1009) out.push(...left.splice(at % left.length, 1));
  return out;
};
