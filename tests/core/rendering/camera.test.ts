import { describe, expect, it } from 'vitest';
import { dot, norm, pointLps } from '../../../core/geometry/frame.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import {
  anglesIn, draggedView, lampDirection, pannedRender, pointBehind, renderedPixel, turnedView, viewingDirection, zoomedRender,
  type RenderView,
} from '../../../core/rendering/camera.ts';
import { deg } from '../../../core/units.ts';

const VIEW: RenderView = { primary: deg(42), secondary: deg(8), centre: pointLps(3, -5, 7), mmPerPixel: 0.4, size: [300, 200] };

it('carries pixels to the patient and back', () => {
  const at = pointPixel(37.5, 141);
  const [x, y] = renderedPixel(VIEW, pointBehind(VIEW, at));
  expect([x, y]).toEqual([expect.closeTo(37.5, 9), expect.closeTo(141, 9)]);
});

describe('turning', () => {
  it('goes round past 180°, and stops at straight cranial', () => {
    expect(turnedView(VIEW, deg(150), deg(0)).primary).toBeCloseTo(-168, 9);
    expect(turnedView(VIEW, deg(-230), deg(0)).primary).toBeCloseTo(172, 9);
    expect([turnedView(VIEW, deg(0), deg(100)).secondary, turnedView(VIEW, deg(0), deg(-100)).secondary]).toEqual([90, -90]);
  });

  it('by drag lets what is in front follow the pointer', () => {
    const ap: RenderView = { ...VIEW, primary: deg(0), secondary: deg(0), centre: pointLps(0, 0, 0) };
    const front = pointLps(0, -50, 0);
    const [x, y] = renderedPixel(ap, front);
    const after = renderedPixel(draggedView(ap, [10, 6], 50), front);
    expect([after[0] - x, after[1] - y]).toEqual([expect.closeTo(10, 0), expect.closeTo(6, 0)]);
  });
});

it('moves with the pointer, and magnifies about it', () => {
  const point = pointLps(10, 4, -20);
  const [x, y] = renderedPixel(VIEW, point);
  const panned = renderedPixel(pannedRender(VIEW, [12, -7]), point);
  expect([panned[0] - x, panned[1] - y]).toEqual([expect.closeTo(12, 9), expect.closeTo(-7, 9)]);
  const about = pointPixel(40, 150);
  const zoomed = zoomedRender(VIEW, 2, about);
  const kept = renderedPixel(zoomed, pointBehind(VIEW, about));
  expect([zoomed.mmPerPixel, kept[0], kept[1]]).toEqual([0.2, expect.closeTo(40, 9), expect.closeTo(150, 9)]);
});

it('lights from the viewer’s side, by a lamp of unit direction', () => {
  const lamp = lampDirection(VIEW);
  expect(norm(lamp)).toBeCloseTo(1, 12);
  expect(dot(lamp, viewingDirection(VIEW))).toBeLessThan(-0.5);
});

it.each([
  ['LAO 42 CRA 8', 42, 8], ['lao42 cra8', 42, 8], ['RAO 30°, CAU 20°', -30, -20], ['CAU 25', 0, -25], ['RAO 12.5', -12.5, 0],
  ['AP', 0, 0], ['LAO 90 CRANIAL 10', 90, 10],
])('reads %s', (text, primary, secondary) => {
  expect(anglesIn(text)).toEqual({ primary: deg(primary), secondary: deg(secondary) });
});

it.each(['', '30', 'LAO', 'LAO 200', 'CRA 95', 'LAO 30 RAO 10', 'CRA 10 LAO 20', 'LAO -30'])('does not guess what “%s” means', (text) => {
  expect(anglesIn(text)).toBeNull();
});
