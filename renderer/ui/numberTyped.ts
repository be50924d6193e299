/** Within which a number lies, and in which unit. */
export interface Bounds { readonly least: number; readonly most: number; readonly unit: string }

/** A number as the field shows it: millimetres to a tenth, all else whole; zero has no sign. */
export const numberShown = (value: number, unit: string): string => value.toFixed(unit === 'mm' ? 1 : 0).replace(/^-(?=[0.]*$)/, '');

/** What was typed: the number that is kept of it, null where it is empty, or a sentence why it is not kept. A bound may be typed as it is told. */
export function numberTyped(words: string, { least, most, unit }: Bounds): { readonly number: number | null } | { readonly fault: string } {
  if (words.trim() === '') return { number: null };
  const number = Number(words.trim().replace(',', '.'));
  const [low, high] = [Number(least.toFixed(1)), Number(most.toFixed(1))];
  if (number >= low && number <= high) return { number: Math.min(most, Math.max(least, number)) };
  return { fault: `“${words.trim()}” is not kept: from ${low} to ${high} ${unit}` };
}
