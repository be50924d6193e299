import { describe, expect, it } from 'vitest';
import { offsetByBeat, offsetByTime, type Alignable } from '../../../core/angiography/alignment.ts';
import { beatBeside, beatTimes, framesInPhase, heartRate, phaseAt, rPeaks } from '../../../core/angiography/beats.ts';
import { cineTimes, frameAt } from '../../../core/angiography/cineTimes.ts';
import { msOfDay, rWavesOf } from '../../../core/angiography/runDetails.ts';
import { positionAfter, spanOf } from '../../../core/angiography/timeline.ts';

describe('frame times', () => {
  it('of the header are taken as they are', () => {
    expect(cineTimes(4, [0, 10, 30, 60], 25)).toEqual({ starts: [0, 10, 30, 60], roundMs: 80 });
  });
  it('are even at the stated rate without a clock, and at 15 a second where nothing is stated', () => {
    expect(cineTimes(2, null, 25)).toEqual({ starts: [0, 40], roundMs: 80 });
    expect(cineTimes(3, null, null).roundMs).toBeCloseTo(200, 9);
  });
  it.each([['too short', [0, 10]], ['running backwards', [0, 20, 10]], ['standing still', [0, 10, 10]]])(
    'are not trusted where they are %s', (_, times) => {
      expect(cineTimes(3, times, 10)).toEqual({ starts: [0, 100, 200], roundMs: 300 });
    },
  );
  it('change the frame exactly when the next one begins; before the run stands its first, after it its last', () => {
    const times = cineTimes(3, [0, 10, 30], null);
    expect([-5, 0, 9.99, 10, 29.99, 30, 44.99, 45, 1000].map((at) => frameAt(times, at))).toEqual([0, 0, 0, 1, 1, 2, 2, 2, 2]);
  });
});

describe('the clock', () => {
  const span = { fromMs: -100, toMs: 900 };
  const after = (round: 'loop' | 'bounce' | 'once', elapsed: number, atMs = -100, isBackward = false) =>
    positionAfter(span, { atMs, isBackward }, elapsed, round);
  it('begins anew after the end', () => {
    expect([0, 999, 1000, 1250].map((elapsed) => after('loop', elapsed).atMs)).toEqual([-100, 899, -100, 150]);
  });
  it('turns round at both ends', () => {
    expect([500, 1000, 1300, 2000, 2100].map((elapsed) => after('bounce', elapsed).atMs)).toEqual([400, 900, 600, -100, 0]);
    expect(after('bounce', 100, 500, true)).toEqual({ atMs: 400, isBackward: true, isOver: false });
  });
  it('stops at the end and says so', () => {
    expect([after('once', 999), after('once', 1000)].map(({ atMs, isOver }) => [atMs, isOver])).toEqual([[899, false], [900, true]]);
  });
  it('spans both runs of a dual injection', () => {
    const times = cineTimes(10, null, 10);
    expect(spanOf([{ times, offsetMs: 0 }, { times, offsetMs: 2400 }])).toEqual({ fromMs: 0, toMs: 3400 });
    expect(spanOf([{ times, offsetMs: 0 }, { times, offsetMs: -300 }])).toEqual({ fromMs: -300, toMs: 1000 });
  });
  it('of no length stands still', () => {
    expect(positionAfter({ fromMs: 0, toMs: 0 }, { atMs: 0, isBackward: false }, 50, 'loop').isOver).toBe(true);
  });
});

describe('beats', () => {
  /** A trace with an R wave of 40 ms every `rr` ms, a T wave of a third, a wandering base line, 500 samples a second. */
  const trace = (rr: number, upside: 1 | -1 = 1): readonly number[] => Array.from({ length: 2500 }, (_, n) => {
    const at = 2 * n;
    const since = ((at - 300) % rr + rr) % rr;
    const bump = (middle: number, width: number): number => Math.exp(-(((since - middle) / width) ** 2));
    return Math.round(upside * (1000 * bump(0, 12) + 1000 * bump(rr, 12) + 330 * bump(280, 60)) + 60 * Math.sin(at / 700));
  });
  it.each([[600, 1], [850, 1], [1200, -1]] as const)('are found every %d ms, upright or not (%d)', (rr, upside) => {
    const found = rPeaks(trace(rr, upside), 2).map((sample) => sample * 2);
    const due = Array.from({ length: 10 }, (_, n) => 300 + n * rr).filter((at) => at < 5000);
    expect(found.length).toBe(due.length);
    due.forEach((at, n) => expect(Math.abs((found[n] ?? 0) - at)).toBeLessThan(10));
  });
  it('are none in a flat trace, in a short one, in none', () => {
    expect([rPeaks(Array.from({ length: 900 }, () => 7), 2), rPeaks([1, 2, 3], 2), rPeaks([], 2)]).toEqual([[], [], []]);
  });
  it('are those that the file points to, even where there is an ECG', () => {
    const times = cineTimes(5, null, 10);
    expect(beatTimes({ rWaveFrames: [1, 4], ecg: { samples: trace(600), msPerSample: 2 } }, times)).toEqual([100, 400]);
    expect(beatTimes({ rWaveFrames: [], ecg: null }, times)).toEqual([]);
  });
  it('of a trace without a rate are spread over the run', () => {
    const times = cineTimes(50, null, 10);
    const found = beatTimes({ rWaveFrames: [], ecg: { samples: trace(850), msPerSample: null } }, times);
    expect(found.length).toBe(6);
    expect(Math.abs((found[1] ?? 0) - 1150)).toBeLessThan(10);
  });
  it('are stepped to, over the one that the clock stands on', () => {
    const beats = [100, 950, 1800];
    expect([beatBeside(beats, 100, 1, 1), beatBeside(beats, 100, -1, 1), beatBeside(beats, 1000, -1, 1), beatBeside(beats, 1800, 1, 1)])
      .toEqual([950, null, 950, null]);
  });
  it('tell the phase, before the first and after the last by their mean distance', () => {
    const beats = [500, 1300, 2300];
    expect([500, 900, 1300, 1800, 2300, 2750, 50].map((at) => phaseAt(beats, at)?.toFixed(3)))
      .toEqual(['0.000', '0.500', '0.000', '0.500', '0.000', '0.500', '0.500']);
    expect([phaseAt([500], 700), phaseAt([], 0)]).toEqual([null, null]);
  });
  it('name the frames of one phase, also across an R wave', () => {
    const times = cineTimes(30, null, 10);
    expect(framesInPhase(times, [500, 1500, 2500], 0.5)).toEqual([0, 10, 20]);
    expect(framesInPhase(times, [500, 1500, 2500], 0.98)).toEqual([5, 15, 25]);
    expect(framesInPhase(times, [500], 0.5)).toBeNull();
  });
  it('tell the heart rate', () => {
    expect([heartRate([100, 950, 1800]), heartRate([100]), heartRate([])]).toEqual([60_000 / 850, null, null]);
  });
  it('count from 1 in a file, and only within the run', () => {
    expect(rWavesOf([53, 20, 97, 0, 20], 96)).toEqual([19, 52]);
  });
});

describe('two runs on one clock', () => {
  const run = (beats: readonly number[], acquiredAtMs: number | null, studyDate: string | null = '2026-10-30'): Alignable =>
    ({ beats, acquiredAtMs, studyDate });
  it('stand as far apart as they were acquired', () => {
    expect(offsetByTime(run([], msOfDay('140516.000000')), run([], msOfDay('140518.400000')))).toEqual({ ok: true, value: 2400 });
  });
  it.each([
    ['no time', run([], null), 'align/no-time'], ['another day', run([], 0, '2026-10-31'), 'align/no-time'],
    ['a minute and a bit', run([], 60_001), 'align/too-far-apart'],
  ])('are not laid by time with %s', (_, other, code) => {
    expect(offsetByTime(run([], 0), other)).toMatchObject({ ok: false, failure: { code } });
  });
  it('are laid beat on beat, as near as possible to where they are', () => {
    const [one, two] = [run([200, 1100, 2000], null), run([50, 950], null)];
    expect(offsetByBeat(one, two, 0, 0)).toEqual({ ok: true, value: 150 });
    expect(offsetByBeat(one, two, 0, 1)).toEqual({ ok: true, value: 1050 });
    expect(offsetByBeat(one, two, 0, -1)).toEqual({ ok: true, value: -750 });
    expect(offsetByBeat(one, two, 0, 9)).toEqual({ ok: true, value: 1950 });
  });
  it('are not laid by beat without one', () => {
    expect(offsetByBeat(run([], 0), run([1], 0), 0, 0)).toMatchObject({ ok: false, failure: { code: 'align/no-ecg' } });
  });
});
