import { Button } from '@mantine/core';
import { Fragment, memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { ScoreChange } from '../../../core/scores/scoresRead.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { Segments } from '../images/ToolBar.tsx';
import { CalciumTable } from './CalciumTable.tsx';
import { showSet, useLesionDesk } from './lesionStore.ts';
import { ScoreCard } from './ScoreCard.tsx';
import { SCORE_SETS, shortName } from './scoreSets.ts';
import { changeWords, scoreChangeWords, totalChangeOf } from './scoreWords.ts';
import type { Lesion } from './useLesion.ts';

/** Scores that changed, by what has changed of the facts that they read. */
const byCause = (changes: readonly ScoreChange[], rows: Lesion['rows']): readonly (readonly [cause: string, of: readonly ScoreChange[]])[] =>
  [...Map.groupBy(changes, ({ facts }) => (facts.length === 0 ? 'How it is read' : facts.map((fact) => changeWords(fact, rows)).join('; ')))];

/** The scores beside each other with their items, and the same calcium as each of them sees it. */
export const ScoresPanel = memo(function ScoresPanel({ lesion, onFact, onRead }: {
  readonly lesion: Lesion; readonly onFact: (path: FactPath) => void; readonly onRead: () => void;
}) {
  const { scores, known, changes, without, read } = lesion;
  const { set, opened } = useLesionDesk(useShallow((desk) => ({ set: desk.set, opened: desk.score })));
  const shown = SCORE_SETS.find(({ id }) => id === set)?.scores ?? [];
  const today = localDate(new Date());
  return (
    <section className="panel scores" aria-label="Scores">
      <div className="panel-head">
        <h2>Scores</h2><small className="hide-narrow">never averaged, never converted: each predicts something else</small>
        <span className="gap" />
        <small>{read === null ? 'not read yet' : `read ${instantWords(read.changedAt, today)}`}</small>
        <Button size="compact-sm" variant="default" onClick={onRead} title="Keeps the points as they are now; what changes later is shown against them">Mark as read <kbd>M</kbd></Button>
        <Segments
          label="Scores shown" chosen={set} onChoose={showSet}
          options={SCORE_SETS.map(({ id, words, scores: of }) => ({ value: id, name: `${words}: ${of.length} scores (S)`, words: id === 'main' ? words : `${words} ${of.length}` }))}
        />
      </div>
      {changes.length === 0 || read === null ? null : (
        <p className="scores-changed" role="status">
          <StateMark state="changed" /> <b>Changed since they were read {instantWords(read.changedAt, today)}:</b>{' '}
          {byCause(changes, lesion.rows).map(([cause, of]) => (
            <span key={cause}>{cause}: {of.map((change) => `${shortName(change.id, scores.find(({ id }) => id === change.id)?.name ?? change.id)} ${scoreChangeWords(change)}`).join(', ')}. </span>
          ))}
        </p>
      )}
      <div className="score-cards" data-set={set}>
        {shown.map((id) => {
          const score = scores.find((one) => one.id === id);
          const change = changes.find((one) => one.id === id) ?? null;
          const [plain, , of] = (score === undefined ? null : totalChangeOf(without?.scores.find((one) => one.id === id), score)) ?? [];
          return score === undefined ? <Fragment key={id} /> : (
            <ScoreCard
              key={id} score={score} known={known} rows={lesion.rows} change={change} without={plain === undefined ? null : `${plain}${of ?? ''}`}
              isOpen={opened === id} onFact={onFact}
            />
          );
        })}
      </div>
      <CalciumTable lesion={lesion} shown={shown} onFact={onFact} />
    </section>
  );
});
