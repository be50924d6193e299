import { moved, type VectorLps } from '../geometry/frame.ts';
import type { ImagePlane } from '../geometry/plane.ts';
import { OUTSIDE_HU, type Slab } from '../volume/reslice.ts';
import type { Volume } from '../volume/volume.ts';
import { slicer } from './slicer.ts';
import { joinedSheets } from './slab.kernel.ts';

const RULES = { mean: 0, maximum: 1, minimum: 2 } as const;
/** Sheets of a slab; more would not show. */
const MOST_SHEETS = 256;

/**
 * Cuts pictures of slabs out of a volume, each into a block from a pixel on.
 *
 * @method sheets no further apart than the least spacing of the grid, the outermost on the slab's faces; a pixel is
 * covered where every sheet is
 * @accuracy as the mean or greatest of crossSection at each sheet, within 1 HU (slab.test.ts)
 */
export function slabSlicer(volume: Volume, block: Int16Array, reached: Uint8Array, { thickness, rule }: Slab):
  (plane: ImagePlane, from: number, through: VectorLps) => void {
  const sheets = thickness > 0 ? Math.min(MOST_SHEETS, Math.ceil(thickness / Math.min(...volume.grid.spacing)) + 1) : 1;
  const cutOne = slicer(volume, block, reached);
  if (sheets === 1) return (plane, from) => { cutOne(plane, from); };
  return (plane, from, through) => {
    const pixels = plane.size[0] * plane.size[1];
    const values = new Int16Array(sheets * pixels);
    const covered = new Uint8Array(sheets * pixels);
    const cut = slicer(volume, values, covered);
    for (let n = 0; n < sheets; n += 1) {
      const by = thickness * (n / (sheets - 1) - 0.5);
      cut({ ...plane, origin: moved(plane.origin, through, by) }, n * pixels);
    }
    joinedSheets(values, covered, sheets, pixels, RULES[rule], OUTSIDE_HU, block, reached, from);
  };
}
