import { expect, it } from 'vitest';
import { chosenRecipe, type RecipeKind } from '../../../core/dicom/chosenRecipe.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { correctionWords } from '../../../core/report/correctionWords.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { ctSeries } from './syntheticHeaders.ts';

const KINDS: readonly RecipeKind[] = ['acquired', 'corrected', 'intact'];
const itemOf = (headers: readonly InstanceHeader[]): SeriesItem => {
  const [item] = seriesIndex(headers).items;
  if (item === undefined) throw new Error('no item');
  return item;
};
const whole = itemOf(ctSeries(20));
const gapped = itemOf(ctSeries(20).filter((_, k) => k !== 5));
const sheared = itemOf(ctSeries(20, (n) => ({ frame: { position: pointLps(0, 0.1 * n, 0.5 * n) } })));
const steep = itemOf(ctSeries(20, (n) => ({ frame: { position: pointLps(0, n > 9 ? 4 : 0, 0.5 * n) } })));

it.each([
  ['a clean stack', whole, ['acquired']], ['a stack with a gap', gapped, ['intact']],
  ['a tilted stack', sheared, ['corrected']], ['a stack that nothing helps', steep, []],
] as const)('of %s there are just the recipes that the gate gave', (_, item, offered) => {
  for (const kind of KINDS) {
    const chosen = chosenRecipe(item, kind);
    const { recipe, correctedRecipe, intactRecipe } = item.geometry;
    const expected = { acquired: recipe, corrected: correctedRecipe, intact: intactRecipe }[kind];
    if (expected === null) expect(chosen).toMatchObject({ ok: false, failure: { offered } });
    else expect(chosen).toEqual({ ok: true, value: expected });
    expect(chosen.ok).toBe(offered.some((one) => one === kind));
  }
});

it('every refusal has a reason in a full sentence, and the problems behind it', () => {
  for (const item of [whole, gapped, sheared, steep]) {
    for (const kind of KINDS) {
      const chosen = chosenRecipe(item, kind);
      if (chosen.ok) continue;
      const { reasons, problems } = chosen.failure;
      expect(reasons.length).toBeGreaterThan(0);
      for (const reason of reasons) expect(reason).toMatch(/^[A-Z0-9].*\.$/);
      expect(problems).toEqual(item.geometry.problems.filter(({ weight }) => weight !== 'note'));
    }
  }
});

it('a volume says what was done to it, or which part it is; one as acquired says nothing', () => {
  const words = (item: SeriesItem, kind: RecipeKind) => {
    const chosen = chosenRecipe(item, kind);
    return chosen.ok ? correctionWords(chosen.value, kind, item.frames) : 'refused';
  };
  expect(words(whole, 'acquired')).toBeNull();
  expect(words(gapped, 'intact')).toBe('Largest stretch without a gap: 14 of 19 slices');
  expect(words(sheared, 'corrected')).toBe('Gantry tilt of 11.3° straightened (shear, linear in the slice)');
});
