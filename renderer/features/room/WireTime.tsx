import { loadOf, minutesSince } from '../../../core/plan/roomLimits.ts';
import { USUAL_LIMITS } from '../../../core/plan/planBudget.ts';
import type { RoomState } from '../../../core/plan/roomState.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { LoadBar } from './LoadBar.tsx';
import { RoomSign } from './RoomSign.tsx';
import { clockWords, timeWords } from './roomWords.ts';

/** At half an hour it is known whether the wire crosses in time: the mark of the scores, whatever the plan's own limit. */
const MARK = USUAL_LIMITS.wireMinutes.value;

/** Time since the first wire with its mark, and since arterial access. */
export function WireTime({ sealed: { content: { budget }, timeZone }, state: { firstWireAt, accessAt, endedAt }, now }: {
  readonly sealed: SealedPlan; readonly state: RoomState; readonly now: string;
}) {
  const until = endedAt ?? now;
  const wire = minutesSince(firstWireAt, until);
  const whole = minutesSince(accessAt, until);
  const limit = budget.wireMinutes ?? MARK;
  const load = loadOf(wire, limit);
  const wholeLoad = loadOf(whole, budget.totalMinutes);
  const isPast = wire !== null && wire >= MARK;
  return (
    <section className={`room-panel ${load}`} aria-label="Times">
      <div className="room-row">
        <span><kbd>W</kbd> Wire time</span>
        <Mark wire={wire} limit={limit} load={load} isPast={isPast} />
      </div>
      <div className="room-row">
        <b className={wire === null ? 'room-clock is-empty' : 'room-clock'} role="timer" aria-label="Wire time">{wire === null ? 'not yet' : clockWords(wire)}</b>
        <span className="dim">{endedAt !== null ? `ended ${timeWords(endedAt, timeZone)}` : firstWireAt === null ? '' : `since ${timeWords(firstWireAt, timeZone)}`}</span>
      </div>
      <LoadBar amount={wire ?? 0} limit={limit} most={Math.max(2 * MARK, 2 * limit)} load={load} mark={MARK} unit="min" />
      <div className={`room-row ${wholeLoad}`}>
        <span><kbd>A</kbd> Since access</span>
        <b>{whole === null ? 'not yet' : clockWords(whole)}{budget.totalMinutes === null || whole === null ? null : <small> of {budget.totalMinutes} min</small>}</b>
      </div>
      {wholeLoad === 'near' || wholeLoad === 'over' ? (
        <p className="warn"><RoomSign is="triangle" /> {wholeLoad === 'near' ? `nears ${budget.totalMinutes} min` : `${budget.totalMinutes} min passed`}</p>
      ) : null}
    </section>
  );
}

function Mark({ wire, limit, load, isPast }: {
  readonly wire: number | null; readonly limit: number; readonly load: string; readonly isPast: boolean;
}) {
  const words = load === 'over' ? `${limit} min passed`
    : load === 'near' ? `nears ${limit} min` : isPast ? `${MARK} min passed` : null;
  if (wire === null || words === null) return <span className="dim">mark at {MARK} min</span>;
  return <b className="warn" role="status"><RoomSign is="triangle" /> {words}</b>;
}
