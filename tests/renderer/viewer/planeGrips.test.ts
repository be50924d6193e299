import { expect, it } from 'vitest';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import type { ImagePlane } from '../../../core/geometry/plane.ts';
import { gripAt, gripLines, turnedOnCanvas, type Grip } from '../../../renderer/viewer/planeGrips.ts';
import { canvasFromLps, fittedView, type PointCanvas } from '../../../renderer/viewer/viewTransform.ts';

const feet = vectorLps(0, 0, -1);
const axial: ImagePlane = { origin: pointLps(-200, -200, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), spacing: [1, 1], size: [401, 401] };
const coronal: ImagePlane = { ...axial, origin: pointLps(-200, 20, 200), v: feet };
const sagittal: ImagePlane = { ...axial, origin: pointLps(-30, -200, 200), u: vectorLps(0, 1, 0), v: feet };
const view = fittedView(axial, [401, 401]);
const cursor = pointLps(-30, 20, 0);
const cross = canvasFromLps(view, cursor);
const others = [{ cut: 'coronal', plane: coronal }, { cut: 'sagittal', plane: sagittal }] as const;
const beside = (dx: number, dy: number): PointCanvas => [cross[0] + dx, cross[1] + dy];
const grip = (thickness: number, at: PointCanvas): Grip => gripAt(gripLines(view, others, cursor, thickness), cross, at);

it('has handles to turn on both sides of the cursor, on each line', () => {
  const [level, upright] = gripLines(view, others, cursor, 0);
  expect(level?.turn.map(([x, y]) => [Math.round(x - cross[0]), Math.round(y - cross[1])]).toSorted(([a = 0], [b = 0]) => a - b)).toEqual([[-90, 0], [90, 0]]);
  expect(upright?.turn.length).toBe(2);
  expect([level?.faces, level?.depth]).toEqual([[], []]);
});
it('has no handle beyond the edge of the canvas', () => {
  const atEdge = pointLps(-150, 20, 0);
  expect(gripLines(view, others, atEdge, 0)[0]?.turn.length).toBe(1);
});
it('draws the faces of a slab half its depth to both sides, with handles to change it', () => {
  const [level] = gripLines(view, others, cursor, 20);
  expect(level?.faces.map(({ from }) => Math.round(from[1] - cross[1])).toSorted((a, b) => a - b)).toEqual([-10, 10]);
  expect(level?.depth.length).toBe(4);
});
it('grips handles first, then the crossing, then lines, and nothing in between', () => {
  expect(grip(0, beside(92, 3))).toEqual({ kind: 'turn', cut: 'coronal' });
  expect(grip(0, beside(-1, -88))).toEqual({ kind: 'turn', cut: 'sagittal' });
  expect(grip(20, beside(132, 9))).toEqual({ kind: 'depth', cut: 'coronal' });
  expect(grip(0, beside(4, 4))).toEqual({ kind: 'cross' });
  expect(grip(0, beside(40, 5))).toEqual({ kind: 'line', cut: 'coronal' });
  expect(grip(0, beside(-5, 40))).toEqual({ kind: 'line', cut: 'sagittal' });
  expect(grip(0, beside(40, 40))).toEqual({ kind: 'cross' });
});
it('measures a turn clockwise, also across the side where angles begin anew', () => {
  expect(turnedOnCanvas([0, 0], [10, 0], [0, 10])).toBeCloseTo(90, 9);
  expect(turnedOnCanvas([0, 0], [-10, 1], [-10, -1])).toBeCloseTo(2 * (Math.atan(0.1) * 180) / Math.PI, 9);
  expect(turnedOnCanvas([5, 5], [15, 5], [5, -5])).toBeCloseTo(-90, 9);
});
