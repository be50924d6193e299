import { beforeEach, expect, it } from 'vitest';
import type { HostClient } from '../../../../core/contract/contract.ts';
import { caseIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { steppedBack } from '../../../../renderer/features/frame/steppedBack.ts';
import { entriesKeptOf } from '../../../../renderer/features/vessel/useOpenCase.ts';
import { lookAt, useVesselView } from '../../../../renderer/features/vessel/vesselView.ts';
import type { EntryBook } from '../../../../renderer/state/entryBook.ts';
import { useUndo } from '../../../../renderer/state/undoStore.ts';
import { useVesselDesk } from '../../../../renderer/state/vesselDesk.ts';
import { useView } from '../../../../renderer/state/viewStore.ts';
import { entryId, series, vessel } from '../../../core/lesion/plainFindings.ts';
import { caseId, entryKeeper, settled } from '../../state/entryKeeper.ts';

const other = caseIdSchema.parse('cas_fedcba9876543210');
const leaving = () => useVesselView.getState().leaving;
const said = () => useView.getState().said;
const begin = (book: EntryBook, n = 1): boolean => book.change({ words: 'begin vessel', edits: [{
  id: entryId(n), vessel, before: null,
  after: { kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(n, 0, 0)], target: null, segment: null },
}] });
const count = (book: EntryBook): number => book.store.getState().entries.length;

/** A case with a vessel; whether plans of it are signed is not known, so that each removal asks. */
function opened() {
  const host = entryKeeper().host as HostClient;
  useView.getState().openCase(caseId);
  const { book, asksFirst } = entriesKeptOf(host, caseId);
  begin(book);
  return { host, book, asksFirst };
}

beforeEach(() => {
  lookAt({ leaving: null });
  useUndo.setState({ done: [], undone: [], others: { done: [], undone: [] } });
});

it('the question says what brings the vessel back: redo where undo takes it away, else undo', () => {
  const { book, asksFirst } = opened();
  steppedBack(false);
  expect([leaving()?.wayBack, said()]).toEqual(['redo', 'Not taken back yet: begin vessel. Answer the question first']);
  leaving()?.remove();
  expect(count(book)).toBe(0);
  steppedBack(true);
  expect(asksFirst(vessel, 'undo', () => true)).toBe(true);
  expect(leaving()?.wayBack).toBe('undo');
});

it('a yes after something else was done leaves the vessel, and says so', () => {
  const { book } = opened();
  steppedBack(false);
  begin(book, 2);
  leaving()?.remove();
  expect([count(book), said()]).toEqual([2, 'Something else was done meanwhile: the vessel was left as it is']);
});

it('a step back that came too late is not called done, and what was said is of the step before', () => {
  const { book } = opened();
  const moved = (x: number) => ({ kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(x, 0, 0)], target: null, segment: null }) as const;
  book.change({ words: 'move point', edits: [{ id: entryId(1), vessel, before: moved(1), after: moved(2) }] });
  // Another window moves it on; nobody here has a step for that.
  const [mine] = useUndo.getState().done.slice(-1);
  book.change({ words: 'move point', edits: [{ id: entryId(1), vessel, before: moved(2), after: moved(3) }] });
  useUndo.setState({ done: mine === undefined ? [] : [mine] });
  useView.getState().say('Contrast limit: it was left as it was');
  steppedBack(false);
  expect(said()).toBe('Another window changed this meanwhile: it was left as it is');
  useView.getState().say('Contrast limit: it was left as it was');
  begin(book, 2);
  expect(said()).toBeNull();
});

it('a vessel that another window removes takes what is in the hand with it: nothing of that is kept on the one that is shown then', async () => {
  const { book, host } = opened();
  const second = vesselIdSchema.parse('ves_fedcba9876543210');
  const content = { kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(9, 0, 0)], target: null, segment: null } as const;
  book.change({ words: 'begin vessel', edits: [{ id: entryId(5), vessel: second, before: null, after: content }] });
  useVesselDesk.getState().choose(second);
  useVesselDesk.getState().setLive({ points: [pointLps(8, 0, 0)] });
  await settled(book);
  await host['entries.change']({ caseId, words: 'remove vessel', put: [], remove: [{ id: entryId(5), revision: 1 }] });
  const listed = await host['entries.list']({ caseId });
  if (listed.ok) book.take(listed.value);
  expect([useVesselDesk.getState().live, said()]).toEqual([null, 'The vessel that was shown was removed: another one is shown now']);
});

it('with another case the question goes: its yes would act on the book that was left', () => {
  const { host } = opened();
  steppedBack(false);
  expect(leaving()?.vessel).toBe(vessel);
  entriesKeptOf(host, other);
  expect(leaving()).toBe(null);
});

it('once the case is closed nothing of it is taken back or asked about; it is kept while the worklist is in front', () => {
  const { host, book } = opened();
  useView.getState().go('worklist');
  expect(entriesKeptOf(host, caseId).book).toBe(book);
  steppedBack(false);
  expect(leaving()?.vessel).toBe(vessel);
  useView.getState().closeCase();
  expect(leaving()).toBe(null);
  steppedBack(false);
  expect([said(), leaving(), useView.getState().station]).toEqual(['Nothing to take back', null, 'worklist']);
  expect(entriesKeptOf(host, caseId).book).not.toBe(book);
});
