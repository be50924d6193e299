import { describe, expect, it } from 'vitest';
import { editedPlan, type PlanEdit } from '../../../core/plan/editedPlan.ts';
import { MOST, stepsOf, type PlanContent } from '../../../core/plan/plan.ts';
import { image, planOf, step, stop } from './planOf.ts';

const PLAN = planOf({ A: [step('a'), step('b')], C: [step('c')] });
const labels = (plan: PlanContent): string => stepsOf(plan).map(({ label, step: { id } }) => `${label}:${id}`).join(' ');
const after = (edit: PlanEdit, plan = PLAN): PlanContent => {
  const edited = editedPlan(plan, edit);
  if (!edited.ok) throw new Error(edited.failure.code);
  return edited.value;
};
const refusal = (edit: PlanEdit, plan = PLAN): unknown => {
  const edited = editedPlan(plan, edit);
  return edited.ok ? null : edited.failure;
};

describe('a plan is edited', () => {
  it.each([
    [0, 'A1:n A2:a A3:b C1:c'], [1, 'A1:a A2:n A3:b C1:c'], [2, 'A1:a A2:b A3:n C1:c'], [99, 'A1:a A2:b A3:n C1:c'],
  ])('by a step before place %d', (index, order) => {
    expect(labels(after({ edit: 'add-step', letter: 'A', index, step: step('n') }))).toBe(order);
  });

  it.each([
    ['a', 'A', 1, 'A1:b A2:a C1:c'], ['b', 'A', 0, 'A1:b A2:a C1:c'], ['a', 'B', 0, 'A1:b B1:a C1:c'], ['c', 'A', 1, 'A1:a A2:c A3:b'],
    ['a', 'A', 0, 'A1:a A2:b C1:c'], ['a', 'A', -3, 'A1:a A2:b C1:c'],
  ] as const)('by moving %s to %s, place %d', (id, letter, index, order) => {
    expect(labels(after({ edit: 'move-step', id, letter, index }))).toBe(order);
  });

  it('by removing and changing a step', () => {
    expect(labels(after({ edit: 'remove-step', id: 'a' }))).toBe('A1:b C1:c');
    expect(stepsOf(after({ edit: 'set-step', step: step('b', { minutes: 7 }) }))[1]?.step.minutes).toBe(7);
  });

  it('in its rungs, words, limits and pictures', () => {
    expect(after({ edit: 'set-stop', letter: 'B', stop: stop({ minutes: 5 }) }).rungs[1]?.stop?.minutes).toBe(5);
    expect(after({ edit: 'set-rung', letter: 'C', title: 'T', note: 'N' }).rungs[2]).toMatchObject({ title: 'T', note: 'N' });
    expect(after({ edit: 'set-words', which: 'guides', words: 'AL 1, 7F' }).guides).toBe('AL 1, 7F');
    expect(after({ edit: 'set-budget', budget: { ...PLAN.budget, contrastMl: 90 } }).budget.contrastMl).toBe(90);
    expect(after({ edit: 'add-image', image: image('two') }).keyImages.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(after({ edit: 'set-image', image: { ...image('one'), caption: 'cap' } }).keyImages[0]?.caption).toBe('cap');
    expect(after({ edit: 'remove-image', id: 'one' }).keyImages).toEqual([]);
  });

  it('and the plan before it stays as it was', () => {
    const before = structuredClone(PLAN);
    after({ edit: 'move-step', id: 'a', letter: 'B', index: 0 });
    after({ edit: 'remove-step', id: 'c' });
    expect(PLAN).toEqual(before);
  });

  it.each<[PlanEdit, string]>([
    [{ edit: 'set-step', step: step('x') }, 'plan/no-such-step'], [{ edit: 'remove-step', id: 'x' }, 'plan/no-such-step'],
    [{ edit: 'move-step', id: 'x', letter: 'A', index: 0 }, 'plan/no-such-step'],
    [{ edit: 'add-step', letter: 'B', index: 0, step: step('c') }, 'plan/already-there'],
    [{ edit: 'add-image', image: image('one') }, 'plan/already-there'],
    [{ edit: 'set-image', image: image('x') }, 'plan/no-such-image'], [{ edit: 'remove-image', id: 'x' }, 'plan/no-such-image'],
  ])('not by %o', (edit, code) => {
    expect(refusal(edit)).toMatchObject({ code });
  });

  it('not beyond what anybody reads', () => {
    const full = planOf({ A: Array.from({ length: MOST.steps }, (_, n) => step(`s${n}`)) }, { keyImages: Array.from({ length: MOST.keyImages }, (_, n) => image(`i${n}`)) });
    expect(refusal({ edit: 'add-step', letter: 'A', index: 0, step: step('n') }, full)).toMatchObject({ code: 'plan/full' });
    expect(refusal({ edit: 'add-image', image: image('n') }, full)).toMatchObject({ code: 'plan/full' });
    expect(refusal({ edit: 'move-step', id: 's0', letter: 'A', index: 9 }, full)).toBeNull();
  });
});
