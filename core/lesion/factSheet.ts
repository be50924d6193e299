import { olderWords } from './algorithms.ts';
import { factRow, type FactPath } from './caseFacts.ts';
import { FACT_GROUPS, type FactGroupId } from './factGroups.ts';
import { rangeWords, valueWords } from './factWords.ts';
import type { FactState, KnownFact, KnownFacts, KnownFrom } from './knownFacts.ts';

/** What the measures of a lesion add to a fact of it, in words. */
export interface FactDetail {
  /** In place of the plain value: "6.0 mm" for a full moon. */
  readonly value?: string;
  readonly range?: string;
  /** Beside it: "16 mm long". */
  readonly beside?: string;
  /** What was found before a person corrected it. */
  readonly automatic?: string;
}

/** A row of the fact sheet, in words. */
export interface SheetRow {
  readonly path: FactPath;
  readonly name: string;
  /** The whole words of the fact. */
  readonly label: string;
  readonly state: FactState;
  /** Null where it is not known; then `note` says why. */
  readonly value: string | null;
  readonly range: string | null;
  readonly beside: string | null;
  readonly source: string;
  readonly by: string | null;
  readonly at: string | null;
  readonly note: string | null;
  /** The measured value that lies beneath a stated one, or what was confirmed before it changed. */
  readonly beneath: string | null;
  /** Where it was confirmed as an older version of an algorithm measured it than today's; else null. */
  readonly older: { readonly short: string; readonly whole: string } | null;
  readonly isRare: boolean;
}

/** A group of the sheet. */
export interface SheetGroup {
  readonly id: FactGroupId;
  readonly title: string;
  readonly isKnownBefore: boolean;
  readonly rows: readonly SheetRow[];
  readonly known: number;
}

const SOURCES: Readonly<Record<KnownFrom, string>> = {
  ct: 'CT', angiogram: 'angiogram', ivus: 'IVUS', header: 'DICOM', stated: 'stated',
};

/**
 * The fact sheet of a lesion: every fact in its group, in words.
 *
 * @param details - what the measures add; none where nothing is measured
 */
export const factSheet = (facts: KnownFacts, details: ReadonlyMap<FactPath, FactDetail> = new Map()): readonly SheetGroup[] =>
  FACT_GROUPS.map(({ id, title, isKnownBefore, facts: placed }) => {
    const rows = placed.flatMap(({ path, name, isRare }) => {
      const fact = facts.get(path);
      return fact === undefined ? [] : [sheetRow(fact, name, isRare, details.get(path))];
    });
    return { id, title, isKnownBefore, rows, known: rows.filter(({ value }) => value !== null).length };
  });

function sheetRow(fact: KnownFact, name: string, isRare: boolean, detail: FactDetail | undefined): SheetRow {
  const { path, state, value, range, from, by, at, note, isMeasured } = fact;
  // What the measures add is of the measured value alone.
  const own = isMeasured ? detail : undefined;
  return {
    path, name, label: factRow(path).label, state,
    value: value === null ? null : own?.value ?? valueWords(path, value, isMeasured ? 'measured' : 'given'),
    range: own?.range ?? (range === null ? null : rangeWords(path, range)),
    beside: own?.beside ?? null,
    source: SOURCES[from], by, at, note, beneath: beneathWords(fact, detail), older: olderIn(fact), isRare,
  };
}

/** Behind what was confirmed before, or by itself where it is the same today. */
function olderIn({ before, older }: KnownFact): SheetRow['older'] {
  if (older === null) return null;
  return before === null ? { short: `confirmed by older ${older.by}`, whole: `confirmed as ${olderWords(older)}` }
    : { short: `by older ${older.by}`, whole: olderWords(older) };
}

function beneathWords({ path, measured, before, isMeasured }: KnownFact, detail: FactDetail | undefined): string | null {
  if (before !== null) return `confirmed as ${valueWords(path, before, 'measured')}`;
  if (isMeasured) return detail?.automatic === undefined ? null : `found ${detail.automatic}`;
  return measured === null ? null : `measured ${detail?.value ?? valueWords(path, measured.value, 'measured')}`;
}
