import { factRow, type FactPath } from '../../../core/lesion/caseFacts.ts';
import type { SheetRow } from '../../../core/lesion/factSheet.ts';
import { valueWords } from '../../../core/lesion/factWords.ts';
import type { CardScore } from '../../../core/scores/scoreCard.ts';
import type { Flag } from '../../../core/scores/flags.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import type { FactChange } from '../../../core/scores/scoresRead.ts';

const FLAGS: Readonly<Record<Flag, string>> = {
  'not-in-source': 'answered beyond the paper', unknown: 'not known', boundary: 'may turn within its range',
  'sources-differ': 'sources differ', 'other-modality': 'read in the other modality',
};

/** Why an item needs a second look, in words. */
export const flagWords = ({ flag, flags }: { readonly flag: Flag | null; readonly flags?: readonly Flag[] }): readonly string[] =>
  (flags ?? (flag === null ? [] : [flag])).map((one) => FLAGS[one]);

/** What an item found: the facts that it read, in the words of the sheet. */
export function findsWords(score: CardScore['id'], item: string, rows: ReadonlyMap<FactPath, SheetRow>): string {
  const read = (itemOf(score, item)?.reads ?? []).flatMap((path) => {
    const row = rows.get(path);
    if (row === undefined || row.value === null) return [];
    const name = lowerFirst(row.name);
    const value = row.value === 'yes' ? name : row.value === 'no' ? `no ${name}` : factRow(path).kind.is === 'yes-no' ? `${name} ${row.value}` : row.value;
    return [row.range === null || row.range === row.value ? value : `${value} (${row.range.replace(/ ?(mm|%|°)$/, '')})`];
  });
  return read.length === 0 ? 'not known' : read.join(', ');
}

/** Within a sentence: "full moon", but "CT co-registered". */
export const lowerFirst = (name: string): string => (/^[A-Z][a-z ]/.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name);

/** A change of a fact: "Length cap to cap 31.4 mm → 14.0 mm". */
export function changeWords({ path, before, after }: FactChange, rows: ReadonlyMap<FactPath, SheetRow>): string {
  const name = rows.get(path)?.name ?? path;
  const tell = (telling: 'measured' | 'given') =>
    [before, after].map((value) => (value === null ? 'not known' : valueWords(path, value, telling)));
  const [was, is] = tell('measured');
  // What differs by less than is told is told as it is.
  const [from, to] = was === is ? tell('given') : [was, is];
  return `${name} ${from} → ${to}`;
}
