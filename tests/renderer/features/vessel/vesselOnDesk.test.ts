import { describe, expect, it } from 'vitest';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { laidOver } from '../../../../core/lesion/laidOver.ts';
import type { VesselFindings } from '../../../../core/lesion/vesselFindings.ts';
import { isOf, vesselWork } from '../../../../core/lesion/vesselWork.ts';
import { seriesIdSchema } from '../../../../core/contract/ids.ts';
import { mm } from '../../../../core/units.ts';
import { entriesWithHand, isDrawnHere, measuredFor, nextQuestion, questionOf, restingQuestion, upToOf, withHand } from '../../../../renderer/features/vessel/vesselOnDesk.ts';
import { draftMark } from '../../../../renderer/features/vessel/vesselStates.ts';
import { type KnownVessel, pathKey, workKey } from '../../../../renderer/state/vesselMeter.ts';
import { entryId, kept, plainFindings, series, straight, vessel } from '../../../core/lesion/plainFindings.ts';

const at = (x: number) => pointLps(x, 0, 0);
const entries = kept([
  { kind: 'path', series, frameOfReferenceUid: null, points: [at(0), at(40)], target: null, segment: null },
  { kind: 'zone', which: 'landing', from: at(30), to: at(35) },
]);
const path = entries.find(isOf('path')) ?? null;
const work = vesselWork(entries, vessel);
const open = { series, blob: 'blb_1' };
const asked = questionOf(vessel, path, work, null, open);
const findings: VesselFindings = { ...plainFindings(straight(40), [10, 20]), surroundings: { branches: { branches: [], by: 'branches/1' }, ostium: { state: 'found', abscissa: mm(0) } } };
const PATH = { centreline: straight(40), pathOf: asked === null ? '' : pathKey(asked), through: work.points };
const known = (chosen: Partial<KnownVessel>): KnownVessel => ({
  answered: asked === null ? '' : workKey(asked), upTo: 'all', isDraft: false, isTried: false, failure: null, refusal: null, findings, exact: findings,
  ...PATH, findingsOf: asked === null ? '' : workKey(asked), exactOf: null, surroundingsOf: null, ...chosen,
});

describe('what is in the hand', () => {
  it('lies over what is kept, part by part', () => {
    expect(withHand(work, null)).toBe(work);
    expect(withHand(work, { points: [at(1), at(2)] })).toEqual({ ...work, points: [at(1), at(2)] });
    expect(withHand(work, { threshold: { openHu: null, occlusionHu: null }, laid: [] })).toEqual(work);
  });
  it.each([
    ['nothing', null, 'all'], ['a point, which the page draws', { points: [] }, 'draft'], ['a cap, which it draws too', { caps: work.caps }, 'draft'], ['a threshold', { threshold: work.threshold }, 'sketch'],
    ['a contour', { contours: [] }, 'sketch'], ['an arc, which needs no measuring', { laid: [] }, 'all'], ['a point and a threshold', { points: [], threshold: work.threshold }, 'draft'],
  ] as const)('of %s is measured up to what follows it', (_, live, upTo) => {
    expect(upToOf(live)).toBe(upTo);
  });
  it('stands for the entry that is dragged, or is new', () => {
    const dragged = entriesWithHand(entries, [{ id: entryId(1), content: { kind: 'zone', which: 'landing', from: at(31), to: at(36) } },
      { id: null, content: { kind: 'stent', from: at(2), to: at(4) } }], vessel);
    expect(laidOver(dragged, vessel, { centreline: straight(40) })).toMatchObject({ zones: { landing: [31, 36] }, stents: [[2, 4]] });
    expect(entriesWithHand(entries, [], vessel)).toBe(entries);
  });
});

describe('a question', () => {
  it('is asked of the open series that the vessel is traced in, once there are two points', () => {
    expect(asked).toEqual({ blob: 'blb_1', vessel, work, upTo: 'all' });
    expect(questionOf(vessel, path, { ...work, points: [at(0)] }, null, open)).toBeNull();
    expect(questionOf(vessel, path, work, null, null)).toBeNull();
    expect(questionOf(vessel, path, work, null, { ...open, series: seriesIdSchema.parse('ser_fedcba9876543210') })).toBeNull();
    expect(questionOf(null, null, work, null, open)).toBeNull();
  });
});

describe('what is asked first', () => {
  it('is the path alone while it is not known, then everything', () => {
    if (asked === null) throw new Error('nothing is asked');
    expect(nextQuestion(asked, undefined).upTo).toBe('path');
    expect(nextQuestion(asked, known({ pathOf: 'another' })).upTo).toBe('path');
    expect(nextQuestion(asked, known({}))).toBe(asked);
  });
  it('is the whole at once where only a cap was moved: the path is known', () => {
    if (asked === null) throw new Error('nothing is asked');
    const moved = { ...asked, work: { ...asked.work, caps: { proximal: at(12), distal: null } }, upTo: 'draft' as const };
    expect(nextQuestion(moved, known({}))).toBe(moved);
  });
  it('is no more than what is measured on the path where what lies about it is known', () => {
    if (asked === null) throw new Error('nothing is asked');
    expect(nextQuestion(asked, known({ surroundingsOf: pathKey(asked), answered: 'older', findingsOf: 'older' })).upTo).toBe('draft');
    expect(nextQuestion(asked, known({ surroundingsOf: 'of another path', answered: 'older', findingsOf: 'older' })).upTo).toBe('all');
  });
});

describe('what is asked of a draft', () => {
  it('is the exact answer once the hand rests, as far as the draft went; of what is exact nothing more', () => {
    if (asked === null) throw new Error('nothing is asked');
    const sketch = { ...asked, upTo: 'sketch' as const };
    const hand = { threshold: work.threshold };
    expect(restingQuestion(sketch, hand, known({ upTo: 'sketch', isDraft: true, findingsOf: null }))?.upTo).toBe('draft');
    expect(restingQuestion(sketch, hand, known({ upTo: 'sketch', isDraft: true, answered: 'older' }))).toBeNull();
    expect([restingQuestion(sketch, hand, known({ upTo: 'sketch' })), restingQuestion(sketch, hand, undefined)]).toEqual([null, null]);
    // Once it is off, all of it is on its way, which the answer for a resting hand would throw away.
    expect(restingQuestion(asked, null, known({ upTo: 'sketch', isDraft: true, findingsOf: null }))).toBeNull();
  });
  it.each([
    ['a cap', { caps: { proximal: at(12), distal: null } }], ['a point of the path', { points: [at(0), pointLps(40, 1, 0)] }],
  ] as const)('of %s, which the page draws by itself, is the path and all that is measured on it, once the hand rests', (_, live) => {
    const moved = questionOf(vessel, path, withHand(work, live), live, open);
    if (moved === null) throw new Error('nothing is asked');
    expect([isDrawnHere(live), isDrawnHere({ threshold: work.threshold }), isDrawnHere({ laid: [] }), isDrawnHere(null)]).toEqual([true, false, false, false]);
    expect(restingQuestion(moved, live, known({}))).toBe(moved);
    expect(moved.upTo).toBe('draft');
  });
  it('is all of it when the hand is off, on the path that is known', () => {
    if (asked === null) throw new Error('nothing is asked');
    expect(nextQuestion(asked, known({ isDraft: true, findingsOf: null }))).toBe(asked);
    const sketch = { ...asked, upTo: 'sketch' as const };
    expect(nextQuestion(sketch, undefined)).toBe(sketch);
  });
});

describe('what is known for it', () => {
  const failure = { reason: 'centreline/point-in-air', point: 1, message: 'Point 2 lies in air.' };
  const refusal = { code: 'measure/no-occlusion', message: 'Contrast fills the vessel.' };
  it('is nothing without a question, measuring until the first answer', () => {
    expect(measuredFor(null, known({}), false, false)).toMatchObject({ state: 'nothing', findings: null, centreline: null });
    expect(measuredFor(null, undefined, false, true).state).toBe('measuring');
    expect(measuredFor(asked, undefined, false, false).state).toBe('measuring');
    expect(measuredFor(asked, known({ answered: 'other', findings: null, findingsOf: null }), false, false).state).toBe('measuring');
  });
  it('is fresh for its own work, stale for that before', () => {
    expect(measuredFor(asked, known({}), false, false)).toMatchObject({ state: 'fresh', findings });
    expect(measuredFor(asked, known({ upTo: 'draft' }), true, false)).toMatchObject({ state: 'fresh', findings, isDraft: false });
    // Nor is it before side branches are known: a plan would rest on facts without them.
    expect(measuredFor(asked, known({ upTo: 'draft', findings: { ...findings, surroundings: null } }), false, false)).toMatchObject({ state: 'stale', isDraft: false });
    // A draft is never fresh, whatever it is of.
    expect(measuredFor(asked, known({ upTo: 'sketch', isDraft: true, findingsOf: null }), true, false)).toMatchObject({ state: 'stale', findings, isDraft: true });
    expect(measuredFor(asked, known({ upTo: 'path', findingsOf: null }), false, false)).toMatchObject({ state: 'stale', isDraft: true });
    expect(measuredFor(asked, known({ upTo: 'sketch', isDraft: true, refusal }), true, false)).toMatchObject({ state: 'stale', refusal });
    expect(measuredFor(asked, known({ answered: 'other', findingsOf: 'other' }), false, false)).toMatchObject({ state: 'stale', findings });
    expect(measuredFor(asked, known({ upTo: 'path', findingsOf: 'other' }), true, false)).toMatchObject({ state: 'stale', findings });
  });
  it('has a cap where it is set before it is measured there, in the hand and let go, with figures that are rough', () => {
    const set = { ...work, caps: { proximal: at(12), distal: null } };
    const [held, kept] = (['draft', 'all'] as const).map((upTo) => (asked === null ? null : { ...asked, work: set, upTo }));
    for (const [question, isInHand] of [[held, true], [kept, false]] as const) {
      const { findings: shown, exact, ...rest } = measuredFor(question ?? null, known({ centreline: findings.centreline }), isInHand, false);
      expect([shown?.proximalCap.abscissa, shown?.proximalCap.shape, shown?.distalCap]).toEqual([12, null, findings.distalCap]);
      expect(rest).toMatchObject({ state: 'stale', isDraft: true, areFiguresDraft: true, isPathDraft: false });
      expect(exact).toBe(findings);
    }
    // Measured there, what is found stands.
    const answered = held == null ? '' : workKey(held);
    const found = { ...findings, proximalCap: { ...findings.proximalCap, abscissa: mm(12.1) } };
    expect(measuredFor(held ?? null, known({ centreline: findings.centreline, answered, upTo: 'draft', findings: found, exact: found, findingsOf: answered, exactOf: answered }), true, false))
      .toMatchObject({ state: 'fresh', findings: found, isDraft: false });
    // On a path that they are not found on, nothing is laid.
    expect(measuredFor(held ?? null, known({ centreline: straight(39) }), true, false)).toMatchObject({ findings, areFiguresDraft: false });
  });
  it('is what was measured of it as soon as the hand that tried something else has given up, though that is answered late', () => {
    const exactOf = asked === null ? '' : workKey(asked);
    const tried: VesselFindings = { ...findings, ...plainFindings(straight(40), [14, 20]) };
    const line = straight(39);
    const late = { answered: 'other', upTo: 'sketch', isDraft: true, exactOf } as const;
    const own = { state: 'fresh', findings, centreline: findings.centreline, through: work.points, isPathDraft: false, areFiguresDraft: false };
    expect(measuredFor(asked, known({ ...late, findings: tried, findingsOf: null }), false, false)).toMatchObject(own);
    const other = { centreline: line, pathOf: 'other', through: [at(0), at(39)] };
    expect(measuredFor(asked, known({ ...late, ...other }), false, false)).toMatchObject(own);
    // While it holds, what was found for the hand is shown; of other work that was measured, nothing.
    expect(measuredFor(asked, known({ ...late, findings: tried, findingsOf: null }), true, false)).toMatchObject({ state: 'stale', findings: tried });
    expect(measuredFor(asked, known({ ...late, exactOf: 'other', findings: tried, findingsOf: null }), false, false)).toMatchObject({ state: 'stale', findings: tried });
    expect(measuredFor(asked, known({ exactOf, failure, findingsOf: 'other' }), false, false)).toMatchObject({ state: 'failed', findings: null });
    const unexplored = { ...findings, surroundings: null };
    expect(measuredFor(asked, known({ ...late, exact: unexplored, findings: tried, findingsOf: null }), false, false)).toMatchObject({ state: 'stale', findings: unexplored });
  });
  it('is confirmed against what was found of it, also where that was found while a hand rested and let go', () => {
    const tried: VesselFindings = { ...findings, ...plainFindings(straight(40), [14, 20]), surroundings: findings.surroundings };
    const rested = known({ upTo: 'draft', isTried: true, findings: tried, exactOf: 'older' });
    expect(measuredFor(asked, rested, false, false)).toMatchObject({ state: 'fresh', findings: tried, exact: tried });
    expect(measuredFor(asked, rested, true, false)).toMatchObject({ state: 'fresh', findings: tried, exact: findings });
  });
  it('has a path bent to where a point was carried before it is traced through it, in the hand and let go, and figures of the path before', () => {
    const line = { ...straight(40), legs: [{ from: mm(0), to: mm(40), bridged: mm(10) }] };
    const traced = { ...findings, centreline: line };
    const before = known({ centreline: line, findings: traced, through: work.points });
    const carried = { ...work, points: [at(0), pointLps(40, 6, 0)] };
    for (const [upTo, isInHand] of [['draft', true], ['all', false]] as const) {
      const { centreline, ...rest } = measuredFor(asked === null ? null : { ...asked, work: carried, upTo }, before, isInHand, false);
      expect(centreline?.points.at(-1)?.at).toEqual(pointLps(40, 6, 0));
      expect(rest).toMatchObject({ state: 'stale', isDraft: true, isPathDraft: true, areFiguresDraft: false, findings: traced, through: work.points });
    }
    // A point more leads nowhere that is known, and of one that cannot be traced the path stays where it was.
    const longer = asked === null ? null : { ...asked, work: { ...work, points: [...work.points, at(50)] } };
    expect(measuredFor(longer, before, false, false)).toMatchObject({ centreline: line, isPathDraft: false, state: 'stale' });
    const astray = asked === null ? null : { ...asked, work: carried };
    expect(measuredFor(astray, { ...before, failure, answered: astray === null ? '' : workKey(astray) }, true, false))
      .toMatchObject({ state: 'failed', centreline: line, isPathDraft: false });
  });
  it('is marked as rough in what is rough of it: the path, or what is measured on it, and what is neither is stale alone', () => {
    const marked = (chosen: Partial<KnownVessel>) => draftMark(measuredFor(asked, known(chosen), true, false));
    expect(marked({})).toBe('');
    expect(marked({ answered: 'other', findingsOf: 'other' })).toBe('');
    expect(marked({ upTo: 'sketch', isDraft: true, findingsOf: null })).toBe('figures');
    const line = { ...straight(40), legs: [{ from: mm(0), to: mm(40), bridged: mm(10) }] };
    const carried = { centreline: line, through: [at(0), pointLps(40, 5, 0)], pathOf: 'other', answered: 'other' };
    expect(marked({ ...carried, findingsOf: 'other' })).toBe('path');
    expect(marked({ ...carried, isDraft: true, findingsOf: null })).toBe('path figures');
    expect(marked({ ...carried, findings: null, findingsOf: null })).toBe('path');
  });
  it('that failed shows no figure of older work, but while the hand is on it', () => {
    expect(measuredFor(asked, known({ failure, findingsOf: 'other' }), false, false)).toEqual({ state: 'failed', failure, refusal: null, findings: null, exact: findings, centreline: straight(40), through: work.points, isDraft: false, isPathDraft: false, areFiguresDraft: false });
    expect(measuredFor(asked, known({ failure, findingsOf: 'other' }), true, false)).toMatchObject({ state: 'failed', failure, findings });
    expect(measuredFor(asked, known({ failure, findingsOf: null }), false, false)).toMatchObject({ state: 'failed', findings: null, isDraft: false });
    expect(measuredFor(asked, known({ failure, findingsOf: null }), true, false)).toMatchObject({ state: 'failed', findings, isDraft: true });
  });
  it('that was refused has a path and a reason, and no figure', () => {
    expect(measuredFor(asked, known({ refusal, findingsOf: 'other' }), false, false)).toMatchObject({ state: 'fresh', refusal, findings: null });
    expect(measuredFor(asked, known({ refusal, findingsOf: 'other' }), true, false)).toMatchObject({ state: 'stale', isDraft: false, refusal, findings });
    expect(measuredFor(asked, known({ upTo: 'draft', refusal, findingsOf: null }), true, false)).toMatchObject({ state: 'stale', isDraft: true, refusal, findings });
    expect(measuredFor(asked, known({ upTo: 'draft', refusal, findingsOf: null }), false, false)).toMatchObject({ state: 'fresh', isDraft: false, findings: null });
  });
  it('of an older question says nothing of its failure', () => {
    expect(measuredFor(asked, known({ answered: 'other', failure, findingsOf: 'older' }), false, false)).toMatchObject({ state: 'stale', failure: null, findings });
  });
});
