import { affine, type IndexIjk, moved, type PointLps, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { coronaryLayers } from '../../../core/phantom/coronaryLayers.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import type { Layer } from '../../../core/phantom/paint.kernel.ts';
import { phantomPainter } from '../../../core/phantom/painter.ts';
import { painted, trunkSolid } from '../../../core/phantom/solids.ts';
import { type Vessel, vesselFrom, type VesselRecipe } from '../../../core/phantom/vessel.ts';
import type { Result } from '../../../core/result.ts';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import { type TraceFailure, type Tracing, tracing } from '../../../core/centreline/trace.ts';
import { mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { gapToCourse } from '../../phantoms/randomVessel.ts';

/** What a generator returns once it has run. */
export function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** A vessel of 56 mm on a gentle arc in the plane z = 0, 1.5 mm to the lumen's edge, occluded from 22 to 34 mm. */
export const arcVessel = (chosen: Partial<VesselRecipe> = {}): Vessel => vesselFrom({
  name: 'arc', control: [-28, -21, -14, -7, 0, 7, 14, 21, 28].map((x) => pointLps(x, (x * x) / 80, 0)),
  lumenRadius: [[0, 1.5]], wallMm: [[0, 0.5]], lumenHu: 400, distalLumenHu: 360, wallHu: 60, fatMm: 0,
  occlusion: { fromMm: 22, toMm: 34, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 85 },
  deposits: [], zero: vectorLps(0, -1, 0), ...chosen,
});

/** Fat everywhere. */
export const FAT: Layer = painted(trunkSolid(0, 0, 500, 500), -95);

/** The vessel in fat with what else is beneath or above it, in a box of 72 × 44 × 36 mm; voxels of 0.45 mm. */
export function scene(vessel: Vessel, beneath: readonly Layer[] = [], above: readonly Layer[] = [], noiseSd = 15): Volume {
  const [nx, ny, nz, spacing] = [160, 98, 80, 0.45];
  const first = pointLps(-36, -17, -18);
  const painter = phantomPainter([FAT, ...beneath, coronaryLayers([vessel]).vessel, ...above], {
    columns: nx, rows: ny, pixelSpacing: [spacing, spacing], row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0),
    positions: Array.from({ length: nz }, (_, k) => moved(first, vectorLps(0, 0, 1), k * spacing)),
  }, { fwhmInPlaneMm: 0.65, fwhmThroughMm: 0.65, noiseSd, noiseCorrelation: 0.7, seed: 7 });
  const voxels = new Int16Array(nx * ny * nz);
  for (let k = 0; k < nz; k += 1) voxels.set(painter.slice(k), k * nx * ny);
  return gridded(voxels, [nx, ny, nz], spacing, first);
}

/** Voxels on an axial grid. */
export const gridded = (voxels: Int16Array, dims: Volume['grid']['dims'], spacing: number, [x, y, z]: PointLps): Volume => ({
  voxels, grid: { dims, spacing: [mm(spacing), mm(spacing), mm(spacing)], frameOfReferenceUid: null,
    lpsFromIjk: affine<PointLps, IndexIjk>([spacing, 0, 0, x, 0, spacing, 0, y, 0, 0, spacing, z]) },
});

/** The tracing through seeds. */
export const traced = (volume: Volume, seeds: readonly PointLps[], known?: Tracing): Result<Tracing, TraceFailure> =>
  finished(tracing(searchSpace(volume), seeds, known));

/** A seed near the vessel at an abscissa, moved by so much. */
export const seedNear = (vessel: Vessel, atMm: number, by: readonly [number, number, number] = [0, 0, 0]): PointLps =>
  moved(courseAt(vessel.course, atMm), vectorLps(...by));

/** Distances from the truth, mm: mean in the open vessel, mean in the occlusion, greatest. */
export function errorsOf(result: Result<Tracing, unknown>, vessel: Vessel):
  { readonly open: number; readonly occluded: number; readonly most: number } {
  if (!result.ok) return { open: NaN, occluded: NaN, most: NaN };
  const { fromMm, toMm } = vessel.occlusion ?? { fromMm: 1, toMm: 0 };
  const gaps = result.value.centreline.points.map(({ at }) => gapToCourse(vessel, at));
  const isOccluded = ({ atMm }: { readonly atMm: number }): boolean => atMm > fromMm && atMm < toMm;
  const mean = (of: typeof gaps): number => of.reduce((sum, { distance }) => sum + distance, 0) / Math.max(1, of.length);
  return { open: mean(gaps.filter((gap) => !isOccluded(gap))), occluded: mean(gaps.filter(isOccluded)),
    most: Math.max(...gaps.map(({ distance }) => distance)) };
}
