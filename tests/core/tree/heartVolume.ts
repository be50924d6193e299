import type { SearchSpace } from '../../../core/centreline/searchSpace.ts';
import { type Tracing, tracing, type TraceFailure } from '../../../core/centreline/trace.ts';
import { affine, apply, type IndexIjk, indexIjk, moved, type PointLps, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { phantomPainter } from '../../../core/phantom/painter.ts';
import { DEMO_RECIPE, heartPhantom, type PhantomRecipe } from '../../../core/phantom/phantom.ts';
import type { Vessel } from '../../../core/phantom/vessel.ts';
import type { Result } from '../../../core/result.ts';
import { mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { finished } from '../centreline/scene.ts';

const VOXEL = 0.45;

/** The heart without its chest, from one corner to the other, on an axial grid of 0.45 mm. */
export function heartVolume(recipe: Partial<PhantomRecipe> = {}, noiseSd = 20) {
  const phantom = heartPhantom({ ...DEMO_RECIPE, hasThorax: false, ...recipe });
  const [low, high] = [pointLps(-56, -66, -62), pointLps(82, 56, 50)];
  const [nx, ny, nz] = low.map((value, n) => Math.ceil(((high[n] ?? 0) - value) / VOXEL)) as [number, number, number];
  const painter = phantomPainter(phantom.layers, {
    columns: nx, rows: ny, pixelSpacing: [VOXEL, VOXEL], row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0),
    positions: Array.from({ length: nz }, (_, k) => moved(low, vectorLps(0, 0, 1), k * VOXEL)),
  }, { fwhmInPlaneMm: 0.65, fwhmThroughMm: 0.65, noiseSd, noiseCorrelation: 0.7, seed: 11 });
  const voxels = new Int16Array(nx * ny * nz);
  for (let k = 0; k < nz; k += 1) voxels.set(painter.slice(k), k * nx * ny);
  const lpsFromIjk = affine<PointLps, IndexIjk>([VOXEL, 0, 0, low[0], 0, VOXEL, 0, low[1], 0, 0, VOXEL, low[2]]);
  const volume: Volume = { voxels, grid: { dims: [nx, ny, nz], spacing: [mm(VOXEL), mm(VOXEL), mm(VOXEL)], lpsFromIjk, frameOfReferenceUid: null } };
  return { phantom, volume, corner: apply(lpsFromIjk, indexIjk(0, 0, 0)) };
}

/** A vessel of the tree traced through seeds at these abscissae. */
export const tracedAlong = (space: SearchSpace, vessel: Vessel, at: readonly number[]): Result<Tracing, TraceFailure> =>
  finished(tracing(space, at.map((mmAt) => courseAt(vessel.course, mmAt))));
