/** A time of today as "19:40", of another day with its date. */
export function whenWords(instant: string, today: string): string {
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return day === today ? time : `${day} ${time}`;
}
