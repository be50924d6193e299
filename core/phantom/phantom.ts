import { chambers, contraction } from './chambers.ts';
import { coronaryLayers } from './coronaryLayers.ts';
import { coronaryTree, type CoronaryTree, type Disease, FULL_MOON_DISEASE } from './coronaries.ts';
import type { Layer } from './paint.kernel.ts';
import { painted, skinned, thicker } from './solids.ts';
import { thorax } from './thorax.ts';
import { vesselTruth, type VesselTruth } from './truth.ts';

/** What a heart phantom is made from. */
export interface PhantomRecipe {
  /** Nominal percentage of the R-R interval. */
  readonly phasePercent: number;
  readonly disease: Disease | null;
  readonly seed: number;
  /** Without the chest around it the phantom is faster to paint. */
  readonly hasThorax: boolean;
  /** Contrast in the blood; without it there are no arteries either: what an angiogram's background is made of. */
  readonly hasContrast: boolean;
}

/** The demo's heart. */
export const DEMO_RECIPE: PhantomRecipe = {
  phasePercent: 75, disease: FULL_MOON_DISEASE, seed: 47, hasThorax: true, hasContrast: true,
};

/** A heart phantom: what is painted, and what is true of it. */
export interface Phantom {
  readonly layers: readonly Layer[];
  readonly tree: CoronaryTree;
  /** Of the vessel named; null where there is none. */
  truth(vessel: string): VesselTruth | null;
}

/** HU of the blood on its way: with contrast, and without. */
const CONTRASTED = { left: 405, aorta: 425, right: 185, vein: 160, sinus: 140 };
const PLAIN_BLOOD = { left: 45, aorta: 45, right: 45, vein: 45, sinus: 45 };
const MUSCLE_HU = 108;
const WALL_HU = 60;
const FAT_HU = -98;

/** The heart in its chest, from the lowest layer to the topmost. */
export function heartPhantom(recipe: PhantomRecipe): Phantom {
  const blood = recipe.hasContrast ? CONTRASTED : PLAIN_BLOOD;
  const squeeze = contraction(recipe.phasePercent);
  const heart = chambers(squeeze);
  const tree = coronaryTree(heart, squeeze, recipe.disease);
  const arteries = coronaryLayers(tree.vessels);
  const chest = recipe.hasThorax ? thorax(recipe.seed, blood.aorta, heart.surface)
    : { beneath: [], over: [] };
  const mixing = (base: number) => (x: number, y: number, z: number): number =>
    base + 26 * Math.sin(0.16 * x + 0.9 * Math.sin(0.11 * y)) * Math.sin(0.14 * z + 0.07 * y);
  const layers = [
    ...chest.beneath,
    painted(thicker(heart.aorta, 4), FAT_HU), painted(thicker(heart.pulmonaryArtery, 3), FAT_HU),
    skinned(heart.surface, [{ by: 7, hu: 5 }, { by: 6.1, hu: FAT_HU }]), arteries.fat,
    painted(thicker(heart.pulmonaryVeins, 1), WALL_HU),
    skinned(heart.cavalVeins, [{ by: 1.2, hu: WALL_HU }, { by: 0, hu: mixing(blood.vein) }]),
    skinned(heart.rightAtrium, [{ by: 2, hu: MUSCLE_HU - 30 }, { by: 0, hu: mixing(blood.right - 10) }]),
    skinned(heart.rightVentricle, [{ by: 3, hu: MUSCLE_HU - 10 }, { by: 0, hu: mixing(blood.right + 12) }]),
    painted(thicker(heart.pulmonaryArtery, 1.2), WALL_HU), painted(heart.outlet, blood.right + 12),
      painted(heart.pulmonaryArtery, blood.right + 22),
    painted(thicker(heart.leftAtrium, 2), MUSCLE_HU - 25),
    painted(heart.leftMuscle, MUSCLE_HU),
    skinned(heart.coronarySinus, [{ by: 0.8, hu: WALL_HU }, { by: 0, hu: blood.sinus }]),
    painted(heart.pulmonaryVeins, blood.left - 5), painted(heart.leftAtrium, blood.left),
    painted(heart.leftVentricle, blood.left + 5), painted(heart.papillary, MUSCLE_HU + 8),
    ...heart.valves.map((valve) => painted(valve, 190)),
    ...chest.over,
    painted(thicker(heart.aorta, 1.4), WALL_HU), ...(recipe.hasContrast ? [arteries.vessel] : []),
    // The lumen of the root comes last: no wall of an artery reaches into it.
    painted(heart.aorta, blood.aorta), painted(heart.outflow, blood.left + 10),
  ];
  return {
    layers, tree,
    truth(name) {
      const vessel = tree.vessels.find((candidate) => candidate.name === name);
      return vessel === undefined ? null : vesselTruth(vessel);
    },
  };
}
