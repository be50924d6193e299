import { Button } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import { isToConfirm } from '../../../core/lesion/knownFacts.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import { instantWords } from '../../ui/dateWords.ts';
import { STATE_WORDS } from './FactRow.tsx';
import type { SheetActions } from './FactsPanel.tsx';
import { useLesionDesk } from './lesionStore.ts';
import { shortName } from './scoreSets.ts';
import type { Lesion } from './useLesion.ts';

/** What is known of the chosen fact, or of those that something under the pointer reads: who, when, what lies beneath, what asks. */
export function FactStrip({ lesion, actions, today }: {
  readonly lesion: Lesion; readonly actions: SheetActions; readonly today: string;
}) {
  const { selected, lit } = useLesionDesk(useShallow((desk) => ({ selected: desk.selected, lit: desk.lit })));
  const path = lit[0] ?? selected;
  const row = path === null ? undefined : lesion.sheet.flatMap(({ rows }) => rows).find((one) => one.path === path);
  const fact = path === null ? undefined : lesion.known.get(path);
  if (path === null || row === undefined || fact === undefined) {
    return <div className="fact-strip"><p className="second">Choose a fact to see who said it, when, what lies beneath it, and which scores and rules ask for it.</p></div>;
  }
  if (lit.length > 1) {
    return (
      <div className="fact-strip">
        <p className="strong">Reads {lit.length} facts</p>
        <p className="second">{lit.map((one) => `${lesion.rows.get(one)?.name ?? one}: ${lesion.rows.get(one)?.value ?? 'unknown'}`).join(' · ')}</p>
      </div>
    );
  }
  const { state, by, at, note, beneath, older, value, range, beside } = row;
  const lies = [beneath, older?.whole ?? null].filter((part) => part !== null).join(', ');
  const who = [by, at === null ? null : instantWords(at, today)].filter((part) => part !== null).join(', ');
  return (
    <div className="fact-strip">
      <div className="fact-strip-head">
        <p><b>{capital(row.label)}</b>: {value ?? 'unknown'}{range === null ? '' : ` (${range})`}{beside === null ? '' : `, ${beside}`}</p>
        {path !== selected ? null : <StripActions path={path} lesion={lesion} actions={actions} />}
      </div>
      <p className="second">
        {capital(STATE_WORDS[state])}{who === '' ? '' : `, ${who}`}. {note === null ? '' : state === 'unknown' ? `${note} ` : `Note: ${note}. `}{lies === '' ? '' : `${capital(lies)}. `}{askedWords(lesion, path)}
      </p>
    </div>
  );
}

function StripActions({ path, lesion: { known, details }, actions }: {
  readonly path: FactPath; readonly lesion: Lesion; readonly actions: SheetActions;
}) {
  const fact = known.get(path);
  if (fact === undefined) return null;
  const act = (words: string, key: string, run: (path: FactPath) => void) => (
    <Button size="compact-xs" variant="default" title={`${words} (${key})`} onClick={() => run(path)}>{words} <kbd>{key}</kbd></Button>
  );
  return (
    <div className="fact-strip-acts">
      {isToConfirm(fact) ? act('Confirm', 'Enter', actions.advance) : null}
      {act(fact.value === null ? 'Answer' : 'Change', 'A', actions.open)}
      {details.has(path) ? act('Evidence', 'E', actions.evidence) : null}
      {fact.entry === null && fact.unassigned === null ? null : act('Take back', 'Delete', actions.takeBack)}
    </div>
  );
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Which scores read a fact, and how many rules rest on it or wait for it. */
function askedWords({ scores, advice }: Lesion, path: FactPath): string {
  const readers = scores.filter(({ id, items }) => items.some((item) => itemOf(id, item.id)?.reads.includes(path) === true)).map(({ id, name }) => shortName(id, name));
  const fired = advice.fired.filter(({ facts }) => facts.includes(path)).length;
  const waiting = advice.needs.filter(({ facts }) => facts.includes(path)).length;
  return [
    readers.length === 0 ? 'No score reads it.' : `Read by ${readers.length > 5 ? `${readers.slice(0, 5).join(', ')} and ${readers.length - 5} more` : readers.join(', ')}.`,
    fired + waiting === 0 ? '' : `${fired} ${fired === 1 ? 'rule rests' : 'rules rest'} on it, ${waiting} ${waiting === 1 ? 'waits' : 'wait'}.`,
  ].join(' ');
}
