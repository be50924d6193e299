import { memo } from 'react';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { SheetRow } from '../../../core/lesion/factSheet.ts';
import type { KnownFacts } from '../../../core/lesion/knownFacts.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import type { CardScore } from '../../../core/scores/scoreCard.ts';
import type { ScoredItem } from '../../../core/scores/scored.ts';
import type { ScoreChange } from '../../../core/scores/scoresRead.ts';
import { Sign } from '../../ui/Sign.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { light, showScore } from './lesionStore.ts';
import { ScoreBar } from './ScoreBar.tsx';
import { factsRead, outcomeWords, pointsWords, scoreLook } from './scoreLook.ts';
import { flagWords, lowerFirst, wasWords } from './scoreWords.ts';
import { shortName } from './scoreSets.ts';

/** A score with its items, its outcome and what could turn it. */
export const ScoreCard = memo(function ScoreCard({ score, known, rows, change, without, isOpen, onFact }: {
  readonly score: CardScore; readonly known: KnownFacts; readonly rows: ReadonlyMap<FactPath, SheetRow>;
  /** What is told otherwise than when it was read; null where all is as it was. */
  readonly change: ScoreChange | null;
  /** The total without what is supposed, where it is another: "3–4". */
  readonly without: string | null;
  readonly isOpen: boolean;
  readonly onFact: (path: FactPath) => void;
}) {
  const { id, name, applicable, reason, range, evidence, items, category } = score;
  const look = scoreLook(score, known);
  const isUnsure = look.span.min !== look.span.max;
  const [outcome] = outcomeWords(score);
  const [turn] = look.turns;
  const state = evidence === 'M' ? 'unverified' : !applicable ? 'excluded' : turn?.changesCategory === true ? 'turning' : 'plain';
  return (
    <article className="score-card" data-state={state} data-changed={change !== null} data-open={isOpen} aria-label={name}>
      <header>
        <button type="button" className="score-open" title={`${name} in detail (D)`} aria-expanded={isOpen} onClick={() => showScore(isOpen ? null : id)}>{shortName(id, name)}</button>
        <span className="muted small-text" title={`Evidence ${evidence}: ${EVIDENCE[evidence]}`}>
          {evidence === 'M' ? <span className="score-unverified">unverified</span> : null}
          <span className={evidence === 'M' ? 'wide-only' : undefined}>{evidence === 'M' ? ' M' : <><span className="wide-only">evidence </span>{evidence}</>}</span>
        </span>
      </header>
      <p className="score-total">
        <b className={isUnsure && evidence !== 'M' ? 'warn' : undefined}>{pointsWords(look.span)}</b> <small>of {range[1]}</small>
        {look.isProvisional ? <span title="Rests on what is measured and not confirmed"><StateMark state="proposed" /><span className="sr-only">provisional</span></span> : null}
      </p>
      <ScoreBar look={look} most={range[1]} />
      {without === null ? null : <p className="score-note supposed-note"><StateMark state="supposed" /> what if, from {without}</p>}
      {change === null ? null : <p className="score-note changed-note"><StateMark state="changed" /> {wasWords(change)}</p>}
      <p className="score-outcome">
        {!applicable ? reason : turn === undefined || evidence === 'M' ? null : <span className="warn"><Sign tone="warning" /> {pointsWords(score.points)} as measured, {pointsWords(turn.becomes)} if {lowerFirst(rows.get(turn.fact)?.name ?? turn.fact)} {turn.turnsAt}. </span>}
        {applicable && category !== null ? `${category.charAt(0).toUpperCase()}${category.slice(1)}. ` : ''}
        {applicable && outcome !== undefined ? <>{outcome.name}: <span className={outcome.isShown ? 'keep' : undefined}>{outcome.rate}</span> <span className="muted">({outcome.cohort})</span></> : null}
      </p>
      <ul className="score-items">
        {items.map((item) => <ItemLine key={item.id} score={score} item={item} known={known} onFact={onFact} />)}
      </ul>
    </article>
  );
});

/** The words of an evidence mark. */
export const EVIDENCE: Readonly<Record<CardScore['evidence'], string>> = {
  A: 'read in the paper', B: 'second hand', I: 'inferred', M: 'unverified, never shown as fact',
};

function ItemLine({ score: { id, evidence }, item, known, onFact }: {
  readonly score: CardScore; readonly item: ScoredItem; readonly known: KnownFacts; readonly onFact: (path: FactPath) => void;
}) {
  const { points, label, flag } = item;
  const reads = itemOf(id, item.id)?.reads ?? [];
  const shown = factsRead(id, item.id, known);
  const lit = shown.length > 0 ? shown : reads.slice(0, 1);
  const isOpen = points.min !== points.max;
  const flags = flagWords(item);
  return (
    <li>
      <button
        type="button" tabIndex={-1} title={`${itemOf(id, item.id)?.definition ?? label}${flags.length === 0 ? '' : ` (${flags.join('; ')})`}`}
        onPointerEnter={() => light(lit)} onPointerLeave={() => light([])} onFocus={() => light(lit)} onBlur={() => light([])}
        onClick={() => { const [first] = lit; if (first !== undefined) onFact(first); }}
      >
        <span>{label}</span>
        {flag === 'boundary' ? <span className="warn" title="May turn within its range"><Sign tone="warning" /></span> : flag === null || flag === 'unknown' ? null : <span className="muted" aria-hidden="true">†</span>}
        <b data-points={isOpen ? 'open' : points.max === 0 ? 'none' : evidence === 'M' ? 'unverified' : 'some'}>{pointsWords(points)}</b>
      </button>
    </li>
  );
}
