import { z } from 'zod';
import { PARAMETER_NAMES, PARAMETERS, type ParameterName } from '../strategy/parameters.ts';
import { runDetailsSchema } from './runs.ts';
import { blobRefSchema, caseIdSchema, jobIdSchema, operatorIdSchema, seriesIdSchema, sourceRefSchema } from './ids.ts';

const text = z.string();
const count = z.number().int().nonnegative();
const finite = z.number();
/** Height of a pixel over its width; null where it is not known: it is drawn square. */
const pixelAspect = finite.positive().nullable();
const instant = z.iso.datetime();

/** The patient as the banner shows it. */
export const patientSchema = z.strictObject({
  name: text.nullable(), id: text.nullable(), birthDate: text.nullable(), sex: z.enum(['F', 'M', 'O']).nullable(),
});
export type PatientView = z.infer<typeof patientSchema>;

/** Somebody who works with Fullmoon here; author of everything done while chosen. */
export const operatorSchema = z.strictObject({ id: operatorIdSchema, name: text, initials: text });
export type Operator = z.infer<typeof operatorSchema>;

/** The thresholds that the review leaves open, each within what may be set. */
export const parameterShape = Object.fromEntries(PARAMETER_NAMES.map((name) =>
  [name, finite.min(PARAMETERS[name].least).max(PARAMETERS[name].most)])) as Record<ParameterName, z.ZodNumber>;

/** What a site decides. */
export const settingsSchema = z.strictObject({
  ...parameterShape,
  doseUnit: z.enum(['mGy cm', 'mSv']),
  preferredPhasePercent: finite.min(0).max(100),
  measureKernel: z.enum(['smooth', 'sharp']),
  startLayout: z.enum(['planes', 'axial']),
});
export type Settings = z.infer<typeof settingsSchema>;

/**
 * How an operator has the planes of a CT arranged: in four tiles, one large, in a row, one alone; which is the large
 * one; and what goes with a picture that is saved.
 */
export const viewsSchema = z.strictObject({
  layout: z.enum(['planes', 'large', 'row', 'single']), main: z.enum(['axial', 'coronal', 'sagittal']),
  capture: z.enum(['plain', 'marks', 'patient', 'marks-patient']),
});
export type Views = z.infer<typeof viewsSchema>;

/** A geometry problem with its sentence, ready to be read. */
export const problemSchema = z.strictObject({
  code: text, weight: z.enum(['blocks', 'correctable', 'note']), message: text, instances: z.array(text),
});
export type ProblemView = z.infer<typeof problemSchema>;

/** C-arm angles of a run in degrees: + LAO, + cranial; `words` is "LAO 30 CRA 25". */
const anglesSchema = z.strictObject({ primary: finite, secondary: finite, words: text });

/** One item of the series picker. */
export const seriesSchema = z.strictObject({
  id: seriesIdSchema,
  kind: z.enum(['ct-volume', 'xa-run', 'other']),
  studyUid: text, seriesUid: text, stack: count, stacks: count, instanceUid: text.nullable(),
  studyDate: text.nullable(), studyDescription: text.nullable(),
  modality: text, description: text.nullable(), kernel: text.nullable(), number: finite.nullable(),
  patientPosition: text.nullable(),
  phasePercent: finite.nullable(), triggerTimeMs: finite.nullable(),
  setAside: text.nullable(),
  instances: count, frames: count, rows: count, columns: count,
  spacing: z.tuple([finite, finite, finite]).nullable(),
  transferSyntaxUid: text, lossy: z.boolean(),
  angles: anglesSchema.nullable(), frameRate: finite.nullable(),
  /** May be measured as it is; after the offered correction; or looked at only. */
  measurable: z.enum(['yes', 'after correction', 'no']),
  problems: z.array(problemSchema),
  /** Preselected by the program for its phase and kernel, and why. */
  proposed: text.nullable(),
});
export type SeriesView = z.infer<typeof seriesSchema>;

/** A row of the worklist. */
export const caseRowSchema = z.strictObject({
  id: caseIdSchema, patient: patientSchema,
  studyDate: text.nullable(), studies: count, ctSeries: count, xaRuns: count,
  importedAt: instant, openedAt: instant.nullable(), importedBy: text.nullable(),
  bytes: count, isDemo: z.boolean(),
  report: z.enum(['clean', 'notes', 'problems']),
});
export type CaseRow = z.infer<typeof caseRowSchema>;

/** A line of the honesty report. `tone` picks the icon: tick, triangle, octagon, i. */
export const reportLineSchema = z.strictObject({ tone: z.enum(['ok', 'warning', 'refused', 'info']), text });
/** What an import read, refused and why, and what may be measured. Kept with the case. */
export const reportSchema = z.strictObject({
  importedAt: instant, by: text.nullable(), source: text,
  filesSeen: count, filesRead: count, filesOther: count, filesNew: count,
  lines: z.array(reportLineSchema),
  rejected: z.array(z.strictObject({ name: text, code: text, message: text })),
  /** How many refusals there were in all; the list above holds at most the first 500. */
  rejectedCount: count,
  usable: count, series: count,
});
export type ImportReport = z.infer<typeof reportSchema>;

/** A case with everything the stations need to offer its images. */
export const caseSchema = z.strictObject({
  row: caseRowSchema,
  series: z.array(seriesSchema),
  selected: seriesIdSchema.nullable(),
  reports: z.array(reportSchema),
  /** False while its import still runs: it can be looked at, but is not yet in the library. */
  stored: z.boolean(),
});
export type CaseView = z.infer<typeof caseSchema>;

/** Work in progress. */
export const jobSchema = z.strictObject({
  id: jobIdSchema, kind: z.enum(['import', 'demo', 'export']), title: text,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  phase: z.enum(['fetching', 'walking', 'reading', 'copying', 'making', 'storing', 'packing', 'finished']),
  done: count, of: count,
  /** Cases that can be looked at already; more may follow. */
  cases: z.array(caseIdSchema),
  /** Plain sentence where it failed. */
  message: text.nullable(),
});
export type JobView = z.infer<typeof jobSchema>;

/** Where the voxels lie, as plain numbers: row-major 3×4 from (i, j, k) to LPS mm. */
export const gridSchema = z.strictObject({
  dims: z.tuple([count, count, count]), spacing: z.tuple([finite, finite, finite]),
  lpsFromIjk: z.array(finite).length(12), frameOfReferenceUid: text.nullable(),
});

/** An opened series. `blob` answers the stream (CT) or the frames (XA); see electron/host/serve. */
export const openedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ct-volume'), series: seriesSchema, patient: patientSchema, blob: blobRefSchema, grid: gridSchema,
    valuesAre: z.enum(['HU', 'stored values']),
    /** Voxels from `least` to `most` fill up the picture and were never measured; null where there are none. */
    padding: z.strictObject({ least: finite, most: finite }).nullable(),
    /** What was done to the acquired slices to get this grid; null for nothing. */
    correction: text.nullable(),
    window: z.strictObject({ width: finite, level: finite }).nullable(),
  }),
  /** Slices one by one, for looking only: nothing is said of where they lie beside each other. */
  z.strictObject({
    kind: z.literal('ct-slices'), series: seriesSchema, patient: patientSchema, blob: blobRefSchema,
    /** Of the largest slice; a smaller one lies in the upper left corner. Frames are little-endian int16. */
    rows: count, columns: count, frames: count,
    valuesAre: z.enum(['HU', 'stored values']), isInverted: z.boolean(),
    /** Directions of row and column of each slice, LPS; null where it states none. */
    directions: z.array(z.array(finite).length(6).nullable()),
    /** Of each slice. */
    pixelAspects: z.array(pixelAspect),
    window: z.strictObject({ width: finite, level: finite }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('xa-run'), series: seriesSchema, patient: patientSchema, blob: blobRefSchema,
    rows: count, columns: count, frames: count,
    /** Bytes a sample in the frames the blob answers (little-endian, unsigned), and whether the display is inverted. */
    bytesPerSample: z.union([z.literal(1), z.literal(2)]), isInverted: z.boolean(),
    samplesPerPixel: z.union([z.literal(1), z.literal(3)]), pixelAspect,
    /** Start of each frame from the first, ms; null where the header gives no clock. */
    frameTimesMs: z.array(finite).nullable(),
    window: z.strictObject({ width: finite, level: finite }).nullable(),
    details: runDetailsSchema,
  }),
]);
export type Opened = z.infer<typeof openedSchema>;

/** A place to import from, as the loopback shell's own folder window shows it. */
export const sourceEntrySchema = z.strictObject({ ref: sourceRefSchema, name: text, kind: z.enum(['folder', 'zip', 'file']) });
