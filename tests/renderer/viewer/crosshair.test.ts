import { expect, it } from 'vitest';
import { pointLps, vectorLps, type PointLps } from '../../../core/geometry/frame.ts';
import type { ImagePlane } from '../../../core/geometry/plane.ts';
import { aroundGap, cursorOnDraggedLine, cutLine, distanceFrom } from '../../../renderer/viewer/crosshair.ts';
import { fittedView } from '../../../renderer/viewer/viewTransform.ts';

const feet = vectorLps(0, 0, -1);
const axial: ImagePlane = { origin: pointLps(-50, -50, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), spacing: [1, 1], size: [101, 101] };
const coronal: ImagePlane = { origin: pointLps(-50, 10, 50), u: vectorLps(1, 0, 0), v: feet, spacing: [1, 1], size: [101, 101] };
const sagittal: ImagePlane = { origin: pointLps(-20, -50, 50), u: vectorLps(0, 1, 0), v: feet, spacing: [1, 1], size: [101, 101] };
/** One millimetre a pixel; the middle of the canvas is x = y = 0. */
const view = fittedView(axial, [101, 101]);
const cursor: PointLps = pointLps(-20, 10, 0);
const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e6) / 1e6 + 0);

it('draws the coronal plane level and the sagittal plane upright, where they are', () => {
  const [level, upright] = [cutLine(view, coronal, cursor), cutLine(view, sagittal, cursor)];
  expect([level, upright].map((line) => (line === null ? null : [rounded(line.from), rounded(line.to)].toSorted()))).toEqual([
    [[0, 60.5], [101, 60.5]], [[30.5, 0], [30.5, 101]],
  ]);
});

it('draws the plane where it is drawn, not where the cursor is between two slices', () => {
  const line = cutLine(view, coronal, pointLps(-20, 10.4, 0));
  expect(line === null ? null : rounded([line.from[1]])).toEqual([60.5]);
});

it('draws no line for a parallel plane or one beyond the canvas', () => {
  expect(cutLine(view, { ...axial, origin: pointLps(-50, -50, 7) }, cursor)).toBeNull();
  expect(cutLine(view, { ...coronal, origin: pointLps(-50, 70, 50) }, cursor)).toBeNull();
});

it('slants the line of an oblique plane', () => {
  const tilted: ImagePlane = { ...coronal, origin: cursor, u: vectorLps(Math.SQRT1_2, Math.SQRT1_2, 0) };
  const line = cutLine(view, tilted, cursor);
  const slope = line === null ? 0 : (line.to[1] - line.from[1]) / (line.to[0] - line.from[0]);
  expect(slope).toBeCloseTo(1, 9);
});

it('moves the cursor across the dragged plane only', () => {
  expect(rounded([...cursorOnDraggedLine(view, coronal, cursor, [90, 40.5])])).toEqual([-20, -10, 0]);
  expect(rounded([...cursorOnDraggedLine(view, sagittal, cursor, [70.5, 3])])).toEqual([20, 10, 0]);
});

it('measures the distance from a line square to it', () => {
  expect(distanceFrom({ from: [0, 0], to: [10, 0] }, [4, 3])).toBeCloseTo(3, 12);
});

it('leaves a gap around the cursor and draws the whole line where the cursor is elsewhere', () => {
  const line = { from: [0, 50], to: [100, 50] } as const;
  expect(aroundGap(line, [40, 50], 10)).toEqual([{ from: [0, 50], to: [30, 50] }, { from: [50, 50], to: [100, 50] }]);
  expect(aroundGap(line, [4, 50], 10)).toEqual([{ from: [14, 50], to: [100, 50] }]);
  expect(aroundGap(line, [150, 50], 10)).toEqual([line]);
});
