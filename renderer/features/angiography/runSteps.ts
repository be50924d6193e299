import type { HostClient } from '../../../core/contract/contract.ts';
import type { CaseId, SeriesId } from '../../../core/contract/ids.ts';
import type { MeasuredInput, RunState } from '../../../core/contract/runs.ts';
import { keptOfCase, sayStale } from '../../api/caseJournal.ts';
import { isSameData } from '../../state/sameData.ts';
import { useUndo } from '../../state/undoStore.ts';
import { useView } from '../../state/viewStore.ts';
import { failureWords } from '../../words.ts';

type Host = Pick<HostClient, 'runs.list' | 'runs.name' | 'runs.calibrate'>;

/** What operators say of the runs of a case: kept at once, each a step of undo. The answer is why it was not kept; else null. */
export interface RunSteps {
  name(run: RunSaid, role: RunState['role']): Promise<string | null>;
  /** `measured` null takes the calibration back. */
  calibrate(run: RunSaid, measured: MeasuredInput | null, words: string): Promise<string | null>;
}

/** A run, and what is said of it before the step. */
export interface RunSaid { readonly series: SeriesId; readonly note: RunState | null }

/** The scope of undo of what is said of a case's runs. */
const runScope = (caseId: CaseId): string => `runs ${caseId}`;

/** The steps of one case over the host. Undo leaves alone what another window has said since. */
export function createRunSteps(host: Host, caseId: CaseId): RunSteps {
  async function kept<Said>(
    words: string, series: SeriesId, [before, after]: readonly [Said, Said], saidIn: (note: RunState | null) => Said,
    send: (said: Said) => ReturnType<Host['runs.name'] | Host['runs.calibrate']>,
  ): Promise<string | null> {
    const reply = await send(after);
    if (!reply.ok) return failureWords(reply.failure);
    const walk = async (from: Said, to: Said): Promise<void> => {
      const { say } = useView.getState();
      const listed = await host['runs.list']({ caseId });
      if (!listed.ok) say(failureWords(listed.failure));
      else if (isSameData(saidIn(listed.value.runs.find((run) => run.series === series) ?? null), from)) {
        const sent = await send(to);
        if (!sent.ok) say(failureWords(sent.failure));
      } else sayStale();
    };
    useUndo.getState().did({
      words, scope: runScope(caseId), undo: () => void walk(after, before), redo: () => void walk(before, after),
    });
    return null;
  }
  const roleIn = (note: RunState | null): RunState['role'] => note?.role ?? null;
  return {
    name: ({ series, note }, role) => kept(`name the run ${role}`, series, [roleIn(note), role], roleIn, (to) => host['runs.name']({ series, role: to })),
    calibrate: ({ series, note }, measured, words) => kept(words, series, [measuredIn(note), measured], measuredIn,
      (to) => host['runs.calibrate']({ series, measured: to })),
  };
}

/** The steps of the open case. */
export const runStepsOf = keptOfCase({ make: createRunSteps, scopes: (caseId) => [runScope(caseId)] });

/** A kept calibration as it was handed in. */
function measuredIn(note: RunState | null): MeasuredInput | null {
  if (note === null || note.calibration === null) return null;
  const { author: _author, at: _at, ...measured } = note.calibration;
  return measured;
}
