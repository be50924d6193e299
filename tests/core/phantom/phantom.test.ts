import { describe, expect, it } from 'vitest';
import { beaten, contraction } from '../../../core/phantom/chambers.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { collaterals } from '../../../core/phantom/coronaries.ts';
import { phantomPainter } from '../../../core/phantom/painter.ts';
import { DEMO_RECIPE, heartPhantom } from '../../../core/phantom/phantom.ts';
import { lumenRadiusAt } from '../../../core/phantom/vessel.ts';
import { moved, type PointLps, pointLps } from '../../../core/geometry/frame.ts';
import { planeAbout, SHARP } from './straightVessel.ts';

const phantom = heartPhantom(DEMO_RECIPE);
const rca = phantom.tree.vessels.find(({ name }) => name === 'RCA');
if (rca === undefined) throw new Error('the heart has no right artery');
const truth = phantom.truth('RCA');
const huAt = (at: PointLps): number => phantomPainter(phantom.layers, planeAbout(at, 1, 0.1),
  SHARP).slice(0)[0] ?? 0;

describe('the demo’s heart', () => {
  it('has the occlusion that it is shown for', () => {
    expect(truth?.occlusion).toMatchObject({ maxArcDeg: 360 });
    expect(truth?.occlusion?.lengthMm).toBeCloseTo(31.4, 9);
    expect(truth?.occlusion?.fullMoonMm).toBeGreaterThanOrEqual(6);
    expect(truth?.occlusion?.fullMoonMm).toBeLessThan(6.2);
    expect(truth?.occlusion?.maxAreaShare).toBeCloseTo(1, 9);
  });

  it('is painted as its truth says along the right artery', () => {
    expect(huAt(courseAt(rca.course, 25))).toBe(425);
    // At 46 mm the cap; a side branch leaves just before it.
    expect(huAt(courseAt(rca.course, 48))).toBe(72);
    expect(huAt(courseAt(rca.course, 62))).toBe(1150);
    expect(huAt(courseAt(rca.course, 72.3))).toBe(72);
    expect(huAt(courseAt(rca.course, 79))).toBe(330);
    expect(huAt(courseAt(rca.course, 90))).toBe(330);
  });

  it('has arteries of adult size on its surface, and none inside a chamber', () => {
    for (const vessel of phantom.tree.vessels) {
      expect(vessel.course.length, vessel.name).toBeGreaterThan(15);
      expect(vessel.course.length, vessel.name).toBeLessThan(240);
      expect(lumenRadiusAt(vessel, 1), vessel.name).toBeLessThan(2.5);
    }
    // Beside the wall lies fat or muscle, never contrast: sampled around the right artery away from its ostium.
    for (const s of [20, 60, 100, 140]) {
      const centre = courseAt(rca.course, s);
      const beside = [0, 1, 2, 3].map((n) => {
        const [x, y, z] = [0, 1, 2].map((c) => rca.course.normals[3 * s * 4 + c] ?? 0);
        const sign = n % 2 === 0 ? 1 : -1;
        return huAt(moved(centre, pointLps(x ?? 0, y ?? 0, z ?? 0) as never, sign * (2.9 + 0.2 * n)));
      });
      expect(Math.max(...beside), `at ${s} mm`).toBeLessThan(150);
    }
  });

  it('is the same each time, to the last voxel', () => {
    const again = heartPhantom(DEMO_RECIPE);
    const grid = planeAbout(pointLps(8, 0, 2), 96, 1.8);
    expect(phantomPainter(again.layers, grid, SHARP).slice(0)).toEqual(phantomPainter(phantom.layers, grid,
      SHARP).slice(0));
    expect(again.truth('RCA')).toEqual(truth);
  });

  it('has the tissues of a chest', () => {
    expect(huAt(pointLps(40, -8, -12))).toBe(410);
    expect(huAt(pointLps(-75, 20, 20))).toBeLessThan(-700);
    expect(huAt(pointLps(30, 71, -30))).toBe(425);
    expect(huAt(pointLps(0, 98, 0))).toBeGreaterThan(100);
    expect(huAt(pointLps(-60, 10, -75))).toBe(96);
  });

  it('has no right artery that it was not told of', () => {
    expect(heartPhantom({ ...DEMO_RECIPE, disease: null }).truth('RCA')?.occlusion).toBeNull();
    expect(phantom.truth('nonsense')).toBeNull();
  });

  it('joins its left and right arteries by collaterals', () => {
    for (const way of collaterals(phantom.tree)) {
      const end = courseAt(way.course, way.course.length);
      const nearest = Math.min(...Array.from({ length: Math.floor(rca.course.length) }, (_, s) => {
        const at = courseAt(rca.course, s);
        return Math.hypot(at[0] - end[0], at[1] - end[1], at[2] - end[2]);
      }));
      expect(nearest).toBeLessThan(1);
    }
  });
});

describe('the beat', () => {
  it('is at rest in mid-diastole and contracted at the end of systole', () => {
    expect([75, 0, 37, 137].map(contraction)).toEqual([0, 0, 1, 1]);
    expect(contraction(20)).toBeGreaterThan(0.2);
    expect(contraction(50)).toBeLessThan(0.7);
  });

  it('moves the base towards the apex, and leaves the great vessels', () => {
    const groove = pointLps(-40, -34, -5);
    const shift = beaten(groove, 1).map((value, c) => value - (groove[c] ?? 0));
    expect(Math.hypot(...shift)).toBeGreaterThan(6);
    expect(Math.hypot(...shift)).toBeLessThan(20);
    expect(beaten(pointLps(-15, -12, 62), 1)).toEqual(pointLps(-15, -12, 62));
    expect(beaten(groove, 0)).toEqual(groove);
  });

  it('makes another tree at another phase', () => {
    const systole = heartPhantom({ ...DEMO_RECIPE, phasePercent: 37 }).truth('RCA');
    expect(systole?.centreline[400]).not.toEqual(truth?.centreline[400]);
    expect(systole?.occlusion?.lengthMm).toBe(truth?.occlusion?.lengthMm);
  });
});
