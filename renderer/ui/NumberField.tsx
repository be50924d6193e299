import { useState } from 'react';
import { numberShown, numberTyped } from './numberTyped.ts';
import './numberField.css';

/** A number within bounds: kept by Enter or on leaving, stepped by up and down; empty is open. What is none is said, and gone on leaving. */
export function NumberField({ label, value, unit, least, most, steps, gesture, isFirst = false, onKeep }: {
  readonly label: string; readonly value: number | null; readonly unit: string; readonly least: number; readonly most: number;
  readonly steps: readonly [one: number, withShift: number]; readonly isFirst?: boolean;
  /** Steps by key are one of these. */
  readonly gesture: string;
  readonly onKeep: (value: number | null, gesture?: string) => void;
}) {
  const shown = value === null ? '' : numberShown(value, unit);
  const [text, setText] = useState<string | null>(null);
  /** Why what was to be kept is not; said until something else is typed, or the field is left once more. */
  const [fault, setFault] = useState<string | null>(null);
  const typed = text === null ? { number: value } : numberTyped(text, { least, most, unit });
  const isWrong = 'fault' in typed;
  const write = (words: string | null): void => {
    setText(words);
    setFault(null);
  };
  const keep = (): void => {
    if ('fault' in typed) return setFault(typed.fault);
    if (text !== null && text !== shown) onKeep(typed.number);
    write(null);
  };
  const step = (by: number): void => {
    const from = (isWrong ? value : typed.number) ?? 0;
    onKeep(Math.min(most, Math.max(least, from + by)), gesture);
    write(null);
  };
  return (
    <label className="number-field">
      <input
        aria-label={label} aria-invalid={isWrong} data-first={isFirst || undefined} inputMode="decimal" value={text ?? shown} placeholder="–"
        title={`${label}; ↑ and ↓ step it`} onChange={(event) => write(event.target.value)}
        onBlur={() => {
          keep();
          setText(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            step((event.key === 'ArrowUp' ? 1 : -1) * steps[event.shiftKey ? 1 : 0]);
          } else if (event.key === 'Escape') {
            if (text === null) event.currentTarget.blur();
            write(null);
          }
        }}
      />
      <span className="second">{unit}</span>
      {fault === null ? null : <span className="number-fault" role="alert">{fault}</span>}
    </label>
  );
}
