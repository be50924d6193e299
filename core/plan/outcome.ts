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
  'perforation that needed treatment', 'pericardiocentesis', 'tamponade', 'myocardial infarction', 'stroke',
  'emergency surgery', 'donor vessel injury', 'access site', 'contrast nephropathy', 'radiation skin injury', 'death',
] as const;
/** A complication in hospital. */
export type Complication = (typeof COMPLICATIONS)[number];

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

const within = (value: number | null): number | null => (value === null ? null : Math.round(value));

/**
 * An outcome as the log of the room tells it; what only the operator knows stays open. The wire has crossed
 * when the phase went on from crossing to the devices.
 */
export function outcomeFromLog(plan: Pick<PlanContent, 'rungs'>, events: readonly RoomEvent[]): Outcome {
  const state = roomState(plan, events);
  const steps = stepsOf(plan);
  const done = steps.filter(({ step }) => state.done.has(step.id));
  const crossedAt = events.find(({ happening }) =>
    happening.what === 'phase' && happening.phase !== 'cap' && happening.phase !== 'tracking')?.at ?? null;
  const before = crossedAt === null ? [] : done.filter(({ rung, step }) => rung.letter === 'A' && (state.done.get(step.id) ?? '') <= crossedAt);
  const last = before.toSorted((a, b) => (state.done.get(a.step.id) ?? '').localeCompare(state.done.get(b.step.id) ?? '')).at(-1);
  const ended = state.endedAt ?? events.at(-1)?.at ?? null;
  return {
    crossing: null, crossedWith: last?.step.id ?? null,
    wireMinutes: crossedAt === null ? null : within(minutesSince(state.firstWireAt, crossedAt)),
    totalMinutes: ended === null ? null : within(minutesSince(state.accessAt, ended)),
    contrastMl: state.contrastMl, airKermaGy: state.airKermaGy,
    technicalSuccess: null, proceduralSuccess: null, complications: null,
    devices: [...new Set(done.flatMap(({ step }) => step.devices.map(({ name }) => name)))],
    ivus: '', notes: state.notes.map(({ words }) => words).join('\n'),
  };
}

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
      real: step.id === outcome.crossedWith ? 'crossed with it' : at === null ? 'not needed' : 'done', isAsPlanned: null,
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
