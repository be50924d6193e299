import { factRow, type FactPath } from '../../../core/lesion/caseFacts.ts';
import type { SheetRow } from '../../../core/lesion/factSheet.ts';
import { rangeWords, valueWords } from '../../../core/lesion/factWords.ts';
import { areSame, type Points } from '../../../core/scores/points.ts';
import type { CardScore } from '../../../core/scores/scoreCard.ts';
import type { Flag } from '../../../core/scores/flags.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import { spanOf, type FactChange, type ScoreChange, type ScoreTold } from '../../../core/scores/scoresRead.ts';
import { pointsWords } from './scoreLook.ts';

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

/** The points of a score as measured, and how far its total reaches, as its card shows it; null where that cannot be known. */
interface Reached { readonly points: Points; readonly span: Points | null }

/**
 * The total of a score before and after, as its card shows it: "3–4" and "4"; where it shows the same, or that cannot be known,
 * the points as measured. Null where these are the same, too.
 */
function totalChange(before: Reached, after: Reached): readonly [was: string, is: string, of: '' | ' as measured'] | null {
  if (before.span !== null && after.span !== null && !areSame(before.span, after.span)) return [pointsWords(before.span), pointsWords(after.span), ''];
  return areSame(before.points, after.points) ? null : [pointsWords(before.points), pointsWords(after.points), ' as measured'];
}

/** The same of a score with and without what is supposed; null where the score was not there before. */
export const totalChangeOf = (before: CardScore | undefined, after: CardScore): ReturnType<typeof totalChange> =>
  (before === undefined ? null : totalChange({ points: before.points, span: spanOf(before) }, { points: after.points, span: spanOf(after) }));

/** The same of a score that was read; null where it has the points that it had: what changed is its reach alone, or how it is read. */
const readChange = ({ before, after, told }: ScoreChange): ReturnType<typeof totalChange> => (areSame(before, after) ? null
  : totalChange({ points: before, span: told?.before.span ?? null }, { points: after, span: told?.after.span ?? null }));

/** What a score told when it was read, where it tells something else now: the weightiest first. "was 3 when read". */
export function wasWords(change: ScoreChange): string {
  const [was, , of] = readChange(change) ?? [];
  const { before, told } = change;
  if (was !== undefined || told === null) return `was ${was ?? pointsWords(before)}${of ?? ''} when read`;
  const [then, now] = [told.before, told.after];
  if (then.applicable !== now.applicable) return then.applicable ? 'applied when read' : 'did not apply when read';
  if (then.category !== now.category) return `was ${then.category ?? 'of no settled category'} when read`;
  return percentWords(then) === percentWords(now) ? `reached ${pointsWords(then.span ?? before)} when read` : `was ${percentWords(then)} when read`;
}

/** The same before and after: "KCCT 4 → 3"; "KCCT reaches 3–4 → 4". */
export function scoreChangeWords(change: ScoreChange): string {
  const [was, is, of] = readChange(change) ?? [];
  const { before, after, told } = change;
  if (was !== undefined || told === null) return `${was ?? pointsWords(before)} → ${is ?? pointsWords(after)}${of ?? ''}`;
  const [then, now] = [told.before, told.after];
  if (then.applicable !== now.applicable) return now.applicable ? 'applies now' : 'no longer applies';
  if (then.category !== now.category) return `${then.category ?? 'no settled category'} → ${now.category ?? 'no settled category'}`;
  return percentWords(then) === percentWords(now) ? `reaches ${pointsWords(then.span ?? before)} → ${pointsWords(now.span ?? after)}` : `${percentWords(then)} → ${percentWords(now)}`;
}

/** The same, in detail: "Read as 3–4, now 4"; "Since it was read: reaches 3–4 → 4". */
export function sinceWords(change: ScoreChange): string {
  const total = readChange(change);
  if (total === null) return `Since it was read: ${scoreChangeWords(change)}`;
  const [was, is, of] = total;
  return `Read as ${was}, now ${is}${of}`;
}

const percentWords = ({ percent }: ScoreTold): string =>
  (percent === null ? 'without a rate' : percent[0] === percent[1] ? `${percent[0]} %` : `${percent[0]}–${percent[1]} %`);

/** A change of a fact: "Length cap to cap 31.4 mm → 14.0 mm"; of its range alone: "Bend inside, range 30–46° → 38–54°". */
export function changeWords({ path, before, after, ranges }: FactChange, rows: ReadonlyMap<FactPath, SheetRow>): string {
  const name = rows.get(path)?.name ?? path;
  if (ranges !== undefined) {
    const [was, is] = [ranges.before, ranges.after].map((range) => (range === null ? 'none' : rangeWords(path, range)));
    return `${name}, range ${was} → ${is}`;
  }
  const tell = (telling: 'measured' | 'given') =>
    [before, after].map((value) => (value === null ? 'not known' : valueWords(path, value, telling)));
  const [was, is] = tell('measured');
  // What differs by less than is told is told as it is.
  const [from, to] = was === is ? tell('given') : [was, is];
  return `${name} ${from} → ${to}`;
}
