import { pointLps, vectorLps } from '../../core/geometry/frame.ts';
import { coronaryLayers } from '../../core/phantom/coronaryLayers.ts';
import { COURSE_STEP, courseThrough } from '../../core/phantom/course.ts';
import type { Layer } from '../../core/phantom/paint.kernel.ts';
import { ellipsoidSolid, painted, trunkSolid, tubeSolid } from '../../core/phantom/solids.ts';
import { type Vessel, vesselFrom } from '../../core/phantom/vessel.ts';

/** Length of the benchmark's vessel, mm, and of its occlusion. */
export const VESSEL_MM = 184;
const OCCLUSION = { fromMm: 0.42 * VESSEL_MM, toMm: 0.42 * VESSEL_MM + 25 };
const MIDDLE_MM = (OCCLUSION.fromMm + OCCLUSION.toMm) / 2;

/** From the aortic wall on a loop that leaves the box of its end points, longer than is needed. */
const LOOP = [
  [25, -6, 52], [34, -14, 50], [45, -30, 40], [42, -46, 22], [24, -54, 4], [2, -52, -12], [-18, -40, -22],
    [-30, -22, -20],
  [-32, -2, -8], [-24, 14, 8], [-10, 26, 16], [8, 34, 14],
] as const;

/** Vessel, fat halo, occlusion and calcium of the benchmark phantom. @source performance, section 2 */
export function benchVessel(): Vessel {
  const whole = courseThrough(LOOP.map(([x, y, z]) => pointLps(x, y, z)));
  const count = Math.round(VESSEL_MM / COURSE_STEP);
  const control = Array.from({ length: count / 4 + 1 }, (_, n) => {
    const o = 3 * Math.min(4 * n, count);
    return pointLps(whole.points[o] ?? 0, whole.points[o + 1] ?? 0, whole.points[o + 2] ?? 0);
  });
  const arc = (atMm: number,
    arcDeg: number): { readonly atMm: number; readonly middleDeg: number; readonly arcDeg: number; readonly depthMm: number } =>
    ({ atMm, middleDeg: 90, arcDeg, depthMm: 0.4 });
  const plug = (atMm: number): ReturnType<typeof arc> => ({ atMm, middleDeg: 0, arcDeg: 360, depthMm: 2 });
  return vesselFrom({
    name: 'bench', control, lumenRadius: [[0, 1.5]], wallMm: [[0, 0]], lumenHu: 400, distalLumenHu: 400,
      wallHu: 95, fatMm: 1.4,
    occlusion: { ...OCCLUSION, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 95 },
    deposits: [
      { hu: 950, stations: [arc(OCCLUSION.fromMm - 8, 40), arc(MIDDLE_MM, 360),
        arc(OCCLUSION.toMm + 8, 40)] },
      { hu: 950, stations: [plug(MIDDLE_MM - 1.5), plug(MIDDLE_MM + 1.5)] },
    ],
    zero: vectorLps(1, 0, 0.01),
  });
}

/** The benchmark's anatomy: two great pools of contrast, which make paths and codecs work as hard as in life. */
export function benchLayers(): readonly Layer[] {
  const { fat, vessel } = coronaryLayers([benchVessel()]);
  return [
    painted(trunkSolid(0, 0, 88, 86), 30), painted(trunkSolid(0, 0, 80, 78), -850),
    painted(ellipsoidSolid(pointLps(2, -4, -8), [60, 55, 80]), 50),
    painted(ellipsoidSolid(pointLps(18, 4, -30), [24, 22, 38]), 380),
    painted(tubeSolid([[pointLps(10, -6, 30), 15], [pointLps(10, -6, 130), 15]]), 420),
    fat, vessel,
  ];
}
