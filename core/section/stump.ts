/** How a lumen ends: where its point lies, and over what length it narrows to it; 0 where it ends blunt. Both mm. */
export interface Stump { readonly at: number; readonly taper: number }

/** One section before or beyond the end of a lumen. */
export interface StumpSection {
  /** Distance from the place where the middle falls half-way, towards the closed side, mm. */
  readonly at: number;
  /** Radius of the disc that holds as much clear contrast, mm. */
  readonly radius: number;
  /** What the middle shows of the lumen's contrast, 0 to 1. */
  readonly middle: number;
}

/** Tapers that are tried, and by how much the point may lie off the half-way place, mm. */
const TAPERS_MM = Array.from({ length: 14 }, (_, n) => 1 + 0.5 * n);
const NEAREST_MM = -2;
const FARTHEST_MM = 3.5;
const STEP_MM = 0.1;
/** Blur along the vessel is summed at these distances, in standard deviations. */
const DEVIATIONS = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
/** A middle is the mean over a disc, which blurs like so much, mm. */
const MIDDLE_BLUR_MM = 0.2;
/** Clear contrast ends so far within the lumen, in standard deviations of blur. */
const CLEAR_WITHIN = 0.5;
/** A taper must explain the sections so much better than a blunt end: left of its misfit. */
const BETTER = 0.7;

/**
 * The stump that explains sections about the end of a lumen best.
 *
 * @param radius - of clear contrast in the open vessel, mm
 * @param blurMm - standard deviation of blur, mm
 * @returns a blunt end where a taper explains little more
 * @method a tube that narrows evenly to a point, blurred along the vessel; its clear radius and its middle against
 * those seen, least squares over a grid of point and length
 * @source measurements, section 3: caps tapered or blunt; own model
 * @accuracy in tests/accuracy: occlusion length and cap shapes over random vessels
 */
export function stumpFit(sections: readonly StumpSection[], radius: number, blurMm: number): Stump {
  const blunt = bestPoint(sections, radius, blurMm, 0);
  const tapered = TAPERS_MM.map((taper) => bestPoint(sections, radius, blurMm, taper))
    .reduce((best, next) => (next.misfit < best.misfit ? next : best));
  const { at, taper } = tapered.misfit < BETTER * blunt.misfit ? tapered : blunt;
  return { at, taper };
}

interface Fit extends Stump { readonly misfit: number }

function bestPoint(sections: readonly StumpSection[], clearRadius: number, blurMm: number, taper: number): Fit {
  const radius = clearRadius + CLEAR_WITHIN * blurMm;
  const weights = DEVIATIONS.map((deviation) => Math.exp(-0.5 * deviation ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const spread = 2 * (blurMm ** 2 + MIDDLE_BLUR_MM ** 2);
  let best: Fit = { at: 0, taper, misfit: Infinity };
  for (let at = NEAREST_MM; at <= FARTHEST_MM + 1e-9; at += STEP_MM) {
    let misfit = 0;
    for (const section of sections) {
      let area = 0;
      let middle = 0;
      DEVIATIONS.forEach((deviation, n) => {
        const before = at - section.at - deviation * blurMm;
        const own = radius * (taper > 0 ? Math.min(1, Math.max(0, before / taper)) : before > 0 ? 1 : 0);
        const weight = (weights[n] ?? 0) / total;
        area += weight * Math.max(0, own - CLEAR_WITHIN * blurMm) ** 2;
        middle += weight * (1 - Math.exp(-(own ** 2) / spread));
      });
      misfit += ((section.radius - Math.sqrt(area)) / radius) ** 2 + (section.middle - middle) ** 2;
    }
    if (misfit < best.misfit) best = { at, taper, misfit };
  }
  return best;
}
