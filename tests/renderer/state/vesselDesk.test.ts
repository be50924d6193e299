import { beforeEach, expect, it } from 'vitest';
import { caseIdSchema, vesselIdSchema } from '../../../core/contract/ids.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { deg, mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../../renderer/state/vesselDesk.ts';
import { caseId } from './entryKeeper.ts';

const [one, other] = ['ves_0000000000000001', 'ves_0000000000000002'].map((id) => vesselIdSchema.parse(id));
const desk = () => useVesselDesk.getState();

beforeEach(() => {
  desk().open(caseIdSchema.parse('cas_fedcba9876543210'));
  desk().open(caseId);
});

it('each vessel keeps its cursor while another one is looked at', () => {
  desk().choose(one ?? null);
  desk().moveTo(mm(12));
  desk().turnTo(deg(40));
  desk().choose(other ?? null);
  expect(desk().cursor).toEqual({ at: 0, angle: 0 });
  desk().moveTo(mm(5));
  desk().choose(one ?? null);
  expect(desk().cursor).toEqual({ at: 12, angle: 40 });
});
it.each([[400, 40], [-30, 330], [360, 0], [-720, 0]])('an angle of %d° is %d°', (given, angle) => {
  desk().turnTo(deg(given));
  expect(desk().cursor.angle).toBe(angle);
});
it('another case begins with nothing of the last; the same one as it was left, but for what was in the hand', () => {
  desk().choose(one ?? null);
  desk().moveTo(mm(12));
  desk().setReading(2);
  desk().setLive({ points: [pointLps(0, 0, 0)] });
  desk().open(caseId);
  expect(desk()).toMatchObject({ vessel: one, cursor: { at: 12 }, reading: 2, live: null });
  desk().open(caseIdSchema.parse('cas_fedcba9876543210'));
  expect(desk()).toMatchObject({ vessel: null, cursor: { at: 0, angle: 0 }, cursors: {}, reading: 1, live: null });
});
it('another vessel or another reader ends what was in the hand', () => {
  desk().setLive({ points: [] });
  desk().choose(other ?? null);
  expect(desk().live).toBeNull();
  desk().setLive({ points: [] });
  desk().setReading(2);
  expect(desk().live).toBeNull();
});
