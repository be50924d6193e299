import type { EntryContent } from '../../../core/lesion/entry.ts';
import { readFactsOf, type ReadFactRow, type ReadRangeRow, rowsOfReadFacts, rowsOfReadRanges } from './readFactRows.ts';

type Point = readonly [number, number, number];

/** What a revision of an entry says, as its table has it; null where its kind has no such thing. */
export interface EntryRow {
  readonly kind: string;
  readonly which: string | null;
  readonly x_mm: number | null;
  readonly y_mm: number | null;
  readonly z_mm: number | null;
  readonly to_x_mm: number | null;
  readonly to_y_mm: number | null;
  readonly to_z_mm: number | null;
  readonly series_id: string | null;
  readonly frame_of_reference_uid: string | null;
  readonly target: string | null;
  readonly segment: string | null;
  readonly open_hu: number | null;
  readonly occlusion_hu: number | null;
  readonly is_full_moon: number | null;
  readonly reading: number | null;
  readonly has_arcs: number | null;
  readonly has_areas: number | null;
  readonly diameter_mm: number | null;
  readonly is_there: number | null;
  readonly arc_deg: number | null;
  readonly length_mm: number | null;
  readonly depth: string | null;
  readonly pattern: string | null;
  readonly is_nodule: number | null;
  readonly fact_path: string | null;
  readonly value_is: string | null;
  readonly value_number: number | null;
  readonly value_text: string | null;
  readonly value_yes_no: number | null;
  readonly source: string | null;
  readonly confirmed_by: string | null;
  readonly range_least: number | null;
  readonly range_most: number | null;
  readonly note: string | null;
}

/** The columns of an entry in the order in which they are sealed. */
export const ENTRY_COLUMNS = [
  'kind', 'which', 'x_mm', 'y_mm', 'z_mm', 'to_x_mm', 'to_y_mm', 'to_z_mm', 'series_id', 'frame_of_reference_uid', 'target',
  'segment', 'open_hu', 'occlusion_hu', 'is_full_moon', 'reading', 'has_arcs', 'has_areas', 'diameter_mm', 'is_there', 'arc_deg',
  'length_mm', 'depth', 'pattern', 'is_nodule', 'fact_path', 'value_is', 'value_number', 'value_text', 'value_yes_no', 'source',
  'confirmed_by', 'range_least', 'range_most', 'note',
] as const satisfies readonly (keyof EntryRow)[];

/** A value of a fact that has several: a text, or a stretch. */
export interface ValueRow { readonly value_text: string | null; readonly least: number | null; readonly most: number | null }

/** An entry as its tables have it. */
export interface EntryRows {
  readonly row: EntryRow;
  /** Outline by outline: the path or the contour, or the areas. */
  readonly outlines: readonly (readonly Point[])[];
  readonly arcs: readonly { readonly from: Point; readonly sweep: number }[];
  readonly values: readonly ValueRow[];
  readonly scores: readonly { readonly id: string; readonly least: number; readonly most: number }[];
  /** What the scores were read from. */
  readonly readFacts: readonly ReadFactRow[];
  readonly readRanges: readonly ReadRangeRow[];
  /** What was found when a section was read. */
  readonly found: { readonly arc: number; readonly share: number; readonly vesselArea: number } | null;
  /** Of the second reading, and not confirmed by its reader yet. */
  readonly isDraft: boolean;
}

const NOTHING = Object.fromEntries(ENTRY_COLUMNS.map((column) => [column, null])) as unknown as EntryRow;

const flag = (value: boolean): number => (value ? 1 : 0);
const flagOrNull = (value: boolean | null): number | null => (value === null ? null : flag(value));
const at = ([x_mm, y_mm, z_mm]: Point): Partial<EntryRow> => ({ x_mm, y_mm, z_mm });
const between = (from: Point, [to_x_mm, to_y_mm, to_z_mm]: Point): Partial<EntryRow> => ({ ...at(from), to_x_mm, to_y_mm, to_z_mm });

/** The rows of what was entered. */
export function rowsOfEntry(content: EntryContent): EntryRows {
  const rows = (own: Partial<EntryRow>, beside: Partial<Omit<EntryRows, 'row'>> = {}): EntryRows =>
    ({ row: { ...NOTHING, kind: content.kind, ...own }, outlines: [], arcs: [], values: [], scores: [], readFacts: [], readRanges: [], found: null, isDraft: false, ...beside });
  switch (content.kind) {
    case 'path': return rows({
      series_id: content.series, frame_of_reference_uid: content.frameOfReferenceUid, target: content.target, segment: content.segment,
    }, { outlines: content.points.length === 0 ? [] : [content.points] });
    case 'cap': return rows({ which: content.which, ...at(content.at) });
    case 'threshold': return rows({ open_hu: content.openHu, occlusion_hu: content.occlusionHu });
    case 'contour': return rows({ which: content.which, ...at(content.at) }, { outlines: [content.outline] });
    case 'review': return rows({
      ...at(content.at), is_full_moon: flag(content.isFullMoon), reading: content.reading === 'draft' ? 2 : content.reading,
      has_arcs: flag(content.arcs !== null), has_areas: flag(content.areas !== null),
    }, { arcs: content.arcs ?? [], outlines: content.areas ?? [], found: content.found, isDraft: content.reading === 'draft' });
    case 'segment': return rows({ ...between(content.from, content.to), note: content.note });
    case 'zone': return rows({ which: content.which, ...between(content.from, content.to) });
    case 'branch': return rows({ ...at(content.at), diameter_mm: content.diameter, is_there: flag(content.isThere) });
    case 'stent': return rows(between(content.from, content.to));
    case 'ivus': return rows({
      ...at(content.at), arc_deg: content.arc, length_mm: content.length, depth: content.depth, pattern: content.pattern,
      is_nodule: flagOrNull(content.isNodule), note: content.note,
    });
    case 'fact': return rows({
      fact_path: content.path, source: content.source, confirmed_by: content.by, range_least: content.range?.[0] ?? null,
      range_most: content.range?.[1] ?? null, note: content.note, ...oneValue(content.value),
    }, { values: Array.isArray(content.value) ? content.value.map(valueRow) : [] });
    case 'scores-read': return rows({}, { scores: content.scores, readFacts: rowsOfReadFacts(content.facts), readRanges: rowsOfReadRanges(content.facts) });
  }
}

function oneValue(value: unknown): Partial<EntryRow> {
  if (typeof value === 'number') return { value_is: 'number', value_number: value };
  if (typeof value === 'string') return { value_is: 'text', value_text: value };
  if (typeof value === 'boolean') return { value_is: 'yes-no', value_yes_no: flag(value) };
  if (!Array.isArray(value)) return { value_is: 'none' };
  return { value_is: value.some(Array.isArray) ? 'stretches' : 'texts' };
}
const valueRow = (value: string | readonly [number, number]): ValueRow => (typeof value === 'string'
  ? { value_text: value, least: null, most: null } : { value_text: null, least: value[0], most: value[1] });

/** What the rows say, not yet checked: the border of the contract knows what an entry can be. */
export function entryOfRows({ row, outlines, arcs, values, scores, readFacts, readRanges, found, isDraft }: EntryRows): unknown {
  const place = [row.x_mm, row.y_mm, row.z_mm];
  const stretch = { from: place, to: [row.to_x_mm, row.to_y_mm, row.to_z_mm] };
  const { kind } = row;
  switch (kind) {
    case 'path': return {
      kind, series: row.series_id, frameOfReferenceUid: row.frame_of_reference_uid, points: outlines[0] ?? [], target: row.target,
      segment: row.segment,
    };
    case 'cap': return { kind, which: row.which, at: place };
    case 'threshold': return { kind, openHu: row.open_hu, occlusionHu: row.occlusion_hu };
    case 'contour': return { kind, which: row.which, at: place, outline: outlines[0] };
    case 'review': return {
      kind, at: place, arcs: row.has_arcs === 1 ? arcs : null, areas: row.has_areas === 1 ? outlines : null,
      isFullMoon: row.is_full_moon === 1, found, reading: isDraft ? 'draft' : row.reading,
    };
    case 'segment': return { kind, ...stretch, note: row.note };
    case 'zone': return { kind, which: row.which, ...stretch };
    case 'branch': return { kind, at: place, diameter: row.diameter_mm, isThere: row.is_there === 1 };
    case 'stent': return { kind, ...stretch };
    case 'ivus': return {
      kind, at: place, arc: row.arc_deg, length: row.length_mm, depth: row.depth, pattern: row.pattern,
      isNodule: row.is_nodule === null ? null : row.is_nodule === 1, note: row.note,
    };
    case 'fact': return {
      kind, path: row.fact_path, value: valueOf(row, values), source: row.source, by: row.confirmed_by,
      range: row.range_least === null ? null : [row.range_least, row.range_most], note: row.note,
    };
    case 'scores-read': return { kind, scores, facts: readFactsOf(readFacts, readRanges) };
    default: return null;
  }
}

function valueOf(row: EntryRow, values: readonly ValueRow[]): unknown {
  switch (row.value_is) {
    case 'number': return row.value_number;
    case 'text': return row.value_text;
    case 'yes-no': return row.value_yes_no === 1;
    case 'texts': return values.map(({ value_text: text }) => text);
    case 'stretches': return values.map(({ least, most }) => [least, most]);
    default: return null;
  }
}
