import { z } from 'zod';
import { FACT_PATHS, factRow, type FactPath, type FactValue } from '../lesion/caseFacts.ts';
import type { PointLps } from '../geometry/frame.ts';
import type { PointPixel } from '../geometry/plane.ts';
import { MOST, RUNG_LETTERS, type RungLetter } from '../plan/plan.ts';
import { ROOM_PHASES } from '../plan/roomLog.ts';
import { EQUIPMENT, type ItemId } from '../strategy/equipmentItems.ts';
import type { RuleId } from '../strategy/rule.ts';
import { ruleOf } from '../strategy/rules.ts';
import type { PlanStep } from '../strategy/stepCheck.ts';
import type { Deg, Mm } from '../units.ts';
import { entryContentSchema } from './entries.ts';
import { checkOf } from './factCheck.ts';
import { caseIdSchema, operatorIdSchema, planIdSchema, seriesIdSchema, vesselIdSchema } from './ids.ts';
import { parameterShape, patientSchema } from './schemas.ts';

const text = z.string();
const short = text.max(MOST.name);
const long = text.max(MOST.text);
const name = text.trim().min(1).max(MOST.name);
const finite = z.number();
const count = z.number().int().nonnegative();
const instant = z.iso.datetime();
const id = text.regex(/^[0-9a-z-]{1,40}$/);
const sha256 = text.regex(/^[0-9a-f]{64}$/);
const isNumber = (value: unknown): value is number => finite.safeParse(value).success;
const mmWithin = (least: number, most: number) =>
  z.custom<Mm>((value) => isNumber(value) && value >= least && value <= most, `millimetres, ${least} to ${most}`);
const degrees = z.custom<Deg>((value) => isNumber(value) && value >= 0 && value <= 360, 'degrees from 0 to 360');
const threeNumbers = z.tuple([finite, finite, finite]);
const point = z.custom<PointLps>((value) => threeNumbers.safeParse(value).success, 'three millimetres');
const itemId = z.custom<ItemId>((value) => typeof value === 'string' && Object.hasOwn(EQUIPMENT, value), 'a kind of equipment');
const ruleId = z.custom<RuleId>((value) => typeof value === 'string' && ruleOf(value) !== undefined, 'a rule of the review');
const factPath = z.custom<FactPath>((value) => FACT_PATHS.some((path) => path === value), 'the path of a fact');
const minutes = count.min(1).max(600);

const judged = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('dilate'),
    balloon: z.strictObject({
      kind: z.enum(['SC', 'NC', 'OPN', 'cutting', 'scoring', 'IVL', 'BAM']),
      diameterMm: finite.min(0).max(12).optional(), pressureAtm: finite.min(0).max(60).optional(),
    }),
  }),
  z.strictObject({
    do: z.literal('ablate'),
    atherectomy: z.strictObject({
      kind: z.enum(['rotational', 'orbital', 'laser']), burrMm: finite.min(0).max(4).optional(),
    }),
  }),
  z.strictObject({ do: z.literal('stent') }),
  z.strictObject({ do: z.literal('oct') }),
]);
/** What the safety gates judge of a step: a balloon or a burr of whatever is known of it. */
const act = z.custom<PlanStep>((value) => judged.safeParse(value).success, 'what is done, as the safety gates know it');
const track = z.enum(['intraplaque', 'extraplaque']);
const device = z.strictObject({
  item: itemId.nullable(), name, sizeMm: finite.min(0).max(12).nullable(), count: count.min(1).max(20),
});
/** A step of a plan; see core/plan/plan. */
export const plannedStepSchema = z.strictObject({
  id, technique: name, aim: long,
  devices: z.array(device).max(MOST.devices).readonly(),
  minutes: minutes.nullable(), at: mmWithin(-300, 300).nullable(), act: act.nullable(), track: track.nullable(),
  because: z.array(ruleId).max(20).readonly(),
  override: z.strictObject({ rules: z.array(ruleId).min(1).max(20).readonly(), reason: text.trim().min(1).max(MOST.text) })
    .nullable(),
});
/** When to leave a rung; see core/plan/plan. */
export const stopRuleSchema = z.strictObject({
  minutes: minutes.nullable(), attempts: count.min(1).max(20).nullable(),
  contrastMl: finite.positive().max(2000).nullable(), airKermaGy: finite.positive().max(50).nullable(), words: long,
});
/** How much the whole procedure may take; see core/plan/plan. */
export const planBudgetSchema = z.strictObject({
  contrastMl: finite.positive().max(2000).nullable(), airKermaGy: finite.positive().max(50).nullable(),
  wireMinutes: minutes.nullable(), totalMinutes: minutes.nullable(),
});
const pixel = z.custom<PointPixel>((value) => z.tuple([finite, finite]).safeParse(value).success, 'a column and a row');
const keyFrame = z.strictObject({
  of: z.enum(['run', 'volume', 'slices']), index: count,
  area: z.tuple([finite, finite, finite, finite]).readonly(),
  window: z.strictObject({ width: finite.positive(), level: finite }).nullable(), isInverted: z.boolean(),
  marks: z.array(z.strictObject({
    shape: z.enum(['point', 'line', 'circle']), points: z.array(pixel).min(1).max(MOST.markPoints).readonly(), words: long,
  })).max(MOST.marks).readonly(),
});
const keyImage = z.strictObject({
  id, sha256, series: seriesIdSchema.nullable(), caption: short, detail: short, frame: keyFrame.exactOptional(),
});

/** Whether the rungs are A, B and C in order. */
export const areInOrder = (rungs: readonly { readonly letter: RungLetter }[]): boolean =>
  rungs.every(({ letter }, n) => letter === RUNG_LETTERS[n]);

/** Everything that an operator decides for one lesion; see core/plan/plan. */
export const planContentSchema = z.strictObject({
  rungs: z.array(z.strictObject({
    letter: z.enum(RUNG_LETTERS), title: short, note: long,
    steps: z.array(plannedStepSchema).max(MOST.steps).readonly(), stop: stopRuleSchema.nullable(),
  })).length(RUNG_LETTERS.length).refine(areInOrder, 'the rungs A, B and C in order').readonly(),
  budget: planBudgetSchema,
  access: long, guides: long, notes: long,
  keyImages: z.array(keyImage).max(MOST.keyImages).readonly(),
});

const fact = z.strictObject({
  path: factPath, value: z.custom<FactValue<FactPath>>((value) => value !== undefined),
  state: z.enum(['proposed', 'confirmed', 'edited', 'stated', 'changed', 'unknown']),
  range: z.tuple([finite, finite]).readonly().nullable(), source: short, by: short.nullable(),
}).refine(({ path, value }) => checkOf(factRow(path).kind)(value), { path: ['value'], message: 'is not a value of this fact' });
const score = z.strictObject({
  id: short, name: short, least: finite, most: finite, category: short.nullable(), outcome: long.nullable(),
  citation: long, evidence: short, isProvisional: z.boolean(), span: z.tuple([finite, finite]).readonly().exactOptional(),
}).refine(({ least, most, span }) => span === undefined || (span[0] <= least && span[1] >= most), { path: ['span'], message: 'holds the points' });
const lesion = z.strictObject({
  name: short, vessel: vesselIdSchema, frameOfReferenceUid: text.max(64).nullable(),
  length: mmWithin(0, 400), proximalCap: point, distalCap: point,
  course: z.array(point).max(1000).readonly(),
  sections: z.array(z.strictObject({
    at: mmWithin(-400, 800), arc: degrees, sharePercent: finite.min(0).max(100), isFullMoon: z.boolean(),
    state: z.enum(['proposed', 'confirmed', 'edited']),
  })).max(2000).readonly(),
  windows: z.array(z.tuple([mmWithin(-400, 800), mmWithin(-400, 800)]).readonly()).max(100).readonly(),
  sureLengths: z.array(mmWithin(0, 1200)).max(100).readonly().exactOptional(),
  metal: z.array(z.tuple([mmWithin(-400, 800), mmWithin(-400, 800)]).readonly()).max(1000).readonly().exactOptional(),
  algorithms: z.array(short).max(20).readonly(),
  cautions: z.array(long).max(20).readonly(),
  work: z.array(entryContentSchema).max(5000).readonly().exactOptional(),
}).refine(({ windows, sureLengths }) => sureLengths === undefined || sureLengths.length === windows.length, { path: ['sureLengths'], message: 'is one for each window' });
/** What a plan was decided on; see core/plan/sealedPlan. */
export const planEvidenceSchema = z.strictObject({
  lesion: lesion.nullable(), facts: z.array(fact).max(FACT_PATHS.length).readonly(),
  scores: z.array(score).max(60).readonly(), parameters: z.strictObject(parameterShape),
  openPoints: z.array(long).max(40).readonly(),
});

/** A signed version; see core/plan/sealedPlan. */
export const sealedPlanSchema = z.strictObject({
  format: z.literal(1), plan: planIdSchema, version: count.min(1),
  patient: patientSchema, studyDate: text.nullable(),
  content: planContentSchema, evidence: planEvidenceSchema,
  series: z.array(z.strictObject({
    id: seriesIdSchema, studyUid: text, seriesUid: text, description: text.nullable(), sha256,
  })).readonly(),
  software: text, author: z.strictObject({ id: operatorIdSchema, name: text }),
  signedAt: instant, timeZone: text, previousSha256: sha256,
});

const who = z.strictObject({ id: operatorIdSchema, name: text }).nullable();
/** A version in the list of a plan. */
export const planVersionSchema = z.strictObject({
  version: count.min(1), sha256, signedAt: instant, by: who,
  withdrawn: z.strictObject({ at: instant, by: who, reason: text }).nullable(),
});
export type PlanVersionView = z.infer<typeof planVersionSchema>;
/** The plan of one vessel: the draft as it is edited, and what was signed of it, newest first. */
export const planSchema = z.strictObject({
  id: planIdSchema, vessel: vesselIdSchema,
  /** Null while nothing was written. */
  draft: z.strictObject({ content: planContentSchema, revision: count, changedAt: instant, changedBy: who }).nullable(),
  versions: z.array(planVersionSchema),
});
export type PlanView = z.infer<typeof planSchema>;

/** The series that a received version rests on: here as they were sealed, here with other files, or not here. */
const imagesHere = z.enum(['here', 'other-files', 'missing']);
/**
 * Where a version was signed that came from another workstation, and where it came to, by hashes that say nothing of either; and when it
 * came and its chain was checked. Null for an own one.
 */
export const receivedFromSchema = z.strictObject({ origin: sha256, here: sha256, at: instant, images: imagesHere }).nullable();
export type ReceivedFrom = z.infer<typeof receivedFromSchema>;

/** A plan that was signed at another workstation: it can only be read here. */
export const receivedPlanSchema = z.strictObject({
  /** Under which its versions are read here. */
  id: planIdSchema,
  /** Tells workstations apart: a hash that says nothing of them. */
  origin: sha256, software: text, receivedAt: instant, lesion: text.nullable(),
  /** So many of its first versions it shares with another plan that is here; they are listed there alone. */
  sharedVersions: count,
  /** Its own, newest first. */
  versions: z.array(planVersionSchema),
  /** Of its newest version. */
  images: imagesHere,
});
export type ReceivedPlanView = z.infer<typeof receivedPlanSchema>;

/** What happens in the room; see core/plan/roomLog. */
export const roomHappeningSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('access') }),
  z.strictObject({ what: z.literal('first-wire') }),
  z.strictObject({ what: z.literal('tick'), step: id }),
  z.strictObject({ what: z.literal('untick'), step: id }),
  z.strictObject({ what: z.literal('go-to'), step: id }),
  z.strictObject({ what: z.literal('contrast'), totalMl: finite.min(0).max(3000) }),
  z.strictObject({ what: z.literal('air-kerma'), totalGy: finite.min(0).max(60) }),
  z.strictObject({ what: z.literal('track'), track, isProvenByIvus: z.boolean() }),
  z.strictObject({ what: z.literal('phase'), phase: z.enum(ROOM_PHASES) }),
  z.strictObject({ what: z.literal('note'), words: text.trim().min(1).max(MOST.text) }),
  z.strictObject({ what: z.literal('end') }),
]);
/** A row of the room's log. */
export const roomEventSchema = z.strictObject({
  sequence: count.min(1), at: instant, by: who, happening: roomHappeningSchema,
});

/** The log of a version, and the host's clock: that of the room may be wrong. */
export const roomLogSchema = z.strictObject({ events: z.array(roomEventSchema), now: instant });

/** Which plans are listed. `draft`: those with anything written that is not signed; `sealed`: those that were ever signed. */
export const PLAN_KINDS = ['all', 'draft', 'signed', 'withdrawn', 'received', 'sealed'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];
/** In which order. `newest`: by the last edit, signature or reception. */
export const PLAN_SORTS = ['newest', 'name', 'lesion', 'jCto'] as const;
export type PlanSort = (typeof PLAN_SORTS)[number];
/** How far the procedure of a plan is, as room and outcome say. */
export const PLAN_PROCEDURES = ['none', 'begun', 'ended', 'outcome-written', 'outcome-confirmed'] as const;
export type PlanProcedure = (typeof PLAN_PROCEDURES)[number];

/** A row of the list of all plans: its newest version, or the draft of one that was never signed. */
export const planRowSchema = z.strictObject({
  plan: planIdSchema, caseId: caseIdSchema, vessel: vesselIdSchema, patient: patientSchema, isDemo: z.boolean(), lesion: text.nullable(),
  /** Null, as the three after it, while it was never signed. */
  version: count.min(1).nullable(), sha256: sha256.nullable(), signedAt: instant.nullable(), by: text.nullable(), isWithdrawn: z.boolean(),
  /** Something is written that is not signed. */
  hasDraft: z.boolean(), changedAt: instant, changedBy: text.nullable(), procedure: z.enum(PLAN_PROCEDURES),
  jCto: z.tuple([finite, finite]).readonly().nullable(),
  /** The workstation that it came from; null for a plan of this library. */
  origin: sha256.nullable(),
  /** It is not as it was written: nothing of it is shown, and opening it says what is wrong. */
  isDamaged: z.boolean(),
});
export type PlanRow = z.infer<typeof planRowSchema>;
