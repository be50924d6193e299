import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { EntryDraft } from '../../../../core/contract/entries.ts';
import {
  entryIdSchema, operatorIdSchema, seriesIdSchema, vesselIdSchema, type CaseId, type SeriesId, type VesselId,
} from '../../../../core/contract/ids.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import type { EntryContent } from '../../../../core/lesion/entry.ts';
import { hu } from '../../../../core/units.ts';
import type { Entries } from '../../../../electron/host/store/entries.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { contents } from '../../../contract/fixtures/values.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn, optionsOf } from './fixture.ts';
import { imported, importedId, valueIn } from './imports.ts';

const id = (n: number) => entryIdSchema.parse(`ent_${String(n).padStart(16, '0')}`);
const vesselOf = (n: number): VesselId => vesselIdSchema.parse(`ves_${String(n).padStart(16, '0')}`);
const RCA = vesselOf(1);

interface Desk { readonly store: Store; readonly folder: string; readonly caseId: CaseId; readonly series: SeriesId }
async function desk(): Promise<Desk> {
  const folder = tempFolder();
  const store = openIn(folder);
  const caseId = await importedId(store);
  const series = valueIn(store.library.openCase(caseId)).series[0]?.id ?? seriesIdSchema.parse('');
  return { store, folder, caseId, series };
}
const path = (series: SeriesId): EntryContent =>
  ({ kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(0.1 + 0.2, -1e-9, 123.456789), pointLps(1 / 3, 2, 3)], target: null, segment: null });
const CAP: EntryContent = { kind: 'cap', which: 'proximal', at: pointLps(1, 2, 3) };
const draft = (n: number, content: EntryContent, revision = 0, vessel: VesselId | null = RCA): EntryDraft => ({ id: id(n), vessel, content, revision });
const put = (...drafts: readonly EntryDraft[]) => ({ words: 'enter', put: drafts, remove: [] });
const removing = (...removed: readonly (readonly [n: number, revision: number])[]) =>
  ({ words: 'remove', put: [], remove: removed.map(([n, revision]) => ({ id: id(n), revision })) });
const codeOf = (answer: ReturnType<Entries['change']>): string => (answer.ok ? 'kept' : answer.failure.code);

it('gives back to the last digit what was entered, of every kind and with everything that may be left open', async () => {
  const { store, caseId, series, folder } = await desk();
  const tina = valueIn(store.operators.add('Tina Test'));
  // One vessel for each: of some kinds a vessel has only one.
  const drafts = contents.flatMap((content, n): readonly EntryDraft[] => {
    const own = content.kind === 'path' ? { ...content, series } : content;
    const paths = content.kind === 'path' ? [] : [draft(100 + n, path(series), 0, vesselOf(n))];
    return [...paths, draft(n, own, 0, content.kind === 'fact' ? null : vesselOf(n))];
  });
  const kept = valueIn(store.entries.change(caseId, put(...drafts), tina.id)).kept;
  const who = { id: tina.id, name: 'Tina Test' };
  expect(kept.map(({ createdAt: _c, changedAt: _a, ...rest }) => rest)).toEqual(drafts.map((one) => ({ ...one, revision: 1, author: who, changedBy: who })));
  expect(valueIn(store.entries.list(caseId)).kept).toEqual(kept);
  store.close();
  expect(valueIn(openIn(folder).entries.list(caseId)).kept).toEqual(kept);
});

it('keeps the author of what another one changes, and of what is put again after it was removed', async () => {
  const { store, caseId, series } = await desk();
  const [tina, omar] = [valueIn(store.operators.add('Tina')), valueIn(store.operators.add('Omar'))];
  const [first] = valueIn(store.entries.change(caseId, put(draft(1, path(series))), tina.id)).kept;
  const [changed] = valueIn(store.entries.change(caseId, put(draft(1, { ...path(series), points: [] } as EntryContent, 1)), omar.id)).kept;
  expect([changed?.author?.name, changed?.changedBy?.name, changed?.createdAt]).toEqual(['Tina', 'Omar', first?.createdAt]);
  const { removed, changes } = valueIn(store.entries.change(caseId, removing([1, 2]), omar.id));
  expect([removed, changes, valueIn(store.entries.list(caseId)).kept]).toEqual([[{ id: id(1), revision: 3 }], 3, []]);
  const [again] = valueIn(store.entries.change(caseId, put(draft(1, path(series), 3)), null)).kept;
  expect([again?.author?.name, again?.changedBy, again?.revision, again?.createdAt]).toEqual(['Tina', null, 4, first?.createdAt]);
});

it('keeps a step as a whole or not at all, and none made from an old state', async () => {
  const { store, caseId, series } = await desk();
  valueIn(store.entries.change(caseId, put(draft(1, path(series)), draft(2, CAP)), null));
  const before = valueIn(store.entries.list(caseId));
  const [distal, zone] = [{ ...CAP, which: 'distal' } as const, { kind: 'zone', which: 'landing', from: pointLps(0, 0, 0), to: pointLps(1, 0, 0) } as const];
  const threshold: EntryContent = { kind: 'threshold', openHu: hu(500), occlusionHu: null };
  const age: EntryContent = { kind: 'fact', path: 'ageYears', value: 70, source: 'stated', by: null, range: null, note: null };
  const refused = [
    [put(draft(3, distal), draft(1, path(series))), 'entry/stale', 1],
    [put(draft(2, CAP, 1), draft(2, CAP, 2)), 'entry/stale', 2],
    [removing([9, 0]), 'entry/stale', 9],
    [{ ...put(draft(3, distal)), remove: [{ id: id(2), revision: 7 }] }, 'entry/stale', 2],
    [put(draft(3, CAP, 0, vesselOf(2))), 'entry/no-vessel', 3],
    [put(draft(3, distal, 0, null)), 'entry/no-vessel', 3],
    [put(draft(3, path(series), 0, null)), 'entry/no-vessel', 3],
    [put(draft(2, CAP, 1, vesselOf(2))), 'entry/no-vessel', 2],
    [removing([1, 1]), 'entry/no-vessel', 2],
    [put(draft(3, path(series))), 'entry/already-there', 3],
    [put(draft(3, CAP)), 'entry/already-there', 3],
    [put(draft(3, threshold), draft(4, threshold)), 'entry/already-there', 4],
    [put(draft(3, zone), draft(4, zone)), 'entry/already-there', 4],
    [put(draft(3, age, 0, null), draft(4, age, 0, null)), 'entry/already-there', 4],
    [put(draft(3, path(seriesIdSchema.parse('ser_zzzzzzzzzzzzzzzz')), 0, vesselOf(2))), 'series/not-found', null],
  ] as const;
  for (const [step, code, at] of refused) {
    const answer = store.entries.change(caseId, step, null);
    expect(answer, code).toEqual({ ok: false, failure: at === null ? { code } : { code, id: id(at) } });
    expect(valueIn(store.entries.list(caseId))).toEqual(before);
  }
});

it('takes two of a kind where they are of different ends, vessels, or the patient; and swaps one for another in one step', async () => {
  const { store, caseId, series } = await desk();
  const age = (value: number): EntryContent => ({ kind: 'fact', path: 'ageYears', value, source: 'stated', by: null, range: null, note: null });
  const step = put(
    draft(1, path(series)), draft(2, CAP), draft(3, { ...CAP, which: 'distal' } as EntryContent),
    draft(4, path(series), 0, vesselOf(2)), draft(5, CAP, 0, vesselOf(2)), draft(6, age(70), 0, null), draft(7, age(71)),
  );
  valueIn(store.entries.change(caseId, step, null));
  const swapped = { words: 'swap', put: [draft(8, CAP)], remove: [{ id: id(2), revision: 1 }] };
  expect(codeOf(store.entries.change(caseId, swapped, null))).toBe('kept');
  expect(codeOf(store.entries.change(caseId, removing([1, 1], [3, 1], [7, 1], [8, 1]), null))).toBe('kept');
  expect(valueIn(store.entries.list(caseId)).kept.map((one) => one.id)).toEqual([id(4), id(5), id(6)]);
});

it('an id of another case is not taken over', async () => {
  const { store, caseId, series } = await desk();
  valueIn(store.entries.change(caseId, put(draft(1, path(series))), null));
  const other = await importedId(store, { study: '9', patient: { name: 'Other', id: 'O', birthDate: null, sex: null } });
  const theirs = valueIn(store.library.openCase(other)).series[0]?.id ?? series;
  expect(codeOf(store.entries.change(other, put(draft(1, path(theirs))), null))).toBe('entry/stale');
  expect(codeOf(store.entries.change(other, put(draft(2, path(series))), null))).toBe('series/not-found');
});

it('importing the same again leaves them alone', async () => {
  const { store, caseId, series } = await desk();
  const kept = valueIn(store.entries.change(caseId, put(draft(1, path(series))), null)).kept;
  expect(valueIn(await imported(store))).toEqual({ caseId, added: 0 });
  valueIn(await imported(store, { slices: 2, from: 3 }));
  expect(valueIn(store.entries.list(caseId)).kept).toEqual(kept);
});

it('goes with its case, whatever it consists of', async () => {
  const { store, folder, caseId, series } = await desk();
  const drafts = contents.map((content, n) => draft(n, content.kind === 'path' ? path(series) : content, 0, vesselOf(n)));
  const paths = contents.flatMap(({ kind }, n) => (kind === 'path' ? [] : [draft(100 + n, path(series), 0, vesselOf(n))]));
  valueIn(store.entries.change(caseId, put(...paths, ...drafts), null));
  valueIn(store.library.removeCase(caseId, null));
  expect(store.entries.list(caseId)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  for (const table of ['entry_change', 'entry_revision', 'entry_point', 'entry_arc', 'entry_value', 'entry_score', 'entry_score_fact', 'entry_review_found', 'entry_review_draft', 'entry_score_fact_range'])
    expect([table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
  db.close();
});

it('notes every step in the audit, without a word of what was entered', async () => {
  const { store, folder, caseId, series } = await desk();
  const tina = valueIn(store.operators.add('Tina'));
  const segment: EntryContent = { kind: 'segment', from: pointLps(0, 0, 0), to: pointLps(1, 0, 0), note: 'Muster, Anna' };
  valueIn(store.entries.change(caseId, put(draft(1, path(series)), draft(2, segment)), tina.id));
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  const entry = db.prepare<[], { readonly operator_name: string; readonly details_json: string; readonly case_id: string }>(
    `SELECT operator_name, details_json, case_id FROM audit WHERE action = 'entries-changed'`).get();
  db.close();
  expect([entry?.operator_name, entry?.case_id]).toEqual(['Tina', caseId]);
  expect(JSON.parse(entry?.details_json ?? '')).toEqual({ change_number: 1, kept: 2, removed: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

it.each([
  ['a point that moved', 'UPDATE entry_point SET x_mm = x_mm + 1 WHERE position = 1'],
  ['another series', `UPDATE entry_revision SET series_id = 'ser_aaaaaaaaaaaaaaaa' WHERE kind = 'path'`],
  ['another vessel', `UPDATE entry_revision SET vessel_id = 'ves_aaaaaaaaaaaaaaaa' WHERE kind = 'cap'`],
  ['an arc that is wider', 'UPDATE entry_arc SET sweep_deg = 90'],
  ['an arc that is gone', 'DELETE FROM entry_arc'],
  ['another value', 'UPDATE entry_revision SET value_number = 72 WHERE value_number = 71'],
  ['another of several values', `UPDATE entry_value SET value_text = 'RA' WHERE position = 1 AND least IS NULL`],
  ['a wider stretch', 'UPDATE entry_value SET most = 12 WHERE position = 1 AND most IS NOT NULL'],
  ['another score', 'UPDATE entry_score SET most_points = 4'],
  ['another fact that scores were read from', `UPDATE entry_score_fact SET value_text = 'tapered' WHERE value_text = 'blunt'`],
  ['another arc that was found', 'UPDATE entry_review_found SET arc_deg = 340'],
  ['what was found gone', 'DELETE FROM entry_review_found'],
  ['a draft that counts', 'DELETE FROM entry_review_draft'],
  ['another range that scores were read from', 'UPDATE entry_score_fact_range SET least = 340'],
  ['a range gone', 'DELETE FROM entry_score_fact_range'],
  ['another author', `UPDATE entry_change SET operator_name = 'x', operator_id = 'opr_0123456789abcdef'`],
  ['a change that is gone', 'DELETE FROM entry_change WHERE change_number = 2'],
  ['a point that is gone', 'DELETE FROM entry_point WHERE revision_number = 1 AND position = 0'],
] as const)('finds %s, and shows nothing of it as true', async (_, harm) => {
  const { store, folder, caseId, series } = await desk();
  const drafts = contents.map((content, n) => draft(n, content.kind === 'path' ? path(series) : content, 0, content.kind === 'fact' ? null : vesselOf(n)));
  const paths = contents.flatMap(({ kind }, n) => (kind === 'path' ? [] : [draft(100 + n, path(series), 0, vesselOf(n))]));
  valueIn(store.entries.change(caseId, put(...paths, ...drafts), null));
  valueIn(store.entries.change(caseId, put(draft(99, path(series), 0, vesselOf(99))), null));
  const db = new Database(join(folder, 'library.sqlite'));
  const triggers = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'entry%'`).pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('foreign_keys = ON');
  expect(db.prepare(harm).run().changes).toBeGreaterThan(0);
  db.close();
  for (const answer of [store.entries.list(caseId), store.entries.change(caseId, put(draft(98, path(series), 0, vesselOf(98))), null)])
    expect(answer).toMatchObject({ ok: false, failure: { code: 'case/damaged' } });
  expect(store.library.openCase(caseId).ok).toBe(true);
});

it('shows at once what was kept by another window since, and what it removed', async () => {
  const { store, folder, caseId, series } = await desk();
  valueIn(store.entries.change(caseId, put(draft(1, path(series)), draft(2, CAP)), null));
  store.close();
  const [mine, theirs] = [openIn(folder), valueIn(openStore(optionsOf(folder)))];
  expect(valueIn(theirs.entries.list(caseId)).changes).toBe(1);
  valueIn(mine.entries.change(caseId, removing([2, 1]), null));
  expect(valueIn(theirs.entries.list(caseId))).toEqual(valueIn(mine.entries.list(caseId)));
  expect(valueIn(theirs.entries.list(caseId)).kept).toHaveLength(1);
  valueIn(mine.library.removeCase(caseId, null));
  expect(theirs.entries.list(caseId)).toEqual({ ok: false, failure: { code: 'case/not-found' } });
  theirs.close();
});

it('is what a fresh reader sees after every step, kept or refused', async () => {
  const { store, folder, caseId, series } = await desk();
  const steps = [
    put(draft(1, path(series)), draft(2, CAP)), put(draft(1, path(series))), put(draft(2, CAP, 1)), removing([2, 2]),
    put(draft(2, CAP, 3), draft(3, CAP)), put(draft(2, CAP, 3)), removing([1, 1], [2, 4]),
  ];
  for (const step of steps) {
    store.entries.change(caseId, step, null);
    const reader = valueIn(openStore(optionsOf(folder)));
    expect(valueIn(store.entries.list(caseId))).toEqual(valueIn(reader.entries.list(caseId)));
    reader.close();
  }
  expect(valueIn(store.entries.list(caseId))).toEqual({ kept: [], changes: 5 });
});

it('a library that is open elsewhere shows them, and says that nothing can be kept', async () => {
  const { store, folder, caseId, series } = await desk();
  const kept = valueIn(store.entries.change(caseId, put(draft(1, path(series))), null)).kept;
  const second = valueIn(openStore(optionsOf(folder)));
  expect(valueIn(second.entries.list(caseId)).kept).toEqual(kept);
  expect(second.entries.change(caseId, put(draft(2, CAP)), null)).toEqual({ ok: false, failure: { code: 'store/read-only' } });
  second.close();
});

it('a name that nobody has is kept as nobody', async () => {
  const { store, caseId, series } = await desk();
  const ghost = operatorIdSchema.parse('opr_0123456789abcdef');
  expect(valueIn(store.entries.change(caseId, put(draft(1, path(series))), ghost)).kept[0]?.author).toBeNull();
});
