import { between, moved, type PointLps, pointLps, scaled, unitVector, vectorLps } from '../geometry/frame.ts';
import { beaten, type Chambers } from './chambers.ts';
import { courseAt } from './course.ts';
import {
  type Deposit, type Occlusion, type Station, type Vessel, vesselFrom, type VesselRecipe,
} from './vessel.ts';
import type { Distance } from './solids.kernel.ts';

/** The diseased stretch of the right coronary artery; everything on it is counted from the proximal cap. */
export interface Disease {
  /** Abscissa of the proximal cap, mm from the ostium. */
  readonly capMm: number;
  readonly lengthMm: number;
  readonly proximalCap: Occlusion['proximalCap'];
  readonly distalCap: Occlusion['distalCap'];
  readonly plaqueHu: number;
  /** Deposits with abscissae counted from the proximal cap. */
  readonly deposits: readonly Deposit[];
  /** HU of the lumen beyond, filled by collaterals. */
  readonly distalLumenHu: number;
}

/** The demo's right coronary: 31.4 mm of occlusion, with 6 mm of it full of calcium. */
export const FULL_MOON_DISEASE: Disease = {
  capMm: 46, lengthMm: 31.4, proximalCap: { shape: 'tapered', taperMm: 3 }, distalCap: { shape: 'blunt' },
  plaqueHu: 72, distalLumenHu: 330,
  deposits: [
    {
      hu: 1150, stations: [
        { atMm: -9, middleDeg: 200, arcDeg: 40, depthMm: 0.45 },
          { atMm: -3, middleDeg: 210, arcDeg: 110, depthMm: 0.7 },
        { atMm: 2, middleDeg: 220, arcDeg: 170, depthMm: 0.9 },
          { atMm: 7, middleDeg: 230, arcDeg: 250, depthMm: 1.1 },
        { atMm: 11, middleDeg: 235, arcDeg: 320, depthMm: 1.4 },
          { atMm: 12.95, middleDeg: 235, arcDeg: 345, depthMm: 1.7 },
        { atMm: 13, middleDeg: 235, arcDeg: 360, depthMm: 3 },
          { atMm: 19, middleDeg: 235, arcDeg: 360, depthMm: 3 },
        { atMm: 19.05, middleDeg: 235, arcDeg: 330, depthMm: 1.5 },
          { atMm: 22, middleDeg: 225, arcDeg: 220, depthMm: 1 },
        { atMm: 24.6, middleDeg: 210, arcDeg: 70, depthMm: 0.5 },
      ],
    },
    {
      hu: 1040, stations: [
        { atMm: 27.2, middleDeg: 60, arcDeg: 50, depthMm: 0.5 },
          { atMm: 30, middleDeg: 80, arcDeg: 150, depthMm: 0.9 },
        { atMm: 33, middleDeg: 90, arcDeg: 90, depthMm: 0.6 },
          { atMm: 36, middleDeg: 95, arcDeg: 40, depthMm: 0.4 },
      ],
    },
  ],
};

/** The coronary arteries of a heart, the occluded one first. */
export interface CoronaryTree {
  readonly vessels: readonly Vessel[];
  /** Where a vessel leaves its parent. */
  readonly origins: readonly { readonly vessel: string; readonly parent: string; readonly atMm: number }[];
}

const LUMEN_HU = 425;
const PLAIN = {
  wallHu: 45, lumenHu: LUMEN_HU, distalLumenHu: null, fatMm: 2, occlusion: null, deposits: [],
  zero: vectorLps(0, -1, 0.01),
} satisfies Partial<VesselRecipe>;

type Triple = readonly [x: number, y: number, z: number];

/** How a vessel runs: points in the resting heart, pulled onto its surface but for the first `free` ones. */
interface Run {
  readonly name: string;
  readonly from: { readonly parent: string; readonly atMm: number } | null;
  readonly through: readonly Triple[];
  readonly free: number;
  readonly radius: readonly Station[];
  readonly deposits?: readonly Deposit[];
}

const RUNS: readonly Run[] = [
  {
    name: 'RCA', from: null, free: 2, radius: [[0, 1.85], [40, 1.7], [85, 1.5], [125, 1.25], [170, 0.8]],
    through: [
      [-13, -15, 31], [-19.5, -20.5, 31.5], [-29, -29, 28], [-37, -35, 19], [-42, -37, 6], [-44, -34, -8],
        [-41, -24, -22],
      [-34, -8, -31], [-25, 7, -33], [-15, 19, -30], [-5, 27, -26], [6, 22, -30], [20, 9, -38], [36, -6, -47],
        [50, -20, -52],
    ],
  },
  { name: 'conus', from: { parent: 'RCA', atMm: 9 }, free: 0, radius: [[0, 0.7], [30, 0.4]],
    through: [[-15, -32, 33], [-6, -42, 30], [6, -48, 22]] },
  { name: 'RV branch', from: { parent: 'RCA', atMm: 30 }, free: 0, radius: [[0, 0.85], [40, 0.45]],
    through: [[-30, -46, 14], [-18, -53, 5], [-6, -55, -6]] },
  { name: 'acute marginal', from: { parent: 'RCA', atMm: 43.5 }, free: 0, radius: [[0, 0.95], [60, 0.5]],
    through: [[-37, -46, 0], [-28, -50, -14], [-15, -49, -27], [0, -44, -37]] },
  { name: 'posterolateral', from: { parent: 'RCA', atMm: 128 }, free: 0, radius: [[0, 1.1], [50, 0.5]],
    through: [[2, 33, -25], [14, 34, -27], [28, 26, -34], [40, 14, -40]] },
  { name: 'LM', from: null, free: 3, radius: [[0, 2.3], [14, 2.1]],
    through: [[5, -2, 30], [11.5, 0.5, 31], [18, -1, 31.5], [24, -5, 30]] },
  {
    name: 'LAD', from: { parent: 'LM', atMm: 17.5 }, free: 0,
      radius: [[0, 1.8], [45, 1.45], [90, 1.05], [130, 0.6]],
    through: [[28, -16, 28], [33, -28, 21], [40, -38, 10], [48, -45, -3], [57, -49, -16], [66, -48, -28],
      [70, -40, -38]],
    deposits: [{
      hu: 820, stations: [
        { atMm: 8, middleDeg: 120, arcDeg: 30, depthMm: 0.4 },
          { atMm: 13, middleDeg: 130, arcDeg: 120, depthMm: 0.8 },
        { atMm: 20, middleDeg: 150, arcDeg: 90, depthMm: 0.6 },
          { atMm: 23, middleDeg: 150, arcDeg: 30, depthMm: 0.4 },
      ],
    }],
  },
  { name: 'D1', from: { parent: 'LAD', atMm: 24 }, free: 0, radius: [[0, 1], [60, 0.5]],
    through: [[46, -28, 18], [58, -28, 8], [68, -26, -4]] },
  { name: 'D2', from: { parent: 'LAD', atMm: 45 }, free: 0, radius: [[0, 0.85], [50, 0.4]],
    through: [[57, -38, 2], [66, -37, -8], [74, -35, -18]] },
  { name: 'S1', from: { parent: 'LAD', atMm: 18 }, free: 9, radius: [[0, 0.75], [40, 0.35]],
    through: [[31, -20, 12], [31, -13, 2], [32, -8, -8]] },
  { name: 'S2', from: { parent: 'LAD', atMm: 36 }, free: 9, radius: [[0, 0.65], [40, 0.35]],
    through: [[41, -31, 4], [41, -25, -7], [42, -20, -16]] },
  {
    name: 'LCx', from: { parent: 'LM', atMm: 17.5 }, free: 0, radius: [[0, 1.6], [40, 1.3], [80, 0.8]],
    through: [[31, 3, 28], [39, 14, 23], [43, 26, 15], [42, 38, 5], [33, 45, -7]],
    deposits: [{
      hu: 700, stations: [{ atMm: 14, middleDeg: 40, arcDeg: 40, depthMm: 0.5 },
        { atMm: 17, middleDeg: 40, arcDeg: 60, depthMm: 0.5 }],
    }],
  },
  { name: 'OM1', from: { parent: 'LCx', atMm: 22 }, free: 0, radius: [[0, 1.15], [60, 0.5]],
    through: [[52, 14, 16], [62, 10, 6], [70, 2, -6], [74, -8, -18]] },
  { name: 'OM2', from: { parent: 'LCx', atMm: 44 }, free: 0, radius: [[0, 0.95], [50, 0.45]],
    through: [[51, 33, 2], [58, 27, -8], [64, 16, -18]] },
];

/** The coronary tree on the surface of a heart, diseased as told (null: no occlusion). */
export function coronaryTree(heart: Chambers, squeeze: number, disease: Disease | null): CoronaryTree {
  const vessels = RUNS.reduce<readonly Vessel[]>((made, run) => made.concat(runAlong(run, made)), []);
  return {
    vessels,
    origins: RUNS.flatMap(({ name, from }) => (from === null ? [] : [{ vessel: name, ...from }])),
  };

  function runAlong(run: Run, made: readonly Vessel[]): Vessel {
    const parent = made.find(({ name }) => name === run.from?.parent);
    const start = parent === undefined || run.from === null ? [] : [courseAt(parent.course, run.from.atMm)];
    const gap = (run.radius[0]?.[1] ?? 1) + 1;
    const control = run.through.map((at, n) => {
      const place = beaten(pointLps(...at), squeeze);
      return n < run.free ? place : onSurface(heart.arterialBed.distance, place, gap);
    });
    const recipe: VesselRecipe = {
      ...PLAIN, name: run.name, control: [...start, ...control], lumenRadius: run.radius,
        wallMm: [[0, 0.5], [120, 0.35]],
      fatMm: start.length > 0 && run.free > 0 ? 0 : PLAIN.fatMm, deposits: run.deposits ?? [],
    };
    return vesselFrom(run.name === 'RCA' && disease !== null ? diseased(recipe, disease) : recipe);
  }
}

/** The vessel with the disease on it. */
function diseased(recipe: VesselRecipe, disease: Disease): VesselRecipe {
  const toMm = disease.capMm + disease.lengthMm;
  return {
    ...recipe, distalLumenHu: disease.distalLumenHu,
    occlusion: {
      fromMm: disease.capMm, toMm, proximalCap: disease.proximalCap, distalCap: disease.distalCap,
        plaqueHu: disease.plaqueHu,
    },
    deposits: [...recipe.deposits, ...disease.deposits.map((deposit) => ({
      ...deposit, stations: deposit.stations.map((station) =>
        ({ ...station, atMm: station.atMm + disease.capMm })),
    }))],
  };
}

/** The point moved along the surface's normal until it lies `gap` mm outside. */
function onSurface(distance: Distance, at: PointLps, gap: number): PointLps {
  const step = 0.05;
  return Array.from({ length: 12 }).reduce<PointLps>((p) => {
    const [x, y, z] = p;
    const slope = vectorLps(
      distance(x + step, y, z) - distance(x - step, y, z), distance(x, y + step, z) - distance(x, y - step,
        z),
      distance(x, y, z + step) - distance(x, y, z - step));
    return moved(p, unitVector(slope), gap - distance(x, y, z));
  }, at);
}

/** Septal collaterals: from an abscissa of the LAD to one of the RCA's posterior descending part; how they sway, mm. */
export const COLLATERALS: readonly { readonly fromMm: number; readonly toMm: number; readonly sway: number }[] = [
  { fromMm: 42, toMm: 168, sway: 3 }, { fromMm: 62, toMm: 182, sway: -4 },
    { fromMm: 84, toMm: 198, sway: 2.5 },
];

/** The collateral ways from the left arteries to the right one beyond its occlusion, as angiography shows them. */
export function collaterals(tree: CoronaryTree): readonly Vessel[] {
  const lad = tree.vessels.find(({ name }) => name === 'LAD');
  const rca = tree.vessels.find(({ name }) => name === 'RCA');
  if (lad === undefined || rca === undefined) return [];
  return COLLATERALS.map(({ fromMm, toMm, sway }, n) => {
    const from = courseAt(lad.course, fromMm);
    const to = courseAt(rca.course, toMm);
    const chord = between(from, to);
    const control = Array.from({ length: 9 }, (_, m) => {
      const bow = Math.sin((Math.PI * m) / 8);
      const wave = sway * bow * (m % 2 === 0 ? 1 : -1) * 0.7;
      return moved(moved(from, scaled(chord, m / 8)), vectorLps(wave, -0.6 * wave, 0.5 * wave + 4 * bow));
    });
    return vesselFrom({
      ...PLAIN, name: `septal collateral ${n + 1}`, control, lumenRadius: [[0, 0.55], [60, 0.45]],
        wallMm: [[0, 0.1]], fatMm: 0,
    });
  });
}
