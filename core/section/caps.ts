import { mm, type Mm } from '../units.ts';
import { contrastRadii, type Lumen, median, PLAQUE_HU } from './lumen.ts';
import { type PolarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from './polar.ts';
import { stumpFit, type StumpSection } from './stump.ts';

/** Where the lumen ends, or resumes. */
export interface CapFound {
  readonly abscissa: Mm;
  /** Whether the picture shows it; else it is where the operator put it. */
  readonly isSeen: boolean;
  /** Shape of the stump; null where it is not seen, or not measured yet. */
  readonly shape: 'tapered' | 'blunt' | null;
  /** Length over which the lumen narrows to nothing, mm: what the shape was judged on; null as the shape is. */
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
/** A shorter taper than this is a blunt end, mm. */
const BLUNT_MM = 1.6;
/** The stump is judged on so much of the vessel before and beyond the half-way place, mm. */
const BEFORE_MM = 9;
const BEYOND_MM = 2.5;
/** The radius of the open vessel is read from here on, mm. */
const WHOLE_FROM_MM = 5;
/** Standard deviation of a usual scan's blur, mm: the scan's own is not known before its lumen is. */
const BLUR_MM = 0.33;
/** No contrast farther from the middle belongs to the vessel, mm. */
const WITHIN_MM = 3;
/** Brighter than the lumen by this factor is calcium. */
const BRIGHTEST = 1.3;
/** What grows brighter again beyond the end by this share of the lumen's contrast is calcium. */
const RISEN_SHARE = 0.2;
/** The side of a section on which least calcium lies is read within this radius, mm. */
const SIDE_MM = 0.8;
/** Amid calcium the lumen's end is seen where that side shows less than this share of its contrast. */
const DARKER_SHARE = 0.85;

/**
 * Where contrast ends nearest to the operator's cap, and how.
 *
 * @param given - the operator's cap on the centreline, mm
 * @param towards - direction in which the vessel closes: 1 for the proximal cap, -1 for the distal one
 * @returns the operator's own cap where no contrast ends within 5 mm of it
 * @method the middle falls half-way from lumen to plaque, or, where calcium stops the lumen, its darkest side does; about
 * that place a blurred tube that narrows to a point is laid on what is seen. Sections with calcium do not judge, nor do
 * those beyond the end from where it brightens them
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
  const atCalcium = (n: number): number => endAtCalcium(polar, open, n, towards);
  const place = placesOfEnd(middleHu, isOpen, level, atCalcium, stepMm, given, towards)
    .toSorted((a, b) => Math.abs(a - given) - Math.abs(b - given)).at(0);
  if (place === undefined) return asGiven;
  const radii = contrastRadii(polar, lumenHu, WITHIN_MM, [given - OPEN_TO_MM, given + OPEN_TO_MM].map((at) =>
    Math.round((at - towards * REACH_MM) / stepMm)) as [number, number]);
  const about = Array.from({ length: Math.round((BEFORE_MM + BEYOND_MM) / stepMm) + 1 }, (_, m) => {
    const n = Math.round((place - towards * BEFORE_MM) / stepMm) + towards * m;
    return { n, at: towards * (n * stepMm - place), middle: middleHu[n] ?? NaN, brightest: greatestWithin(polar, n) };
  });
  const sections = about.slice(0, brightenedFrom(about, stepMm, RISEN_SHARE * (lumenHu - PLAQUE_HU)))
    .flatMap(({ n, at, middle, brightest }): readonly StumpSection[] => {
      const radius = radii[n] ?? NaN;
      if (Number.isNaN(radius) || Number.isNaN(middle) || brightest > BRIGHTEST * lumenHu) return [];
      // As bright as plaque, or darker for noise: no lumen either way.
      return [{ at, radius, middle: Math.max(0, Math.min(1.1, (middle - PLAQUE_HU) / (lumenHu - PLAQUE_HU))) }];
    });
  const whole = median(sections.filter(({ at }) => at < -WHOLE_FROM_MM).map(({ radius }) => radius));
  if (Number.isNaN(whole) || !sections.some(({ at }) => at > 0)) return { abscissa: mm(place), isSeen: true, shape: 'blunt', taper: mm(0) };
  const { at, taper } = stumpFit(sections, whole, BLUR_MM);
  return taper > BLUNT_MM
    ? { abscissa: mm(place + towards * at), isSeen: true, shape: 'tapered', taper: mm(taper) }
    : { abscissa: mm(place), isSeen: true, shape: 'blunt', taper: mm(taper) };
}

/**
 * The operator's cap where he put it, with what the picture shows of the end of contrast next to it.
 *
 * @param given - the operator's cap on the centreline, mm
 * @param towards - see capNear
 */
export const capAt = (polar: PolarMap, middleHu: readonly number[], stepMm: number, given: Mm, towards: 1 | -1): CapFound =>
  ({ ...capNear(polar, middleHu, stepMm, given, towards), abscissa: given });

/** One section about the end of a lumen: how far beyond it, mm, and HU of its middle and of what is brightest. */
interface Beyond { readonly at: number; readonly middle: number; readonly brightest: number }

/**
 * The first section beyond the end of a lumen that calcium brightens; their number where none is.
 *
 * Contrast only falls there: what rises is calcium's blur, and would pass for the thin end of a taper.
 *
 * @param rise - so much brighter than one before it is calcium, HU; from there it reaches back as long as the middle has risen
 */
function brightenedFrom(about: readonly Beyond[], stepMm: number, rise: number): number {
  let least = Infinity;
  let first = about.findIndex(({ at, brightest }) => {
    if (at > -stepMm) least = Math.min(least, brightest);
    return brightest > least + rise;
  });
  if (first < 0) return about.length;
  const middle = (n: number): number => about[n]?.middle ?? NaN;
  while (middle(first - 1) > middle(first - 2)) first -= 1;
  return first;
}

/**
 * Where a lumen ends that calcium stops, as a section or between two; NaN where none before is open.
 *
 * @param open - sections of the open lumen
 * @param n - the first section that is too bright for it
 * @method blurred calcium hides in the middle that the lumen falls, and itself passes for one for a millimetre; on the side
 * where least of it lies the fall shows. Calcium all around leaves a darker place between the two, if anything
 */
function endAtCalcium(polar: PolarMap, open: readonly number[], n: number, towards: 1 | -1): number {
  const lumenHu = median(open.map((m) => darkestSide(polar, m)));
  const shareAt = (m: number): number => (darkestSide(polar, m) - PLAQUE_HU) / (lumenHu - PLAQUE_HU);
  const halfWay = n - towards * 0.5;
  if (!(lumenHu - PLAQUE_HU >= LEAST_CONTRAST_HU)) return halfWay;
  let darkest = n;
  while (shareAt(darkest) >= 0.5 && shareAt(darkest - towards) < shareAt(darkest)) darkest -= towards;
  if (shareAt(darkest) >= 0.5) return shareAt(darkest) < DARKER_SHARE ? darkest : halfWay;
  let last = darkest;
  while (shareAt(last) < 0.5) last -= towards;
  const [inside, outside] = [shareAt(last), shareAt(last + towards)];
  return last + (towards * (inside - 0.5)) / (inside - outside);
}

/** Mean HU of the darkest quarter about the middle of a section; NaN where there is no such section. */
function darkestSide({ calm }: PolarMap, n: number): number {
  const last = Math.round(SIDE_MM / RAY_STEP_MM);
  const quarter = RAYS / 4;
  const rays = Array.from({ length: RAYS }, (_, ray) => {
    let [sum, weights] = [0, 0];
    for (let k = 0; k <= last; k += 1) {
      sum += (k + 0.25) * (calm[n * STRIDE + ray * RAY_SAMPLES + k] ?? NaN);
      weights += k + 0.25;
    }
    return sum / weights;
  });
  const sides = rays.map((_, first) => {
    let sum = 0;
    for (let m = first; m < first + quarter; m += 1) sum += rays[m % RAYS] ?? NaN;
    return sum / quarter;
  });
  return Math.min(...sides);
}

/** Greatest HU of a section within the vessel's reach. */
function greatestWithin({ calm }: PolarMap, n: number): number {
  const last = Math.round(WITHIN_MM / RAY_STEP_MM);
  let most = -Infinity;
  for (let ray = 0; ray < RAYS; ray += 1) {
    for (let k = 0; k <= last; k += 1) most = Math.max(most, calm[n * STRIDE + ray * RAY_SAMPLES + k] ?? -Infinity);
  }
  return most;
}

/** Between two caps so much of the vessel shows contrast that nothing is occluded: share of the sections. */
const MOST_OPEN = 0.8;

/** Whether contrast fills nearly the whole of a vessel between two caps: then there is no occlusion between them. */
export function isContrastBetween(
  { middleHu, levelHu }: Pick<Lumen, 'middleHu' | 'levelHu'>, stepMm: number, from: Mm, to: Mm,
): boolean {
  const inside = middleHu.flatMap((value, n) => (n * stepMm > from && n * stepMm < to ? [{ value, lumen: levelHu[n] ?? NaN }] : []));
  const open = inside.filter(({ value, lumen }) => value >= (lumen + PLAQUE_HU) / 2 && value <= BRIGHTEST * lumen);
  return inside.length > 0 && open.length >= MOST_OPEN * inside.length;
}

/** Places near the operator's where an open lumen of some length ends. */
function placesOfEnd(
  middleHu: readonly number[], isOpen: (value: number | undefined) => boolean, level: number, atCalcium: (n: number) => number,
  stepMm: number, given: Mm, towards: 1 | -1,
): readonly number[] {
  const first = Math.round(given / stepMm);
  const reach = Math.round(REACH_MM / stepMm);
  const least = Math.round(LEAST_OPEN_MM / stepMm);
  return Array.from({ length: 2 * reach + 1 }, (_, m) => first - reach + m).flatMap((n) => {
    const [inside, outside] = [middleHu[n], middleHu[n + towards]];
    if (inside === undefined || outside === undefined || isOpen(outside)) return [];
    const isEnd = Array.from({ length: least }, (_, m) => isOpen(middleHu[n - towards * m])).every(Boolean);
    if (!isEnd) return [];
    const place = (outside < level ? n + (towards * (inside - level)) / (inside - outside) : atCalcium(n + towards)) * stepMm;
    return Math.abs(place - given) <= REACH_MM ? [place] : [];
  });
}
