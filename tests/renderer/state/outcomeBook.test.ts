import { beforeEach, expect, it } from 'vitest';
import { caseIdSchema } from '../../../core/contract/ids.ts';
import { createOutcomeBook, outcomeBookOf } from '../../../renderer/state/outcomeBook.ts';
import { useUndo } from '../../../renderer/state/undoStore.ts';
import { useView } from '../../../renderer/state/viewStore.ts';
import { LOG, noted, outcomeKeeper, plan, settled } from './outcomeKeeper.ts';

const [one, other] = [caseIdSchema.parse('cas_0000000000000001'), caseIdSchema.parse('cas_0000000000000002')];

beforeEach(() => useUndo.setState({ done: [], undone: [] }));

it('takes nothing back in the case of another patient once that one is open', async () => {
  const { host, revisions } = outcomeKeeper();
  const book = createOutcomeBook(host);
  book.of(one, plan, 1).change('notes', LOG, noted('a'));
  await settled();
  useUndo.getState().undo();
  await settled();
  expect(revisions.map(({ outcome }) => outcome.notes)).toEqual(['a', '']);
  book.open(other);
  expect([useUndo.getState().undo(), useUndo.getState().redo()]).toEqual([null, null]);
  await settled();
  expect(revisions).toHaveLength(2);
});

it('the steps stay while the worklist is in front, and go with the case that is closed', async () => {
  const { host, revisions } = outcomeKeeper();
  useView.getState().openCase(one);
  const draft = outcomeBookOf(host).of(one, plan, 1);
  draft.change('notes', LOG, noted('a'));
  await settled();
  useView.getState().go('worklist');
  expect([outcomeBookOf(host).of(one, plan, 1) === draft, useUndo.getState().done.length]).toEqual([true, 1]);
  useView.getState().closeCase();
  expect(useUndo.getState().undo()).toBeNull();
  await settled();
  expect(revisions).toHaveLength(1);
});

it('leaves the steps of the same case where they are, and gives the same outcome again', async () => {
  const { host } = outcomeKeeper();
  const book = createOutcomeBook(host);
  const draft = book.of(one, plan, 1);
  draft.change('notes', LOG, noted('a'));
  await settled();
  book.open(one);
  expect([book.of(one, plan, 1) === draft, useUndo.getState().undo()?.words]).toEqual([true, 'notes']);
});

it('keeps what waits of the case that is left, tells of it, and sends it once it can', async () => {
  const { host, fail, revisions } = outcomeKeeper();
  const book = createOutcomeBook(host);
  fail({ code: 'carriage/unreachable' });
  const draft = book.of(one, plan, 1);
  draft.change('notes', LOG, noted('a'));
  await settled();
  book.open(other);
  expect(useUndo.getState().undo()).toBeNull();
  expect(book.waiting.getState()).toEqual([{ caseId: one, version: 1, isStuck: true }]);
  expect(book.of(one, plan, 1)).toBe(draft);
  fail(null);
  book.retry();
  await settled();
  expect([revisions.length, book.waiting.getState()]).toEqual([1, []]);
});
