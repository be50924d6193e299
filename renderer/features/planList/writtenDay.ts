/** A day, a month or a year, as far as it is written: "2026", "2026-03", "2026-03-14". */
const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
/** What may still become one. */
const BEGINNING = /^\d{0,4}(?:(?<=\d{4})-\d{0,2}(?:(?<=\d{2})-\d{0,2})?)?$/;

/** How a day is to be written, for whoever wrote it otherwise. */
export const DAY_FORM = 'Write a day as 2026-03-14, a month as 2026-03 or a year as 2026.';

/** Whether more digits may make a day of it. */
export const isBeginningOfDay = (text: string): boolean => BEGINNING.test(text.trim());

/**
 * The first or last calendar day, YYYY-MM-DD, of what is written: a day is itself, a month and a year are all their days.
 * Null where it is no day of the calendar.
 */
export function writtenDay(text: string, end: 'first' | 'last'): string | null {
  const [, year, month = end === 'first' ? '01' : '12', day] = WRITTEN.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const at = (monthIndex: number, dayOfMonth: number): string =>
    new Date(Date.UTC(Number(year), monthIndex, dayOfMonth)).toISOString().slice(0, 10);
  const [first, last] = [at(Number(month) - 1, 1), at(Number(month), 0)];
  const sought = day === undefined ? (end === 'first' ? first : last) : `${year}-${month}-${day}`;
  // The calendar carries a thirteenth month and a thirtieth of February over.
  return first.startsWith(`${year}-${month}`) && sought >= first && sought <= last ? sought : null;
}
