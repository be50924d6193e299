import { describe, expect, it } from 'vitest';
import { affine, apply, type IndexIjk, moved, type PointLps, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { piecesBetween } from '../../../core/calcium/summary.ts';
import { capsOnPath, occlusionMeasures } from '../../../core/lesion/occlusion.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { crossSections } from '../../../core/section/section.ts';
import { mm } from '../../../core/units.ts';
import { reslicedImage } from '../../../core/volume/reslice.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { arcVessel, finished, scene, traced } from '../centreline/scene.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';

/**
 * 12 mm of occlusion: a deposit of 150° in its first part, a window, one of 240° in its last; one in the
 * open vessel. Their ends lie between sections: a section on an end may fall to either side of it. So that sections lie
 * alike in every copy, the path is no whole number of steps long.
 */
const vessel = arcVessel({ deposits: [evenDeposit(24.25, 26.75, 150, 0.9, 60), evenDeposit(29.75, 31.75, 240, 0.8, 200), evenDeposit(12, 15, 90, 0.5, 10)] });
const volume = scene(vessel, [], [], 8);
const [nx, ny, nz] = volume.grid.dims;
const at = (abscissa: number): PointLps => courseAt(vessel.course, abscissa);
const OPERATOR = { seeds: [at(3), at(52.8)], caps: [at(22.6), at(33.5)] } as const;

type Figures = Readonly<Record<string, number>>;
/** What is measured of a volume, as figures. */
function figuresOf(of: Volume, move: (point: PointLps) => PointLps = (point) => point, isReversed = false): Figures {
  const inOrder = <T>(list: readonly T[]): readonly T[] => (isReversed ? list.toReversed() : list);
  const tracing = traced(of, inOrder(OPERATOR.seeds).map(move));
  if (!tracing.ok) return { refused: NaN };
  const [proximal = at(0), distal = at(0)] = inOrder(OPERATOR.caps).map(move);
  const { centreline } = tracing.value;
  const caps = capsOnPath(centreline, { proximal, distal });
  if (!caps.ok) return { refused: NaN };
  const ground = { centreline, sections: crossSections(of, centreline), caps: caps.value, threshold: { openHu: null, occlusionHu: null }, seriesUid: null, surroundings: null };
  const found = finished(occlusionMeasures(of.grid, ground));
  if (!found.ok) return { refused: NaN };
  const measures = found.value;
  const { summary, findings, start, end } = measures;
  const [before, after] = isReversed ? [measures.distalReference, measures.proximalReference] : [measures.proximalReference, measures.distalReference];
  const inside = piecesBetween(findings.sections, start, end);
  const mean = (value: (section: typeof findings.sections[number]) => number): number =>
    inside.reduce((sum, { section, from, to }) => sum + (value(section) * (to - from)) / (end - start), 0);
  return {
    lengthMm: end - start, bendDeg: measures.bend, arcDeg: summary.maxArcDeg, meanArcDeg: mean(({ arc }) => arc),
    areaPercent: summary.maxCsaPercent, meanAreaPercent: mean(({ csaPercent }) => csaPercent),
    wallMm: mean(({ vesselArea }) => 2 * Math.sqrt(vesselArea / Math.PI)), beforeMm: before?.diameter ?? NaN, afterMm: after?.diameter ?? NaN,
    calcifiedMm: summary.calcifiedLength, windowMm: measures.windows[0]?.length ?? NaN, volumeMm3: measures.burden.volume,
  };
}

const here = figuresOf(volume);
/** A tenth of a voxel, 0.045 mm: of a diameter; and what it is of the other figures of a vessel of 2 mm radius. */
const TENTH: Figures = {
  lengthMm: 0.045, wallMm: 0.045, beforeMm: 0.045, afterMm: 0.045, bendDeg: 1,
  // One ray is 3°, and a deposit has two ends. Half a section at the end of a deposit may be another's: 0.25 mm of 12 by 240°.
  arcDeg: 6, meanArcDeg: 6.5, areaPercent: 4.5, meanAreaPercent: 2.25,
  // Whether a section counts: one at either end.
  calcifiedMm: 1, windowMm: 1,
  volumeMm3: 1.5,
};
const off = (there: Figures): readonly string[] => Object.entries(here).flatMap(([name, value]) =>
  (Math.abs((there[name] ?? NaN) - value) <= (TENTH[name] ?? 0) ? [] : [`${name} ${value} ${there[name]}`]));

/** The same voxels elsewhere. */
const placed = (move: (point: PointLps) => PointLps): Volume => {
  const on = (i: number, j: number, k: number): PointLps => move(apply(volume.grid.lpsFromIjk, [i, j, k] as unknown as IndexIjk));
  const origin = on(0, 0, 0);
  const columns = [on(1, 0, 0), on(0, 1, 0), on(0, 0, 1)];
  return { ...volume, grid: { ...volume.grid, lpsFromIjk: affine<PointLps, IndexIjk>(([0, 1, 2] as const).flatMap((r) =>
    [...columns.map((column) => column[r] - origin[r]), origin[r]])) } };
};
const reordered = (from: (i: number, j: number, k: number) => number, dims: Volume['grid']['dims']): Int16Array => {
  const out = new Int16Array(nx * ny * nz);
  let n = 0;
  for (let k = 0; k < dims[2]; k += 1) for (let j = 0; j < dims[1]; j += 1) for (let i = 0; i < dims[0]; i += 1, n += 1) out[n] = volume.voxels[from(i, j, k)] ?? 0;
  return out;
};

describe('the measures', () => {
  it('are those of the vessel that was painted', () => {
    expect(Math.abs((here['lengthMm'] ?? NaN) - 12)).toBeLessThan(1);
    expect(Math.abs((here['arcDeg'] ?? NaN) - 240)).toBeLessThan(25);
    expect(Math.abs((here['windowMm'] ?? NaN) - 3)).toBeLessThan(1.1);
    expect(Math.abs((here['wallMm'] ?? NaN) - 4)).toBeLessThan(0.3);
  });
});

describe('the measures stay when', () => {
  it('the patient is moved: to rounding', () => {
    const move = (point: PointLps): PointLps => moved(point, vectorLps(-71.3, 210.9, -1204.5));
    const there = figuresOf(placed(move), move);
    for (const [name, value] of Object.entries(here)) expect(there[name], name).toBeCloseTo(value, 6);
  });
  it('the patient is turned', () => {
    const turn = ([x, y, z]: PointLps): PointLps => {
      const [a, b] = [0.6 * x - 0.8 * y, 0.8 * x + 0.6 * y];
      return pointLps(a, (12 * b - 5 * z) / 13, (5 * b + 12 * z) / 13);
    };
    expect(off(figuresOf(placed(turn), turn))).toEqual([]);
  });
  it('the picture is mirrored', () => {
    const mirrored = { ...volume, voxels: reordered((i, j, k) => nx - 1 - i + nx * (j + ny * k), [nx, ny, nz]) };
    const centre = apply(volume.grid.lpsFromIjk, [(nx - 1) / 2, 0, 0] as unknown as IndexIjk)[0];
    expect(off(figuresOf(mirrored, ([x, y, z]) => pointLps(2 * centre - x, y, z)))).toEqual([]);
  });
  it('the axes of the volume change places', () => {
    const [, s] = volume.grid.spacing;
    const origin = apply(volume.grid.lpsFromIjk, [0, 0, 0] as unknown as IndexIjk);
    const other: Volume = { voxels: reordered((i, j, k) => j + nx * (k + ny * i), [nz, nx, ny]), grid: { ...volume.grid, dims: [nz, nx, ny],
      lpsFromIjk: affine<PointLps, IndexIjk>([0, s, 0, origin[0], 0, 0, s, origin[1], s, 0, 0, origin[2]]) } };
    expect(off(figuresOf(other))).toEqual([]);
  });
  it('the vessel is measured from its other end', () => {
    expect(off(figuresOf(volume, undefined, true))).toEqual([]);
  });
  it('the volume is sampled on a finer grid', () => {
    const [s, fine] = [0.45, 0.3];
    const dims = [Math.floor(((nx - 1) * s) / fine) + 1, Math.floor(((ny - 1) * s) / fine) + 1, Math.floor(((nz - 1) * s) / fine) + 1] as const;
    const [x, y, z] = apply(volume.grid.lpsFromIjk, [0, 0, 0] as unknown as IndexIjk);
    const voxels = new Int16Array(dims[0] * dims[1] * dims[2]);
    for (let k = 0; k < dims[2]; k += 1) {
      voxels.set(reslicedImage(volume, { origin: pointLps(x, y, z + k * fine), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0),
        spacing: [fine, fine], size: [dims[0], dims[1]] }).values, k * dims[0] * dims[1]);
    }
    const finer: Volume = { voxels, grid: { dims, spacing: [mm(fine), mm(fine), mm(fine)], frameOfReferenceUid: null,
      lpsFromIjk: affine<PointLps, IndexIjk>([fine, 0, 0, x, 0, fine, 0, y, 0, 0, fine, z]) } };
    expect(off(figuresOf(finer))).toEqual([]);
  });
});
