import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useView } from '../../state/viewStore.ts';
import { Icon } from '../../ui/Icon.tsx';

/** A search of the list that is shown. Takes the focus when `/` is pressed anywhere. */
export function SearchField({
  label,
  looksAt,
  text,
  onText,
  onDown,
  onEnter,
}: {
  readonly label: string;
  /** What it looks at, in the empty field. */
  readonly looksAt: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onDown: () => void;
  readonly onEnter: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const isSought = useView((view) => view.isSought);
  useEffect(() => {
    if (!isSought) return;
    field.current?.select();
    useView.getState().found();
  }, [isSought]);
  return (
    <TextInput
      ref={field}
      className="search"
      aria-label={label}
      placeholder={looksAt}
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
