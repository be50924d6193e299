import { actWords } from '../../../core/plan/comparedPlans.ts';
import { deviceWords } from '../../../core/plan/deviceWords.ts';
import type { NamedStep } from '../../../core/plan/plan.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { RoomSign } from './RoomSign.tsx';
import { sizeOfWords } from './roomWords.ts';

/** From so many letters on a step takes the room of its pictures, in smaller letters. */
const MUCH = 260;

/** What is done now, as large as there is room. */
export function CurrentStep({ sealed, current, off, onDone }: {
  readonly sealed: SealedPlan;
  readonly current: NamedStep | null;
  readonly off: ReadonlyMap<string, string>;
  readonly onDone: () => void;
}) {
  if (current === null) {
    return (
      <section className="room-now" aria-label="Step at hand" aria-live="polite">
        <div className="room-now-words"><h2>Every step is done</h2><p className="dim">E ends the procedure.</p></div>
      </section>
    );
  }
  const { label, rung, step: { id, technique, aim, devices, act, minutes, at, override } } = current;
  const reason = off.get(id);
  const figures = [
    deviceWords(devices), actWords(act), minutes === null ? '' : `${minutes} min at the most`,
    at === null ? '' : `at ${at.toFixed(1)} mm${sealed.evidence.lesion === null ? '' : ' from the cap'}`,
  ].filter((part) => part !== '');
  const whole = [technique, aim, ...figures, override?.reason ?? '', reason ?? '', rung.title, rung.note].join('').length;
  return (
    <section className={`room-now${reason === undefined ? '' : ' is-off'}${whole > MUCH ? ' is-much' : ''}`} aria-label="Step at hand" aria-live="polite">
      <div className="room-label">{label}</div>
      <div className={`room-now-words ${sizeOfWords(technique)}`}>
        <h2>{technique}</h2>
        {reason !== undefined ? <p className="forbidden"><RoomSign is="cross" /> Off the table now. {reason}</p> : null}
        {aim === '' ? null : <p>{aim}</p>}
        {figures.length === 0 ? null : <p className="dim">{figures.join(' · ')}</p>}
        {override === null ? null : <p className="warn"><RoomSign is="triangle" /> Kept on purpose: {override.reason}</p>}
        <p className="dim room-rung">{rung.letter}: {rung.title}{rung.note === '' ? '' : `, ${rung.note}`}</p>
      </div>
      <button type="button" className="room-done" onPointerDown={(event) => event.preventDefault()} onClick={onDone}>
        <RoomSign is="tick" />Done<kbd>Space</kbd>
      </button>
    </section>
  );
}
