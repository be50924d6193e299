import { describe, expect, it } from 'vitest';
import { beamAxes, type CArmView, projectedPoint, sourceOf } from '../../../core/geometry/carm.ts';
import { cross, dot, moved, norm, pointLps, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import { deg } from '../../../core/units.ts';

const VIEW: CArmView = {
  primary: deg(30), secondary: deg(25), sourceToDetectorMm: 1195, sourceToPatientMm: 785,
    isocentre: pointLps(6, -4, -2),
  columns: 512, rows: 480, imagerPixelSpacing: [0.184, 0.184],
};
const angles = [-90, -45, -30, 0, 30, 45, 90].flatMap((a) => [-40, -30, 0, 25,
  40].map((b) => [a, b] as const));

describe('the axes of a view', () => {
  // @source measurements, section 6
  it.each([
    ['AP', 0, 0, [0, -1, 0]], ['LAO 45 CRA 25', 45, 25, [0.64, -0.64, 0.42]],
    ['RAO 30 CAU 30', -30, -30, [-0.43, -0.75, -0.5]], ['spider, LAO 45 CAU 30', 45, -30,
      [0.61, -0.61, -0.5]],
    ['left lateral', 90, 0, [1, 0, 0]],
  ] as const)('run as published for %s', (_, primary, secondary, beam) => {
    const found = beamAxes(deg(primary), deg(secondary)).beam;
    beam.forEach((value, c) => expect(Math.abs((found[c] ?? 9) - value)).toBeLessThan(0.0051));
  });

  it.each(angles)('are of length 1, at right angles, right × up along the beam: %d / %d', (a, b) => {
    const { beam, right, up } = beamAxes(deg(a), deg(b));
    for (const axis of [beam, right, up]) expect(norm(axis)).toBeCloseTo(1, 14);
    expect(Math.abs(dot(right, up))).toBeLessThan(1e-15);
    expect(norm(moved(pointLps(0, 0, 0), cross(right, up), 1).map((value, c) =>
      value - (beam[c] ?? 0)) as never)).toBeLessThan(1e-15);
  });

  it('show the patient’s left on the right and the head up, at AP', () => {
    const { right, up } = beamAxes(deg(0), deg(0));
    expect(right[0]).toBe(1);
    expect(up[2]).toBe(1);
  });
});

describe('a projected point', () => {
  it('falls into the middle from the isocentre', () => {
    const { column, row, magnification } = projectedPoint(VIEW, VIEW.isocentre);
    expect(column).toBeCloseTo(255.5, 9);
    expect(row).toBeCloseTo(239.5, 9);
    expect(magnification).toBeCloseTo(1195 / 785, 12);
  });

  it('lies where similar triangles put it', () => {
    const { beam, right, up } = beamAxes(VIEW.primary, VIEW.secondary);
    for (const [x, y, depth] of [[10, 20, 0], [-35, 12, 60], [3, -48, -80]] as const) {
      const at = moved(moved(moved(VIEW.isocentre, right, x), up, y), beam, depth);
      const scale = 1195 / (785 + depth) / 0.184;
      const { column, row } = projectedPoint(VIEW, at);
      expect(Math.abs(column - (255.5 + x * scale))).toBeLessThan(1e-9);
      expect(Math.abs(row - (239.5 - y * scale))).toBeLessThan(1e-9);
    }
  });

  it('does not move when its point moves along the ray', () => {
    const at = pointLps(20, -30, 40);
    const source = sourceOf(VIEW);
    const ray = unitVector(vectorLps(at[0] - source[0], at[1] - source[1], at[2] - source[2]));
    const [near, far] = [projectedPoint(VIEW, at), projectedPoint(VIEW, moved(at, ray, 50))];
    expect(far.column).toBeCloseTo(near.column, 9);
    expect(far.row).toBeCloseTo(near.row, 9);
    expect(far.magnification).toBeLessThan(near.magnification);
  });

  it('is 0.121 mm per pixel at the isocentre in the published example', () => {
    expect(VIEW.imagerPixelSpacing[0] / projectedPoint(VIEW, VIEW.isocentre).magnification).toBeCloseTo(0.121, 3);
  });
});
