import { expect, it } from 'vitest';
import { pointUv } from '../../../core/geometry/plane.ts';
import { huLaid, huUnder, huView, pannedHu, zoomedHu, type HuGrid } from '../../../renderer/viewer/huLaying.ts';

/** 3 columns 0.5 mm apart, 5 rows 1 mm apart; the middle pixel lies at (0, 20). Each value says where it is. */
const GRID: HuGrid = {
  values: Int16Array.from({ length: 15 }, (_, n) => 10 * Math.floor(n / 3) + (n % 3)),
  size: [3, 5], spacing: [0.5, 1], origin: pointUv(-0.5, 18),
};

it('lays the whole picture at one scale, its middle in the middle', () => {
  // 1.5 mm across 300 pixels, 5 mm down 100: the height decides.
  expect(huView(GRID, 'whole', [300, 100])).toEqual({ centre: [0, 20], perPixel: [0.05, 0.05] });
});

it('fills a canvas each way at a scale of its own', () => {
  expect(huView(GRID, 'filled', [300, 100])).toEqual({ centre: [0, 20], perPixel: [0.005, 0.05] });
});

it('leads from a place to the canvas and back', () => {
  const laid = huLaid({ centre: pointUv(1, 20), perPixel: [0.1, 0.25] }, [200, 80]);
  expect([laid.x(1), laid.y(20), laid.x(0), laid.y(25)]).toEqual([100, 40, 90, 60]);
  expect(laid.at([90, 60])).toEqual([0, 25]);
});

it('moves with the pointer, and magnifies about it', () => {
  const laid = huLaid({ centre: pointUv(0, 20), perPixel: [0.1, 0.2] }, [200, 80]);
  expect(pannedHu(laid.view, [10, -5]).centre).toEqual([-1, 21]);
  const nearer = huLaid(zoomedHu(laid, 2, [150, 60]), [200, 80]);
  expect(nearer.view.perPixel).toEqual([0.05, 0.1]);
  expect(nearer.at([150, 60])).toEqual(laid.at([150, 60]));
});

it('keeps the shape of its pixels however far it is magnified', () => {
  const laid = huLaid({ centre: pointUv(0, 20), perPixel: [0.01, 0.05] }, [200, 80]);
  const { perPixel: [across, down] } = zoomedHu(laid, 1000, [0, 0]);
  expect(down / across).toBeCloseTo(5, 9);
});

it('reads the pixel nearest to a place, and nothing beside the grid', () => {
  expect([huUnder(GRID, pointUv(-0.5, 18)), huUnder(GRID, pointUv(0.24, 22.4)), huUnder(GRID, pointUv(0.3, 20))]).toEqual([0, 41, 22]);
  expect([huUnder(GRID, pointUv(-0.8, 18)), huUnder(GRID, pointUv(0, 22.6))]).toEqual([null, null]);
});
