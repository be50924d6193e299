import { useId, useState } from 'react';
import { OUTCOME_MOST } from '../../../core/plan/outcome.ts';
import { MOST, stepsOf, type PlanContent } from '../../../core/plan/plan.ts';
import { useAnswer } from '../../api/useHost.ts';
import { useView } from '../../state/viewStore.ts';

/** What was used: the devices of the plan to tick, and any other by its name, those of the room's list offered. */
export function OutcomeDevices({ content, used, isReadOnly, onSet }: {
  readonly content: PlanContent; readonly used: readonly string[]; readonly isReadOnly: boolean;
  readonly onSet: (devices: readonly string[], words: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const listId = useId();
  const stock = useAnswer('stock.load', {});
  const planned = stepsOf(content).flatMap(({ step }) => step.devices.map(({ name }) => name));
  const offered = stock?.ok === true ? stock.value.list?.rows.map(({ name }) => name) ?? [] : [];
  const add = (): void => {
    const name = typed.trim().replaceAll(/\s+/g, ' ');
    setTyped('');
    if (name === '' || used.includes(name)) return;
    if (used.length >= OUTCOME_MOST.devices) useView.getState().say(`There is no room for more than ${OUTCOME_MOST.devices} devices.`);
    else onSet([...used, name], `used ${name}`.slice(0, 120));
  };
  return (
    <div className="outcome-boxes is-devices">
      {[...new Set([...planned, ...used])].map((name) => (
        <label key={name} className="outcome-box">
          <input
            type="checkbox" checked={used.includes(name)} disabled={isReadOnly}
            onChange={() => onSet(used.includes(name) ? used.filter((one) => one !== name) : [...used, name], `device ${name}`.slice(0, 120))}
          />
          <span className="wrap">{name}</span>
        </label>
      ))}
      {isReadOnly ? null : (
        <>
          <input
            className="outcome-add" aria-label="Another device that was used" placeholder="another device, then Enter" value={typed} list={listId} maxLength={MOST.name}
            onChange={({ target }) => setTyped(target.value)} onBlur={add}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && typed !== '') {
                event.stopPropagation();
                setTyped('');
              }
              if (event.key !== 'Enter') return;
              add();
              // Ctrl Enter goes on to the form.
              if (!event.ctrlKey) event.preventDefault();
            }}
          />
          <datalist id={listId}>{[...new Set(offered)].map((name) => <option key={name} value={name} />)}</datalist>
        </>
      )}
    </div>
  );
}
