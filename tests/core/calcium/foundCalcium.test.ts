import { describe, expect, it } from 'vitest';
import { foundArcs, foundAreas } from '../../../core/calcium/foundCalcium.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { polygonArea } from '../../../core/geometry/polygon.ts';
import type { SectionOutline } from '../../../core/lesion/vesselFindings.ts';
import { RAYS } from '../../../core/section/polar.ts';

const calcium = (holds: (ray: number) => boolean, inner = 1): SectionOutline['calcium'] =>
  Array.from({ length: RAYS }, (_, ray) => (holds(ray) ? [inner, 2] as const : null));
const centre = pointUv(0.3, -0.2);

describe('arcs that were found', () => {
  it('are runs of rays, each of 3° about itself', () => {
    expect(foundArcs({ calcium: calcium((ray) => ray >= 10 && ray < 40) })).toEqual([[28.5, 118.5]]);
    expect(foundArcs({ calcium: calcium((ray) => ray < 5 || ray >= 115) })).toEqual([[343.5, 373.5]]);
    expect(foundArcs({ calcium: calcium((ray) => ray === 0 || ray === 60) }).map(([from, to]) => to - from)).toEqual([3, 3]);
  });
  it('are none, or a ring', () => {
    expect([foundArcs({ calcium: null }), foundArcs({ calcium: calcium(() => true) })]).toEqual([[], [[0, 360]]]);
  });
});

describe('areas that were found', () => {
  const whole = Math.PI * (2 ** 2 - 1);
  it.each([['a quarter', 0.25, 1, whole], ['a half', 0.5, 1, whole], ['a ring', 1, 1, whole], ['a filled ring', 1, 0, Math.PI * 4], ['a filled half', 0.5, 0, Math.PI * 4]] as const)(
    '%s hold what lies between their edges', (_, share, inner, all) => {
      const [area, ...others] = foundAreas({ centre, calcium: calcium((ray) => ray < share * RAYS, inner) });
      expect(others).toEqual([]);
      // A circle through 120 corners is 0.05 % smaller.
      expect(Math.abs(polygonArea(area ?? []) - share * all) / (share * all)).toBeLessThan(0.001);
    });
  it('lie about the vessel’s middle, one for each arc', () => {
    const areas = foundAreas({ centre, calcium: calcium((ray) => ray < 10 || (ray >= 60 && ray < 70)) });
    expect(areas.map((area) => Math.max(...area.map(([u, v]) => Math.hypot(u - 0.3, v + 0.2))).toFixed(6))).toEqual(['2.000000', '2.000000']);
    expect(foundAreas({ centre, calcium: null })).toEqual([]);
  });
});
