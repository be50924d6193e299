import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cineTimes } from '../../../core/angiography/cineTimes.ts';
import { createCine, type CineState } from '../../../renderer/viewer/cine.ts';
import { byHand } from './byHand.ts';

beforeEach(() => {
  // State is told with the next picture of the screen; here at once.
  vi.stubGlobal('requestAnimationFrame', (run: (now: number) => void) => {
    run(0);
    return 0;
  });
});

/** Two runs of ten and six frames, 100 ms each, the second from 400 ms on, with beats; and what was shown of each. */
function dual(offset = 400) {
  const hand = byHand();
  const shown: [number[], number[]] = [[], []];
  let missing: number | null = null;
  let state: CineState | undefined;
  const run = (n: 0 | 1, frames: number, beats: readonly number[]) => ({
    viewer: { go: (frame: number) => { shown[n].push(frame); }, isReady: (frame: number) => !(n === 1 && frame === missing) },
    times: cineTimes(frames, null, 10), beats,
  });
  const cine = createCine([run(0, 10, [150, 650]), run(1, 6, [50, 550])], offset, (next) => { state = next; }, hand.ticks);
  return { hand, cine, shown, state: () => state, miss: (frame: number | null) => { missing = frame; } };
}

describe('two runs on one clock', () => {
  it('stand at their first frames; the second waits for its time', () => {
    const { hand, cine, shown } = dual();
    cine.play();
    for (const now of [100, 300, 400, 500, 950]) hand.at(now);
    expect(shown).toEqual([[0, 1, 3, 4, 5, 9], [0, 1, 5]]);
  });
  it('stand still together while a frame of one is missing, and go on together', () => {
    const { hand, cine, shown, miss } = dual();
    miss(1);
    cine.play();
    for (const now of [500, 900]) hand.at(now);
    miss(null);
    for (const now of [1000, 1100]) hand.at(now);
    expect(shown).toEqual([[0, 5, 6], [0, 1, 2]]);
  });
  it('are stepped by the frames of the one that leads, the other follows by time', () => {
    const { cine, shown, state } = dual();
    cine.go(5);
    cine.step(1);
    cine.lead(1);
    cine.step(1);
    expect(shown).toEqual([[0, 5, 6, 7], [0, 1, 2, 3]]);
    expect(state()?.frames).toEqual([7, 3]);
  });
  it('are stepped by beat', () => {
    const { cine, state } = dual();
    cine.act('nextBeat');
    expect(state()?.withinMs[0]).toBe(150);
    cine.act('nextBeat');
    cine.act('nextBeat');
    expect(state()?.withinMs[0]).toBe(650);
    cine.act('lastBeat');
    expect(state()?.frames).toEqual([1, 0]);
  });
  it('are laid anew on the clock without moving the first', () => {
    const { cine, state } = dual();
    cine.go(5);
    cine.setOffset(200);
    expect([state()?.frames, state()?.offsetsMs]).toEqual([[5, 3], [0, 200]]);
  });
  it('begin anew when they are played from their ends', () => {
    const { hand, cine, shown } = dual();
    cine.act('last');
    cine.seek(1, 599);
    cine.play();
    hand.at(10);
    expect([shown[0].at(-1), shown[1].at(-1)]).toEqual([0, 0]);
  });
});

describe('commands', () => {
  it('play and pause, step through speeds and rounds, and stop at the ends', () => {
    const { cine, state } = dual();
    const after = (action: Parameters<typeof cine.act>[0]): CineState | undefined => {
      cine.act(action);
      return state();
    };
    expect(after('play')?.isPlaying).toBe(true);
    expect(after('play')?.isPlaying).toBe(false);
    expect([after('faster')?.speed, after('faster')?.speed, after('slower')?.speed, after('slower')?.speed, after('slower')?.speed, after('slower')?.speed])
      .toEqual([2, 2, 1, 0.5, 0.25, 0.25]);
    expect([after('round')?.round, after('round')?.round, after('round')?.round]).toEqual(['bounce', 'once', 'loop']);
    expect([after('last')?.frames[0], after('on')?.frames[0], after('first')?.frames[0], after('back')?.frames[0]]).toEqual([9, 9, 0, 0]);
  });
});
