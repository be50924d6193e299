import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ROOM_PHASES, type RoomHappening } from '../../../core/plan/roomLog.ts';
import { MOST } from '../../../core/plan/plan.ts';
import type { RoomState } from '../../../core/plan/roomState.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { keyRows } from '../about/keyRows.ts';
import { ROOM_COMMANDS } from './commands.ts';
import { PHASE_WORDS, trackWords, typedContrast, typedKerma, type Typed } from './roomWords.ts';
import type { RoomSheet } from './useRoomCommands.ts';

interface Entering { readonly onEnter: (happening: RoomHappening) => void }

/** What is entered in the room: a number, a choice, a note; and the keys. */
export function EntrySheet({ sheet, state, onEnter, onClose }: Entering & {
  readonly sheet: RoomSheet; readonly state: RoomState; readonly onClose: () => void;
}) {
  switch (sheet) {
    case 'contrast': return (
      <Sheet label="Contrast in all" onClose={onClose}>
        <AmountEntry unit="ml" last={state.contrastMl} read={typedContrast} onAmount={(totalMl) => onEnter({ what: 'contrast', totalMl })} />
      </Sheet>
    );
    case 'kerma': return (
      <Sheet label="Air kerma in all" onClose={onClose}>
        <AmountEntry unit="Gy" last={state.airKermaGy} read={typedKerma} onAmount={(totalGy) => onEnter({ what: 'air-kerma', totalGy })} />
      </Sheet>
    );
    case 'track': return (
      <Sheet label="Track of the wire" onClose={onClose}>
        <Choice
          again="t" at={TRACKS.findIndex((one) => one.track === state.track && one.isProvenByIvus === state.isTrackProven)}
          rows={TRACKS.map(({ track, isProvenByIvus }) => trackWords(track, isProvenByIvus))}
          onPick={(n) => { const picked = TRACKS[n]; if (picked !== undefined) onEnter({ what: 'track', ...picked }); }}
        />
      </Sheet>
    );
    case 'phase': return (
      <Sheet label="Phase of the procedure" onClose={onClose}>
        <Choice
          again="f" at={ROOM_PHASES.indexOf(state.phase)} rows={ROOM_PHASES.map((phase) => PHASE_WORDS[phase])}
          onPick={(n) => { const phase = ROOM_PHASES[n]; if (phase !== undefined) onEnter({ what: 'phase', phase }); }}
        />
      </Sheet>
    );
    case 'note': return <Sheet label="Note" onClose={onClose}><NoteEntry onEnter={onEnter} /></Sheet>;
    case 'keys': return (
      <Sheet label="Keys" onClose={onClose}>
        <dl className="room-keys">
          {keyRows(ROOM_COMMANDS).map(([keys, does]) => <div key={does}><dt><kbd>{keys}</kbd></dt><dd>{does}</dd></div>)}
        </dl>
        <p className="dim">A foot pedal or a presenter remote sends these keys. Not for primary diagnosis.</p>
      </Sheet>
    );
  }
}

const TRACKS = [
  { track: 'extraplaque', isProvenByIvus: false }, { track: 'intraplaque', isProvenByIvus: false },
  { track: 'intraplaque', isProvenByIvus: true },
] as const;

/** A total as it is read from the injector or the X-ray unit. */
function AmountEntry({ unit, last, read, onAmount }: {
  readonly unit: string; readonly last: number | null; readonly read: (text: string) => Typed; readonly onAmount: (amount: number) => void;
}) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const typed = read(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if ('amount' in typed) onAmount(typed.amount);
        else setWrong(typed.wrong);
      }}
    >
      <label className="room-entry">
        <input
          ref={field} inputMode="decimal" autoComplete="off" value={text} aria-label={`In all, ${unit}`}
          onChange={({ target }) => { setText(target.value.replace(/[^\d.,]/g, '')); setWrong(null); }}
        />
        <span>{unit}</span>
      </label>
      <p className="dim">
        {last === null ? 'As read from the unit, in all. Enter keeps it.'
          : `Last entered: ${last} ${unit}.${'amount' in typed && typed.amount < last ? ' This is less than that.' : ''} Enter keeps it.`}
      </p>
      {wrong === null ? null : <p className="warn" role="alert">{wrong}</p>}
    </form>
  );
}

/** One of a few: by its digit, by the key that opened it again and Enter, by the arrows, by a click. */
function Choice({ rows, at, again, onPick }: {
  readonly rows: readonly string[]; readonly at: number; readonly again: string; readonly onPick: (n: number) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const focus = (n: number): void => list.current?.querySelectorAll('button').item((n + rows.length) % rows.length).focus();
  useEffect(() => list.current?.querySelectorAll('button').item(Math.max(0, at)).focus(), [at]);
  const onKey = (event: KeyboardEvent): void => {
    const here = [...(list.current?.querySelectorAll('button') ?? [])].findIndex((button) => button === document.activeElement);
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
    if (digit !== null && digit < rows.length) onPick(digit);
    else if (event.key.toLowerCase() === again || event.key === 'ArrowDown' || event.key === 'PageDown') focus(here + 1);
    else if (event.key === 'ArrowUp' || event.key === 'PageUp') focus(here - 1);
    else return;
    event.preventDefault();
  };
  return (
    <ol className="room-choice" ref={list} onKeyDown={onKey}>
      {rows.map((words, n) => (
        <li key={words}><button type="button" aria-current={n === at} onClick={() => onPick(n)}><kbd>{n + 1}</kbd> {words}</button></li>
      ))}
    </ol>
  );
}

function NoteEntry({ onEnter }: Entering) {
  const [words, setWords] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (words.trim() !== '') onEnter({ what: 'note', words: words.trim() }); }}>
      <label className="room-entry">
        <input ref={field} className="wide" autoComplete="off" maxLength={MOST.text} value={words} aria-label="Note" onChange={({ target }) => setWords(target.value)} />
      </label>
      <p className="dim">It is kept with the time. Enter keeps it.</p>
    </form>
  );
}
