import { z } from 'zod';
import type { Difference } from '../difference.ts';
import { annotationDraftSchema, annotationSchema } from './annotations.ts';
import { archiveMethods } from './archives.ts';
import { entryDraftSchema, entrySchema, vesselWorkSchema } from './entries.ts';
import { failing, notKept, readOnly } from './failures.ts';
import {
  annotationIdSchema, caseIdSchema, entryIdSchema, jobIdSchema, operatorIdSchema, planIdSchema, seriesIdSchema,
  sourceRefSchema, vesselIdSchema, type BlobRef, type CaseId, type JobId, type PageId, type PlanId,
} from './ids.ts';
import { outcomeMethods } from './outcomes.ts';
import { exportMethods } from './exports.ts';
import {
  PLAN_KINDS, PLAN_SORTS, planContentSchema, planEvidenceSchema, planRowSchema, planSchema, planVersionSchema, receivedFromSchema, roomHappeningSchema,
  roomLogSchema, sealedPlanSchema,
} from './plans.ts';
import type { Result } from '../result.ts';
import { sendingMethods } from './sendings.ts';
import { calibrationSchema, measuredInputSchema, runStateSchema } from './runs.ts';
import { sharingMethods } from './sharing.ts';
import { stockListSchema } from './stock.ts';
import { templateMethods } from './templates.ts';
import {
  caseRowSchema, caseSchema, jobSchema, openedSchema, operatorSchema, patientSchema, reportSchema, settingsSchema,
  sourceEntrySchema, viewsSchema,
} from './schemas.ts';

const nothing = z.strictObject({});
const text = z.string();
const count = z.number().int().nonnegative();
const instant = z.iso.datetime();
const never = z.never();
const noCase = failing('case/not-found');
const noSource = z.strictObject({ code: z.enum(['source/not-found', 'source/not-readable']) });

/** Items of a record of a case, each in the state that was last seen of it. */
const seen = <Id extends z.ZodType>(id: Id) => z.array(z.strictObject({ id, revision: count }));
/** One step of work on a record of a case: all of it is kept, or nothing. `revision` names the state that a change was made from. */
const stepOf = <Id extends z.ZodType, Draft extends z.ZodType>(id: Id, draft: Draft) => z.strictObject({
  caseId: caseIdSchema, words: text.trim().min(1).max(120), put: z.array(draft).max(1000), remove: seen(id).max(1000),
});
const noCaseNow = z.union([
  noCase, failing('case/damaged'),
  /** Its import still runs: it can be looked at, but nothing can be kept with it yet. */
  failing('case/not-stored'), failing('series/not-found'),
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
  /** What the room has; null where no list was ever kept. */
  'stock.load': { input: nothing, output: z.strictObject({ list: stockListSchema.nullable() }), failure: never },
  /** Replaces the list as a whole. */
  'stock.save': {
    input: stockListSchema.pick({ name: true, rows: true }), output: stockListSchema, failure: notKept,
  },
  ...templateMethods,
  ...archiveMethods,
  /** The arrangement of the pictures as the operator left it; the site's where it was never changed. */
  'views.load': { input: nothing, output: viewsSchema, failure: never },
  'views.save': { input: viewsSchema, output: viewsSchema, failure: notKept },
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
  'jobs.cancel': { input: z.strictObject({ id: jobIdSchema }), output: jobSchema, failure: failing('job/not-found') },
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
  /** What operators said of the angiographic runs of a case; every run is in the list. */
  'runs.list': {
    input: z.strictObject({ caseId: caseIdSchema }), output: z.strictObject({ runs: z.array(runStateSchema) }),
    failure: z.union([noCase, failing('case/damaged')]),
  },
  /** Keeps what was measured to learn the scale of a run; null takes it back. Earlier ones stay in the library. */
  'runs.calibrate': {
    input: z.strictObject({ series: seriesIdSchema, measured: measuredInputSchema.nullable() }),
    output: z.strictObject({ calibration: calibrationSchema.nullable() }),
    failure: z.union([failing('series/not-found'), failing('case/not-stored'), failing('case/damaged'), notKept]),
  },
  /** Names the part of a run in a dual injection; null leaves it to the program to propose one. */
  'runs.name': {
    input: z.strictObject({ series: seriesIdSchema, role: z.enum(['donor', 'target', 'neither']).nullable() }),
    output: nothing, failure: z.union([failing('series/not-found'), failing('case/not-stored'), notKept]),
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
  /** Everything drawn on the images of a case, in the order in which it was drawn. */
  'annotations.list': {
    input: z.strictObject({ caseId: caseIdSchema }),
    /** `changes`: how many steps there were by then; of two answers the one with more is newer. */
    output: z.strictObject({ annotations: z.array(annotationSchema), changes: count }),
    failure: z.union([noCase, failing('case/damaged')]),
  },
  /**
   * One step of work on what is drawn. What was removed comes back under its id when it is put again, with its author.
   */
  'annotations.change': {
    input: stepOf(annotationIdSchema, annotationDraftSchema),
    output: z.strictObject({ annotations: z.array(annotationSchema), removed: seen(annotationIdSchema), changes: count }),
    failure: z.union([
      noCaseNow,
      z.strictObject({
        code: z.enum([
          'annotation/point-count', 'annotation/no-extent', 'annotation/wrong-place', 'annotation/off-plane',
          /** Changed by another window since. */
          'annotation/stale',
        ]),
        id: annotationIdSchema,
      }),
      notKept,
    ]),
  },
  /** Everything entered about the vessels and the patient of a case, in the order in which it was first entered. */
  'entries.list': {
    input: z.strictObject({ caseId: caseIdSchema }),
    /** `changes`: how many steps there were by then; of two answers the one with more is newer. */
    output: z.strictObject({ entries: z.array(entrySchema), changes: count }),
    failure: z.union([noCase, failing('case/damaged')]),
  },
  /** One step of work on what is entered; see annotations.change. */
  'entries.change': {
    input: stepOf(entryIdSchema, entryDraftSchema),
    output: z.strictObject({ entries: z.array(entrySchema), removed: seen(entryIdSchema), changes: count }),
    failure: z.union([
      noCaseNow,
      /** Changed by another window since; it belongs to no vessel that is there; there is one of which there can be only one. */
      z.strictObject({ code: z.enum(['entry/stale', 'entry/no-vessel', 'entry/already-there']), id: entryIdSchema }),
      notKept,
    ]),
  },
  /**
   * Traces and measures one vessel in an opened series, from the operator's work as it is handed in; nothing is kept of
   * it. What is still being worked on for the same vessel is given up. What the asker has is not sent again (see told.ts).
   */
  'vessels.measure': {
    input: z.strictObject({
      blob: text, vessel: vesselIdSchema, work: vesselWorkSchema,
      /**
       * `sketch`: while a threshold or a contour is dragged; all but side branches, and the answer may be a draft: as soon as the
       * hand rests `draft` is asked for. `path`: the centreline alone. `draft`: all but side branches.
       */
      upTo: z.enum(['sketch', 'path', 'draft', 'all']),
      /** The name of the answer that the asker has of this vessel; null for none. */
      has: text.max(60).nullable(),
    }),
    /** How it is told; what it is: VesselSent. */
    output: z.strictObject({ name: text, since: text.nullable(), difference: z.custom<Difference>().nullable() }),
    failure: z.union([
      failing('series/not-found'), failing('series/not-hu'),
      /** A slice of it could not be read: nothing is measured in what is left. */
      z.strictObject({ code: z.literal('series/pixels-unreadable'), reason: text }),
      /** A newer question about this vessel came in. */
      failing('vessel/superseded'),
      /** `point`: which of the operator's points stands in the way, from 0. */
      z.strictObject({ code: z.literal('vessel/not-traced'), reason: text, point: count.nullable(), message: text }),
    ]),
  },
  /** The plans of a case, one for each vessel that has one, with their signed versions. */
  'plans.list': {
    input: z.strictObject({ caseId: caseIdSchema }), output: z.strictObject({ plans: z.array(planSchema) }),
    failure: z.union([noCase, failing('case/damaged')]),
  },
  ...sharingMethods,
  /** Keeps the draft of a plan as it is now; earlier drafts stay in the library. `revision`: the one it was made from. */
  'plans.edit': {
    input: z.strictObject({
      caseId: caseIdSchema, vessel: vesselIdSchema, revision: count, words: text.trim().min(1).max(120),
      content: planContentSchema,
    }),
    output: planSchema,
    failure: z.union([
      noCase, failing('case/damaged'), failing('case/not-stored'), failing('plan/stale'), failing('plan/no-vessel'),
      /** A key image whose bytes are not here. */
      failing('plan/no-image'), notKept,
    ]),
  },
  /** Seals the draft as the next version, with what it was decided on. The author is who works now. */
  'plans.sign': {
    input: z.strictObject({
      plan: planIdSchema, revision: count, evidence: planEvidenceSchema, series: z.array(seriesIdSchema).max(50),
    }),
    output: planSchema,
    failure: z.union([
      failing('plan/not-found'), failing('plan/stale'), failing('plan/no-author'), failing('case/damaged'),
      failing('series/not-found'),
      /** What stands in the way, as core/plan/planStanding says it. */
      z.strictObject({ code: z.literal('plan/not-ready'), reasons: z.array(text) }), notKept,
    ]),
  },
  /** A signed version, after its seal was checked; and the newest one of the plan that was not withdrawn. */
  'plans.version': {
    input: z.strictObject({ plan: planIdSchema, version: count.min(1) }),
    output: z.strictObject({ sealed: sealedPlanSchema, standing: planVersionSchema, newest: planVersionSchema.nullable(), received: receivedFromSchema }),
    failure: z.union([failing('plan/not-found'), failing('plan/damaged')]),
  },
  /** Takes a version back for good: the room shows a stop page. A received one is withdrawn where it was signed. */
  'plans.withdraw': {
    input: z.strictObject({ plan: planIdSchema, version: count.min(1), reason: text.trim().min(1).max(600) }),
    output: planSchema,
    failure: z.union([failing('plan/not-found'), failing('plan/damaged'), failing('plan/withdrawn'), failing('plan/received'), notKept]),
  },
  /** Plans of the whole library, drafts among them: by name or ID of the patient, lesion, day of signing, "J-CTO 3". */
  'plans.search': {
    input: z.strictObject({
      text: text.max(200), from: text.max(10).nullable(), to: text.max(10).nullable(), jCto: count.max(6).nullable(),
      kind: z.enum(PLAN_KINDS), sort: z.enum(PLAN_SORTS), order: z.enum(['asc', 'desc']), limit: count.min(1).max(500), offset: count,
    }),
    output: z.strictObject({ rows: z.array(planRowSchema), total: count }), failure: never,
  },
  /** Keeps a key image with a case; equal pictures are kept once. */
  'plans.keepImage': {
    input: z.strictObject({ caseId: caseIdSchema, pngBase64: z.base64().max(960_000) }),
    output: z.strictObject({ sha256: text }),
    failure: z.union([noCase, failing('case/not-stored'), failing('image/not-png'), notKept]),
  },
  /** The bytes of a key image. */
  'plans.image': {
    input: z.strictObject({ sha256: text.length(64) }), output: z.strictObject({ pngBase64: text }),
    failure: failing('image/not-found'),
  },
  ...exportMethods,
  ...sendingMethods,
  /** What happened in the room with one version, in the order in which it happened. */
  'room.log': {
    input: z.strictObject({ plan: planIdSchema, version: count.min(1) }),
    output: roomLogSchema, failure: z.union([failing('plan/not-found'), failing('plan/damaged')]),
  },
  /**
   * Adds to the log of the room. `after`: the last row that the sender knows; another window may have been faster.
   * `doneAt`: when it happened by the host's clock, where it could not be sent at once.
   */
  'room.add': {
    input: z.strictObject({
      plan: planIdSchema, version: count.min(1), after: count, happening: roomHappeningSchema, doneAt: instant.nullable(),
    }),
    output: roomLogSchema,
    failure: z.union([
      failing('plan/not-found'), failing('plan/damaged'), failing('plan/withdrawn'), failing('room/stale'), notKept,
    ]),
  },
  /**
   * A room screen for one signed version: on the other display where there is one. `address`: where the page is to open
   * it; null where the shell has opened it.
   */
  'room.open': {
    input: z.strictObject({ plan: planIdSchema, version: count.min(1) }),
    output: z.strictObject({ address: text.nullable() }),
    failure: z.union([failing('plan/not-found'), failing('plan/damaged'), failing('shell/no-window')]),
  },
  ...outcomeMethods,
  'series.close': { input: z.strictObject({ blob: text }), output: nothing, failure: never },
} as const;
/** Raised whenever an old renderer could misread a new host, or the reverse. */
export const CONTRACT_VERSION = 1;

/** What the host announces. A change says *what* changed, never the new value: the renderer asks again. */
export type Change =
  | { readonly what: 'cases' }
  | { readonly what: 'case'; readonly id: CaseId }
  | { readonly what: 'annotations'; readonly id: CaseId }
  | { readonly what: 'entries'; readonly id: CaseId }
  | { readonly what: 'runs'; readonly id: CaseId }
  | { readonly what: 'plans'; readonly id: CaseId }
  | { readonly what: 'room'; readonly plan: PlanId; readonly version: number }
  | { readonly what: 'outcome'; readonly plan: PlanId; readonly version: number }
  | { readonly what: 'operators' }
  | { readonly what: 'settings' }
  | { readonly what: 'stock' }
  | { readonly what: 'templates' }
  | { readonly what: 'archives' }
  | { readonly what: 'sendings'; readonly plan: PlanId }
  | { readonly what: 'views' }
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

/** What the host implements. `page`: who asks; what is opened for a page is closed once that is gone. */
export type Host = { readonly [M in Method]: (input: Input<M>, page?: PageId | null) => Promise<Result<Output<M>, Failure<M>>> };
/** What the renderer holds: the same methods, which can also fail on the way. */
export type HostClient = {
  readonly [M in Method]: (input: Input<M>) => Promise<Result<Output<M>, Failure<M> | CarriageFailure>>;
};
