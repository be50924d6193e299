import { z } from 'zod';
import { COMPLICATIONS, CROSSINGS, OUTCOME_MOST } from '../plan/outcome.ts';
import { MOST } from '../plan/plan.ts';
import { SCORE_IDS } from '../scores/score.ts';
import { failing, notKept } from './failures.ts';
import { operatorIdSchema, planIdSchema } from './ids.ts';

const text = z.string();
const count = z.number().int().nonnegative();
const percent = z.number().min(0).max(100);
const minutes = count.max(OUTCOME_MOST.minutes).nullable();

/** What became of a procedure; see core/plan/outcome. */
const outcomeSchema = z.strictObject({
  crossing: z.enum(CROSSINGS).nullable(), crossedWith: text.regex(/^[0-9a-z-]{1,40}$/).nullable(),
  wireMinutes: minutes, totalMinutes: minutes,
  contrastMl: z.number().min(0).max(3000).nullable(), airKermaGy: z.number().min(0).max(60).nullable(),
  technicalSuccess: z.boolean().nullable(), proceduralSuccess: z.boolean().nullable(),
  complications: z.array(z.enum(COMPLICATIONS)).refine((all) => new Set(all).size === all.length, 'each once').readonly().nullable(),
  devices: z.array(text.trim().min(1).max(MOST.name)).max(OUTCOME_MOST.devices).readonly(),
  ivus: text.max(MOST.text), notes: text.max(OUTCOME_MOST.notes),
});

/** A revision of an outcome, as it is kept. */
export const keptOutcomeSchema = z.strictObject({
  outcome: outcomeSchema, revision: count.min(1), isConfirmed: z.boolean(), at: z.iso.datetime(),
  by: z.strictObject({ id: operatorIdSchema, name: text }).nullable(),
});

/** How one score holds here; see core/plan/observedCurve. */
const observedCurveSchema = z.strictObject({
  id: z.enum(SCORE_IDS), name: text, range: z.tuple([z.number(), z.number()]).readonly(), step: z.number().positive(), outcome: text, cohort: text,
  cases: count, leftOut: count, untimed: count, provisional: count,
  published: z.array(z.strictObject({ least: z.number(), most: z.number(), low: percent, high: percent })).readonly(),
  steps: z.array(z.strictObject({
    points: z.number(), cases: count, events: count, observed: percent, low: percent, high: percent,
    predicted: z.tuple([percent, percent]).readonly().nullable(), isTooFew: z.boolean(), untimed: count,
    verdict: z.enum(['within', 'above', 'below', 'too-few', 'untimed', 'no-rate']),
  })).readonly(),
});

/** How many outcomes count for nothing, and why; see core/plan/leftOutcomes. */
const leftOutSchema = z.strictObject({ unconfirmed: count, withdrawn: count, demo: count, repeated: count, damaged: count });

/** What may be asked about outcomes; part of the contract. */
export const outcomeMethods = {
  /** What became of the procedure that was done by a signed version: every revision, the newest last; none while nothing is kept. */
  'outcomes.load': {
    input: z.strictObject({ plan: planIdSchema, version: count.min(1) }),
    output: z.strictObject({ revisions: z.array(keptOutcomeSchema) }),
    failure: z.union([failing('plan/not-found'), failing('plan/damaged')]),
  },
  /**
   * Keeps an outcome as it is now; earlier revisions stay. `revision`: the one it was made from, 0 for the first. That of a
   * received plan is kept where the plan was signed: it would count twice.
   */
  'outcomes.save': {
    input: z.strictObject({
      plan: planIdSchema, version: count.min(1), revision: count, outcome: outcomeSchema, isConfirmed: z.boolean(),
    }),
    output: z.strictObject({ revisions: z.array(keptOutcomeSchema) }),
    failure: z.union([
      failing('plan/not-found'), failing('plan/damaged'), failing('plan/received'), failing('outcome/stale'),
      /** What keeps it from being confirmed, as core/plan/outcome says it. */
      z.strictObject({ code: z.literal('outcome/not-ready'), reasons: z.array(text) }), notKept,
    ]),
  },
  /** How each score holds here, over all confirmed outcomes of plans that are as they were signed. */
  'outcomes.observed': {
    input: z.strictObject({}), failure: z.never(),
    output: z.strictObject({ procedures: count, curves: z.array(observedCurveSchema), leftOut: leftOutSchema }),
  },
  /** The same procedures as a table that names nobody. The audit notes it before it is given: what cannot be noted is not given. */
  'outcomes.csv': {
    input: z.strictObject({}), output: z.strictObject({ procedures: count, csv: text, leftOut: leftOutSchema }), failure: notKept,
  },
} as const;
