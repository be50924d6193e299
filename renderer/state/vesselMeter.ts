import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CarriageFailure, Failure, HostClient, Input } from '../../core/contract/contract.ts';
import type { VesselId } from '../../core/contract/ids.ts';
import { heard, type Named } from '../../core/contract/told.ts';
import type { Centreline } from '../../core/centreline/centreline.ts';
import type { VesselFindings } from '../../core/lesion/vesselFindings.ts';
import { answerOf, type VesselSent } from '../../core/lesion/vesselSent.ts';
import type { VesselAnswer } from '../../core/lesion/vesselSteps.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { failureWords } from '../words.ts';

/** What the host is asked to measure. */
export type Question = Omit<Input<'vessels.measure'>, 'has'>;

/** Why a vessel has no path. `point`: which of the operator's points stands in the way, from 0. */
export interface VesselFailure { readonly reason: string; readonly point: number | null; readonly message: string }
/** Why a traced vessel was not measured. */
export interface VesselRefusal { readonly code: string; readonly message: string }

/** What is known of one vessel by now: the newest answer, and what an older one had that it has not. */
export interface KnownVessel {
  /** The newest path. */
  readonly centreline: Centreline | null;
  /** The points that it was traced through; see pathKey. */
  readonly pathOf: string | null;
  /** The same as they are; null without a path. */
  readonly through: Question['work']['points'] | null;
  /** The work that was answered last, and how far. */
  readonly answered: string;
  readonly upTo: Question['upTo'];
  /** It was coarser than what is found in the end: nothing is confirmed on it. */
  readonly isDraft: boolean;
  /** It was of work that a hand tried, which nobody has kept. */
  readonly isTried: boolean;
  /** Null where it was not traced. */
  readonly failure: VesselFailure | null;
  readonly refusal: VesselRefusal | null;
  readonly findings: VesselFindings | null;
  /** The work that the findings are of; null where they are a draft. */
  readonly findingsOf: string | null;
  /** The newest that are no draft, of work that was kept: what is said of the vessel rests on them. */
  readonly exact: VesselFindings | null;
  /** The work that those are of. */
  readonly exactOf: string | null;
  /** The points that its surroundings were found on. */
  readonly surroundingsOf: string | null;
}

/** Measures vessels: of each the newest question, one at a time. */
export interface VesselMeter {
  readonly store: StoreApi<ReadonlyMap<VesselId, KnownVessel>>;
  /**
   * Asks, unless it is answered, on its way or waiting. Whatever else was waiting for this vessel is given up.
   *
   * @param isTried - of work that is in the hand: what was found of that which is kept stays beside it. Kept, it is asked for again
   */
  ask(question: Question, isTried?: boolean): void;
  /** Asks nothing more. */
  stop(): void;
}

/** The work of a question as a name: two questions of one name have one answer. */
export const workKey = ({ blob, work }: Pick<Question, 'blob' | 'work'>): string => JSON.stringify([blob, work]);

/** The points of a question as a name: two questions of one name have one path. */
export const pathKey = ({ blob, work }: Pick<Question, 'blob' | 'work'>): string => JSON.stringify([blob, work.points]);

const FURTHER: Readonly<Record<Question['upTo'], number>> = { sketch: 0, path: 1, draft: 2, all: 3 };
/** These pass: the question is asked again after a while. */
const PASSES: ReadonlySet<string> = new Set(['vessel/superseded', 'carriage/unreachable']);
/** The first while and the longest, ms; it doubles from one to the next, so that two windows do not hinder each other for good. */
const FIRST_WHILE_MS = 500;
const LONGEST_WHILE_MS = 16_000;

/** A question, and whether it is of work in the hand. */
type Asked = Question & Pick<KnownVessel, 'isTried'>;

interface Line {
  /** The question that the host works on; its answer counts. */
  asked: Asked | null;
  waiting: Asked | null;
  /** The answer that came last: the host tells the next one by its difference from it. */
  has: Named<VesselSent> | null;
  tries: number;
  /** Grows with each question; only the answer to the newest is taken. */
  generation: number;
  later: ReturnType<typeof setTimeout> | undefined;
}

/** Measures through the host. */
export function createVesselMeter(host: Pick<HostClient, 'vessels.measure'>): VesselMeter {
  const store = createStore<ReadonlyMap<VesselId, KnownVessel>>(() => new Map());
  const lines = new Map<VesselId, Line>();
  let isStopped = false;
  const lineOf = (vessel: VesselId): Line => {
    const line = lines.get(vessel) ?? { asked: null, waiting: null, has: null, tries: 0, generation: 0, later: undefined };
    lines.set(vessel, line);
    return line;
  };
  const learn = (vessel: VesselId, known: KnownVessel): void =>
    store.setState(new Map(store.getState()).set(vessel, known), true);

  async function send(asked: Asked): Promise<void> {
    const { isTried, ...question } = asked;
    const line = lineOf(question.vessel);
    clearTimeout(line.later);
    line.asked = asked;
    line.waiting = null;
    line.generation += 1;
    const { generation, has } = line;
    const told = await host['vessels.measure']({ ...question, has: has?.name ?? null });
    if (isStopped || generation !== line.generation) return;
    line.asked = null;
    const reply = told.ok ? came(heard(told.value, has)) : told;
    if (told.ok) line.has = reply.ok ? reply.value : null;
    const before = store.getState().get(question.vessel);
    if (!reply.ok && PASSES.has(reply.failure.code)) {
      const again = line.waiting ?? asked;
      line.waiting = again;
      line.later = setTimeout(() => void send(line.waiting ?? again), Math.min(LONGEST_WHILE_MS, FIRST_WHILE_MS * 2 ** line.tries));
      line.tries += 1;
      if (reply.failure.code === 'carriage/unreachable') learn(question.vessel, failed(asked, reply.failure, before));
      return;
    }
    line.tries = 0;
    learn(question.vessel, reply.ok ? answered(asked, answerOf(reply.value.answer), before) : failed(asked, reply.failure, before));
    if (line.waiting !== null) void send(line.waiting);
  }

  return {
    store,
    ask(of, isTried = false) {
      if (isStopped) return;
      const question = { ...of, isTried };
      const line = lineOf(question.vessel);
      const known = store.getState().get(question.vessel);
      if (isSame(line.asked, question)) {
        line.waiting = null;
        return;
      }
      if (line.asked === null && known !== undefined && known.answered === workKey(question) && FURTHER[known.upTo] >= FURTHER[question.upTo]
        && (isTried || !known.isTried) && line.waiting === null) return;
      if (isSame(line.waiting, question)) return;
      // What takes long is given up for what the hand asks for; short work is waited for, so that the picture follows the hand.
      const isLong = line.asked?.upTo === 'all'
        || (line.asked?.upTo === 'draft' && (question.upTo === 'sketch' || pathKey(line.asked) !== pathKey(question)));
      if (line.asked === null || isLong) {
        line.tries = 0;
        void send(question);
      } else line.waiting = question;
    },
    stop() {
      isStopped = true;
      for (const { later } of lines.values()) clearTimeout(later);
    },
  };
}

const isSame = (one: Question | null, other: Question): boolean =>
  one !== null && one.upTo === other.upTo && workKey(one) === workKey(other);

/** One that was told by its difference from an answer that is not here is asked for again, all of it. */
const came = (answer: Named<VesselSent> | undefined): Result<Named<VesselSent>, { readonly code: 'vessel/superseded' }> =>
  (answer === undefined ? err({ code: 'vessel/superseded' }) : ok(answer));

/** What is known after an answer: what it has not stays from before. */
function answered(question: Asked, { draft, centreline, findings, refusal }: VesselAnswer, before: KnownVessel | undefined): KnownVessel {
  const { isTried } = question;
  const points = pathKey(question);
  // Side branches hang on the path alone: a draft of the same path keeps those that were found.
  const kept = before?.surroundingsOf === points ? before.findings?.surroundings ?? null : null;
  // Traced through the same points it is the same path: whoever cut pictures of it need not cut them again.
  const line = before?.pathOf === points ? before.centreline ?? centreline : centreline;
  const own = findings === null ? null : { ...findings, centreline: line, surroundings: findings.surroundings ?? kept };
  return {
    answered: workKey(question), upTo: question.upTo, isDraft: draft, isTried, failure: null, refusal, centreline: line, pathOf: points, through: question.work.points,
    findings: own ?? before?.findings ?? null,
    findingsOf: own === null ? before?.findingsOf ?? null : draft ? null : workKey(question),
    exact: own === null || draft || isTried ? before?.exact ?? null : own,
    exactOf: own === null || draft || isTried ? before?.exactOf ?? null : workKey(question),
    surroundingsOf: own === null ? before?.surroundingsOf ?? null : own.surroundings === null ? null : points,
  };
}

function failed(question: Asked, failure: Failure<'vessels.measure'> | CarriageFailure, before: KnownVessel | undefined): KnownVessel {
  const words: VesselFailure = failure.code === 'vessel/not-traced'
    ? { reason: failure.reason, point: failure.point, message: failure.message }
    : { reason: failure.code, point: null, message: failureWords(failure) };
  return {
    centreline: null, pathOf: null, through: null, findings: null, findingsOf: null, exact: null, exactOf: null, surroundingsOf: null, ...before,
    answered: workKey(question), upTo: question.upTo, isDraft: false, isTried: question.isTried, failure: words, refusal: null,
  };
}
