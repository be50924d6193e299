import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VesselId } from '../../../core/contract/ids.ts';
import { vesselIdSchema } from '../../../core/contract/ids.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { type Named, told } from '../../../core/contract/told.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { sentOf, type VesselSent } from '../../../core/lesion/vesselSent.ts';
import type { VesselAnswer } from '../../../core/lesion/vesselSteps.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { mm } from '../../../core/units.ts';
import { measuredFor, nextQuestion } from '../../../renderer/features/vessel/vesselOnDesk.ts';
import { createVesselMeter, type Question, type VesselMeter, workKey } from '../../../renderer/state/vesselMeter.ts';
import { plainFindings, straight, vessel } from '../../core/lesion/plainFindings.ts';

type Reply = Result<VesselAnswer, unknown>;
interface Asked {
  readonly question: Question;
  /** The name of the answer that the meter says it has. */
  readonly has: string | null;
  /** Sent as it is sent to who has `than`. */
  readonly answer: (reply: Reply, than?: Named<VesselSent> | null) => Promise<void>;
}

const overJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A host that answers when it is told to. */
function slowHost(): { readonly asked: Asked[]; readonly meter: VesselMeter } {
  const asked: Asked[] = [];
  const meter = createVesselMeter({
    'vessels.measure': ({ has, ...question }) => new Promise((resolve) => {
      const name = `answer ${asked.length}`;
      asked.push({ question, has, answer: async (reply, than = null) => {
        resolve((reply.ok ? ok(overJson(told({ name, answer: sentOf(reply.value) }, than))) : reply) as never);
        for (let n = 0; n < 10; n += 1) await Promise.resolve();
      } });
    }),
  });
  return { asked, meter };
}
const question = (x: number, upTo: Question['upTo'] = 'all', of: VesselId = vessel): Question => ({
  blob: 'blb_1', vessel: of, upTo,
  work: { points: [pointLps(0, 0, 0), pointLps(x, 0, 0)], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [] },
});
const other = vesselIdSchema.parse('ves_fedcba9876543210');
const withCap = (asked: Question, x: number): Question => ({ ...asked, work: { ...asked.work, caps: { proximal: pointLps(x, 0, 0), distal: null } } });
const SURROUNDINGS: VesselFindings['surroundings'] = { branches: { branches: [], by: 'branches/1' }, ostium: { state: 'found', abscissa: mm(1) } };
const findings = plainFindings(straight(30), [10, 20]);
const whole: Reply = ok({ draft: false, centreline: straight(30), findings: { ...findings, surroundings: SURROUNDINGS }, refusal: null });
const draft: Reply = ok({ draft: false, centreline: straight(30), findings, refusal: null });
const pathOnly = (length: number): Reply => ok({ draft: false, centreline: straight(length), findings: null, refusal: null });
const known = (meter: VesselMeter, of: VesselId = vessel) => meter.store.getState().get(of);
/** "12 all": the end of the path and how far. */
const words = (asked: readonly Asked[]) => asked.map(({ question: { work, upTo } }) => `${work.points[1]?.[0]} ${upTo}`);

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('questions about one vessel', () => {
  it('are asked once, and once answered not again', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    meter.ask(question(30));
    expect(words(asked)).toEqual(['30 all']);
    await asked[0]?.answer(whole);
    meter.ask(question(30));
    meter.ask(question(30, 'draft'));
    expect(words(asked)).toEqual(['30 all']);
    expect(known(meter)).toMatchObject({ failure: null, refusal: null, findings: { proximalCap: { abscissa: 10 } }, findingsOf: workKey(question(30)) });
  });
  it('that the hand asks one after the other: one is worked on, the newest waits, those between are never asked', async () => {
    const { asked, meter } = slowHost();
    for (const x of [31, 32, 33, 34]) meter.ask(question(x, 'path'));
    expect(words(asked)).toEqual(['31 path']);
    await asked[0]?.answer(pathOnly(31));
    expect(words(asked)).toEqual(['31 path', '34 path']);
    // What came is shown: the picture follows the hand.
    expect(known(meter)?.centreline?.length).toBe(31);
    await asked[1]?.answer(pathOnly(34));
    expect([words(asked).length, known(meter)?.centreline?.length]).toEqual([2, 34]);
  });
  it('that take long are given up for what the hand asks, and their late answer is dropped', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    meter.ask(question(31, 'path'));
    expect(words(asked)).toEqual(['30 all', '31 path']);
    await asked[0]?.answer(whole);
    expect(known(meter)).toBeUndefined();
    await asked[1]?.answer(pathOnly(31));
    expect(known(meter)).toMatchObject({ answered: workKey(question(31)), upTo: 'path', findings: null });
  });
  it('are asked in full once the hand is off, of the same work too', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(31, 'draft'));
    meter.ask(question(31));
    await asked[0]?.answer(draft);
    expect(words(asked)).toEqual(['31 draft', '31 all']);
    await asked[1]?.answer(whole);
    expect(known(meter)).toMatchObject({ upTo: 'all', findings: { surroundings: SURROUNDINGS } });
  });
  it('of an exact answer, asked while the hand rested, give way once it goes on', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(31, 'draft'));
    meter.ask(question(32, 'sketch'));
    expect(words(asked)).toEqual(['31 draft', '32 sketch']);
    meter.ask(question(33, 'sketch'));
    expect(asked).toHaveLength(2);
  });
  it('of what is measured on a path give way to another path, not to other caps on the same', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(31, 'draft'), true);
    meter.ask(question(32, 'path'));
    expect(words(asked)).toEqual(['31 draft', '32 path']);
    meter.ask(question(44, 'draft', other));
    meter.ask(withCap(question(44, 'draft', other), 12));
    expect(words(asked).slice(2)).toEqual(['44 draft']);
  });
  it('of a cap that an arrow key moves as long as it is held are answered one after the other, each in full', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    const press = (x: number): void => meter.ask(nextQuestion(withCap(question(30), x), known(meter)));
    for (const x of [11, 12, 13]) press(x);
    expect(asked.slice(1).map(({ question: { upTo } }) => upTo)).toEqual(['draft']);
    await asked[1]?.answer(draft);
    expect(known(meter)?.findingsOf).toBe(workKey(withCap(question(30), 11)));
    await asked[2]?.answer(draft);
    press(13);
    expect(known(meter)).toMatchObject({ findingsOf: workKey(withCap(question(30), 13)), findings: { surroundings: SURROUNDINGS } });
    expect(asked.slice(1).map(({ question: { upTo, work } }) => [upTo, work.caps.proximal?.[0]])).toEqual([['draft', 11], ['draft', 13]]);
  });
  it('that come back to what is being worked on are not asked again', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(31, 'path'));
    meter.ask(question(32, 'path'));
    meter.ask(question(31, 'path'));
    await asked[0]?.answer(pathOnly(31));
    expect(words(asked)).toEqual(['31 path']);
  });
  it('do not hinder another vessel', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(31, 'path'));
    meter.ask(question(44, 'path', other));
    expect(words(asked)).toEqual(['31 path', '44 path']);
    await asked[1]?.answer(pathOnly(44));
    expect([known(meter), known(meter, other)?.centreline?.length]).toEqual([undefined, 44]);
  });
});

describe('what is known', () => {
  it('of the work before stays readable while the new one is measured', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    meter.ask(question(31, 'path'));
    await asked[1]?.answer(pathOnly(31));
    expect(known(meter)).toMatchObject({ centreline: { length: 31 }, findings: { centreline: { length: 30 } }, findingsOf: workKey(question(30)) });
  });
  it('keeps the side branches of the same path while a handle is dragged, and drops them with another path', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    meter.ask(withCap(question(30, 'draft'), 12));
    await asked[1]?.answer(draft);
    expect(known(meter)?.findings?.surroundings).toEqual(SURROUNDINGS);
    meter.ask(question(31, 'draft'));
    await asked[2]?.answer(draft);
    expect(known(meter)?.findings?.surroundings).toBeNull();
  });
  it('is a draft until the exact answer is there, which is never taken for the draft', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30, 'sketch'));
    await asked[0]?.answer(ok({ draft: true, centreline: straight(30), findings: plainFindings(straight(30), [12, 20]), refusal: null }));
    expect(known(meter)).toMatchObject({ isDraft: true, exact: null, findings: { proximalCap: { abscissa: 12 } } });
    meter.ask(question(30, 'draft'));
    await asked[1]?.answer(draft);
    expect(known(meter)).toMatchObject({ isDraft: false, exact: { proximalCap: { abscissa: 10 } } });
  });
  it('of a draft is never taken for what is found, not by an exact path after it either', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    const moved = withCap(question(30, 'sketch'), 12);
    meter.ask(moved);
    await asked[1]?.answer(ok({ draft: true, centreline: straight(30), findings: plainFindings(straight(30), [12, 20]), refusal: null }));
    expect(known(meter)).toMatchObject({ isDraft: true, findingsOf: null, findings: { proximalCap: { abscissa: 12 } }, exact: { proximalCap: { abscissa: 10 } }, exactOf: workKey(question(30)) });
    meter.ask({ ...moved, upTo: 'path' });
    await asked[2]?.answer(pathOnly(30));
    expect(known(meter)).toMatchObject({ isDraft: false, findingsOf: null });
    meter.ask({ ...moved, upTo: 'all' });
    await asked[3]?.answer(whole);
    expect(known(meter)).toMatchObject({ isDraft: false, findingsOf: workKey(moved) });
    expect(known(meter)?.exact).toBe(known(meter)?.findings);
  });
  it('of the kept work stays beside what the hand tries, and is there at once when the hand gives up', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    const kept = known(meter)?.exact;
    meter.ask(question(31, 'draft'), true);
    await asked[1]?.answer(ok({ draft: false, centreline: straight(31), findings: plainFindings(straight(31), [12, 20]), refusal: null }));
    expect(known(meter)).toMatchObject({ isTried: true, findings: { proximalCap: { abscissa: 12 } }, findingsOf: workKey(question(31)), exactOf: workKey(question(30)) });
    expect(known(meter)?.exact).toBe(kept);
    expect(measuredFor(question(30), known(meter), false, false)).toMatchObject({ state: 'fresh', findings: { proximalCap: { abscissa: 10 } } });
  });
  it('of what the hand tried is found again, once, when it is kept', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    const moved = withCap(question(30, 'draft'), 12);
    meter.ask(moved, true);
    await asked[1]?.answer(draft);
    meter.ask(moved, true);
    expect(asked).toHaveLength(2);
    meter.ask(moved);
    await asked[2]?.answer(draft);
    expect(known(meter)).toMatchObject({ isTried: false, exactOf: workKey(moved) });
    meter.ask(moved);
    expect(asked).toHaveLength(3);
  });
  it('names the point that stands in the way, and what to do', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(err({ code: 'vessel/not-traced', reason: 'centreline/point-in-air', point: 1, message: 'Point 2 lies in air. Set it on the vessel.' }));
    expect(known(meter)?.failure).toEqual({ reason: 'centreline/point-in-air', point: 1, message: 'Point 2 lies in air. Set it on the vessel.' });
    meter.ask(question(30));
    expect(asked).toHaveLength(1);
    meter.ask(question(31));
    await asked[1]?.answer(whole);
    expect(known(meter)?.failure).toBeNull();
  });
  it('has the very path again that was traced through the same points', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30, 'path'));
    await asked[0]?.answer(pathOnly(30));
    const before = known(meter)?.centreline;
    meter.ask(question(30));
    await asked[1]?.answer(whole);
    expect(known(meter)?.centreline).toBe(before);
    expect(known(meter)?.findings?.centreline).toBe(before);
  });
  it('keeps the path that was traced last where a new one is refused', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30, 'path'));
    await asked[0]?.answer(pathOnly(30));
    meter.ask(question(44, 'path'));
    await asked[1]?.answer(err({ code: 'vessel/not-traced', reason: 'centreline/no-vessel-between', point: 1, message: 'Nothing joins points 1 and 2.' }));
    expect(known(meter)).toMatchObject({ centreline: { length: 30 }, through: question(30).work.points });
  });
  it('says in plain words what else went wrong', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(err({ code: 'series/not-hu' }));
    expect(known(meter)?.failure).toEqual({ reason: 'series/not-hu', point: null, message: expect.stringContaining('HU') });
  });
  it('has the refusal of a traced vessel beside its path', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(ok({ draft: false, centreline: straight(30), findings: null, refusal: { code: 'measure/no-occlusion', message: 'Contrast fills the vessel.' } }));
    expect(known(meter)).toMatchObject({ refusal: { code: 'measure/no-occlusion' }, failure: null, centreline: { length: 30 } });
  });
});

describe('what passes', () => {
  it('is asked again after a while that grows: another window asks for the same vessel', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    const waits = [];
    for (let n = 0; n < 4; n += 1) {
      await asked[n]?.answer(err({ code: 'vessel/superseded' }));
      let waited = 0;
      while (asked.length === n + 1) {
        vi.advanceTimersByTime(100);
        waited += 100;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });
  it('gives way at once to a newer question', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(err({ code: 'vessel/superseded' }));
    meter.ask(question(31));
    expect(words(asked)).toEqual(['30 all', '31 all']);
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(2);
  });
  it('is said where the host does not answer, and mended once it does', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(err({ code: 'carriage/unreachable' }));
    expect(known(meter)?.failure?.reason).toBe('carriage/unreachable');
    vi.advanceTimersByTime(500);
    await asked[1]?.answer(whole);
    expect(known(meter)).toMatchObject({ failure: null, findings: { proximalCap: { abscissa: 10 } } });
  });
  it('is over once the case is left', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    meter.stop();
    await asked[0]?.answer(whole);
    meter.ask(question(31));
    expect([asked.length, known(meter)]).toEqual([1, undefined]);
  });
});

describe('an answer that is told by its difference', () => {
  const named = (name: string, reply: Reply): Named<VesselSent> => {
    if (!reply.ok) throw new Error('no answer');
    return { name, answer: sentOf(reply.value) };
  };
  it('is the same as if it were told whole, and what did not change in it is the very object from before', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    const before = known(meter);
    const moved = plainFindings(straight(30), [12, 20]);
    meter.ask(withCap(question(30, 'draft'), 12));
    expect(asked.map(({ has }) => has)).toEqual([null, 'answer 0']);
    await asked[1]?.answer(ok({ draft: false, centreline: straight(30), findings: moved, refusal: null }), named('answer 0', whole));
    expect(known(meter)?.findings).toEqual({ ...moved, centreline: straight(30), surroundings: SURROUNDINGS });
    expect(known(meter)?.centreline).toBe(before?.centreline);
    expect(known(meter)?.findings?.outlines).toBe(before?.findings?.outlines);
  });
  it('from one that was missed is asked for again, all of it', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    meter.ask(question(31, 'draft'));
    await asked[1]?.answer(draft, named('answer of another window', whole));
    // What was there stays to be read.
    expect(known(meter)).toMatchObject({ findings: { surroundings: SURROUNDINGS } });
    vi.advanceTimersByTime(500);
    expect([words(asked), asked.map(({ has }) => has)]).toEqual([['30 all', '31 draft', '31 draft'], [null, 'answer 0', null]]);
    await asked[2]?.answer(draft);
    expect(known(meter)?.findingsOf).toBe(workKey(question(31)));
  });
  it('rests on the last that came: a dropped one, a failure and another vessel change nothing of it', async () => {
    const { asked, meter } = slowHost();
    meter.ask(question(30));
    await asked[0]?.answer(whole);
    meter.ask(question(31));
    meter.ask(question(32, 'path'));
    await asked[1]?.answer(draft);
    await asked[2]?.answer(err({ code: 'vessel/not-traced', reason: 'centreline/point-in-air', point: 1, message: 'Point 2 lies in air.' }));
    meter.ask(question(33));
    meter.ask(question(44, 'path', other));
    expect(asked.map(({ has }) => has)).toEqual([null, 'answer 0', 'answer 0', 'answer 0', null]);
    await asked[3]?.answer(draft, named('answer 0', whole));
    expect(known(meter)).toMatchObject({ failure: null, findingsOf: workKey(question(33)) });
  });
});
