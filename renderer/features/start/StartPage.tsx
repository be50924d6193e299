import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { Operator } from '../../../core/contract/schemas.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import { Mark } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Sign.tsx';
import { AddOperator } from '../settings/AddOperator.tsx';
import { useOperators } from '../settings/useOperators.ts';
import '../settings/settings.css';
import './start.css';

/** Who is working? The answer is the author of everything that follows. */
export function StartPage({
  operators,
  version,
}: {
  readonly operators: readonly Operator[];
  readonly version: string;
}) {
  const { choose, problem } = useOperators();
  useNumberKeys(operators, choose);
  return (
    <main className="start">
      <div className="start-card">
        <header>
          <Mark size={44} />
          <div>
            <h1>Fullmoon</h1>
            <p>Planning of heavily calcified coronary occlusions</p>
          </div>
        </header>
        <section aria-labelledby="who">
          <h2 id="who">Who is working?</h2>
          <p className="second">
            The name stands as the author of everything that is imported, changed and signed from here on.
          </p>
          {operators.length === 0 ? null : (
            <ul className="operators">
              {operators.map((operator, index) => (
                <li key={operator.id}>
                  <Button
                    variant="default"
                    fullWidth
                    h={40}
                    justify="flex-start"
                    onClick={() => choose(operator.id)}
                  >
                    <span className="initials" aria-hidden="true">
                      {operator.initials}
                    </span>
                    <span className="wrap">{operator.name}</span>
                    {index < 9 ? <kbd>{index + 1}</kbd> : null}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <AddOperator isFirst={operators.length === 0} onAdded={(operator) => choose(operator.id)} />
          {problem === null ? null : <Notice tone="refused">{problem}</Notice>}
        </section>
        <footer>
          <b>Not for primary diagnosis.</b> Fullmoon plans procedures from images that have been reported.
          Version {version}.
        </footer>
      </div>
    </main>
  );
}

function useNumberKeys(operators: readonly Operator[], choose: (id: OperatorId) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const operator = operators[Number(event.key) - 1];
      if (operator === undefined || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      choose(operator.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [operators, choose]);
}
