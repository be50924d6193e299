import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { vesselIdSchema } from '../../../core/contract/ids.ts';
import { deg, mm } from '../../../core/units.ts';
import { addressOf, comeBack, keepAddress, placeOf, type Place } from '../../../renderer/state/address.ts';
import { caseOfAddress } from '../../../renderer/state/secondWindow.ts';
import { useVesselDesk } from '../../../renderer/state/vesselDesk.ts';
import { useView } from '../../../renderer/state/viewStore.ts';
import { vessel } from '../../core/lesion/plainFindings.ts';
import { caseId } from './entryKeeper.ts';

const place: Place = { caseId, station: 'calcium', vessel, cursor: { at: mm(12.34), angle: deg(210.5) }, reading: 2 };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  useView.setState({ station: 'worklist', caseId: null });
  useVesselDesk.setState({ caseId: null, vessel: null, cursor: { at: mm(0), angle: deg(0) }, cursors: {}, reading: 1, live: null });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('an address holds the place that it was made of', () => {
  fc.assert(fc.property(fc.constantFrom('vessel', 'calcium', 'lesion', null), fc.constantFrom(vessel, null), fc.integer({ min: 0, max: 20_000 }),
    fc.integer({ min: 0, max: 3_599 }), fc.constantFrom(1, 2), (station, of, at, angle, reading) => {
      const one: Place = { caseId, station, vessel: of, cursor: { at: mm(at / 100), angle: deg(angle / 10) }, reading };
      expect(placeOf(addressOf(one))).toEqual(one);
    }));
});
it('a place to come back to is a case to open; one to remember is none', () => {
  expect([caseOfAddress(addressOf(place)), caseOfAddress(addressOf({ ...place, station: null }))]).toEqual([caseId, null]);
});
it.each(['', '#', '#case=cas_1', `#case=${caseId}`, `#case=${caseId}&station=images`, '#desk=x', '#station=vessel'])('%j holds no place', (address) => {
  expect(placeOf(address)).toBeNull();
});
it.each([['vessel=ves_1&at=x&angle=-4&reading=3', { vessel: null, cursor: { at: 0, angle: 0 }, reading: 1 }], ['at=1e999&angle=725', { cursor: { at: 0, angle: 5 } }]])(
  'what is no place in %j is left out', (rest, left) => {
    expect(placeOf(`#desk=${caseId}&${rest}`)).toMatchObject(left);
  });

it('a page that is loaded again goes on at its station, vessel and place', () => {
  comeBack(addressOf(place));
  expect(useView.getState()).toMatchObject({ caseId, station: 'calcium' });
  useVesselDesk.getState().open(caseId);
  expect(useVesselDesk.getState()).toMatchObject({ vessel, cursor: { at: 12.34, angle: 210.5 }, reading: 2 });
});
it('away from the vessel’s stations the page begins as ever, and knows the vessel once its case is opened', () => {
  comeBack(addressOf({ ...place, station: null }));
  expect(useView.getState()).toMatchObject({ caseId: null, station: 'worklist' });
  useVesselDesk.getState().open(caseId);
  expect(useVesselDesk.getState().vessel).toBe(vessel);
});
it('the address follows the hand, a few times a second at most', () => {
  const written: string[] = [];
  const stop = keepAddress((address) => written.push(address));
  useView.getState().openCase(caseId);
  useView.getState().go('vessel');
  useVesselDesk.getState().open(caseId);
  useVesselDesk.getState().choose(vesselIdSchema.parse(vessel));
  for (let n = 1; n <= 60; n += 1) {
    useVesselDesk.getState().moveTo(mm(n / 10));
    vi.advanceTimersByTime(16);
  }
  vi.advanceTimersByTime(300);
  expect(written.length).toBeLessThanOrEqual(5);
  expect(placeOf(written.at(-1) ?? '')).toEqual({ caseId, station: 'vessel', vessel, cursor: { at: 6, angle: 0 }, reading: 1 });
  // A change of station is there at once: whoever reloads right after it stays.
  useView.getState().go('calcium');
  expect(placeOf(written.at(-1) ?? '')).toMatchObject({ station: 'calcium', vessel });
  useView.getState().go('images');
  expect(placeOf(written.at(-1) ?? '')).toMatchObject({ station: null, vessel });
  stop();
  useVesselDesk.getState().moveTo(mm(50));
  vi.advanceTimersByTime(1_000);
  expect(placeOf(written.at(-1) ?? '')?.cursor.at).toBe(6);
});
it('what is only dragged, and no case at all, change no address', () => {
  const written: string[] = [];
  const stop = keepAddress((address) => written.push(address));
  useView.getState().go('images');
  vi.advanceTimersByTime(1_000);
  useVesselDesk.setState({ caseId });
  vi.advanceTimersByTime(1_000);
  const before = written.length;
  useVesselDesk.getState().setLive({ points: [] });
  vi.advanceTimersByTime(1_000);
  expect([before, written.length]).toEqual([1, 1]);
  stop();
});
