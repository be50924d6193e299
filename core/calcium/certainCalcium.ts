import { type Again, allMoved, isStill, markValues, rowsAgain } from '../section/again.ts';
import type { Lumen } from '../section/lumen.ts';
import { RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../section/polar.ts';
import type { Wall } from '../section/wall.ts';
import type { DepositParameters } from './deposits.ts';
import { brightOnRays, samplesAbove } from './excess.kernel.ts';
import type { VesselLook } from './vesselLook.ts';

/** Where calcium is certain: section by section, ray by ray. */
export interface CertainCalcium {
  /** Greatest HU within the wall, raw. */
  readonly peakHu: Float32Array;
  /** Length above the threshold, mm, raw: blurred as it was scanned. */
  readonly rawMm: Float32Array;
  /** Area above the threshold within the wall, mm² a radian, raw. */
  readonly rawArea: Float32Array;
  /** 1 on rays that hold calcium for certain. */
  readonly isSeed: Float32Array;
  /** How dense it has to be there, HU above the plaque: what only its mass tells has to reach the threshold with its own density. */
  readonly leastDense: Float32Array;
  /** Whether an open lumen is near, section by section. */
  readonly isNearLumen: readonly boolean[];
  /** From here on HU were calcium, section by section. */
  readonly calciumHu: readonly number[];
}

/** A ray holds calcium where so much of it is above the threshold, mm. @source measurements, section 1.2, item 4 */
export const RAY_HOLDS_MM = 0.3;
/** Thin calcium is told from noise and from a wall set a little off by this many times the least that counts (own). */
const SURE = 1.2;
/** Within so much of an open lumen its blur is no calcium, mm. */
const FROM_LUMEN_MM = 1.5;

/**
 * Where calcium shows above the threshold or, far from the lumen, by its mass.
 *
 * @param again - see depositsAlong
 * @source measurements, section 1.2, item 4; by its mass: own
 */
export function certainCalcium(
  { polar, brightest, excess }: Pick<VesselLook, 'polar' | 'brightest' | 'excess'>, lumen: Lumen, wall: Wall,
  { stepMm, voxelMm, calciumHu }: DepositParameters, again: Again<CertainCalcium> | null,
): CertainCalcium {
  const total = polar.sections * RAYS;
  const before = again?.before;
  const [peakHu, rawMm, rawArea] = [rowsAgain(before?.peakHu, total), rowsAgain(before?.rawMm, total), rowsAgain(before?.rawArea, total)];
  const [isSeed, leastDense] = [rowsAgain(before?.isSeed, total), rowsAgain(before?.leastDense, total)];
  const far = Math.round(FROM_LUMEN_MM / stepMm);
  const isNearLumen = lumen.isOpen.map((_, n) => lumen.isOpen.slice(Math.max(0, n - far), n + far + 1).includes(true));
  const moved = again?.moved.slice() ?? allMoved(polar.sections);
  if (before !== undefined) {
    markValues(moved, before.isNearLumen, isNearLumen);
    markValues(moved, before.calciumHu, calciumHu);
    if (isStill(moved)) return before;
  }
  for (let n = 0; n < polar.sections; n += 1) {
    if (moved[n] === 0) continue;
    for (const rows of [rawMm, rawArea, isSeed, leastDense]) rows.fill(0, n * RAYS, (n + 1) * RAYS);
    const level = calciumHu[n] ?? Infinity;
    brightOnRays(polar.values, brightest, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, wall.radii, n * RAYS, voxelMm, level,
      peakHu, rawMm, rawArea);
    const above = level - (wall.plaqueHu[n] ?? 0);
    const isOpen = lumen.isOpen[n] === true;
    for (let o = n * RAYS; o < (n + 1) * RAYS; o += 1) {
      const radius = wall.radii[o] ?? 0;
      // Noise alone may lift a voxel of the lumen above the threshold, but seldom in three neighbouring sections.
      if ((rawMm[o] ?? 0) >= RAY_HOLDS_MM && (!isOpen
        || samplesAbove(polar.calm, o * RAY_SAMPLES, Math.min(RAY_SAMPLES - 1, Math.round((radius + voxelMm) / RAY_STEP_MM)), level) * RAY_STEP_MM
          >= RAY_HOLDS_MM)) isSeed[o] = 1;
      else if (isNearLumen[n] !== true && (excess[o] ?? 0) >= SURE * RAY_HOLDS_MM * above * radius) {
        isSeed[o] = 1;
        leastDense[o] = above;
      }
    }
  }
  return { peakHu, rawMm, rawArea, isSeed, leastDense, isNearLumen, calciumHu };
}
