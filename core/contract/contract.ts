import { z } from 'zod';
import { caseIdSchema, jobIdSchema, operatorIdSchema, seriesIdSchema, sourceRefSchema, type BlobRef, type CaseId, type JobId } from './ids.ts';
import type { Result } from '../result.ts';
import {
  caseRowSchema, caseSchema, jobSchema, openedSchema, operatorSchema, patientSchema, reportSchema, settingsSchema,
  sourceEntrySchema,
} from './schemas.ts';

const nothing = z.strictObject({});
const text = z.string();
const count = z.number().int().nonnegative();
const never = z.never();
const failing = <const Code extends string>(code: Code) => z.strictObject({ code: z.literal(code) });
const noCase = failing('case/not-found');
const noSource = z.strictObject({ code: z.enum(['source/not-found', 'source/not-readable']) });
/** The library is shown but cannot be written (read-only folder, second instance). */
const readOnly = failing('store/read-only');
/** What was to be kept was not: nothing of it is stored, all that was there before is. */
const notKept = z.union([
  readOnly,
  z.strictObject({ code: z.literal('store/disk-full'), freeBytes: count, neededBytes: count }),
]);

/** Everything the renderer may ask of the host. There is no other list. */
export const contract = {
  'shell.about': {
    input: nothing, failure: never,
    output: z.strictObject({
      version: text, contractVersion: count, shell: z.enum(['electron', 'loopback']), dataFolder: text,
      /** Native dialogs exist; dropped files give their path; a second window can be opened. */
      capabilities: z.strictObject({ nativeDialog: z.boolean(), dropPaths: z.boolean(), secondWindow: z.boolean() }),
      isReadOnly: z.boolean(),
      notices: text,
    }),
  },
  'operators.list': {
    input: nothing, failure: never,
    output: z.strictObject({ operators: z.array(operatorSchema), current: operatorIdSchema.nullable() }),
  },
  'operators.add': {
    input: z.strictObject({ name: text.trim().min(1).max(80) }), output: operatorSchema,
    failure: z.union([failing('operator/exists'), notKept]),
  },
  'operators.choose': {
    input: z.strictObject({ id: operatorIdSchema }), output: operatorSchema,
    failure: z.union([failing('operator/not-found'), notKept]),
  },
  'settings.load': { input: nothing, output: settingsSchema, failure: never },
  'settings.save': { input: settingsSchema, output: settingsSchema, failure: notKept },
  'sources.choose': {
    input: z.strictObject({ kind: z.enum(['folder', 'file']) }),
    output: z.strictObject({ chosen: z.strictObject({ ref: sourceRefSchema, name: text }).nullable() }),
    failure: failing('shell/no-native-dialog'),
  },
  'sources.list': {
    input: z.strictObject({ ref: sourceRefSchema.nullable() }),
    output: z.strictObject({
      name: text, ref: sourceRefSchema, parent: sourceRefSchema.nullable(),
      entries: z.array(sourceEntrySchema), hidden: count,
    }),
    failure: noSource,
  },
  /** An empty box for dropped files: PUT /upload/<ref>/<relative name> fills it, imports.start takes it. */
  'sources.box': {
    input: z.strictObject({ name: text.max(200) }), output: z.strictObject({ ref: sourceRefSchema }), failure: notKept,
  },
  /** Gives up a box whose import is not started: what was dropped is removed. Of any other reference nothing is. */
  'sources.discard': { input: z.strictObject({ ref: sourceRefSchema }), output: nothing, failure: never },
  'imports.start': {
    input: z.strictObject({ ref: sourceRefSchema }), output: z.strictObject({ job: jobIdSchema }),
    failure: z.union([noSource, readOnly]),
  },
  /** What a finished or cancelled import read and refused; also where it found no case to keep a report with. */
  'imports.report': {
    input: z.strictObject({ job: jobIdSchema }), output: reportSchema,
    failure: z.union([failing('job/not-found'), failing('job/still-running')]),
  },
  'jobs.list': { input: nothing, output: z.strictObject({ jobs: z.array(jobSchema) }), failure: never },
  'jobs.cancel': {
    input: z.strictObject({ id: jobIdSchema }), output: jobSchema, failure: failing('job/not-found'),
  },
  'cases.list': {
    input: z.strictObject({
      text: text.max(200), sort: z.enum(['opened', 'imported', 'name', 'studyDate', 'size']),
      order: z.enum(['asc', 'desc']), limit: count.max(500), offset: count,
    }),
    output: z.strictObject({ rows: z.array(caseRowSchema), total: count, storageBytes: count, freeBytes: count }),
    failure: never,
  },
  /** A damaged case is locked: what was stored of it is no longer what is read. The rest of the library is not touched. */
  'cases.open': {
    input: z.strictObject({ id: caseIdSchema }), output: caseSchema, failure: z.union([noCase, failing('case/damaged')]),
  },
  /** The reports of all imports that fed a case, newest first; unlike cases.open it leaves `openedAt` alone. */
  'cases.reports': {
    input: z.strictObject({ id: caseIdSchema }),
    output: z.strictObject({ patient: patientSchema, reports: z.array(reportSchema) }), failure: noCase,
  },
  'cases.remove': {
    input: z.strictObject({ id: caseIdSchema }), output: z.strictObject({ freedBytes: count }),
    failure: z.union([noCase, notKept]),
  },
  'series.select': {
    input: z.strictObject({ caseId: caseIdSchema, series: seriesIdSchema }), output: nothing,
    failure: z.union([failing('series/not-found'), notKept]),
  },
  'series.open': {
    input: z.strictObject({
      series: seriesIdSchema,
      /** As acquired; after the offered correction; the largest stretch without a gap; slices for looking only. */
      as: z.enum(['acquired', 'corrected', 'intact', 'slices']),
    }),
    output: openedSchema,
    failure: z.union([
      failing('series/not-found'),
      z.strictObject({ code: z.literal('series/not-a-volume'), reasons: z.array(text) }),
      z.strictObject({ code: z.literal('series/pixels-unreadable'), reason: text }),
      z.strictObject({ code: z.literal('series/files-changed'), reason: text }),
      z.strictObject({ code: z.literal('series/too-large'), neededBytes: count, limitBytes: count }),
    ]),
  },
  /**
   * What is known of an opened series by now. `isChecked`: every pixel of it was read and every file is as it was
   * imported. A series whose files changed is closed, and stays so until it is imported again.
   */
  'series.state': {
    input: z.strictObject({ blob: text }),
    output: z.strictObject({
      isChecked: z.boolean(),
      /** Voxels whose value lay outside the range that is kept and was set to its end; null before all were read. */
      clampedVoxels: count.nullable(),
    }),
    failure: z.union([
      failing('series/not-found'), z.strictObject({ code: z.literal('series/files-changed'), reason: text }),
    ]),
  },
  'series.close': { input: z.strictObject({ blob: text }), output: nothing, failure: never },
} as const;
/** Raised whenever an old renderer could misread a new host, or the reverse. */
export const CONTRACT_VERSION = 1;

/** What the host announces. A change says *what* changed, never the new value: the renderer asks again. */
export type Change =
  | { readonly what: 'cases' }
  | { readonly what: 'case'; readonly id: CaseId }
  | { readonly what: 'operators' }
  | { readonly what: 'settings' }
  | { readonly what: 'opened'; readonly blob: BlobRef }
  | { readonly what: 'job'; readonly id: JobId; readonly done: number; readonly of: number };

type Contract = typeof contract;
export type Method = keyof Contract;
export type Input<M extends Method> = z.infer<Contract[M]['input']>;
export type Output<M extends Method> = z.infer<Contract[M]['output']>;
export type Failure<M extends Method> = z.infer<Contract[M]['failure']>;

/** Ways in which any call can end, whichever shell carries it. */
export type CarriageFailure =
  | { readonly code: 'carriage/unreachable' }
  | { readonly code: 'carriage/refused'; readonly why: 'token' | 'origin' | 'version' }
  | { readonly code: 'carriage/bad-input'; readonly issues: readonly string[] }
  | { readonly code: 'carriage/host-fault'; readonly incident: string };

/** What the host implements. */
export type Host = { readonly [M in Method]: (input: Input<M>) => Promise<Result<Output<M>, Failure<M>>> };
/** What the renderer holds: the same methods, which can also fail on the way. */
export type HostClient = {
  readonly [M in Method]: (input: Input<M>) => Promise<Result<Output<M>, Failure<M> | CarriageFailure>>;
};
