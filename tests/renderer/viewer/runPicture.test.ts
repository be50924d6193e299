import { describe, expect, it } from 'vitest';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { canvasFromPixel, pixelFromCanvas } from '../../../renderer/viewer/pictureSeam.ts';
import { pixelPlane } from '../../../renderer/viewer/pictureSet.ts';
import type { FrameStore } from '../../../renderer/viewer/frameStore.ts';
import { AS_STORED, createRunPictures } from '../../../renderer/viewer/runPicture.ts';
import { shutterPaths } from '../../../renderer/viewer/shutterPath.ts';
import { fittedView, pannedView, zoomedView } from '../../../renderer/viewer/viewTransform.ts';

const SHAPE = { frames: 3, columns: 2, rows: 2, bytesPerSample: 1 as const };
const FRAMES = [[9, 8, 7, 6], [5, 8, 9, 6], [9, 1, 7, 7]].map((samples) => Uint8Array.from(samples));

/** A store that holds some of the frames, and one that will never come. */
function storeOf(there: Set<number>, broken: number | null = null): FrameStore {
  const peek = (n: number): Uint8Array | null => (there.has(n) ? FRAMES[n] ?? null : null);
  return {
    frame: peek, peek, has: (n) => there.has(n) || n === broken, present: () => there.size,
    failure: (n) => (n === broken ? 'run/frame-unreadable' : null), prefetchFrom: () => undefined, close: () => undefined,
  };
}

describe('pictures of a run', () => {
  it('are the stored frames, untouched', () => {
    const pictures = createRunPictures(storeOf(new Set([1])), SHAPE, null, false, () => null);
    expect([pictures.picture(1), pictures.picture(0)]).toEqual([FRAMES[1], null]);
  });
  it('are signed slices, too, untouched', () => {
    const signed = Int16Array.from([-1000, 40, 700, -3]);
    const pictures = createRunPictures(
      { ...storeOf(new Set()), frame: () => signed, peek: () => signed }, { ...SHAPE, bytesPerSample: 2 }, null, false, () => null,
    );
    expect(pictures.picture(0)).toEqual(signed);
  });
  it('with a mask wait for it, and are the difference about the middle', () => {
    const there = new Set([1]);
    const pictures = createRunPictures(storeOf(there), SHAPE, 'logarithmic', false, () => null);
    pictures.make({ ...AS_STORED, mask: { frames: [0], shift: [0, 0] } });
    expect(pictures.picture(1)).toBeNull();
    there.add(0);
    expect(pictures.picture(1)).toEqual(Int16Array.from([124, 128, 130, 128]));
  });
  it('with a mask of several frames are less their mean; one that cannot be read is left out', () => {
    const there = new Set([1, 2]);
    const pictures = createRunPictures(storeOf(there), SHAPE, 'logarithmic', false, () => null);
    pictures.make({ ...AS_STORED, mask: { frames: [0, 2], shift: [0, 0] } });
    expect(pictures.picture(1)).toBeNull();
    there.add(0);
    // Means 9, 4.5, 7, 6.5 of 5, 8, 9, 6.
    expect(pictures.picture(1)).toEqual(Int16Array.from([124, 132, 130, 128]));
    const broken = createRunPictures(storeOf(new Set([1, 2]), 0), SHAPE, 'logarithmic', false, () => null);
    broken.make({ ...AS_STORED, mask: { frames: [0, 2], shift: [0, 0] } });
    expect(broken.picture(1)).toEqual(Int16Array.from([124, 135, 130, 127]));
  });
  it('all at once are the darkest of those that have come, and whole when none is missing', () => {
    const there = new Set([0]);
    const pictures = createRunPictures(storeOf(there, 1), SHAPE, null, false, () => null);
    pictures.make({ ...AS_STORED, show: 'composite' });
    expect([pictures.gathered(), pictures.missing(), pictures.composite()]).toEqual([2, 2, null]);
    there.add(2);
    pictures.arrived(2);
    pictures.arrived(2);
    // The frame that cannot be read is not waited for.
    expect([pictures.gathered(), pictures.missing(), pictures.picture(0)]).toEqual([3, null, Uint8Array.from([9, 1, 7, 6])]);
    expect(FRAMES[0]).toEqual(Uint8Array.from([9, 8, 7, 6]));
  });
  it('laid over a partner show both, and their own until that has come', () => {
    const pictures = createRunPictures(storeOf(new Set([0, 1, 2])), SHAPE, null, false, () => null);
    pictures.make({ ...AS_STORED, show: 'overlay' });
    expect(pictures.picture(0)).toEqual(Uint8Array.from([5, 1, 7, 6]));
    pictures.overlay(Uint8Array.from([5, 7, 1, 6]));
    expect(pictures.picture(0)).toEqual(Uint8Array.from([5, 1, 1, 6]));
  });
  it('of one phase are those of its frames alone', () => {
    const pictures = createRunPictures(storeOf(new Set([0, 1, 2])), SHAPE, null, false, () => [0, 2]);
    pictures.make({ ...AS_STORED, show: 'composite', phase: 0.7 });
    expect([pictures.picture(0), pictures.gathered(), pictures.wanted()]).toEqual([Uint8Array.from([9, 1, 7, 6]), 2, 2]);
    pictures.make({ ...AS_STORED, show: 'composite' });
    expect([pictures.picture(0), pictures.wanted()]).toEqual([Uint8Array.from([5, 1, 7, 6]), 3]);
  });
  it('of a run whose contrast is bright are the brightest', () => {
    const pictures = createRunPictures(storeOf(new Set([0, 1, 2])), SHAPE, null, true, () => null);
    pictures.make({ ...AS_STORED, show: 'composite' });
    expect(pictures.picture(0)).toEqual(Uint8Array.from([9, 8, 9, 7]));
  });
});

describe('places on a picture', () => {
  it('go to the canvas and back, whatever the shape of a pixel, moved and magnified', () => {
    const fitted = fittedView(pixelPlane(64, 48, 1.25), [300, 200]);
    const view = zoomedView(pannedView(fitted, [17, -9]), 2.3, [40, 120]);
    const there = canvasFromPixel(view, pointPixel(12.25, 30.5));
    const back = pixelFromCanvas(view, there);
    expect(back[0]).toBeCloseTo(12.25, 9);
    expect(back[1]).toBeCloseTo(30.5, 9);
  });
  it('the middle of the picture is the middle of a fitted canvas', () => {
    expect(canvasFromPixel(fittedView(pixelPlane(64, 48, null), [300, 200]), pointPixel(31.5, 23.5))).toEqual([150, 100]);
  });
});

it('the shutter covers all of the tile but its opening', () => {
  const view = fittedView(pixelPlane(100, 100, null), [200, 200]);
  const [path, circle, polygon] = shutterPaths({
    rectangle: { left: -0.5, right: 49.5, top: 9.5, bottom: 99.5 }, circle: { x: 49.5, y: 49.5, radius: 25 }, polygon: [[0, 0], [10, 0], [10, 10]],
  }, view);
  expect(path).toBe('M0 0H200V200H0ZM0.0 20.0L100.0 20.0L100.0 200.0L0.0 200.0Z');
  expect(circle?.startsWith('M0 0H200V200H0ZM150.0 100.0L')).toBe(true);
  expect(polygon).toBe('M0 0H200V200H0ZM1.0 1.0L21.0 1.0L21.0 21.0Z');
});
