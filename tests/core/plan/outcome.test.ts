import { describe, expect, it } from 'vitest';
import { mm } from '../../../core/units.ts';
import { observedCurves, TOO_FEW, wilson, type Recorded } from '../../../core/plan/observedCurve.ts';
import { COMPLICATIONS, MACE, OUTCOME_MOST, outcomeCautions, outcomeFromLog, outcomeObjections, planAgainstReality, type Outcome } from '../../../core/plan/outcome.ts';
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

  it('says nothing of a crossing that was taken back, and counts from the one that stayed', () => {
    const wire = [[0, { what: 'first-wire' }], [5, { what: 'tick', step: 'a1' }], [6, { what: 'phase', phase: 'device' }]] as const;
    for (const phase of ['cap', 'tracking'] as const)
      expect(outcomeFromLog(PLAN, log(...wire, [8, { what: 'phase', phase }]))).toMatchObject({ crossedWith: null, wireMinutes: null });
    const again = [[8, { what: 'phase', phase: 'tracking' }], [30, { what: 'tick', step: 'a2' }], [33, { what: 'phase', phase: 'preparation' }], [40, { what: 'phase', phase: 'device' }]] as const;
    expect(outcomeFromLog(PLAN, log(...wire, ...again))).toMatchObject({ crossedWith: 'a2', wireMinutes: 33 });
  });

  it('says nothing of a crossing before the first wire, and of one with it that it took no time', () => {
    const of = (wireAt: number) => outcomeFromLog(PLAN, log([1, { what: 'tick', step: 'a1' }], [2, { what: 'phase', phase: 'device' }], [wireAt, { what: 'first-wire' }]));
    expect(of(3)).toMatchObject({ crossedWith: null, wireMinutes: null });
    expect(of(2)).toMatchObject({ crossedWith: 'a1', wireMinutes: 0 });
  });

  it('counts a begun minute, so that what took longer than a limit stays longer', () => {
    const minutes = (seconds: number): number | null => outcomeFromLog(PLAN, [
      ...log([0, { what: 'first-wire' }]), { sequence: 2, at: new Date(Date.parse(at(30)) + 1000 * seconds).toISOString(), by: null, happening: { what: 'phase', phase: 'device' } },
    ]).wireMinutes;
    expect([minutes(0), minutes(1)]).toEqual([30, 31]);
  });

  it('says no time where the log was left running, and takes no more words and devices than are kept', () => {
    const end = (minute: number): number | null => outcomeFromLog(PLAN, log([0, { what: 'access' }], [minute, { what: 'end' }])).totalMinutes;
    expect([end(OUTCOME_MOST.minutes), end(OUTCOME_MOST.minutes + 1)]).toEqual([OUTCOME_MOST.minutes, null]);
    const notes = log(...Array.from({ length: 9 }, (_, n) => [n, { what: 'note', words: 'x'.repeat(600) }] as const));
    expect(outcomeFromLog(PLAN, notes).notes).toHaveLength(OUTCOME_MOST.notes);
  });

  it('stands beside the plan', () => {
    const rows = planAgainstReality(PLAN, LOG, outcomeFromLog(PLAN, LOG));
    expect(rows.map(({ what, real, isAsPlanned }) => [what, real, isAsPlanned])).toEqual([
      ['A1', 'done', null], ['A2', 'crossed with it', null], ['B1', 'done', null],
      ['Wire time', '26 min', true], ['Total time', '90 min', true], ['Contrast', '210 ml', false], ['Air kerma', 'not recorded', null],
    ]);
  });
});

it('tells no step as not needed where nothing was noted in the room', () => {
  const real = (events: readonly RoomEvent[]) => planAgainstReality(PLAN, events, outcomeFromLog(PLAN, events)).slice(0, 3).map((row) => row.real);
  expect(real([])).toEqual(['not noted', 'not noted', 'not noted']);
  expect(real(LOG.slice(0, 3))).toEqual(['done', 'not needed', 'not needed']);
});

describe('what keeps an outcome from being confirmed', () => {
  const said: Outcome = {
    ...outcomeFromLog(PLAN, LOG), crossing: 'AWE', technicalSuccess: true, proceduralSuccess: true, complications: [],
  };
  it('is nothing once crossing, success and complications are said', () => {
    expect(outcomeObjections(PLAN, said)).toEqual([]);
    expect(outcomeObjections(PLAN, { ...said, airKermaGy: null, wireMinutes: null, crossedWith: null, devices: [] })).toEqual([]);
  });

  it.each<readonly [Partial<Outcome>, RegExp]>([
    [{ crossing: null }, /how the wire crossed/], [{ technicalSuccess: null }, /technical success/], [{ proceduralSuccess: null }, /procedural success/],
    [{ complications: null }, /or that there were none/],
    [{ crossing: 'not crossed', crossedWith: null }, /did not cross: that is no technical success/],
    [{ crossing: 'not crossed', technicalSuccess: false, proceduralSuccess: false }, /no step crossed either/],
    [{ technicalSuccess: false }, /Without technical success/], [{ crossedWith: 'z9' }, /not one of this version/],
  ])('%j', (changed, words) => {
    const objections = outcomeObjections(PLAN, { ...said, ...changed });
    expect([objections.length, words.test(objections[0] ?? '')]).toEqual([1, true]);
  });

  it.each(COMPLICATIONS)('procedural success with %s, where that is a major event', (one) => {
    const objections = outcomeObjections(PLAN, { ...said, complications: [one] });
    expect(objections).toEqual(MACE.includes(one) || one === 'emergency surgery' ? [`With ${one} there is no procedural success.`] : []);
    expect(outcomeObjections(PLAN, { ...said, complications: [one], proceduralSuccess: false })).toEqual([]);
  });

  it('asks for the minutes of a crossing without standing in the way', () => {
    expect(outcomeCautions(said)).toEqual([]);
    expect(outcomeCautions({ ...said, wireMinutes: 0 })).toEqual([]);
    expect(outcomeCautions({ ...said, wireMinutes: null })).toEqual([expect.stringContaining('how many minutes')]);
    expect(outcomeCautions({ ...said, wireMinutes: null, crossing: 'not crossed' })).toEqual([]);
    expect(outcomeCautions({ ...said, wireMinutes: null, crossing: null })).toEqual([]);
  });

  it('counts as major what the registry does', () => {
    expect(MACE).toEqual(['death', 'myocardial infarction', 'stroke', 'urgent revascularisation', 'tamponade', 'pericardiocentesis']);
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
const recorded = (points: number, outcome: Partial<Outcome>, most = points, more: Partial<Recorded['scores'][number]> = {}): Recorded => ({
  scores: ['j-cto', 'castle', 'w-cto'].map((id) => ({ id, least: points, most, isProvisional: false, ...more })), outcome: { ...OPEN, ...outcome },
});
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

  it('leaves out one number that may be another within the range of what was measured, but not one that may not', () => {
    const records = ([[1, 3], [2, 2], undefined] as const).map((span) => recorded(2, { wireMinutes: 5 }, 2, span === undefined ? {} : { span }));
    expect(curve('j-cto', records)).toMatchObject({ cases: 2, leftOut: 1, provisional: 0, steps: [{ points: 2, cases: 2 }] });
  });

  it('leaves out what nobody had confirmed, tells it apart, and gives no verdict by it', () => {
    const provisional = Array.from({ length: TOO_FEW }, () => recorded(1, { wireMinutes: 5 }, 1, { isProvisional: true }));
    expect(curve('j-cto', [...provisional, recorded(1, {}), recorded(1, { wireMinutes: 5 })])).toMatchObject({
      cases: 1, leftOut: 1, provisional: TOO_FEW, steps: [{ cases: 1, verdict: 'too-few' }],
    });
    // A crossing without its minutes ends a verdict; one whose points are not sure does not.
    const many = Array.from({ length: TOO_FEW }, () => recorded(1, { wireMinutes: 5 }));
    const untimed = (more: Partial<Recorded['scores'][number]>) => curve('j-cto', [...many, recorded(1, { crossing: 'AWE' }, 1, more)])?.untimed;
    expect([untimed({}), untimed({ isProvisional: true }), untimed({ span: [1, 2] })]).toEqual([1, 0, 0]);
  });

  it('has the published rate beside it, and says when cases are too few', () => {
    const many = Array.from({ length: TOO_FEW }, (_, n) => recorded(0, { wireMinutes: n < 9 ? 10 : 60 }));
    expect(curve('j-cto', many)?.steps).toEqual([expect.objectContaining({ points: 0, cases: 10, events: 9, observed: 90, isTooFew: false })]);
    expect(curve('j-cto', many)?.steps[0]?.predicted).toEqual([88, 88]);
    expect(curve('j-cto', many.slice(1))?.steps[0]).toMatchObject({ isTooFew: true, verdict: 'too-few' });
  });

  it('says a difference only where the published rate lies outside the band', () => {
    const verdict = (inTime: number, of: number): string | undefined =>
      curve('j-cto', Array.from({ length: of }, (_, n) => recorded(1, { wireMinutes: n < inTime ? 10 : 60 })))?.steps[0]?.verdict;
    // 67 % is published for one point. Bands on paper: 20 of 20: 83.9 to 100; 9 of 20: 25.8 to 65.8; 10 of 20: 29.9 to 70.1.
    expect([verdict(20, 20), verdict(9, 20), verdict(10, 20)]).toEqual(['above', 'below', 'within']);
    expect(curve('castle', Array.from({ length: TOO_FEW }, () => recorded(2, { technicalSuccess: true })))?.steps[0])
      .toMatchObject({ predicted: null, verdict: 'no-rate' });
  });

  it('says nothing at points with a crossing whose minutes nobody recorded, and how many there are', () => {
    const timed = Array.from({ length: 20 }, (_, n) => recorded(1, n < 9 ? { wireMinutes: 10 } : { crossing: 'not crossed' }));
    const without = [recorded(1, { crossing: 'AWE' }), recorded(2, { crossing: 'ADR' })];
    expect(curve('j-cto', timed)).toMatchObject({ untimed: 0, steps: [{ verdict: 'below', untimed: 0 }] });
    expect(curve('j-cto', [...timed, ...without])).toMatchObject({ untimed: 2, leftOut: 2, steps: [{ points: 1, cases: 20, verdict: 'untimed', untimed: 1 }] });
    // A score of something else needs no minutes.
    expect(curve('w-cto', without)?.untimed).toBe(0);
    expect(curve('j-cto', [...timed, without[1] ?? recorded(2, {})])?.steps[0]?.verdict).toBe('below');
  });

  it('compares nothing with rates of complications whose definition was not read', () => {
    const of = observedCurves(Array.from({ length: 20 }, () => ({
      scores: [{ id: 'progress-complications-2016', least: 1, most: 1, isProvisional: false }], outcome: { ...OPEN, complications: ['access site'] as const },
    }))).find(({ id }) => id === 'progress-complications-2016');
    expect(of).toMatchObject({ published: [], steps: [{ observed: 100, predicted: null, verdict: 'no-rate' }] });
  });

  it('shows no rate that is unverified, and reads major events by their definition', () => {
    const of = (id: string, outcome: Partial<Outcome>) => observedCurves([{ scores: [{ id, least: 1, most: 1, isProvisional: false }], outcome: { ...OPEN, ...outcome } }]).find((one) => one.id === id);
    expect(of('cl', { proceduralSuccess: true })).toMatchObject({ published: [], steps: [{ predicted: null, observed: 100 }] });
    expect(of('progress-mace', { complications: ['stroke'] })?.steps[0]).toMatchObject({ observed: 100, predicted: [0.7, 0.7] });
    expect(of('progress-mace', { complications: ['access site'] })?.steps[0]?.observed).toBe(0);
    expect(of('progress-mace', { complications: null })?.steps).toEqual([]);
    expect(of('j-cto', {})?.published).toEqual([
      { least: 0, most: 0, low: 88, high: 88 }, { least: 1, most: 1, low: 67, high: 67 }, { least: 2, most: 2, low: 42, high: 42 }, { least: 3, most: 5, low: 10, high: 10 },
    ]);
  });
});
