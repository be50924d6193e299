import { describe, expect, it } from 'vitest';
import { planeAcross } from '../../../core/centreline/centreline.ts';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import { placedSeed } from '../../../core/centreline/seeds.ts';
import { tracing } from '../../../core/centreline/trace.ts';
import { greatestBend } from '../../../core/geometry/bend.ts';
import { between, dot, moved, norm, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { isOrthonormal, planeNormal } from '../../../core/geometry/plane.ts';
import { tubeLayer } from '../../../core/phantom/coronaryLayers.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { ellipsoidSolid, painted, tubeSolid } from '../../../core/phantom/solids.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';
import { arcVessel, errorsOf, finished, gridded, scene, seedNear, traced } from './scene.ts';

const vessel = arcVessel();
const volume = scene(vessel);
const seeds = [seedNear(vessel, 3, [0.5, 1, -0.6]), seedNear(vessel, 53, [0.4, -1, 0.8])];
const whole = traced(volume, seeds);
const centreline = whole.ok ? whole.value.centreline : null;

describe('a centreline', () => {
  it('runs in the middle of the open vessel and of the occlusion, from seeds 1.5 mm off', () => {
    const { open, occluded, most } = errorsOf(whole, vessel);
    expect(open).toBeLessThan(0.1);
    expect(occluded).toBeLessThan(0.15);
    expect(most).toBeLessThan(0.35);
  });
  it('is as long as the vessel between its seeds', () => {
    expect(Math.abs((centreline?.length ?? NaN) - 50)).toBeLessThan(0.8);
  });
  it('is even, with axes that are a plane across it', () => {
    const { points, step } = centreline ?? { points: [], step: NaN };
    expect(Math.abs(step - 0.5)).toBeLessThan(0.01);
    points.slice(1).forEach((point, n) => {
      const along = between(points[n]?.at ?? point.at, point.at);
      expect(Math.abs(norm(along) - step)).toBeLessThan(0.01);
      expect(isOrthonormal(planeAcross(point))).toBe(true);
      expect(dot(planeNormal(planeAcross(point)), point.tangent)).toBeGreaterThan(0.999999);
      expect(dot(along, point.tangent)).toBeGreaterThan(0);
    });
  });
  it('says where it is bridged, and is less certain there', () => {
    const { points } = centreline ?? { points: [] };
    const bridged = points.filter((point) => point.isBridged).map(({ abscissa }) => abscissa + 3);
    expect(Math.abs(Math.min(...bridged) - 22)).toBeLessThan(1.6);
    expect(Math.abs(Math.max(...bridged) - 34)).toBeLessThan(1.6);
    const at = (abscissa: number): number => points.find((point) => point.abscissa >= abscissa)?.uncertainty ?? NaN;
    expect(at(25)).toBeGreaterThan(1.2 * at(10));
    expect(at(25)).toBeLessThan(1);
    expect(centreline?.legs.map((leg) => Math.abs(leg.bridged - 12) < 2.5)).toEqual([true]);
  });
  it('keeps a bend', () => {
    const inside = (centreline?.points ?? []).filter(({ isBridged }) => isBridged).map(({ at }) => at);
    const bend = greatestBend(inside);
    // An arc of y = x² / 80: the directions 10 mm apart about x = 0 differ by 2 · atan(5 / 40).
    expect(bend.ok && Math.abs(bend.value.angle - 14)).toBeLessThan(5);
  });
  it('goes through calcium without hugging it', () => {
    const calcified = arcVessel({ deposits: [evenDeposit(23, 30, 160, 0.9, 40), evenDeposit(14, 18, 120, 0.5, 200)] });
    const { occluded, most } = errorsOf(traced(scene(calcified), seeds), calcified);
    expect(occluded).toBeLessThan(0.25);
    expect(most).toBeLessThan(0.6);
  });
});

describe('a centreline is not captured by', () => {
  const beside = (byMm: number, from = 4, to = 52): readonly (readonly [number, number, number, number])[] =>
    Array.from({ length: 13 }, (_, n) => {
      const [x, y, z] = courseAt(vessel.course, from + ((to - from) * n) / 12);
      return [x, y - byMm, z, 1.3];
    });
  it.each([
    ['a vein along it', [tubeLayer([{ hu: 165, nodes: beside(4.4) }])], []],
    ['another artery along it', [tubeLayer([{ hu: 400, nodes: beside(5.4) }])], []],
    ['a chamber that leads from one end to the other',
      [painted(ellipsoidSolid(pointLps(0, -12, 0), [26, 9, 14]), 410)], []],
    ['the aorta at its beginning', [painted(tubeSolid([[pointLps(-42, 10, -30), 12], [pointLps(-42, 10, 30), 12]]), 430)], []],
    ['a vein that touches its wall', [tubeLayer([{ hu: 165, nodes: beside(3.4) }])], []],
    ['a vein that crosses it at the occlusion', [tubeLayer([{ hu: 165, nodes: Array.from({ length: 13 }, (_, n) => [0, -3.4, 3 * (n - 6), 1.4] as const) }])], []],
    ['a chamber 2 mm from its wall', [painted(ellipsoidSolid(pointLps(0, -12.5, 0), [30, 8.5, 14]), 410)], []],
    ['a stent of bare metal in the occlusion', [], []],
    ['a rib', [tubeLayer([{ hu: 750, nodes: beside(7).map(([x, y, z]) => [x, y, z, 3] as const) }])], []],
    ['a stent in it', [], []],
  ] as const)('%s', (name, beneath, above) => {
    const stents = { 'a stent in it': [evenDeposit(6, 18, 360, 0.55, 0, 1400)],
      'a stent of bare metal in the occlusion': [evenDeposit(20, 36, 360, 0.5, 0, 2600)] };
    const stent = name in stents ? { deposits: stents[name as keyof typeof stents] } : {};
    const own = arcVessel(stent);
    const { open, occluded, most } = errorsOf(traced(scene(own, beneath, above), seeds), own);
    expect([open < 0.3, occluded < 0.35, most < 1.5], `${open} ${occluded} ${most}`).toEqual([true, true, true]);
  });
});

describe('an occlusion of 32 mm is not left for', () => {
  const long = arcVessel({ occlusion: { fromMm: 12, toMm: 44, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 85 } });
  const [x, y, z] = courseAt(long.course, 28);
  /** A chamber into whose contrast the artery, 2 mm to its outer edge, is sunk so far, mm. */
  const chamber = (side: readonly [number, number, number], sunkMm: number) =>
    painted(ellipsoidSolid(moved(pointLps(x, y, z), vectorLps(...side), 12 - sunkMm), [10, 10, 10]), 410);
  const aorta = painted(tubeSolid([[pointLps(-40, -10, 0), 12], [pointLps(40, -10, 0), 12]]), 410);
  const veinAcross = tubeLayer([{ hu: 165, nodes: Array.from({ length: 13 }, (_, n) => [x, y + 3.9, 3 * (n - 6), 1.4] as const) }]);
  const ends = [seedNear(long, 3, [0.5, 1, -0.6]), seedNear(long, 53, [0.4, -1, 0.8])];
  const within = ends.toSpliced(1, 0, seedNear(long, 28, [0.3, -0.5, 0.4]));
  it.each([
    ['a chamber before it', [chamber([0, -1, 0], 3.5)], within],
    ['a chamber behind it', [chamber([0, 1, 0], 3.5)], within],
    ['a chamber above it', [chamber([0, 0, 1], 3.5)], within],
    ['a chamber below it', [chamber([0, 0, -1], 3.5)], within],
    ['a chamber with its contrast all about it', [chamber([0, 0, 1], 5)], ends],
    ['a chamber with a vein that crosses it on the other side', [chamber([0, -1, 0], 3.5), veinAcross], within],
    ['two chambers, one on either side', [chamber([0, 1, 0], 3), chamber([0, -1, 0], 3)], within],
    ['the aorta along it', [aorta], ends],
  ] as const)('%s', (_, layers, points) => {
    const { open, occluded, most } = errorsOf(traced(scene(long, layers), points), long);
    expect([open < 0.1, occluded < 0.36, most < 1], `${open} ${occluded} ${most}`).toEqual([true, true, true]);
  });
});

describe('a point in the plaque beside a chamber', () => {
  const long = arcVessel({ occlusion: { fromMm: 12, toMm: 44, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 85 } });
  const [x, y, z] = courseAt(long.course, 28);
  const beside = searchSpace(scene(long, [painted(ellipsoidSolid(pointLps(x, y - 8.5, z), [10, 10, 10]), 410)]));
  it('lies in the occlusion, not in the chamber', () => {
    expect(placedSeed(beside, seedNear(long, 28, [0.3, -0.5, 0.4])).lumen).toBeNull();
  });
  it('one in the chamber is left there, and one beside open lumen moved to it', () => {
    expect(placedSeed(beside, pointLps(x, y - 8.5, z)).lumen).toBeGreaterThan(380);
    expect(placedSeed(beside, seedNear(long, 6, [0.3, 1.5, 0.4])).lumen).toBeGreaterThan(350);
  });
});

describe('moving a point', () => {
  const through = [3, 15, 28, 41, 53].map((at) => seedNear(vessel, at, [0.3, -0.4, 0.5]));
  const space = searchSpace(volume);
  const first = finished(tracing(space, through));
  const known = first.ok ? first.value : undefined;
  it('searches its two legs again and no other', () => {
    const moved = through.with(1, seedNear(vessel, 16, [0, 0.6, 0]));
    const second = finished(tracing(space, moved, known));
    expect(second.ok && second.value.legs.map((leg) => known?.legs.includes(leg))).toEqual([false, false, true, true]);
  });
  it('leaves what it does not touch in place', () => {
    const moved = through.with(3, seedNear(vessel, 42, [0, 0.6, 0]));
    const second = finished(tracing(space, moved, known));
    const before = known?.centreline.points.slice(0, 20).map(({ at }) => at) ?? [];
    const after = second.ok ? second.value.centreline.points.slice(0, 20).map(({ at }) => at) : [];
    expect(Math.max(...before.map((at, n) => norm(between(at, after[n] ?? pointLps(NaN, 0, 0)))))).toBeLessThan(0.02);
  });
  it('ends at the same line as tracing anew', () => {
    const moved = through.with(1, seedNear(vessel, 16, [0, 0.6, 0]));
    expect(finished(tracing(space, moved, known))).toEqual(finished(tracing(space, moved)));
  });
  it('settles no node but for its own two legs, and less where they are short', () => {
    const settled = (seeds: typeof through, from?: typeof known): number => {
      const result = finished(tracing(space, seeds, from));
      return result.ok ? result.value.legs.filter((leg) => from?.legs.includes(leg) !== true).reduce((sum, leg) => sum + leg.settled, 0) : NaN;
    };
    const moved = through.with(1, seedNear(vessel, 16, [0, 0.6, 0]));
    expect(settled(moved, known)).toBeLessThanOrEqual(0.75 * settled(moved));
    expect(settled(through, known)).toBe(0);
  });
  it('adding or removing one ends at the same line as tracing anew', () => {
    const added = through.toSpliced(2, 0, seedNear(vessel, 20));
    expect(finished(tracing(space, added, known))).toEqual(finished(tracing(space, added)));
    const removed = through.toSpliced(3, 1);
    expect(finished(tracing(space, removed, known))).toEqual(finished(tracing(space, removed)));
  });
  it('adding or removing one keeps the other legs', () => {
    const added = finished(tracing(space, through.toSpliced(2, 0, seedNear(vessel, 20)), known));
    expect(added.ok && added.value.legs.map((leg) => known?.legs.includes(leg))).toEqual([true, false, false, true, true]);
    const removed = finished(tracing(space, through.toSpliced(3, 1), known));
    expect(removed.ok && removed.value.legs.map((leg) => known?.legs.includes(leg))).toEqual([true, true, false]);
  });
});

describe('what cannot be traced is refused', () => {
  const [a, b] = seeds as [typeof seeds[number], typeof seeds[number]];
  const codeOf = (result: ReturnType<typeof traced>): unknown => (result.ok ? 'traced' : result.failure);
  it.each([
    ['no point', [], { code: 'centreline/too-few-points', count: 0 }],
    ['one point', [a], { code: 'centreline/too-few-points', count: 1 }],
    ['a point that is no number', [a, pointLps(NaN, 0, 0)], { code: 'centreline/not-a-place', point: 1 }],
    ['a point without end', [pointLps(0, Infinity, 0), b], { code: 'centreline/not-a-place', point: 0 }],
    ['a point outside', [a, pointLps(0, 0, 30)], { code: 'centreline/point-outside', point: 1 }],
    ['points on top of each other', [a, a, b], { code: 'centreline/points-coincide', point: 1, distance: 0 }],
    ['points in the wrong order', [a, b, seedNear(vessel, 28)], { code: 'centreline/wrong-order', point: 1 }],
  ])('%s', (_, points, failure) => expect(codeOf(traced(volume, points))).toEqual(failure));

  it('a point in air', () => {
    const lung = scene(vessel, [painted(ellipsoidSolid(pointLps(0, 22, 0), [12, 8, 12]), -850)]);
    expect(codeOf(traced(lung, [a, pointLps(0, 22, 0), b]))).toMatchObject({ code: 'centreline/point-in-air', point: 1 });
  });
  it('a point without a vessel to it', () => {
    expect(codeOf(traced(volume, [a, pointLps(0, 22, 10)]))).toMatchObject({ code: 'centreline/no-vessel-between', point: 1 });
  });
  it('a series without contrast', () => {
    const plain = arcVessel({ lumenHu: 45, distalLumenHu: 45 });
    expect(codeOf(traced(scene(plain), seeds))).toEqual({ code: 'centreline/no-contrast' });
  });
  it.each([0, 300])('a volume of %d HU everywhere', (hu) => {
    const even = gridded(new Int16Array(60 ** 3).fill(hu), [60, 60, 60], 0.5, pointLps(0, 0, 0));
    expect(codeOf(traced(even, [pointLps(5, 5, 5), pointLps(25, 25, 25)]))).toEqual({ code: hu === 0
      ? 'centreline/no-contrast' : 'centreline/no-edge' });
  });
  it('a volume of one slice', () => {
    const [nx, ny] = volume.grid.dims;
    const flat = { grid: { ...volume.grid, dims: [nx, ny, 1] as const }, voxels: (volume.voxels as Int16Array).slice(0, nx * ny) };
    expect(codeOf(traced(flat, seeds))).toEqual({ code: 'centreline/volume-too-thin', slices: 1 });
  });
});

it('gives others their turn: what is done between two turns is bounded, whatever the size of the volume', () => {
  const turnsOf = (steps: Generator<unknown, unknown>): number => {
    let turns = 0;
    while (steps.next().done !== true) turns += 1;
    return turns;
  };
  const space = searchSpace(volume);
  const result = finished(tracing(space, seeds));
  const settled = result.ok ? result.value.legs.reduce((sum, leg) => sum + leg.settled, 0) : 0;
  // Four thousand nodes at most between two turns, and every round of recentring takes its own.
  expect(turnsOf(tracing(space, seeds))).toBeGreaterThan(Math.floor(settled / 4000) + 6);
});

it('the search grows with the vessel, not with the volume', () => {
  const settled = (of: typeof volume): number => {
    const result = traced(of, seeds);
    return result.ok ? result.value.legs.reduce((sum, leg) => sum + leg.settled, 0) : NaN;
  };
  // The same vessel with as much fat again beneath it.
  const [nx, ny, nz] = volume.grid.dims;
  const voxels = new Int16Array(2 * volume.voxels.length).fill(-95);
  voxels.set(volume.voxels as Int16Array);
  expect(settled({ voxels, grid: { ...volume.grid, dims: [nx, ny, 2 * nz] } })).toBeLessThanOrEqual(1.3 * settled(volume));
});
