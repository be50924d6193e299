import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { checkedDrawing, type Annotation, type Drawing } from '../../../core/annotation/annotation.ts';
import type { AnnotationDraft } from '../../../core/contract/annotations.ts';
import type { HostClient, Input, Output } from '../../../core/contract/contract.ts';
import { annotationIdSchema, caseIdSchema, operatorIdSchema, seriesIdSchema, type AnnotationId } from '../../../core/contract/ids.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { err, ok } from '../../../core/result.ts';
import { createAnnotationBook, type AnnotationBook, type NotKept } from '../../../renderer/state/annotationBook.ts';
import { drawingOf, type Step } from '../../../renderer/state/annotationSteps.ts';
import { useUndo } from '../../../renderer/state/undoStore.ts';

const caseId = caseIdSchema.parse('cas_0123456789abcdef');
const series = seriesIdSchema.parse('ser_0123456789abcdef');
const author = { id: operatorIdSchema.parse('opr_0123456789abcdef'), name: 'Tina' };
const AT = '2026-11-28T20:00:00.000Z';
const id = (n: number): AnnotationId => annotationIdSchema.parse(`ann_${String(n).padStart(16, '0')}`);
const distance = (to: number, text: string | null = null): Drawing =>
  ({ kind: 'distance', text, place: { space: 'patient', points: [pointLps(0, 0, 0), pointLps(to, 0, 0)], normal: vectorLps(0, 0, 1), frameOfReferenceUid: null } });

type Host = Pick<HostClient, 'annotations.change' | 'annotations.list'>;
interface Desk { readonly host: Host; readonly kept: () => readonly Annotation[]; readonly fail: (failure: NotKept | null) => void; readonly asked: Input<'annotations.change'>[] }

/** A host that keeps as the real one does: revisions, tombstones, a step whole or not at all. */
function keeper(): Desk {
  const all = new Map<AnnotationId, { readonly annotation: Annotation; readonly isRemoved: boolean }>();
  let changes = 0;
  let failure: NotKept | null = null;
  const asked: Input<'annotations.change'>[] = [];
  const kept = (): readonly Annotation[] => [...all.values()].filter(({ isRemoved }) => !isRemoved).map(({ annotation }) => annotation);
  const list = (): Output<'annotations.list'> => ({ annotations: [...kept()], changes });
  const put = (draft: AnnotationDraft): Annotation => {
    const before = all.get(draft.id)?.annotation;
    const { place } = draft;
    // Another order of keys than the page's own, as it comes back from JSON.
    const moved = place.space === 'patient'
      ? { points: place.points, space: place.space, frameOfReferenceUid: place.frameOfReferenceUid, normal: place.normal } : place;
    const annotation = { ...draft, place: moved, revision: draft.revision + 1, author: before?.author ?? author, createdAt: AT, changedBy: author, changedAt: AT };
    all.set(draft.id, { annotation, isRemoved: false });
    return annotation;
  };
  return {
    kept, asked, fail: (next) => { failure = next; },
    host: {
      'annotations.list': async () => ok(list()),
      'annotations.change': async (step) => {
        asked.push(step);
        if (failure !== null) return err(failure);
        const stale = [...step.put, ...step.remove].find((one) => (all.get(one.id)?.annotation.revision ?? 0) !== one.revision);
        if (stale !== undefined) return err({ code: 'annotation/stale', id: stale.id });
        for (const draft of step.put) {
          const checked = checkedDrawing(draft);
          if (!checked.ok) return err({ code: checked.failure.code, id: draft.id });
        }
        changes += 1;
        const removed = step.remove.map(({ id: gone, revision }) => {
          const there = all.get(gone);
          if (there !== undefined) all.set(gone, { annotation: { ...there.annotation, revision: revision + 1 }, isRemoved: true });
          return { id: gone, revision: revision + 1 };
        });
        return ok({ annotations: step.put.map(put), removed, changes });
      },
    },
  };
}
const settled = async (book: AnnotationBook): Promise<void> => {
  for (let n = 0; n < 500 && book.store.getState().waiting > 0 && book.store.getState().obstacle === null; n += 1) await Promise.resolve();
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
};
const bookOver = (host: Host, onStale = (): void => undefined): AnnotationBook => createAnnotationBook(host, caseId, () => ({ author, at: AT }), onStale);
const drawingsIn = (annotations: readonly Annotation[]) => annotations.map((one) => ({ id: one.id, text: one.text, to: one.place.points[1]?.[0] }));
const draw = (n: number, to = n): Step => ({ words: 'draw distance', edits: [{ id: id(n), series, before: null, after: distance(to) }] });

beforeEach(() => useUndo.setState({ done: [], undone: [] }));

it('shows a step at once, keeps it, and tells who drew', async () => {
  const { host, kept } = keeper();
  const book = bookOver(host);
  expect(book.change(draw(1))).toBe(true);
  expect(book.store.getState()).toMatchObject({ waiting: 1, annotations: [{ id: id(1), revision: 0, author }] });
  await settled(book);
  expect(book.store.getState()).toMatchObject({ waiting: 0, annotations: [{ revision: 1 }] });
  expect(kept().map((one) => one.id)).toEqual([id(1)]);
});

/** A random change of what is there: something new, something moved, written on, removed, or several at once. */
const edit = fc.record({ what: fc.constantFrom('draw', 'move', 'write', 'remove', 'both'), pick: fc.nat(20), to: fc.integer({ min: 1, max: 90 }) });

it('undo of all gives the start, redo of all gives the end, for the page and for the host', async () => {
  await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 25 }), async (edits) => {
    useUndo.setState({ done: [], undone: [] });
    const { host, kept } = keeper();
    const book = bookOver(host);
    book.change(draw(900));
    await settled(book);
    useUndo.setState({ done: [], undone: [] });
    const start = drawingsIn(kept());
    for (const [n, { what, pick, to }] of edits.entries()) {
      const shown = book.store.getState().annotations;
      const one = shown[pick % Math.max(1, shown.length)];
      const before = one === undefined ? null : drawingOf(one);
      if (what === 'draw' || one === undefined || before === null) book.change(draw(n + 1, to));
      else {
        const after = what === 'remove' ? null : what === 'write' ? { ...before, text: `${to}` } : { ...distance(to), text: before.text };
        const own = { id: one.id, series, before, after };
        book.change({ words: what, edits: what === 'both' ? [own, { id: id(500 + n), series, before: null, after: distance(to) }] : [own] },
          what === 'move' ? `nudge ${one.id}` : undefined);
      }
      if (n % 3 === 0) await settled(book);
    }
    await settled(book);
    const end = drawingsIn(kept());
    expect(drawingsIn(book.store.getState().annotations)).toEqual(end);
    const sorted = (list: typeof end) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    while (useUndo.getState().undo() !== null) await settled(book);
    expect(sorted(drawingsIn(kept()))).toEqual(sorted(start));
    expect(sorted(drawingsIn(book.store.getState().annotations))).toEqual(sorted(start));
    while (useUndo.getState().redo() !== null) await settled(book);
    expect(sorted(drawingsIn(kept()))).toEqual(sorted(end));
    expect(sorted(drawingsIn(book.store.getState().annotations))).toEqual(sorted(end));
  }), { numRuns: 150 });
});

it('presses of an arrow in a row are one step back', async () => {
  const { host } = keeper();
  const book = bookOver(host);
  book.change(draw(1, 10));
  for (const to of [11, 12, 13]) {
    book.change({ words: 'move', edits: [{ id: id(1), series, before: distance(to - 1), after: distance(to) }] }, 'nudge 1');
  }
  await settled(book);
  expect(useUndo.getState().done.length).toBe(2);
  useUndo.getState().undo();
  await settled(book);
  expect(drawingsIn(book.store.getState().annotations)).toEqual([{ id: id(1), text: null, to: 10 }]);
});

it('what cannot be kept now stays on the screen, says why, and is kept once it can be', async () => {
  const { host, kept, fail } = keeper();
  const book = bookOver(host);
  fail({ code: 'store/disk-full', freeBytes: 0, neededBytes: 1 });
  book.change(draw(1));
  book.change(draw(2));
  await settled(book);
  expect(book.store.getState()).toMatchObject({ waiting: 2, obstacle: { code: 'store/disk-full' }, annotations: [{ id: id(1) }, { id: id(2) }] });
  expect(kept()).toEqual([]);
  fail(null);
  book.retry();
  await settled(book);
  expect(book.store.getState()).toMatchObject({ waiting: 0, obstacle: null });
  expect(kept().map((one) => one.id)).toEqual([id(1), id(2)]);
});

it('what another window changed meanwhile is not taken back over it', async () => {
  const { host, kept } = keeper();
  let late = 0;
  const mine = bookOver(host, () => { late += 1; });
  mine.change(draw(1, 10));
  await settled(mine);
  const [drawn] = kept();
  await host['annotations.change']({ caseId, words: 'move', remove: [], put: [{ id: id(1), series, revision: drawn?.revision ?? 0, ...distance(55) }] });
  const listed = await host['annotations.list']({ caseId });
  if (listed.ok) mine.take(listed.value);
  useUndo.getState().undo();
  await settled(mine);
  expect([late, drawingsIn(kept())]).toEqual([1, [{ id: id(1), text: null, to: 55 }]]);
});

it('a step that crossed with another window’s is not carried out: the list shows what is there', async () => {
  const { host, kept } = keeper();
  const [mine, other] = [bookOver(host), bookOver(host)];
  mine.change(draw(1, 10));
  await settled(mine);
  const listed = await host['annotations.list']({ caseId });
  if (listed.ok) other.take(listed.value);
  other.change({ words: 'move', edits: [{ id: id(1), series, before: distance(10), after: distance(20) }] });
  await settled(other);
  mine.change({ words: 'move', edits: [{ id: id(1), series, before: distance(10), after: distance(30) }] });
  await settled(mine);
  expect(mine.store.getState()).toMatchObject({ waiting: 0, refused: { code: 'annotation/stale', id: id(1) } });
  expect([drawingsIn(mine.store.getState().annotations), drawingsIn(kept())].map((list) => list[0]?.to)).toEqual([20, 20]);
});

it('an older list that comes late does not take back what was kept since', async () => {
  const { host } = keeper();
  const book = bookOver(host);
  const old = await host['annotations.list']({ caseId });
  book.change(draw(1));
  await settled(book);
  if (old.ok) book.take(old.value);
  expect(drawingsIn(book.store.getState().annotations).map((one) => one.id)).toEqual([id(1)]);
});
