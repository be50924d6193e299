import { describe, expect, it } from 'vitest';
import { costTable } from '../../../core/centreline/cost.ts';
import { minimalPath } from '../../../core/centreline/minimalPath.ts';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { ellipsoidSolid, painted, tubeSolid } from '../../../core/phantom/solids.ts';
import { hu, mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { arcVessel, finished, scene, seedNear } from './scene.ts';

type Triple = readonly [number, number, number];

/** Distance of each node to the nearest one of `from`, mm, over the whole lattice: by 26 neighbours, forwards, then backwards. */
function swept(from: (n: number) => boolean, isWay: (n: number) => boolean, [nx, ny, nz]: Triple, [sx, sy, sz]: Triple): Float32Array {
  const out = Float32Array.from({ length: nx * ny * nz }, (_, n) => (from(n) ? 0 : 1e6));
  for (const sign of [1, -1]) {
    for (let m = 0; m < out.length; m += 1) {
      const n = sign > 0 ? m : out.length - 1 - m;
      if (out[n] === 0 || !isWay(n)) continue;
      const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))];
      for (let e = 0; e < 13; e += 1) {
        const [a, b, c] = [sign * ((e % 3) - 1), sign * ((Math.floor(e / 3) % 3) - 1), sign * (Math.floor(e / 9) - 1)];
        if (i + a < 0 || j + b < 0 || k + c < 0 || i + a >= nx || j + b >= ny || k + c >= nz) continue;
        const far = (out[n + a + nx * (b + ny * c)] ?? 0) + Math.hypot(a * sx, b * sy, c * sz);
        if (far < (out[n] ?? 0)) out[n] = far;
      }
    }
  }
  return out;
}

/** The whole of a search space, made at once by its definition. */
function atOnce({ voxels, grid }: Volume) {
  const [nx, ny, nz] = grid.dims;
  const factors = grid.spacing.map((each) => Math.max(1, Math.floor(0.85 / each))) as unknown as Triple;
  const over = (values: ArrayLike<number>, [mx, my, mz]: Triple, [fx, fy, fz]: Triple) => {
    const dims: Triple = [Math.ceil(mx / fx), Math.ceil(my / fy), Math.ceil(mz / fz)];
    const sums = new Float64Array(dims[0] * dims[1] * dims[2]);
    const counts = new Float64Array(sums.length);
    const least = new Float64Array(sums.length).fill(Infinity);
    const most = new Float64Array(sums.length).fill(-Infinity);
    for (let n = 0; n < mx * my * mz; n += 1) {
      const at = Math.floor((n % mx) / fx) + dims[0] * (Math.floor((Math.floor(n / mx) % my) / fy) + dims[1] * Math.floor(Math.floor(n / (mx * my)) / fz));
      sums[at] = (sums[at] ?? 0) + (values[n] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
      least[at] = Math.min(least[at] ?? 0, values[n] ?? 0);
      most[at] = Math.max(most[at] ?? 0, values[n] ?? 0);
    }
    return { dims, least, most, means: Int16Array.from(sums, (sum, n) => Math.round(sum / (counts[n] ?? 1))) };
  };
  const { dims, means } = over(voxels as Int16Array, [nx, ny, nz], factors);
  for (const [axis, step] of [1, dims[0], dims[0] * dims[1]].entries()) {
    if ((factors[axis as 0] ?? 1) > 1) continue;
    const before = means.slice();
    const place = (n: number): number => Math.floor(n / step) % (dims[axis as 0] ?? 1);
    before.forEach((own, n) => {
      const [low, high] = [place(n) > 0 ? before[n - step] ?? 0 : own, place(n) < (dims[axis as 0] ?? 1) - 1 ? before[n + step] ?? 0 : own];
      means[n] = (low + 2 * own + high + 2) >> 2;
    });
  }
  const half = over(means, dims, [2, 2, 2]);
  const apart = grid.spacing.map((each, n) => 2 * each * (factors[n as 0] ?? 1)) as unknown as Triple;
  const isBright = (n: number): boolean => (half.means[n] ?? 0) >= 200;
  const isLit = (n: number): boolean => (half.most[n] ?? 0) >= 200;
  const isLean = (n: number): boolean => (half.least[n] ?? 0) >= -20;
  const depth = swept((n) => !isBright(n), isBright, half.dims, apart);
  const gap = swept((n) => (depth[n] ?? 0) >= 4, isLit, half.dims, apart);
  const buried = swept((n) => !isLean(n), isLean, half.dims, apart);
  const marks = Uint8Array.from(half.means, (_, n) => {
    if ((gap[n] ?? 0) <= 5) return (isBright(n) ? 128 : 64) + 36;
    const near = (gap[n] ?? 0) <= 10 ? 64 : 0;
    const share = Math.min(1, ((buried[n] ?? 0) - 2.5) / 3.5);
    return near + (share <= 0 ? 0 : Math.round(12 + share * 24));
  });
  return { dims, half: half.dims, means, marks };
}

const vessel = arcVessel();
/** A chamber beside the vessel, muscle beneath both, and an aorta through two faces of the volume. */
const busy = scene(vessel, [painted(ellipsoidSolid(pointLps(4, -12, 2), [24, 12, 15]), 60), painted(ellipsoidSolid(pointLps(6, -13, 4), [11, 7, 9]), 390),
  painted(tubeSolid([[pointLps(-40, 18, -30), 9], [pointLps(-20, 26, 30), 9]]), 430)]);
/** Every so many voxels of it along each axis. */
function thinned({ voxels, grid }: Volume, by: Triple): Volume {
  const [nx, ny] = grid.dims;
  const dims = grid.dims.map((count, n) => Math.floor(count / (by[n] ?? 1))) as unknown as Triple;
  const out = Int16Array.from({ length: dims[0] * dims[1] * dims[2] }, (_, n) => voxels[by[0] * (n % dims[0])
    + nx * (by[1] * (Math.floor(n / dims[0]) % dims[1]) + ny * by[2] * Math.floor(n / (dims[0] * dims[1])))] ?? 0);
  return { voxels: out, grid: { ...grid, dims, spacing: grid.spacing.map((each, n) => mm(each * (by[n] ?? 1))) as unknown as Volume['grid']['spacing'] } };
}
/** The same voxels, said to be so large. */
const sized = ({ voxels, grid }: Volume, x: number, y: number, z: number): Volume => ({ voxels, grid: { ...grid, spacing: [mm(x), mm(y), mm(z)] } });

describe('a search space that is made where it is asked for', () => {
  it.each([
    ['voxels of 0.45 mm', busy],
    ['voxels of 0.35 × 0.35 × 0.5 mm: two by two to a node', sized(busy, 0.35, 0.35, 0.5)],
    ['voxels of 0.27 mm: three by three by three to a node, and a face cut short', sized(busy, 0.27, 0.27, 0.27)],
    ['voxels of 0.9 × 0.9 × 1.35 mm', thinned(busy, [2, 2, 3])],
  ])('is what the whole volume made at once is: %s', (_, volume) => {
    const whole = atOnce(volume);
    const { nodes, marks } = searchSpace(volume);
    const { xs, ys, zs } = nodes.places;
    expect([nodes.dims, marks.dims]).toEqual([whole.dims, whole.half]);
    const kinds = new Set<number>();
    // Asked for crosswise, so that a place is made from its neighbours as well as before them.
    const differing = (count: number, same: (n: number) => boolean): number =>
      Array.from({ length: count }, (__, n) => (n * 7919) % count).filter((n) => !same(n)).length;
    expect(differing(whole.marks.length, (n) => {
      const [hx, hy] = whole.half;
      const mark = marks.markAt(n % hx, Math.floor(n / hx) % hy, Math.floor(n / (hx * hy)));
      kinds.add(mark);
      return mark === whole.marks[n];
    })).toBe(0);
    expect(differing(whole.means.length, (n) => {
      const [nx, ny] = whole.dims;
      return nodes.meanAt((xs[n % nx] ?? 0) + (ys[Math.floor(n / nx) % ny] ?? 0) + (zs[Math.floor(n / (nx * ny))] ?? 0)) === whole.means[n];
    })).toBe(0);
    expect([kinds.has(0), kinds.has(128 + 36), kinds.size > 6]).toEqual([true, true, true]);
  });

  it('reads what lies near the way, however large the volume is', () => {
    const readOf = (volume: Volume): number => {
      let reads = 0;
      const voxels = new Proxy(volume.voxels, { get: (from, name) => {
        reads += 1;
        return Reflect.get(from, name) as unknown;
      } });
      const path = finished(minimalPath(searchSpace({ ...volume, voxels }), costTable([hu(400)]), seedNear(vessel, 3), seedNear(vessel, 16)));
      expect(path?.settled).toBeGreaterThan(100);
      return reads;
    };
    const volume = scene(vessel);
    const [nx, ny, nz] = volume.grid.dims;
    // The same with three times as much fat again beneath it.
    const voxels = new Int16Array(4 * volume.voxels.length).fill(-95);
    voxels.set(volume.voxels as Int16Array);
    const [own, larger] = [readOf(volume), readOf({ voxels, grid: { ...volume.grid, dims: [nx, ny, 4 * nz] } })];
    expect(larger).toBeLessThan(1.2 * own);
  });
});
