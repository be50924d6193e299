import { err, ok, type Result } from '../result.ts';
import { MOST, stepsOf, type KeyImage, type PlanContent, type PlannedStep, type PlanRung, type RungLetter, type StopRule } from './plan.ts';

/** One edit of a plan. A step is placed before the one at `index`, at the end of the rung where it is larger. */
export type PlanEdit =
  | { readonly edit: 'add-step'; readonly letter: RungLetter; readonly index: number; readonly step: PlannedStep }
  | { readonly edit: 'set-step'; readonly step: PlannedStep }
  | { readonly edit: 'remove-step'; readonly id: string }
  | { readonly edit: 'move-step'; readonly id: string; readonly letter: RungLetter; readonly index: number }
  | { readonly edit: 'set-rung'; readonly letter: RungLetter; readonly title: string; readonly note: string }
  | { readonly edit: 'set-stop'; readonly letter: RungLetter; readonly stop: StopRule | null }
  | { readonly edit: 'set-words'; readonly which: 'access' | 'guides' | 'notes'; readonly words: string }
  | { readonly edit: 'set-budget'; readonly budget: PlanContent['budget'] }
  | { readonly edit: 'add-image'; readonly image: KeyImage }
  | { readonly edit: 'set-image'; readonly image: KeyImage }
  | { readonly edit: 'remove-image'; readonly id: string };

/** Why an edit is not carried out; nothing has changed. */
export type EditRefusal =
  | { readonly code: 'plan/no-such-step'; readonly id: string }
  | { readonly code: 'plan/no-such-image'; readonly id: string }
  | { readonly code: 'plan/already-there'; readonly id: string }
  | { readonly code: 'plan/full'; readonly most: number };

/** The plan after one edit; undo is keeping the plan before it. */
export function editedPlan(plan: PlanContent, edit: PlanEdit): Result<PlanContent, EditRefusal> {
  switch (edit.edit) {
    case 'add-step': return withStep(plan, edit.letter, edit.index, edit.step);
    case 'set-step':
      return hasStep(plan, edit.step.id)
        ? ok(withSteps(plan, (steps) => steps.map((step) => (step.id === edit.step.id ? edit.step : step))))
        : err({ code: 'plan/no-such-step', id: edit.step.id });
    case 'remove-step':
      return hasStep(plan, edit.id)
        ? ok(withSteps(plan, (steps) => steps.filter(({ id }) => id !== edit.id))) : err({ code: 'plan/no-such-step', id: edit.id });
    case 'move-step': return withStepMoved(plan, edit.id, edit.letter, edit.index);
    case 'set-rung': return ok(withRung(plan, edit.letter, (rung) => ({ ...rung, title: edit.title, note: edit.note })));
    case 'set-stop': return ok(withRung(plan, edit.letter, (rung) => ({ ...rung, stop: edit.stop })));
    case 'set-words': return ok({ ...plan, [edit.which]: edit.words });
    case 'set-budget': return ok({ ...plan, budget: edit.budget });
    case 'add-image':
      if (plan.keyImages.length >= MOST.keyImages) return err({ code: 'plan/full', most: MOST.keyImages });
      return plan.keyImages.some(({ id }) => id === edit.image.id)
        ? err({ code: 'plan/already-there', id: edit.image.id }) : ok({ ...plan, keyImages: [...plan.keyImages, edit.image] });
    case 'set-image':
      return plan.keyImages.some(({ id }) => id === edit.image.id)
        ? ok({ ...plan, keyImages: plan.keyImages.map((one) => (one.id === edit.image.id ? edit.image : one)) })
        : err({ code: 'plan/no-such-image', id: edit.image.id });
    case 'remove-image':
      return plan.keyImages.some(({ id }) => id === edit.id)
        ? ok({ ...plan, keyImages: plan.keyImages.filter(({ id }) => id !== edit.id) })
        : err({ code: 'plan/no-such-image', id: edit.id });
  }
}

const withRung = (plan: PlanContent, letter: RungLetter, change: (rung: PlanRung) => PlanRung): PlanContent =>
  ({ ...plan, rungs: plan.rungs.map((rung) => (rung.letter === letter ? change(rung) : rung)) });
const withSteps = (plan: PlanContent, change: (steps: readonly PlannedStep[]) => readonly PlannedStep[]): PlanContent =>
  ({ ...plan, rungs: plan.rungs.map((rung) => ({ ...rung, steps: change(rung.steps) })) });
const hasStep = (plan: PlanContent, id: string): boolean => stepsOf(plan).some(({ step }) => step.id === id);

function withStep(plan: PlanContent, letter: RungLetter, index: number, step: PlannedStep): Result<PlanContent, EditRefusal> {
  if (hasStep(plan, step.id)) return err({ code: 'plan/already-there', id: step.id });
  const rung = plan.rungs.find((one) => one.letter === letter);
  if (rung === undefined || rung.steps.length >= MOST.steps) return err({ code: 'plan/full', most: MOST.steps });
  return ok(withRung(plan, letter, ({ steps, ...rest }) => ({ ...rest, steps: steps.toSpliced(index, 0, step) })));
}

function withStepMoved(plan: PlanContent, id: string, letter: RungLetter, index: number): Result<PlanContent, EditRefusal> {
  const found = stepsOf(plan).find(({ step }) => step.id === id);
  if (found === undefined) return err({ code: 'plan/no-such-step', id });
  return withStep(withSteps(plan, (steps) => steps.filter((step) => step.id !== id)), letter, Math.max(0, index), found.step);
}
