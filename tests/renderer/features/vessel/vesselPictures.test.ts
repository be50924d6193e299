import { describe, expect, it } from 'vitest';
import { affine, moved, pointLps, vectorLps, type IndexIjk, type PointLps } from '../../../../core/geometry/frame.ts';
import { pointUv } from '../../../../core/geometry/plane.ts';
import type { Volume } from '../../../../core/volume/volume.ts';
import type { Centreline } from '../../../../core/centreline/centreline.ts';
import { deg, mm } from '../../../../core/units.ts';
import { axesAlong } from '../../../../renderer/features/vessel/usePlanesAlong.ts';
import { aboutLesion, axisTicks, GUTTER, straightLook } from '../../../../renderer/features/vessel/straightWords.ts';
import { lying, sectionGrid, sectionLook, straightAngle, straightGrid, stretchedPicture } from '../../../../renderer/features/vessel/vesselPictures.ts';
import { huLaid, huUnder } from '../../../../renderer/viewer/huLaying.ts';
import { lineThrough } from '../../../core/lesion/plainFindings.ts';

/** HU that say where they lie, linear in the patient, in a box of 60 mm about its origin. */
const ramp = ([x, y, z]: PointLps): number => 300 + 5 * x - 7 * y + 9 * z;
const N = 61;
const volume: Volume = (() => {
  const voxels = new Int16Array(N ** 3);
  for (let k = 0; k < N; k += 1) for (let j = 0; j < N; j += 1) for (let i = 0; i < N; i += 1) voxels[i + N * (j + N * k)] = ramp(pointLps(i - 30, j - 30, k - 30));
  return { voxels, grid: { dims: [N, N, N], spacing: [mm(1), mm(1), mm(1)], frameOfReferenceUid: null, lpsFromIjk: affine<PointLps, IndexIjk>([1, 0, 0, -30, 0, 1, 0, -30, 0, 0, 1, -30]) } };
})();
/** A gentle bend. */
const line: Centreline = lineThrough(Array.from({ length: 60 }, (_, n): PointLps => pointLps(n / 2 - 15, (n / 2 - 15) ** 2 / 60, n / 20)));
const ALONE = { thickness: 0, rule: 'mean' } as const;

describe('the section', () => {
  it('has the centreline in its middle', () => {
    const grid = sectionGrid(volume, line, mm(10), ALONE);
    const point = line.points.reduce((best, one) => (Math.abs(one.abscissa - 10) < Math.abs(best.abscissa - 10) ? one : best));
    expect(grid === null ? null : Math.abs((huUnder(grid, pointUv(0, 0)) ?? NaN) - ramp(point.at))).toBeLessThan(4);
  });

  it('is laid with 13 mm along the shorter side, whatever the tile', () => {
    expect(sectionLook(sectionGrid(volume, line, mm(10), ALONE) ?? ({} as never), [400, 260]).perPixel).toEqual([0.05, 0.05]);
  });
});

describe('the straightened vessel', () => {
  it('lies on its side: along it its length, downwards the direction of its angle', () => {
    const grid = straightGrid(volume, line, deg(90), ALONE);
    const point = line.points[20] ?? line.points[0];
    if (point === undefined) throw new Error('no points');
    // Half a pixel off at most: 0.075 mm at 12.4 HU a mm.
    expect(Math.abs((huUnder(grid, pointUv(point.abscissa, 4)) ?? NaN) - ramp(moved(point.at, point.v, 4)))).toBeLessThan(3);
  });

  it('is cut once for each step of its angle, however often it is asked for', () => {
    expect(straightGrid(volume, line, deg(35), ALONE)).toBe(straightGrid(volume, line, deg(35), ALONE));
    expect(straightGrid(volume, line, deg(40), ALONE)).not.toBe(straightGrid(volume, line, deg(35), ALONE));
    expect([2.4, 2.6, 357.6].map((angle) => straightAngle(deg(angle)))).toEqual([0, 5, 0]);
  });

  it('fills the room beside its gutter with the vessel, at one scale both ways', () => {
    const grid = straightGrid(volume, line, deg(0), ALONE);
    const laid = huLaid(straightLook(grid, null, [1014, 200]), [1014, 200]);
    expect(laid.x(0)).toBeCloseTo(GUTTER, 6);
    expect(laid.x(line.length)).toBeGreaterThan(1014 - 30);
    expect(laid.view.perPixel[0]).toBe(laid.view.perPixel[1]);
  });

  it('shows the occlusion with what is beside it, and moves to the cursor', () => {
    expect(aboutLesion([mm(40), mm(70)], 150, 50)).toEqual([28, 82]);
    expect(aboutLesion([mm(5), mm(70)], 75, 50)).toEqual([0, 75]);
    expect(aboutLesion([mm(40), mm(70)], 150, 90)).toEqual([36, 90]);
    expect(aboutLesion([mm(40), mm(70)], 150, 20)).toEqual([20, 74]);
  });

  it('counts from the proximal cap, before it with a minus', () => {
    expect(axisTicks([0, 60], 30, 400).map(({ at, words }) => [at, words])).toEqual([[0, '−30'], [10, '−20'], [20, '−10'], [30, '0'], [40, '10'], [50, '20'], [60, '30 mm']]);
  });
});

describe('the stretched view', () => {
  it('leads from each place of the vessel to the picture and back', () => {
    const picture = stretchedPicture(volume, line, ALONE);
    if (picture === null) throw new Error('no picture');
    for (const point of [line.points[0], line.points[17], line.points.at(-1)]) {
      if (point === undefined) continue;
      const place = picture.placeOf(point.at);
      expect(place === undefined ? Infinity : Math.abs((picture.abscissaAt(place) ?? NaN) - point.abscissa)).toBeLessThan(0.05);
    }
    expect(picture.course).toHaveLength(line.points.length);
  });
});

it('lays a picture on its side', () => {
  expect([...lying(Int16Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 3, 5, 2, 4, 6]);
});

it('lays the planes across and along the vessel, the second in the direction of the cursor', () => {
  const axes = axesAlong({ u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), tangent: vectorLps(0, 0, 1) }, deg(90));
  expect(axes.axial).toEqual({ u: [1, 0, 0], v: [0, 1, 0] });
  expect(axes.coronal.u).toEqual([0, 0, 1]);
  expect(axes.coronal.v.map((part) => Math.round(1e9 * part) / 1e9 + 0)).toEqual([0, 1, 0]);
  expect(axes.sagittal.v.map((part) => Math.round(1e9 * part) / 1e9 + 0)).toEqual([-1, 0, 0]);
});
