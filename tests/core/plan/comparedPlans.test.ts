import { describe, expect, it } from 'vitest';
import { comparedPlans } from '../../../core/plan/comparedPlans.ts';
import { mm } from '../../../core/units.ts';
import { image, planOf, step, stop } from './planOf.ts';

const PLAN = planOf({ A: [step('a'), step('b')] });

describe('two plans side by side', () => {
  it('equal ones do not differ', () => {
    expect(comparedPlans(PLAN, structuredClone(PLAN))).toEqual([]);
  });

  it('name what was added, removed, moved and changed', () => {
    const after = planOf({ A: [step('b', { minutes: 5, at: mm(12.25) })], B: [step('n', { act: { do: 'dilate', balloon: { kind: 'NC', diameterMm: 3, pressureAtm: 20 } } })] });
    expect(comparedPlans(PLAN, after)).toEqual([
      { what: 'Stop rule of B', before: null, after: 'stop' },
      { what: 'A2 moved', before: 'A2', after: 'A1' },
      { what: 'A1', before: 'technique b', after: 'technique b; 5 min; at 12.3 mm' },
      { what: 'B1 added', before: null, after: 'technique n; NC balloon 3.00 mm 20 atm' },
      { what: 'A1 removed', before: 'technique a', after: null },
    ]);
  });

  it('say the same backwards', () => {
    const after = { ...PLAN, access: 'radial' };
    expect(comparedPlans(PLAN, after)).toEqual([{ what: 'Access', before: null, after: 'radial' }]);
    expect(comparedPlans(after, PLAN)).toEqual([{ what: 'Access', before: 'radial', after: null }]);
  });

  it('see every part of a plan', () => {
    const [first, ...rest] = PLAN.rungs;
    if (first === undefined) throw new Error('no rung');
    const changed = [
      { ...PLAN, rungs: [{ ...first, title: 'T' }, ...rest] }, { ...PLAN, rungs: [{ ...first, note: 'N' }, ...rest] },
      { ...PLAN, rungs: [{ ...first, stop: stop({ minutes: 9 }) }, ...rest] }, { ...PLAN, budget: { ...PLAN.budget, totalMinutes: 60 } },
      { ...PLAN, guides: 'g' }, { ...PLAN, notes: 'n' }, { ...PLAN, keyImages: [] }, { ...PLAN, keyImages: [image('one'), image('two')] },
      planOf({ A: [step('a', { track: 'extraplaque' }), step('b')] }), planOf({ A: [step('a', { override: { rules: ['S143'], reason: 'r' } }), step('b')] }),
      planOf({ A: [step('a', { devices: [{ item: null, name: 'Gaia 3', sizeMm: null, count: 2 }] }), step('b')] }),
    ];
    for (const after of changed) expect(comparedPlans(PLAN, after)).toHaveLength(1);
  });
});
