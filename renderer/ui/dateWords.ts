/** Calendar dates are YYYY-MM-DD, as the contract gives them; `today` is always an argument. */
const DAY_MS = 86_400_000;
const dayOf = (date: string): number | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (match === null) return null;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Math.round(time / DAY_MS);
};

/** The calendar date at which an instant falls here, YYYY-MM-DD. */
export const localDate = (instant: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
};

const wholeMonths = (from: string, to: string): number => {
  const [fromMonth, toMonth] = [from, to].map(
    (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)),
  );
  return (toMonth ?? 0) - (fromMonth ?? 0) - (to.slice(8, 10) < from.slice(8, 10) ? 1 : 0);
};

/** Whole years from birth to `today`; null where the date cannot be read or lies ahead. */
export function ageYears(birthDate: string, today: string): number | null {
  if (dayOf(birthDate) === null || dayOf(today) === null || birthDate > today) return null;
  return Math.floor(wholeMonths(birthDate, today) / 12);
}

/** How long ago a date was: "today", "yesterday", "11 days ago", "5 months ago", "3 years ago". */
export function agoWords(date: string, today: string): string | null {
  const [then, now] = [dayOf(date), dayOf(today)];
  if (then === null || now === null) return null;
  const days = now - then;
  if (days < 0) return 'date lies ahead';
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 90) return `${days} days ago`;
  const months = wholeMonths(date, today);
  return months < 24 ? `${months} months ago` : `${Math.floor(months / 12)} years ago`;
}

/** An instant in local time: "19:42" on the same day, else "2026-11-12 19:42". */
export function instantWords(instant: string, today: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const date = localDate(at);
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  return date === today ? `today ${time}` : `${date} ${time}`;
}
