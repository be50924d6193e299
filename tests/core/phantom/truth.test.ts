import { describe, expect, it } from 'vitest';
import { cross, dot, norm, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { courseAt, courseDirection, courseThrough } from '../../../core/phantom/course.ts';
import { bendDeg, occlusionTruth, sectionTruth, vesselTruth } from '../../../core/phantom/truth.ts';
import { evenDeposit, straightVessel } from './straightVessel.ts';

const arc = (radius: number, degrees: number): readonly ReturnType<typeof pointLps>[] =>
  Array.from({ length: 13 }, (_, n) => {
    const a = (degrees * Math.PI * n) / 12 / 180;
    return pointLps(radius * Math.cos(a), radius * Math.sin(a), 0);
  });

describe('a course', () => {
  it('is as long as the circle it goes round, to 0.1 %', () => {
    const { length } = courseThrough(arc(20, 180));
    expect(Math.abs(length - Math.PI * 20)).toBeLessThan(0.001 * Math.PI * 20);
  });

  it('goes straight between points on a line', () => {
    const course = courseThrough([pointLps(0, 0, 0), pointLps(3, 4, 0), pointLps(30, 40, 0)]);
    expect(course.length).toBeCloseTo(50, 9);
    courseAt(course, 25).forEach((value, c) => expect(value).toBeCloseTo([15, 20, 0][c] ?? 9, 9));
    courseDirection(course, 25).forEach((value, c) => expect(value).toBeCloseTo([0.6, 0.8, 0][c] ?? 9, 9));
  });

  it('has normals at right angles to it, which do not turn where the course stays in a plane', () => {
    const course = courseThrough(arc(20, 180), vectorLps(0, 0, 1));
    for (const n of [0, 50, 120, 250]) {
      const tangent = vectorLps(course.tangents[3 * n] ?? 0, course.tangents[3 * n + 1] ?? 0,
        course.tangents[3 * n + 2] ?? 0);
      const normal = vectorLps(course.normals[3 * n] ?? 0, course.normals[3 * n + 1] ?? 0,
        course.normals[3 * n + 2] ?? 0);
      expect(Math.abs(dot(tangent, normal))).toBeLessThan(1e-9);
      expect(normal[2]).toBeCloseTo(1, 9);
      expect(norm(cross(tangent, normal))).toBeCloseTo(1, 9);
    }
  });
});

describe('the truth of a section', () => {
  // Outer radius 2 mm: vessel 4π mm², lumen 2.25π mm².
  it.each([
    ['a half ring, half as deep as the vessel', 180, 1, 0.5 * (1 - 0.25)],
    ['a full ring of 0.5 mm', 360, 0.5, 1 - (1.5 / 2) ** 2],
    ['a full moon', 360, 2, 1],
    ['a deposit deeper than the vessel', 360, 5, 1],
    ['a quarter to the middle', 90, 2, 0.25],
  ] as const)('is the area on paper for %s', (_, arcDeg, depthMm, share) => {
    const section = sectionTruth(straightVessel({ deposits: [evenDeposit(10, 50, arcDeg, depthMm)] }), 30);
    expect(section.areaShare).toBeCloseTo(share, 12);
    expect(section.vesselAreaMm2).toBeCloseTo(4 * Math.PI, 12);
    expect(section.lumenAreaMm2).toBeCloseTo(2.25 * Math.PI, 12);
    expect(section.arcDeg).toBeCloseTo(arcDeg, 9);
    expect(section.peakHu).toBe(1000);
  });

  it('counts what two deposits share once, and knows the largest single arc', () => {
    const overlapping = straightVessel({ deposits: [evenDeposit(10, 50, 90, 1, 0),
      evenDeposit(10, 50, 90, 2, 60)] });
    const section = sectionTruth(overlapping, 30);
    expect(section.arcDeg).toBeCloseTo(150, 9);
    expect(section.arcSpanDeg).toBeCloseTo(150, 9);
    // 60° at 1 mm depth (three quarters of the sector) and 90° to the middle.
    expect(section.areaShare).toBeCloseTo((60 / 360) * 0.75 + 90 / 360, 9);
    const apart = sectionTruth(straightVessel({ deposits: [evenDeposit(10, 50, 90, 1, 0),
      evenDeposit(10, 50, 60, 1, 180)] }), 30);
    expect([apart.arcDeg, apart.arcSpanDeg].map((value) => Math.round(value))).toEqual([150, 90]);
  });

  it('joins an arc across 0°', () => {
    const section = sectionTruth(straightVessel({ deposits: [evenDeposit(10, 50, 200, 1, 350)] }), 30);
    expect(section.arcSpanDeg).toBeCloseTo(200, 9);
  });

  it('holds nothing before and after a deposit', () => {
    const vessel = straightVessel({ deposits: [evenDeposit(10, 20, 200, 1)] });
    expect(sectionTruth(vessel, 9.99)).toMatchObject({ arcDeg: 0, areaShare: 0, peakHu: null });
    expect(sectionTruth(vessel, 20.01).areaShare).toBe(0);
    expect(sectionTruth(vessel, 20).areaShare).toBeGreaterThan(0.3);
  });
});

describe('the truth of an occlusion', () => {
  const occlusion = {
    fromMm: 20, toMm: 45, proximalCap: { shape: 'tapered', taperMm: 4 }, distalCap: { shape: 'blunt' },
      plaqueHu: 70,
  } as const;

  it('measures its lengths along the course', () => {
    const truth = occlusionTruth(straightVessel({ occlusion, deposits: [evenDeposit(15, 30, 120, 1),
      evenDeposit(33, 38, 360, 2)] }));
    expect(truth?.lengthMm).toBe(25);
    expect(truth?.proximalCap).toEqual(pointLps(0, 0, 20));
    expect(truth?.fullMoonMm).toBeCloseTo(5, 1);
    expect(truth?.calcifiedMm).toBeCloseTo(15, 1);
    expect(truth?.maxArcDeg).toBe(360);
    expect(truth?.proximalReferenceMm).toBeCloseTo(3, 9);
    expect(truth?.distalReferenceMm).toBeCloseTo(3, 9);
  });

  it('is none without one', () => {
    expect(vesselTruth(straightVessel()).occlusion).toBeNull();
  });

  it.each([[20, 15 / 20], [30, 0.5],
    [12, 15 / 12]])('bends as far as 15 mm of its circle turn (radius %d mm)', (radius, radians) => {
    const vessel = straightVessel({ control: arc(radius, 170), zero: vectorLps(0, 0, 1) });
    const from = 0.3 * vessel.course.length;
    expect(Math.abs(bendDeg(vessel, from, from + 18) - (radians * 180) / Math.PI)).toBeLessThan(1);
  });

  it('does not bend where it is straight, and bends whole at a corner', () => {
    expect(bendDeg(straightVessel(), 5, 50)).toBeLessThan(1e-3);
    // Up for 20 mm, round a quarter of a circle of 4 mm, on for 20 mm.
    const quarter = [15, 30, 45, 60, 75].map((angle) => (angle * Math.PI) / 180)
      .map((a) => pointLps(0, 4 - 4 * Math.cos(a), 20 + 4 * Math.sin(a)));
    const steps = [0, 5, 10, 15, 18, 20];
    const corner = straightVessel({
      control: [...steps.map((z) => pointLps(0, 0, z)), ...quarter,
        ...[0, 2, 5, 10, 15, 20].map((y) => pointLps(0, 4 + y, 24))],
    });
    expect(Math.abs(bendDeg(corner, 5, 35) - 90)).toBeLessThan(3);
  });
});
