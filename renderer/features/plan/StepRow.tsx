import { useId } from 'react';
import { deviceWords, devicesOf } from '../../../core/plan/deviceWords.ts';
import { MOST, type PlannedStep, type Track } from '../../../core/plan/plan.ts';
import type { DeviceRow, DeviceState } from '../../../core/plan/planDevices.ts';
import type { PlanObjection } from '../../../core/plan/planObjections.ts';
import type { RuleId } from '../../../core/strategy/rule.ts';
import { ruleOf } from '../../../core/strategy/rules.ts';
import { Sign } from '../../ui/Sign.tsx';
import { useView } from '../../state/viewStore.ts';
import { explainRule } from '../lesion/lesionStore.ts';
import { Figure, Words } from './Fields.tsx';
import { chooseStep, usePlanDesk } from './planDesk.ts';
import { StepDetails } from './StepDetails.tsx';
import { StepObjections } from './StepObjections.tsx';
import type { PlanActions } from './usePlanActions.ts';

/** States in which a step cannot be done with what is in the room. */
const LACKING: ReadonlySet<DeviceState> = new Set(['short', 'expired', 'other-size', 'missing']);

/** One step: number, what is done and why, with what, how long; its details when it is chosen and they are asked for. */
export function StepRow({ step, label, trackBefore, objections, devices, actions }: {
  readonly step: PlannedStep; readonly label: string; readonly trackBefore: Track | null; readonly objections: readonly PlanObjection[];
  readonly devices: readonly DeviceRow[]; readonly actions: PlanActions | null;
}) {
  const isChosen = usePlanDesk((desk) => desk.step === step.id);
  const isOpen = usePlanDesk((desk) => desk.details === step.id);
  const isReadOnly = actions === null;
  const tabIndex = isChosen ? 0 : -1;
  const isShort = step.minutes === null && !isChosen;
  const lacking = devices.filter(({ steps, state }) => steps.includes(label) && LACKING.has(state));
  const write = (words: string, changed: Partial<PlannedStep>, gesture?: string): void =>
    actions?.setStep(step.id, changed, `${words} of ${label}`, gesture);
  return (
    <li>
      <div
        className="plan-step" role="group" aria-label={`${label} ${step.technique}`} data-step={step.id} data-home={label} data-chosen={isChosen}
        data-stands={objections.some(({ standing }) => standing === 'blocks' || standing === 'asks') ? 'against' : undefined}
        tabIndex={isChosen ? 0 : -1}
        onFocus={() => { if (!isChosen) chooseStep(step.id); }} onPointerDown={() => { if (!isChosen) chooseStep(step.id); }}
      >
        <span className="plan-number" aria-hidden="true">{label.slice(1)}</span>
        <div className="plan-what">
          <Words
            className="strong" label={`Technique of ${label}`} field="technique" value={step.technique} most={MOST.name} isNeeded isReadOnly={isReadOnly}
            tabIndex={tabIndex} onWrite={(technique, gesture) => write('technique', { technique }, gesture)}
          />
          <div className="plan-aim">
            <Words
              className="second" label={`Aim of ${label}`} field="aim" value={step.aim} most={MOST.text} isReadOnly={isReadOnly} tabIndex={tabIndex}
              placeholder="what it aims at" onWrite={(aim, gesture) => write('aim', { aim }, gesture)}
            />
            {step.because.map((rule) => <Reason key={rule} rule={rule} tabIndex={tabIndex} />)}
            {isOpen ? null : <StepPlace step={step} trackBefore={trackBefore} />}
          </div>
        </div>
        <div className="plan-with">
          <Words
            label={`Devices of ${label}`} field="devices" value={deviceWords(step.devices)} most={MOST.text} isReadOnly={isReadOnly} tabIndex={tabIndex}
            placeholder="devices" onWrite={(words, gesture) => write('devices', { devices: devicesOf(words, step.devices) }, gesture)}
          />
          {lacking.map(({ name, state }) => (
            <span key={name} className="plan-lacking"><Sign tone="refused" /> {name} {state === 'missing' ? 'missing' : state === 'other-size' ? 'in other sizes only' : state}</span>
          ))}
        </div>
        {isShort ? <span /> : <Figure
          className="plan-minutes" label={`Minutes of ${label}`} unit="min" field="minutes" value={step.minutes} least={1} most={600} isReadOnly={isReadOnly}
          tabIndex={tabIndex} onWrite={(minutes) => write('minutes', { minutes })}
        />}
        <StepObjections step={step} label={label} objections={objections} actions={actions} />
        {isOpen ? <StepDetails step={step} label={label} actions={actions} write={write} /> : null}
        {isChosen && !isReadOnly ? (
          <div className="plan-step-tools">
            <button type="button" title="Details: place, track, what is dilated or ablated (D)" aria-expanded={isOpen} onClick={() => usePlanDesk.setState({ details: isOpen ? null : step.id })}>Details</button>
            <button type="button" title="Move up (Alt ↑)" aria-label={`Move ${label} up`} onClick={() => actions.moveStep(step.id, -1)}>↑</button>
            <button type="button" title="Move down (Alt ↓)" aria-label={`Move ${label} down`} onClick={() => actions.moveStep(step.id, 1)}>↓</button>
            <button type="button" title="Remove (Delete)" aria-label={`Remove ${label}`} onClick={() => actions.removeStep(step.id)}>Remove</button>
          </div>
        ) : null}
      </div>
    </li>
  );
}

/** Where a step is, and the track that it changes to; nothing where nothing is said. */
function StepPlace({ step: { at, track }, trackBefore }: { readonly step: PlannedStep; readonly trackBefore: Track | null }) {
  return (
    <>
      {at === null ? null : <span className="plan-place">at {at.toFixed(1)} mm</span>}
      {track === null || track === trackBefore ? null : <span className="plan-place" data-track={track}>{track} from here</span>}
    </>
  );
}

/** A rule of the review that suggested a step; its text comes under the pointer or with the focus. */
function Reason({ rule, tabIndex }: { readonly rule: RuleId; readonly tabIndex: number }) {
  const id = useId();
  return (
    <span className="plan-reason">
      <button
        type="button" className="rule-id" aria-describedby={id} tabIndex={tabIndex}
        onClick={() => {
          explainRule(rule);
          useView.getState().go('lesion');
        }}
      >{rule}</button>
      <span role="tooltip" id={id}>{ruleOf(rule)?.text ?? rule}</span>
    </span>
  );
}
