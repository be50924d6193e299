import { beforeEach, expect, it } from 'vitest';
import type { HostClient, Input } from '../../../core/contract/contract.ts';
import { planIdSchema } from '../../../core/contract/ids.ts';
import type { KeptOutcome, Outcome } from '../../../core/plan/outcome.ts';
import { err, ok } from '../../../core/result.ts';
import { createOutcomeDraft, type OutcomeDraft, type OutcomeNotKept } from '../../../renderer/state/outcomeDraft.ts';
import { useUndo } from '../../../renderer/state/undoStore.ts';

const plan = planIdSchema.parse('pln_0123456789abcdef');
const LOG: Outcome = {
  crossing: null, crossedWith: null, wireMinutes: 26, totalMinutes: null, contrastMl: null, airKermaGy: null, technicalSuccess: null, proceduralSuccess: null,
  complications: null, devices: [], ivus: '', notes: '',
};
const noted = (notes: string): Outcome => ({ ...LOG, notes });

/** A host that keeps one outcome as the real one does: what is made of an older revision is stale. */
function outcomeKeeper() {
  const revisions: KeptOutcome[] = [];
  let failure: OutcomeNotKept | null = null;
  const asked: Input<'outcomes.save'>[] = [];
  const keep = (outcome: Outcome, isConfirmed = false): void => {
    revisions.push({ outcome, isConfirmed, revision: revisions.length + 1, at: '2026-11-29T10:00:00.000Z', by: null });
  };
  const host: Pick<HostClient, 'outcomes.save' | 'outcomes.load'> = {
    'outcomes.load': async () => ok({ revisions: [...revisions] }),
    'outcomes.save': async (input) => {
      asked.push(input);
      await Promise.resolve();
      if (failure !== null) return err(failure);
      if (input.revision !== revisions.length) return err({ code: 'outcome/stale' });
      keep(input.outcome, input.isConfirmed);
      return ok({ revisions: [...revisions] });
    },
  };
  return { host, asked, keep, revisions, fail: (next: OutcomeNotKept | null) => { failure = next; } };
}
const settled = async (): Promise<void> => { for (let n = 0; n < 60; n += 1) await Promise.resolve(); };
const shown = ({ store }: OutcomeDraft) => store.getState();

beforeEach(() => useUndo.setState({ done: [], undone: [] }));

it('shows a step at once, keeps it unconfirmed, and the next from the revision that came back', async () => {
  const { host, asked } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  draft.take([]);
  draft.change('notes', LOG, noted('a'));
  expect(shown(draft)).toMatchObject({ outcome: { notes: 'a' }, isWaiting: true });
  draft.change('notes', noted('a'), noted('b'));
  draft.change('notes', noted('b'), noted('c'));
  await settled();
  expect(asked.map(({ revision, isConfirmed, outcome }) => [revision, isConfirmed, outcome.notes])).toEqual([[0, false, 'a'], [1, false, 'c']]);
  draft.confirm(noted('c'));
  await settled();
  expect([asked.at(-1)?.isConfirmed, shown(draft).isConfirmed, shown(draft).isWaiting]).toEqual([true, true, false]);
  draft.change('notes', noted('c'), noted('d'));
  await settled();
  expect([asked.at(-1)?.isConfirmed, shown(draft).isConfirmed]).toEqual([false, false]);
});

it('takes a step back by a new one', async () => {
  const { host, revisions } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  draft.change('notes', LOG, noted('a'));
  await settled();
  useUndo.getState().undo();
  await settled();
  useUndo.getState().redo();
  await settled();
  expect(revisions.map(({ outcome }) => outcome.notes)).toEqual(['a', '', 'a']);
});

it('waits where it cannot be kept now, and is kept once it can', async () => {
  const { host, fail, revisions } = outcomeKeeper();
  fail({ code: 'carriage/unreachable' });
  const draft = createOutcomeDraft(host, plan, 1);
  draft.change('notes', LOG, noted('a'));
  await settled();
  expect(shown(draft)).toMatchObject({ isWaiting: true, obstacle: { code: 'carriage/unreachable' }, outcome: { notes: 'a' } });
  fail(null);
  draft.retry();
  await settled();
  expect([revisions.length, shown(draft).obstacle, shown(draft).isWaiting]).toEqual([1, null, false]);
});

it('shows what another window has kept in the place of a step from before it, and says so', async () => {
  const { host, keep } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  draft.take([]);
  keep(noted('theirs'));
  draft.change('notes', LOG, noted('mine'));
  await settled();
  expect(shown(draft)).toMatchObject({ outcome: { notes: 'theirs' }, isTakenOver: true, isWaiting: false });
  expect(useUndo.getState().done).toEqual([]);
});

it('goes back to what is kept where the host refuses a step, with the reason', async () => {
  const { host, fail } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  draft.change('notes', LOG, noted('a'));
  await settled();
  fail({ code: 'outcome/not-ready', reasons: ['Say how.'] });
  draft.confirm(noted('a'));
  await settled();
  expect(shown(draft)).toMatchObject({ outcome: { notes: 'a' }, isConfirmed: false, refused: { code: 'outcome/not-ready' } });
});

it('follows another window while nothing of its own is on its way', async () => {
  const { host, keep, revisions } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  keep(noted('a'));
  draft.take([...revisions]);
  expect(shown(draft)).toMatchObject({ outcome: { notes: 'a' }, isTakenOver: false });
  keep(noted('b'), true);
  draft.take([...revisions]);
  expect(shown(draft)).toMatchObject({ outcome: { notes: 'b' }, isConfirmed: true, isTakenOver: true });
  draft.take(revisions.slice(0, 1));
  expect(shown(draft).outcome?.notes).toBe('b');
});
