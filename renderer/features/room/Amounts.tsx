import { loadOf, type Load } from '../../../core/plan/roomLimits.ts';
import type { PlanBudget } from '../../../core/plan/plan.ts';
import type { RoomState } from '../../../core/plan/roomState.ts';
import { LoadBar } from './LoadBar.tsx';
import { RoomSign } from './RoomSign.tsx';

const LOAD_WORDS: Readonly<Record<Load, string | null>> =
  { fine: null, unknown: null, near: 'nears its limit', over: 'limit reached' };

/** Contrast and air kerma, as last read, against their limits. */
export const Amounts = ({ budget, state, onContrast, onKerma }: {
  readonly budget: PlanBudget; readonly state: RoomState; readonly onContrast: () => void; readonly onKerma: () => void;
}) => (
  <section className="room-panel" aria-label="Contrast and dose">
    <Amount name="Contrast" sign="C" unit="ml" amount={state.contrastMl} limit={budget.contrastMl} digits={0} onEnter={onContrast} />
    <Amount name="Air kerma" sign="K" unit="Gy" amount={state.airKermaGy} limit={budget.airKermaGy} digits={1} onEnter={onKerma} />
  </section>
);

function Amount({ name, sign, unit, amount, limit, digits, onEnter }: {
  readonly name: string; readonly sign: string; readonly unit: string; readonly amount: number | null;
  readonly limit: number | null; readonly digits: number; readonly onEnter: () => void;
}) {
  const load = loadOf(amount, limit);
  const words = LOAD_WORDS[load];
  return (
    <div className={`room-amount ${load}`}>
      <button type="button" className="room-field room-row" onPointerDown={(event) => event.preventDefault()} onClick={onEnter}>
        <span><kbd>{sign}</kbd> {name}</span>
        <span>
          <b>{amount === null ? 'not entered' : amount.toFixed(digits)}</b>
          {limit === null ? (amount === null ? '' : ` ${unit}, no limit`) : ` of ${limit.toFixed(digits)} ${unit}`}
        </span>
      </button>
      {limit === null ? null : <LoadBar amount={amount ?? 0} limit={limit} most={limit} load={load} />}
      {words === null ? null : <p className="warn" role="status"><RoomSign is="triangle" /> {name} {words}</p>}
    </div>
  );
}
