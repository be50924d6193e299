import { describe, expect, it } from 'vitest';
import { mm } from '../../../core/units.ts';
import { observedCurves, TOO_FEW, wilson, type Recorded } from '../../../core/plan/observedCurve.ts';
import { outcomeFromLog, planAgainstReality, type Outcome } from '../../../core/plan/outcome.ts';
import type { RoomEvent, RoomHappening } from '../../../core/plan/roomLog.ts';
import { planOf, step } from './planOf.ts';

const PLAN = planOf({
  A: [step('a1', { devices: [{ item: null, name: 'Gaia 3', sizeMm: null, count: 1 }] }), step('a2', { at: mm(12) })],
  B: [step('b1', { devices: [{ item: null, name: 'Gaia 3', sizeMm: null, count: 1 }] })],
});
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 9, 0) + 60_000 * minute).toISOString();
const log = (...happenings: readonly (readonly [minute: number, happening: RoomHappening])[]): readonly RoomEvent[] =>
  happenings.map(([minute, happening], n) => ({ sequence: n + 1, at: at(minute), by: null, happening }));
const LOG = log(
  [0, { what: 'access' }], [10, { what: 'first-wire' }], [20, { what: 'tick', step: 'a1' }], [35, { what: 'tick', step: 'a2' }],
  [36, { what: 'phase', phase: 'device' }], [50, { what: 'tick', step: 'b1' }], [55, { what: 'contrast', totalMl: 210 }],
  [58, { what: 'note', words: 'guide changed' }], [90, { what: 'end' }],
);

describe('the outcome from the log', () => {
  it('has times, amounts, devices and notes; what only the operator knows stays open', () => {
    expect(outcomeFromLog(PLAN, LOG)).toEqual({
      crossing: null, crossedWith: 'a2', wireMinutes: 26, totalMinutes: 90, contrastMl: 210, airKermaGy: null,
      technicalSuccess: null, proceduralSuccess: null, complications: null, devices: ['Gaia 3'], ivus: '', notes: 'guide changed',
    });
  });

  it('says nothing of a crossing that was never noted', () => {
    expect(outcomeFromLog(PLAN, LOG.slice(0, 4))).toMatchObject({ crossedWith: null, wireMinutes: null, totalMinutes: 35 });
    expect(outcomeFromLog(PLAN, [])).toMatchObject({ crossedWith: null, totalMinutes: null, devices: [] });
  });

  it('counts no step as crossing that was done after it', () => {
    const late = log([0, { what: 'first-wire' }], [5, { what: 'phase', phase: 'device' }], [9, { what: 'tick', step: 'a1' }]);
    expect(outcomeFromLog(PLAN, late)).toMatchObject({ crossedWith: null, wireMinutes: 5 });
  });

  it('stands beside the plan', () => {
    const rows = planAgainstReality(PLAN, LOG, outcomeFromLog(PLAN, LOG));
    expect(rows.map(({ what, real, isAsPlanned }) => [what, real, isAsPlanned])).toEqual([
      ['A1', 'done', null], ['A2', 'crossed with it', null], ['B1', 'done', null],
      ['Wire time', '26 min', true], ['Total time', '90 min', true], ['Contrast', '210 ml', false], ['Air kerma', 'not recorded', null],
    ]);
  });
});

describe('Wilson’s band', () => {
  // Known on paper.
  it.each([[0, 10, 0, 27.75], [5, 10, 23.66, 76.34], [10, 10, 72.25, 100], [1, 1, 20.65, 100], [90, 100, 82.56, 94.48]])('%d of %d: %d to %d', (events, cases, low, high) => {
    expect(wilson(events, cases).low).toBeCloseTo(low, 1);
    expect(wilson(events, cases).high).toBeCloseTo(high, 1);
  });
});

const OPEN: Outcome = outcomeFromLog(planOf({}), []);
const recorded = (points: number, outcome: Partial<Outcome>, most = points): Recorded =>
  ({ scores: [{ id: 'j-cto', least: points, most }, { id: 'castle', least: points, most }, { id: 'w-cto', least: points, most }], outcome: { ...OPEN, ...outcome } });
const curve = (id: string, records: readonly Recorded[]) => observedCurves(records).find((one) => one.id === id);

describe('observed against predicted', () => {
  it('counts crossing in 30 minutes, edge included, and what did not cross at all', () => {
    const of = (outcome: Partial<Outcome>): number | undefined => curve('j-cto', [recorded(2, outcome)])?.steps[0]?.observed;
    expect(of({ wireMinutes: 30 })).toBe(100);
    expect(of({ wireMinutes: 31 })).toBe(0);
    expect(of({ crossing: 'not crossed' })).toBe(0);
    expect(of({})).toBeUndefined();
  });

  it('reads each score’s own outcome: failure where its paper predicts failure', () => {
    expect(curve('castle', [recorded(1, { technicalSuccess: false })])?.steps[0]).toMatchObject({ observed: 100, events: 1 });
    expect(curve('castle', [recorded(1, { technicalSuccess: true })])?.steps[0]).toMatchObject({ observed: 0 });
    expect(curve('w-cto', [recorded(1, { crossing: 'RDR' })])?.steps[0]).toMatchObject({ observed: 0 });
    expect(curve('oct-calcium', [recorded(1, {})])).toBeUndefined();
  });

  it('leaves out what was a range, and what was not recorded, and says how many', () => {
    expect(curve('j-cto', [recorded(1, { wireMinutes: 5 }), recorded(1, { wireMinutes: 5 }, 2), recorded(1, {})])).toMatchObject({ cases: 1, leftOut: 2 });
  });

  it('has the published rate beside it, and says when cases are too few', () => {
    const many = Array.from({ length: TOO_FEW }, (_, n) => recorded(0, { wireMinutes: n < 9 ? 10 : 60 }));
    expect(curve('j-cto', many)?.steps).toEqual([expect.objectContaining({ points: 0, cases: 10, events: 9, observed: 90, isTooFew: false })]);
    expect(curve('j-cto', many)?.steps[0]?.predicted).toEqual([88, 88]);
    expect(curve('j-cto', many.slice(1))?.steps[0]?.isTooFew).toBe(true);
  });
});
