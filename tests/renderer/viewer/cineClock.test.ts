import { expect, it } from 'vitest';
import { cineTimes, createCineClock, frameDue, type Ticks } from '../../../renderer/viewer/cineClock.ts';

/** A clock that stands still until it is told to tick. */
function byHand(): { readonly ticks: Ticks; readonly at: (now: number) => void } {
  let now = 0;
  let waiting: ((now: number) => void) | null = null;
  return {
    ticks: {
      now: () => now,
      next: (tick) => {
        waiting = tick;
        return () => { waiting = null; };
      },
    },
    at: (time) => {
      now = time;
      const tick = waiting;
      waiting = null;
      tick?.(time);
    },
  };
}

it('takes the frame times of the header as they are', () => {
  expect(cineTimes(4, [0, 10, 30, 60], 25)).toEqual({ starts: [0, 10, 30, 60], roundMs: 80 });
});

it('spaces frames by the stated rate where there is no clock, and by 15 a second where nothing is stated', () => {
  expect(cineTimes(2, null, 25)).toEqual({ starts: [0, 40], roundMs: 80 });
  expect(cineTimes(3, null, null).roundMs).toBeCloseTo(200, 9);
});

it.each([['too short', [0, 10]], ['running backwards', [0, 20, 10]], ['standing still', [0, 10, 10]]])(
  'does not trust frame times that are %s', (_, times) => {
    expect(cineTimes(3, times, 10)).toEqual({ starts: [0, 100, 200], roundMs: 300 });
  },
);

it('changes frame exactly when the next one begins, and begins the round anew after the last', () => {
  const times = cineTimes(3, [0, 10, 30], null);
  expect([0, 9.99, 10, 29.99, 30, 44.99, 45, 55].map((elapsed) => frameDue(times, elapsed))).toEqual([0, 0, 1, 1, 2, 2, 0, 1]);
});

it('shows the frame of the time that has passed, skipping frames after a late tick', () => {
  const hand = byHand();
  const shown: number[] = [];
  const clock = createCineClock(cineTimes(10, null, 10), hand.ticks, (n) => shown.push(n), () => true);
  clock.play(0, 1);
  for (const now of [16, 100, 116, 450, 460, 1000]) hand.at(now);
  expect(shown).toEqual([1, 4, 0]);
});

it('does not drift: after a minute of uneven ticks the frame is that of the minute', () => {
  const hand = byHand();
  let shown = -1;
  const times = cineTimes(96, null, 15);
  const clock = createCineClock(times, hand.ticks, (n) => { shown = n; }, () => true);
  clock.play(0, 1);
  let now = 0;
  for (let tick = 0; now < 60_000; tick += 1) {
    now += 7 + ((tick * 13) % 29);
    hand.at(now);
  }
  expect(shown).toBe(frameDue(times, now));
});

it('plays at half speed and from the frame it is given', () => {
  const hand = byHand();
  const shown: number[] = [];
  const clock = createCineClock(cineTimes(10, null, 10), hand.ticks, (n) => shown.push(n), () => true);
  clock.play(5, 0.5);
  for (const now of [199, 200, 400]) hand.at(now);
  expect(shown).toEqual([6, 7]);
});

it('waits for a frame that has not arrived and goes on from it without a jump', () => {
  const hand = byHand();
  const shown: number[] = [];
  let isThere = false;
  const clock = createCineClock(cineTimes(10, null, 10), hand.ticks, (n) => shown.push(n), (n) => n !== 2 || isThere);
  clock.play(0, 1);
  for (const now of [100, 200, 300, 900]) hand.at(now);
  isThere = true;
  for (const now of [910, 1000, 1010]) hand.at(now);
  expect(shown).toEqual([1, 2, 3]);
});

it('shows nothing more once it is stopped', () => {
  const hand = byHand();
  const shown: number[] = [];
  const clock = createCineClock(cineTimes(10, null, 10), hand.ticks, (n) => shown.push(n), () => true);
  clock.play(0, 1);
  clock.stop();
  hand.at(500);
  expect([shown, clock.isPlaying()]).toEqual([[], false]);
});
