import { useState } from 'react';
import './numberField.css';

/** A number within bounds: kept by Enter or on leaving, stepped by up and down; empty is open. */
export function NumberField({ label, value, unit, least, most, steps, gesture, isFirst = false, onKeep }: {
  readonly label: string; readonly value: number | null; readonly unit: string; readonly least: number; readonly most: number;
  readonly steps: readonly [one: number, withShift: number]; readonly isFirst?: boolean;
  /** Steps by key are one of these. */
  readonly gesture: string;
  readonly onKeep: (value: number | null, gesture?: string) => void;
}) {
  const shown = value === null ? '' : value.toFixed(unit === 'mm' ? 1 : 0);
  const [text, setText] = useState<string | null>(null);
  const typed = text ?? shown;
  const number = Number(typed.replace(',', '.'));
  const isWrong = typed !== '' && !(number >= least - 1e-6 && number <= most + 1e-6);
  const keep = (): void => {
    if (text === null || isWrong) return;
    if (text !== shown) onKeep(text === '' ? null : number);
    setText(null);
  };
  const step = (by: number): void => {
    const from = typed === '' || isWrong ? 0 : number;
    onKeep(Math.min(most, Math.max(least, from + by)), gesture);
    setText(null);
  };
  return (
    <label className="number-field">
      <input
        aria-label={label} aria-invalid={isWrong} data-first={isFirst || undefined} inputMode="decimal" value={typed} placeholder="–"
        title={isWrong ? `From ${Number(least.toFixed(1))} to ${Number(most.toFixed(1))} ${unit}` : `${label}; ↑ and ↓ step it`} onChange={(event) => setText(event.target.value)} onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            step((event.key === 'ArrowUp' ? 1 : -1) * steps[event.shiftKey ? 1 : 0]);
          } else if (event.key === 'Escape') {
            if (text === null) event.currentTarget.blur();
            setText(null);
          }
        }}
      />
      <span className="second">{unit}</span>
    </label>
  );
}
