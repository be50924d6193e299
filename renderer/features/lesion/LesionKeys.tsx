import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useCommands } from '../../state/commands.ts';
import { STEP, stepAlong } from '../vessel/useVesselCursor.ts';
import { LESION_COMMANDS } from './commands.ts';
import { answerFact, explainRule, lookAtPhase, showScore, showSet, showView, supposeNot, toggleGroup, toggleWhole, useLesionDesk } from './lesionStore.ts';
import { PHASES } from './ruleWords.ts';
import { SCORE_SETS, SCORES_IN_ORDER } from './scoreSets.ts';
import type { Lesion } from './useLesion.ts';
import type { LesionActions } from './useLesionActions.ts';

/** The one beside another, round and round; at first the first, or backwards the last. */
function beside<T>(all: readonly T[], now: T | null, by: 1 | -1): T | undefined {
  const at = now === null ? -1 : all.indexOf(now);
  return at < 0 ? all.at(by > 0 ? 0 : -1) : all[(at + by + all.length) % all.length];
}

function stepSet(by: 1 | -1): void {
  const next = beside(SCORE_SETS.map(({ id }) => id), useLesionDesk.getState().set, by);
  if (next !== undefined) showSet(next);
}

function stepPhase(by: 1 | -1): void {
  const next = beside(PHASES.map(([id]) => id), useLesionDesk.getState().phase, by);
  if (next !== undefined) lookAtPhase(next);
}

const stepScore = (by: 1 | -1): void => showScore(beside(SCORES_IN_ORDER, useLesionDesk.getState().score, by) ?? null);

/** The keys of the station. They show nothing: what is chosen by them is not drawn again with every panel. */
export const LesionKeys = memo(function LesionKeys({ lesion, actions }: { readonly lesion: Lesion; readonly actions: LesionActions }) {
  const { selected, editing, score, isSupposing } = useLesionDesk(useShallow((desk) =>
    ({ selected: desk.selected, editing: desk.editing, score: desk.score, isSupposing: desk.supposed !== null })));
  const group = lesion.sheet.find(({ rows }) => rows.some(({ path }) => path === selected))?.id;
  const { centreline } = lesion.vessel;
  const along = (by: number) => (centreline === null ? undefined : () => stepAlong(centreline, by));
  const isOpen = editing !== null || score !== null || isSupposing;
  useCommands(LESION_COMMANDS, {
    nextUnknown: () => actions.nextUnknown(1), lastUnknown: () => actions.nextUnknown(-1),
    nextFact: () => actions.step(1), previousFact: () => actions.step(-1), firstFact: () => actions.end(false), lastFact: () => actions.end(true),
    advance: selected === null ? undefined : () => actions.advance(selected), confirmGroup: actions.confirmGroup,
    yes: () => actions.say(true), no: () => actions.say(false), notKnown: () => actions.say(null),
    answer: selected === null ? undefined : () => answerFact(selected), takeBack: selected === null ? undefined : () => actions.takeBack(selected),
    evidence: selected === null ? undefined : () => actions.evidence(selected),
    whole: group === undefined ? undefined : () => toggleWhole(group), fold: group === undefined ? undefined : () => toggleGroup(group),
    whatIf: actions.toggleWhatIf, read: actions.read,
    nextSet: () => stepSet(1), previousSet: () => stepSet(-1), nextScore: () => stepScore(1), previousScore: () => stepScore(-1),
    nextPhase: () => stepPhase(1), previousPhase: () => stepPhase(-1),
    advice: () => showView('advice'), tools: () => showView('tools'), boards: () => showView('boards'),
    why: () => explainRule(useLesionDesk.getState().rule ?? lesion.advice.fired[0]?.id ?? ''),
    back: along(-STEP.along), on: along(STEP.along), farBack: along(-STEP.far), farOn: along(STEP.far),
    addFinding: actions.findings.add,
    close: !isOpen ? undefined : () => {
      if (editing !== null) actions.close();
      else if (score !== null) showScore(null);
      else supposeNot();
    },
  });
  return null;
});
