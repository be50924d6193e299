import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { courseAt } from '../../core/phantom/course.ts';
import type { Centreline } from '../../core/centreline/centreline.ts';
import { cross, type PointLps, vectorLps } from '../../core/geometry/frame.ts';
import { framesAlong } from '../../core/geometry/frameAlong.ts';
import { mm } from '../../core/units.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { openVolume } from '../../electron/host/engine/volumeEngine.ts';
import { benchVessel } from '../phantoms/benchPhantom.ts';
import { ctFolder, madeOnce } from './inputs.ts';
import { examined } from './volumeRead.ts';

/** The benchmark's CT as one volume, with its voxels as a file of int16 for peers in other languages. */
export async function benchVolume(): Promise<{ readonly volume: Volume; readonly file: string }> {
  const { recipe, files } = examined(await ctFolder());
  const opened = openVolume(recipe, files, 2);
  const outcome = await opened.done;
  if (!outcome.ok) throw new Error(outcome.failure.code);
  const { voxels } = opened;
  const file = await madeOnce('ct-400.int16', (path) => {
    writeFileSync(path, new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
  });
  if (!existsSync(file) || readFileSync(file).length !== voxels.byteLength) throw new Error('the voxels were not written whole');
  return { volume: { grid: opened.grid, voxels }, file };
}

/** A point of the benchmark's vessel, from the aorta on. */
export const alongBenchVessel = (at: number): PointLps => courseAt(benchVessel().course, at);

/** The true centreline of the benchmark's vessel in so many points. */
export function benchCentreline(count: number): Centreline {
  const { course } = benchVessel();
  const step = course.length / count;
  const points = Float64Array.from(Array.from({ length: count }, (_, n) => [...courseAt(course, (n + 0.5) * step)]).flat());
  const { abscissae, tangents, normals } = framesAlong(points, vectorLps(0, -1, 0.01));
  const triple = (from: Float64Array, n: number) => vectorLps(from[3 * n] ?? 0, from[3 * n + 1] ?? 0, from[3 * n + 2] ?? 0);
  return {
    points: Array.from(abscissae, (abscissa, n) => {
      const [tangent, u] = [triple(tangents, n), triple(normals, n)];
      return { at: courseAt(course, (n + 0.5) * step), abscissa: mm(abscissa), tangent, u, v: cross(tangent, u), isBridged: false, uncertainty: mm(0) };
    }),
    step: mm(step), length: mm(abscissae.at(-1) ?? 0), legs: [], by: 'bench/1',
  };
}
