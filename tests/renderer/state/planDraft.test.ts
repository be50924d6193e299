import { beforeEach, expect, it } from 'vitest';
import type { HostClient, Input } from '../../../core/contract/contract.ts';
import { planIdSchema } from '../../../core/contract/ids.ts';
import type { PlanView } from '../../../core/contract/plans.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import { err, ok } from '../../../core/result.ts';
import { createPlanDraft, EMPTY_PLAN, type PlanDraft, type PlanNotKept } from '../../../renderer/state/planDraft.ts';
import { useUndo } from '../../../renderer/state/undoStore.ts';
import { vessel } from '../../core/lesion/plainFindings.ts';
import { caseId } from './entryKeeper.ts';

const AT = '2026-11-29T10:00:00.000Z';
const noted = (notes: string): PlanContent => ({ ...EMPTY_PLAN, notes });

/** A host that keeps one draft as the real one does: an edit of an older revision is stale. */
function planKeeper() {
  let plan: PlanView | null = null;
  let failure: PlanNotKept | null = null;
  const asked: Input<'plans.edit'>[] = [];
  const keep = (content: PlanContent): PlanView => {
    plan = {
      id: planIdSchema.parse('pln_0123456789abcdef'), vessel, versions: [],
      draft: { content: structuredClone(content), revision: (plan?.draft?.revision ?? 0) + 1, changedAt: AT, changedBy: null },
    };
    return plan;
  };
  const host: Pick<HostClient, 'plans.edit' | 'plans.list'> = {
    'plans.list': async () => ok({ plans: plan === null ? [] : [plan] }),
    'plans.edit': async (input) => {
      asked.push(input);
      await Promise.resolve();
      if (failure !== null) return err(failure);
      return input.revision === (plan?.draft?.revision ?? 0) ? ok(keep(input.content)) : err({ code: 'plan/stale' });
    },
  };
  return { host, asked, keep, plan: () => plan, fail: (next: PlanNotKept | null) => { failure = next; } };
}

/** Until everything is kept, or something stands in the way of it. */
const settled = async (draft: PlanDraft): Promise<void> => {
  for (let n = 0; n < 50 || (n < 500 && draft.store.getState().isWaiting && draft.store.getState().obstacle === null); n += 1) await Promise.resolve();
};

beforeEach(() => useUndo.setState({ done: [], undone: [] }));

it('shows an edit at once, keeps it, and the next one from the revision that came back', async () => {
  const { host, asked, plan } = planKeeper();
  const draft = createPlanDraft(host, caseId, vessel);
  draft.change('write notes', noted('a'));
  expect(draft.store.getState()).toMatchObject({ isWaiting: true, content: { notes: 'a' } });
  await settled(draft);
  draft.change('write notes', noted('b'));
  await settled(draft);
  expect(plan()?.draft?.content.notes).toBe('b');
  expect([asked.map(({ revision }) => revision), draft.store.getState().isWaiting]).toEqual([[0, 1], false]);
});

it('sends the newest of what was edited while an edit was on its way, and never two at a time', async () => {
  const { host, asked, plan } = planKeeper();
  const draft = createPlanDraft(host, caseId, vessel);
  for (const notes of ['a', 'b', 'c']) draft.change('write notes', noted(notes));
  await settled(draft);
  expect([asked.map(({ content }) => content.notes), plan()?.draft?.content.notes]).toEqual([['a', 'c'], 'c']);
});

it('is undone and done again over the host; edits of one visit are one step; no edit is none', async () => {
  const { host, plan } = planKeeper();
  const draft = createPlanDraft(host, caseId, vessel);
  draft.change('access', { ...EMPTY_PLAN, access: 'radial' });
  draft.change('write notes', { ...noted('a'), access: 'radial' }, 'visit 1');
  draft.change('write notes', { ...noted('ab'), access: 'radial' }, 'visit 1');
  draft.change('write notes', { ...noted('ab'), access: 'radial' });
  expect(useUndo.getState().done).toHaveLength(2);
  useUndo.getState().undo();
  await settled(draft);
  expect(plan()?.draft?.content).toEqual({ ...EMPTY_PLAN, access: 'radial' });
  useUndo.getState().redo();
  await settled(draft);
  expect(plan()?.draft?.content.notes).toBe('ab');
});

it('takes over what another window has kept, says so, and drops the undo of what is gone', async () => {
  const { host, keep, plan } = planKeeper();
  const draft = createPlanDraft(host, caseId, vessel);
  draft.change('write notes', noted('mine'));
  await settled(draft);
  keep(noted('theirs'));
  draft.change('write notes', noted('mine again'));
  await settled(draft);
  expect(draft.store.getState()).toMatchObject({ content: { notes: 'theirs' }, isTakenOver: true, revision: 2, isWaiting: false });
  expect([plan()?.draft?.content.notes, useUndo.getState().done]).toEqual(['theirs', []]);
  // Heard of by a list, without an edit of its own.
  draft.take(keep(noted('theirs, later')));
  expect(draft.store.getState()).toMatchObject({ content: { notes: 'theirs, later' }, isTakenOver: true });
});

it('a list asked for before an edit was kept changes nothing', async () => {
  const { host, plan } = planKeeper();
  const draft = createPlanDraft(host, caseId, vessel);
  draft.take(null);
  draft.change('write notes', noted('a'));
  await settled(draft);
  const before = plan();
  draft.change('write notes', noted('b'));
  await settled(draft);
  draft.take(before);
  expect(draft.store.getState()).toMatchObject({ content: { notes: 'b' }, revision: 2, isTakenOver: false });
});

it('waits with its reason where nothing can be kept now, and keeps it once it can be', async () => {
  const { host, plan, fail } = planKeeper();
  const draft = createPlanDraft(host, caseId, vessel);
  fail({ code: 'store/read-only' });
  draft.change('write notes', noted('a'));
  await settled(draft);
  expect(draft.store.getState()).toMatchObject({ isWaiting: true, obstacle: { code: 'store/read-only' }, content: { notes: 'a' } });
  fail(null);
  draft.retry();
  await settled(draft);
  expect([plan()?.draft?.content.notes, draft.store.getState().obstacle]).toEqual(['a', null]);
});

it('an edit of plans that cannot be read waits, and nothing is taken for what another window did', async () => {
  const { host, keep, plan } = planKeeper();
  keep(noted('not heard of here'));
  let isDamaged = true;
  const listing = { ...host, 'plans.list': async () => (isDamaged ? err({ code: 'case/damaged' as const }) : host['plans.list']({ caseId })) };
  const draft = createPlanDraft(listing, caseId, vessel);
  draft.change('write notes', noted('mine'));
  await settled(draft);
  expect(draft.store.getState()).toMatchObject({ isWaiting: true, isTakenOver: false, obstacle: { code: 'case/damaged' }, content: { notes: 'mine' } });
  // Once they can be read, the newer draft is shown, and that is said.
  isDamaged = false;
  draft.take(plan());
  await settled(draft);
  expect(draft.store.getState()).toMatchObject({ isWaiting: false, isTakenOver: true, obstacle: null, content: { notes: 'not heard of here' } });
});

it('what is refused for good is taken back, with its reason', async () => {
  const { host, fail } = planKeeper();
  const draft = createPlanDraft(host, caseId, vessel);
  fail({ code: 'plan/no-vessel' });
  draft.change('write notes', noted('a'));
  await settled(draft);
  expect(draft.store.getState()).toMatchObject({ isWaiting: false, content: null, refused: { code: 'plan/no-vessel' } });
});
