import { describe, expect, it } from 'vitest';
import type { Tracing } from '../../../core/centreline/trace.ts';
import { affine, apply, type IndexIjk, moved, type PointLps, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import type { Result } from '../../../core/result.ts';
import { mm } from '../../../core/units.ts';
import { huAtPoint } from '../../../core/volume/sample.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';
import { arcVessel, scene, seedNear, traced } from './scene.ts';

const vessel = arcVessel({ deposits: [evenDeposit(24, 29, 150, 0.7, 60)] });
const volume = scene(vessel);
const [nx, ny, nz] = volume.grid.dims;
const seeds = [seedNear(vessel, 3, [0.4, 0.7, -0.6]), seedNear(vessel, 53, [0.2, -0.8, 0.5])];
const line = (result: Result<Tracing, unknown>): readonly PointLps[] =>
  (result.ok ? result.value.centreline.points.map(({ at }) => at) : []);
const here = line(traced(volume, seeds));

/** A tenth of a voxel, mm. */
const TENTH = 0.045;
/** Farthest that a line's points lie off another, ends left out: where it begins is the seed's affair. */
const apart = (one: readonly PointLps[], other: readonly PointLps[]): number =>
  (one.length < 50 ? Infinity : Math.max(...one.slice(3, -3).map((at) => footOnLine(other, at)?.distance ?? Infinity)));

type Move = (point: PointLps) => PointLps;
/** The same voxels elsewhere: each column of the mapping moved with it. */
const placed = (move: Move): Volume => {
  const { lpsFromIjk } = volume.grid;
  const at = (i: number, j: number, k: number): PointLps =>
    move(apply(lpsFromIjk, [i, j, k] as unknown as IndexIjk));
  const origin = at(0, 0, 0);
  const columns = [at(1, 0, 0), at(0, 1, 0), at(0, 0, 1)];
  const rows = ([0, 1, 2] as const).flatMap((r) => [...columns.map((column) => column[r] - origin[r]), origin[r]]);
  return { ...volume, grid: { ...volume.grid, lpsFromIjk: affine<PointLps, IndexIjk>(rows) } };
};
/** The voxels in another order. */
const reordered = (from: (i: number, j: number, k: number) => number, dims: Volume['grid']['dims']): Int16Array => {
  const out = new Int16Array(nx * ny * nz);
  let n = 0;
  for (let k = 0; k < dims[2]; k += 1) {
    for (let j = 0; j < dims[1]; j += 1) {
      for (let i = 0; i < dims[0]; i += 1, n += 1) out[n] = volume.voxels[from(i, j, k)] ?? 0;
    }
  }
  return out;
};

describe('the centreline stays when', () => {
  it('the patient is moved', () => {
    const move: Move = (point) => moved(point, vectorLps(113.7, -48.2, 901.4));
    expect(apart(line(traced(placed(move), seeds.map(move))), here.map(move))).toBeLessThan(1e-6);
  });
  it('the patient is turned', () => {
    const move: Move = ([x, y, z]) => {
      const [a, b] = [0.8 * x - 0.6 * y, 0.6 * x + 0.8 * y];
      return pointLps(a, (5 * b - 12 * z) / 13, (12 * b + 5 * z) / 13);
    };
    expect(apart(line(traced(placed(move), seeds.map(move))), here.map(move))).toBeLessThan(TENTH);
  });
  it('the picture is mirrored', () => {
    const mirrored = { ...volume, voxels: reordered((i, j, k) => i + nx * (ny - 1 - j + ny * k), [nx, ny, nz]) };
    const centre = apply(volume.grid.lpsFromIjk, [0, (ny - 1) / 2, 0] as unknown as IndexIjk)[1];
    const move: Move = ([x, y, z]) => pointLps(x, 2 * centre - y, z);
    expect(apart(line(traced(mirrored, seeds.map(move))), here.map(move))).toBeLessThan(TENTH);
  });
  it('the axes of the volume change places', () => {
    const [, s] = volume.grid.spacing;
    const origin = apply(volume.grid.lpsFromIjk, [0, 0, 0] as unknown as IndexIjk);
    const turned: Volume = {
      voxels: reordered((i, j, k) => k + nx * (i + ny * j), [ny, nz, nx]),
      grid: { ...volume.grid, dims: [ny, nz, nx], lpsFromIjk: affine<PointLps, IndexIjk>([
        0, 0, s, origin[0], s, 0, 0, origin[1], 0, s, 0, origin[2]]) },
    };
    expect(apart(line(traced(turned, seeds)), here)).toBeLessThan(TENTH);
  });
  it('the picture is resampled onto voxels of another size and place', () => {
    const [spacing, shift] = [0.41, 0.13];
    const dims = [nx, ny, nz].map((count) => Math.floor(((count - 2) * 0.45 - shift) / spacing)) as [number, number, number];
    const first = apply(volume.grid.lpsFromIjk, [0, 0, 0] as unknown as IndexIjk).map((value) => value + shift) as [number, number, number];
    const lpsFromIjk = affine<PointLps, IndexIjk>([spacing, 0, 0, first[0], 0, spacing, 0, first[1], 0, 0, spacing, first[2]]);
    const voxels = new Int16Array(dims[0] * dims[1] * dims[2]);
    let n = 0;
    for (let k = 0; k < dims[2]; k += 1) {
      for (let j = 0; j < dims[1]; j += 1) {
        for (let i = 0; i < dims[0]; i += 1, n += 1) {
          voxels[n] = huAtPoint(volume, apply(lpsFromIjk, [i, j, k] as unknown as IndexIjk)) ?? 0;
        }
      }
    }
    const resampled = { voxels, grid: { ...volume.grid, dims, spacing: [mm(spacing), mm(spacing), mm(spacing)] as const, lpsFromIjk } };
    // Linear resampling blurs, and the noise with it: it is another picture of the same vessel.
    expect(apart(line(traced(resampled, seeds)), here)).toBeLessThan(2 * TENTH);
    const gaps = line(traced(resampled, seeds)).slice(3, -3).map((at) => footOnLine(here, at)?.distance ?? Infinity);
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(TENTH);
  });
  it('the vessel is traced from its other end', () => {
    expect(apart(line(traced(volume, seeds.toReversed())), here)).toBeLessThan(TENTH);
  });
});
