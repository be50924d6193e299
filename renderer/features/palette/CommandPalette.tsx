import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useBoundTables } from '../../state/commands.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { found, offers, type Offer } from './found.ts';
import './palette.css';

/** Every command of the screen as it is, found by its words and carried out by Enter. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const tables = useBoundTables(({ tables: bound }) => bound);
  const all = useMemo(() => offers(tables), [tables]);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const shown = found(all, text);
  const at = Math.min(chosen, shown.length - 1);
  // The sheet takes the focus first, for those that are read from the top.
  useLayoutEffect(() => {
    field.current?.focus();
  }, []);
  useLayoutEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const run = (offer: Offer | undefined): void => {
    if (offer === undefined) return;
    // The focus is back where it was before the command looks for it.
    flushSync(onClose);
    offer.run();
  };
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (event.key !== 'Enter' && step === undefined) return;
    event.preventDefault();
    if (step === undefined) run(shown[at]);
    else setChosen(Math.max(0, Math.min(shown.length - 1, at + step)));
  };
  return (
    <Sheet label="Commands" width="620px" onClose={onClose}>
      <div className="palette">
        <input
          ref={field} type="text" className="palette-field" value={text} role="combobox" aria-label="Find a command"
          placeholder="What do you want to do?" aria-expanded="true" aria-controls={listId} aria-autocomplete="list"
          aria-activedescendant={shown.length === 0 ? undefined : `${listId}-${at}`} autoComplete="off" spellCheck={false}
          onKeyDown={onKey}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
        />
        <ul id={listId} role="listbox" aria-label="Commands" className="palette-list" ref={list}>
          {shown.map((offer, index) => (
            <li
              key={`${offer.title} ${offer.command.id}`} id={`${listId}-${index}`} role="option" tabIndex={-1}
              aria-selected={index === at}
              onPointerMove={() => setChosen(index)} onClick={() => run(offer)}
            >
              <span>{offer.command.does}</span>
              <small>{offer.title}</small>
              {offer.command.keys[0] === undefined ? null : <kbd>{offer.command.keys[0]}</kbd>}
            </li>
          ))}
        </ul>
        {shown.length > 0 ? null : (
          <p className="palette-none">No command has these words. Try fewer, or another one: “window”, “slice”, “save”.</p>
        )}
        <p className="sr-only" role="status">{shown.length} commands</p>
      </div>
    </Sheet>
  );
}
