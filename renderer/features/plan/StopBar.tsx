import { MOST, stopWords, type RungLetter, type StopRule } from '../../../core/plan/plan.ts';
import { Sign } from '../../ui/Sign.tsx';
import { Figure, Words } from './Fields.tsx';
import { usePlanDesk } from './planDesk.ts';
import type { PlanActions } from './usePlanActions.ts';

/** When to leave a rung: the red bar at its end, written in place. */
export function StopBar({ letter, stop, isNeeded, actions }: {
  readonly letter: RungLetter; readonly stop: StopRule | null; readonly isNeeded: boolean; readonly actions: PlanActions | null;
}) {
  const isOpen = usePlanDesk((desk) => desk.stop === letter);
  if (stop === null) {
    if (actions === null || !isNeeded) return null;
    return (
      <button type="button" className="plan-stop" data-missing="true" onClick={() => actions.openStop(letter)}>
        <Sign tone="warning" /> <b>No stop rule</b> <span>Say when to leave {letter}</span>
      </button>
    );
  }
  const words = stopWords(stop);
  if (!isOpen || actions === null) {
    return (
      <button
        type="button" className="plan-stop" aria-label={`Stop rule of ${letter}: ${words === '' ? 'says nothing yet' : words}`} disabled={actions === null}
        onClick={() => actions?.openStop(letter)}
      >
        <Sign tone="refused" /> <b>STOP</b> <span>{words === '' ? 'says nothing yet' : words}</span>
      </button>
    );
  }
  const figure = (name: 'minutes' | 'attempts' | 'contrastMl' | 'airKermaGy', label: string, unit: string, most: number, digits = 0) => (
    <Figure
      label={`${label} of ${letter}`} unit={unit} value={stop[name]} least={digits === 0 ? 1 : 0.1} most={most} digits={digits}
      onWrite={(value) => actions.setStop(letter, { [name]: value })}
    />
  );
  return (
    <div className="plan-stop" data-stop={letter} data-open="true" role="group" aria-label={`Stop rule of ${letter}`} data-home={`stop ${letter}`} tabIndex={-1}>
      <Sign tone="refused" /> <b>STOP</b>
      {figure('minutes', 'Minutes without progress', 'min', 600)}
      {figure('attempts', 'Attempts', 'attempts', 20)}
      {figure('contrastMl', 'Contrast', 'ml', 2000)}
      {figure('airKermaGy', 'Air kerma', 'Gy', 50, 1)}
      <Words
        label={`Words of the stop rule of ${letter}`} field="words" value={stop.words} most={MOST.text} placeholder="or in words"
        onWrite={(written, gesture) => actions.setStop(letter, { words: written }, gesture)}
      />
      <button type="button" className="plan-small" onClick={() => actions.removeStop(letter)}>Remove</button>
      <button type="button" className="plan-small" onClick={() => usePlanDesk.setState({ stop: null })}>Done</button>
    </div>
  );
}
