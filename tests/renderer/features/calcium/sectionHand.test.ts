import { describe, expect, it } from 'vitest';
import { type Arc, arcsCover } from '../../../../core/calcium/review.ts';
import { pointUv } from '../../../../core/geometry/plane.ts';
import { RAYS } from '../../../../core/section/polar.ts';
import { deg, mm } from '../../../../core/units.ts';
import {
  arcHandles, arcHoldAt, arcHoldOf, arcsAdded, arcsDragged, arcsFrom, contourHandles, contourOf, contourPulled, handleRayAt, isOnRing, keptArcs, placeOf,
  polarOf, rayOf, ringRadius,
} from '../../../../renderer/features/calcium/sectionHand.ts';

const arcs = (...pairs: readonly (readonly [number, number])[]): readonly Arc[] => pairs.map(([from, to]) => [deg(from), deg(to)]);
const circle = (radius: number): readonly number[] => Array.from({ length: RAYS }, () => radius);
const section = { wall: circle(2), lumen: null, centre: pointUv(0.5, -0.25) };
/** On the circle that arcs are held on. */
const onRing = (angle: number, off = 0) => placeOf(section.centre, angle, ringRadius(section) + off);

describe('places about the vessel’s middle', () => {
  it('lead there and back, angles from 0 to 360° clockwise as drawn', () => {
    for (const angle of [0, 45, 90, 200, 359]) {
      const { angle: found, radius } = polarOf(placeOf(section.centre, angle, 1.7), section.centre);
      expect([Math.round(found * 1e6) / 1e6, Math.round(radius * 1e6) / 1e6]).toEqual([angle, 1.7]);
    }
    // Downwards in the picture is v.
    expect(polarOf(pointUv(0.5, 1), section.centre).angle).toBe(90);
  });
});

describe('what lies under the pointer', () => {
  const two = arcs([10, 100], [180, 300]);
  it.each([
    ['an end', onRing(11), { n: 0, part: 'from' }], ['the other end', onRing(99), { n: 0, part: 'to' }], ['an arc between its ends', onRing(240), { n: 1, part: 'all' }],
    ['the empty circle', onRing(140), null], ['beside the circle', onRing(240, 0.6), null],
  ] as const)('is %s', (_, at, expected) => expect(arcHoldAt(two, section, at, 0.3)).toEqual(expected));
  it('is the nearer of two ends', () => {
    expect(arcHoldAt(arcs([10, 100], [104, 200]), section, onRing(103), 0.3)).toEqual({ n: 1, part: 'from' });
  });
  it('is the circle within its reach', () => expect([isOnRing(section, onRing(77, 0.2), 0.3), isOnRing(section, onRing(77, 0.4), 0.3)]).toEqual([true, false]));
  it('is a handle of the contour, else the contour itself, else nothing', () => {
    expect(handleRayAt(section.wall, section.centre, placeOf(section.centre, 31, 2.05), 0.3)).toBe(10);
    expect(handleRayAt(section.wall, section.centre, placeOf(section.centre, 45, 2.05), 0.3)).toBe(15);
    expect(handleRayAt(section.wall, section.centre, placeOf(section.centre, 45, 1.2), 0.3)).toBeNull();
  });
});

describe('a drag', () => {
  it('moves an end by as much as the pointer turns, over 0° as well', () => {
    expect(arcsDragged(arcs([10, 100]), { n: 0, part: 'to' }, deg(98), deg(128))).toEqual(arcs([10, 130]));
    expect(arcsDragged(arcs([10, 100]), { n: 0, part: 'from' }, deg(12), deg(352))).toEqual(arcs([350, 460]));
  });
  it('turns an arc as a whole', () => expect(arcsDragged(arcs([10, 100]), { n: 0, part: 'all' }, deg(50), deg(60))).toEqual(arcs([20, 110])));
  it('covers in steps what it covers at once', () => {
    const steps = [30, 60, 90, 120, 150].reduce((now, to, n, all) => arcsDragged(now, { n: 0, part: 'to' }, deg(all[n - 1] ?? 0), deg(to)), arcs([0, 60]));
    expect(steps).toEqual(arcsDragged(arcs([0, 60]), { n: 0, part: 'to' }, deg(0), deg(150)));
  });
  it('on the empty circle draws a new arc from there', () => {
    const begun = arcsFrom(arcs([10, 100]), deg(200));
    expect(arcsDragged(begun, { n: 1, part: 'to' }, deg(205), deg(260))).toEqual(arcs([10, 100], [200, 260]));
  });
  it('over a neighbour makes one of both when it is let go', () => {
    expect(keptArcs(arcsDragged(arcs([10, 100], [120, 180]), { n: 0, part: 'to' }, deg(100), deg(130)))).toEqual(arcs([10, 180]));
  });
  it('is kept to a tenth of a degree', () => {
    const [kept] = keptArcs(arcs([10.04999, 100.0321]));
    expect(kept).toEqual([10, 100]);
    expect(arcsCover(keptArcs(arcs([350.123, 410.987]))).arc).toBeCloseTo(60.9, 9);
  });
});

it('adds an arc where there is room, and says which it is', () => {
  expect(arcsAdded(arcs([10, 100]), deg(200))).toEqual({ arcs: arcs([10, 100], [170, 230]), n: 1 });
  expect(arcsAdded(arcs([10, 100]), deg(50))).toBeNull();
});

describe('handles', () => {
  it('of arcs lie at their ends and tell their angles; one for each end', () => {
    const handles = arcHandles(arcs([10, 100], [340, 380]), section);
    expect(handles.map(({ id, value, label }) => [id, value, label])).toEqual([
      ['arc-0-from', 10, 'Beginning of calcium arc 1'], ['arc-0-to', 100, 'End of calcium arc 1'],
      ['arc-1-from', 340, 'Beginning of calcium arc 2'], ['arc-1-to', 20, 'End of calcium arc 2'],
    ]);
    expect(handles.map(({ id }) => arcHoldOf(id))).toEqual([{ n: 0, part: 'from' }, { n: 0, part: 'to' }, { n: 1, part: 'from' }, { n: 1, part: 'to' }]);
  });
  it('of a contour lie 30° apart and tell their radius', () => {
    const handles = contourHandles(section.wall, section.centre, 'wall');
    expect([handles.length, handles[3]?.label, handles[3]?.value, rayOf(handles[3]?.id ?? '')]).toEqual([12, 'Vessel contour at 90°, radius', 2, 30]);
    expect(Math.hypot((handles[3]?.at[0] ?? 0) - 0.5, (handles[3]?.at[1] ?? 0) - 1.75)).toBeLessThan(1e-9);
  });
  it('of other names are none', () => expect([arcHoldOf('contour-3'), rayOf('arc-0-to'), arcHoldOf('brush')]).toEqual([null, null, null]));
});

describe('a pulled contour', () => {
  const open = { wall: circle(2), lumen: circle(1.5) };
  it('of the wall stays outside the lumen, of the lumen inside the wall', () => {
    expect(Math.min(...contourPulled(open, 'wall', open.wall, 0, mm(1)))).toBeCloseTo(1.6, 9);
    expect(Math.max(...contourPulled(open, 'lumen', open.lumen, 0, mm(3)))).toBeCloseTo(1.9, 9);
  });
  it('begins in the middle where there is no lumen', () => {
    expect(contourOf(section, 'lumen').every((radius) => radius === 0.7)).toBe(true);
    expect(contourOf(open, 'lumen')).toBe(open.lumen);
  });
});
