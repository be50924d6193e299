import { planAgainstReality, type Outcome } from '../../../core/plan/outcome.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import type { RoomEvent } from '../../../core/plan/roomLog.ts';
import { useView } from '../../state/viewStore.ts';
import { Sign } from '../../ui/Sign.tsx';
import { realityWords } from './outcomeWords.ts';

/** What was planned beside what became of it. */
export function RealityPanel({ content, events, outcome }: {
  readonly content: PlanContent; readonly events: readonly RoomEvent[]; readonly outcome: Outcome;
}) {
  const rows = planAgainstReality(content, events, outcome);
  return (
    <section className="panel outcome-reality" aria-label="Plan against reality">
      <div className="panel-head">
        <h2>Plan against reality</h2><span className="gap" />
        <button type="button" className="link" title="Shift O" onClick={() => useView.getState().show('outcomes')}>How our scores hold</button>
      </div>
      <div className="plan-scroll" tabIndex={0} role="group" aria-label="Lines of plan and reality">
        <table className="table">
          <thead><tr><th>What</th><th>Planned</th><th>Became</th></tr></thead>
          <tbody>{rows.map((row) => {
            const words = realityWords(row);
            return (
              <tr key={row.what} data-as={words ?? 'none'}>
                <td><b>{row.what}</b></td><td className="wrap">{row.planned}</td>
                <td>{row.real}{words === null ? null : <> <Sign tone={words === 'within' ? 'ok' : 'warning'} /> <span>{words}</span></>}</td>
              </tr>
            );
          })}</tbody>
        </table>
      </div>
    </section>
  );
}
