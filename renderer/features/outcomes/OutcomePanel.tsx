import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { outcomeCautions, type KeptOutcome } from '../../../core/plan/outcome.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { useCommands } from '../../state/commands.ts';
import type { OutcomeDraftState } from '../../state/outcomeDraft.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Notice, Said, Sign } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { OUTCOME_COMMANDS } from './commands.ts';
import { OutcomeForm } from './OutcomeForm.tsx';
import type { OutcomeAtHand } from './useOutcome.ts';
import './outcomes.css';

/** What became of the procedure by a signed version: prefilled from the log of the room, kept as it is written, then confirmed. */
export function OutcomePanel({ at, sealed, countsNot, isReadOnly, onClose }: {
  readonly at: OutcomeAtHand; readonly sealed: SealedPlan; readonly countsNot: string | null; readonly isReadOnly: boolean; readonly onClose: () => void;
}) {
  const { state, events, failure, objections, hindrance, confirm, retry } = at;
  const panel = useRef<HTMLElement>(null);
  const isThere = failure === null;
  // By key it is written at once: the keyboard is in its first field.
  useEffect(() => {
    if (isThere) panel.current?.querySelector<HTMLElement>('input:not(:disabled), select:not(:disabled)')?.focus();
  }, [isThere]);
  // Always its own: what it cannot do it says, and the key goes to nothing that lies under the form.
  useCommands(OUTCOME_COMMANDS, { confirm, close: onClose });
  return (
    <section
      className="panel outcome" aria-label="Outcome" ref={panel}
      onKeyDown={(event) => {
        // In a field the keys of the whole window rest.
        const act = event.key === 'Escape' ? onClose : event.key === 'Enter' && event.ctrlKey ? confirm : null;
        if (act === null || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      }}
    >
      <div className="panel-head">
        <h2>Outcome</h2><small>of version {sealed.version}{sealed.evidence.lesion === null ? '' : `, ${sealed.evidence.lesion.name}`}</small>
        <OutcomeStanding state={state} />
        <span className="gap" />
        <button type="button" className="link" title="Esc" onClick={onClose}>Back to the plan</button>
      </div>
      <div className="outcome-notices">
        {failure === undefined ? <p className="second">Being read.</p> : failure === null ? null : <Notice tone="refused">{failureWords(failure)}</Notice>}
        {state.obstacle === null ? null : (
          <Notice tone="warning" actions={<button type="button" className="link" onClick={retry}>Try again now</button>}>
            The outcome is not kept yet. {failureWords(state.obstacle)} It waits here.
          </Notice>
        )}
        {state.refused === null ? null : <Notice tone="refused">The last step was not kept. {failureWords(state.refused)}</Notice>}
        {state.isTakenOver ? <Told>Another window changed this outcome meanwhile: its newer state is shown. Look at it, and repeat your last step if it is still right.</Told> : null}
        {!isThere ? null : events.length === 0
          ? <Told>Nothing was noted in the room with this version: everything here is yours to say.</Told>
          : events.some(({ happening }) => happening.what === 'end') ? null : <Told>The procedure has not ended in the log of the room.</Told>}
      </div>
      {isThere ? <OutcomeForm at={at} content={sealed.content} isReadOnly={isReadOnly} /> : <div className="outcome-fields" />}
      <footer className="panel-foot outcome-foot">
        <div>
          {!isThere || state.isConfirmed ? null : objections.map((words) => <Said key={words} tone="warning">{words}</Said>)}
          {isThere && objections.length === 0 ? outcomeCautions(at.outcome).map((words) => <Said key={words} tone="warning">{words}</Said>) : null}
          {isThere && !state.isConfirmed && objections.length === 0 ? <Said tone="ok">Everything is said. {countsNot ?? 'It counts once you confirm it.'}</Said> : null}
          {state.isConfirmed ? <Said tone="ok">{countsNot ?? 'It counts in the curves of this centre.'} A change here is a correction, to be confirmed again; what was said before stays in the library.</Said> : null}
        </div>
        <Button size="md" disabled={hindrance !== null} onClick={confirm}>
          {state.revisions?.some(({ isConfirmed }) => isConfirmed) === true ? 'Confirm again' : 'Confirm outcome'}<kbd>Ctrl Enter</kbd>
        </Button>
      </footer>
    </section>
  );
}

/** How the outcome is kept: by whom and when, and whether it counts. */
function OutcomeStanding({ state: { revisions, isConfirmed, isWaiting, obstacle, outcome } }: { readonly state: OutcomeDraftState }) {
  const last = revisions?.at(-1);
  if (isWaiting) return <small>{obstacle === null ? 'being kept' : 'not kept'}</small>;
  if (last === undefined || outcome === null) return <small>nothing is kept yet</small>;
  return isConfirmed ? <span className="signed ok"><Sign tone="ok" />confirmed {keptWords(last)}</span>
    : <span className="signed warning"><Sign tone="warning" />kept {keptWords(last)}; not confirmed</span>;
}

const keptWords = ({ at, by, revision }: KeptOutcome): string =>
  `${instantWords(at, localDate(new Date()))}, ${by?.name ?? 'nobody chosen'}, revision ${revision}`;

const Told = ({ children }: { readonly children: ReactNode }) => <div className="notice info" role="status"><Sign tone="info" /><span>{children}</span></div>;
