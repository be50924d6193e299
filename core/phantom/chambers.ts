import { moved, type PointLps, pointLps, unitVector, vectorLps } from '../geometry/frame.ts';
import {
  belowSolid, ellipsoidSolid, joined, less, roughened, type Solid, thicker, tubeSolid, within,
} from './solids.ts';

/** Middle of the mitral ring, and the direction from there to the apex: left, to the front, to the feet. */
const MITRAL = pointLps(15, 12, 8);
const TO_APEX = unitVector(vectorLps(0.68, -0.56, -0.47));
const LV_LENGTH = 84;

/**
 * How far the heart is into its beat: 0 at rest (mid-diastole, 75 %), 1 at the end of systole (about 37 %).
 *
 * Below 60 % of the R-R interval it contracts and relaxes; from 60 % on it rests.
 */
export function contraction(phasePercent: number): number {
  const phase = ((phasePercent % 100) + 100) % 100;
  if (phase < 37) return 0.5 - 0.5 * Math.cos((Math.PI * phase) / 37);
  return phase < 60 ? 0.5 + 0.5 * Math.cos((Math.PI * (phase - 37)) / 23) : 0;
}

/**
 * Where a point of the heart at rest lies when the heart is contracted: the base comes down towards the apex, the
 * side walls come in; the great vessels and the apex hardly move.
 */
export function beaten(at: PointLps, squeeze: number): PointLps {
  const fromBase = (at[0] - MITRAL[0]) * TO_APEX[0] + (at[1] - MITRAL[1]) * TO_APEX[1] + (at[2] - MITRAL[2]) * TO_APEX[2];
  const alongAxis = Math.min(1, Math.max(0, 1 - fromBase / LV_LENGTH));
  const calm = at[2] < 25 ? 1 : Math.max(0, 1 - (at[2] - 25) / 35);
  const down = moved(at, TO_APEX, 11 * squeeze * alongAxis * calm);
  const axis = moved(MITRAL, TO_APEX, fromBase);
  const inwards = 0.1 * squeeze * calm * Math.min(1, Math.max(0, fromBase / 25));
  return pointLps(
    down[0] + inwards * (axis[0] - at[0]), down[1] + inwards * (axis[1] - at[1]),
      down[2] + inwards * (axis[2] - at[2]));
}

/** Every part of the heart that has a surface of its own. */
export interface Chambers {
  readonly leftVentricle: Solid;
  /** From the left ventricle to the aortic valve. */
  readonly outflow: Solid;
  readonly leftMuscle: Solid;
  readonly papillary: Solid;
  readonly leftAtrium: Solid;
  readonly pulmonaryVeins: Solid;
  /** From the right ventricle to the pulmonary valve. */
  readonly outlet: Solid;
  readonly rightVentricle: Solid;
  readonly rightAtrium: Solid;
  readonly cavalVeins: Solid;
  readonly pulmonaryArtery: Solid;
  readonly aorta: Solid;
  readonly coronarySinus: Solid;
  readonly valves: readonly Solid[];
  /** Muscle and chambers together: what the fat of the heart lies on. */
  readonly surface: Solid;
  /** The same without the left appendage and the great vein, which lie over the arteries. */
  readonly arterialBed: Solid;
}

/** The chambers of a heart that is contracted by `squeeze`, 0 to 1. */
export function chambers(squeeze: number): Chambers {
  const at = (x: number, y: number, z: number): PointLps => beaten(pointLps(x, y, z), squeeze);
  const base = beaten(MITRAL, squeeze);
  const onAxis = (mm: number): PointLps => beaten(moved(MITRAL, TO_APEX, mm), squeeze);
  const beyond = (mm: number): Solid => belowSolid(moved(base, TO_APEX, mm),
    vectorLps(-TO_APEX[0], -TO_APEX[1], -TO_APEX[2]));
  const inner = 1 - 0.26 * squeeze;
  const outer = 1 - 0.05 * squeeze;

  const muscle = within(
    ellipsoidSolid(onAxis(20), [64 * (1 - 0.1 * squeeze), 33.5 * outer, 33.5 * outer], TO_APEX), beyond(-4),
      8);
  const cavity = roughened(within(
    ellipsoidSolid(onAxis(19), [55 * (1 - 0.13 * squeeze), 24.5 * inner, 24.5 * inner], TO_APEX), beyond(0.5),
      5), 0.8, 8);
  const papillary = joined([
    tubeSolid([[at(42, 14, -22), 5.5], [at(36, 14, -14), 4.2], [at(30, 14, -6), 2]]),
    tubeSolid([[at(36, -4, -36), 5.5], [at(30, 4, -27), 4.4], [at(25, 8, -16), 2]]),
    tubeSolid([[at(56, -28, -18), 3], [at(50, -18, -24), 1.2]]),
  ], 1);
  const outflow = tubeSolid([[at(17, -1, 6), 11], [at(7, -5, 15), 11.5], [at(1, -7, 22), 11.5]]);
  const atrialBody = ellipsoidSolid(at(10, 37, 20), [33, 22, 24]);
  const leftAtrium = joined([
    atrialBody,
    tubeSolid([[at(29, 24, 31), 10], [at(39, 10, 43), 8], [at(38, -4, 47), 5.5]]),
  ], 8);
  const pulmonaryVeins = joined([
    tubeSolid([[at(-14, 42, 27), 8], [pointLps(-36, 38, 34), 7], [pointLps(-60, 32, 42), 5]]),
    tubeSolid([[at(-14, 48, 12), 8], [pointLps(-38, 56, 6), 6.5], [pointLps(-62, 66, -3), 4.5]]),
    tubeSolid([[at(34, 38, 32), 8], [pointLps(50, 30, 40), 6.5], [pointLps(70, 20, 52), 4.5]]),
    tubeSolid([[at(34, 48, 12), 8], [pointLps(50, 54, 8), 6.5], [pointLps(72, 66, 0), 4.5]]),
  ], 2);
  const outlet = tubeSolid([[at(10, -36, 10), 15], [at(14, -36, 24), 13.5], [at(17, -31, 36), 12.5]]);
  const rightVentricle = less(joined([
    ellipsoidSolid(at(6, -27, -9), [43, 26, 34], vectorLps(0.93, -0.05, -0.36)), outlet,
  ], 10), thicker(muscle, 0.5), 4);
  const rightAtrium = joined([
    ellipsoidSolid(at(-35, 13, 3), [30, 29, 27], vectorLps(0, 0, 1)),
    tubeSolid([[at(-38, -2, 22), 11], [at(-34, -15, 32), 9], [at(-27, -25, 37), 5.5]]),
  ], 10);
  const cavalVeins = joined([
    tubeSolid([[at(-37, 10, 20), 10], [pointLps(-36, 6, 45), 9.5], [pointLps(-35, 2, 95), 9]]),
    tubeSolid([[at(-34, 22, -18), 12], [pointLps(-30, 28, -45), 12.5], [pointLps(-26, 34, -95), 13]]),
  ], 4);
  const pulmonaryArtery = joined([
    tubeSolid([[at(17, -31, 36), 13], [pointLps(19, -22, 48), 13.5], [pointLps(17, -8, 59), 13.5],
      [pointLps(12, 6, 65), 12.5]]),
    tubeSolid([[pointLps(14, 2, 63), 11], [pointLps(-12, 12, 62), 10.5], [pointLps(-38, 15, 58), 9.5],
      [pointLps(-66, 18, 48), 7]]),
    tubeSolid([[pointLps(16, 2, 64), 11], [pointLps(32, 22, 66), 10.5], [pointLps(48, 38, 58), 8.5],
      [pointLps(66, 48, 40), 6]]),
  ], 5);
  const rootCentre = at(-3, -7, 29);
  const sinus = (dx: number, dy: number): Solid =>
    ellipsoidSolid(pointLps(rootCentre[0] + dx, rootCentre[1] + dy, rootCentre[2]), [11.5, 11.5, 12]);
  const aorta = joined([
    tubeSolid([
      [at(0, -7, 23), 11.5], [at(-4, -7, 32), 13.5], [at(-8, -9, 42), 14], [pointLps(-14, -12, 56), 15.5],
      [pointLps(-19, -13, 74), 16], [pointLps(-20, -12, 96), 15.5],
    ]),
    sinus(-5.5, -3.5), sinus(5.5, -2), sinus(0, 6),
  ], 2.5);
  const coronarySinus = tubeSolid([
    [at(44, 34, 16), 2.2], [at(34, 47, -1), 3.2], [at(18, 46, -15), 4.2], [at(0, 36, -20), 5],
      [at(-16, 26, -18), 6],
  ]);
  const arterialBed = joined([
    muscle, atrialBody, thicker(rightVentricle, 3), thicker(rightAtrium, 2), thicker(outflow, 1),
    thicker(tubeSolid([[at(0, -7, 23), 11.5], [at(-4, -7, 32), 14]]), 1.5),
  ], 7);
  const surface = joined([arterialBed, leftAtrium, thicker(coronarySinus, 1)], 7);
  return {
    leftVentricle: joined([cavity, outflow], 3), outflow, leftMuscle: muscle, papillary, leftAtrium,
      pulmonaryVeins,
    outlet, rightVentricle: roughened(rightVentricle, 0.9, 9), rightAtrium, cavalVeins, pulmonaryArtery,
      aorta,
    coronarySinus, valves: [mitralSheet(base)], surface, arterialBed,
  };

  function mitralSheet(centre: PointLps): Solid {
    return ellipsoidSolid(moved(centre, TO_APEX, -1.5), [1, 19, 19], TO_APEX);
  }
}
