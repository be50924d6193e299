import { expect, it } from 'vitest';
import { affine, apply, between, indexIjk, norm, pointLps, type PointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { renderedPixel, type RenderView } from '../../../core/rendering/camera.ts';
import { pickedPoint } from '../../../core/rendering/pick.ts';
import type { CutPlane } from '../../../core/rendering/rayCast.ts';
import { transferTable } from '../../../core/rendering/transfer.ts';
import { deg, mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';

/** Tubes along the head axis, seen from all sides of the patient's waist: one in front of the other. */
const [FRONT, BACK] = [pointLps(2, -12, 0), pointLps(2, 14, 0)];
const N = 81;
const volume: Volume = (() => {
  const lpsFromIjk = affine<PointLps, ReturnType<typeof indexIjk>>([0.6, 0, 0, -24, 0, 0.6, 0, -24, 0, 0, 0.6, -24]);
  const voxels = new Int16Array(N ** 3).fill(-1000);
  for (let k = 0; k < N; k += 1) for (let j = 0; j < N; j += 1) for (let i = 0; i < N; i += 1) {
    const [x, y] = apply(lpsFromIjk, indexIjk(i, j, k));
    // As a scanner blurs it: full inside 1 mm, nothing beyond 2 mm.
    for (const [cx, cy] of [FRONT, BACK]) {
      const share = Math.max(0, Math.min(1, 2 - Math.hypot(x - cx, y - cy)));
      if (share > 0) voxels[i + N * (j + N * k)] = Math.round(-1000 + 1500 * share);
    }
  }
  return { voxels, grid: { dims: [N, N, N], spacing: [mm(0.6), mm(0.6), mm(0.6)], lpsFromIjk, frameOfReferenceUid: null } };
})();
const table = transferTable('vessel', 420);
const view = (primary: number, secondary: number): RenderView =>
  ({ primary: deg(primary), secondary: deg(secondary), centre: pointLps(0, 0, 0), mmPerPixel: 0.5, size: [101, 91] });
const picked = (seen: RenderView, at: PointLps, cuts: readonly CutPlane[] = []) => pickedPoint({ volume, table, view: seen, cuts }, renderedPixel(seen, at));

it.each([[0, 0], [25, 0], [0, 30], [-30, -20]])('is the middle of the vessel that is seen at the pixel, from %d and %d', (primary, secondary) => {
  const found = picked(view(primary, secondary), FRONT);
  // The ray leads through the middle; along it the place is within half a voxel's diagonal and a step.
  expect(found === null ? Infinity : Math.hypot(found[0] - FRONT[0], found[1] - FRONT[1])).toBeLessThan(0.6);
});

it('is what lies in front: from the other side the other vessel', () => {
  const found = picked(view(180, 0), FRONT);
  expect(found === null ? Infinity : norm(between(found, BACK))).toBeLessThan(0.6);
});

it('is what lies behind, once a cut took away what lay in front', () => {
  const cut: CutPlane = { origin: pointLps(0, 0, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 0, 1) };
  const found = picked(view(0, 0), FRONT, [cut]);
  expect(found === null ? Infinity : norm(between(found, BACK))).toBeLessThan(0.6);
});

it('is nothing where nothing is seen', () => {
  expect(pickedPoint({ volume, table, view: view(0, 0), cuts: [] }, pointPixel(3, 45))).toBeNull();
});
