import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useView } from '../../state/viewStore.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Search by name, ID or date. Takes the focus when `/` is pressed anywhere. */
export function SearchField({
  text,
  onText,
  onDown,
  onEnter,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onDown: () => void;
  readonly onEnter: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const sought = useView((view) => view.sought);
  const answered = useRef(0);
  useEffect(() => {
    if (sought > answered.current) field.current?.select();
    answered.current = sought;
  }, [sought]);
  return (
    <TextInput
      ref={field}
      className="search"
      aria-label="Search by name, ID or date"
      placeholder="Name, ID or date"
      type="search"
      maxLength={200}
      value={text}
      leftSection={<Icon name="search" />}
      rightSection={text === '' ? <kbd>/</kbd> : null}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          onText('');
          event.currentTarget.blur();
        } else if (event.key === 'ArrowDown') onDown();
        else if (event.key === 'Enter') onEnter();
        else return;
        event.preventDefault();
      }}
    />
  );
}
