import { stepsOf, type NamedStep, type PlanContent, type Track } from './plan.ts';
import type { RoomEvent, RoomPhase } from './roomLog.ts';

/** Where the procedure stands, from the log alone: the same after a crash as before it. */
export interface RoomState {
  readonly phase: RoomPhase;
  readonly accessAt: string | null;
  readonly firstWireAt: string | null;
  readonly endedAt: string | null;
  /** When each step was done, in the order of the log: times may be equal, and a clock may have been set. */
  readonly done: ReadonlyMap<string, string>;
  /** The step at hand: the one gone to, or the first that is not done after the last that is; null where all are done. */
  readonly current: NamedStep | null;
  /** Totals as last read; null while nothing was entered. */
  readonly contrastMl: number | null;
  readonly airKermaGy: number | null;
  readonly track: Track;
  readonly isTrackProven: boolean;
  readonly notes: readonly { readonly at: string; readonly words: string }[];
  readonly last: number;
}

/** The state that a log leads to. */
export function roomState(plan: Pick<PlanContent, 'rungs'>, events: readonly RoomEvent[]): RoomState {
  const steps = stepsOf(plan);
  const done = new Map<string, string>();
  const notes: { readonly at: string; readonly words: string }[] = [];
  let state: Omit<RoomState, 'done' | 'current' | 'notes' | 'last'> = {
    phase: 'cap', accessAt: null, firstWireAt: null, endedAt: null, contrastMl: null, airKermaGy: null,
    track: 'intraplaque', isTrackProven: false,
  };
  let wanted: string | null = steps[0]?.step.id ?? null;
  for (const { at, happening } of events) {
    switch (happening.what) {
      case 'access': state = { ...state, accessAt: at }; break;
      case 'first-wire': state = { ...state, firstWireAt: at, accessAt: state.accessAt ?? at }; break;
      case 'tick': {
        done.delete(happening.step);
        done.set(happening.step, at);
        const ticked = steps.find(({ step }) => step.id === happening.step);
        // Done is not proven: what IVUS has shown of an earlier track says nothing of the new one.
        const to = ticked?.step.track ?? null;
        if (to !== null && to !== state.track) state = { ...state, track: to, isTrackProven: false };
        wanted = nextAfter(steps, happening.step, done);
        break;
      }
      case 'untick': done.delete(happening.step); wanted = happening.step; break;
      case 'go-to': wanted = happening.step; break;
      case 'contrast': state = { ...state, contrastMl: happening.totalMl }; break;
      case 'air-kerma': state = { ...state, airKermaGy: happening.totalGy }; break;
      case 'track': state = { ...state, track: happening.track, isTrackProven: happening.isProvenByIvus }; break;
      case 'phase': state = { ...state, phase: happening.phase }; break;
      case 'note': notes.push({ at, words: happening.words }); break;
      case 'end': state = { ...state, endedAt: at }; break;
    }
  }
  return {
    ...state, done, notes, current: steps.find(({ step }) => step.id === wanted) ?? null, last: events.at(-1)?.sequence ?? 0,
  };
}

/** The step that was ticked last; null where none is done. */
export const lastDone = ({ done }: Pick<RoomState, 'done'>): string | null => [...done.keys()].at(-1) ?? null;

/** The next step that is not done, after one and then from the beginning. */
function nextAfter(steps: readonly NamedStep[], id: string, done: ReadonlyMap<string, string>): string | null {
  const from = steps.findIndex(({ step }) => step.id === id) + 1;
  return [...steps.slice(from), ...steps.slice(0, from)].find(({ step }) => !done.has(step.id))?.step.id ?? null;
}
