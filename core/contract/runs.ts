import { z } from 'zod';
import type { PointPixel } from '../geometry/plane.ts';
import { operatorIdSchema, seriesIdSchema } from './ids.ts';

const finite = z.number();
const positive = finite.positive();
const count = z.number().int().nonnegative();
const pair = z.tuple([finite, finite]).readonly();
const pointPixelSchema = z.custom<PointPixel>((value) => pair.safeParse(value).success, 'a finite column and row');

/** What is known of a run beyond what every image states; see core/angiography/runDetails. */
export const runDetailsSchema = z.strictObject({
  geometry: z.strictObject({
    imagerPixelSpacing: pair.nullable(), pixelSpacing: pair.nullable(), calibrationType: z.string().nullable(),
    sourceToDetectorMm: finite.nullable(), sourceToPatientMm: finite.nullable(), estimatedMagnification: finite.nullable(),
  }),
  ecg: z.strictObject({ samples: z.array(finite).readonly(), msPerSample: positive.nullable() }).nullable(),
  rWaveFrames: z.array(count).readonly(),
  shutter: z.strictObject({
    rectangle: z.strictObject({ left: finite, right: finite, top: finite, bottom: finite }).nullable(),
    circle: z.strictObject({ x: finite, y: finite, radius: positive }).nullable(),
    polygon: z.array(pair).readonly().nullable(),
  }).nullable(),
  intensity: z.enum(['linear', 'logarithmic']).nullable(),
  mask: z.strictObject({ frames: z.array(count).readonly(), shift: pair }).nullable(),
  acquiredAtMs: finite.nullable(),
});

const measuredShape = {
  by: z.enum(['catheter', 'sphere', 'distance']),
  knownMm: positive.max(1000), measuredPixels: positive.max(20_000),
  spreadPixels: finite.nonnegative().max(10_000).nullable(),
  /** French size where it was chosen; null where the diameter was typed. */
  french: positive.max(40).nullable(),
  /** How the shaft was taken to be built; null for what is no catheter. */
  shaft: z.enum(['guiding', 'diagnostic', 'filled']).nullable(),
  /** 0-based. */
  frame: count,
  from: pointPixelSchema, to: pointPixelSchema,
};
/** What is handed in to be kept. */
export const measuredInputSchema = z.strictObject(measuredShape);
/** What was measured to learn the scale of a run. */
export type MeasuredInput = z.infer<typeof measuredInputSchema>;

/** The same as it is kept: with who measured it, and when. */
export const calibrationSchema = z.strictObject({
  ...measuredShape,
  author: z.strictObject({ id: operatorIdSchema, name: z.string() }).nullable(),
  at: z.iso.datetime(),
});
/** A calibration as it is kept. */
export type Calibration = z.infer<typeof calibrationSchema>;

/** What an operator said of a run; `null` is a role that nobody has named: the program then proposes one. */
export const runStateSchema = z.strictObject({
  series: seriesIdSchema,
  role: z.enum(['donor', 'target', 'neither']).nullable(),
  calibration: calibrationSchema.nullable(),
});
/** What operators said of a run. */
export type RunState = z.infer<typeof runStateSchema>;
