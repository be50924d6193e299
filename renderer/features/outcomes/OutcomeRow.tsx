import type { ReactNode } from 'react';
import { StateMark } from '../../ui/StateMark.tsx';
import type { FieldOrigin } from './outcomeWords.ts';

/** A line of the form: what it asks, its control, and where its value comes from. `onTake` takes what the log says. */
export const OutcomeRow = ({ label, origin, onTake, isReadOnly, children }: {
  readonly label: string; readonly origin: FieldOrigin; readonly onTake?: () => void; readonly isReadOnly: boolean; readonly children: ReactNode;
}) => (
  <div className="outcome-row" role="group" aria-label={label} data-home="outcome" data-state={origin.state} tabIndex={-1}>
    <span className="outcome-label" aria-hidden="true">{label}</span>
    <div className="outcome-control">{children}</div>
    <OutcomeOrigin origin={origin} onTake={isReadOnly ? undefined : onTake} label={label} />
  </div>
);

/** Where a value comes from; what the log says instead can be taken again. */
export const OutcomeOrigin = ({ origin: { state, words, log, isAsked }, onTake, label }: {
  readonly origin: FieldOrigin; readonly onTake: (() => void) | undefined; readonly label: string;
}) => (
  <span className="outcome-origin" data-asked={isAsked}>
    <StateMark state={state} /> <span>{words}{log === null ? null : onTake === undefined ? `; the log: ${log}` : (
      <>; <button type="button" className="link" aria-label={`Take what the log says of ${label.toLowerCase()}: ${log}`} title="Take what the log says" onClick={onTake}>the log: {log}</button></>
    )}</span>
  </span>
);

/** One of several, as buttons in a row: the arrows go from one to the next. */
export const OutcomeChoice = <Value extends string>({ label, value, options, isReadOnly, onChoose }: {
  readonly label: string; readonly value: Value | null; readonly isReadOnly: boolean;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly onChoose: (value: Value) => void;
}) => (
  <div className="outcome-choice" role="radiogroup" aria-label={label}>
    {options.map((option) => (
      <label key={option.value} title={option.title}>
        <input
          type="radio" name={`outcome ${label}`} value={option.value} checked={value === option.value} disabled={isReadOnly}
          onChange={() => onChoose(option.value)}
        />
        <span>{option.label}</span>
      </label>
    ))}
  </div>
);
