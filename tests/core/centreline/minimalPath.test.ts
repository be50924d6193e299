import { describe, expect, it } from 'vitest';
import { costTable, COSTS } from '../../../core/centreline/cost.ts';
import { search } from '../../../core/centreline/minimalPath.kernel.ts';
import { minimalPath } from '../../../core/centreline/minimalPath.ts';
import { SHIFT } from '../../../core/centreline/searchSpace.kernel.ts';
import { BODY, BRIGHT_HU, searchSpace } from '../../../core/centreline/searchSpace.ts';
import { type PointLps, pointLps } from '../../../core/geometry/frame.ts';
import { hu } from '../../../core/units.ts';
import { finished, gridded } from './scene.ts';

const SIDE = 40;
/** Voxels of 1 mm: each is a node of its own. */
const ground = (at: (i: number, j: number, k: number) => number, slices = SIDE) => {
  const voxels = new Int16Array(SIDE * SIDE * slices);
  let n = 0;
  for (let k = 0; k < slices; k += 1) {
    for (let j = 0; j < SIDE; j += 1) for (let i = 0; i < SIDE; i += 1, n += 1) voxels[n] = at(i, j, k);
  }
  return searchSpace(gridded(voxels, [SIDE, SIDE, slices], 1, pointLps(0, 0, 0)));
};
const table = costTable([hu(400)]);
const pathOver = (space: ReturnType<typeof ground>, from: PointLps, to: PointLps) => finished(minimalPath(space, table, from, to));
const [a, b] = [pointLps(6, 20, 20), pointLps(34, 20, 20)];
/** Radius of the tube, mm. */
const TUBE = 3;
const inTube = (j: number, k: number): boolean => Math.hypot(j - 20, k - 20) <= TUBE;

describe('the cheapest path', () => {
  it('runs straight down a tube of contrast and costs its length times the price of lumen', () => {
    const path = pathOver(ground((_, j, k) => (inTube(j, k) ? 400 : -95)), a, b);
    expect(path?.cost).toBeCloseTo(28 * COSTS.lumen, 6);
    expect(Array.from(path?.points ?? []).slice(0, 3)).toEqual([6, 20, 20]);
    expect(Array.from(path?.points ?? []).slice(-3)).toEqual([34, 20, 20]);
  });
  it('goes round through contrast where the straight way is fat', () => {
    // A U: down at one end, along y = 30, up again.
    const isOpen = (i: number, j: number): boolean => 
      i >= 4 && i <= 36 && ((j >= 18 && j <= 32 && (i <= 8 || i >= 32)) || (j >= 28 && j <= 32));
    const path = pathOver(ground((i, j, k) => (Math.abs(k - 20) <= TUBE && isOpen(i, j) ? 400 : -95)), a, b);
    const ys = Array.from(path?.points ?? []).filter((_, n) => n % 3 === 1);
    expect(Math.max(...ys)).toBeGreaterThanOrEqual(28);
    // 8 down, 28 along and 8 up, corners cut.
    expect(path?.cost).toBeLessThan(50 * COSTS.lumen);
  });
  it('takes calcium as it takes tissue', () => {
    const costOf = (value: number): number => table[value + 1024] ?? NaN;
    expect([costOf(80), costOf(1200), costOf(400), costOf(-95), costOf(-900)])
      .toEqual([COSTS.tissue, COSTS.tissue, COSTS.lumen, COSTS.fat, COSTS.air]);
  });
  it('settles no more nodes where the volume is twice as long', () => {
    const tube = (_: number, j: number, k: number): number => (inTube(j, k) ? 400 : -95);
    const [short, long] = [pathOver(ground(tube), a, b), pathOver(ground(tube, 2 * SIDE), a, b)];
    expect(long?.settled).toBeLessThanOrEqual(1.3 * (short?.settled ?? 0));
    expect(long?.cost).toBe(short?.cost);
  });
  it('costs the same both ways', () => {
    const space = ground((i, j, k) => ((7 * i + 13 * j + 29 * k) % 17) * 25 - 60);
    expect(pathOver(space, a, b)?.cost).toBeCloseTo(pathOver(space, b, a)?.cost ?? NaN, 0);
  });
  it('is the same after other searches in the same space, one that was given up among them', () => {
    const rough = (i: number, j: number, k: number): number => ((7 * i + 13 * j + 29 * k) % 17) * 25 - 60;
    const space = ground(rough);
    const fresh = pathOver(ground(rough), a, b);
    expect(pathOver(space, a, b)).toEqual(fresh);
    pathOver(space, pointLps(20, 6, 12), pointLps(20, 34, 30));
    minimalPath(space, table, b, pointLps(6, 34, 6)).next();
    expect(pathOver(space, a, b)).toEqual(fresh);
    expect(pathOver(space, a, b)).toEqual(fresh);
  });
  it('is node for node the one that a search from the start alone finds, with fewer nodes settled', () => {
    const noise = (i: number, j: number, k: number): number => ((7 * i + 13 * j + 29 * k + 3 * i * j) % 17) * 25 - 60;
    // Level ground, where many ways cost the same; rough ground; a chamber with contrast between two tubes; a wall of fat with a gap.
    const grounds = [
      () => 60, noise,
      (i: number, j: number, k: number): number => (Math.hypot(i - 20, j - 20, k - 20) < 9 || inTube(j, k) ? 400 : noise(i, j, k)),
      (i: number, j: number): number => (i === 20 && j < 34 ? -95 : 60),
    ];
    const settled: { readonly alone: number; readonly both: number }[] = [];
    for (const at of grounds) {
      const { nodes, marks } = ground(at);
      const [[nx, ny, nz], count] = [nodes.dims, nodes.places.count];
      const found = (start: number, goal: number, most: number) => {
        const run = search({
          nx, ny, nz, spacing: nodes.spacing, places: nodes.places, shift: SHIFT, meanAt: nodes.meanAt, markAt: marks.markAt, table,
          inBody: BODY, bright: BRIGHT_HU, body: COSTS.wideBody, tissue: COSTS.tissue,
        }, start, goal, { state: new Int32Array(count), back: new Int32Array(count), costs: new Uint8Array(count) });
        while (!run.run(most)) { /* Goes on. */ }
        return { way: { path: run.path(), length: run.length() }, settled: run.settled() };
      };
      const numberOf = (i: number, j: number, k: number): number => i + nx * (j + ny * k);
      for (const [start, goal] of [[numberOf(2, 3, 4), numberOf(37, 36, 35)], [numberOf(37, 20, 20), numberOf(3, 20, 20)]] as const) {
        // In one run there is no turn for the goal's side.
        const [alone, both] = [found(start, goal, Infinity), found(start, goal, 1000)];
        expect(alone.way.path.length).toBeGreaterThan(30);
        expect(both.way).toEqual(alone.way);
        settled.push({ alone: alone.settled, both: both.settled });
      }
    }
    const long = settled.filter(({ alone }) => alone > 40_000);
    expect(long.length).toBeGreaterThan(1);
    for (const { alone, both } of long) expect(both).toBeLessThan(0.8 * alone);
  });
  it('does not exist to a point outside', () => {
    expect(pathOver(ground(() => 50), a, pointLps(20, 20, -4))).toBeNull();
  });
});
