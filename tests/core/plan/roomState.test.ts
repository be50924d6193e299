import { describe, expect, it } from 'vitest';
import type { RoomEvent, RoomHappening } from '../../../core/plan/roomLog.ts';
import { lastDone, roomState } from '../../../core/plan/roomState.ts';
import { loadOf, minutesSince, roomWarnings, trackLimits } from '../../../core/plan/roomLimits.ts';
import { ruleOf } from '../../../core/strategy/rules.ts';
import { planOf, step } from './planOf.ts';

const PLAN = planOf({ A: [step('a1'), step('a2', { track: 'extraplaque' }), step('a3')], B: [step('b1')] });
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString();
/** One happening a minute, from 09:00. */
const log = (...happenings: readonly RoomHappening[]): readonly RoomEvent[] =>
  happenings.map((happening, n) => ({ sequence: n + 1, at: at(n), by: null, happening }));
const tick = (id: string): RoomHappening => ({ what: 'tick', step: id });
const current = (...happenings: readonly RoomHappening[]): string | undefined => roomState(PLAN, log(...happenings)).current?.label;

describe('where the procedure stands', () => {
  it('begins at the first step', () => {
    expect(roomState(PLAN, [])).toMatchObject({ accessAt: null, firstWireAt: null, contrastMl: null, track: 'intraplaque', isTrackProven: false, last: 0 });
    expect(current()).toBe('A1');
  });

  it('goes on with each tick, over what is done, and around to what was left', () => {
    expect(current(tick('a1'))).toBe('A2');
    expect(current(tick('a2'))).toBe('A3');
    expect(current(tick('a2'), { what: 'go-to', step: 'a1' }, tick('a1'))).toBe('A3');
    expect(current({ what: 'go-to', step: 'b1' }, tick('b1'))).toBe('A1');
    expect(current(tick('a1'), tick('a2'), tick('a3'), tick('b1'))).toBeUndefined();
  });

  it('goes back to a step that was ticked by mistake', () => {
    const state = roomState(PLAN, log(tick('a1'), tick('a2'), { what: 'untick', step: 'a2' }));
    expect(state.current?.label).toBe('A2');
    expect([...state.done]).toEqual([['a1', at(0)]]);
  });

  it('knows the last tick by its place in the log, also where times are equal or a clock was set back', () => {
    const timed = (...ticks: readonly (readonly [string, number])[]): readonly RoomEvent[] =>
      ticks.map(([id, minute], n) => ({ sequence: n + 1, at: at(minute), by: null, happening: tick(id) }));
    expect(lastDone(roomState(PLAN, []))).toBeNull();
    expect(lastDone(roomState(PLAN, timed(['a1', 5], ['a2', 5])))).toBe('a2');
    expect(lastDone(roomState(PLAN, timed(['a1', 5], ['a2', 4])))).toBe('a2');
    expect(lastDone(roomState(PLAN, timed(['a1', 5], ['a2', 6], ['a1', 6])))).toBe('a1');
    expect(lastDone(roomState(PLAN, [...timed(['a1', 5], ['a2', 5]), { sequence: 3, at: at(5), by: null, happening: { what: 'untick', step: 'a2' } }]))).toBe('a1');
  });

  it('notes a tick at the time of the last one', () => {
    expect(roomState(PLAN, log(tick('a1'), tick('a1'))).done.get('a1')).toBe(at(1));
  });

  it('takes the first wire as the access too where none was noted', () => {
    expect(roomState(PLAN, log({ what: 'first-wire' }))).toMatchObject({ accessAt: at(0), firstWireAt: at(0) });
    expect(roomState(PLAN, log({ what: 'access' }, { what: 'first-wire' }))).toMatchObject({ accessAt: at(0), firstWireAt: at(1) });
  });

  it('a step that goes extraplaque leaves the track unproven', () => {
    const proven = { what: 'track', track: 'intraplaque', isProvenByIvus: true } as const;
    expect(roomState(PLAN, log(proven))).toMatchObject({ track: 'intraplaque', isTrackProven: true });
    expect(roomState(PLAN, log(proven, tick('a2')))).toMatchObject({ track: 'extraplaque', isTrackProven: false });
    expect(roomState(PLAN, log(proven, tick('a1')))).toMatchObject({ isTrackProven: true });
  });

  it('keeps totals as they were last read, notes, the phase and the end', () => {
    const state = roomState(PLAN, log(
      { what: 'contrast', totalMl: 40 }, { what: 'contrast', totalMl: 90 }, { what: 'air-kerma', totalGy: 1.2 },
      { what: 'phase', phase: 'device' }, { what: 'note', words: 'guide changed' }, { what: 'end' },
    ));
    expect(state).toMatchObject({ contrastMl: 90, airKermaGy: 1.2, phase: 'device', endedAt: at(5), notes: [{ words: 'guide changed' }], last: 6 });
  });

  it('knows no step that the plan has not', () => {
    expect(current({ what: 'go-to', step: 'gone' })).toBeUndefined();
  });
});

describe('limits in the room', () => {
  it.each([[null, 200, 'unknown'], [0, 200, 'fine'], [159.9, 200, 'fine'], [160, 200, 'near'], [199, 200, 'near'], [200, 200, 'over'], [500, null, 'fine']] as const)(
    '%s of %s: %s', (amount, limit, load) => { expect(loadOf(amount, limit)).toBe(load); });

  it('time is counted in whole and broken minutes, and never backwards', () => {
    expect(minutesSince(at(0), at(30))).toBe(30);
    expect(minutesSince(at(10), at(0))).toBe(0);
    expect(minutesSince(null, at(0))).toBeNull();
  });

  it('warns before a limit and when it is reached, the worst first, and stops the clock at the end', () => {
    const { budget } = PLAN;
    const state = roomState(PLAN, log({ what: 'first-wire' }, { what: 'contrast', totalMl: 200 }));
    expect(roomWarnings(state, budget, at(23))).toEqual([{ load: 'over', words: 'contrast limit of 200 ml reached' }]);
    expect(roomWarnings(state, budget, at(24))).toEqual([
      { load: 'over', words: 'contrast limit of 200 ml reached' }, { load: 'near', words: 'wire time nears 30 min' },
    ]);
    expect(roomWarnings(state, budget, at(30))[0]).toEqual({ load: 'over', words: '30 min of wire time passed' });
    const ended = roomState(PLAN, log({ what: 'first-wire' }, { what: 'end' }));
    expect(roomWarnings(ended, budget, at(59))).toEqual([]);
  });

  it('extraplaque takes atherectomy, OPN and high pressure off the table; IVUS puts them back for an intraplaque wire alone', () => {
    const never = (...of: Parameters<typeof trackLimits>): readonly string[] => trackLimits(...of).filter(({ says }) => says === 'never').flatMap(({ rules }) => rules);
    expect(never('extraplaque', false)).toEqual(['S140', 'S145', 'S143', 'S142']);
    expect(never('extraplaque', true)).toEqual(never('extraplaque', false));
    expect(never('intraplaque', false)).toEqual(['S089']);
    expect(never('intraplaque', true)).toEqual([]);
    for (const track of ['intraplaque', 'extraplaque'] as const) for (const proven of [true, false])
      for (const { rules } of trackLimits(track, proven)) for (const rule of rules) expect(ruleOf(rule), rule).toBeDefined();
  });
});
