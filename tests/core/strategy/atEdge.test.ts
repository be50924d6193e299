import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { atEdge } from '../../../core/strategy/atEdge.ts';

const LONG_ENOUGH: CaseFacts = {
  occlusionLengthMm: { ct: 21 },
  bendInOcclusionDeg: { ct: 10 },
  ranges: { 'occlusionLengthMm.ct': [18.5, 23] },
};

describe('a measured fact at the edge', () => {
  it('names the end of its range at which a rule would stop', () => {
    expect(atEdge(LONG_ENOUGH)).toEqual([
      {
        fact: 'occlusionLengthMm.ct',
        value: 18.5,
        change: { starts: [], stops: ['S083'], nowWaits: [], noLongerWaits: ['S084', 'S111'] },
      },
    ]);
  });

  it('names both ends where both turn something', () => {
    const facts: CaseFacts = {
      ctCalcium: { maxCsaPercent: 49 },
      phase: 'planning',
      ranges: { 'ctCalcium.maxCsaPercent': [20, 60] },
    };
    expect(
      atEdge(facts).map(({ value, change }) => [value, change.stops, change.starts.includes('S001')]),
    ).toEqual([
      [20, ['S101'], false],
      [60, [], true],
    ]);
  });

  it('takes a full moon along that was told because of the number', () => {
    const told = (fullMoon: boolean, maxCsaPercent: number, range: readonly [number, number], maxArcDeg = 360) =>
      atEdge({ ctCalcium: { fullMoon, maxArcDeg, maxCsaPercent }, ranges: { 'ctCalcium.maxCsaPercent': range } })
        .map(({ value, change }) => [value, change.starts, change.stops]);
    expect(told(true, 97, [92, 99])).toEqual([[92, [], ['S045']]]);
    expect(told(true, 97, [95, 99])).toEqual([]);
    expect(told(false, 97, [92, 100])).toEqual([[100, ['S045'], []]]);
    // Told against the arc from the start: no share refutes it.
    expect(told(true, 97, [92, 99], 300)).toEqual([]);
  });

  it('counts rules that take turns: one starts as the other stops', () => {
    const facts: CaseFacts = {
      plannedStrategies: ['ADR'],
      distalVessel: { diameterMm: 2.6, calciumArcDeg: 0 },
      ranges: { 'distalVessel.diameterMm': [2.4, 2.8] },
    };
    expect(atEdge(facts).map(({ value, change }) => [value, change.starts, change.stops])).toEqual([
      [2.4, ['S086'], ['S085']],
    ]);
  });

  it('is at none where the range stays on one side, nor without a range', () => {
    expect(atEdge({ ...LONG_ENOUGH, ranges: { 'occlusionLengthMm.ct': [20, 23] } })).toEqual([]);
    expect(atEdge({ ...LONG_ENOUGH, ranges: null })).toEqual([]);
    expect(atEdge({ ...LONG_ENOUGH, ranges: { 'occlusionLengthMm.ct': null } })).toEqual([]);
  });
});
