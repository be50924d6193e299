import { expect, it } from 'vitest';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { pointUv, type ImagePlane } from '../../../core/geometry/plane.ts';
import { paint, type Samples, type Window } from '../../../renderer/viewer/painting.ts';
import type { View } from '../../../renderer/viewer/viewTransform.ts';

const planeOf = (size: readonly [number, number], spacing: readonly [number, number] = [1, 1]): ImagePlane =>
  ({ origin: pointLps(0, 0, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), spacing, size });
/** Greys are HU as they stand. */
const PLAIN: Window = { width: 255, level: 127.5 };

/** The bytes red, green, blue of each pixel, of a canvas whose upper left corner lies at (left, top), mm. */
function painted(
  samples: Samples, plane: ImagePlane, { corner: [left, top], mmPerPixel, size }: { readonly corner: readonly [number, number]; readonly mmPerPixel: number; readonly size: readonly [number, number] },
  { window = PLAIN, isInverted = false, ratio = 1, samplesPerPixel = 1 as 1 | 3 } = {},
): readonly (readonly number[])[] {
  const view: View = { plane, size, mmPerPixel, centre: pointUv(left + (size[0] * mmPerPixel) / 2, top + (size[1] * mmPerPixel) / 2) };
  const [width, height] = [size[0] * ratio, size[1] * ratio];
  const out = new Uint32Array(width * height);
  paint({ plane, samples, samplesPerPixel }, view, window, isInverted, width, height, out);
  const bytes = new Uint8Array(out.buffer);
  return Array.from(out, (_, n) => {
    expect(bytes[4 * n + 3]).toBe(255);
    return [...bytes.subarray(4 * n, 4 * n + 3)];
  });
}
const greys = (...input: Parameters<typeof painted>): readonly number[] => painted(...input).map(([red = -1, green, blue]) => {
  expect([green, blue]).toEqual([red, red]);
  return red;
});
/** Each pixel of the canvas is one sample. */
const asItIs = (size: readonly [number, number]) => ({ corner: [-0.5, -0.5], mmPerPixel: 1, size } as const);

it('shows the first sample in the upper left corner, rows downwards, columns to the right', () => {
  expect(greys(Int16Array.of(10, 20, 30, 40, 50, 60), planeOf([3, 2]), asItIs([3, 2]))).toEqual([10, 20, 30, 40, 50, 60]);
});

it.each([[-101, 0], [-100, 0], [0, 64], [100, 128], [200, 191], [300, 255], [301, 255], [-32_768, 0], [32_767, 255]])(
  'shows %d HU in a window of 400 about 100 as grey %d', (value, grey) => {
    expect(greys(Int16Array.of(value), planeOf([1, 1]), asItIs([1, 1]), { window: { width: 400, level: 100 } })).toEqual([grey]);
  },
);

it('mixes neighbours by their distance', () => {
  // Pixel centres at a quarter and three quarters of the way.
  expect(greys(Int16Array.of(0, 100), planeOf([2, 1]), { corner: [0, -0.5], mmPerPixel: 0.5, size: [2, 1] })).toEqual([25, 75]);
  // Half way along both: the mean of four.
  expect(greys(Int16Array.of(0, 40, 80, 200), planeOf([2, 2]), { corner: [0, 0], mmPerPixel: 1, size: [1, 1] })).toEqual([80]);
});

it('windows what was mixed, so that an edge stays where it lies however narrow the window', () => {
  // Between 0 and 1000 HU in a window from 400 to 600: at 1/8 and 3/8 black, half way grey, at 5/8 and 7/8 white.
  const across = greys(Int16Array.of(0, 1000), planeOf([2, 1]), { corner: [0, -0.5], mmPerPixel: 0.25, size: [4, 1] }, { window: { width: 200, level: 500 } });
  const middle = greys(Int16Array.of(0, 1000), planeOf([2, 1]), { corner: [0.375, -0.5], mmPerPixel: 0.25, size: [1, 1] }, { window: { width: 200, level: 500 } });
  expect([across, middle]).toEqual([[0, 0, 255, 255], [128]]);
});

it('gives the outermost samples their whole pixel, and is black beyond', () => {
  const { corner, mmPerPixel, size } = { corner: [-1, -0.5], mmPerPixel: 0.5, size: [6, 1] } as const;
  expect(greys(Uint8Array.of(90, 90), planeOf([2, 1]), { corner, mmPerPixel, size })).toEqual([0, 90, 90, 90, 90, 0]);
  expect(greys(Uint8Array.of(90, 90), planeOf([1, 2]), { corner: [-0.5, -1], mmPerPixel, size: [1, 6] })).toEqual([0, 90, 90, 90, 90, 0]);
});

it('keeps the proportions of pixels that are not square', () => {
  // Columns 1 mm, rows 2 mm: a row is two canvas pixels high.
  expect(greys(Int16Array.of(10, 20, 30, 40), planeOf([2, 2], [1, 2]), { corner: [-0.5, -1], mmPerPixel: 1, size: [2, 4] })).toEqual([
    10, 20, 15, 25, 25, 35, 30, 40,
  ]);
});

it('paints a screen of twice the pixels as fine as it can show', () => {
  const view = { corner: [-0.5, -0.5], mmPerPixel: 1, size: [2, 1] } as const;
  expect(greys(Int16Array.of(0, 100), planeOf([2, 1]), view, { ratio: 2 })).toEqual([0, 25, 75, 100, 0, 25, 75, 100]);
});

it('turns an inverted run about', () => {
  expect(greys(Uint16Array.of(0, 64, 255, 300), planeOf([4, 1]), asItIs([4, 1]), { isInverted: true })).toEqual([255, 191, 0, 0]);
});

it('paints colours channel by channel', () => {
  const samples = Uint8Array.of(255, 0, 0, 0, 100, 200);
  expect(painted(samples, planeOf([2, 1]), asItIs([2, 1]), { samplesPerPixel: 3 })).toEqual([[255, 0, 0], [0, 100, 200]]);
  expect(painted(samples, planeOf([2, 1]), { corner: [0, -0.5], mmPerPixel: 1, size: [1, 1] }, { samplesPerPixel: 3 })).toEqual([[128, 50, 100]]);
  expect(painted(samples, planeOf([2, 1]), { corner: [1.5, -0.5], mmPerPixel: 1, size: [1, 1] }, { samplesPerPixel: 3 })).toEqual([[0, 0, 0]]);
});
