import { beforeEach, expect, it } from 'vitest';
import { pointLps } from '../../../core/geometry/frame.ts';
import type { EntryContent } from '../../../core/lesion/entry.ts';
import type { WayBack } from '../../../renderer/state/entryBook.ts';
import type { EntryStep } from '../../../renderer/state/entrySteps.ts';
import { isSameData } from '../../../renderer/state/sameData.ts';
import { useUndo } from '../../../renderer/state/undoStore.ts';
import { entryId, series, vessel } from '../../core/lesion/plainFindings.ts';
import { caseId, entryBookOver, entryKeeper, settled } from './entryKeeper.ts';

const path = (...x: readonly number[]): EntryContent =>
  ({ kind: 'path', series, frameOfReferenceUid: null, points: x.map((one) => pointLps(one, 0, 0)), target: null, segment: null });
const cap = (x: number): EntryContent => ({ kind: 'cap', which: 'proximal', at: pointLps(x, 0, 0) });
const step = (n: number, before: EntryContent | null, after: EntryContent | null): EntryStep =>
  ({ words: `step ${n}`, edits: [{ id: entryId(n), vessel, before, after }] });

beforeEach(() => useUndo.setState({ done: [], undone: [] }));

it('shows what is entered at once, keeps it, and tells who entered it', async () => {
  const { host, kept } = entryKeeper();
  const book = entryBookOver(host);
  expect(book.change(step(1, null, path(0)))).toBe(true);
  expect(book.store.getState()).toMatchObject({ waiting: 1, entries: [{ id: entryId(1), vessel, revision: 0, author: { name: 'Dr A' } }] });
  await settled(book);
  expect(book.store.getState()).toMatchObject({ waiting: 0, obstacle: null, refused: null, entries: [{ revision: 1 }] });
  expect(kept()).toHaveLength(1);
});

it('is undone and done again over the host, whatever order its fields come back in', async () => {
  const { host, kept } = entryKeeper();
  let late = 0;
  const book = entryBookOver(host, () => { late += 1; });
  book.change(step(1, null, path(0)));
  book.change(step(1, path(0), path(0, 5)));
  await settled(book);
  useUndo.getState().undo();
  await settled(book);
  expect(kept()[0]?.content).toEqual(path(0));
  useUndo.getState().undo();
  await settled(book);
  expect(kept()).toEqual([]);
  useUndo.getState().redo();
  useUndo.getState().redo();
  await settled(book);
  expect([kept().map(({ content }) => content), book.store.getState().entries.map(({ content }) => content), late]).toEqual([[path(0, 5)], [path(0, 5)], 0]);
});

it('a vessel goes and comes back as one step with all that was entered of it', async () => {
  const { host, kept } = entryKeeper();
  const book = entryBookOver(host);
  book.change({ words: 'begin', edits: [{ id: entryId(1), vessel, before: null, after: path(0, 9) }, { id: entryId(2), vessel, before: null, after: cap(4) }] });
  book.change({ words: 'remove vessel', edits: [{ id: entryId(1), vessel, before: path(0, 9), after: null }, { id: entryId(2), vessel, before: cap(4), after: null }] });
  await settled(book);
  expect(kept()).toEqual([]);
  useUndo.getState().undo();
  await settled(book);
  expect(kept().map(({ content, revision }) => [content.kind, revision])).toEqual([['path', 3], ['cap', 3]]);
});

it('waits where nothing can be kept now, and keeps it once it can be', async () => {
  const { host, kept, fail } = entryKeeper();
  const book = entryBookOver(host);
  fail({ code: 'carriage/unreachable' });
  book.change(step(1, null, path(0)));
  await settled(book);
  expect(book.store.getState()).toMatchObject({ waiting: 1, obstacle: { code: 'carriage/unreachable' }, entries: [{ id: entryId(1) }] });
  fail(null);
  book.retry();
  await settled(book);
  expect([kept().length, book.store.getState().waiting]).toEqual([1, 0]);
});

it('a step that crossed with another window’s is not carried out, and says so', async () => {
  const { host, kept } = entryKeeper();
  const [mine, other] = [entryBookOver(host), entryBookOver(host)];
  mine.change(step(1, null, cap(1)));
  await settled(mine);
  const listed = await host['entries.list']({ caseId });
  if (listed.ok) other.take(listed.value);
  other.change(step(1, cap(1), cap(2)));
  await settled(other);
  mine.change(step(1, cap(1), cap(3)));
  await settled(mine);
  expect(mine.store.getState()).toMatchObject({ waiting: 0, refused: { code: 'entry/stale', id: entryId(1) } });
  expect([mine.store.getState().entries[0]?.content, kept()[0]?.content]).toEqual([cap(2), cap(2)]);
  expect(useUndo.getState().done).toEqual([]);
});

it('a list with nothing new in it changes no entry: what was made from one need not be made anew', async () => {
  const { host } = entryKeeper();
  const book = entryBookOver(host);
  book.change(step(1, null, path(0)));
  book.change(step(2, null, cap(1)));
  await settled(book);
  const [first, second] = book.store.getState().entries;
  book.change(step(2, cap(1), cap(2)));
  await settled(book);
  const listed = await host['entries.list']({ caseId });
  if (listed.ok) book.take(listed.value);
  const [again, changed] = book.store.getState().entries;
  expect(again).toBe(first);
  expect([changed === second, changed?.content]).toEqual([false, cap(2)]);
});

it.each([
  [1, 1, true], [1, 2, false], [Number.NaN, Number.NaN, true], [null, undefined, false], [[1, 2], [1, 2], true], [[1, 2], [2, 1], false], [[], {}, false],
  [{ a: 1, b: { c: [2] } }, { b: { c: [2] }, a: 1 }, true], [{ a: 1 }, { a: 1, b: undefined }, false], [{ a: null }, { a: undefined }, false], ['1', 1, false],
])('%j and %j are the same data: %s', (one, other, same) => {
  expect([isSameData(one, other), isSameData(other, one)]).toEqual([same, same]);
});

it('a step back or on that would remove a vessel asks first, and goes on with a yes; every other one does not', async () => {
  const { host } = entryKeeper();
  const asked: (() => boolean)[] = [];
  const ways: WayBack[] = [];
  let isSigned = false;
  const book = entryBookOver(host, undefined, (of, wayBack, goOn) => {
    expect(of).toBe(vessel);
    if (isSigned) {
      asked.push(goOn);
      ways.push(wayBack);
    }
    return isSigned;
  });
  const { undo, redo } = useUndo.getState();
  const shown = () => book.store.getState().entries.length;
  book.change(step(1, null, path(0)));
  book.change(step(2, null, cap(1)));
  // Nothing is signed: nothing is asked.
  expect([undo()?.isAsked, undo()?.isAsked, shown(), redo()?.isAsked, redo()?.isAsked, shown()]).toEqual([false, false, 0, false, false, 2]);
  isSigned = true;
  // A cap is no vessel.
  expect([undo(), undo(), shown()]).toEqual([{ words: 'step 2', isAsked: false, isDone: true }, { words: 'step 1', isAsked: true, isDone: null }, 1]);
  // A no leaves both ways as they were; a second question of the same is no second step.
  expect([redo()?.words, undo()?.words, undo()?.isAsked, shown()]).toEqual(['step 2', 'step 2', true, 1]);
  expect([asked[0]?.(), asked[1]?.()]).toEqual([true, false]);
  expect([shown(), useUndo.getState().done.length]).toEqual([0, 0]);
  expect([redo()?.isAsked, shown()]).toEqual([false, 1]);
  // Removed, brought back, and removed again by redo: it asks, too.
  book.change({ words: 'remove vessel', edits: [{ id: entryId(1), vessel, before: path(0), after: null }] });
  expect([undo()?.isAsked, redo()?.isAsked, shown(), asked.length]).toEqual([false, true, 1, 3]);
  // What undo takes away comes back by redo alone; what redo takes away by undo.
  expect(ways).toEqual(['redo', 'redo', 'undo']);
  // A yes that comes once something else was done changes nothing, and says so.
  book.change(step(1, path(0), path(0, 5)));
  expect(asked[2]?.()).toBe(false);
  expect([shown(), useUndo.getState().done.at(-1)?.words]).toEqual([1, 'step 1']);
  await settled(book);
});
