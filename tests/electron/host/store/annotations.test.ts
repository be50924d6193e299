import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Drawing } from '../../../../core/annotation/annotation.ts';
import type { AnnotationDraft } from '../../../../core/contract/annotations.ts';
import { annotationIdSchema, operatorIdSchema, seriesIdSchema, type CaseId, type SeriesId } from '../../../../core/contract/ids.ts';
import { pointLps, vectorLps } from '../../../../core/geometry/frame.ts';
import { pointPixel } from '../../../../core/geometry/plane.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { AWKWARD_TEXT } from '../../../contract/fixtures/values.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn, optionsOf } from './fixture.ts';
import { imported, importedId, valueIn } from './imports.ts';

const id = (n: number) => annotationIdSchema.parse(`ann_${String(n).padStart(16, '0')}`);
const DISTANCE: Drawing = {
  kind: 'distance', text: AWKWARD_TEXT,
  place: { space: 'patient', points: [pointLps(0.1 + 0.2, -1e-9, 123.456789), pointLps(1 / 3, 2, 3)], normal: vectorLps(0, 0, 1), frameOfReferenceUid: '1.2.3.9' },
};
const ANGLE: Drawing = {
  kind: 'angle', text: null, place: { space: 'frame', frame: 7, points: [pointPixel(0.5, 1), pointPixel(2, 3), pointPixel(4, -5)] },
};

interface Desk { readonly store: Store; readonly folder: string; readonly caseId: CaseId; readonly series: SeriesId }
async function desk(): Promise<Desk> {
  const folder = tempFolder();
  const store = openIn(folder);
  const caseId = await importedId(store);
  const series = valueIn(store.library.openCase(caseId)).series[0]?.id ?? seriesIdSchema.parse('');
  return { store, folder, caseId, series };
}
const draft = (series: SeriesId, n: number, revision: number, drawing: Drawing = DISTANCE): AnnotationDraft => ({ id: id(n), series, revision, ...drawing });
const put = (...drafts: readonly AnnotationDraft[]) => ({ words: 'draw', put: drafts, remove: [] });

it('gives back to the last digit what was drawn: points, text, author, times; on planes, frames and between two runs', async () => {
  const { store, caseId, series, folder } = await desk();
  const tina = valueIn(store.operators.add('Tina Test'));
  const gap: Drawing = {
    kind: 'gap', text: 'CTO', place: { space: 'dual', frame: 3, partner: series, partnerFrame: 9, points: [pointPixel(1, 2), pointPixel(3, 4)] },
  };
  const drafts = [draft(series, 1, 0), draft(series, 2, 0, ANGLE), draft(series, 3, 0, gap)];
  const kept = valueIn(store.annotations.change(caseId, put(...drafts), tina.id)).kept;
  expect(kept.map(({ author, createdAt: _c, changedBy, changedAt: _a, revision, ...rest }) => ({ ...rest, author, changedBy, revision })))
    .toEqual(drafts.map((one) => ({ ...one, revision: 1, author: { id: tina.id, name: 'Tina Test' }, changedBy: { id: tina.id, name: 'Tina Test' } })));
  expect(valueIn(store.annotations.list(caseId)).kept).toEqual(kept);
  store.close();
  expect(valueIn(openIn(folder).annotations.list(caseId)).kept).toEqual(kept);
});

it('keeps the author of what another one changes, and of what is put again after it was removed', async () => {
  const { store, caseId, series } = await desk();
  const [tina, omar] = [valueIn(store.operators.add('Tina')), valueIn(store.operators.add('Omar'))];
  const [first] = valueIn(store.annotations.change(caseId, put(draft(series, 1, 0)), tina.id)).kept;
  const [changed] = valueIn(store.annotations.change(caseId, put({ ...draft(series, 1, 1), text: 'cap' }), omar.id)).kept;
  expect([changed?.author?.name, changed?.changedBy?.name, changed?.text, changed?.createdAt]).toEqual(['Tina', 'Omar', 'cap', first?.createdAt]);
  const { removed } = valueIn(store.annotations.change(caseId, { words: 'remove', put: [], remove: [{ id: id(1), revision: 2 }] }, omar.id));
  expect([removed, valueIn(store.annotations.list(caseId)).kept]).toEqual([[{ id: id(1), revision: 3 }], []]);
  const [again] = valueIn(store.annotations.change(caseId, put(draft(series, 1, 3)), null)).kept;
  expect([again?.author?.name, again?.changedBy, again?.revision, again?.createdAt]).toEqual(['Tina', null, 4, first?.createdAt]);
});

it('keeps a step as a whole or not at all, and a change made from an old state not', async () => {
  const { store, caseId, series } = await desk();
  valueIn(store.annotations.change(caseId, put(draft(series, 1, 0), draft(series, 2, 0)), null));
  const before = valueIn(store.annotations.list(caseId)).kept;
  const refused = [
    [put(draft(series, 3, 0), draft(series, 1, 0)), 'annotation/stale'],
    [put(draft(series, 1, 1), draft(series, 1, 2)), 'annotation/stale'],
    [{ words: 'x', put: [draft(series, 1, 1)], remove: [{ id: id(9), revision: 0 }] }, 'annotation/stale'],
    [{ words: 'x', put: [draft(series, 3, 0)], remove: [{ id: id(2), revision: 7 }] }, 'annotation/stale'],
    [put(draft(series, 3, 0), draft(seriesIdSchema.parse('ser_zzzzzzzzzzzzzzzz'), 4, 0)), 'series/not-found'],
    [put(draft(series, 3, 0), draft(series, 4, 0, { ...DISTANCE, kind: 'angle' })), 'annotation/point-count'],
  ] as const;
  for (const [step, code] of refused) {
    const answer = store.annotations.change(caseId, step, null);
    expect(answer.ok ? 'kept' : answer.failure.code).toBe(code);
    expect(valueIn(store.annotations.list(caseId)).kept).toEqual(before);
  }
});

it('an id of another case is not taken over', async () => {
  const { store, caseId, series } = await desk();
  valueIn(store.annotations.change(caseId, put(draft(series, 1, 0)), null));
  const other = await importedId(store, { study: '9', patient: { name: 'Other', id: 'O', birthDate: null, sex: null } });
  const theirs = valueIn(store.library.openCase(other)).series[0]?.id ?? series;
  expect(store.annotations.change(other, put(draft(theirs, 1, 0)), null)).toMatchObject({ ok: false, failure: { code: 'annotation/stale' } });
  expect(store.annotations.change(other, put(draft(series, 2, 0)), null)).toMatchObject({ ok: false, failure: { code: 'series/not-found' } });
});

it('importing the same again leaves them alone; so does an import that adds slices', async () => {
  const { store, caseId, series } = await desk();
  const kept = valueIn(store.annotations.change(caseId, put(draft(series, 1, 0)), null)).kept;
  expect(valueIn(await imported(store))).toEqual({ caseId, added: 0 });
  expect(valueIn(store.annotations.list(caseId)).kept).toEqual(kept);
  valueIn(await imported(store, { slices: 2, from: 3 }));
  expect(valueIn(store.annotations.list(caseId)).kept).toEqual(kept);
  expect(valueIn(store.library.openCase(caseId)).series.map(({ id: kept_ }) => kept_)).toContain(series);
});

it('goes with its case', async () => {
  const { store, folder, caseId, series } = await desk();
  valueIn(store.annotations.change(caseId, put(draft(series, 1, 0)), null));
  valueIn(store.library.removeCase(caseId, null));
  expect(store.annotations.list(caseId)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  expect(db.prepare('SELECT count(*) FROM annotation_point').pluck().get()).toBe(0);
  db.close();
});

it('notes every step in the audit, without a word of what was written', async () => {
  const { store, folder, caseId, series } = await desk();
  const tina = valueIn(store.operators.add('Tina'));
  valueIn(store.annotations.change(caseId, put({ ...draft(series, 1, 0), text: 'Muster, Anna' }), tina.id));
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  const entry = db.prepare<[], { readonly operator_name: string; readonly details_json: string; readonly case_id: string }>(
    `SELECT operator_name, details_json, case_id FROM audit WHERE action = 'annotations-changed'`).get();
  db.close();
  expect([entry?.operator_name, entry?.case_id]).toEqual(['Tina', caseId]);
  expect(JSON.parse(entry?.details_json ?? '')).toEqual({ change_number: 1, kept: 1, removed: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

it.each([
  ['a point that moved', 'UPDATE annotation_point SET x_mm = x_mm + 1 WHERE position = 1'],
  ['another series', `UPDATE annotation_revision SET series_id = 'ser_aaaaaaaaaaaaaaaa'`],
  ['another author', `UPDATE annotation_change SET operator_name = 'x', operator_id = 'opr_0123456789abcdef'`],
  ['a change that is gone', 'DELETE FROM annotation_change WHERE change_number = 2'],
  ['a point that is gone', 'DELETE FROM annotation_point WHERE revision_number = 1 AND position = 0'],
] as const)('finds %s, and shows nothing of it as true', async (_, harm) => {
  const { store, folder, caseId, series } = await desk();
  valueIn(store.annotations.change(caseId, put(draft(series, 1, 0)), null));
  valueIn(store.annotations.change(caseId, put(draft(series, 2, 0)), null));
  const db = new Database(join(folder, 'library.sqlite'));
  const triggers = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'annotation%'`).pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('foreign_keys = ON');
  db.exec(harm);
  db.close();
  for (const answer of [store.annotations.list(caseId), store.annotations.change(caseId, put(draft(series, 3, 0)), null)])
    expect(answer).toMatchObject({ ok: false, failure: { code: 'case/damaged' } });
  expect(store.library.openCase(caseId).ok).toBe(true);
});

it('a library that is open elsewhere shows them, and says that nothing can be kept', async () => {
  const { store, folder, caseId, series } = await desk();
  const kept = valueIn(store.annotations.change(caseId, put(draft(series, 1, 0)), null)).kept;
  const second = valueIn(openStore(optionsOf(folder)));
  expect(second.isReadOnly).toBe('in use elsewhere');
  expect(valueIn(second.annotations.list(caseId)).kept).toEqual(kept);
  expect(second.annotations.change(caseId, put(draft(series, 2, 0)), null)).toEqual({ ok: false, failure: { code: 'store/read-only' } });
  second.close();
});

it('a name that nobody has is kept as nobody', async () => {
  const { store, caseId, series } = await desk();
  const ghost = operatorIdSchema.parse('opr_0123456789abcdef');
  expect(valueIn(store.annotations.change(caseId, put(draft(series, 1, 0)), ghost)).kept[0]?.author).toBeNull();
});
