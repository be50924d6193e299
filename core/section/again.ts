import { markWords } from './again.kernel.ts';

/** What was made of a vessel before, and the sections (1) that are made of something else now: all others are taken from it. */
export interface Again<T> { readonly before: T; readonly moved: Uint8Array }

/** One number or more for each section; a whole number of 32-bit words a section. */
export type Rows = Float32Array | Uint8Array | Int32Array;

/** The earlier rows to write into, or empty ones. */
export const rowsAgain = (before: Float32Array | undefined, length: number): Float32Array => before?.slice() ?? new Float32Array(length);

/** The same memory as words of 32 bits, so that rows of every kind are compared by one loop. */
const wordsOf = ({ buffer, byteOffset, byteLength }: Rows): Int32Array => new Int32Array(buffer, byteOffset, byteLength / 4);

/** Marks the sections whose rows differ in any bit; what is no number is like itself. */
export function markRows(moved: Uint8Array, before: Rows, now: Rows): void {
  if (before !== now) markWords(moved, wordsOf(before), wordsOf(now), now.byteLength / (4 * moved.length));
}

/** The sections whose rows differ. */
export function changedRows(before: Rows, now: Rows, sections: number): Uint8Array {
  const changed = noneMoved(sections);
  markRows(changed, before, now);
  return changed;
}

/** The same for what is one value a section. */
export function markValues(moved: Uint8Array, before: readonly unknown[], now: readonly unknown[]): void {
  if (before === now) return;
  for (let n = 0; n < moved.length; n += 1) if (!Object.is(before[n], now[n])) moved[n] = 1;
}

/** The sections that are marked, in order. */
export function marked(marks: Uint8Array): readonly number[] {
  const out: number[] = [];
  marks.forEach((mark, n) => { if (mark === 1) out.push(n); });
  return out;
}

/** Runs of sections that lie within `reach` of one of these, as first and last; all from 0 to `last`. */
export function runsNear(sections: readonly number[], reach: number, last: number): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const n of sections) {
    const [from, to] = [Math.max(0, n - reach), Math.min(last, n + reach)];
    const run = runs.at(-1);
    if (run !== undefined && from <= run[1] + 1) run[1] = to;
    else runs.push([from, to]);
  }
  return runs;
}

/** Runs of sections within `reach` of one that is marked, as first and last. */
export const runsMarked = (marks: Uint8Array, reach: number): readonly (readonly [from: number, to: number])[] =>
  runsNear(marked(marks), reach, marks.length - 1);

/**
 * Rows that are made of neighbouring sections' as well: those near a section that has changed are made again, all others are as before.
 *
 * @param reach - no row is made of what lies further off, in sections
 * @param make - rows of the sections between two, of these sections alone
 */
export function rowsAbout(
  before: Float32Array, changed: Uint8Array, reach: number, make: (from: number, end: number) => Float32Array,
): Float32Array {
  if (isStill(changed)) return before;
  const last = changed.length - 1;
  const width = before.length / changed.length;
  const out = before.slice();
  for (const [first, end] of runsMarked(changed, reach)) {
    const from = Math.max(0, first - reach);
    const again = make(from, Math.min(last, end + reach));
    out.set(again.subarray((first - from) * width, (end + 1 - from) * width), first * width);
  }
  return out;
}

/** Whether no section is marked: then all is what it was. */
export const isStill = (marks: Uint8Array): boolean => !marks.includes(1);

/** Marks of no section. */
export const noneMoved = (sections: number): Uint8Array => new Uint8Array(sections);
/** Marks of all sections. */
export const allMoved = (sections: number): Uint8Array => new Uint8Array(sections).fill(1);
