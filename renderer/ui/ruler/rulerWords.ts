import type { Range } from '../../../core/calcium/range.ts';
import type { Deg } from '../../../core/units.ts';
import type { RulerSection } from './rulerValues.ts';

const tens = (degrees: number): number => Math.round(degrees / 10) * 10;

/** An arc as it is read: to 10°. */
export const arcWords = (arc: Deg | number): string => `${tens(arc)}°`;
/** A share of the area: to 1 %. */
export const shareWords = (share: number): string => `${Math.round(share)} %`;
/** A length: to 0.1 mm. */
export const lengthWords = (length: number): string => `${length.toFixed(1)} mm`;
/** Made once: a number asked for its words by itself makes one each time. */
const THOUSANDS = new Intl.NumberFormat('en');
/** HU, with thousands marked. */
export const huWords = (value: number): string => `${value < 0 ? '−' : ''}${THOUSANDS.format(Math.abs(Math.round(value)))}`;

/** "190–240" where both ends differ as they are read, else nothing. */
export function rangeWords([least, most]: Range, rounded: (value: number) => number = Math.round): string {
  const [from, to] = [rounded(least), rounded(most)];
  return from === to ? '' : `${from}–${to}`;
}
/** The range of an arc, to 10°. */
export const arcRangeWords = (range: Range): string => rangeWords(range, tens);

const withRange = (words: string, range: string): string => (range === '' ? words : `${words} (${range})`);
/** "220° (190–240)". */
export const arcReading = ({ arc, arcRange, isMetal }: Pick<RulerSection, 'arc' | 'arcRange' | 'isMetal'>): string =>
  (isMetal ? 'stent' : withRange(arcWords(arc), arcRangeWords(arcRange)));
/** "54 % (41–58)". */
export const shareReading = ({ share, shareRange, isMetal }: Pick<RulerSection, 'share' | 'shareRange' | 'isMetal'>): string =>
  (isMetal ? 'stent' : withRange(shareWords(share), rangeWords(shareRange)));

/** All of a section in one line, for who does not see the ruler. */
export const sectionReading = (section: RulerSection): string => (section.state === 'hidden' ? 'hidden until you confirm it'
  : [...(section.isMetal ? ['stent: no calcium is told'] : [`arc ${arcReading(section)}`, `area ${shareReading(section)}`]), `peak ${huWords(section.peak)} HU`, ...(section.isMoon ? ['full moon'] : []), section.state].join(', '));
