import { Button } from '@mantine/core';
import { MOST, type PlanContent, type RungLetter } from '../../../core/plan/plan.ts';
import type { DeviceRow } from '../../../core/plan/planDevices.ts';
import type { PlanObjection } from '../../../core/plan/planObjections.ts';
import { Words } from './Fields.tsx';
import { chooseTemplate, usePlanDesk } from './planDesk.ts';
import { RUNG_WORDS, trackBefore } from './planWords.ts';
import { StepRow } from './StepRow.tsx';
import { StopBar } from './StopBar.tsx';
import type { PlanActions } from './usePlanActions.ts';

/** What a ladder is drawn from; `actions` is null where it may only be read. */
export interface LadderGiven {
  readonly content: PlanContent;
  readonly objections: ReadonlyMap<string, readonly PlanObjection[]>;
  readonly devices: readonly DeviceRow[];
  readonly actions: PlanActions | null;
}

/** The ladder A-B-C: what is tried in order, and when to leave each rung. */
export function LadderPanel({ target, state, canSuggest, ...ladder }: LadderGiven & {
  readonly target: string | null;
  /** How what is shown stands: "version 2, signed, read only". */
  readonly state: string | null;
  readonly canSuggest: boolean;
}) {
  const { content, actions } = ladder;
  const chosen = usePlanDesk((desk) => content.rungs.find(({ steps }) => steps.some(({ id }) => id === desk.step))?.letter ?? 'A');
  const isEmpty = content.rungs.every(({ steps, stop }) => steps.length === 0 && stop === null);
  return (
    <section className="panel plan-ladder" aria-label="Ladder">
      <div className="panel-head">
        <h2>Ladder</h2>
        <small>{[target ?? 'no vessel measured', ...(state === null ? [] : [state])].join(', ')}</small>
        <span className="gap" />
        {actions === null ? null : (
          <>
            <Button variant="default" size="compact-xs" title="Use a template, or save this plan as one (T)" onClick={() => chooseTemplate('new', true)}>Templates</Button>
            <Button variant="default" size="compact-xs" title="Add a step (A)" onClick={() => actions.addStep()}>+ Step</Button>
            <Button variant="default" size="compact-xs" title="Stop rule of the rung (S)" onClick={() => actions.openStop(chosen)}>+ Stop rule</Button>
          </>
        )}
      </div>
      {isEmpty ? <NoStep actions={actions} canSuggest={canSuggest} /> : (
        <div className="plan-rungs">
          {content.rungs.map(({ letter }) => <Rung key={letter} letter={letter} {...ladder} />)}
        </div>
      )}
    </section>
  );
}

function NoStep({ actions, canSuggest }: { readonly actions: PlanActions | null; readonly canSuggest: boolean }) {
  if (actions === null) return <p className="plan-none">There is no step in this plan.</p>;
  return (
    <div className="plan-none" data-home="ladder" tabIndex={-1}>
      <p>No step is planned yet.</p>
      {canSuggest ? <p className="second">The review of calcified occlusions suggests a ladder for this lesion: each step names the rule that it follows. Everything in it can be changed.</p>
        : <p className="second">No vessel is measured, so that the ladder can only follow what was answered at the lesion. Trace the vessel in station 3 for more.</p>}
      <div className="row">
        <Button title="G" onClick={actions.suggest}>Suggest from the lesion’s strategy<kbd>G</kbd></Button>
        <Button variant="default" title="T" onClick={() => chooseTemplate('new', true)}>From a template<kbd>T</kbd></Button>
        <Button variant="default" title="A" onClick={() => actions.addStep()}>Write it by hand<kbd>A</kbd></Button>
      </div>
    </div>
  );
}

function Rung({ letter, content, objections, devices, actions }: LadderGiven & { readonly letter: RungLetter }) {
  const rung = content.rungs.find((one) => one.letter === letter);
  if (rung === undefined) return null;
  const { title, note, steps, stop } = rung;
  const isReadOnly = actions === null;
  return (
    <section className="plan-rung" aria-label={`Rung ${letter}`}>
      <div className="plan-letter"><b>{letter}</b><span>{RUNG_WORDS[letter]}</span></div>
      <div className="plan-rung-body">
        <div className="plan-rung-head" data-home={`rung ${letter}`} tabIndex={-1}>
          <Words
            className="strong" label={`Title of ${letter}`} value={title} most={MOST.name} isReadOnly={isReadOnly} placeholder="Title of the rung"
            onWrite={(words, gesture) => actions?.setRung(letter, { title: words }, gesture)}
          />
          <Words
            className="second" label={`Note of ${letter}`} value={note} most={MOST.text} isReadOnly={isReadOnly} placeholder="note"
            onWrite={(words, gesture) => actions?.setRung(letter, { note: words }, gesture)}
          />
        </div>
        <ol className="plan-steps">
          {steps.map((step, n) => (
            <StepRow key={step.id} step={step} label={`${letter}${n + 1}`} trackBefore={trackBefore(steps.slice(0, n))} objections={objections.get(step.id) ?? []} devices={devices} actions={actions} />
          ))}
          {steps.length === 0 && actions !== null ? (
            <li className="plan-no-step"><button type="button" className="link" onClick={() => actions.addStep(letter)}>Add the first step of {letter}</button></li>
          ) : null}
        </ol>
        <StopBar letter={letter} stop={stop} isNeeded={steps.length > 0} actions={actions} />
      </div>
    </section>
  );
}
