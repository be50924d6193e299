import { RoomSign } from './RoomSign.tsx';
import type { AdviceChange } from './useAdviceChange.ts';

/** For some seconds over the pictures: what was entered, and what a change of track or phase changes in the advice. */
export const SaidBack = ({ said, change }: { readonly said: string | null; readonly change: AdviceChange | null }) => (
  <div className={change === null ? 'room-said' : 'room-said is-large'} role="status" hidden={said === null && change === null}>
    {said === null ? null : <p>{said}</p>}
    {change === null ? null : <Changed change={change} />}
  </div>
);

function Changed({ change: { head, off, possible, steps, advice } }: { readonly change: AdviceChange }) {
  const isQuiet = [off, possible, steps, advice].every(({ length }) => length === 0);
  // "No OPN" is off the table as "OPN"; what is said otherwise stays a sentence.
  const things = [...steps.map(({ label, step }) => `${label} ${step.technique}`), ...off.flatMap((words) => /^No (.*)$/.exec(words)?.[1] ?? [])];
  return (
    <>
      <h2>{head}</h2>
      {things.length === 0 ? null : <p className="forbidden"><RoomSign is="cross" /> Now off the table: {things.join('; ')}</p>}
      {off.filter((words) => !words.startsWith('No ')).map((words) => <p key={words} className="forbidden"><RoomSign is="cross" /> {words}</p>)}
      {possible.length === 0 ? null : <p className="ok"><RoomSign is="tick" /> Possible now: {possible.join('; ')}</p>}
      {advice.slice(0, 2).map((text) => <p key={text}>{text}</p>)}
      {isQuiet ? <p className="dim">Nothing changes in the advice.</p> : null}
    </>
  );
}
