import { describe, expect, it } from 'vitest';
import { cineTimes, frameAt } from '../../../core/angiography/cineTimes.ts';
import { spanOf } from '../../../core/angiography/timeline.ts';
import { createCineClock } from '../../../renderer/viewer/cineClock.ts';
import { byHand } from './byHand.ts';

/** A clock over a run of ten frames of 100 ms, and the frames that it showed. */
function run({ isReady = () => true }: { readonly isReady?: (frame: number) => boolean } = {}) {
  const hand = byHand();
  const times = cineTimes(10, null, 10);
  const shown: number[] = [];
  let ends = 0;
  const clock = createCineClock(spanOf([{ times, offsetMs: 0 }]), hand.ticks, {
    show: (at) => {
      const frame = frameAt(times, at);
      if (shown.at(-1) !== frame) shown.push(frame);
    },
    isReady: (at) => isReady(frameAt(times, at)),
    ended: () => { ends += 1; },
  });
  return { hand, clock, shown, ends: () => ends };
}

describe('the clock', () => {
  it('shows the frame of the time that has passed, skipping frames after a late tick', () => {
    const { hand, clock, shown } = run();
    clock.play();
    for (const now of [16, 100, 116, 450, 460, 1000]) hand.at(now);
    expect(shown).toEqual([0, 1, 4, 0]);
  });

  it('does not drift: after a minute of uneven ticks each of two runs is at the frame of the minute, and in phase', () => {
    const hand = byHand();
    const [donor, target] = [cineTimes(96, null, 15), cineTimes(70, null, 12.5)];
    const tracks = [{ times: donor, offsetMs: 0 }, { times: target, offsetMs: 2400 }];
    const span = spanOf(tracks);
    let at = -1;
    const clock = createCineClock(span, hand.ticks, { show: (now) => { at = now; }, isReady: () => true, ended: () => undefined });
    clock.play();
    let now = 0;
    for (let tick = 0; now < 60_000; tick += 1) {
      now += 7 + ((tick * 13) % 29);
      hand.at(now);
      const due = now % (span.toMs - span.fromMs);
      expect([frameAt(donor, at), frameAt(target, at - 2400)]).toEqual([frameAt(donor, due), frameAt(target, due - 2400)]);
    }
    expect(Math.abs(at - (now % (span.toMs - span.fromMs)))).toBeLessThan(1e-6);
  });

  it('plays at half speed, from where it was put', () => {
    const { hand, clock, shown } = run();
    clock.setSpeed(0.5);
    clock.seek(500);
    clock.play();
    for (const now of [199, 200, 400]) hand.at(now);
    expect(shown).toEqual([5, 6, 7]);
  });

  it('goes on from where it is when the speed changes', () => {
    const { hand, clock, shown } = run();
    clock.play();
    hand.at(300);
    clock.setSpeed(2);
    for (const now of [340, 350, 400]) hand.at(now);
    expect(shown).toEqual([3, 4, 5]);
  });

  it('waits for a frame that has not arrived and goes on from it without a jump', () => {
    let isThere = false;
    const { hand, clock, shown } = run({ isReady: (frame) => frame !== 2 || isThere });
    clock.play();
    for (const now of [100, 200, 300, 900]) hand.at(now);
    isThere = true;
    for (const now of [910, 1000, 1011]) hand.at(now);
    // It stood at 200 ms and went on at 910.
    expect(shown).toEqual([1, 2, 3]);
  });

  it('turns round at the end, and plays on backwards', () => {
    const { hand, clock, shown } = run();
    clock.setRound('bounce');
    clock.seek(800);
    clock.play();
    for (const now of [100, 250, 350]) hand.at(now);
    expect(shown).toEqual([9, 9, 8].filter((frame, n, all) => all[n - 1] !== frame));
  });

  it('stops after one round and says so; played again it begins anew', () => {
    const { hand, clock, shown, ends } = run();
    clock.setRound('once');
    clock.seek(800);
    clock.play();
    for (const now of [150, 250, 400]) hand.at(now);
    expect([shown, clock.isPlaying(), ends()]).toEqual([[9], false, 1]);
    clock.play();
    hand.at(450);
    expect(shown).toEqual([9, 0]);
  });

  it('shows nothing more once it is stopped', () => {
    const { hand, clock, shown } = run();
    clock.play();
    clock.stop();
    hand.at(500);
    expect([shown, clock.isPlaying()]).toEqual([[], false]);
  });

  it('keeps its place where the stretch grows, and comes back into one that shrinks', () => {
    const { clock } = run();
    clock.seek(900);
    clock.setSpan({ fromMs: -500, toMs: 2000 });
    expect(clock.at()).toBe(900);
    clock.setSpan({ fromMs: 0, toMs: 400 });
    expect(clock.at()).toBe(400);
  });

  it('is not put back by a tick that is older than its start', () => {
    const { hand, clock, shown } = run();
    hand.at(50);
    clock.play();
    hand.at(44);
    expect(shown).toEqual([0]);
  });
});
