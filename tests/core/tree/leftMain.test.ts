import { expect, it } from 'vitest';
import { leftMainLength } from '../../../core/tree/leftMain.ts';
import { mm } from '../../../core/units.ts';

const branch = (abscissa: number, diameter: number) => ({ abscissa: mm(abscissa), diameter: mm(diameter) });
const OSTIUM = { state: 'found', abscissa: mm(5) } as const;

it.each([
  ['the first great branch', [branch(8, 1.4), branch(18, 3), branch(22, 2.5)], 13],
  ['a branch of 2 mm', [branch(18, 2)], 13],
  ['none narrower', [branch(18, 1.99)], null],
  ['a branch 25 mm off', [branch(30, 3)], 25],
  ['none farther', [branch(30.1, 3)], null],
  ['none before the ostium', [branch(4, 3)], null],
  ['none at all', [], null],
] as const)('a left main ends at %s', (_, branches, length) => expect(leftMainLength(OSTIUM, branches)).toBe(length));
it('is not known where the path does not begin in the aorta', () =>
  expect(leftMainLength({ state: 'not found', why: 'elsewhere' }, [branch(10, 3)])).toBeNull());
