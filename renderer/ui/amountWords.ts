const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as people read them: "824 bytes", "96 kB", "1.4 GB"; three figures at most. */
export function byteWords(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${power > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}

/** A whole number with thousands told apart: "3,412". */
export const countWords = (count: number): string => count.toLocaleString('en-US');

/** "1 run", "2 runs"; the plural is the singular with an s unless given. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${countWords(count)} ${count === 1 ? one : many}`;
