import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { vesselIdSchema } from '../../../../core/contract/ids.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { hu } from '../../../../core/units.ts';
import { followHand, type HandShown, WAITS_MS } from '../../../../renderer/features/vessel/useHandShown.ts';
import { type LiveWork, useVesselDesk } from '../../../../renderer/state/vesselDesk.ts';
import type { KnownVessel, VesselMeter } from '../../../../renderer/state/vesselMeter.ts';

const [own, other] = [vesselIdSchema.parse('ves_0000000000000001'), vesselIdSchema.parse('ves_0000000000000002')];
const threshold = (value: number): LiveWork => ({ threshold: { openHu: null, occlusionHu: hu(value) } });
const { setLive } = useVesselDesk.getState();

function following() {
  const store: VesselMeter['store'] = createStore(() => new Map());
  const shown = createStore<HandShown>(() => ({ live: null }));
  onTestFinished(followHand(shown, { store }, own));
  return {
    value: () => shown.getState().live?.threshold?.occlusionHu ?? null, shown,
    answer: (of: typeof own) => store.setState(new Map(store.getState()).set(of, { answered: String(Math.random()) } as KnownVessel), true),
  };
}

beforeEach(() => { vi.useFakeTimers(); setLive(null); });
afterEach(() => { vi.useRealTimers(); setLive(null); });

describe('what is in the hand', () => {
  it('is shown at once when it is taken and when it is let go: nothing is confirmed meanwhile', () => {
    const { value } = following();
    setLive(threshold(300));
    expect(value()).toBe(300);
    setLive(threshold(310));
    setLive(null);
    expect(value()).toBe(null);
    vi.advanceTimersByTime(1000);
    expect(value()).toBe(null);
  });
  it('is shown with the answer to it, once, as it is by then', () => {
    const { value, shown, answer } = following();
    setLive(threshold(300));
    const drawn = vi.fn();
    onTestFinished(shown.subscribe(drawn));
    setLive(threshold(310));
    setLive(threshold(320));
    answer(other);
    expect([value(), drawn.mock.calls.length]).toEqual([300, 0]);
    answer(own);
    expect([value(), drawn.mock.calls.length]).toEqual([320, 1]);
    vi.advanceTimersByTime(1000);
    expect(drawn).toHaveBeenCalledTimes(1);
  });
  it('is shown without an answer where that takes longer, counted from the first movement that is not shown', () => {
    const { value } = following();
    setLive(threshold(300));
    setLive(threshold(310));
    vi.advanceTimersByTime(WAITS_MS - 1);
    setLive(threshold(320));
    expect(value()).toBe(300);
    vi.advanceTimersByTime(1);
    expect(value()).toBe(320);
  });
  it('is shown at once where nothing is measured for it, or the page draws it without an answer', () => {
    const { shown } = following();
    for (const x of [10, 11]) {
      const caps = { proximal: pointLps(x, 0, 0), distal: null };
      setLive({ caps });
      expect(shown.getState().live?.caps).toBe(caps);
      const points = [pointLps(0, 0, 0), pointLps(x, 0, 0)];
      setLive({ points });
      expect(shown.getState().live?.points).toBe(points);
    }
    setLive({ laid: [] });
    const laid = [] as const;
    setLive({ laid });
    expect(shown.getState().live?.laid).toBe(laid);
  });
});
