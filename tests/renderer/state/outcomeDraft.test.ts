import { beforeEach, expect, it } from 'vitest';
import { createOutcomeDraft, type OutcomeDraft, type OutcomeLog } from '../../../renderer/state/outcomeDraft.ts';
import { useUndo } from '../../../renderer/state/undoStore.ts';
import { LOG, noted, outcomeKeeper, plan, settled } from './outcomeKeeper.ts';

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

it('is not taken back by undo once somebody stands by it', async () => {
  const { host, revisions } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  draft.change('notes', LOG, noted('a'));
  draft.confirm(noted('a'));
  await settled();
  expect(useUndo.getState().undo()).toBeNull();
  await settled();
  expect(revisions.at(-1)).toMatchObject({ isConfirmed: true, outcome: { notes: 'a' } });
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

it('follows the log in what nobody has written, and no longer once it is confirmed', async () => {
  const { host, revisions } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  // The outcome is kept at ten; the room goes on after that.
  const later: OutcomeLog = (at) => (at === null ? { ...LOG, wireMinutes: 40, contrastMl: 230 } : LOG);
  draft.follow(() => LOG);
  draft.change('air kerma', LOG, { ...LOG, airKermaGy: 2 });
  await settled();
  draft.change('wire', { ...LOG, airKermaGy: 2 }, { ...LOG, airKermaGy: 2, wireMinutes: 20 });
  await settled();
  draft.follow(later);
  expect(shown(draft).outcome).toEqual({ ...LOG, airKermaGy: 2, wireMinutes: 20, contrastMl: 230 });
  // Undo takes back what was written: the minutes are those of the log as it is now.
  useUndo.getState().undo();
  expect(shown(draft).outcome).toEqual({ ...LOG, airKermaGy: 2, wireMinutes: 40, contrastMl: 230 });
  await settled();
  draft.confirm({ ...LOG, contrastMl: 230 });
  await settled();
  draft.follow((at) => (at === null ? { ...LOG, contrastMl: 300 } : LOG));
  expect(shown(draft).outcome?.contrastMl).toBe(230);
  // Another page that opens it reads what was kept against the log of then.
  const second = createOutcomeDraft(host, plan, 1);
  second.follow(later);
  second.take(revisions.slice(0, 1));
  expect(shown(second).outcome).toEqual({ ...LOG, airKermaGy: 2, wireMinutes: 40, contrastMl: 230 });
});

it('follows the log also in what waits', async () => {
  const { host, fail, revisions } = outcomeKeeper();
  const draft = createOutcomeDraft(host, plan, 1);
  draft.follow(() => LOG);
  fail({ code: 'carriage/unreachable' });
  draft.change('air kerma', LOG, { ...LOG, airKermaGy: 2 });
  await settled();
  draft.follow(() => ({ ...LOG, contrastMl: 230 }));
  fail(null);
  draft.retry();
  await settled();
  expect(revisions.at(-1)?.outcome).toEqual({ ...LOG, airKermaGy: 2, contrastMl: 230 });
});
