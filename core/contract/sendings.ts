import { z } from 'zod';
import { failing, notKept } from './failures.ts';
import { archiveIdSchema, caseIdSchema, planIdSchema, sendingIdSchema } from './ids.ts';

const text = z.string();
const count = z.number().int().nonnegative();
const instant = z.iso.datetime();

/**
 * A signed version on its way to an archive. It waits (from the start, or because the archive was busy or not there), is
 * being sent, was sent, was refused, was sent and is not found there, or was sent in part, as the archive took some objects of it and refused others: then it
 * goes on when somebody says so, with what is missing there. What was taken back after a try had begun stays
 * known: the archive may have a part of it, and is told if the version is withdrawn.
 */
export const sendingSchema = z.strictObject({
  id: sendingIdSchema, caseId: caseIdSchema, plan: planIdSchema, version: count.min(1),
  archive: z.strictObject({ id: archiveIdSchema.nullable(), name: text }),
  state: z.enum(['waiting', 'sending', 'sent', 'refused', 'in-part', 'not-found', 'taken-back']),
  /** Objects that the archive has of those that go there, while they are being sent; 0 of 0 before they are made. */
  done: count, of: count,
  /** Tries so far. */
  attempts: count,
  /** Why the last try failed, as a sentence; null where none has. */
  reason: text.nullable(),
  /** When it is tried next; null where it does not wait. */
  nextTryAt: instant.nullable(),
  /** Since when it stands as it does. */
  since: instant,
  /** Of what was sent: whether the archive was asked afterwards, and lists all of it. Some cannot be asked. */
  isFound: z.boolean(),
  /** Of what is not found there: whether the archive lists a part of it. */
  isPartFound: z.boolean(),
  /** Whether the version is withdrawn: what goes to the archive, or is not found there, is the notice of it. */
  isWithdrawn: z.boolean(),
  /** What the archive has, and since when: the plan, or the notice that it was withdrawn; null where it has nothing whole yet. */
  has: z.strictObject({ what: z.enum(['plan', 'withdrawal']), at: instant }).nullable(),
});
export type SendingView = z.infer<typeof sendingSchema>;

/** What the renderer may ask about what is sent. */
export const sendingMethods = {
  /** What of a plan is on its way to archives, or there; of the whole library (`plan` null) what is not there yet. */
  'sendings.list': {
    input: z.strictObject({ plan: planIdSchema.nullable() }), output: z.strictObject({ sendings: z.array(sendingSchema) }), failure: z.never(),
  },
  /**
   * Sends a signed version to an archive, now: also one that was sent (then whole again), was refused or sent in part, or waits
   * for its next try (then what is missing there). A withdrawn one goes as a notice that it was withdrawn. The queue survives everything; the answer comes before it is sent.
   */
  'sendings.ask': {
    input: z.strictObject({ plan: planIdSchema, version: count.min(1), archive: archiveIdSchema }), output: sendingSchema,
    failure: z.union([failing('plan/not-found'), failing('plan/damaged'), failing('archive/not-found'), notKept]),
  },
  /** Takes back what is not sent yet; what an archive has already stays there. */
  'sendings.cancel': {
    input: z.strictObject({ id: sendingIdSchema }), output: z.strictObject({}), failure: z.union([failing('sending/not-found'), notKept]),
  },
} as const;
