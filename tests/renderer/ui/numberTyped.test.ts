import { expect, it } from 'vitest';
import { numberShown, numberTyped } from '../../../renderer/ui/numberTyped.ts';

const arc = { least: 0, most: 360, unit: '°' };

it('what was typed is a number within its bounds, or empty, or a sentence says why it is not kept', () => {
  expect(numberTyped(' 270 ', arc)).toEqual({ number: 270 });
  expect(numberTyped('1,8', { least: 0.1, most: 12, unit: 'mm' })).toEqual({ number: 1.8 });
  expect(numberTyped(' ', arc)).toEqual({ number: null });
  for (const wrong of ['abc', '-5', '361', '1e9', 'NaN']) expect(numberTyped(wrong, arc)).toEqual({ fault: `“${wrong}” is not kept: from 0 to 360 °` });
});

it('a bound may be typed as it is told, and no more than the bound itself is kept', () => {
  const along = { least: -44.26, most: 49.96, unit: 'mm' };
  expect(numberTyped('50', along)).toEqual({ number: 49.96 });
  expect(numberTyped('-44.3', along)).toEqual({ number: -44.26 });
  expect(numberTyped('60', along)).toEqual({ fault: '“60” is not kept: from -44.3 to 50 mm' });
});

it('shows millimetres to a tenth and all else whole, and no zero below zero', () => {
  expect([numberShown(-0.04, 'mm'), numberShown(-0.06, 'mm'), numberShown(12.34, 'mm'), numberShown(-0.4, '°'), numberShown(269.6, '°')])
    .toEqual(['0.0', '-0.1', '12.3', '0', '270']);
});
