import { factRow, type FactKind, type FactPath, type FactValue } from './caseFacts.ts';

/** How finely a measured number is told, by its unit. @source mock-ups: arcs to 10°, shares to 1 %, lengths to 0.1 mm */
const STEPS: Readonly<Record<string, number>> = { '°': 10, '%': 1, mm: 0.1 };
/** A bend is known to some degrees, and scores turn at 45°: to 10° it would be told on the wrong side. */
const BEND_STEP = 1;
const stepOf = (path: FactPath, unit: string | null): number | undefined =>
  (path.startsWith('bendInOcclusionDeg.') ? BEND_STEP : STEPS[unit ?? '']);

/** Whether a number was measured, and is told as finely as it can be known, or given by a person, and stands as given. */
export type Telling = 'measured' | 'given';

/** Answers whose codes are not said as they are written. */
const WORDS: Readonly<Partial<Record<FactPath, Readonly<Record<string, string>>>>> = { sex: { F: 'female', M: 'male' } };

/** A value of a fact in words: "31.4 mm", "360°", "yes", "AWE, ADR". */
export function valueWords(path: FactPath, value: FactValue<FactPath>, telling: Telling): string {
  const { kind } = factRow(path);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return withUnit(numberWords(path, value, kind, telling), kind);
  if (typeof value === 'string') return WORDS[path]?.[value] ?? value;
  return kind.is === 'stretches' ? stretchWords(value as FactValue<'ctCalcium.freeWindowsMm'>) : listWords(value as readonly string[]);
}

/** The range of a measured number: "29.8–32.9"; one number where both ends are told alike. */
export function rangeWords(path: FactPath, [least, most]: readonly [number, number]): string {
  const { kind } = factRow(path);
  const [from, to] = [numberWords(path, least, kind, 'measured'), numberWords(path, most, kind, 'measured')];
  return withUnit(from === to ? from : `${from}–${to}`, kind);
}

/** Whether two values are told alike: what differs by less than can be known. */
export const isToldAlike = (path: FactPath, one: FactValue<FactPath>, other: FactValue<FactPath>, telling: Telling): boolean =>
  valueWords(path, one, telling) === valueWords(path, other, telling);

function numberWords(path: FactPath, value: number, kind: FactKind, telling: Telling): string {
  const step = kind.is === 'number' && telling === 'measured' ? stepOf(path, kind.unit) : undefined;
  if (step === undefined) return `${Math.round(value * 100) / 100}`;
  return step < 1 ? value.toFixed(1) : `${Math.round(value / step) * step}`;
}

function withUnit(number: string, kind: FactKind): string {
  const unit = kind.is === 'number' ? kind.unit : null;
  return unit === null ? number : unit === '°' ? `${number}°` : `${number} ${unit}`;
}

const listWords = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

/** Stretches by their lengths: "2.5 and 2.7 mm". */
function stretchWords(stretches: readonly (readonly [number, number])[]): string {
  if (stretches.length === 0) return 'none';
  const lengths = stretches.map(([from, to]) => (to - from).toFixed(1));
  const [last = '', ...rest] = lengths.toReversed();
  return `${rest.length === 0 ? last : `${rest.toReversed().join(', ')} and ${last}`} mm`;
}
