import type { PlanBudget } from '../../../core/plan/plan.ts';
import { minutesSince, roomWarnings } from '../../../core/plan/roomLimits.ts';
import type { RoomState } from '../../../core/plan/roomState.ts';
import { RoomSign } from './RoomSign.tsx';
import { clockWords } from './roomWords.ts';

/** The screen while nobody but the team is to read it: no name, no plan; the time and the warnings stay. */
export function DarkScreen({ state, budget, now }: { readonly state: RoomState; readonly budget: PlanBudget; readonly now: string }) {
  const wire = minutesSince(state.firstWireAt, state.endedAt ?? now);
  return (
    <main className="room-dark">
      <h1 className="unseen">Dark screen</h1>
      {wire === null ? null : <p className="room-clock">{clockWords(wire)}</p>}
      {roomWarnings(state, budget, now).map(({ words }) => <p key={words} className="warn"><RoomSign is="triangle" /> {words}</p>)}
      <p className="dim"><kbd>B</kbd> shows the plan again</p>
    </main>
  );
}
