import type { Hu } from '../units.ts';

/** What a millimetre of path costs: lumen the least, tissue and calcium alike, fat much, air most. */
export const COSTS = { lumen: 6, tissue: 12, fat: 220, air: 250, wideBody: 48, buried: 36 } as const;

/** Marks between the tissues, HU: air ends, fat ends, tissue begins. */
const AIR_HU = -350;
const FAT_HU = -40;
const TISSUE_HU = 20;
/** Wall and plaque where they are not calcified, HU. */
export const WALL_HU = 60;
/** Shares of the step from wall to lumen at which a voxel begins to count as lumen, and counts whole. */
const LUMEN_BEGINS = 0.6;
const LUMEN_WHOLE = 0.8;
/** So far above the lumen a voxel begins to count as calcium or metal, and counts whole, HU. */
const CALCIUM_BEGINS = 120;
const CALCIUM_WHOLE = 280;
const LOWEST_HU = -1024;

/**
 * Cost of a millimetre by HU; entry 0 is −1024 HU.
 *
 * Calcium and metal cost as tissue: a path neither seeks nor shuns them.
 *
 * @param lumen - HU of the contrast on either end of the path, in any order; none where no end lies in contrast
 */
export function costTable(lumen: readonly Hu[]): Uint8Array {
  const least = Math.min(...lumen);
  const most = Math.max(...lumen);
  return Uint8Array.from({ length: 4096 }, (_, n) => {
    const hu = n + LOWEST_HU;
    const dull = between(hu, FAT_HU, TISSUE_HU, between(hu, AIR_HU, AIR_HU + 150, COSTS.air, COSTS.fat), COSTS.tissue);
    if (lumen.length === 0 || hu < TISSUE_HU) return Math.round(dull);
    const share = (part: number): number => WALL_HU + part * (least - WALL_HU);
    const rising = between(hu, share(LUMEN_BEGINS), share(LUMEN_WHOLE), dull, COSTS.lumen);
    return Math.round(between(hu, most + CALCIUM_BEGINS, most + CALCIUM_WHOLE, rising, COSTS.tissue));
  });
}

/** From one value to the other as `at` goes from one mark to the next. */
const between = (at: number, from: number, to: number, before: number, after: number): number =>
  before + (after - before) * Math.min(1, Math.max(0, (at - from) / (to - from)));
