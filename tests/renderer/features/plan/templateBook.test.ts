import { beforeEach, describe, expect, it } from 'vitest';
import type { HostClient } from '../../../../core/contract/contract.ts';
import type { TemplateId } from '../../../../core/contract/ids.ts';
import { templateFile, type TemplateDraft, type TemplateView } from '../../../../core/contract/templates.ts';
import { templateOf, type PlanTemplate } from '../../../../core/plan/planTemplate.ts';
import { err, ok } from '../../../../core/result.ts';
import { usePlanDesk } from '../../../../renderer/features/plan/planDesk.ts';
import { freeName, templateStopWords, templateWords } from '../../../../renderer/features/plan/planWords.ts';
import { templatesOver, type Templates } from '../../../../renderer/features/plan/templateBook.ts';
import { useUndo } from '../../../../renderer/state/undoStore.ts';
import { useView } from '../../../../renderer/state/viewStore.ts';
import { planOf, step } from '../../../core/plan/planOf.ts';

const content = templateOf(planOf({ A: [step('a')] }));
const other = templateOf(planOf({ B: [step('b'), step('c')] }));

/** A host that keeps templates as the real one does, of one operator. */
function keeper() {
  let kept: readonly TemplateView[] = [];
  let isFull = false;
  const viewOf = ({ place: _place, ...draft }: TemplateDraft): TemplateView =>
    ({ ...draft, revision: draft.revision + 1, owner: 'Tina', isOwn: true, savedAt: '2026-11-29T10:00:00.000Z' });
  const host: Pick<HostClient, 'templates.list' | 'templates.save' | 'templates.remove'> = {
    'templates.list': async () => ok({ templates: [...kept] }),
    'templates.save': async (draft) => {
      if (isFull) return err({ code: 'template/full' });
      if ((kept.find(({ id }) => id === draft.id)?.revision ?? 0) !== draft.revision) return err({ code: 'template/stale' });
      const view = viewOf(draft);
      kept = kept.filter(({ id }) => id !== draft.id).toSpliced(draft.place, 0, view);
      return ok(view);
    },
    'templates.remove': async ({ id, revision }) => {
      if (!kept.some((one) => one.id === id && one.revision === revision)) return err({ code: 'template/stale' });
      kept = kept.filter((one) => one.id !== id);
      return ok({});
    },
  };
  return {
    host, templates: (): Templates => templatesOver(host, kept), fill: (full: boolean) => { isFull = full; },
    list: () => kept.map(({ name, content: of, isShared }) => `${name}: ${templateWords(of)}${isShared ? ', shared' : ''}`),
    one: (name: string): TemplateView => kept.find((one) => one.name === name) ?? (() => { throw new Error(`no ${name}`); })(),
  };
}
/** Until what undo has sent is done. */
const settled = async (): Promise<void> => { for (let n = 0; n < 20; n += 1) await Promise.resolve(); };
const undo = async (): Promise<void> => {
  useUndo.getState().undo();
  await settled();
};
const redo = async (): Promise<void> => {
  useUndo.getState().redo();
  await settled();
};
const chosen = (): TemplateId | 'new' | undefined => usePlanDesk.getState().templates?.chosen;

beforeEach(() => {
  useUndo.setState({ done: [], undone: [] });
  usePlanDesk.setState({ templates: null });
});

describe('templates at the plan station', () => {
  it('are added, changed, moved and removed, each a step that is taken back and done again', async () => {
    const { templates, list, one } = keeper();
    expect(await templates().add('first', false, content)).toBeNull();
    expect(await templates().add('second', true, other)).toBeNull();
    expect(chosen()).toBe(one('second').id);
    const states = [list()];
    const act = async (does: Promise<string | null>): Promise<void> => {
      expect(await does).toBeNull();
      states.push(list());
    };
    await act(templates().change(one('first'), 'rename', { name: 'renamed' }));
    await act(templates().change(one('renamed'), 'save over', { content: other }));
    await act(templates().change(one('second'), 'move', { place: 0 }));
    await act(templates().remove(one('second')));
    expect(chosen()).toBe(one('renamed').id);
    expect(states).toEqual([
      ['first: A 1 step', 'second: B 2 steps, shared'], ['renamed: A 1 step', 'second: B 2 steps, shared'],
      ['renamed: B 2 steps', 'second: B 2 steps, shared'], ['second: B 2 steps, shared', 'renamed: B 2 steps'], ['renamed: B 2 steps'],
    ]);
    for (const state of states.toReversed().slice(1)) {
      await undo();
      expect(list()).toEqual(state);
    }
    for (const state of states.slice(1)) {
      await redo();
      expect(list()).toEqual(state);
    }
    for (const _ of [1, 2, 3, 4, 5, 6]) await undo();
    expect(list()).toEqual([]);
  });

  it('say what was not kept, and it is no step', async () => {
    const { templates, list, one, fill } = keeper();
    await templates().add('first', false, content);
    const seen = one('first');
    await templates().change(seen, 'share', { isShared: true });
    expect(await templates().change(seen, 'rename', { name: 'late' })).toContain('Another window changed or removed this template');
    expect(await templates().remove(seen)).toContain('Another window changed or removed this template');
    fill(true);
    expect(await templates().add('second', false, content)).toContain('which is the most');
    expect([list(), useUndo.getState().done.map(({ words }) => words)]).toEqual([['first: A 1 step, shared'], ['template first', 'share']]);
    await undo();
    expect([list(), useView.getState().said]).toEqual([['first: A 1 step, shared'], expect.stringContaining('which is the most')]);
  });

  it('come from a file under a name that is free, or it says why not', async () => {
    const { templates, list } = keeper();
    const file = (text: string, size = text.length) => ({ size, text: async () => text });
    for (const _ of [1, 2, 3]) expect(await templates().take(file(templateFile({ name: 'Antegrade', content })))).toBeNull();
    expect(list()).toEqual(['Antegrade: A 1 step', 'Antegrade 2: A 1 step', 'Antegrade 3: A 1 step']);
    expect(await templates().take(file('{}'))).toMatch(/^This file is no template/);
    expect(await templates().take(file(templateFile({ name: 'x', content }), 2_000_000))).toMatch(/^This file is no template/);
    expect(await templates().take(file(templateFile({ name: 'x', content }).replace('"technique a"', '7')))).toContain('“content.rungs.0.steps.0.technique”');
    expect(list()).toHaveLength(3);
  });

  it('that are not as they were kept are removed for good, and changed by nothing', async () => {
    const { host, templates, list, one } = keeper();
    await templates().add('first', false, content);
    const broken = templatesOver(host, [{ ...one('first'), content: null }]);
    expect(await broken.change({ ...one('first'), content: null }, 'rename', { name: 'x' })).toBeNull();
    expect(list()).toEqual(['first: A 1 step']);
    expect(await broken.remove({ ...one('first'), content: null })).toBeNull();
    expect([list(), chosen(), useUndo.getState().done.length]).toEqual([[], 'new', 1]);
  });
});

it('finds a name that is free, no longer than a name may be', () => {
  const long = 'x'.repeat(60);
  expect([freeName('a', []), freeName('a', ['A']), freeName('a', ['A', 'a 2']), freeName(long, [long]), freeName(long, [long]).length])
    .toEqual(['a', 'a 2', 'a 3', `${'x'.repeat(58)} 2`, 60]);
});

it('says what a template holds and when a rung of it is left', () => {
  const of = (content: PlanTemplate | null) => templateWords(content);
  expect([of(null), of(content), of(other), of(templateOf(planOf({}))), of(templateOf(planOf({ A: [step('a')], C: [step('c')] })))])
    .toEqual(['not as it was kept', 'A 1 step', 'B 2 steps', 'no step', 'A 1, C 1 steps']);
  const stop = { minutes: null, attempts: null, airKermaGy: null, words: '', isAtContrastLimit: false };
  expect([stop, { ...stop, minutes: 30, isAtContrastLimit: true, words: 'change' }, { ...stop, isAtContrastLimit: true }].map(templateStopWords))
    .toEqual(['', '30 min without progress, or the contrast limit: change', 'the contrast limit']);
});
