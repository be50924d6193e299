import { factRow, type FactPath, type FactValue } from '../../../core/lesion/caseFacts.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useLesionDesk } from './lesionStore.ts';
import type { Lesion } from './useLesion.ts';

/** One of the answers of a board, in the words of the field. */
export interface BoardOption { readonly value: FactValue<FactPath>; readonly words: string; readonly title?: string }

/** The answers that the kind of a fact allows. */
function optionsOf(path: FactPath): readonly BoardOption[] {
  const { kind } = factRow(path);
  if (kind.is === 'yes-no') return [{ value: true, words: 'yes' }, { value: false, words: 'no' }];
  if (kind.is === 'choice') return kind.of.map((word) => ({ value: word as FactValue<FactPath>, words: word }));
  return [];
}

/** A fact on a board: all its answers are there, one press each; the last says that it was asked and is not known. */
export function BoardFact({ path, lesion, options = optionsOf(path), onAnswer }: {
  readonly path: FactPath; readonly lesion: Lesion; readonly options?: readonly BoardOption[];
  readonly onAnswer: (path: FactPath, value: FactValue<FactPath> | null) => void;
}) {
  const fact = lesion.known.get(path);
  const supposed = useLesionDesk((desk) => desk.supposed?.get(path));
  const value = supposed === undefined ? fact?.value ?? null : supposed;
  const isProposed = supposed === undefined && (fact?.state === 'proposed' || fact?.state === 'changed');
  const isAsked = supposed === null || fact?.entry?.content.value === null;
  const { label } = factRow(path);
  return (
    <div className="board-fact" role="group" aria-label={label}>
      <span className="board-name" title={value === null && !isAsked ? `${label}: ${fact?.note ?? 'not asked yet'}` : label}>
        {lesion.rows.get(path)?.name ?? path}
        {supposed !== undefined ? <> <StateMark state="supposed" /></> : value === null && !isAsked ? <span className="sr-only"> unknown</span> : null}
      </span>
      <span className="fact-choices">
        {options.map(({ value: option, words, title }) => (
          <button key={words} type="button" className="fact-choice" aria-pressed={value === option} data-proposed={isProposed && value === option} title={title ?? words} onClick={() => onAnswer(path, option)}>
            {isProposed && value === option ? <StateMark state="proposed" /> : null}{words}
          </button>
        ))}
        <button type="button" className="fact-choice" aria-pressed={isAsked && value === null} aria-label="not known" title="Asked, and not known" onClick={() => onAnswer(path, null)}>?</button>
      </span>
    </div>
  );
}
