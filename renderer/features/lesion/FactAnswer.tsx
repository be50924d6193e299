import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { expected } from '../../../core/contract/caseFacts.ts';
import { factRow, type FactPath, type FactValue } from '../../../core/lesion/caseFacts.ts';
import { valueWords } from '../../../core/lesion/factWords.ts';
import { isNextUnknown, typedAnswer, typedValue } from './factAnswer.ts';

/** What is answered: a value, or null for asked and not known. */
export type Answered = (value: FactValue<FactPath> | null, note: string | null) => void;

/** The answer to a fact, in its place: buttons for what can be chosen, a field for what is a number or a text. */
export function FactAnswer({ path, value, note, onAnswer, onClose, onNext }: {
  readonly path: FactPath;
  readonly value: FactValue<FactPath> | null;
  readonly note: string | null;
  readonly onAnswer: Answered;
  readonly onClose: () => void;
  /** On to another unknown fact, without an answer. */
  readonly onNext: (by: 1 | -1) => void;
}) {
  const { label, kind } = factRow(path);
  const form = useRef<HTMLDivElement>(null);
  const [remark, setRemark] = useState(note ?? '');
  const said = (answer: FactValue<FactPath> | null): void => onAnswer(answer, remark.trim() === '' ? null : remark.trim());
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-pressed=true], input, button');
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, []);
  return (
    <div
      ref={form} className="fact-answer" role="group" aria-label={`Answer: ${label}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      {kind.is === 'yes-no' ? (
        <Choices of={[['yes', true], ['no', false]]} chosen={value} onChoose={said} keys={{ yes: 'Y', no: 'N' }} />
      ) : kind.is === 'choice' ? (
        <Choices of={kind.of.map((word) => [valueWords(path, word as FactValue<FactPath>, 'given'), word as FactValue<FactPath>] as const)} chosen={value} onChoose={said} />
      ) : kind.is === 'choices' ? (
        <Several of={kind.of} chosen={Array.isArray(value) ? value.map(String) : []} onKeep={(words) => said(words as unknown as FactValue<FactPath>)} />
      ) : (
        <Typed path={path} value={value} onKeep={said} onNext={onNext} />
      )}
      {kind.is === 'number' && kind.orWord !== undefined ? (
        <button type="button" className="fact-choice" title={`The answer is that it is ${kind.orWord}`} onClick={() => said(kind.orWord as FactValue<FactPath>)}>{kind.orWord}</button>
      ) : null}
      <button type="button" className="fact-choice" title="Asked, and not known (X)" onClick={() => said(null)}>not known</button>
      <input
        className="fact-note" aria-label={`Note: ${label}`} value={remark} maxLength={200} placeholder="Note: from where" autoComplete="off"
        onChange={(event) => setRemark(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (value !== null) said(value);
        }}
      />
    </div>
  );
}

/** One of several, answered at once; arrows go from one to the next. */
function Choices({ of, chosen, onChoose, keys = {} }: {
  readonly of: readonly (readonly [words: string, value: FactValue<FactPath>])[];
  readonly chosen: FactValue<FactPath> | null;
  readonly onChoose: (value: FactValue<FactPath>) => void;
  readonly keys?: Readonly<Record<string, string>>;
}) {
  return (
    <div className="fact-choices">
      {of.map(([words, value]) => (
        <button
          key={words} type="button" className="fact-choice" aria-pressed={chosen === value} onClick={() => onChoose(value)} onKeyDown={stepped}
          title={keys[words] === undefined ? words : `${words} (${keys[words]})`}
        >{words}</button>
      ))}
    </div>
  );
}

/** Left and right go to the button beside. */
function stepped(event: React.KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowRight' ? 'nextElementSibling' : event.key === 'ArrowLeft' ? 'previousElementSibling' : null;
  if (step === null) return;
  event.preventDefault();
  const beside = event.currentTarget[step];
  if (beside instanceof HTMLElement) beside.focus();
}

/** Any of several; none is an answer, too. */
function Several({ of, chosen, onKeep }: {
  readonly of: readonly string[]; readonly chosen: readonly string[]; readonly onKeep: (words: readonly string[]) => void;
}) {
  const [words, setWords] = useState(chosen);
  return (
    <div className="fact-choices">
      {of.map((word) => (
        <button
          key={word} type="button" className="fact-choice" aria-pressed={words.includes(word)} onKeyDown={stepped}
          onClick={() => setWords(of.filter((one) => (one === word) !== words.includes(one)))}
        >{word}</button>
      ))}
      <Button size="compact-xs" onClick={() => onKeep(words)} title="Keep (Enter)">Keep</Button>
    </div>
  );
}

/** A number or a text: Enter keeps it, and says what is wrong where it cannot be. */
function Typed({ path, value, onKeep, onNext }: {
  readonly path: FactPath; readonly value: FactValue<FactPath> | null; readonly onKeep: (value: FactValue<FactPath>) => void; readonly onNext: (by: 1 | -1) => void;
}) {
  const { label, kind } = factRow(path);
  const [text, setText] = useState(typedValue(value));
  const [fault, setFault] = useState<string | null>(null);
  const keep = (): void => {
    const answer = typedAnswer(path, text);
    if (answer.ok) onKeep(answer.value);
    else setFault(answer.failure);
  };
  const unit = kind.is === 'number' || kind.is === 'stretches' ? kind.unit : null;
  return (
    <>
      <span className="fact-typed">
        <input
          aria-label={label} value={text} inputMode={kind.is === 'number' ? 'decimal' : 'text'} aria-invalid={fault !== null} autoComplete="off"
          className={kind.is === 'number' ? 'fact-number' : 'fact-text'} placeholder={kind.is === 'stretches' ? '21.8-24.3, 28.7-31.4' : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setFault(null);
          }}
          onKeyDown={(event) => {
            if (isNextUnknown(event, kind.is === 'number' && text === typedValue(value))) onNext(event.shiftKey ? -1 : 1);
            else if (event.key === 'Enter') keep();
            else return;
            event.preventDefault();
          }}
        />
        {unit === null ? null : <span className="second">{unit}</span>}
      </span>
      <Button size="compact-xs" onClick={keep} title="Keep (Enter)">Keep</Button>
      {fault === null
        ? kind.is === 'number' ? <span className="muted small-text fact-bounds">{expected(kind).replace(/^a (whole )?number /, '')}</span> : null
        : <span className="fact-fault" role="alert">{fault}</span>}
    </>
  );
}
