import { expect, it } from 'vitest';
import { valueWords } from '../../../renderer/viewer/planeWords.ts';

it('a value under the cursor is said with what it is, and padding is none', () => {
  const padding = { least: -3024, most: -3014 };
  const words = (value: number, valuesAre: 'HU' | 'stored values' = 'HU') =>
    valueWords(value, { valuesAre, padding });
  expect([-3025, -3024, -3014, -3013].map((value) => words(value)))
    .toEqual(['−3025 HU', 'padding, not measured', 'padding, not measured', '−3013 HU']);
  expect(words(12, 'stored values')).toBe('12 stored');
  expect(valueWords(-3024, { valuesAre: 'HU', padding: null })).toBe('−3024 HU');
});
