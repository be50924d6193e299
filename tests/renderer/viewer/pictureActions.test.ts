import { expect, it } from 'vitest';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { pointUv, type ImagePlane } from '../../../core/geometry/plane.ts';
import { mm } from '../../../core/units.ts';
import { pictureActions, type PictureAction } from '../../../renderer/viewer/pictureActions.ts';
import type { View } from '../../../renderer/viewer/viewTransform.ts';

const plane: ImagePlane = {
  origin: pointLps(0, 0, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), spacing: [mm(1), mm(1)], size: [100, 100],
};
/** A picture of 0.5 mm a pixel with its window, after some commands. */
function after(...actions: readonly PictureAction[]) {
  let view: View = { plane, centre: pointUv(50, 50), mmPerPixel: 0.5, size: [200, 100] };
  let window = { width: 800, level: 300 };
  const act = pictureActions({
    setView: (change) => { view = change(view); }, kept: () => [100, 50], window: () => window, setWindow: (next) => { window = next; },
  });
  for (const action of actions) act[action]();
  return { centre: [...view.centre], mmPerPixel: view.mmPerPixel, window };
}

it.each([
  ['moveLeft', [70, 50]], ['moveRight', [30, 50]], ['moveUp', [50, 70]], ['moveDown', [50, 30]],
] as const)('moves a picture with the arrow: %s', (action, centre) => {
  expect(after(action).centre).toEqual(centre);
});

it('magnifies about the place that is kept, and shrinks back', () => {
  expect(after('larger')).toMatchObject({ centre: [50, 50], mmPerPixel: 0.4 });
  expect(after('larger', 'smaller').mmPerPixel).toBeCloseTo(0.5, 12);
});

it.each([
  ['wider', { width: 840, level: 300 }], ['narrower', { width: 760, level: 300 }],
  ['brighter', { width: 800, level: 260 }], ['darker', { width: 800, level: 340 }],
] as const)('changes a window by a twentieth of its width: %s', (action, window) => {
  expect(after(action).window).toEqual(window);
});
