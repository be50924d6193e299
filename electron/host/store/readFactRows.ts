import type { FactAndValue } from '../../../core/lesion/entry.ts';

/** A value of a fact that scores were read from, as its table has it; null where its kind has no such thing. */
export interface ReadFactRow {
  readonly position: number;
  readonly part: number;
  readonly fact_path: string;
  readonly value_is: 'number' | 'text' | 'yes-no' | 'texts' | 'stretches' | 'empty-list';
  readonly value_number: number | null;
  readonly value_text: string | null;
  readonly value_yes_no: number | null;
  readonly least: number | null;
  readonly most: number | null;
}

/** The range in which a fact was measured that scores were read from, by the position of the fact. */
export interface ReadRangeRow { readonly position: number; readonly least: number; readonly most: number }

/** The columns in the order in which they are sealed. */
export const READ_FACT_COLUMNS = [
  'position', 'part', 'fact_path', 'value_is', 'value_number', 'value_text', 'value_yes_no', 'least', 'most',
] as const satisfies readonly (keyof ReadFactRow)[];

const NO_VALUE = { part: 0, value_number: null, value_text: null, value_yes_no: null, least: null, most: null } as const;

/** The rows of the facts that scores were read from. */
export const rowsOfReadFacts = (facts: readonly FactAndValue[]): readonly ReadFactRow[] =>
  facts.flatMap(({ path: fact_path, value }, position): readonly ReadFactRow[] => {
    const row = { ...NO_VALUE, position, fact_path };
    if (typeof value === 'number') return [{ ...row, value_is: 'number', value_number: value }];
    if (typeof value === 'string') return [{ ...row, value_is: 'text', value_text: value }];
    if (typeof value === 'boolean') return [{ ...row, value_is: 'yes-no', value_yes_no: value ? 1 : 0 }];
    if (value.length === 0) return [{ ...row, value_is: 'empty-list' }];
    return value.map((one, part): ReadFactRow => (typeof one === 'string'
      ? { ...row, part, value_is: 'texts', value_text: one } : { ...row, part, value_is: 'stretches', least: one[0], most: one[1] }));
  });

/** The rows of their ranges. */
export const rowsOfReadRanges = (facts: readonly FactAndValue[]): readonly ReadRangeRow[] =>
  facts.flatMap(({ range }, position) => (range === null ? [] : [{ position, least: range[0], most: range[1] }]));

/** A fact of the rows, not yet checked. */
export interface ReadFact { readonly path: string; readonly value: unknown; readonly range: readonly [number, number] | null }

/** The facts of the rows with their ranges, not yet checked. */
export function readFactsOf(rows: readonly ReadFactRow[], ranges: readonly ReadRangeRow[]): readonly ReadFact[] {
  const rangeAt = new Map(ranges.map(({ position, least, most }) => [position, [least, most] as const]));
  return [...Map.groupBy(rows, ({ position }) => position).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ path: first.fact_path, value: valueOf(first, own), range: rangeAt.get(first.position) ?? null }];
  });
}

function valueOf(row: ReadFactRow, own: readonly ReadFactRow[]): unknown {
  switch (row.value_is) {
    case 'number': return row.value_number;
    case 'text': return row.value_text;
    case 'yes-no': return row.value_yes_no === 1;
    case 'texts': return own.map(({ value_text: text }) => text);
    case 'stretches': return own.map(({ least, most }) => [least, most]);
    case 'empty-list': return [];
  }
}
