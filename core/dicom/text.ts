/** Values as DICOM writes them in text, read strictly: what is not exactly a value is null, never a guess. */

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const INTEGER = /^[+-]?\d{1,10}$/;
/** Longest text taken for one number; DICOM allows 16, some writers go beyond. */
const LONGEST_NUMBER = 40;

/** The values of a multi-valued text, without padding. */
export const valuesOf = (text: string): readonly string[] => text.split('\\').map((value) => value.trim());

/**
 * A decimal string (DS). Null for anything else, infinities and numbers beyond the range of a double
 * included.
 */
export function decimal(text: string): number | null {
  const bare = text.trim();
  if (bare.length > LONGEST_NUMBER || !DECIMAL.test(bare)) return null;
  const value = Number(bare);
  return Number.isFinite(value) ? value : null;
}

/** An integer string (IS), within 32 bits. */
export function integer(text: string): number | null {
  const bare = text.trim();
  if (!INTEGER.test(bare)) return null;
  const value = Number(bare);
  return Math.abs(value) < 2 ** 31 ? value : null;
}

/** All the values, or null when there are none or one of them is no number. */
export function decimals(text: string): readonly number[] | null {
  const numbers: number[] = [];
  for (const value of text.split('\\')) {
    const number = decimal(value);
    if (number === null) return null;
    numbers.push(number);
  }
  return numbers;
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28)
    : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** A date (DA) as YYYY-MM-DD; the dotted form of old files too. Null where there is no such day. */
export function isoDate(text: string | null): string | null {
  if (text === null) return null;
  const found = /^(\d{4})(\.?)(\d{2})\2(\d{2})$/.exec(text.trim());
  if (found === null) return null;
  const [, year = '', , month = '', day = ''] = found;
  const isDay = Number(month) >= 1 && Number(month) <= 12
    && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
  return isDay ? `${year}-${month}-${day}` : null;
}

/**
 * A time (TM) as DICOM states it, HHMMSS.ffffff, shortened forms filled with zeros. Null where there is no
 * such time.
 */
export function dicomTime(text: string | null): string | null {
  if (text === null) return null;
  const found = /^(\d{2}):?(\d{2})?:?(\d{2})?(\.\d{1,6})?$/.exec(text.trim());
  if (found === null) return null;
  const [, hour = '', minute = '00', second = '00', fraction = ''] = found;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60
    ? `${hour}${minute}${second}${fraction}` : null;
}
