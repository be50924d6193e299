import type { Author } from '../annotation/annotation.ts';
import { stepsOf, type PlanContent } from './plan.ts';
import { minutesSince } from './roomLimits.ts';
import type { RoomEvent } from './roomLog.ts';
import { roomState } from './roomState.ts';

/** The way by which the wire crossed in the end. */
export const CROSSINGS = ['AWE', 'ADR', 'RWE', 'RDR', 'not crossed'] as const;
/** A way of crossing: antegrade or retrograde, by wire escalation or by dissection and re-entry. */
export type Crossing = (typeof CROSSINGS)[number];

/** What went wrong, by the names under which the complication scores count it. */
export const COMPLICATIONS = [
  'perforation that needed treatment', 'pericardiocentesis', 'tamponade', 'myocardial infarction', 'stroke', 'urgent revascularisation',
  'emergency surgery', 'donor vessel injury', 'access site', 'contrast nephropathy', 'radiation skin injury', 'death',
] as const;
/** A complication in hospital. */
export type Complication = (typeof COMPLICATIONS)[number];

/**
 * The major adverse events among them. Tamponade counts as such; the registry asks for one that needed pericardiocentesis.
 *
 * @source PROGRESS-CTO (Simsek, JACC Cardiovasc Interv 2022;15:1413), as a society's summary tells it
 */
export const MACE: readonly Complication[] = [
  'death', 'myocardial infarction', 'stroke', 'urgent revascularisation', 'tamponade', 'pericardiocentesis',
];

/**
 * What success means here. CTO-ARC 2021 (doi:10.1161/CIRCULATIONAHA.120.046754) sets limits of residual stenosis and flow
 * that were not read; a site that follows them records by them.
 *
 * @source PROGRESS-CTO, as a society's summary tells it
 */
export const SUCCESS_WORDS = {
  technical: 'The lesion was opened.',
  procedural: 'Technical success without a major adverse event in hospital: death, myocardial infarction, stroke, urgent '
    + 'revascularisation, tamponade that needed pericardiocentesis.',
  source: 'PROGRESS-CTO (evidence A)',
} as const;

/** The most that an outcome takes; a log that was left running says nothing of the time. */
export const OUTCOME_MOST = { minutes: 6000, devices: 40, notes: 4000 } as const;

/** What became of a procedure, as the operator records it. Null: not said. */
export interface Outcome {
  readonly crossing: Crossing | null;
  /** Step of the plan with which the wire crossed; null where it was none of them. */
  readonly crossedWith: string | null;
  /** From the first wire to the crossing. */
  readonly wireMinutes: number | null;
  readonly totalMinutes: number | null;
  readonly contrastMl: number | null;
  readonly airKermaGy: number | null;
  readonly technicalSuccess: boolean | null;
  readonly proceduralSuccess: boolean | null;
  /** Null: not said; empty: none. */
  readonly complications: readonly Complication[] | null;
  readonly devices: readonly string[];
  readonly ivus: string;
  readonly notes: string;
}

/** Begun minutes count: what took longer than a limit of whole minutes stays longer. */
const within = (value: number | null): number | null =>
  (value === null || value > OUTCOME_MOST.minutes ? null : Math.ceil(value));

/**
 * When the wire crossed: when the phase went on from crossing to the devices, and was not taken back to crossing since.
 * Null where it never did, or where the first wire is noted after it: such a log contradicts itself.
 */
function crossedIn(events: readonly RoomEvent[], firstWireAt: string | null): string | null {
  let crossedAt: string | null = null;
  for (const { at, happening } of events) {
    if (happening.what === 'phase') crossedAt = happening.phase === 'cap' || happening.phase === 'tracking' ? null : crossedAt ?? at;
  }
  return crossedAt !== null && firstWireAt !== null && Date.parse(firstWireAt) > Date.parse(crossedAt) ? null : crossedAt;
}

/** An outcome as the log of the room tells it; what only the operator knows stays open. */
export function outcomeFromLog(plan: Pick<PlanContent, 'rungs'>, events: readonly RoomEvent[]): Outcome {
  const state = roomState(plan, events);
  const steps = stepsOf(plan);
  const done = steps.filter(({ step }) => state.done.has(step.id));
  const crossedAt = crossedIn(events, state.firstWireAt);
  const before = crossedAt === null ? [] : done.filter(({ rung, step }) => rung.letter === 'A' && (state.done.get(step.id) ?? '') <= crossedAt);
  const last = before.toSorted((a, b) => (state.done.get(a.step.id) ?? '').localeCompare(state.done.get(b.step.id) ?? '')).at(-1);
  const ended = state.endedAt ?? events.at(-1)?.at ?? null;
  return {
    crossing: null, crossedWith: last?.step.id ?? null,
    wireMinutes: crossedAt === null ? null : within(minutesSince(state.firstWireAt, crossedAt)),
    totalMinutes: ended === null ? null : within(minutesSince(state.accessAt, ended)),
    contrastMl: state.contrastMl, airKermaGy: state.airKermaGy,
    technicalSuccess: null, proceduralSuccess: null, complications: null,
    devices: [...new Set(done.flatMap(({ step }) => step.devices.map(({ name }) => name)))].slice(0, OUTCOME_MOST.devices),
    ivus: '', notes: state.notes.map(({ words }) => words).join('; ').slice(0, OUTCOME_MOST.notes),
  };
}

/** An outcome as it is kept: rows are only added, a correction is the next revision. */
export interface KeptOutcome {
  readonly outcome: Outcome;
  readonly revision: number;
  /** The operator stands by it; until then it is being written, and counts for nothing. */
  readonly isConfirmed: boolean;
  readonly at: string;
  readonly by: Author | null;
}

/**
 * What keeps an outcome from being confirmed, in sentences that say what to do: what only the operator knows, and what
 * contradicts itself. None where it can be.
 */
export function outcomeObjections(plan: Pick<PlanContent, 'rungs'>, outcome: Outcome): readonly string[] {
  const { crossing, crossedWith, technicalSuccess, proceduralSuccess, complications } = outcome;
  const major = complications?.filter((one) => MACE.includes(one)) ?? [];
  const isStep = crossedWith === null || stepsOf(plan).some(({ step }) => step.id === crossedWith);
  return [
    ...(crossing === null ? ['Say how the wire crossed, or that it did not.'] : []),
    ...(technicalSuccess === null ? ['Say whether it was a technical success.'] : []),
    ...(complications === null ? ['Say which complications there were, or that there were none.'] : []),
    ...(proceduralSuccess === null ? ['Say whether it was a procedural success.'] : []),
    ...(crossing === 'not crossed' && technicalSuccess === true ? ['The wire did not cross: that is no technical success.'] : []),
    ...(crossing === 'not crossed' && crossedWith !== null ? ['The wire did not cross: no step crossed either.'] : []),
    ...(technicalSuccess === false && proceduralSuccess === true ? ['Without technical success there is no procedural success.'] : []),
    ...(proceduralSuccess === true && major.length > 0 ? [`With ${major.join(', ')} there is no procedural success.`] : []),
    ...(proceduralSuccess === true && complications?.includes('emergency surgery') === true && major.length === 0
      ? ['With emergency surgery there is no procedural success.'] : []),
    ...(isStep ? [] : ['The step that crossed is not one of this version: choose it again.']),
  ];
}

/** What is left open in an outcome that can be confirmed, and what it counts for without it; none where nothing is. */
export const outcomeCautions = ({ crossing, wireMinutes }: Outcome): readonly string[] =>
  (crossing === null || crossing === 'not crossed' || wireMinutes !== null ? []
    : ['Say how many minutes passed from the first wire to the crossing: without them the curves of crossing in time say nothing at these points.']);

/** A line of plan against reality. */
export interface Reality {
  readonly what: string;
  readonly planned: string;
  readonly real: string;
  /** Null where nothing was planned, or nothing recorded. */
  readonly isAsPlanned: boolean | null;
}

/** What was planned beside what became of it. */
export function planAgainstReality(plan: PlanContent, events: readonly RoomEvent[], outcome: Outcome): readonly Reality[] {
  const state = roomState(plan, events);
  const steps = stepsOf(plan).map(({ label, step }): Reality => {
    const at = state.done.get(step.id) ?? null;
    return {
      what: label, planned: step.technique,
      real: step.id === outcome.crossedWith ? 'crossed with it' : at !== null ? 'done' : events.length === 0 ? 'not noted' : 'not needed', isAsPlanned: null,
    };
  });
  const { budget } = plan;
  return [
    ...steps,
    amount('Wire time', 'min', budget.wireMinutes, outcome.wireMinutes),
    amount('Total time', 'min', budget.totalMinutes, outcome.totalMinutes),
    amount('Contrast', 'ml', budget.contrastMl, outcome.contrastMl),
    amount('Air kerma', 'Gy', budget.airKermaGy, outcome.airKermaGy),
  ];
}

const amount = (what: string, unit: string, limit: number | null, real: number | null): Reality => ({
  what, planned: limit === null ? 'no limit' : `at most ${limit} ${unit}`, real: real === null ? 'not recorded' : `${real} ${unit}`,
  isAsPlanned: limit === null || real === null ? null : real <= limit,
});
