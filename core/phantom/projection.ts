import { beamAxes, type CArmView, type ProjectedPoint, projectedPoint, sourceOf } from '../geometry/carm.ts';
import { moved, type PointLps, pointLps, vectorLps } from '../geometry/frame.ts';
import { chambers, contraction } from './chambers.ts';
import { collaterals, coronaryTree, type CoronaryTree, type Disease } from './coronaries.ts';
import { type Course, courseAt, courseThrough } from './course.ts';
import { concentration, donorFlows, type Flow, targetFlows } from './flow.ts';
import { blurPlane, halfGaussian, noiseTile, paintPlane } from './paint.kernel.ts';
import { heartPhantom } from './phantom.ts';
import { addPlane, addTube, doubled, exposed } from './projection.kernel.ts';
import { depositAt, lumenRadiusAt, outerRadiusAt, type Vessel } from './vessel.ts';

/** What an angiographic run of the phantom is made from. */
export interface RunRecipe {
  readonly view: CArmView;
  readonly frames: number;
  readonly frameTimeMs: number;
  /** Heart's R to R interval, and how far into it the first frame lies, ms. */
  readonly rToRMs: number;
  readonly firstFrameMs: number;
  /** Which catheter injects, and when after the first frame, s. */
  readonly injected: 'target' | 'donor';
  readonly injectionAtS: number;
  readonly disease: Disease | null;
  readonly seed: number;
}

/** A run: its frames, and where the truth falls in each. */
export interface Angiogram {
  /** Grey values of frame n (0-based), 8 bits. */
  frame(n: number): Uint8Array;
  /** How far the heart is contracted in frame n, 0 to 1. */
  squeezeOf(n: number): number;
  /** Where a place of a vessel lies in the patient in frame n. */
  placeOf(vessel: Vessel, atMm: number, n: number): PointLps;
  /** Where it falls in the image of frame n. */
  projectedOf(vessel: Vessel, atMm: number, n: number): ProjectedPoint;
  readonly tree: CoronaryTree;
  /** Where the axis of a catheter falls in the image of frame n, `atMm` before its tip. */
  catheterAt(which: RunRecipe['injected'], beforeTipMm: number, n: number): ProjectedPoint;
  /** Frames in which an R wave lies, 0-based. */
  readonly rWaveFrames: readonly number[];
}

/** Attenuation of undiluted contrast, of calcium and of water, per mm. */
const IODINE_PER_MM = 0.26;
const CALCIUM_PER_MM = 0.09;
const WATER_PER_MM = 0.0196;
/** A 6F guiding catheter: radii, mm, and attenuation per mm of its wall and of what fills it. */
const CATHETER = { outerMm: 1, innerMm: 0.88, wall: 0.4, contrast: 0.24 };
/** Step between the planes that are summed for the background, mm. */
const PLANE_MM = 3;
const PATIENT_REACH_MM = 190;
/** The step at which vessels are drawn, mm. */
const DRAW_MM = 0.5;
/** Half-shadow of the focal spot and the detector, pixels. */
const FOCUS_SIGMA = 0.75;
const NOISE_GREY = 5;

/** What lies behind the arteries of a view, with the heart at rest and contracted; runs of one view share it. */
export interface Background { readonly rest: Float32Array; readonly contracted: Float32Array }

/** The background of a view: the phantom without contrast, summed along the rays. */
export const runBackground = (view: CArmView, seed: number): Background =>
  ({ rest: chestShadow(view, 75, seed), contracted: chestShadow(view, 37, seed) });

/** The run of a recipe; its frames are made when asked for. */
export function angiogram(recipe: RunRecipe, background: Background): Angiogram {
  const { view } = recipe;
  const { columns, rows } = view;
  const atRest = treeOf(0, recipe.disease);
  const contracted = treeOf(1, recipe.disease);
  const ways = collaterals(atRest);
  const moving = new Map<string, Course>([...contracted.vessels,
    ...collaterals(contracted)].map(({ name, course }) => [name, course]));
  const flows = recipe.injected === 'target' ? targetFlows(atRest) : donorFlows(atRest, ways);
  const tile = noiseTile(recipe.seed + 1, halfGaussian(0.6));
  const blur = halfGaussian(FOCUS_SIGMA);
  const spare = new Float32Array(columns * rows);

  const msOf = (n: number): number => recipe.firstFrameMs + n * recipe.frameTimeMs;
  const squeezeOf = (n: number): number => contraction((100 * (msOf(n) % recipe.rToRMs)) / recipe.rToRMs);
  const placeOf = (vessel: Vessel, atMm: number, n: number): PointLps => {
    const from = courseAt(vessel.course, atMm);
    const other = moving.get(vessel.name);
    if (other === undefined) return from;
    const to = courseAt(other, (atMm / vessel.course.length) * other.length);
    const q = squeezeOf(n);
    return pointLps(from[0] + q * (to[0] - from[0]), from[1] + q * (to[1] - from[1]),
      from[2] + q * (to[2] - from[2]));
  };

  return {
    tree: atRest, squeezeOf, placeOf,
    projectedOf: (vessel, atMm, n) => projectedPoint(view, placeOf(vessel, atMm, n)),
    catheterAt: (which, beforeTipMm, n) => {
      const course = CATHETERS[which];
      return projectedPoint(view, catheterPlace(course, course.length - beforeTipMm, squeezeOf(n)));
    },
    rWaveFrames: Array.from({ length: recipe.frames }, (_, n) => n).filter((n) =>
      msOf(n) % recipe.rToRMs < recipe.frameTimeMs),
    frame(n) {
      const iodine = new Float32Array(columns * rows);
      const seconds = (n * recipe.frameTimeMs) / 1000 - recipe.injectionAtS;
      for (const flow of flows) addTube(iodine, spare, columns, rows, contrastNodes(flow, seconds, n));
      for (const vessel of atRest.vessels) {
        if (vessel.deposits.length > 0) addTube(iodine, spare, columns, rows, calciumNodes(vessel, n));
      }
      for (const name of ['target', 'donor'] as const) {
        const course = CATHETERS[name];
        const isFilled = name === recipe.injected && seconds > -0.25 && seconds < 2.3;
        addTube(iodine, spare, columns, rows, catheterNodes(course, CATHETER.outerMm, CATHETER.wall, squeezeOf(n)));
        // What the whole tube has too much where it is hollow.
        const hollow = new Float32Array(columns * rows);
        addTube(hollow, spare, columns, rows, catheterNodes(course, CATHETER.innerMm, 1, squeezeOf(n)));
        const inside = (isFilled ? CATHETER.contrast : 0) - CATHETER.wall;
        for (let at = 0; at < hollow.length; at += 1) iodine[at] = (iodine[at] ?? 0) + inside * (hollow[at] ?? 0);
      }
      blurPlane(iodine, spare, columns, rows, blur);
      spare.fill(0);
      return exposed(background.rest, background.contracted, squeezeOf(n), iodine, columns, tile,
        Math.imul(recipe.seed + n + 1, 0x9e3779b1) >>> 3, NOISE_GREY);
    },
  };

  function contrastNodes(flow: Flow, seconds: number, n: number): Float64Array {
    return tubeNodes(flow.vessel, n, (at) => ({
      radiusMm: lumenRadiusAt(flow.vessel, at),
      perMm: IODINE_PER_MM * concentration(flow, at, seconds),
    }));
  }

  /** Calcium as a tube that holds as much of it as the section does. */
  function calciumNodes(vessel: Vessel, n: number): Float64Array {
    return tubeNodes(vessel, n, (at) => {
      const outer = outerRadiusAt(vessel, at);
      const share = vessel.deposits.reduce((sum, deposit) => {
        const extent = depositAt(vessel, deposit, at);
        return extent === null ? sum : sum + (extent.arcDeg / 360) * (1 - ((outer - extent.depthMm) / outer) ** 2);
      }, 0);
      return { radiusMm: outer, perMm: CALCIUM_PER_MM * share };
    });
  }

  function tubeNodes(vessel: Vessel, n: number, at: (atMm: number) =>
    { readonly radiusMm: number; readonly perMm: number }): Float64Array {
    const count = Math.floor(vessel.course.length / DRAW_MM) + 1;
    return Float64Array.from(Array.from({ length: count }, (_, m) => m * DRAW_MM).flatMap((atMm) => {
      const { radiusMm, perMm } = at(atMm);
      return drawn(placeOf(vessel, atMm, n), radiusMm, perMm);
    }));
  }

  function catheterNodes(course: Course, radiusMm: number, perMm: number, squeeze: number): Float64Array {
    const count = Math.floor(course.length) + 1;
    return Float64Array.from(Array.from({ length: count }, (_, m) =>
      drawn(catheterPlace(course, m, squeeze), radiusMm, perMm)).flat());
  }

  function drawn(at: PointLps, radiusMm: number, perMm: number): readonly number[] {
    const { column, row, magnification } = projectedPoint(view, at);
    const radius = (radiusMm * magnification) / view.imagerPixelSpacing[0];
    return [column, row, radius, 2 * radiusMm * perMm];
  }
}

const treeOf = (squeeze: number, disease: Disease | null): CoronaryTree =>
  coronaryTree(chambers(squeeze), squeeze, disease);

/** Where a catheter is: the tip goes with the heart, the shaft stays. */
function catheterPlace(course: Course, atMm: number, squeeze: number): PointLps {
  const sway = squeeze * 4 * Math.max(0, 1 - (course.length - atMm) / 60);
  return moved(courseAt(course, atMm), vectorLps(1, -0.6, -0.8), sway);
}

/** Catheters from the aortic arch to both ostia. */
const CATHETERS: Readonly<Record<RunRecipe['injected'], Course>> = {
  target: courseThrough([
    pointLps(26, 60, -140), pointLps(31, 70, -40), pointLps(33, 66, 60), pointLps(22, 34, 112),
      pointLps(-8, 2, 122),
    pointLps(-27, -10, 92), pointLps(-22, -12, 62), pointLps(-9, -6, 44), pointLps(-8, -9, 35),
      pointLps(-14, -15, 31.5)]),
  donor: courseThrough([
    pointLps(29, 62, -140), pointLps(34, 71, -40), pointLps(36, 64, 60), pointLps(24, 30, 106),
      pointLps(-4, -2, 112),
    pointLps(-14, -10, 84), pointLps(-13, -14, 56), pointLps(-12, -11, 41), pointLps(-4, -4, 33),
      pointLps(6, -1, 31)]),
};

/** Attenuation of the chest without contrast, evened out as a detector's processing does it. */
function chestShadow(view: CArmView, phasePercent: number, seed: number): Float32Array {
  const { layers } = heartPhantom({ phasePercent, disease: null, seed, hasThorax: true, hasContrast: false });
  const columns = view.columns / 2;
  const rows = view.rows / 2;
  const sum = new Float32Array(columns * rows);
  const plane = new Float32Array(columns * rows);
  const { beam, right, up } = beamAxes(view.primary, view.secondary);
  const source = sourceOf(view);
  const count = Math.round((2 * PATIENT_REACH_MM) / PLANE_MM);
  for (const n of Array.from({ length: count }, (_, m) => m)) {
    const depth = view.sourceToPatientMm - PATIENT_REACH_MM + (n + 0.5) * PLANE_MM;
    const step = (2 * view.imagerPixelSpacing[0] * depth) / view.sourceToDetectorMm;
    const middle = moved(source, beam, depth);
    const origin = moved(moved(middle, right, (-step * (columns - 1)) / 2), up, (step * (rows - 1)) / 2);
    paintPlane(plane, columns, rows, origin, right.map((value) => value * step),
      up.map((value) => -value * step), layers, -1000, 1.2);
    addPlane(sum, plane, PLANE_MM * WATER_PER_MM);
  }
  const spare = new Float32Array(columns * rows);
  const broad = sum.slice();
  blurPlane(broad, spare, columns, rows, halfGaussian(28));
  const mean = sum.reduce((total, value) => total + value, 0) / sum.length;
  const even = sum.map((value, n) =>
    0.55 + 0.55 * (value - (broad[n] ?? 0)) + 0.22 * ((broad[n] ?? 0) - mean));
  return doubled(even, view.columns, view.rows);
}
