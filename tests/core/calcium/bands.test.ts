import { describe, expect, it } from 'vitest';
import { bandAt, bandsOf, bandStretch } from '../../../core/calcium/bands.ts';
import type { CalciumPattern } from '../../../core/calcium/pattern.ts';
import { mm } from '../../../core/units.ts';

const patterns: readonly CalciumPattern[] = ['none', 'none', 'spot', 'peripheral', 'full-moon', 'full-moon', 'central', 'none'];
const sections = patterns.map((pattern, n) => ({ pattern, abscissa: mm(n / 2) }));

describe('bands', () => {
  it('are neighbours of one kind', () => {
    expect(bandsOf(sections)).toEqual([
      { kind: 'none', first: 0, last: 1 }, { kind: 'calcium', first: 2, last: 3 }, { kind: 'full-moon', first: 4, last: 5 },
      { kind: 'calcium', first: 6, last: 6 }, { kind: 'none', first: 7, last: 7 },
    ]);
    expect(bandsOf([])).toEqual([]);
  });
  it('are found by a section', () => {
    expect([0, 3, 5, 7, 8].map((n) => bandAt(bandsOf(sections), n)?.first)).toEqual([0, 2, 4, 7, undefined]);
  });
  it('reach half a step beyond their sections, but not beyond the vessel', () => {
    expect(bandsOf(sections).map((band) => bandStretch(sections, band))).toEqual([[0, 0.75], [0.75, 1.75], [1.75, 2.75], [2.75, 3.25], [3.25, 3.5]]);
  });
});
