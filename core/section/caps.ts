import { mm, type Mm } from '../units.ts';
import { contrastRadii, median, PLAQUE_HU } from './lumen.ts';
import type { PolarMap } from './polar.ts';

/** Where the lumen ends, or resumes. */
export interface CapFound {
  readonly abscissa: Mm;
  /** Whether the picture shows it; else it is where the operator put it. */
  readonly isSeen: boolean;
  /** Shape of the stump; null where it is not seen. */
  readonly shape: 'tapered' | 'blunt' | null;
  /** Length over which the lumen narrows to nothing, mm: what the shape was judged on; null where it is not seen. */
  readonly taper: Mm | null;
}

/** A cap is looked for within so much of the operator's, mm. */
const REACH_MM = 5;
/** On the open side the lumen's level is read between these distances from the operator's cap, mm. */
const OPEN_FROM_MM = 5;
const OPEN_TO_MM = 12;
/** A lumen stands out from the plaque by at least so much, HU. */
const LEAST_CONTRAST_HU = 70;
/** A lumen is open for at least so much before its cap, mm. */
const LEAST_OPEN_MM = 2;
/** A taper is judged between these shares of the open radius. */
const NARROW = 0.5;
const WIDE = 0.9;
/** Blur alone makes a blunt end look like a taper of so much, mm; anything longer is one. */
const BLUNT_MM = 1.9;
/** A taper is looked for over so much, mm. */
const LONGEST_MM = 8;
/** No contrast farther from the middle belongs to the vessel, mm. */
const WITHIN_MM = 3;
/** Brighter than the lumen by this factor is calcium. */
const BRIGHTEST = 1.3;

/**
 * Where contrast ends nearest to the operator's cap, and how.
 *
 * @param given - the operator's cap on the centreline, mm
 * @param towards - direction in which the vessel closes: 1 for the proximal cap, -1 for the distal one
 * @returns the operator's own cap where no contrast ends within 5 mm of it
 * @method the middle falls half-way from lumen to plaque; where the radius of a disc that holds as much contrast
 * narrows over more than blur explains, the taper is carried on to its point
 * @source measurements, section 3: blunt is no taper over the last 3 to 5 mm
 * @accuracy in tests/accuracy: caps over random vessels
 */
export function capNear(polar: PolarMap, middleHu: readonly number[], stepMm: number, given: Mm, towards: 1 | -1): CapFound {
  const asGiven: CapFound = { abscissa: given, isSeen: false, shape: null, taper: null };
  const from = Math.round((given - towards * OPEN_TO_MM) / stepMm);
  const open = Array.from({ length: Math.round((OPEN_TO_MM - OPEN_FROM_MM) / stepMm) }, (_, n) => from + towards * n)
    .filter((n) => middleHu[n] !== undefined);
  const lumenHu = median(open.map((n) => middleHu[n] ?? NaN));
  if (!(lumenHu - PLAQUE_HU >= LEAST_CONTRAST_HU)) return asGiven;
  const level = (lumenHu + PLAQUE_HU) / 2;
  const isOpen = (value: number | undefined): boolean => value !== undefined && value >= level && value <= BRIGHTEST * lumenHu;
  const place = placesOfEnd(middleHu, isOpen, level, stepMm, given, towards)
    .toSorted((a, b) => Math.abs(a - given) - Math.abs(b - given)).at(0);
  if (place === undefined) return asGiven;
  const radii = contrastRadii(polar, lumenHu, WITHIN_MM);
  const whole = median(open.map((n) => radii[n] ?? NaN));
  const narrow = lastAbove(radii, NARROW * whole, stepMm, place + towards, towards);
  const wide = lastAbove(radii, WIDE * whole, stepMm, place + towards, towards);
  const taper = narrow === null || wide === null ? 0 : Math.abs(narrow - wide) / (WIDE - NARROW);
  return narrow !== null && taper > BLUNT_MM
    ? { abscissa: mm(narrow + towards * taper * NARROW), isSeen: true, shape: 'tapered', taper: mm(taper) }
    : { abscissa: mm(place), isSeen: true, shape: 'blunt', taper: mm(taper) };
}

/** Places near the operator's where an open lumen of some length ends. */
function placesOfEnd(
  middleHu: readonly number[], isOpen: (value: number | undefined) => boolean, level: number, stepMm: number,
  given: Mm, towards: 1 | -1,
): readonly number[] {
  const first = Math.round(given / stepMm);
  const reach = Math.round(REACH_MM / stepMm);
  const least = Math.round(LEAST_OPEN_MM / stepMm);
  return Array.from({ length: 2 * reach + 1 }, (_, m) => first - reach + m).flatMap((n) => {
    const [inside, outside] = [middleHu[n], middleHu[n + towards]];
    if (inside === undefined || outside === undefined || isOpen(outside)) return [];
    const isEnd = Array.from({ length: least }, (_, m) => isOpen(middleHu[n - towards * m])).every(Boolean);
    // Calcium that stops the lumen is brighter: the end lies half-way between the two sections.
    const share = outside < level ? (inside - level) / (inside - outside) : 0.5;
    return isEnd ? [(n + towards * share) * stepMm] : [];
  });
}

/** Going back from a place into the open vessel: where radii first reach a level, mm; null where they do not. */
function lastAbove(radii: readonly number[], level: number, stepMm: number, from: number, towards: 1 | -1): number | null {
  const steps = Array.from({ length: Math.round(LONGEST_MM / stepMm) }, (_, m) => Math.round(from / stepMm) - towards * m);
  for (const n of steps) {
    const [inside, outside] = [radii[n], radii[n + towards]];
    if (inside === undefined || outside === undefined) continue;
    if (inside >= level && outside < level) return (n + (towards * (inside - level)) / (inside - outside)) * stepMm;
  }
  return null;
}
