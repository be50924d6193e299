import { useRef, useState, type KeyboardEvent } from 'react';
import { useView } from '../../state/viewStore.ts';
import { figureTyped } from './planWords.ts';

/** What is typed is kept after this rest, and without one after so long: a crash takes no more than that, ms. */
const REST_MS = 700;
const LONGEST_UNKEPT_MS = 5_000;

/** What one visit of a field is: its edits are one step of undo. */
let visits = 0;

interface Visit {
  gesture: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  isGivenUp: boolean;
  /** When the first key was pressed that is not kept yet, ms. */
  unkeptSince: number | null;
}
const NO_VISIT: Readonly<Visit> = { gesture: '', timer: undefined, isGivenUp: false, unkeptSince: null };

interface Given {
  /** Names it for those who do not see where it stands. */
  readonly label: string;
  readonly field?: string;
  readonly className?: string;
  readonly isReadOnly?: boolean;
  readonly tabIndex?: number;
  /** A field of a form: Enter keeps it and stays, so that no key goes past it; Ctrl Enter keeps it, and then is the form's. */
  readonly isStaying?: boolean;
}

/** Where the keyboard goes when a field is left by Enter or Esc: the row that it stands in. */
const leave = (node: HTMLElement): void => {
  const row = node.closest<HTMLElement>('[data-home]');
  if (row === null) node.blur();
  else row.focus();
};

/** Words that are written where they stand; Enter keeps them, Esc takes back what was typed. */
export function Words({ value, label, field, className = '', isReadOnly = false, tabIndex, placeholder, most, isNeeded = false, isStaying = false, onWrite }: Given & {
  readonly value: string; readonly placeholder?: string; readonly most: number;
  /** An empty one is not kept. */
  readonly isNeeded?: boolean;
  readonly onWrite: (words: string, gesture: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const visit = useRef<Visit>({ ...NO_VISIT });
  const write = (words: string): void => {
    clearTimeout(visit.current.timer);
    visit.current.unkeptSince = null;
    const plain = words.replaceAll(/\s+/g, ' ').trim();
    if (plain !== value && !(isNeeded && plain === '')) onWrite(plain, visit.current.gesture);
  };
  const begin = (): void => {
    visits += 1;
    visit.current = { ...NO_VISIT, gesture: `write ${visits}` };
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    if (isStaying && event.key === 'Enter') {
      if (typed !== null) write(typed);
      setTyped(null);
      if (event.ctrlKey) return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (isStaying && event.key === 'Enter') return;
    visit.current.isGivenUp = event.key === 'Escape';
    leave(event.currentTarget);
  };
  return (
    <textarea
      className={`plan-words ${className}`} rows={1} aria-label={label} data-field={field} value={typed ?? value} readOnly={isReadOnly}
      tabIndex={tabIndex} placeholder={isReadOnly ? undefined : placeholder} maxLength={most} spellCheck={false}
      onFocus={begin} onKeyDown={onKey}
      onChange={({ target: { value: words } }) => {
        setTyped(words);
        clearTimeout(visit.current.timer);
        const now = performance.now();
        visit.current.unkeptSince ??= now;
        const left = visit.current.unkeptSince + LONGEST_UNKEPT_MS - now;
        visit.current.timer = setTimeout(() => write(words), Math.max(0, Math.min(REST_MS, left)));
      }}
      onBlur={() => {
        clearTimeout(visit.current.timer);
        if (typed !== null && !visit.current.isGivenUp) write(typed);
        setTyped(null);
      }}
    />
  );
}

/** A number that is written where it stands, with its unit; empty for none. */
export function Figure({ value, label, unit, field, className = '', isReadOnly = false, tabIndex, least, most, digits = 0, isUp = false, isStaying = false, onWrite }: Given & {
  readonly value: number | null; readonly unit: string; readonly least: number; readonly most: number; readonly digits?: number;
  /** What was begun counts whole: 30.4 min are 31. */
  readonly isUp?: boolean;
  readonly onWrite: (value: number | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isGivenUp = useRef(false);
  /** Whether what stands there is kept now; not where it is no number that is taken. */
  const write = (): boolean => {
    if (typed === null) return true;
    setTyped(null);
    if (isGivenUp.current) return true;
    const read = figureTyped(typed, digits, isUp);
    if (typed.trim() === '') onWrite(null);
    else if (read >= least && read <= most) onWrite(read);
    else {
      useView.getState().say(`${label}: a number from ${least} to ${most} ${unit}; it was left as it was`);
      return false;
    }
    return true;
  };
  return (
    <span className={`plan-figure ${className}`} data-empty={value === null && typed === null}>
      <input
        aria-label={`${label}, ${unit}`} data-field={field} value={typed ?? (value === null ? '' : value.toFixed(digits))} inputMode="decimal"
        readOnly={isReadOnly} tabIndex={tabIndex} placeholder="–" size={Math.max(2, (typed ?? value?.toFixed(digits) ?? '').length)}
        onFocus={({ target }) => {
          isGivenUp.current = false;
          target.select();
        }}
        onChange={({ target }) => setTyped(target.value)} onBlur={write}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          const staying = isStaying && event.key === 'Enter' ? event.currentTarget : null;
          if (staying !== null && write() && event.ctrlKey) return;
          event.preventDefault();
          event.stopPropagation();
          if (staying !== null) return staying.select();
          isGivenUp.current = event.key === 'Escape';
          leave(event.currentTarget);
        }}
      />
      <span aria-hidden="true">{unit}</span>
    </span>
  );
}
