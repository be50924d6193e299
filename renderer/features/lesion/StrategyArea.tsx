import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import { Segments } from '../images/ToolBar.tsx';
import { AdvicePanel } from './AdvicePanel.tsx';
import { BoardsPanel } from './BoardsPanel.tsx';
import type { FindingActions } from './IvusBoard.tsx';
import type { RowActions } from './FactRow.tsx';
import { lookAtPhase, showScore, showView, useLesionDesk, type StrategyView } from './lesionStore.ts';
import { RulesPanel } from './RulesPanel.tsx';
import { PHASES } from './ruleWords.ts';
import { ScoreDetail } from './ScoreDetail.tsx';
import { ToolsPanel } from './ToolsPanel.tsx';
import type { Lesion } from './useLesion.ts';

const VIEWS: readonly { readonly value: StrategyView; readonly name: string; readonly words: string }[] = [
  { value: 'advice', words: 'Rules', name: 'Rules, limits and algorithms (G)' },
  { value: 'tools', words: 'Ladders and tools', name: 'Ladders, preparation and equipment (L)' },
  { value: 'boards', words: 'Boards', name: 'Boards: collaterals, proximal cap, IVUS (B)' },
  { value: 'rules', words: 'Why', name: 'Why and why not: every rule (R)' },
];

/** What follows for the strategy in the phase that is looked at; a score in detail lies over it. */
export const StrategyArea = memo(function StrategyArea({ lesion, onFact, onAnswer, findings }: {
  readonly lesion: Lesion; readonly onFact: (path: FactPath) => void; readonly onAnswer: RowActions['answer']; readonly findings: FindingActions;
}) {
  const { view, phase, score } = useLesionDesk(useShallow((desk) => ({ view: desk.view, phase: desk.phase, score: desk.score })));
  const opened = lesion.scores.find(({ id }) => id === score);
  return (
    <section className="strategy" aria-label="Strategy">
      <div className="strategy-head">
        <Segments label="Strategy view" chosen={opened === undefined ? view : null} onChoose={showView} options={VIEWS} />
        <span className="gap" />
        <span className="muted" id="phase-words">Advice for the phase</span>
        <Segments label="Phase" chosen={phase} onChoose={lookAtPhase} options={PHASES.map(([value, words]) => ({ value, words, name: `${words} (P)` }))} />
      </div>
      {opened !== undefined ? <ScoreDetail lesion={lesion} score={opened} onFact={onFact} onClose={() => showScore(null)} />
        : view === 'advice' ? <AdvicePanel lesion={lesion} onFact={onFact} />
        : view === 'tools' ? <ToolsPanel lesion={lesion} onFact={onFact} />
        : view === 'boards' ? <BoardsPanel lesion={lesion} onAnswer={onAnswer} findings={findings} />
        : <RulesPanel lesion={lesion} onFact={onFact} />}
    </section>
  );
});
