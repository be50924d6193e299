import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COSTS, costTable } from '../../core/centreline/cost.ts';
import { minimalPath, type MinimalPath } from '../../core/centreline/minimalPath.ts';
import { BODY, BRIGHT_HU, NEAR_BODY, type SearchSpace, searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing, type Tracing } from '../../core/centreline/trace.ts';
import { affine, apply, type IndexIjk, indexIjk, moved, type PointLps, vectorLps } from '../../core/geometry/frame.ts';
import { footOnLine } from '../../core/geometry/polyline.ts';
import { courseAt } from '../../core/phantom/course.ts';
import { randomStream } from '../../core/phantom/random.ts';
import { hu, mm } from '../../core/units.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { benchVessel } from '../phantoms/benchPhantom.ts';
import { alongBenchVessel, benchVolume } from './benchVolume.ts';
import { type Course, timed, where } from './harness.ts';
import { madeOnce } from './inputs.ts';
import { launched, output, peakMemory, python } from './peers.ts';

const ROUNDS = 5;
const VESSEL = benchVessel();
const ENDS: readonly [PointLps, PointLps] = [alongBenchVessel(4), alongBenchVessel(VESSEL.course.length - 4)];
/** Nine points along it: eight legs, of which two follow a point that is moved. */
const POINTS = Array.from({ length: 9 }, (_, n) => alongBenchVessel(4 + 22 * n));

function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Means over 2 × 2 × 2 voxels. */
export function halved({ grid, voxels }: Volume): Volume {
  const [nx, ny, nz] = grid.dims.map((count) => count >> 1) as [number, number, number];
  const [row, slice] = [grid.dims[0], grid.dims[0] * grid.dims[1]];
  const out = new Int16Array(nx * ny * nz);
  for (let n = 0, k = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      for (let i = 0; i < nx; i += 1, n += 1) {
        const at = 2 * (i + row * j + slice * k);
        let sum = 0;
        for (const by of [0, 1, row, row + 1, slice, slice + 1, slice + row, slice + row + 1]) sum += voxels[at + by] ?? 0;
        out[n] = Math.round(sum / 8);
      }
    }
  }
  return { voxels: out, grid: onGrid(grid, [nx, ny, nz], [2, 2, 2]) };
}

/** Every slice twice as fine: the same anatomy in twice as many slices. */
export function withSlicesDoubled({ grid, voxels }: Volume): Volume {
  const [nx, ny, nz] = grid.dims;
  const out = new Int16Array(2 * voxels.length);
  for (let k = 0; k < nz; k += 1) {
    const slice = (voxels as Int16Array).subarray(k * nx * ny, (k + 1) * nx * ny);
    out.set(slice, 2 * k * nx * ny);
    out.set(slice, (2 * k + 1) * nx * ny);
  }
  return { voxels: out, grid: onGrid(grid, [nx, ny, 2 * nz], [1, 1, 0.5]) };
}

/** A grid whose voxels are so many times as large; the faces stay where they are. */
function onGrid(grid: Volume['grid'], dims: readonly [number, number, number], by: readonly [number, number, number]): Volume['grid'] {
  const first = apply(grid.lpsFromIjk, indexIjk(...(by.map((times) => (times - 1) / 2) as [number, number, number])));
  return {
    ...grid, dims, spacing: [mm(grid.spacing[0] * by[0]), mm(grid.spacing[1] * by[1]), mm(grid.spacing[2] * by[2])],
    lpsFromIjk: affine<PointLps, IndexIjk>(grid.lpsFromIjk.map((value, n) => (n % 4 === 3 ? first[((n - 3) / 4) as 0] : value * (by[(n % 4) as 0])))),
  };
}

const query = (space: Pick<SearchSpace, 'nodes' | 'marks'>, [from, to] = ENDS, table = costTable([hu(400)])): MinimalPath => {
  const path = finished(minimalPath(space, table, from, to));
  if (path === null) throw new Error('an end lies outside');
  return path;
};

const traced = (space: SearchSpace, seeds: readonly PointLps[], known?: Tracing): Tracing => {
  const found = finished(tracing(space, seeds, known));
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
};

/** Cost of every node as the search sees it, for peers: as minimalPath.kernel.ts has it. */
function nodeCosts({ nodes, marks }: SearchSpace, table: Uint8Array): Uint8Array {
  const [nx, ny, nz] = nodes.dims;
  const { xs, ys, zs } = nodes.places;
  return Uint8Array.from({ length: nx * ny * nz }, (_, n) => {
    const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))];
    const mean = nodes.meanAt((xs[i] ?? 0) + (ys[j] ?? 0) + (zs[k] ?? 0));
    const own = table[Math.min(3071, Math.max(-1024, mean)) + 1024] ?? 0;
    const mark = marks.markAt(i >> 1, j >> 1, k >> 1);
    if (mark === 0) return own;
    if (mark >= BODY && mean >= BRIGHT_HU) return Math.max(own, COSTS.wideBody);
    return own < COSTS.tissue ? own : Math.max(own, mark % NEAR_BODY);
  });
}

/** P3a: two points 180 mm of vessel apart, over the half phantom; the same costs for both. */
async function againstPeers(half: Volume): Promise<readonly Course[]> {
  const space = searchSpace(half);
  const table = costTable([hu(400)]);
  const file = await madeOnce('ct-half-by-marks.costs', (path) => writeFileSync(path, nodeCosts(space, table)));
  const node = (at: PointLps): readonly number[] => [...apply(space.nodes.nodeFromLps, at)].map(Math.round);
  const job = `${file}.json`;
  writeFileSync(job, JSON.stringify({ dims: space.nodes.dims, spacing: space.nodes.spacing, file, start: node(ENDS[0]), goal: node(ENDS[1]) }));
  const withSkimage = python('skimage.graph');
  const peerOf = (field: 0 | 1) => where(withSkimage, (python3) =>
    Number(output(python3, [join(import.meta.dirname, 'centrelinePeer.py'), job]).trim().split(' ')[field]));
  return [
    {
      title: 'P3a  path over the half phantom, pyramid included', unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon', run: () => timed(() => query(searchSpace(half))) },
        { name: 'Fullmoon, pyramid excluded', run: () => timed(() => query(space)) },
        { name: 'skimage MCP_Geometric', run: peerOf(0) },
        { name: 'ITK fast marching', run: null },
      ],
      goals: [{ id: 'P3a', against: 'skimage MCP_Geometric', atLeast: 15 }, { id: 'P3a', against: 'ITK fast marching', atLeast: 25 }],
    },
    {
      title: 'P3a  cost of that path', unit: '', rounds: 1, warmUps: 0,
      contenders: [{ name: 'Fullmoon', run: () => query(space).cost }, { name: 'skimage MCP_Geometric', run: peerOf(1) }],
      goals: [{ id: 'P3a', against: 'skimage MCP_Geometric', atLeast: 1 / 1.01 }],
    },
  ];
}

/** Distances of the final axis from the true one, mm. P3a does not count where these are missed. */
function accuracy(whole: Volume): readonly Course[] {
  const line = Array.from(VESSEL.course.abscissae, (at) => courseAt(VESSEL.course, at));
  const off = traced(searchSpace(whole), ENDS).centreline.points.map(({ at }) => footOnLine(line, at)?.distance ?? Infinity);
  const of = (title: string, value: number, atMost: number): Course => ({
    title: `P3b  ${title} distance of the axis from the truth, two points 180 mm apart`, unit: 'mm', rounds: 1, warmUps: 0,
    contenders: [{ name: 'Fullmoon', run: () => value }], goals: [{ id: 'P3b', atMost }],
  });
  return [of('mean', off.reduce((sum, value) => sum + value, 0) / off.length, 0.35), of('greatest', Math.max(...off), 1)];
}

/** P3c: the worst ground, one point moved, twice as many slices. */
function growth(half: Volume): readonly Course[] {
  const space = searchSpace(half);
  const next = randomStream(3);
  const flat = searchSpace({ ...half, voxels: Int16Array.from(half.voxels, () => 60 + Math.round(40 * next())) });
  const doubled = searchSpace(withSlicesDoubled(half));
  const first = traced(space, POINTS);
  let turn = 0;
  const dragged = (): readonly PointLps[] => {
    turn += 1;
    return POINTS.map((point, n) => (n === 2 ? moved(point, vectorLps(0.2 + 0.01 * turn, 0.2, 0)) : point));
  };
  return [
    {
      title: 'P3c  a query over flat, noisy ground', unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [{ name: 'flat', run: () => timed(() => query(flat)) }, { name: 'ordinary', run: () => timed(() => query(space)) }],
      goals: [{ id: 'P3c', against: 'ordinary', atLeast: 1 / 4 }],
    },
    {
      title: 'P3c  one of nine points moved', unit: 'ms', rounds: ROUNDS, warmUps: 2,
      contenders: [{ name: 'moved', run: () => timed(() => traced(space, dragged(), first)) },
        { name: 'whole path', run: () => timed(() => traced(space, dragged())) }],
      goals: [{ id: 'P3c', against: 'whole path', atLeast: 4 }],
    },
    {
      title: 'P3c  a query in twice as many slices', unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [{ name: 'twice as many', run: () => timed(() => query(doubled)) }, { name: 'as many', run: () => timed(() => query(space)) }],
      goals: [{ id: 'P3c', against: 'as many', atLeast: 1 / 1.3 }],
    },
    {
      title: 'P3c  nodes settled in twice as many slices', unit: '', rounds: 1, warmUps: 0,
      contenders: [{ name: 'twice as many', run: () => query(doubled).settled }, { name: 'as many', run: () => query(space).settled }],
      goals: [{ id: 'P3c', against: 'as many', atLeast: 1 / 2.6 }],
    },
  ];
}

/** P3a: memory above an empty Node and the volume itself, as multiples of the volume. */
function memory(file: string, { grid, voxels }: Volume): Course {
  const job = JSON.stringify({ file, dims: grid.dims, spacing: grid.spacing, lpsFromIjk: grid.lpsFromIjk, points: ENDS });
  const ours = launched('tests/bench/centrelineProcess.ts');
  const hasTime = spawnSync('/usr/bin/time', ['-f', '%M', 'true']).status === 0;
  const megabytes = (2 * voxels.length) / 2 ** 20;
  return {
    title: 'P3a  greatest memory of pyramid, path and centreline above the volume and an empty Node', unit: 'x the volume', rounds: 3, warmUps: 0,
    contenders: [{ name: 'Fullmoon', run: hasTime ? () =>
      ((peakMemory(process.execPath, [...ours, job]) ?? NaN) - (peakMemory(process.execPath, ['-e', '0']) ?? 0) - megabytes) / megabytes : null }],
    goals: [{ id: 'P3a', atMost: 2.5 }],
  };
}

/** P3a to P3c; P3d asks for a vesselness, and none is used. */
export async function centrelineCourses(): Promise<readonly Course[]> {
  const { volume, file } = await benchVolume();
  const half = halved(volume);
  return [...await againstPeers(half), ...accuracy(volume), ...growth(half), memory(file, volume)];
}
