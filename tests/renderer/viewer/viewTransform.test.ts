import { expect, it } from 'vitest';
import { pointLps, vectorLps, type PointLps } from '../../../core/geometry/frame.ts';
import type { ImagePlane } from '../../../core/geometry/plane.ts';
import {
  canvasFromLps, edgeLetters, fittedView, lpsFromCanvas, pannedView, placeOfView, scaleBar, viewAtPlace, viewOf, zoomedView,
} from '../../../renderer/viewer/viewTransform.ts';

const axial: ImagePlane = {
  origin: pointLps(-50, -40, 12), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), spacing: [0.5, 0.25], size: [200, 320],
};
const rounded = (values: Iterable<number>): number[] => [...values].map((value) => Math.round(value * 1e6) / 1e6 + 0);

it('fits the whole picture, pixel edges included, into the shorter side', () => {
  // 100 mm × 80 mm on 400 × 200: the height decides, 0.4 mm a pixel.
  const view = fittedView(axial, [400, 200]);
  expect(view.mmPerPixel).toBeCloseTo(0.4, 12);
  // The upper edge of the first row lies on the upper edge of the canvas.
  expect(rounded(lpsFromCanvas(view, [200, 0]))).toEqual([-0.25, -40.125, 12]);
});

it('carries points to the canvas and back', () => {
  const view = zoomedView(pannedView(fittedView(axial, [400, 200]), [13, -7]), 2.5, [100, 60]);
  for (const at of [[0, 0], [400, 200], [123.5, 17.25]] as const) {
    expect(rounded(canvasFromLps(view, lpsFromCanvas(view, at)))).toEqual([...at]);
  }
});

it('keeps what lies under the pointer there while it magnifies', () => {
  const view = fittedView(axial, [400, 200]);
  const before = lpsFromCanvas(view, [310, 40]);
  expect(rounded(lpsFromCanvas(zoomedView(view, 3, [310, 40]), [310, 40]))).toEqual(rounded(before));
});

it('moves the picture with a drag, pixel by pixel', () => {
  const view = fittedView(axial, [400, 200]);
  const point: PointLps = pointLps(3, 4, 12);
  const [x, y] = canvasFromLps(view, point);
  expect(rounded(canvasFromLps(pannedView(view, [5, -9]), point))).toEqual(rounded([x + 5, y - 9]));
});

it('does not magnify without end', () => {
  const view = fittedView(axial, [400, 200]);
  expect([zoomedView(view, 1e9, [0, 0]).mmPerPixel, zoomedView(view, 1e-9, [0, 0]).mmPerPixel]).toEqual([0.005, 5]);
});

it('keeps scale and place for the next slice', () => {
  const view = zoomedView(fittedView(axial, [400, 200]), 2, [10, 10]);
  const next = viewOf(view, { ...axial, origin: pointLps(-50, -40, 12.5) }, [400, 200]);
  expect([next.mmPerPixel, next.centre]).toEqual([view.mmPerPixel, view.centre]);
});

it('letters the edges of the three cuts of a patient', () => {
  const feet = vectorLps(0, 0, -1);
  expect([
    edgeLetters(axial),
    edgeLetters({ u: vectorLps(1, 0, 0), v: feet }),
    edgeLetters({ u: vectorLps(0, 1, 0), v: feet }),
  ]).toEqual([
    { right: 'L', left: 'R', bottom: 'P', top: 'A' },
    { right: 'L', left: 'R', bottom: 'F', top: 'H' },
    { right: 'P', left: 'A', bottom: 'F', top: 'H' },
  ]);
});

it('letters a plane that is turned by 10° from sagittal with two letters, and a mirrored one mirrored', () => {
  const angle = (10 * Math.PI) / 180;
  const turned = { u: vectorLps(-Math.sin(angle), Math.cos(angle), 0), v: vectorLps(0, 0, -1) };
  expect(edgeLetters(turned)).toEqual({ right: 'PR', left: 'AL', bottom: 'F', top: 'H' });
  const mirrored = { u: vectorLps(Math.sin(angle), -Math.cos(angle), 0), v: vectorLps(0, 0, -1) };
  expect(edgeLetters(mirrored)).toEqual({ right: 'AL', left: 'PR', bottom: 'F', top: 'H' });
});

it('draws the longest round bar that has room, true to scale', () => {
  expect(scaleBar(0.4, 96)).toEqual({ mm: 20, pixels: 50 });
  // 20 mm need 100 pixels at 0.2 mm a pixel: one pixel less room gives 10 mm.
  expect([scaleBar(0.2, 100)?.mm, scaleBar(0.2, 99)?.mm]).toEqual([20, 10]);
});

it('draws no bar where not even a tenth of a millimetre has room', () => {
  expect(scaleBar(0.0001, 96)).toBeNull();
});

it('comes back to a place in a tile of any size, and a place that it came back to is the same to the last digit', () => {
  const view = zoomedView(pannedView(fittedView(axial, [400, 200]), [13, -7]), 2.5, [100, 60]);
  const place = placeOfView(view);
  expect(place.zoom).toBe(2.5);
  for (const size of [[400, 200], [333, 517]] as const) {
    const back = viewAtPlace(fittedView(axial, size), place);
    expect(placeOfView(back)).toEqual(place);
    expect(fittedView(axial, size).mmPerPixel / back.mmPerPixel).toBeCloseTo(2.5, 12);
    expect(rounded(lpsFromCanvas(back, [size[0] / 2, size[1] / 2]))).toEqual(rounded(lpsFromCanvas(view, [200, 100])));
  }
});
