import { describe, expect, it } from 'vitest';
import { costTable } from '../../../core/centreline/cost.ts';
import { minimalPath } from '../../../core/centreline/minimalPath.ts';
import { recentred } from '../../../core/centreline/recentre.ts';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import { placedSeeds } from '../../../core/centreline/seeds.ts';
import type { Layer } from '../../../core/phantom/paint.kernel.ts';
import { painted, trunkSolid } from '../../../core/phantom/solids.ts';
import { hu } from '../../../core/units.ts';
import { arcVessel, scene, seedNear } from './scene.ts';

/** What steps come to, and how often others had their turn meanwhile. */
function turnsOf<T>(steps: Generator<unknown, T>): { readonly found: T; readonly turns: number } {
  for (let turns = 0; ; turns += 1) {
    const step = steps.next();
    if (step.done === true) return { found: step.value, turns };
  }
}

/** How long a step takes is measured (`npm run bench measure`); here is counted how much is done in one. */
describe('others have their turn', () => {
  const vessel = arcVessel();
  const volume = scene(vessel);
  const seeds = [3, 18, 53].map((at) => seedNear(vessel, at));

  it('after each point that is placed', () => {
    const { found, turns } = turnsOf(placedSeeds(searchSpace(volume), seeds));
    expect([found.length, turns]).toEqual([3, 3]);
  });
  it('after each 500 nodes of a search, or some more once it comes from both ends', () => {
    const [from, , to] = seeds as [typeof seeds[0], typeof seeds[0], typeof seeds[0]];
    const { found, turns } = turnsOf(minimalPath(searchSpace(volume), costTable([hu(400)]), from, to));
    expect(found?.settled).toBeGreaterThan(1000);
    expect(turns).toBeGreaterThanOrEqual(Math.floor(Math.min(4000, found?.settled ?? 0) / 500));
  });
  it('after each place at which an occlusion is looked for, in fat and in muscle', () => {
    const path = Float64Array.from(Array.from({ length: 51 }, (_, n) => [...seedNear(vessel, 3 + n)]).flat());
    const turnsIn = (...beneath: readonly Layer[]): number =>
      turnsOf(recentred(searchSpace(scene(vessel, beneath)), path, { proximal: hu(400), distal: hu(360) })).turns;
    // Six rounds of some turns each; in three of them 12 mm of occlusion and 4 mm of open vessel to either side are looked through.
    const [inFat, inMuscle] = [turnsIn(), turnsIn(painted(trunkSolid(0, 0, 500, 500), 112))];
    expect(inFat).toBeGreaterThan(6 * 6 + 3 * 18);
    // In muscle in each of them 12 mm once more.
    expect(inMuscle).toBeGreaterThan(inFat + 6 * 9);
  });
});
