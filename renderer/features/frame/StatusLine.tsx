import type { CaseId } from '../../../core/contract/ids.ts';
import { useAnswer } from '../../api/useHost.ts';
import { useLinkState } from '../../state/linkState.ts';
import { useStatusLine } from '../../state/statusLine.ts';
import { useView } from '../../state/viewStore.ts';
import { Keys } from '../../ui/Keys.tsx';
import { Sign } from '../../ui/Sign.tsx';
import { openWords } from '../plan/sendingWords.ts';

/** Key hints of the station in front on the left, its state on the right. */
export function StatusLine() {
  const { hints, state } = useStatusLine();
  const said = useView((view) => view.said);
  const isUp = useLinkState((link) => link.isUp);
  return (
    <footer className="status">
      <div className="hints">
        {hints.map((hint) => (
          <Keys key={hint.does} hint={hint} />
        ))}
      </div>
      <span role="status" title={said ?? undefined}>{said}</span>
      {isUp ? null : (
        <span className="warn" role="alert">
          No connection to Fullmoon’s service; trying again
        </span>
      )}
      <OnTheWay />
      {state.map((words) => (
        <span key={words}>{words}</span>
      ))}
      <b>Not for primary diagnosis</b>
    </footer>
  );
}

/** What waits to be sent to archives; pressed, it leads to the first of what it tells. */
function OnTheWay() {
  const answer = useAnswer('sendings.list', { plan: null });
  const told = answer?.ok === true ? openWords(answer.value.sendings) : null;
  if (told === null) return null;
  return (
    <button type="button" className="status-link" data-refused={told.isRefused} title="Show the first of them" onClick={() => showPlan(told.first.caseId)}>
      {told.isRefused ? <Sign tone="refused" /> : null}
      {told.words}
    </button>
  );
}

function showPlan(caseId: CaseId): void {
  const { caseId: open, openCase, go } = useView.getState();
  if (open !== caseId) openCase(caseId);
  go('plan');
}
