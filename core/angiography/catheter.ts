import { pointPixel, type PointPixel } from '../geometry/plane.ts';
import { err, ok, type Result } from '../result.ts';
import { mm, type Mm } from '../units.ts';
import { leastSquares } from './leastSquares.ts';
import { profileAcross } from './shaftProfile.kernel.ts';
import { HOLLOW, shaftModel, shaftWidth, usualShaft, type ShaftKind, type ShaftModel, type ShaftWidth } from './shaftWidth.ts';

/** One French is a third of a millimetre. @source Charrière's scale */
export const MM_PER_FRENCH = 1 / 3;
/** The outer diameter that a French size names. The true one lies a little below: it may be typed. */
export const outerDiameter = (french: number): Mm => mm(french * MM_PER_FRENCH);
/** French sizes that are offered. */
export const FRENCH_SIZES = [4, 5, 6, 7, 8] as const;

/** A picture in which a shaft is measured. */
export interface GreyPicture {
  readonly samples: Int16Array | Uint16Array | Uint8Array | Float32Array;
  readonly columns: number;
  readonly rows: number;
  /** Height of a pixel over its width. */
  readonly aspect: number | null;
  /** Null counts as logarithmic: what is absorbed is seen as it is. */
  readonly intensity: 'linear' | 'logarithmic' | null;
}

/** A shaft that was measured, in pixel widths. */
export interface MeasuredShaft {
  readonly diameterPixels: number;
  /** Standard deviation of the single sections. */
  readonly spreadPixels: number;
  readonly sections: number;
  /** Sections that were cut but show no clear shaft. */
  readonly dropped: number;
  /** Edges of the sections that count, to be drawn: both sides of each. */
  readonly edges: readonly (readonly [PointPixel, PointPixel])[];
}
/** Why no width is given. */
export type ShaftFailure =
  | { readonly code: 'shaft/too-short'; readonly pixels: number; readonly leastPixels: number }
  | { readonly code: 'shaft/not-square' }
  | { readonly code: 'shaft/outside' }
  | { readonly code: 'shaft/no-edges'; readonly sections: number; readonly clear: number }
  | { readonly code: 'shaft/too-narrow'; readonly pixels: number }
  | { readonly code: 'shaft/too-uneven'; readonly spread: number };

/** Least length between the two clicks, pixels. @source own: ten sections */
export const LEAST_LENGTH = 10;
/** Least width of a shaft, pixels: below, half a pixel is more than an eighth. @source own */
export const LEAST_WIDTH = 4;
/** Greatest share by which sections may differ (standard deviation over mean). @source own */
export const MOST_SPREAD = 0.1;
/** Share of the sections that must show the shaft. @source own */
const LEAST_SHARE = 0.5;
/** How far to either side of the clicked line a profile reaches, pixels: an 8F shaft at 0.1 mm, and its ground. */
const REACH = 28;
const STEP = 0.5;
const BAND = 3;
const MOST_SECTIONS = 40;

/**
 * The outer diameter of a shaft between two points on it: sections across it every pixel or so, each fitted to a part
 * of a pixel, those far from the median left out, the rest averaged. The line is straightened once by the middles
 * that were found, so that clicks beside the middle do not widen the shaft.
 *
 * @accuracy within 0.1 pixel on drawn shafts: tests/core/angiography/shaft.test.ts
 * @fails shaft/too-short - the clicks lie too close together
 * @fails shaft/outside - a click lies beside the picture
 * @fails shaft/not-square - pixels are higher than wide: a diameter would depend on the direction
 * @fails shaft/no-edges - fewer than half of the sections show a shaft
 * @fails shaft/too-narrow - fewer than four pixels across
 * @fails shaft/too-uneven - the sections differ by more than a tenth
 */
export function measuredShaft(
  picture: GreyPicture, from: PointPixel, to: PointPixel, kind: ShaftKind,
): Result<MeasuredShaft, ShaftFailure> {
  if (picture.aspect !== null && Math.abs(picture.aspect - 1) > 0.005) return err({ code: 'shaft/not-square' });
  if (!isInside(picture, from) || !isInside(picture, to)) return err({ code: 'shaft/outside' });
  const pixels = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (pixels < LEAST_LENGTH) return err({ code: 'shaft/too-short', pixels, leastPixels: LEAST_LENGTH });
  const absorbed = absorbedPicture(picture);
  const half = halfOf(absorbed, from, to);
  const cutAlong = (axis: Axis): readonly Cut[] => sectionsAlong(absorbed, from, to, axis, half);
  const rough = cutAlong(STRAIGHT).map((cut) => fitted(cut, usualShaft(HOLLOW[kind])));
  const cuts = cutAlong(axisThrough(rough, from, to));
  const model = shaftModel(meanProfile(cuts), STEP, HOLLOW[kind]);
  const cut = cuts.map((one) => fitted(one, model));
  const clear = cut.filter((section) => section.width !== null);
  const kept = nearMedian(clear);
  if (kept.length < Math.max(5, LEAST_SHARE * cut.length)) {
    return err({ code: 'shaft/no-edges', sections: cut.length, clear: kept.length });
  }
  const widths = kept.map(({ width }) => width?.diameter ?? 0);
  const diameterPixels = mean(widths);
  const spreadPixels = Math.sqrt(mean(widths.map((width) => (width - diameterPixels) ** 2)));
  if (diameterPixels < LEAST_WIDTH) return err({ code: 'shaft/too-narrow', pixels: diameterPixels });
  if (spreadPixels > MOST_SPREAD * diameterPixels) {
    return err({ code: 'shaft/too-uneven', spread: spreadPixels / diameterPixels });
  }
  return ok({
    diameterPixels, spreadPixels, sections: kept.length, dropped: cut.length - kept.length, edges: kept.map(edgesOf),
  });
}

/** Where the shaft runs beside the clicked line: pixels across it, as a parabola of the share of the way. */
interface Axis { readonly off: number; readonly tilt: number; readonly bend: number }
const STRAIGHT: Axis = { off: 0, tilt: 0, bend: 0 };

/** A cut: its place, the direction across, how far along the clicked line it lies (−½ to ½), and its profile. */
interface Cut {
  readonly at: PointPixel;
  readonly across: readonly [x: number, y: number];
  readonly share: number;
  /** Of its place, pixels from the clicked line. */
  readonly off: number;
  readonly profile: Float64Array;
}
interface Section extends Cut { readonly width: ShaftWidth | null }

const fitted = (cut: Cut, model: ShaftModel): Section => ({ ...cut, width: shaftWidth(cut.profile, STEP, model) });

function sectionsAlong(
  picture: GreyPicture, from: PointPixel, to: PointPixel, { off, tilt, bend }: Axis, half: number,
): readonly Cut[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const count = Math.min(MOST_SECTIONS, Math.max(10, Math.round(length)));
  const [x, y] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  return Array.from({ length: count }, (_, n) => {
    const share = n / (count - 1) - 0.5;
    const beside = off + share * (tilt + share * bend);
    const slope = (tilt + 2 * share * bend) / length;
    const run = Math.hypot(1, slope);
    const across = [(-y - slope * x) / run, (x - slope * y) / run] as const;
    const along = (share + 0.5) * length;
    const at = pointPixel(from[0] + along * x - beside * y, from[1] + along * y + beside * x);
    const profile = new Float64Array(2 * half + 1);
    profileAcross(picture.samples, picture.columns, picture.rows, at[0], at[1], across[0], across[1], STEP, BAND, profile);
    return { at, across, share, off: beside, profile };
  });
}

function meanProfile(cuts: readonly Cut[]): Float64Array {
  const sum = new Float64Array(cuts[0]?.profile.length ?? 0);
  for (const { profile } of cuts) profile.forEach((value, n) => { sum[n] = (sum[n] ?? 0) + value / cuts.length; });
  return sum;
}

/**
 * How many samples to each side belong to the shaft: twice as far as it seems wide, so that a rib or a wire beside it
 * is left out.
 */
function halfOf(picture: GreyPicture, from: PointPixel, to: PointPixel): number {
  const most = Math.round(REACH / STEP);
  const profile = meanProfile(sectionsAlong(picture, from, to, STRAIGHT, most));
  const slope = (n: number): number => (profile[n + 1] ?? 0) - (profile[n - 1] ?? 0);
  let [steepest, at] = [0, Math.round(3 / STEP)];
  for (let n = 1; n < most - 1; n += 1) {
    const both = Math.abs(slope(most + n) - slope(most - n));
    // Something farther out must be much clearer to be taken for the edge.
    if (both > steepest * 1.3) [steepest, at] = [both, n];
  }
  return Math.min(most, Math.max(Math.round(8 / STEP), Math.round(2.2 * at)));
}

/** The parabola through the middles that were found; the clicked line where they are too few. */
function axisThrough(sections: readonly Section[], from: PointPixel, to: PointPixel): Axis {
  const found = nearMedian(sections);
  if (found.length < 5) return STRAIGHT;
  const most = Math.hypot(to[0] - from[0], to[1] - from[1]) / 2;
  const residuals = ([off = 0, tilt = 0, bend = 0]: readonly number[]): Float64Array =>
    Float64Array.from(found, ({ share, width }) => off + share * (tilt + share * bend) - (width?.centre ?? 0));
  const [off = 0, tilt = 0, bend = 0] = leastSquares([0, 0, 0], residuals, {
    least: [-REACH, -most, -most], most: [REACH, most, most], steps: 10,
  });
  return { off, tilt, bend };
}

/** Sections whose width lies within a fifth of the median. */
function nearMedian(sections: readonly Section[]): readonly Section[] {
  const widths = sections.flatMap(({ width }) => (width === null ? [] : [width.diameter])).toSorted((a, b) => a - b);
  const median = widths[widths.length >> 1] ?? 0;
  return sections.filter(({ width }) => width !== null && Math.abs(width.diameter - median) <= 0.2 * median);
}

function edgesOf({ at, across, width }: Section): readonly [PointPixel, PointPixel] {
  const edge = (off: number): PointPixel => pointPixel(at[0] + off * across[0], at[1] + off * across[1]);
  const [centre, radius] = [width?.centre ?? 0, (width?.diameter ?? 0) / 2];
  return [edge(centre - radius), edge(centre + radius)];
}

/** Samples in which a shadow is proportional to what was absorbed. */
function absorbedPicture(picture: GreyPicture): GreyPicture {
  if (picture.intensity !== 'linear') return picture;
  return { ...picture, samples: Float32Array.from(picture.samples, (value) => Math.log(Math.max(1, value + 1))) };
}

const isInside = ({ columns, rows }: GreyPicture, [x, y]: PointPixel): boolean =>
  x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
