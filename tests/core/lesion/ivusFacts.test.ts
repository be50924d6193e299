import { describe, expect, it } from 'vitest';
import { pointLps } from '../../../core/geometry/frame.ts';
import type { IvusEntry } from '../../../core/lesion/entry.ts';
import { ivusFacts, weightiestIvusAt, type IvusFinding } from '../../../core/lesion/ivusFacts.ts';
import { deg, mm } from '../../../core/units.ts';

const finding = (abscissa: number, content: Partial<IvusEntry>): IvusFinding => ({
  abscissa: mm(abscissa), by: 'Dr. Test',
  content: { kind: 'ivus', at: pointLps(0, 0, 0), arc: null, length: null, depth: null, pattern: null, isNodule: null, note: null, ...content },
});
const values = (...findings: readonly IvusFinding[]) =>
  Object.fromEntries(Object.entries(ivusFacts(findings)).map(([path, fact]) => [path, fact.state === 'unknown' ? null : fact.value]));

describe('findings of IVUS', () => {
  it('are no facts where there are none', () => {
    expect([values(), weightiestIvusAt([])]).toEqual([{}, null]);
  });

  it('are the facts of the place that goes furthest around', () => {
    const findings = [finding(10, { arc: deg(120), depth: 'superficial', pattern: 'eccentric' }), finding(20, { arc: deg(200), length: mm(4), depth: 'superficial', pattern: 'concentric' })];
    expect([values(...findings), weightiestIvusAt(findings)]).toEqual([{
      'ivus.arcDeg': 200, 'ivus.lengthMm': 4, 'ivus.depth': 'superficial', 'ivus.pattern': 'concentric', 'ivus.ring': false,
    }, 20]);
  });

  it('take the longest of the wide arcs, since the score asks for both in one place', () => {
    const findings = [finding(10, { arc: deg(360), length: mm(2), depth: 'superficial' }), finding(20, { arc: deg(280), length: mm(8), depth: 'superficial' })];
    expect(values(...findings)).toMatchObject({ 'ivus.arcDeg': 280, 'ivus.lengthMm': 8, 'ivus.ring': true });
  });

  it('take deep calcium last: it does not score', () => {
    expect(values(finding(10, { arc: deg(360), depth: 'deep' }), finding(20, { arc: deg(90), depth: 'superficial' })))
      .toMatchObject({ 'ivus.arcDeg': 90, 'ivus.depth': 'superficial', 'ivus.ring': false });
  });

  it('exclude a nodule only where every finding denies it', () => {
    expect(values(finding(1, { isNodule: false }), finding(2, { isNodule: false }))['ivus.nodule']).toBe(false);
    expect(values(finding(1, { isNodule: false }), finding(2, {}))['ivus.nodule']).toBeUndefined();
    expect(values(finding(1, { isNodule: true }), finding(2, {}))['ivus.nodule']).toBe(true);
  });

  it('leave a ring open where the depth is not said', () => {
    expect(values(finding(1, { arc: deg(360) }))['ivus.ring']).toBeUndefined();
  });
});
