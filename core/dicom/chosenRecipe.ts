import { err, ok, type Result } from '../result.ts';
import type { GeometryProblem, SeriesItem, VolumeRecipe } from './series.ts';
import { problemSentence } from './words.ts';

/** How a stack becomes a volume: as it is, after the offered correction, or its largest gapless part. */
export type RecipeKind = 'acquired' | 'corrected' | 'intact';

/** Why there is no volume of that kind, and which kinds there are. */
export interface NoSuchRecipe {
  readonly code: 'series/not-a-volume';
  /** What stands against measuring; empty where nothing does and that kind is not needed. */
  readonly problems: readonly GeometryProblem[];
  /** The same in plain sentences; at least one. */
  readonly reasons: readonly string[];
  readonly offered: readonly RecipeKind[];
}

const NOT_NEEDED: Readonly<Record<RecipeKind, string>> = {
  acquired: 'No volume can be made of this series.',
  corrected: 'Nothing of this series needs correcting.',
  intact: 'This series is no volume with a gap, of which the largest part could be taken.',
};

/**
 * The recipe of one kind: the only way from a series to a volume.
 *
 * @fails series/not-a-volume - the gate gave no recipe of that kind
 */
export function chosenRecipe(
  { geometry }: Pick<SeriesItem, 'geometry'>, as: RecipeKind,
): Result<VolumeRecipe, NoSuchRecipe> {
  const recipes = {
    acquired: geometry.recipe, corrected: geometry.correctedRecipe, intact: geometry.intactRecipe,
  } as const;
  const recipe = recipes[as];
  if (recipe !== null) return ok(recipe);
  const problems = geometry.problems.filter(({ weight }) => weight !== 'note');
  const kinds: readonly RecipeKind[] = ['acquired', 'corrected', 'intact'];
  return err({
    code: 'series/not-a-volume', problems,
    reasons: problems.length > 0 ? problems.map(problemSentence) : [NOT_NEEDED[as]],
    offered: kinds.filter((kind) => recipes[kind] !== null),
  });
}
