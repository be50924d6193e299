import type { VolumeGrid } from '../volume/volume.ts';
import { edgeBlur, passed } from './blur.ts';
import { addProfile, greatestOn, meanOn } from './edge.kernel.ts';
import { type Lumen, WALL_HU } from './lumen.ts';
import { type PolarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from './polar.ts';

/** How the edge of this patient's vessel looks in this scan. */
export interface EdgeModel {
  /** Standard deviation of an edge's blur in a section, mm. */
  readonly blurMm: number;
  /** Thickness of the open vessel's wall, mm. */
  readonly wallMm: number;
  /** The true edge of the lumen lies so far outside the one found, mm. */
  readonly lumenShiftMm: number;
  /** Whether it was read from the vessel; else usual values. */
  readonly isMeasured: boolean;
}

/** Thickness of a coronary wall where it cannot be read, mm. */
const USUAL_WALL_MM = 0.45;
/** Rays that must show the lumen's edge against fat. */
const LEAST_RAYS = 300;
/** Beyond the wall there is fat where it is darker than this, HU. */
const FAT_BELOW_HU = -20;
const INSIDE_MM = 0.9;
const OUTSIDE_MM = 1.4;

/**
 * Blur, wall and true edge, read from the open vessel against fat.
 *
 * @param lumen - as found on this polar map
 * @method the mean profile across the lumen's edge, laid on a lumen, a wall and fat of this width, blurred by a
 * Gaussian: least squares over a grid of blur, wall and place
 * @accuracy in tests/accuracy: diameters of the open vessel over random vessels
 */
export function edgeModel(polar: PolarMap, lumen: Lumen, grid: Pick<VolumeGrid, 'spacing'>): EdgeModel {
  const usual = { blurMm: edgeBlur(grid), wallMm: USUAL_WALL_MM, lumenShiftMm: 0, isMeasured: false };
  const count = Math.round((INSIDE_MM + OUTSIDE_MM) / RAY_STEP_MM) + 1;
  const profile = new Float64Array(count);
  let [rays, level, fat] = [0, 0, 0];
  lumen.isOpen.forEach((open, n) => {
    const lumenHu = lumen.levelHu[n] ?? NaN;
    if (!open || lumen.isOpen[n - 2] !== true || lumen.isOpen[n + 2] !== true) return;
    for (let ray = 0; ray < RAYS; ray += 1) {
      const radius = lumen.radii[n * RAYS + ray] ?? 0;
      const own = n * STRIDE + ray * RAY_SAMPLES;
      const edge = Math.round(radius / RAY_STEP_MM);
      if (edge < 9 || edge + 20 >= RAY_SAMPLES) continue;
      const outside = meanOn(polar.values, own, edge + 11, edge + 15);
      if (outside > FAT_BELOW_HU || greatestOn(polar.calm, own, 0, edge + 6) > 1.25 * lumenHu) continue;
      rays += 1;
      level += lumenHu;
      fat += outside;
      addProfile(polar.values, own, (radius - INSIDE_MM) / RAY_STEP_MM, profile);
    }
  });
  if (rays < LEAST_RAYS) return usual;
  return { ...bestFit(profile.map((sum) => sum / rays), level / rays, fat / rays), isMeasured: true };
}

function bestFit(profile: Float64Array, lumenHu: number, fatHu: number): Omit<EdgeModel, 'isMeasured'> {
  const places = Float64Array.from(profile, (_, m) => m * RAY_STEP_MM - INSIDE_MM);
  let best = { blurMm: 0, wallMm: 0, lumenShiftMm: 0 };
  let least = Infinity;
  for (let blurMm = 0.2; blurMm < 0.475; blurMm += 0.01) {
    for (let lumenShiftMm = -0.15; lumenShiftMm < 0.16; lumenShiftMm += 0.015) {
      const inner = places.map((place) => fatHu + (lumenHu - WALL_HU) * passed((lumenShiftMm - place) / blurMm));
      for (let wallMm = 0.2; wallMm < 0.85; wallMm += 0.025) {
        let error = 0;
        for (let m = 0; m < profile.length && error < least; m += 1) {
          const shown = (inner[m] ?? 0) + (WALL_HU - fatHu) * passed((wallMm + lumenShiftMm - (places[m] ?? 0)) / blurMm);
          error += ((profile[m] ?? 0) - shown) ** 2;
        }
        if (error >= least) continue;
        least = error;
        best = { blurMm, wallMm, lumenShiftMm };
      }
    }
  }
  return best;
}
