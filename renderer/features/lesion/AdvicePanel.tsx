import { useMemo } from 'react';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { WaitingRule } from '../../../core/strategy/advice.ts';
import { LIMITS } from '../../../core/strategy/limits.ts';
import type { RuleId } from '../../../core/strategy/rule.ts';
import { isAtDesk } from '../../../core/strategy/atDesk.ts';
import { ruleOf } from '../../../core/strategy/rules.ts';
import { Sign } from '../../ui/Sign.tsx';
import { AlgorithmsPanel } from './AlgorithmsPanel.tsx';
import { explainRule, light, useLesionDesk } from './lesionStore.ts';
import { factName, groundWords, headAndRest, VERB_WORDS } from './ruleWords.ts';
import type { Lesion } from './useLesion.ts';

/** What the review suggests now: rules that hold, rules that wait, limits, and what the published algorithms answer. */
export const AdvicePanel = ({ lesion, onFact }: { readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) => (
  <div className="advice">
    <FiredRules lesion={lesion} onFact={onFact} />
    <div className="advice-middle">
      <WaitingRules lesion={lesion} onFact={onFact} />
      <SafetyLimits lesion={lesion} />
    </div>
    <AlgorithmsPanel lesion={lesion} onFact={onFact} />
  </div>
);

function FiredRules({ lesion: { advice, rows, difference }, onFact }: { readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) {
  const phase = useLesionDesk((desk) => desk.phase);
  const started = new Set<RuleId>(difference?.starts);
  return (
    <section className="panel" aria-label="Fired rules">
      <div className="panel-head"><h2>Fired rules</h2><small>{advice.fired.length + advice.blocked.length}, the review suggests</small></div>
      <ol className="rules" tabIndex={0} aria-label="Fired rules">
        {advice.blocked.map(({ id, facts }) => (
          <RuleLine
            key={id} id={id} verb="GATE" text={ruleOf(id)?.text ?? id} facts={facts} onFact={onFact} isNew={started.has(id)}
            because={facts.length === 0 ? ruleOf(id)?.why ?? '' : `because ${groundWords(facts, rows, phase)}`}
          />
        ))}
        {advice.fired.map(({ id, verb, text, where, facts, overruledBy }) => (
          <RuleLine
            key={id} id={id} verb={verb} text={text} where={where} facts={facts} onFact={onFact} isNew={started.has(id)} overruledBy={overruledBy}
            because={facts.length === 0 ? ruleOf(id)?.why ?? '' : `because ${groundWords(facts, rows, phase)}`}
          />
        ))}
      </ol>
    </section>
  );
}

function RuleLine({ id, verb, text, where, because, facts, isNew, overruledBy = [], onFact }: {
  readonly id: RuleId; readonly verb: keyof typeof VERB_WORDS; readonly text: string; readonly where?: string; readonly because: string;
  readonly facts: readonly FactPath[]; readonly isNew: boolean; readonly overruledBy?: readonly RuleId[] | undefined;
  readonly onFact: (path: FactPath) => void;
}) {
  const { word, full, tone } = VERB_WORDS[verb];
  const [head, rest] = headAndRest(text);
  return (
    <li className="rule" data-tone={tone} data-new={isNew} onPointerEnter={() => light(facts)} onPointerLeave={() => light([])}>
      <button type="button" className="rule-id" title={`${id}: why? ${where ?? ''}`} aria-label={`${id}: why?`} onClick={() => explainRule(id)}>{id}</button>
      <div>
        <p><span className="verb" title={full}>{word}</span>{tone === 'stop' ? <Sign tone="refused" /> : null} <b>{head}</b>{rest}{isNew ? <span className="supposed-tag">what if</span> : null}</p>
        <p className="second">
          {facts.length === 0 ? because : <button type="button" className="plain" tabIndex={-1} onClick={() => { const [first] = facts; if (first !== undefined) onFact(first); }}>{because}</button>}
        </p>
        {overruledBy.length === 0 ? null : <p className="warn"><Sign tone="warning" /> {overruledBy.join(', ')} {overruledBy.length === 1 ? 'speaks' : 'speak'} against it here</p>}
      </div>
    </li>
  );
}

function WaitingRules({ lesion: { advice, rows }, onFact }: { readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) {
  const [now, later] = useMemo(() => [advice.needs.filter(isAtDesk), advice.needs.filter((rule) => !isAtDesk(rule))], [advice.needs]);
  const line = ({ id, facts }: WaitingRule) => (
    <li key={id} className="rule waiting" onPointerEnter={() => light(facts)} onPointerLeave={() => light([])}>
      <button type="button" className="rule-id" title={`${id}: why?`} aria-label={`${id}: why?`} onClick={() => explainRule(id)}>{id}</button>
      <div>
        <p><b>{headAndRest(ruleOf(id)?.text ?? id)[0]}</b>{headAndRest(ruleOf(id)?.text ?? id)[1]}</p>
        <p><span className="warn strong">needs</span> {facts.map((path, n) => (
          <span key={path}>{n === 0 ? '' : ', '}<button type="button" className="link quiet" onClick={() => onFact(path)}>{factName(path, rows)}</button></span>
        ))}</p>
      </div>
    </li>
  );
  return (
    <section className="panel" aria-label="Waiting rules">
      <div className="panel-head"><h2>Waiting rules</h2><small>{now.length} need a fact, {later.length} the room</small></div>
      <div className="rules" tabIndex={0} role="group" aria-label="Waiting rules">
        <ol>{now.map(line)}</ol>
        {later.length === 0 ? null : (
          <details>
            <summary>{later.length} wait for what happens in the room</summary>
            <ol>{later.map(line)}</ol>
          </details>
        )}
      </div>
    </section>
  );
}

function SafetyLimits({ lesion: { advice } }: { readonly lesion: Lesion }) {
  const violated = new Set(advice.blocked.map(({ id }) => id));
  return (
    <section className="panel limits-panel" aria-label="Safety limits">
      <div className="panel-head"><Sign tone="refused" /><h2>Safety limits</h2><small>{LIMITS.length}, checked in every step</small></div>
      <ul className="limits">
        {LIMITS.map(({ limit, of, rule }) => (
          <li key={rule} data-violated={violated.has(rule)}>
            <button type="button" title={ruleOf(rule)?.text} onClick={() => explainRule(rule)}>
              <b>{violated.has(rule) ? <Sign tone="refused" /> : null} {limit}</b><span>{of}{violated.has(rule) ? ': stops now' : ''}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
