import { expect, it } from 'vitest';
import { pointLps, vectorLps, type PointLps } from '../../../core/geometry/frame.ts';
import { axesAlong, lpsFromPixel, pointPixel, pointUv, type ImagePlane } from '../../../core/geometry/plane.ts';
import { bands, canvasPlane, cutFor, firstStep, samplesWithin, viewOn, type CutPicture } from '../../../renderer/viewer/cutPicture.ts';
import { anchoredView, canvasFromLps, fittedView, lpsFromCanvas, viewOf, type View } from '../../../renderer/viewer/viewTransform.ts';

const plane: ImagePlane = {
  origin: pointLps(-12, 30, 5), ...axesAlong(vectorLps(1, 0.4, -0.2), vectorLps(0.1, 1, 0.7)), spacing: [0.5, 0.5], size: [120, 90],
};
/** 90 by 61 CSS pixels on a screen of two device pixels each. */
const view: View = { plane, centre: pointUv(21.3, 17.9), mmPerPixel: 0.31, size: [90, 61] };
const [WIDTH, HEIGHT] = [180, 122];
const near = (one: PointLps, other: PointLps): void => one.forEach((part, n) => expect(part).toBeCloseTo(other[n] ?? NaN, 9));

it('cuts each device pixel where its middle is', () => {
  const at = canvasPlane(view, WIDTH, HEIGHT, 1);
  expect(at.size).toEqual([WIDTH, HEIGHT]);
  for (const [x, y] of [[0, 0], [179, 0], [0, 121], [97, 55]] as const) {
    near(lpsFromPixel(at, pointPixel(x, y)), lpsFromCanvas(view, [(x + 0.5) / 2, (y + 0.5) / 2]));
  }
});

it.each([2, 3, 7])('cuts every %dth in the middle of the pixels that it stands for, to the last one', (step) => {
  const at = canvasPlane(view, WIDTH, HEIGHT, step);
  expect(at.size).toEqual([Math.ceil(WIDTH / step), Math.ceil(HEIGHT / step)]);
  near(lpsFromPixel(at, pointPixel(4, 5)), lpsFromCanvas(view, [(4.5 * step) / 2, (5.5 * step) / 2]));
});

it('tells the same place of the canvas on the pixels that were cut', () => {
  const laid = viewOn(view, canvasPlane(view, WIDTH, HEIGHT, 3));
  near(lpsFromCanvas(laid, [13, 44]), lpsFromCanvas(view, [13, 44]));
});

it('cuts all at once what is quick, and never more than that at first', () => {
  expect(firstStep(400_000, 1, 400_000)).toBe(1);
  expect(firstStep(400_001, 1, 400_000)).toBe(2);
  for (const sheets of [1, 14, 140]) {
    const pixels = 1920 * 1080;
    expect((pixels * sheets) / firstStep(pixels, sheets, 400_000) ** 2).toBeLessThanOrEqual(400_000);
  }
});

it('cuts less at once where a sample takes longer, but never so little that nothing can be seen', () => {
  expect(samplesWithin(7 / 400_000)).toBeCloseTo(400_000, 3);
  expect(samplesWithin(14 / 400_000)).toBeCloseTo(200_000, 3);
  expect([samplesWithin(1), samplesWithin(1e-9)]).toEqual([80_000, 2_000_000]);
});

it('is the same picture band by band', () => {
  let bandsCut = 0;
  const cut: CutPicture<string> = {
    plane, of: 'it', sheets: 100,
    cut(at) {
      bandsCut += 1;
      return Int16Array.from({ length: at.size[0] * at.size[1] }, (_, n) => {
        const [x, y, z] = lpsFromPixel(at, pointPixel(n % at.size[0], Math.floor(n / at.size[0])));
        return Math.round(100 * x + 10 * y - 30 * z);
      });
    },
  };
  const at = canvasPlane(view, WIDTH, HEIGHT, 1);
  const whole = cutFor(cut, at);
  const next = bands(cut, at);
  let made = next();
  while (made === null) made = next();
  expect(bandsCut).toBeGreaterThan(4);
  // Rounding may go the other way where a value lies between two whole ones.
  expect(made.samples.every((value, n) => Math.abs(value - (whole.samples[n] ?? NaN)) <= 1)).toBe(true);
  expect(made.samples.length).toBe(whole.samples.length);
});

it('keeps a patient point where it is, and the scale, when the plane is turned', () => {
  const turned: ImagePlane = { ...plane, origin: pointLps(3, 3, 3), ...axesAlong(vectorLps(0, 0.4, 1), vectorLps(1, -0.3, 0)) };
  const point = pointLps(2, 41, 9);
  const next = anchoredView(view, turned, point);
  canvasFromLps(next, point).forEach((part, n) => expect(part).toBeCloseTo(canvasFromLps(view, point)[n] ?? NaN, 9));
  expect(next.mmPerPixel).toBe(view.mmPerPixel);
});

it('shows the same part of the picture on a larger canvas', () => {
  const larger = viewOf(view, plane, [180, 122]);
  expect(larger.mmPerPixel).toBeCloseTo(0.155, 9);
  expect(viewOf(fittedView(plane, [90, 61]), plane, [300, 500]).mmPerPixel).toBeCloseTo(fittedView(plane, [300, 500]).mmPerPixel, 12);
});
