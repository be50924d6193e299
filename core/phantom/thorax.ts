import { pointLps } from '../geometry/frame.ts';
import { tubeLayer } from './coronaryLayers.ts';
import type { Layer } from './paint.kernel.ts';
import { randomStream } from './random.ts';
import {
  ellipsoidSolid, joined, less, painted, roughened, skinned, type Solid, thicker, trunkSolid, tubeSolid,
  within,
} from './solids.ts';

/** HU of the tissues around the heart. */
const FAT = -102;
const MUSCLE = 58;
const LUNG = -862;
const CORTEX = 620;
const MARROW = 170;
const LIVER = 96;

/** What lies around the heart, in the order in which it is painted. */
export interface Thorax {
  /** Beneath the heart: skin, muscle, lungs, fat of the mediastinum, diaphragm. */
  readonly beneath: readonly Layer[];
  /** Over all else: bones, descending aorta, oesophagus. */
  readonly over: readonly Layer[];
}

/** A chest of a man of 71 years about a heart; the lung's vessels follow from the seed. */
export function thorax(seed: number, aortaHu: number, heart: Solid): Thorax {
  const skin = trunkSolid(4, 12, 200, 122);
  const wall = trunkSolid(4, 12, 186, 107);
  const cavity = less(trunkSolid(4, 6, 160, 84), trunkSolid(2, 104, 34, 38), 14);
  const spineFront = trunkSolid(6, 78, 27, 22);
  const liver = roughened(ellipsoidSolid(pointLps(-42, 8, -129), [128, 96, 86]), 1.2, 40);
  const spleen = ellipsoidSolid(pointLps(66, 18, -128), [88, 86, 76]);
  const mediastinum = joined([
    spineFront,
    trunkSolid(2, -76, 26, 12), thicker(heart, 6),
    ellipsoidSolid(pointLps(-6, -10, 78), [44, 38, 42]),
    ellipsoidSolid(pointLps(4, 30, 60), [34, 34, 60]),
  ], 22);
  return {
    beneath: [
      skinned(skin, [{ by: 0, hu: 20 }, { by: -2, hu: FAT }]),
      painted(wall, muscleTexture), painted(cavity, lungTexture), lungVessels(seed, cavity),
      painted(within(mediastinum, thicker(cavity, 8)), FAT),
      skinned(within(liver, thicker(cavity, 1)), [{ by: 2.2, hu: MUSCLE }, { by: 0, hu: LIVER }]),
      skinned(within(spleen, thicker(cavity, 1)), [{ by: 2.4, hu: MUSCLE }, { by: 0, hu: -30 }]),
      painted(ellipsoidSolid(pointLps(62, 0, -84), [34, 30, 15]), -940),
    ],
    over: [
      ...vertebrae(), ...sternum(), ...ribs(),
      painted(tubeSolid([[pointLps(13, 60, -130), 6.5], [pointLps(10, 64, -40), 6],
        [pointLps(5, 66, 30), 6.5], [pointLps(2, 60, 100), 6.5]]), 45),
      painted(tubeSolid([[pointLps(13.5, 60, -130), 1.4], [pointLps(10, 64.4, -40), 0.6],
        [pointLps(5, 66.4, 30), 1.7], [pointLps(2, 60, 100), 1.2]]), -220),
      ...vesselOf([[pointLps(20, 74, -130), 10.5], [pointLps(29, 71, -40), 11.5], [pointLps(33, 68, 30), 12],
        [pointLps(34, 62, 100), 13]], aortaHu),
      ...vesselOf([[pointLps(-10, 76, -130), 2.6], [pointLps(-11, 74, 0), 3], [pointLps(-12, 72, 100), 3.4]],
        110),
    ],
  };
}

function vesselOf(path: Parameters<typeof tubeSolid>[0], hu: number): readonly Layer[] {
  const lumen = tubeSolid(path, 8);
  return [skinned(lumen, [{ by: 1.4, hu: 48 }, { by: 0, hu }])];
}

/** Muscle with strands of fat between. */
const muscleTexture = (x: number, y: number, z: number): number => {
  const strand = Math.sin(0.8 * y + 0.0045 * x * x + 0.03 * z) * Math.sin(0.11 * x + 0.02 * z);
  return strand > 0.62 ? MUSCLE - 150 * Math.min(1, (strand - 0.62) * 6) : MUSCLE;
};

/** Air and tissue; denser towards the back, where the patient lies. */
const lungTexture = (_: number, y: number): number => LUNG + 0.55 * (y - 10);

/** Branching vessels from both hila to the pleura. */
function lungVessels(seed: number, cavity: Solid): Layer {
  const random = randomStream(seed);
  type Node = readonly [number, number, number, number];
  const branch = (from: Node, along: readonly [number, number, number],
    depth: number): readonly { readonly nodes: readonly Node[]; readonly hu: number }[] => {
    const [x, y, z, radius] = from;
    const length = 10 + 13 * random() + radius * 2.5;
    const bend = (): number => 0.5 * (random() - 0.5);
    const direction = normalised([along[0] + bend(), along[1] + bend(), along[2] + bend()]);
    const middle: Node = [
      x + 0.5 * length * along[0] + 0.6 * bend(), y + 0.5 * length * along[1] + 0.6 * bend(),
        z + 0.5 * length * along[2], radius * 0.95];
    const end: Node = [middle[0] + 0.5 * length * direction[0], middle[1] + 0.5 * length * direction[1],
      middle[2] + 0.5 * length * direction[2], radius * 0.88];
    const piece = { nodes: [from, middle, end], hu: radius > 0.9 ? 110 : 40 };
    if (depth === 0 || radius < 0.4 || cavity.distance(end[0], end[1], end[2]) > 4) return [piece];
    const spread = 0.45 + 0.5 * random();
    const axis = normalised([random() - 0.5, random() - 0.5, random() - 0.5]);
    const side = normalised([
      direction[1] * axis[2] - direction[2] * axis[1], direction[2] * axis[0] - direction[0] * axis[2],
        direction[0] * axis[1] - direction[1] * axis[0]]);
    const turned = (sign: number): readonly [number, number, number] => normalised([
      direction[0] + sign * spread * side[0], direction[1] + sign * spread * side[1],
        direction[2] + sign * spread * side[2]]);
    return [
      piece,
      ...branch([end[0], end[1], end[2], radius * (0.76 + 0.1 * random())], turned(1), depth - 1),
      ...branch([end[0], end[1], end[2], radius * (0.6 + 0.22 * random())], turned(-1), depth - 1),
    ];
  };
  const roots: readonly (readonly [Node, readonly [number, number, number]])[] = [-1, 1].flatMap((side) =>
    Array.from({ length: 11 }, (_, n) => {
      const angle = (2 * Math.PI * n) / 11 + random();
      const along = normalised([side * (0.55 + 0.5 * random()), 0.8 * Math.cos(angle), Math.sin(angle)]);
      return [[4 + side * 48, 34 + 8 * Math.cos(angle), 24 + 12 * Math.sin(angle), 2.2 + 1.2 * random()],
        along] as const;
    }));
  return tubeLayer(roots.flatMap(([from, along]) => branch(from, along, 5)));
}

function normalised([x, y, z]: readonly [number, number, number]): readonly [number, number, number] {
  const over = 1 / Math.hypot(x, y, z);
  return [x * over, y * over, z * over];
}

const bone = (solid: Solid, cortexMm: number): readonly Layer[] => [skinned(solid, [{ by: 0, hu: CORTEX }, {
  by: -cortexMm,
  hu: (x, y, z) => MARROW + 45 * Math.sin(1.9 * x + z) * Math.sin(2.1 * y - 0.7 * z) * Math.sin(1.7 * z + 0.6 * x),
}])];

/** Five vertebrae with discs, canal and processes. */
function vertebrae(): readonly Layer[] {
  const pitch = 27;
  const column = roughened(trunkSolid(0, 96, 21, 17), 0.8, 22);
  const body = (n: number): Solid => within(column, ellipsoidSolid(pointLps(0, 96, n * pitch),
    [60, 60, 11.5]), 3);
  return [
    painted(column, 85),
    ...[-4, -3, -2, -1, 0, 1, 2, 3, 4].flatMap((n) => [
      ...bone(body(n), 1.1),
      ...bone(joined([
        tubeSolid([[pointLps(-13, 108, n * pitch + 4), 4.5], [pointLps(-17, 122, n * pitch + 3), 6],
          [pointLps(-34, 130, n * pitch + 6), 5]]),
        tubeSolid([[pointLps(13, 108, n * pitch + 4), 4.5], [pointLps(17, 122, n * pitch + 3), 6],
          [pointLps(34, 130, n * pitch + 6), 5]]),
        tubeSolid([[pointLps(0, 126, n * pitch), 6], [pointLps(0, 142, n * pitch - 12), 4]]),
      ], 5), 1.2),
    ]),
    painted(tubeSolid([[pointLps(0, 117, -200), 8.5], [pointLps(0, 117, 200), 8.5]], 50), -20),
    painted(tubeSolid([[pointLps(0, 117, -200), 6.5], [pointLps(0, 117, 200), 6.5]], 50), 35),
  ];
}

function sternum(): readonly Layer[] {
  const strip = (x: number): Solid => tubeSolid([[pointLps(x, -84.5, -46), 4.5], [pointLps(x, -84, 20), 5.6],
    [pointLps(x, -83, 112), 6]], 12);
  return bone(joined([strip(-9), strip(-2), strip(5), strip(12)], 7), 1.1);
}

/** Ribs: hoops that slope down to the front; their cartilage reaches the sternum. */
function ribs(): readonly Layer[] {
  return [-1, 1].flatMap((side) => [-5, -4, -3, -2, -1, 0, 1, 2, 3].flatMap((n) => {
    const hoop = (angle: number, inset: number, drop: number): readonly [ReturnType<typeof pointLps>,
      number] => [
      pointLps(4 + side * (158 - inset) * Math.sin(angle), 8 - (94 - inset) * Math.cos(angle),
        27 * n + 26 - drop), 5];
    const bony = tubeSolid([
      hoop(2.85, 10, -6), hoop(2.4, 4, 2), hoop(1.9, 0, 16), hoop(1.4, 0, 32), hoop(0.95, 2, 46),
        hoop(0.62, 3, 52)], 9);
    const cartilage = tubeSolid([hoop(0.62, 3, 52), hoop(0.4, 3, 48), hoop(0.15, 4, 38)], 7);
    return [painted(cartilage, 105), ...bone(bony, 1.3)];
  }));
}
