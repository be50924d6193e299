/** Mean width of a character of the interface's type, as a share of its size. */
const PER_SIZE = 0.56;

/** About how wide words are in type of a size, CSS pixels. */
export const textWidth = (words: string, size = 12): number => words.length * size * PER_SIZE;

/** The first of the words that fit into a width; null where none does. */
export const fitted = (words: readonly string[], width: number, size = 12): string | null =>
  words.find((one) => textWidth(one, size) <= width) ?? null;

/** A label on a line, by its middle. */
export interface LineLabel { readonly middle: number; readonly words: string }

/** What words stand beside, along the line: a box, or as long as nothing a line that runs through the ruler, as those of the caps do. */
type Taken = readonly [from: number, to: number];
/** Between words and that, CSS pixels. */
const BESIDE = 5;

/** Where words of half a width stand so that they lie on nothing that is taken: as near to x as there is room. */
function clearOf(taken: readonly Taken[], x: number, half: number, [from, to]: readonly [number, number]): number {
  const crosses = (middle: number): boolean => taken.some(([start, end]) => middle > start - half - BESIDE + 1 && middle < end + half + BESIDE - 1);
  const inside = Math.min(to - half, Math.max(from + half, x));
  const beside = taken.flatMap(([start, end]) => [start - half - BESIDE, end + half + BESIDE]).filter((middle) => middle - half >= from && middle + half <= to);
  return [inside, ...beside.toSorted((a, b) => Math.abs(a - x) - Math.abs(b - x))].find((middle) => !crosses(middle)) ?? inside;
}

/**
 * What is said at places along a line: as long as there is room beside the neighbours, left out where there is none.
 */
export function spacedLabels(
  places: readonly { readonly x: number; readonly words: readonly string[] }[], [from, to]: readonly [number, number], taken: readonly Taken[] = [], size = 12,
): readonly (LineLabel | null)[] {
  let free = from;
  return places.map(({ x, words }, n) => {
    const next = places[n + 1]?.x ?? to + (to - x);
    for (const one of words) {
      const half = textWidth(one, size) / 2;
      const middle = clearOf(taken, x, half, [from, to]);
      if (middle - half < free || middle + half > Math.max(x, (x + next) / 2 + half / 2)) continue;
      free = middle + half + 6;
      return { middle, words: one };
    }
    return null;
  });
}

/** Of the words beside a flag: its own size, and of the type. */
const FLAG = { width: 18, size: 12.5 };

/**
 * What is said beside flags along a line, as long as there is room: each behind its own, before it where no more than the shortest
 * fits there, as at the end of the line; left out where there is none on either side.
 */
export function flagWords(
  flags: readonly { readonly x: number; readonly words: readonly string[] }[], [from, to]: readonly [number, number],
): readonly ({ readonly words: string; readonly isBefore: boolean } | null)[] {
  let free = from;
  return flags.map(({ x, words }, n) => {
    const [before, behind] = [x - free - FLAG.width, (flags[n + 1]?.x ?? to) - x - FLAG.width];
    const fits = (room: number): number => words.findIndex((one) => textWidth(one, FLAG.size) <= room);
    const [first, other] = [fits(behind), fits(before)];
    const isBefore = other >= 0 && (first < 0 || (first === words.length - 1 && other < first));
    const said = words[isBefore ? other : first];
    free = x + FLAG.width + (said === undefined || isBefore ? 0 : textWidth(said, FLAG.size));
    return said === undefined ? null : { words: said, isBefore };
  });
}

/** The widest part of a line that others leave free; the whole line where they leave none. */
export function widestGap([from, to]: readonly [number, number], others: readonly (readonly [number, number])[]): readonly [number, number] {
  const gaps: (readonly [number, number])[] = [];
  let free = from;
  for (const [start, end] of others.toSorted(([a], [b]) => a - b)) {
    if (start > free) gaps.push([free, Math.min(start, to)]);
    free = Math.max(free, end);
  }
  if (to > free) gaps.push([free, to]);
  return gaps.reduce<readonly [number, number]>((widest, gap) => (gap[1] - gap[0] > widest[1] - widest[0] ? gap : widest), gaps[0] ?? [from, to]);
}
