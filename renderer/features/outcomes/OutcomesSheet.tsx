import { Button } from '@mantine/core';
import { leftOutWords } from '../../../core/plan/leftOutcomes.ts';
import { TOO_FEW, type ObservedCurve } from '../../../core/plan/observedCurve.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { saveFile } from '../../state/saveFile.ts';
import { useView } from '../../state/viewStore.ts';
import { plural } from '../../ui/amountWords.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice, Sign } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { CurveCard } from './CurveCard.tsx';
import './outcomes.css';

/** How each score holds in this centre: what happened beside what its paper reports. */
export function OutcomesSheet({ onClose }: { readonly onClose: () => void }) {
  const host = useHost();
  const answer = useAnswer('outcomes.observed', {});
  const seen = answer?.ok === true ? answer.value : null;
  async function save(): Promise<void> {
    const made = await host['outcomes.csv']({});
    if (!made.ok) return useView.getState().say(failureWords(made.failure));
    // Spreadsheets tell UTF-8 by its mark.
    saveFile(new Blob([`\uFEFF${made.value.csv}`], { type: 'text/csv;charset=utf-8' }), 'fullmoon-outcomes.csv');
  }
  const left = seen === null ? null : leftOutWords(seen.leftOut);
  return (
    <Sheet
      label="Outcomes of this centre" width="1320px" height="calc(100vh - 48px)" onClose={onClose}
      head={seen === null ? null : <small>{plural(seen.procedures, 'procedure')} with a confirmed outcome</small>}
      foot={
        <>
          <span className="second">The table names nobody: no name, ID or date, years since the first, ages over 89 as one group, and no word that somebody wrote.</span>
          <span className="gap" />
          <Button variant="default" disabled={seen === null || seen.procedures === 0} onClick={() => void save()}>Export CSV</Button>
          <Button variant="default" onClick={onClose}>Close</Button>
        </>
      }
    >
      <div className="outcomes-page">
        {answer?.ok === false ? <Notice tone="refused">{failureWords(answer.failure)}</Notice> : null}
        {left === null ? null : <Notice tone="warning">{left}</Notice>}
        {answer === undefined ? <p className="second" role="status">The seals of all plans with an outcome are being checked.</p> : null}
        {seen === null ? null : seen.procedures === 0 ? <Nothing /> : <Curves curves={seen.curves} />}
      </div>
    </Sheet>
  );
}

const Nothing = () => (
  <div className="outcomes-none">
    <h3>No outcome counts yet</h3>
    <p>Sign a plan and do the procedure; then open its case, station 7, and press <kbd>E</kbd>: what the room noted is there already. Confirm it, and it counts here.</p>
    <p className="second">With {TOO_FEW} procedures at a number of points, this page begins to say how a score holds here.</p>
  </div>
);

function Curves({ curves }: { readonly curves: readonly ObservedCurve[] }) {
  const [told, silent] = [curves.filter(({ cases }) => cases > 0), curves.filter(({ cases }) => cases === 0)];
  return (
    <>
      <p className="outcomes-legend">
        <span><svg viewBox="0 0 26 14" aria-hidden="true"><path className="band" d="M13 2v10M9 2h8M9 12h8" /><circle className="dot" cx="13" cy="7" r="3.5" /></svg> here, with its 95 % band</span>
        <span><svg viewBox="0 0 26 14" aria-hidden="true"><path className="band few" d="M13 2v10M9 2h8M9 12h8" /><circle className="dot few" cx="13" cy="7" r="3.5" /></svg> fewer than {TOO_FEW} procedures: nothing is said</span>
        <span><svg viewBox="0 0 26 14" aria-hidden="true"><path className="published" d="M2 7h22" /></svg> as published</span>
        <span className="second">Each procedure counts once, under the version of its plan that was in the room. Each score by its own points and its own outcome; nothing is converted or averaged.</span>
      </p>
      <div className="outcomes-grid">{told.map((curve) => <CurveCard key={curve.id} curve={curve} />)}</div>
      {silent.length === 0 ? null : (
        <p className="second outcomes-silent"><Sign tone="info" /> Not scored as one confirmed number with a recorded outcome yet: {silent.map(({ name }) => name).join(', ')}.</p>
      )}
    </>
  );
}
