import { memo, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';
import type { SheetRow } from '../../../core/lesion/factSheet.ts';
import { StateMark, Unknown, type ShownState } from '../../ui/StateMark.tsx';
import { Sign } from '../../ui/Sign.tsx';
import { valueWords } from '../../../core/lesion/factWords.ts';
import { instantWords } from '../../ui/dateWords.ts';
import { FactAnswer, type Answered } from './FactAnswer.tsx';
import { useLesionDesk } from './lesionStore.ts';

/** What a row of the sheet can do. */
export interface RowActions {
  readonly select: (path: FactPath) => void;
  /** Confirms it, or opens its answer. */
  readonly advance: (path: FactPath) => void;
  readonly open: (path: FactPath) => void;
  readonly answer: (path: FactPath, value: FactValue<FactPath> | null, note?: string | null) => void;
  readonly close: () => void;
  readonly nextUnknown: (by: 1 | -1) => void;
  readonly confirmGroup: () => void;
  readonly evidence: (path: FactPath) => void;
}

/** What stands beside a row of the sheet. */
interface Beside {
  /** Whether it could turn a score within its range. */
  readonly turns: boolean;
  readonly evidence: string | null;
  /** Whether a score or a rule waits for it. */
  readonly isAsked: boolean;
  readonly today: string;
}

const MARKS: Readonly<Partial<Record<SheetRow['state'], ShownState>>> = {
  proposed: 'proposed', confirmed: 'confirmed', edited: 'edited', changed: 'changed',
};
/** How a value stands, in the word that its mark is read as. */
export const STATE_WORDS: Readonly<Record<SheetRow['state'], string>> = {
  proposed: 'measured, not confirmed', confirmed: 'confirmed', edited: 'corrected', stated: 'stated', changed: 'changed since it was confirmed', unknown: 'unknown',
};

/** A fact of the sheet: value, range, source, evidence; or why it is not known, with its answer in place. */
export const FactRow = memo(function FactRow({ row, value, note, actions, ...beside }: Beside & {
  readonly row: SheetRow; readonly value: FactValue<FactPath> | null; readonly note: string | null; readonly actions: RowActions;
}) {
  const { path, name, label } = row;
  // Each row looks for itself: stepping draws the row that is left and the one that is reached.
  const { isSelected, isEditing, isLit, supposed } = useLesionDesk(useShallow((desk) => ({
    isSelected: desk.selected === path, isEditing: desk.editing === path, isLit: desk.lit.includes(path), supposed: desk.supposed?.get(path),
  })));
  const button = useRef<HTMLButtonElement>(null);
  const line = useRef<HTMLTableRowElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (isSelected || isEditing) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected, isEditing]);
  useEffect(() => {
    // After an answer the hand is where it was; while a fact is stepped to, it goes along.
    const isHere = document.activeElement === null || document.activeElement === document.body || document.activeElement.closest('.fact-sheet') !== null;
    if (isSelected && !isEditing && (isHere || wasEditing.current)) button.current?.focus({ preventScroll: true });
    wasEditing.current = isEditing;
  }, [isSelected, isEditing]);
  const answered: Answered = (answer, remark) => actions.answer(path, answer, remark);
  // A click on the row chooses it; what acts by itself says what is chosen then.
  const choose = ({ target }: React.MouseEvent): void => {
    if (!isSelected && !(target instanceof Element && target.closest('button, input') !== null)) actions.select(path);
  };
  return (
    <tr ref={line} className="fact" data-path={path} aria-current={isSelected} data-lit={isLit} data-state={row.state} onClick={choose}>
      <th scope="row">
        <button
          ref={button} type="button" className="fact-name" title={label} tabIndex={isSelected ? 0 : -1}
          // A key presses it once it is chosen; a click only chooses.
          onClick={(event) => (event.detail === 0 ? actions.advance(path) : actions.select(path))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.shiftKey) return;
            event.preventDefault();
            actions.confirmGroup();
          }}
        >{name}</button>
      </th>
      {isEditing ? (
        <td colSpan={4} className="fact-editing"><FactAnswer path={path} value={value} note={note} onAnswer={answered} onClose={actions.close} onNext={actions.nextUnknown} /></td>
      ) : supposed !== undefined ? (
        <>
          <td className="fact-value"><span className="supposed"><StateMark state="supposed" /> {supposed === null ? 'unknown' : valueWords(path, supposed, 'given')}</span></td>
          <td className="second fact-range" colSpan={3}>supposed, not kept; really {row.value ?? 'unknown'}</td>
        </>
      ) : <Cells row={row} actions={actions} {...beside} />}
    </tr>
  );
});

function Cells({ row, actions, turns, evidence, isAsked, today }: Beside & { readonly row: SheetRow; readonly actions: RowActions }) {
  const { path, state, value, range, beside, source, by, at, note, beneath, older } = row;
  const when = at === null ? null : whenWords(at, today);
  if (value === null) {
    return (
      <>
        <td className="fact-value"><Unknown /></td>
        <td className="second fact-why" colSpan={3}>
          <span>{beneath === null ? note : `${note ?? ''} (${beneath})`} </span>
          <button type="button" className={isAsked ? 'link' : 'link quiet'} tabIndex={-1} onClick={() => actions.open(path)}>Answer</button>
        </td>
      </>
    );
  }
  const mark = MARKS[state];
  return (
    <>
      <td className="fact-value">
        {value}
        {turns ? <span className="fact-turns narrow-only" title="Within its range it could turn a score"><Sign tone="warning" /></span> : null}
        {beneath === null ? null : <Beneath words={beneath} isNarrow />}
        {older === null ? null : <span className="fact-beneath narrow-only" title={older.whole}>{older.short}</span>}
      </td>
      <td className={turns ? 'fact-range warn' : 'fact-range second'}>
        {turns ? <span title="Within its range it could turn a score"><Sign tone="warning" /> </span> : null}
        {beneath === null ? range ?? beside ?? '' : <Beneath words={beneath} isNarrow={false} />}
        {older === null ? null : <p className="fact-beneath" title={older.whole}>{older.short}</p>}
      </td>
      <td className="fact-source" data-state={state} title={`${STATE_WORDS[state]}${by === null ? '' : `, ${by}`}`}>
        {mark === undefined ? null : <><StateMark state={mark} /><span className="sr-only">{STATE_WORDS[state]}</span></>} {source}{state === 'stated' && when !== null && by !== null && source === 'stated' ? <span className="wide-only">, <bdi>{initials(by)}</bdi></span> : null}
      </td>
      <td className="fact-evidence">
        {evidence === null ? <span className="second">{when ?? ''}</span> : <button type="button" className="link" tabIndex={-1} title="Show it (E)" onClick={() => actions.evidence(path)}>{evidence}</button>}
      </td>
    </>
  );
}

/** "19:31" today, else the day: the strip below has both. */
function whenWords(at: string, today: string): string {
  const words = instantWords(at, today);
  return words.startsWith('today ') ? words.slice(6) : words.slice(0, 10);
}

/** What was measured, or found, beneath what counts: hatched. */
const Beneath = ({ words, isNarrow }: { readonly words: string; readonly isNarrow: boolean }) => (
  <span className={isNarrow ? 'fact-beneath narrow-only' : 'fact-beneath'} title={words}>
    <StateMark state="proposed" /> {words.startsWith(MEASURED) ? <><span className="sr-only">{MEASURED}</span>{words.slice(MEASURED.length)}</> : words}
  </span>
);
/** The hatched mark says so already. */
const MEASURED = 'measured ';

/** "Dr. Test, Tina" as "TT". */
const initials = (name: string): string =>
  name.split(/[\s,.]+/).filter((word) => word !== '' && word !== 'Dr' && word !== 'Prof').map((word) => word.charAt(0).toUpperCase()).slice(0, 3).join('');
