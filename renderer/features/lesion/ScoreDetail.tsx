import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import type { CardScore } from '../../../core/scores/scoreCard.ts';
import { spanOf } from '../../../core/scores/scoresRead.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Said, Sign } from '../../ui/Sign.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { light } from './lesionStore.ts';
import { factsRead, pointsWords } from './scoreLook.ts';
import { EVIDENCE } from './ScoreCard.tsx';
import { changeWords, findsWords, flagWords, sinceWords } from './scoreWords.ts';
import type { Lesion } from './useLesion.ts';

/** Everything of one score: its items with what they ask and read, outcomes with their cohorts, what would turn it, its paper. */
export function ScoreDetail({ lesion, score, onFact, onClose }: {
  readonly lesion: Lesion; readonly score: CardScore; readonly onFact: (path: FactPath) => void; readonly onClose: () => void;
}) {
  const { rows, known } = lesion;
  const table = SCORES.find(({ id }) => id === score.id);
  const change = lesion.changes.find(({ id }) => id === score.id);
  return (
    <section className="panel score-detail" aria-label={`${score.name} in detail`}>
      <div className="panel-head">
        <h2>{score.name}</h2><small>{pointsWords(spanOf(score))} of {score.range[1]} points, evidence {score.evidence}: {EVIDENCE[score.evidence]}</small>
        <span className="gap" />
        <button type="button" className="icon-button" aria-label={`Close ${score.name}`} title="Close (Esc)" onClick={onClose}><Icon name="close" /></button>
      </div>
      <div className="score-detail-body" tabIndex={0} role="group" aria-label={`${score.name}: items and paper`}>
        <table className="detail-items">
          <thead><tr><th scope="col">Item</th><th scope="col">What scores</th><th scope="col">Finds</th><th scope="col" className="number">Points</th><th scope="col">Note</th></tr></thead>
          <tbody>{score.items.map((item) => {
            const reads = factsRead(score.id, item.id, known);
            const target = reads[0] ?? itemOf(score.id, item.id)?.reads[0];
            return (
              <tr key={item.id} onPointerEnter={() => light(reads)} onPointerLeave={() => light([])}>
                <th scope="row">
                  <button type="button" className="link" onFocus={() => light(reads)} onBlur={() => light([])} onClick={() => { if (target !== undefined) onFact(target); }}>{item.label}</button>
                </th>
                <td className="second">{itemOf(score.id, item.id)?.definition}</td>
                <td>{findsWords(score.id, item.id, rows)}</td>
                <td className="number strong">{pointsWords(item.points)}</td>
                <td className="muted">{[...flagWords(item), ...(item.evidence === 'A' ? [] : [`evidence ${item.evidence}`])].join('; ')}</td>
              </tr>
            );
          })}</tbody>
        </table>
        <div className="stack">
          {score.applicable ? null : <Said tone="warning">{score.reason}</Said>}
          {score.applicable && score.reason !== null ? <Said tone="info">{score.reason}</Said> : null}
          {change === undefined ? null : (
            <p className="changed-note"><StateMark state="changed" /> {sinceWords(change)}: {change.facts.map((fact) => changeWords(fact, rows)).join('; ') || 'what it read was taken back'}.</p>
          )}
          {score.sensitivity.map(({ fact, sentence }) => <p key={`${fact} ${sentence}`} className="warn"><Sign tone="warning" /> {sentence}</p>)}
          {score.applicable && (score.category !== null || score.reading !== null || score.categories.length > 1) ? (
            <p>{score.category === null ? score.categories.length > 1 ? `Category open: ${score.categories.join(' or ')}. ` : '' : `${capital(score.category)}. `}{score.reading === null ? '' : `${capital(score.reading)}.`}</p>
          ) : null}
          <Outcomes score={score} />
          <Spread score={score} />
          {score.byStrategy === undefined || score.byStrategy.length < 2 ? null : (
            <p className="second">By strategy alone: {score.byStrategy.map(({ strategy, points, lowPercent, highPercent }) =>
              `${strategy} ${pointsWords(points)}${lowPercent === null ? '' : ` (${lowPercent === highPercent ? lowPercent : `${lowPercent}–${highPercent}`} %)`}`).join(', ')}.</p>
          )}
          {(table?.notes ?? []).map((note) => <p key={note} className="second">{note}</p>)}
          <p className="muted wrap">{score.citation}</p>
        </div>
      </div>
    </section>
  );
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function Outcomes({ score: { applicable, outcome, otherOutcomes } }: { readonly score: CardScore }) {
  return (
    <ul className="outcomes">
      {[outcome, ...otherOutcomes].map(({ name, cohort, lowPercent, highPercent, evidence }) => (
        <li key={`${name} ${cohort}`}>
          <b>{lowPercent === null || highPercent === null ? 'no rate shown' : lowPercent === highPercent ? `${lowPercent} %` : `${lowPercent}–${highPercent} %`}</b>{' '}
          {name}{applicable ? '' : ', does not apply here'} <span className="muted">in {cohort}{evidence === null ? '' : `; evidence ${evidence}`}</span>
        </li>
      ))}
    </ul>
  );
}

/** How the score is spread over the ranges of what was measured, with the assumption that this rests on. */
function Spread({ score: { distribution } }: { readonly score: CardScore }) {
  if (distribution === null || distribution.points.length < 2) return null;
  return (
    <div className="spread" title={distribution.assumption}>
      {distribution.points.map((points) => (
        <span key={pointsWords(points)}><b>{pointsWords(points)}</b> in {Math.round(100 * points.share)} % of the ranges</span>
      ))}
      <small className="muted">{distribution.assumption}</small>
    </div>
  );
}
