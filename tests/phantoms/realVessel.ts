import { seriesIndex } from '../../core/dicom/seriesIndex.ts';
import { affine, apply, cross, type IndexIjk, inverse, moved, type PointLps, pointLps, type VectorLps, vectorLps } from '../../core/geometry/frame.ts';
import { coronaryLayers } from '../../core/phantom/coronaryLayers.ts';
import { courseAt, courseDirection } from '../../core/phantom/course.ts';
import { phantomPainter } from '../../core/phantom/painter.ts';
import { randomStream } from '../../core/phantom/random.ts';
import { painted, trunkSolid } from '../../core/phantom/solids.ts';
import { outerRadiusAt, type Vessel, vesselFrom } from '../../core/phantom/vessel.ts';
import { huAtPoint } from '../../core/volume/sample.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { openVolume } from '../../electron/host/engine/volumeEngine.ts';
import { hasSharedData, picturesBelow, sharedData } from '../electron/host/dicom/sharedData.ts';
import { gridAround, jitteredSeeds, type PaintedVessel, type Surroundings, vesselCase, vesselOfCase, type VesselCase } from './randomVessel.ts';

/** A real thorax without contrast, and the noise of a piece of it that is even. */
export interface RealThorax {
  readonly volume: Volume;
  /** HU about their mean: NOISE_SIDE x NOISE_SIDE pixels of each of the middle slices. */
  readonly noise: Float32Array;
}

/** Where the real series lies in the shared data. */
export const REAL_SERIES = 'ct-thorax/lidc-idri-0314_1mm_implicit-vr';
/** Pixels along the side of the piece whose noise is taken. */
const NOISE_SIDE = 20;
const NOISE_SLICES = 16;

/** The real series; null where it is not there. */
export async function realThorax(): Promise<RealThorax | null> {
  if (!hasSharedData) return null;
  const files = picturesBelow(`${sharedData}/${REAL_SERIES}`);
  const recipe = seriesIndex(files.map(({ header }) => header)).items.at(0)?.geometry.recipe;
  if (recipe === undefined || recipe === null) return null;
  const opened = openVolume(recipe, new Map(files.map((file) => [file.header.sopInstanceUid, file])), 2);
  const read = await opened.done;
  const volume = { grid: opened.grid, voxels: Int16Array.from(opened.voxels) };
  await opened.close();
  return read.ok ? { volume, noise: noiseOf(volume) } : null;
}

/** The evenest piece of soft tissue, its mean over all slices taken away. */
function noiseOf({ grid: { dims: [nx, ny, nz] }, voxels }: Volume): Float32Array {
  const first = Math.floor((nz - NOISE_SLICES) / 2);
  const piece = (x: number, y: number): Float32Array => Float32Array.from(
    { length: NOISE_SLICES * NOISE_SIDE ** 2 }, (_, n) => {
      const [i, j, k] = [n % NOISE_SIDE, Math.floor(n / NOISE_SIDE) % NOISE_SIDE, Math.floor(n / NOISE_SIDE ** 2)];
      return voxels[x + i + nx * (y + j + ny * (first + k))] ?? 0;
    });
  let best: { readonly spread: number; readonly values: Float32Array } = { spread: Infinity, values: new Float32Array(0) };
  for (let y = 0; y + NOISE_SIDE <= ny; y += NOISE_SIDE / 2) {
    for (let x = 0; x + NOISE_SIDE <= nx; x += NOISE_SIDE / 2) {
      const values = piece(x, y);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      if (mean < 0 || mean > 120) continue;
      const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      if (spread < best.spread) best = { spread, values: values.map((value) => value - mean) };
    }
  }
  return best.values;
}

/** Noise at a place of the thorax in its own pixels, mirrored from tile to tile, linear between pixels and slices. */
function noiseAt(noise: Float32Array, [x, y, z]: readonly [number, number, number]): number {
  const folded = (index: number, size: number): number => {
    const turn = ((index % (2 * size)) + 2 * size) % (2 * size);
    return turn < size ? turn : 2 * size - 1 - turn;
  };
  const at = (i: number, j: number, k: number): number =>
    noise[folded(i, NOISE_SIDE) + NOISE_SIDE * (folded(j, NOISE_SIDE) + NOISE_SIDE * folded(k, NOISE_SLICES))] ?? 0;
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const [fx, fy, fz] = [x - i, y - j, z - k];
  const row = (jj: number, kk: number): number => at(i, jj, kk) + fx * (at(i + 1, jj, kk) - at(i, jj, kk));
  const plane = (kk: number): number => row(j, kk) + fy * (row(j + 1, kk) - row(j, kk));
  return plane(k) + fz * (plane(k + 1) - plane(k));
}

/** Vessels lie in tissue of these HU. */
const TISSUE_HU = [-140, 110] as const;
const FAT_BELOW_HU = -30;
const TRIES = 400;

/**
 * A random vessel in the real thorax, at a place where its whole course runs through fat or soft tissue.
 *
 * @method the vessel is painted on nothing and on 1,000 HU: how they differ is how much of the thorax shows through;
 * what the vessel covers shows the thorax's own noise
 */
export function vesselInThorax({ volume, noise }: RealThorax, seed: number): PaintedVessel {
  const wanted = vesselCase(seed);
  const chosen: VesselCase = { ...wanted, isOblique: false, hasNeighbours: false, occlusionMm: Math.min(40, wanted.occlusionMm) };
  const vessel = placed(volume, vesselOfCase(chosen), chosen, seed);
  const { paint, grid } = gridAround(chosen, vessel);
  const imaging = { fwhmInPlaneMm: chosen.fwhm, fwhmThroughMm: chosen.fwhm, noiseSd: 0, noiseCorrelation: 0.7, seed };
  const on = (hu: number) => phantomPainter([painted(trunkSolid(0, 0, 1e5, 1e5), hu), coronaryLayers([vessel]).vessel], paint, imaging);
  const [onNothing, onBright] = [on(0), on(1000)];
  const [nx, ny, nz] = grid.dims;
  const voxels = new Int16Array(nx * ny * nz);
  const ijkFromLps = inverse(volume.grid.lpsFromIjk);
  for (let k = 0; k < nz; k += 1) {
    const [dark, bright] = [onNothing.slice(k), onBright.slice(k)];
    for (let p = 0; p < nx * ny; p += 1) {
      const at = apply(grid.lpsFromIjk, [p % nx, Math.floor(p / nx), k] as unknown as IndexIjk);
      const through = ((bright[p] ?? 0) - (dark[p] ?? 0)) / 1000;
      const own = through >= 1 ? 0 : (dark[p] ?? 0) + (1 - through) * noiseAt(noise, apply(ijkFromLps, at));
      voxels[k * nx * ny + p] = Math.round(own + (through <= 0 ? 0 : through * (huAtPoint(volume, at) ?? -100)));
    }
  }
  const { fromMm, toMm } = vessel.occlusion ?? { fromMm: 0, toMm: 0 };
  const inside = toMm - fromMm > 30 ? [(fromMm + toMm) / 2] : [];
  return {
    case: { ...chosen, surroundings: surroundingsOf(volume, vessel) }, vessel, volume: { grid, voxels },
    seeds: jitteredSeeds(vessel, [3, ...inside, vessel.course.length - 3], 1.5, seed),
  };
}

/** The vessel laid flat, turned and moved to the best of many random places. */
function placed({ grid, voxels }: Volume, vessel: Vessel, chosen: VesselCase, seed: number): Vessel {
  const next = randomStream(seed + 21000);
  const [nx, ny, nz] = grid.dims;
  const flat = flattened(vessel);
  let best: { readonly inside: number; readonly vessel: Vessel } = { inside: -1, vessel: flat };
  for (let n = 0; n < TRIES && best.inside < 1; n += 1) {
    const angle = 2 * Math.PI * next();
    const index = [nx * (0.2 + 0.6 * next()), ny * (0.2 + 0.6 * next()), nz / 2] as unknown as IndexIjk;
    const there = turned(flat, angle, apply(grid.lpsFromIjk, index));
    const values = tissueAround({ grid, voxels }, there, 2);
    const inside = values.filter((value) => value > TISSUE_HU[0] && value < TISSUE_HU[1]).length / values.length;
    // Fat all around is rare in a chest: half of the vessels prefer it.
    const fat = values.filter((value) => value < FAT_BELOW_HU).length / values.length;
    const score = inside < 0.98 ? inside : chosen.surroundings === 'fat' ? 0.98 + 0.02 * fat : 1;
    if (score > best.inside) best = { inside: score, vessel: there };
  }
  return best.vessel;
}

/** HU of the thorax at and about the vessel, so far outside its wall, mm. */
function tissueAround(volume: Volume, vessel: Vessel, outsideMm: number): readonly number[] {
  const stations = Array.from({ length: Math.floor(vessel.course.length / 2) }, (_, n) => 2 * n);
  return stations.flatMap((atMm) => {
    const [at, along] = [courseAt(vessel.course, atMm), courseDirection(vessel.course, atMm)];
    const up = cross(along, Math.abs(along[2]) < 0.8 ? vectorLps(0, 0, 1) : vectorLps(1, 0, 0));
    const side = cross(along, up);
    const reach = outerRadiusAt(vessel, atMm) + outsideMm;
    return [0, 1, 2, 3, 4, 5].map((n) => {
      const point = moved(moved(at, up, reach * Math.cos((n * Math.PI) / 3)), side, reach * Math.sin((n * Math.PI) / 3));
      return huAtPoint(volume, point) ?? -1000;
    });
  });
}

/** By what lies around the wall of the occlusion: under a third of it muscle is fat, over two thirds myocardium. */
function surroundingsOf(volume: Volume, vessel: Vessel): Surroundings {
  const values = tissueAround(volume, vessel, 1);
  const fat = values.filter((value) => value < FAT_BELOW_HU).length / values.length;
  return fat > 2 / 3 ? 'fat' : fat > 1 / 3 ? 'mixed' : 'myocardium';
}

/** The same vessel with the direction in which its course extends least upright, its middle at the origin. */
function flattened(vessel: Vessel): Vessel {
  const points = vessel.control;
  const middle = [0, 1, 2].map((c) => points.reduce((sum, point) => sum + (point[c as 0] ?? 0), 0) / points.length);
  let least: { readonly spread: number; readonly normal: VectorLps } = { spread: Infinity, normal: vectorLps(0, 0, 1) };
  for (let n = 0; n < 600; n += 1) {
    // Directions spread evenly over half a sphere.
    const [height, angle] = [(n + 0.5) / 600, n * Math.PI * (3 - Math.sqrt(5))];
    const flat = Math.sqrt(1 - height ** 2);
    const normal = vectorLps(flat * Math.cos(angle), flat * Math.sin(angle), height);
    const along = points.map((point) => point.reduce<number>((sum, value, c) => sum + (normal[c as 0] ?? 0) * (value - (middle[c] ?? 0)), 0));
    const spread = Math.max(...along) - Math.min(...along);
    if (spread < least.spread) least = { spread, normal };
  }
  const w = least.normal;
  const u = unit(cross(w, Math.abs(w[0]) < 0.8 ? vectorLps(1, 0, 0) : vectorLps(0, 1, 0)));
  const v = cross(w, u);
  const onto = ([x, y, z]: readonly number[]): readonly [number, number, number] => [u, v, w].map((axis) =>
    axis[0] * (x ?? 0) + axis[1] * (y ?? 0) + axis[2] * (z ?? 0)) as [number, number, number];
  return vesselFrom({
    ...vessel, control: points.map((point) => pointLps(...onto(point.map((value, c) => value - (middle[c] ?? 0))))),
    zero: vectorLps(...onto(vessel.zero)),
  });
}

const unit = (vector: VectorLps): VectorLps => {
  const length = Math.hypot(...vector);
  return vectorLps(vector[0] / length, vector[1] / length, vector[2] / length);
};

/** Turned about the upright axis and moved. */
function turned(vessel: Vessel, angle: number, to: PointLps): Vessel {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const map = affine<PointLps, PointLps>([c, -s, 0, to[0], s, c, 0, to[1], 0, 0, 1, to[2]]);
  const [x, y, z] = vessel.zero;
  return vesselFrom({ ...vessel, control: vessel.control.map((point) => apply(map, point)), zero: vectorLps(c * x - s * y, s * x + c * y, z) });
}
