import { useMemo, useState, type KeyboardEvent } from 'react';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import { explained, type Explanation, type Step } from '../../../core/strategy/explanation.ts';
import { CHAPTERS, ruleOf } from '../../../core/strategy/rules.ts';
import { truthOf } from '../../../core/strategy/evaluation.ts';
import { isGate } from '../../../core/strategy/rules.ts';
import type { Rule } from '../../../core/strategy/rule.ts';
import { Sign } from '../../ui/Sign.tsx';
import { originsOf } from './lesionModel.ts';
import { light, useLesionDesk } from './lesionStore.ts';
import { factName, VERB_WORDS } from './ruleWords.ts';
import type { Lesion } from './useLesion.ts';

const STATES: Readonly<Record<Explanation['state'], string>> = { fires: 'applies', blocks: 'stops', waits: 'waits', silent: 'silent' };

/** Every rule of the review, and why one of them holds here or does not. */
export function RulesPanel({ lesion, onFact }: { readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) {
  const { world } = lesion;
  const chosen = useLesionDesk((desk) => desk.rule);
  const [text, setText] = useState('');
  const states = useMemo(() => new Map(CHAPTERS.flatMap(({ rules }) => rules.map((rule) => [rule.id, stateOf(rule, world)] as const))), [world]);
  const wanted = text.trim().toLowerCase();
  const chapters = CHAPTERS.map(({ title, rules }) => ({
    title, rules: rules.filter(({ id, text: words }) => wanted === '' || `${id} ${words}`.toLowerCase().includes(wanted) || STATES[states.get(id) ?? 'silent'] === wanted),
  })).filter(({ rules }) => rules.length > 0);
  const all = chapters.flatMap(({ rules }) => rules);
  const shown = ruleOf(chosen ?? '') ?? lesion.advice.fired.map(({ id }) => ruleOf(id)).at(0) ?? all[0];
  const why = useMemo(() => (shown === undefined ? null : explained(shown.id, lesion.facts, { parameters: world.parameters }, originsOf(lesion))), [shown, lesion, world]);
  const step = (by: number): void => {
    const at = all.findIndex(({ id }) => id === shown?.id);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next !== undefined) useLesionDesk.setState({ rule: next.id });
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div className="why">
      <section className="panel" aria-label="All rules">
        <div className="panel-head"><h2>All rules</h2><input className="why-filter" aria-label="Find a rule" placeholder="words, id, applies, waits, silent" value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKey} /></div>
        <div className="rules" tabIndex={0} role="group" aria-label="Rules by chapter; arrow keys choose" onKeyDown={onKey}>
          {all.length === 0 ? <p className="second why-none">No rule has these words. Try fewer.</p> : null}
          {chapters.map(({ title, rules }) => (
            <section key={title}>
              <h3>{title}</h3>
              <ul>{rules.map(({ id, text: words, verb }) => (
                <li key={id}>
                  <button type="button" tabIndex={-1} aria-current={id === shown?.id} data-state={states.get(id)} ref={id === shown?.id ? intoView : undefined} onClick={() => useLesionDesk.setState({ rule: id })}>
                    <span className="rule-id">{id}</span><span className="why-state">{STATES[states.get(id) ?? 'silent']}</span><span>{VERB_WORDS[verb].word} {words}</span>
                  </button>
                </li>
              ))}</ul>
            </section>
          ))}
        </div>
      </section>
      {why === null ? null : <Why why={why} lesion={lesion} onFact={onFact} />}
    </div>
  );
}

const intoView = (button: HTMLButtonElement | null): void => button?.scrollIntoView({ block: 'nearest' });

function stateOf(rule: Rule, world: Lesion['world']): Explanation['state'] {
  const truth = truthOf(rule.when, world);
  return truth === 'waits' ? 'waits' : !truth ? 'silent' : isGate(rule) ? 'blocks' : 'fires';
}

function Why({ why, lesion: { rows }, onFact }: { readonly why: Explanation; readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) {
  const { id, verb, state, text, facts, questions, notes, where, mark, step } = why;
  const { word, full } = VERB_WORDS[verb];
  return (
    <section className="panel why-panel" aria-label={`Why ${id}`}>
      <div className="panel-head"><h2>{id} {STATES[state]}</h2><small title={full}>{word}</small></div>
      <div className="panel-body stack" tabIndex={0} role="group" aria-label={`Why ${id}`}>
        <p className="strong">{text}</p>
        <p className="second">{why.why}</p>
        {state === 'silent' ? <p><Sign tone="info" /> {settable(why.sentence)}</p> : null}
        {facts.length === 0 ? null : (
          <ul className="why-facts">{facts.map(({ fact, origin }) => (
            <li key={fact} onPointerEnter={() => light([fact])} onPointerLeave={() => light([])}>
              <button type="button" className="link" onClick={() => onFact(fact)}>{factName(fact, rows)}</button>: <b>{rows.get(fact)?.value ?? 'not known'}</b> <span className="muted">{origin ?? ''}</span>
            </li>
          ))}</ul>
        )}
        {questions.length === 0 ? null : <p><span className="warn strong">To ask</span> {questions.join(' ')}</p>}
        <h3>Condition, part by part</h3>
        <ul className="why-steps"><StepLine step={step} /></ul>
        {notes.map((note) => <p key={note} className="second">{note}</p>)}
        <p className="muted">{where}. {mark.charAt(0).toUpperCase()}{mark.slice(1)}.</p>
      </div>
    </section>
  );
}

const TRUTHS = new Map<Step['truth'], readonly [sign: string, words: string]>([[true, ['✓', 'holds']], [false, ['✗', 'does not hold']], ['waits', ['?', 'waits']]]);

/** A threshold that the site may set, by words instead of its name in the tables. */
const settable = (words: string): string => words.replace(/ \[\w+\]/g, ' (set in Settings)');

const StepLine = ({ step: { words, truth, of } }: { readonly step: Step }) => {
  const [sign = '', said = ''] = TRUTHS.get(truth) ?? [];
  return (
    <li data-truth={String(truth)}>
      <span className="truth" title={said} aria-label={said} role="img">{sign}</span> {settable(words)}
      {of.length === 0 ? null : <ul>{of.map((part) => <StepLine key={part.words} step={part} />)}</ul>}
    </li>
  );
};
