import { stepsOf, type NamedStep } from '../../../core/plan/plan.ts';
import type { RoomState } from '../../../core/plan/roomState.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { RoomSign } from './RoomSign.tsx';
import { timeWords } from './roomWords.ts';

/** What was done last, what comes next, and then. */
export function StepStrip({ sealed: { content, timeZone }, state: { current, done }, off, unsent }: {
  readonly sealed: SealedPlan;
  readonly state: RoomState;
  readonly off: ReadonlyMap<string, string>;
  /** Steps whose tick, or its undoing, is not in the log yet. */
  readonly unsent: ReadonlySet<string>;
}) {
  const steps = stepsOf(content);
  const at = current === null ? steps.length : steps.findIndex(({ step }) => step.id === current.step.id);
  const [next, then] = steps.slice(at + 1).filter(({ step }) => !done.has(step.id));
  const [last] = steps.filter(({ step }) => done.has(step.id))
    .toSorted((a, b) => ((done.get(a.step.id) ?? '') < (done.get(b.step.id) ?? '') ? 1 : -1));
  return (
    <ol className="room-strip" aria-label="Steps before and after">
      <li className={last === undefined ? 'is-empty' : 'is-done'}>
        {last === undefined ? <span className="dim">nothing done yet</span> : (
          <>
            <span className="dim">
              <RoomSign is="tick" /> {last.label}, done {timeWords(done.get(last.step.id) ?? '', timeZone)}
              {unsent.has(last.step.id) ? <i className="unsent">not sent yet</i> : null}
            </span>
            <b>{last.step.technique}</b>
          </>
        )}
      </li>
      <Coming word="next" step={next} off={off} />
      <Coming word="then" step={then} off={off} />
    </ol>
  );
}

const Coming = ({ word, step, off }: {
  readonly word: string; readonly step: NamedStep | undefined; readonly off: ReadonlyMap<string, string>;
}) => (
  <li className={step === undefined ? 'is-empty' : ''}>
    {step === undefined ? <span className="dim">{word}: nothing</span> : (
      <>
        <span className="dim">{word} {step.label}{off.has(step.step.id) ? <i className="forbidden"><RoomSign is="cross" /> off the table</i> : null}</span>
        <b>{step.step.technique}</b>
      </>
    )}
  </li>
);
