import { entrySchema, type EntryDraft } from '../../../core/contract/entries.ts';
import type { EntryId } from '../../../core/contract/ids.ts';
import type { Entry } from '../../../core/lesion/entry.ts';
import { entryFault, type EntryFault } from '../../../core/lesion/entryRules.ts';
import { grouped } from '../../../core/sequence.ts';
import { ENTRY_COLUMNS, entryOfRows, rowsOfEntry, type EntryRow, type EntryRows, type ValueRow } from './entryRows.ts';
import { READ_FACT_COLUMNS, type ReadFactRow, type ReadRangeRow } from './readFactRows.ts';
import type { NoSeries } from './library.ts';
import type { StoreParts } from './parts.ts';
import { relistDraft } from './planListing.ts';
import { openJournal, type JournalForm, type SealedJournal } from './sealedJournal.ts';
import { Leave } from './trouble.ts';

export type EntryRefusal = NoSeries | { readonly code: EntryFault['code'] | 'entry/stale'; readonly id: EntryId };

/** What is entered about the vessels and the patient of each case. A step has happened and is on disk, or has not happened. */
export type Entries = SealedJournal<EntryDraft, Entry, EntryRefusal>;

/** What is kept of an entry: of which vessel, and what it says. */
interface Entered extends EntryRows { readonly vessel: string | null }

export const openEntries = (parts: StoreParts): Entries => openJournal(parts, formOver(parts));

const stale = (id: EntryId): Leave<EntryRefusal> => new Leave({ code: 'entry/stale', id });

const formOver = (parts: StoreParts): JournalForm<EntryDraft, Entry, Entered> => ({
  changeTable: 'entry_change',
  subject: 'entries',
  contentOf: ({ vessel, content }) => ({ vessel, ...rowsOfEntry(content) }),
  sealed: ({ position, id, revision, isRemoved, content: { vessel, row, outlines, arcs, values, scores, readFacts, readRanges, found, isDraft } }) => [
    position, id, revision, isRemoved ? 1 : 0, vessel, ENTRY_COLUMNS.map((column) => row[column]), outlines,
    arcs.map(({ from, sweep }) => [from, sweep]), values.map(({ value_text: text, least, most }) => [text, least, most]),
    scores.map((score) => [score.id, score.least, score.most]),
    // Entries from before they had any are sealed without them.
    ...(readFacts.length === 0 ? [] : [readFacts.map((fact) => READ_FACT_COLUMNS.map((column) => fact[column]))]),
    ...(found === null ? [] : [[found.arc, found.share, found.vesselArea]]),
    ...(isDraft ? [['draft']] : []),
    ...(readRanges.length === 0 ? [] : [readRanges.map(({ position: of, least, most }) => [of, least, most])]),
  ],
  add: (changeNumber, rows) => {
    add(parts, changeNumber, rows);
    const { vessel, row: { kind } } = rows.content;
    if (kind !== 'path' || vessel === null) return;
    const change = parts.sql<{ readonly case_number: number }>('SELECT case_number FROM entry_change WHERE change_number = ?').get(changeNumber);
    if (change !== undefined) relistDraft(parts, change.case_number, vessel);
  },
  rowsOf: (caseNumber, after) => rowsOf(parts, caseNumber, after),
  valueOf: ({ id, content: { vessel, ...rows } }, stamps) => {
    const parsed = entrySchema.safeParse({ id, vessel, content: entryOfRows(rows), ...stamps });
    return parsed.success ? parsed.data : null;
  },
  stale,
  refuseUnfit: (caseNumber, before, step) => {
    const isElsewhere = parts.sql('SELECT 1 FROM entry_revision WHERE entry_id = ?');
    const isOfCase = parts.sql(`SELECT 1 FROM series JOIN study USING (study_number)
      WHERE case_number = ? AND series.id = ? AND kind = 'ct-volume'`);
    for (const { id, content } of step.put) {
      const there = before.get(id)?.value.content;
      if (there === undefined && isElsewhere.get(id) !== undefined) throw stale(id);
      // What was traced in a series that left the picker may still be edited.
      const isKnown = content.kind !== 'path' || (there?.kind === 'path' && there.series === content.series)
        || isOfCase.get(caseNumber, content.series) !== undefined;
      if (!isKnown) throw new Leave<NoSeries>({ code: 'series/not-found' });
    }
    const after = new Map<string, EntryDraft>([...before].flatMap(([id, { value, isRemoved }]) => (isRemoved ? [] : [[id, value]])));
    for (const { id } of step.remove) after.delete(id);
    for (const draft of step.put) after.set(draft.id, draft);
    const fault = entryFault([...after.values()]);
    if (fault !== null) throw new Leave<EntryRefusal>(fault);
  },
});

const REVISION_COLUMNS = ['change_number', 'position', 'entry_id', 'revision', 'is_removed', 'vessel_id', ...ENTRY_COLUMNS];
const ADD_REVISION = `INSERT INTO entry_revision (${REVISION_COLUMNS.join(', ')})
  VALUES (${REVISION_COLUMNS.map((column) => `@${column}`).join(', ')})`;

const ADD_READ_FACT = `INSERT INTO entry_score_fact (revision_number, ${READ_FACT_COLUMNS.join(', ')})
  VALUES (@revision_number, ${READ_FACT_COLUMNS.map((column) => `@${column}`).join(', ')})`;

function add(
  { sql }: StoreParts, changeNumber: number,
  { position, id, revision, isRemoved, content: { vessel, row, outlines, arcs, values, scores, readFacts, readRanges, found, isDraft } }:
  Parameters<JournalForm<EntryDraft, Entry, Entered>['add']>[1],
): void {
  const { lastInsertRowid: number } = sql(ADD_REVISION).run({
    ...row, change_number: changeNumber, position, entry_id: id, revision, is_removed: isRemoved ? 1 : 0, vessel_id: vessel,
  });
  outlines.forEach((points, outline) => points.forEach(([x, y, z], n) => {
    sql('INSERT INTO entry_point VALUES (?, ?, ?, ?, ?, ?)').run(number, outline, n, x, y, z);
  }));
  arcs.forEach(({ from: [x, y, z], sweep }, n) => {
    sql('INSERT INTO entry_arc VALUES (?, ?, ?, ?, ?, ?)').run(number, n, x, y, z, sweep);
  });
  values.forEach(({ value_text: text, least, most }, n) => {
    sql('INSERT INTO entry_value VALUES (?, ?, ?, ?, ?)').run(number, n, text, least, most);
  });
  scores.forEach((score, n) => {
    sql('INSERT INTO entry_score VALUES (?, ?, ?, ?, ?)').run(number, n, score.id, score.least, score.most);
  });
  if (found !== null) sql('INSERT INTO entry_review_found VALUES (?, ?, ?, ?)').run(number, found.arc, found.share, found.vesselArea);
  for (const { position: of, least, most } of readRanges) sql('INSERT INTO entry_score_fact_range VALUES (?, ?, ?, ?)').run(number, of, least, most);
  if (isDraft) sql('INSERT INTO entry_review_draft VALUES (?)').run(number);
  for (const fact of readFacts) sql(ADD_READ_FACT).run({ ...fact, revision_number: number });
}

interface RevisionRow extends EntryRow {
  readonly revision_number: number;
  readonly change_number: number;
  readonly position: number;
  readonly entry_id: string;
  readonly revision: number;
  readonly is_removed: number;
  readonly vessel_id: string | null;
}
interface FoundRow {
  readonly revision_number: number; readonly arc_deg: number; readonly share_percent: number; readonly vessel_area_mm2: number;
}
interface PlaceRow { readonly x_mm: number; readonly y_mm: number; readonly z_mm: number }
const placeOf = ({ x_mm: x, y_mm: y, z_mm: z }: PlaceRow): readonly [number, number, number] => [x, y, z];

function rowsOf({ sql }: StoreParts, caseNumber: number, after: number): ReturnType<JournalForm<EntryDraft, Entry, Entered>['rowsOf']> {
  /** The rows beside each revision, in the order of their positions. */
  const beside = <Row>(table: 'entry_point' | 'entry_arc' | 'entry_value' | 'entry_score' | 'entry_score_fact' | 'entry_score_fact_range'): ReadonlyMap<number, readonly Row[]> =>
    grouped(sql<Row & { readonly revision_number: number }>(`SELECT ${table}.* FROM ${table} JOIN entry_revision USING (revision_number)
      JOIN entry_change USING (change_number) WHERE case_number = ? AND change_number > ? ORDER BY revision_number, ${table}.position`).all(caseNumber, after),
    (row) => row.revision_number);
  const points = beside<PlaceRow & { readonly outline: number }>('entry_point');
  const arcs = beside<PlaceRow & { readonly sweep_deg: number }>('entry_arc');
  const values = beside<ValueRow>('entry_value');
  const scores = beside<{ readonly score_id: string; readonly least_points: number; readonly most_points: number }>('entry_score');
  const readFacts = beside<ReadFactRow>('entry_score_fact');
  const readRanges = beside<ReadRangeRow>('entry_score_fact_range');
  const found = new Map(sql<FoundRow>(`SELECT entry_review_found.* FROM entry_review_found JOIN entry_revision USING (revision_number)
    JOIN entry_change USING (change_number) WHERE case_number = ? AND change_number > ?`).all(caseNumber, after)
    .map((row) => [row.revision_number, { arc: row.arc_deg, share: row.share_percent, vesselArea: row.vessel_area_mm2 }] as const));
  const drafts = new Set(sql<Pick<RevisionRow, 'revision_number'>>(`SELECT entry_review_draft.* FROM entry_review_draft JOIN entry_revision USING (revision_number)
    JOIN entry_change USING (change_number) WHERE case_number = ? AND change_number > ?`).all(caseNumber, after).map((row) => row.revision_number));
  return sql<RevisionRow>(`SELECT entry_revision.* FROM entry_revision JOIN entry_change USING (change_number)
    WHERE case_number = ? AND change_number > ? ORDER BY change_number, position`).all(caseNumber, after).map((row) => {
    const number = row.revision_number;
    const outlines = grouped((points.get(number) ?? []).toSorted((a, b) => a.outline - b.outline), ({ outline }) => outline);
    return {
      changeNumber: row.change_number, position: row.position, id: row.entry_id, revision: row.revision,
      isRemoved: row.is_removed === 1,
      content: {
        vessel: row.vessel_id, row, outlines: [...outlines.values()].map((own) => own.map(placeOf)),
        arcs: (arcs.get(number) ?? []).map((arc) => ({ from: placeOf(arc), sweep: arc.sweep_deg })),
        values: values.get(number) ?? [],
        scores: (scores.get(number) ?? []).map((score) => ({ id: score.score_id, least: score.least_points, most: score.most_points })),
        // Their parts are in their order only within a position.
        readFacts: (readFacts.get(number) ?? []).toSorted((a, b) => a.position - b.position || a.part - b.part),
        readRanges: (readRanges.get(number) ?? []).map(({ position, least, most }) => ({ position, least, most })),
        found: found.get(number) ?? null, isDraft: drafts.has(number),
      },
    };
  });
}
