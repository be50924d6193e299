import { Button } from '@mantine/core';
import { valueWords } from '../../../core/lesion/factWords.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { explainRule, supposeNot, useLesionDesk } from './lesionStore.ts';
import { shortName } from './scoreSets.ts';
import { totalChangeOf } from './scoreWords.ts';
import type { Lesion } from './useLesion.ts';

/** So many scores and rules are named; the cards and the rules below show the rest. */
const MOST = 4;

/** Across the station while answers are supposed: what is supposed, and what it would change. Nothing of it is kept. */
export function WhatIfBar({ lesion: { rows, scores, without, difference } }: { readonly lesion: Lesion }) {
  const supposed = useLesionDesk((desk) => desk.supposed);
  if (supposed === null) return null;
  const changed = scores.flatMap((score) => {
    const [was, is, of] = totalChangeOf(without?.scores.find(({ id }) => id === score.id), score) ?? [];
    return was === undefined ? [] : [`${shortName(score.id, score.name)} ${was} → ${is}${of}`];
  });
  return (
    <div className="what-if" role="region" aria-label="What if">
      <StateMark state="supposed" /><b>What if</b>
      <div className="what-if-words">
        {supposed.size === 0 ? <span className="second">Answers are supposed now, and not kept. Choose a fact and answer it.</span> : (
          <>
            {[...supposed].map(([path, value]) => (
              <span key={path} className="supposed-chip">
                {rows.get(path)?.name ?? path}: <b>{value === null ? 'unknown' : valueWords(path, value, 'given')}</b>
                <button type="button" aria-label={`No longer suppose ${rows.get(path)?.name ?? path}`} title="No longer suppose it" onClick={() => supposeNot(path)}>×</button>
              </span>
            ))}
            <span title={changed.join(', ')}>{changed.length === 0 ? 'No score changes.' : `${changed.slice(0, MOST).join(', ')}${changed.length > MOST ? ` and ${changed.length - MOST} more` : ''}.`}</span>
            {difference === null ? null : (
              <span>
                {difference.starts.length === 0 ? 'No rule begins to hold' : <>Rules that begin to hold: {difference.starts.slice(0, MOST).map((id, n) => <span key={id}>{n === 0 ? '' : ', '}<button type="button" className="link quiet" onClick={() => explainRule(id)}>{id}</button></span>)}{difference.starts.length > MOST ? ` and ${difference.starts.length - MOST} more` : ''}</>}
                {difference.stops.length === 0 ? '.' : `; that end: ${difference.stops.slice(0, MOST).join(', ')}${difference.stops.length > MOST ? ` and ${difference.stops.length - MOST} more` : ''}.`}
              </span>
            )}
          </>
        )}
      </div>
      <span className="muted hide-narrow">never kept, never in a plan</span>
      <Button size="compact-sm" variant="default" onClick={() => supposeNot()}>End what if <kbd>W</kbd></Button>
    </div>
  );
}
