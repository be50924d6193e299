import type { FactKind } from '../lesion/caseFacts.ts';

/** The longest text that a fact may hold, characters. */
export const LONGEST_TEXT = 200;

/** Whether a value is one that a fact of this kind can have. Null is none: it is no value. */
export function checkOf(kind: FactKind): (value: unknown) => boolean {
  switch (kind.is) {
    case 'choice': return (value) => kind.of.some((one) => one === value);
    case 'yes-no': return (value) => typeof value === 'boolean';
    case 'number': return (value) => isWithin(value, kind) || (kind.orWord !== undefined && value === kind.orWord);
    case 'choices': return (value) => Array.isArray(value) && value.every((one) => kind.of.includes(one));
    case 'text': return isText;
    case 'texts': return (value) => Array.isArray(value) && value.every(isText);
    case 'stretches': return (value) => Array.isArray(value) && value.every((one) => isStretch(one, kind));
  }
}
/** Whether a value is a range, [lo, hi], of a number within these bounds. */
export const rangeCheckOf = (kind: Bounds) => (value: unknown): boolean => isStretch(value, kind);

/** Least and greatest possible value. */
export interface Bounds { readonly least: number; readonly most: number; readonly whole?: true }
/** Not so for NaN, which is no number of anything. */
const isWithin = (value: unknown, { least, most, whole }: Bounds): boolean =>
  typeof value === 'number' && value >= least && value <= most && (whole !== true || Number.isInteger(value));
const isStretch = (value: unknown, { least, most }: Bounds): boolean => {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to]: readonly unknown[] = value;
  return isWithin(from, { least, most }) && isWithin(to, { least, most }) && Number(from) <= Number(to);
};
const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= LONGEST_TEXT;
