import { describe, expect, it } from 'vitest';
import type { CentrelinePoint } from '../../../core/centreline/centreline.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { capsSentence, proposedCaps } from '../../../core/lesion/proposedCaps.ts';
import { err, ok } from '../../../core/result.ts';
import { mm } from '../../../core/units.ts';

/** A path of 40 mm, a point each half millimetre, without contrast from one abscissa to another. */
const path = (...bridges: readonly (readonly [from: number, to: number])[]) => ({
  step: mm(0.5),
  points: Array.from({ length: 81 }, (_, n): CentrelinePoint => ({
    at: pointLps(0, 0, n / 2), abscissa: mm(n / 2), tangent: vectorLps(0, 0, 1), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0),
    isBridged: bridges.some(([from, to]) => n / 2 >= from && n / 2 <= to), uncertainty: mm(0.3),
  })),
});
const caps = (proximal: number, distal: number) => ok({ proximal: mm(proximal), distal: mm(distal) });
const only = (which: 'proximal' | 'distal', at: number) => ({ proximal: null, distal: null, [which]: mm(at) });

describe('caps are proposed', () => {
  it('at the ends of the stretch without contrast; of several of the longest', () => {
    expect(proposedCaps(path([12, 25]))).toEqual(caps(12, 25));
    expect(proposedCaps(path([5, 9], [12, 25], [30, 33]))).toEqual(caps(12, 25));
  });
  it('nowhere where the stretch is a stenosis: from 2 mm on it is an occlusion', () => {
    expect(proposedCaps(path([12, 13]))).toEqual(err({ code: 'caps/nothing-bridged' }));
    expect(proposedCaps(path([12, 13.5]))).toEqual(caps(12, 13.5));
  });
  it('never where contrast is missing to the end of the path, which is said', () => {
    expect(proposedCaps(path())).toEqual(err({ code: 'caps/nothing-bridged' }));
    expect(proposedCaps(path([12, 40]))).toEqual(err({ code: 'caps/no-contrast-beyond', end: 'last' }));
    expect(proposedCaps(path([0, 12]))).toEqual(err({ code: 'caps/no-contrast-beyond', end: 'first' }));
    expect(proposedCaps(path([0, 4], [12, 20], [30, 40]))).toEqual(caps(12, 20));
  });
  it('beside one that was set, on its far side', () => {
    const two = path([5, 9], [20, 33]);
    expect(proposedCaps(two, only('proximal', 4))).toEqual(caps(4, 33));
    expect(proposedCaps(two, only('distal', 12))).toEqual(caps(5, 12));
    expect(proposedCaps(two, only('proximal', 34))).toEqual(err({ code: 'caps/nothing-bridged' }));
    expect(proposedCaps(two, only('distal', 4))).toEqual(err({ code: 'caps/nothing-bridged' }));
    expect(proposedCaps(path([12, 40]), only('proximal', 11))).toEqual(err({ code: 'caps/no-contrast-beyond', end: 'last' }));
  });
  it('never in the place of two that were set', () => {
    expect(proposedCaps(path([5, 9]), { proximal: mm(20), distal: mm(10) })).toEqual(caps(20, 10));
  });
});

it.each([{ code: 'caps/nothing-bridged' }, { code: 'caps/no-contrast-beyond', end: 'first' }, { code: 'caps/no-contrast-beyond', end: 'last' }] as const)(
  'why there are none is told with what to do: %j', (failure) => {
    expect(capsSentence(failure)).toMatch(/^[A-Z].*[.:] .*by hand.*\.$/);
  });
