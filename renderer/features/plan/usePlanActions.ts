import { useEffect, useMemo, useRef } from 'react';
import { editedPlan, type PlanEdit } from '../../../core/plan/editedPlan.ts';
import { MOST, stepsOf, type KeyImage, type PlanBudget, type PlannedStep, type PlanRung, type RungLetter, type StopRule } from '../../../core/plan/plan.ts';
import { planWithTemplate, type PlanTemplate } from '../../../core/plan/planTemplate.ts';
import { factsOf } from '../../../core/plan/planStanding.ts';
import { suggestedPlan } from '../../../core/plan/suggestedPlan.ts';
import { newPlanItemId } from '../../state/newId.ts';
import { EMPTY_PLAN } from '../../state/planDraft.ts';
import { useView } from '../../state/viewStore.ts';
import { chooseStep, stepSelector, usePlanDesk, want } from './planDesk.ts';
import { newStep, newStop, refusalWords } from './planWords.ts';
import type { PlanAtHand } from './usePlan.ts';

/**
 * What can be done to the draft; each is one step of undo. Only what is said to be changed is: the rest is of the newest draft, which
 * may be ahead of what is drawn.
 */
export interface PlanActions {
  readonly suggest: () => void;
  /** All of a template in the place of the ladder, or one rung of it. */
  readonly applyTemplate: (name: string, template: PlanTemplate, take: RungLetter | 'all') => void;
  readonly addStep: (letter?: RungLetter) => void;
  readonly setStep: (id: string, changed: Partial<PlannedStep>, words: string, gesture?: string) => void;
  readonly removeStep: (id: string) => void;
  /** One place up or down; over the end of a rung into the next one. */
  readonly moveStep: (id: string, by: 1 | -1) => void;
  readonly setRung: (letter: RungLetter, changed: Partial<Pick<PlanRung, 'title' | 'note'>>, gesture: string) => void;
  /** Gives the rung a stop rule where it has none, and opens it. */
  readonly openStop: (letter: RungLetter) => void;
  readonly setStop: (letter: RungLetter, changed: Partial<StopRule>, gesture?: string) => void;
  readonly removeStop: (letter: RungLetter) => void;
  readonly setWords: (which: 'access' | 'guides' | 'notes', words: string, gesture: string) => void;
  readonly setBudget: (changed: Partial<PlanBudget>, words: string) => void;
  readonly setImage: (id: string, changed: Partial<KeyImage>, gesture: string) => void;
  readonly removeImage: (id: string) => void;
}

const say = (words: string): void => useView.getState().say(words);

/** Actions on the draft as it is when something is done. */
export function usePlanActions(plan: PlanAtHand): PlanActions {
  const now = useRef(plan);
  useEffect(() => {
    now.current = plan;
  });
  return useMemo(() => {
    /** The newest content, though the page may not be drawn with it yet. */
    const content = () => now.current.draft?.store.getState().content ?? EMPTY_PLAN;
    const edit = (words: string, change: PlanEdit, gesture?: string): boolean => {
      const { draft } = now.current;
      if (draft === null) return false;
      const edited = editedPlan(content(), change);
      if (edited.ok) draft.change(words, edited.value, gesture);
      else say(refusalWords(edited.failure));
      return edited.ok;
    };
    const rungOf = (letter: RungLetter) => content().rungs.find((rung) => rung.letter === letter);
    const found = (id: string) => stepsOf(content()).find(({ step }) => step.id === id);
    return {
      suggest: () => {
        const { draft, evidence } = now.current;
        const before = content();
        const suggested = suggestedPlan(factsOf(evidence), { parameters: evidence.parameters });
        const { contrastMl, airKermaGy, wireMinutes, totalMinutes } = before.budget;
        draft?.change('suggest ladder', {
          ...before, rungs: suggested.rungs,
          // What the operator has set already stays.
          budget: {
            contrastMl: contrastMl ?? suggested.budget.contrastMl, airKermaGy: airKermaGy ?? suggested.budget.airKermaGy,
            wireMinutes: wireMinutes ?? suggested.budget.wireMinutes,
            totalMinutes: totalMinutes ?? suggested.budget.totalMinutes,
          },
        });
        chooseStep(stepsOf(suggested)[0]?.step.id ?? null, true);
      },
      applyTemplate: (name, template, take) => {
        const { draft, evidence } = now.current;
        const before = content();
        const used = planWithTemplate(before, template, take, {
          facts: factsOf(evidence), doing: { parameters: evidence.parameters }, newId: newPlanItemId,
        });
        if (!used.ok) return say(refusalWords(used.failure));
        draft?.change(take === 'all' ? `use template ${name}` : `add ${take} of template ${name}`, used.value);
        const there = new Set(stepsOf(before).map(({ step }) => step.id));
        usePlanDesk.setState({ templates: null });
        chooseStep(stepsOf(used.value).find(({ step }) => !there.has(step.id))?.step.id ?? null, true);
        say(`${take === 'all' ? `“${name}” is now the ladder` : `${take} of “${name}” is added`}: look at its sizes and places for this lesion`);
      },
      addStep: (letter) => {
        const chosen = found(usePlanDesk.getState().step ?? '');
        const rung = letter ?? chosen?.rung.letter ?? 'A';
        const place = chosen?.rung.letter === rung ? chosen.rung.steps.findIndex(({ id }) => id === chosen.step.id) + 1 : MOST.steps;
        const step = newStep(newPlanItemId());
        if (!edit('add step', { edit: 'add-step', letter: rung, index: place, step })) return;
        chooseStep(step.id);
        want(stepSelector(step.id, 'technique'));
      },
      setStep: (id, changed, words, gesture) => {
        const one = found(id);
        if (one !== undefined) edit(words, { edit: 'set-step', step: { ...one.step, ...changed } }, gesture);
      },
      removeStep: (id) => {
        const all = stepsOf(content());
        const at = all.findIndex(({ step }) => step.id === id);
        if (!edit(`remove ${all[at]?.label ?? 'step'}`, { edit: 'remove-step', id })) return;
        chooseStep((all[at + 1] ?? all[at - 1])?.step.id ?? null, true);
      },
      moveStep: (id, by) => {
        const one = found(id);
        if (one === undefined) return;
        const { rungs } = content();
        const at = one.rung.steps.findIndex((step) => step.id === id) + by;
        const isInside = at >= 0 && at < one.rung.steps.length;
        const next = isInside ? one.rung : rungs[rungs.findIndex(({ letter }) => letter === one.rung.letter) + by];
        if (next === undefined) return say(by < 0 ? 'This is the first step already' : 'This is the last step already');
        const index = isInside ? at : by < 0 ? next.steps.length : 0;
        if (edit(`move ${one.label}`, { edit: 'move-step', id, letter: next.letter, index })) chooseStep(id, true);
      },
      setRung: (letter, changed, gesture) => {
        const rung = rungOf(letter);
        if (rung !== undefined) edit(`write ${letter}`, { edit: 'set-rung', letter, title: rung.title, note: rung.note, ...changed }, gesture);
      },
      openStop: (letter) => {
        if (rungOf(letter)?.stop == null) edit(`stop rule of ${letter}`, { edit: 'set-stop', letter, stop: newStop(content().budget) });
        usePlanDesk.setState({ stop: letter, wanted: `[data-stop="${letter}"] [data-field="words"]` });
      },
      setStop: (letter, changed, gesture) => {
        const stop = rungOf(letter)?.stop;
        if (stop != null) edit(`stop rule of ${letter}`, { edit: 'set-stop', letter, stop: { ...stop, ...changed } }, gesture);
      },
      removeStop: (letter) => {
        edit(`remove stop rule of ${letter}`, { edit: 'set-stop', letter, stop: null });
        usePlanDesk.setState({ stop: null });
      },
      setWords: (which, words, gesture) => edit(`write ${which}`, { edit: 'set-words', which, words }, gesture),
      setBudget: (changed, words) => edit(words, { edit: 'set-budget', budget: { ...content().budget, ...changed } }),
      setImage: (id, changed, gesture) => {
        const image = content().keyImages.find((one) => one.id === id);
        if (image !== undefined) edit('caption of key image', { edit: 'set-image', image: { ...image, ...changed } }, gesture);
      },
      removeImage: (id) => edit('remove key image', { edit: 'remove-image', id }),
    };
  }, []);
}
