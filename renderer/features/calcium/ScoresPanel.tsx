import { memo } from 'react';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { Sign } from '../../ui/Sign.tsx';
import { scoreLine, SHOWN_SCORES } from './scoreWords.ts';

/** The six scores as the facts are now: each total with its range, and what within the calcium's range would turn it. */
export const ScoresPanel = memo(function ScoresPanel({ facts, onLesion }: { readonly facts: CaseFacts; readonly onLesion: () => void }) {
  const { scores } = scoreCard(facts);
  return (
    <div className="live-field own-layout">
      <ol className="live-scores" aria-label="Six scores, live">
        {SHOWN_SCORES.map((wanted) => {
          const score = scores.find(({ id }) => id === wanted);
          if (score === undefined) return null;
          const line = scoreLine(score, facts);
          return (
            <li key={line.id} className="live-score" data-flips={line.flips} data-score={line.id}>
              <div className="live-total" data-unverified={line.isUnverified}><b className="of-figures">{line.total}</b> <small>{line.of}</small></div>
              <div className="live-words">
                <div className="live-name"><button type="button" className="live-open" onClick={onLesion} title="All scores with their items: station 6">{line.name}</button><span>{line.mark}</span></div>
                <p>{line.flips ? <b className="value-warning"><Sign tone="warning" /> </b> : null}{line.sentence}</p>
                <p className="live-items">{line.items}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
});
