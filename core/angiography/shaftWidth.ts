import { leastSquares } from './leastSquares.ts';
import { tubeShadow } from './shaftProfile.kernel.ts';

/** A shaft as one profile shows it. */
export interface ShaftWidth {
  /** Middle of the shaft from the middle of the profile, and its outer diameter, both in the unit of `step`. */
  readonly centre: number;
  readonly diameter: number;
}

const NODES = 96;
const STEPS = 40;
/** Least depth of a shadow over what the model leaves for it to count. @source own bound */
const LEAST_CONTRAST = 4;
/** Blurs that a detector and a slight motion give, in pixels. @source own range */
const BLUR = { least: 0.35, most: 3.5 } as const;

/** What all sections of one shaft share: how much of it is hollow, and how far the picture blurs it, pixels. */
export interface ShaftModel { readonly hollow: number; readonly blur: number }
/**
 * How much of the outer diameter is hollow. It must be known: a shadow shows the middle of a thin wall sharply, but
 * not how thick it is. At 10 pixels a share that is wrong by 0.05 changes the diameter by a quarter of a pixel.
 *
 * @source own choice, after inner diameters on catheter labels (6F: guiding 1.78 to 1.80 mm, diagnostic 1.35 to
 * 1.42 mm of 2.0 mm; second hand, not verified)
 */
export const HOLLOW: Readonly<Record<ShaftKind, number>> = { guiding: 0.88, diagnostic: 0.7, filled: 0 };
/** A thin-walled or a thick-walled empty shaft, or one full of contrast. */
export type ShaftKind = 'guiding' | 'diagnostic' | 'filled';

/** Good enough to find the middle of a shaft. */
export const usualShaft = (hollow: number): ShaftModel => ({ hollow, blur: 1.1 });

/**
 * The blur of a picture at a shaft, from a profile across it in which the noise is averaged out.
 *
 * The profile is that of a hollow tube's shadow (chord of the outer circle less that of the inner one) seen through a
 * Gaussian blur, on a sloping ground. Centre, radius and blur are searched; ground, slope and depth follow linearly.
 *
 * @param profile - in samples whose shadow is proportional to what was absorbed (logarithmic); dark or bright shafts
 * @param step - distance of its samples, pixels
 */
export function shaftModel(profile: Float64Array, step: number, hollow: number): ShaftModel {
  const judge = judging(profile, step);
  const reach = reachOf(profile, step);
  const bounds = { least: [-reach / 2, 1.2 * step, BLUR.least], most: [reach / 2, reach * 0.9, BLUR.most], steps: STEPS };
  const [centre, radius] = start(profile, step);
  const fitOf = ([at = 0, size = 0, blur = 0]: readonly number[]): Fit => judge([at, size, hollow, blur]);
  const found = [0.7, 1.4].map((blur) => {
    const at = leastSquares([centre, radius, blur], (tried) => fitOf(tried).residual, bounds);
    return { at, sum: fitOf(at).sum };
  });
  const [, , blur = 1] = found.reduce((best, next) => (next.sum < best.sum ? next : best)).at;
  return { hollow, blur };
}

/**
 * The outer diameter of a shaft in one profile across it, to a part of a sample. The point of steepest slope, which is
 * often taken for the edge, lies inside of a blurred shaft.
 *
 * @returns null where the profile shows no shaft: too little contrast, or an edge beyond its ends
 * @accuracy diameter within 0.1 pixel: tests/core/angiography/shaft.test.ts
 */
export function shaftWidth(profile: Float64Array, step: number, { hollow, blur }: ShaftModel): ShaftWidth | null {
  const judge = judging(profile, step);
  const reach = reachOf(profile, step);
  const at = leastSquares(start(profile, step), ([centre = 0, radius = 0]) => judge([centre, radius, hollow, blur]).residual, {
    least: [-reach, 1.2 * step], most: [reach, reach * 0.9], steps: STEPS,
  });
  const [centre = 0, radius = 0] = at;
  const fit = judge([centre, radius, hollow, blur]);
  const noise = Math.sqrt(fit.sum / Math.max(1, profile.length - 5));
  const isInside = Math.abs(centre) + radius < reach * 0.95;
  const isClear = fit.depth !== 0 && Math.abs(fit.depth) >= LEAST_CONTRAST * noise;
  return isInside && isClear ? { centre, diameter: 2 * radius } : null;
}

const reachOf = (profile: Float64Array, step: number): number => ((profile.length - 1) / 2) * step;

/** How close a tube of centre, radius, wall and blur comes to the profile. */
function judging(profile: Float64Array, step: number): (at: readonly number[]) => Fit {
  const shadow = new Float64Array(profile.length);
  const fine = new Float64Array(NODES);
  return ([centre = 0, radius = 0, hollow = 0, blur = 0]) => {
    tubeShadow(centre, radius, hollow, blur, step, shadow, fine);
    return linearFit(profile, shadow);
  };
}

interface Fit { readonly residual: Float64Array; readonly sum: number; readonly depth: number }

/** The ground, its slope and the depth of the shadow that come closest to the profile. */
function linearFit(profile: Float64Array, shadow: Float64Array): Fit {
  const count = profile.length;
  const middle = (count - 1) / 2;
  let [s1, sx2, f1, fx, ff, y1, yx, yf] = [count, 0, 0, 0, 0, 0, 0, 0];
  for (let n = 0; n < count; n += 1) {
    const [x, f, y] = [n - middle, shadow[n] ?? 0, profile[n] ?? 0];
    sx2 += x * x;
    f1 += f;
    fx += f * x;
    ff += f * f;
    y1 += y;
    yx += y * x;
    yf += y * f;
  }
  // Places are centred, so that ground and slope do not mix.
  const own = ff - (f1 * f1) / s1 - (fx * fx) / sx2;
  const depth = own > 1e-12 * ff ? (yf - (f1 * y1) / s1 - (fx * yx) / sx2) / own : 0;
  const ground = (y1 - depth * f1) / s1;
  const slope = (yx - depth * fx) / sx2;
  const residual = new Float64Array(count);
  let sum = 0;
  for (let n = 0; n < count; n += 1) {
    const left = (profile[n] ?? 0) - ground - slope * (n - middle) - depth * (shadow[n] ?? 0);
    residual[n] = left;
    sum += left * left;
  }
  let peak = 0;
  for (const value of shadow) peak = Math.max(peak, value);
  return { residual, sum, depth: depth * peak };
}

/**
 * Centre and radius to begin with: the pair of places on both sides of the middle between which the profile falls and
 * rises again (or the reverse) most.
 */
function start(profile: Float64Array, step: number): readonly [centre: number, radius: number] {
  const middle = (profile.length - 1) / 2;
  const slope = (n: number): number => (profile[n + 2] ?? 0) + (profile[n + 1] ?? 0) - (profile[n - 1] ?? 0) - (profile[n - 2] ?? 0);
  let best = { height: -1, left: 2, right: profile.length - 3 };
  for (const sign of [1, -1]) {
    let [left, right] = [2, profile.length - 3];
    for (let n = 2; n < profile.length - 2; n += 1) {
      if (n <= middle && sign * slope(n) < sign * slope(left)) left = n;
      if (n >= middle && sign * slope(n) > sign * slope(right)) right = n;
    }
    const height = sign * (slope(right) - slope(left));
    if (height > best.height) best = { height, left, right };
  }
  const [left, right] = [(best.left - middle) * step, (best.right - middle) * step];
  return [(left + right) / 2, Math.max(1.5 * step, (right - left) / 2)];
}
