import { useState } from 'react';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { AlgorithmAdvice } from '../../../core/strategy/algorithms/algorithmAdvice.ts';
import { STRATEGIES } from '../../../core/strategy/algorithms/strategies.ts';
import { Sign } from '../../ui/Sign.tsx';
import { light, useLesionDesk } from './lesionStore.ts';
import { factName, groundWords } from './ruleWords.ts';
import type { Lesion } from './useLesion.ts';

const NAMES: Readonly<Record<AlgorithmAdvice['id'], string>> = {
  seed: 'Review 2023', hybrid: 'Hybrid 2012', 'asia-pacific': 'Asia Pacific 2017', euro: 'EuroCTO 2019', global: 'Global 2021', ct: 'CT hybrid 2021',
};
const STATUS: Readonly<Record<AlgorithmAdvice['status'], string>> = { read: 'read', secondary: 'second hand', unverified: 'unverified' };

/** What the published crossing algorithms answer, next to each other; never blended into one. */
export function AlgorithmsPanel({ lesion, onFact }: { readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) {
  const { sideBySide: { algorithms, comparison } } = lesion;
  const [opened, setOpened] = useState<AlgorithmAdvice['id'] | null>(null);
  const disagreements = comparison.filter((sentence) => sentence.startsWith('Disagreement'));
  return (
    <section className="panel" aria-label="Published algorithms">
      <div className="panel-head">
        <h2>Published algorithms</h2><span className="gap" />
        {disagreements.length > 0 ? <span className="chip warn" title={disagreements.join(' ')}><Sign tone="warning" /> they disagree</span> : null}
      </div>
      <div className="algorithms" tabIndex={0} role="group" aria-label="Published algorithms">
        <ul>
          {algorithms.map((one) => (
            <Algorithm key={one.id} advice={one} lesion={lesion} isOpen={opened === one.id} onOpen={() => setOpened(opened === one.id ? null : one.id)} onFact={onFact} />
          ))}
        </ul>
        <ul className="comparison">{comparison.filter((sentence) => /^(Dis)?[Aa]greement/.test(sentence)).map((sentence) => (
          <li key={sentence} className={sentence.startsWith('Disagreement') ? 'warn' : 'second'}>{sentence.startsWith('Disagreement') ? <Sign tone="warning" /> : null} {sentence}</li>
        ))}</ul>
      </div>
      <p className="algorithms-foot second">You decide. The program weighs none against the other.</p>
    </section>
  );
}

function Algorithm({ advice, lesion: { rows }, isOpen, onOpen, onFact }: {
  readonly advice: AlgorithmAdvice; readonly lesion: Lesion; readonly isOpen: boolean; readonly onOpen: () => void; readonly onFact: (path: FactPath) => void;
}) {
  const { id, name, first, standing, status, because, needs, alternatives, reason, rows: said, citation } = advice;
  const phase = useLesionDesk((desk) => desk.phase);
  return (
    <li className="algorithm" data-seed={id === 'seed'} onPointerEnter={() => light(because)} onPointerLeave={() => light([])}>
      <button type="button" aria-expanded={isOpen} onClick={onOpen} title={name}>{NAMES[id]}</button>
      <div>
        <p>
          <b title={first === null ? undefined : STRATEGIES[first].words}>{first ?? STANDING[standing]}</b>{' '}
          {status === 'read' ? null : <span className="muted small-text">{STATUS[status]}</span>}
        </p>
        <p className="second">
          {first === null ? '' : `${STRATEGIES[first].words}. `}{reason ?? ''}
          {because.length === 0 ? '' : `Because ${groundWords(because, rows, phase)}. `}
          {needs.length === 0 ? null : <><span className="warn">{standing === 'waits' ? 'Waits for' : 'Could change with'}</span> {needs.map((path, n) => (
            <span key={path}>{n === 0 ? '' : ', '}<button type="button" className="link quiet" onClick={() => onFact(path)}>{factName(path, rows)}</button></span>
          ))}.</>}
        </p>
        {isOpen ? (
          <div className="algorithm-rows">
            {alternatives.length === 0 ? null : <p className="second">Then: {alternatives.map((one) => `${one} (${STRATEGIES[one].words})`).join('; ')}.</p>}
            <ul>{said.map(({ id: row, text, mark }) => <li key={`${row} ${text}`}><b>{row}</b> {text} <span className="muted">[{mark}]</span></li>)}</ul>
            <p className="muted">{citation}</p>
          </div>
        ) : null}
      </div>
    </li>
  );
}

const STANDING: Readonly<Record<AlgorithmAdvice['standing'], string>> = {
  decided: 'decided', 'on-condition': 'on condition', options: 'leaves it open', waits: 'waits', silent: 'says nothing here', ended: 'is done',
};
