import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Operator } from '../../../core/contract/schemas.ts';
import { useOperators } from './useOperators.ts';

/** A name for the list of operators. */
export function AddOperator({
  isFirst,
  onAdded,
}: {
  readonly isFirst: boolean;
  readonly onAdded: (operator: Operator) => void;
}) {
  const { add, problem } = useOperators();
  const [name, setName] = useState('');
  const isEmpty = name.trim() === '';
  return (
    <form
      className="add-operator"
      onSubmit={(event) => {
        event.preventDefault();
        if (isEmpty) return;
        void add(name).then((operator) => {
          if (operator === null) return;
          setName('');
          onAdded(operator);
        });
      }}
    >
      <TextInput
        label={isFirst ? 'Your name' : 'Somebody else'}
        placeholder="Dr. Family name, Given name"
        value={name}
        error={problem}
        maxLength={80}
        autoFocus={isFirst}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant={isFirst ? 'filled' : 'default'} disabled={isEmpty}>
        {isFirst ? 'Start' : 'Add'}
      </Button>
    </form>
  );
}
