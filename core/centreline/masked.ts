import { hu } from '../units.ts';
import { affine, apply, type IndexIjk, indexIjk, type PointLps } from '../geometry/frame.ts';
import { err, ok, type Result } from '../result.ts';
import type { Volume, VolumeGrid } from '../volume/volume.ts';
import type { Centreline } from './centreline.ts';
import { givenCentreline, type GivenFailure } from './given.ts';
import { searchSpace } from './searchSpace.ts';
import { type TraceFailure, tracing } from './trace.ts';

/** A vessel as somebody else segmented it: 1 within, 0 without, on a grid of its own. */
export interface VesselMask { readonly grid: VolumeGrid; readonly inside: Uint8Array }

/** Why a mask gave no centreline. */
export type MaskFailure =
  | TraceFailure | GivenFailure
  | { readonly code: 'mask/empty' }
  /** No point lies on or next to what is segmented. */
  | { readonly code: 'mask/points-off' };

/** Origin of what is measured along it. */
export const MASKED_BY = 'centreline/mask';

/** HU that tracing takes for lumen and for fat. */
const WITHIN = hu(400);
const WITHOUT = hu(-95);
/** As far as edges are looked for, mm. */
const AROUND_MM = 6;

/**
 * The centreline of a segmented vessel, through an operator's points, in steps of some milliseconds.
 *
 * @param volume - the CT, which tells where there is contrast
 * @method the mask traced as if it were contrast in fat; whatever the CT shows does not move the line
 * @fails see MaskFailure
 */
export function* maskedCentreline(volume: Volume, mask: VesselMask, seeds: readonly PointLps[]):
  Generator<undefined, Result<Centreline, MaskFailure>> {
  if (!mask.inside.includes(1)) return err({ code: 'mask/empty' });
  const space = searchSpace(asVolume(mask));
  const traced = yield* tracing(space, seeds);
  if (!traced.ok) return traced.failure.code === 'centreline/no-contrast' ? err({ code: 'mask/points-off' }) : traced;
  const given = givenCentreline(volume, traced.value.centreline.points.map(({ at }) => at));
  return given.ok ? ok({ ...given.value, by: MASKED_BY }) : given;
}

/** The mask as contrast in fat, with fat on all sides: a mask often ends where its vessel does. */
function asVolume({ grid, inside }: VesselMask): Volume {
  const [nx, ny, nz] = grid.dims;
  const [px, py, pz] = grid.spacing.map((spacing) => Math.ceil(AROUND_MM / spacing)) as [number, number, number];
  const dims = [nx + 2 * px, ny + 2 * py, nz + 2 * pz] as const;
  const voxels = new Int16Array(dims[0] * dims[1] * dims[2]).fill(WITHOUT);
  for (let n = 0, k = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      const row = px + dims[0] * (j + py + dims[1] * (k + pz));
      for (let i = 0; i < nx; i += 1, n += 1) if (inside[n] === 1) voxels[row + i] = WITHIN;
    }
  }
  const [x, y, z] = apply(grid.lpsFromIjk, indexIjk(-px, -py, -pz));
  const lpsFromIjk = affine<PointLps, IndexIjk>(grid.lpsFromIjk.map((value, n) => (n % 4 === 3 ? [x, y, z][(n - 3) / 4] ?? value : value)));
  return { voxels, grid: { ...grid, dims, lpsFromIjk } };
}
