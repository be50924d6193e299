import { z } from 'zod';
import type { FrameHeader, InstanceHeader, PixelFormat, XaHeader } from '../../../core/dicom/header.ts';
import type { PointLps, VectorLps } from '../../../core/geometry/frame.ts';

/** Raised with every change of InstanceHeader; what is stored in an older shape is lifted on reading. */
export const HEADER_SHAPE = 1;

const text = z.string();
const finite = z.number();
const count = z.number().int().nonnegative();
const triple = z.tuple([finite, finite, finite]);
// The border where stored triples become points and vectors of the patient frame.
const point = triple as unknown as z.ZodType<PointLps>;
const vector = triple as unknown as z.ZodType<VectorLps>;
const pair = z.tuple([finite, finite]);

const frame: z.ZodType<FrameHeader> = z.strictObject({
  position: point.nullable(), orientation: z.tuple([vector, vector]).nullable(), pixelSpacing: pair.nullable(),
  sliceThicknessMm: finite.nullable(),
  rescale: z.union([z.strictObject({ slope: finite, intercept: finite, type: text.nullable() }),
    z.literal('unreadable')]).nullable(),
  phasePercent: finite.nullable(), triggerTimeMs: finite.nullable(), temporalPosition: finite.nullable(),
  acquisitionNumber: finite.nullable(), acquisitionTime: text.nullable(), contentTime: text.nullable(),
});

const format: z.ZodType<PixelFormat> = z.strictObject({
  rows: count, columns: count, frames: count, samplesPerPixel: count, photometric: text,
  planarConfiguration: z.union([z.literal(0), z.literal(1)]),
  bitsAllocated: count, bitsStored: count, highBit: count, isSigned: z.boolean(),
  padding: z.strictObject({ value: finite, limit: finite.nullable() }).nullable(), isLossy: z.boolean(),
});

const xa: z.ZodType<XaHeader> = z.strictObject({
  primaryAngle: finite.nullable(), secondaryAngle: finite.nullable(),
  distanceSourceToDetectorMm: finite.nullable(), distanceSourceToPatientMm: finite.nullable(),
  estimatedMagnification: finite.nullable(), imagerPixelSpacing: pair.nullable(), calibrationType: text.nullable(),
  frameTimeMs: finite.nullable(), frameTimeVectorMs: z.array(finite).nullable(), cineRate: finite.nullable(),
  recommendedFrameRate: finite.nullable(), rWaveFrames: z.array(finite).nullable(),
});

/** A header as it is stored, checked on the way in and on the way out. */
export const headerSchema: z.ZodType<InstanceHeader> = z.strictObject({
  sopInstanceUid: text, sopClassUid: text, transferSyntaxUid: text,
  patient: z.strictObject({
    name: text.nullable(), id: text.nullable(), birthDate: text.nullable(), sex: z.enum(['F', 'M', 'O']).nullable(),
  }),
  study: z.strictObject({ uid: text, date: text.nullable(), time: text.nullable(), description: text.nullable() }),
  series: z.strictObject({
    uid: text, number: finite.nullable(), description: text.nullable(), modality: text, kernel: text.nullable(),
    manufacturer: text.nullable(), contrastAgent: text.nullable(), patientPosition: text.nullable(),
    gantryTiltDeg: finite.nullable(),
  }),
  instanceNumber: finite.nullable(), imageType: z.array(text), frameOfReferenceUid: text.nullable(),
  image: z.strictObject({
    format,
    pixels: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('native'), offset: count, length: count }),
      z.strictObject({ kind: z.literal('encapsulated'), offset: count, length: count.nullable() }),
      z.strictObject({ kind: z.literal('deflated'), start: count, offset: count, length: count }),
    ]),
    pixelFault: z.strictObject({
      code: z.enum(['truncated-pixels', 'malformed-pixels']), expectedBytes: count, presentBytes: count,
    }).nullable(),
    window: z.strictObject({ width: finite, level: finite }).nullable(),
    frames: z.array(frame), xa: xa.nullable(),
  }).nullable(),
  notes: z.array(z.strictObject({ code: text, detail: text })),
});
