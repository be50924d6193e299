import { beforeEach, describe, expect, it } from 'vitest';
import { entryContentSchema } from '../../../../core/contract/entries.ts';
import type { VesselId } from '../../../../core/contract/ids.ts';
import { type PointLps, pointLps } from '../../../../core/geometry/frame.ts';
import { pointUv } from '../../../../core/geometry/plane.ts';
import type { Entry } from '../../../../core/lesion/entry.ts';
import { laidOver } from '../../../../core/lesion/laidOver.ts';
import { lesionMeasures } from '../../../../core/lesion/lesionMeasures.ts';
import { measuredFacts } from '../../../../core/lesion/measuredFacts.ts';
import { vesselsOf, vesselWork } from '../../../../core/lesion/vesselWork.ts';
import { deg, hu, mm } from '../../../../core/units.ts';
import { BLIND_WORDS } from '../../../../renderer/features/vessel/blindEditing.ts';
import { type Now, vesselActions, type VesselActions } from '../../../../renderer/features/vessel/vesselActions.ts';
import type { AsksToRemove, EntryBook } from '../../../../renderer/state/entryBook.ts';
import { useUndo } from '../../../../renderer/state/undoStore.ts';
import { useView } from '../../../../renderer/state/viewStore.ts';
import { useVesselDesk } from '../../../../renderer/state/vesselDesk.ts';
import { calcified, lineThrough, plainFindings, series, straight } from '../../../core/lesion/plainFindings.ts';
import { caseId, entryBookOver, entryKeeper, type Keeper, settled } from '../../state/entryKeeper.ts';

const at = (x: number, y = 0): PointLps => pointLps(x, y, 0);
const findings = plainFindings(straight(60), [20, 40], (s) => (s >= 25 && s <= 30 ? calcified(120, 30) : {}));
const measures = lesionMeasures(findings);
const facts = measures.ok ? measuredFacts(measures.value) : null;

/** How the vessel stands: measured as it is entered, but for what is said otherwise. */
type Standing = Partial<Pick<ReturnType<Now>, 'centreline' | 'exact' | 'facts' | 'state' | 'isDraft' | 'isPathDraft' | 'isInHand'>>;
interface Bench { readonly keeper: Keeper; readonly book: EntryBook; readonly actions: VesselActions; readonly id: () => VesselId | null }
function bench(found: () => typeof findings = () => findings, standing: () => Standing = () => ({}), asksFirst: AsksToRemove = () => false): Bench {
  const keeper = entryKeeper();
  const book = entryBookOver(keeper.host);
  const id = () => {
    const vessels = vesselsOf(book.store.getState().entries);
    return vessels.find((one) => one.id === useVesselDesk.getState().vessel)?.id ?? vessels[0]?.id ?? null;
  };
  return { keeper, book, id, actions: vesselActions(book, useVesselDesk, () => ({
    id: id(), centreline: findings.centreline, findings: found(), exact: found(), facts, failure: null, state: 'fresh', isDraft: false, isPathDraft: false, isInHand: false, ...standing(),
  }), asksFirst) };
}
const contents = ({ book }: Bench) => book.store.getState().entries.map(({ content }) => content);
const steps = () => useUndo.getState().done.map(({ words }) => words);
/** What is kept can be kept: the contract takes every content. */
const checked = (entries: readonly Entry[]): void => {
  for (const { content } of entries) expect(entryContentSchema.safeParse(content).success, content.kind).toBe(true);
};

beforeEach(() => {
  useVesselDesk.setState({ vessel: null, live: null, reading: 1 });
  useVesselDesk.getState().open(caseId);
  useUndo.setState({ done: [], undone: [], others: { done: [], undone: [] } });
});

describe('a path', () => {
  it('is clicked point by point, each one step', async () => {
    const desk = bench();
    desk.actions.begin(series, '1.2.3', at(0));
    for (const x of [10, 30]) desk.actions.addPoint(at(x));
    desk.actions.insertPoint(2, at(20));
    desk.actions.movePoint(1, at(11));
    desk.actions.removePoint(0);
    expect(contents(desk)).toMatchObject([{ kind: 'path', series, frameOfReferenceUid: '1.2.3', points: [at(11), at(20), at(30)], target: null }]);
    expect(steps()).toEqual(['begin vessel', 'add point', 'add point', 'insert point', 'move point', 'remove point']);
    await settled(desk.book);
    checked(desk.keeper.kept());
    while (useUndo.getState().undo() !== null) await settled(desk.book);
    expect([contents(desk), desk.keeper.kept()]).toEqual([[], []]);
  });
  it('that is begun is the one worked on, in the same moment already', () => {
    const desk = bench();
    const first = desk.actions.begin(series, null, at(0));
    const second = desk.actions.begin(series, null, at(5));
    desk.actions.addPoint(at(6));
    expect(desk.id()).toBe(second);
    expect(vesselWork(desk.book.store.getState().entries, first).points).toEqual([at(0)]);
    expect(vesselWork(desk.book.store.getState().entries, second).points).toEqual([at(5), at(6)]);
  });
  it('moved by the arrow keys is one step', () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    for (const x of [1, 2, 3]) desk.actions.movePoint(0, at(x), 'nudge 0');
    expect(steps()).toEqual(['begin vessel', 'move point']);
    useUndo.getState().undo();
    expect(contents(desk)).toMatchObject([{ points: [at(0)] }]);
  });
  it('that does not change makes no step', () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    desk.actions.movePoint(0, at(0));
    desk.actions.name(null, null);
    expect(steps()).toEqual(['begin vessel']);
  });
  it('goes with its last point, and with all that was entered of it', async () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    desk.actions.setCap('proximal', at(20));
    desk.actions.setFact('ageYears', 71, 'stated');
    desk.actions.setFact('stump', 'blunt', 'angiogram');
    desk.actions.removePoint(0);
    // The patient's age stays: it is not of the vessel.
    expect(contents(desk)).toMatchObject([{ kind: 'fact', path: 'ageYears' }]);
    useUndo.getState().undo();
    await settled(desk.book);
    expect(desk.keeper.kept().map(({ content, vessel }) => `${content.kind} ${vessel === null}`).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      ['cap false', 'fact false', 'fact true', 'path false']);
  });
  it('that a signed plan may rest on goes only after a question, by whatever way', () => {
    const asked: Parameters<AsksToRemove>[] = [];
    const desk = bench(undefined, undefined, (...question) => asked.push(question) > 0);
    const vessel = desk.actions.begin(series, null, at(0));
    for (const way of [() => desk.actions.removeVessel(), () => desk.actions.removeVessel(vessel), () => desk.actions.removePoint(0)]) {
      way();
      expect([asked.at(-1)?.slice(0, 2), contents(desk).length]).toEqual([[vessel, 'undo'], 1]);
    }
    expect(asked).toHaveLength(3);
    expect(asked[0]?.[2]()).toBe(true);
    expect(contents(desk)).toEqual([]);
  });
  it('is named, and caps are set, moved and left to the program again', () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    desk.actions.name('RCA', '2');
    desk.actions.setCap('distal', at(40));
    desk.actions.setCap('distal', at(41));
    expect(contents(desk)).toMatchObject([{ target: 'RCA', segment: '2' }, { kind: 'cap', which: 'distal', at: at(41) }]);
    desk.actions.setCap('distal', null);
    expect(contents(desk)).toHaveLength(1);
    expect(steps().slice(1)).toEqual(['name vessel', 'set distal cap', 'move distal cap', 'leave distal cap to the program']);
  });
  it('ends what was in the hand', () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    useVesselDesk.getState().setLive({ points: [at(9)] });
    desk.actions.movePoint(0, at(9));
    expect(useVesselDesk.getState().live).toBeNull();
  });
});

describe('calcium', () => {
  const begun = (): Bench => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    return desk;
  };
  const laid = (desk: Bench) => laidOver(desk.book.store.getState().entries, desk.id() as VesselId, findings);
  it('is drawn in degrees about the vessel’s middle and comes back as drawn', async () => {
    const desk = begun();
    const outline = [pointUv(0, 0), pointUv(1, 0), pointUv(1, 1)];
    desk.actions.review(mm(27.2), { arcs: [[deg(45), deg(225)]], areas: [outline], isFullMoon: false });
    expect(laid(desk).reviews).toMatchObject([{ abscissa: 27, isFullMoon: false, areas: [outline.map(([u, v]) => [expect.closeTo(u, 9), expect.closeTo(v, 9)])] }]);
    const [arc] = laid(desk).reviews[0]?.arcs ?? [];
    expect([arc?.[0], (arc?.[1] ?? 0) - (arc?.[0] ?? 0)]).toEqual([expect.closeTo(45, 3), 180]);
    await settled(desk.book);
    checked(desk.keeper.kept());
  });
  it('of one section is one entry, whatever is said of it, and can be taken back', () => {
    const desk = begun();
    desk.actions.confirm([mm(27)]);
    desk.actions.review(mm(27.1), { arcs: [], areas: null, isFullMoon: false });
    desk.actions.review(mm(27), { arcs: null, areas: null, isFullMoon: true });
    expect(laid(desk).reviews).toMatchObject([{ abscissa: 27, isFullMoon: true }]);
    desk.actions.unreview(mm(27));
    expect(laid(desk).reviews).toEqual([]);
    expect(steps().slice(1)).toEqual(['confirm section', 'correct calcium', 'mark full moon', 'take back reading of section']);
  });
  it('is confirmed on several sections as one step, but not where something was said already', () => {
    const desk = begun();
    desk.actions.review(mm(27), { arcs: [], areas: null, isFullMoon: false });
    desk.actions.confirm([mm(26), mm(27), mm(28), mm(28.1)]);
    expect(laid(desk).reviews.map(({ abscissa, arcs }) => [abscissa, arcs])).toEqual([[27, []], [26, null], [28, null]]);
    expect(steps().at(-1)).toBe('confirm 2 sections');
    desk.actions.confirm([mm(26)]);
    expect(steps()).toHaveLength(3);
  });
  it('is confirmed as it was found, and again once something else is found: in its place, with what was drawn', () => {
    let now = findings;
    const desk = bench(() => now);
    desk.actions.begin(series, null, at(0));
    desk.actions.confirm([mm(26)]);
    desk.actions.review(mm(27), { arcs: [[deg(0), deg(200)]], areas: null, isFullMoon: false });
    const kept = (share: number) => ({ arc: 120, share, vesselArea: 4 * Math.PI });
    expect(laid(desk).reviews.map(({ found }) => found)).toEqual([kept(30), kept(30)]);
    desk.actions.confirm([mm(26), mm(27)]);
    expect(steps()).toHaveLength(3);
    now = plainFindings(straight(60), [20, 40], (s) => (s >= 25 && s <= 30 ? calcified(120, 44) : {}));
    desk.actions.confirm([mm(26), mm(27)]);
    expect(laid(desk).reviews).toMatchObject([{ abscissa: 26, arcs: null, found: kept(44) }, { abscissa: 27, arcs: [expect.anything()], found: kept(44) }]);
    expect(steps().at(-1)).toBe('confirm 2 sections');
  });
  it('is confirmed, and marked as full moon, once it is measured: of a draft or of work before nothing is kept, and it is said why', () => {
    let standing: Standing = {};
    const desk = bench(() => findings, () => standing);
    desk.actions.begin(series, null, at(0));
    const moon = (): boolean => desk.actions.review(mm(27), { arcs: null, areas: null, isFullMoon: true });
    for (standing of [{ state: 'stale' }, { state: 'stale', isDraft: true }, { isInHand: true }, { state: 'failed' }] as const) {
      useView.getState().say(null);
      desk.actions.confirm([mm(26)]);
      expect([contents(desk).length, useView.getState().said]).toEqual([1, expect.stringContaining('confirm then')]);
      useView.getState().say(null);
      expect([moon(), contents(desk).length, useView.getState().said]).toEqual([false, 1, expect.stringContaining('confirm then')]);
    }
    standing = {};
    desk.actions.confirm([mm(26)]);
    expect([moon(), contents(desk).length]).toEqual([true, 3]);
  });
  it('that is drawn meanwhile lies over what was found last, never over a draft', () => {
    const rough = plainFindings(straight(60), [20, 40], (s) => (s >= 25 && s <= 30 ? calcified(90, 12) : {}));
    let standing: Standing = { state: 'stale', isDraft: true, exact: findings };
    const desk = bench(() => rough, () => standing);
    desk.actions.begin(series, null, at(0));
    expect(desk.actions.review(mm(27), { arcs: [[deg(0), deg(200)]], areas: null, isFullMoon: false })).toBe(true);
    expect(laid(desk).reviews).toMatchObject([{ abscissa: 27, found: { arc: 120, share: 30 } }]);
    // Without that nobody could say later whether something else is found since.
    standing = { state: 'stale', isDraft: true, exact: null };
    expect(desk.actions.review(mm(28), { arcs: [[deg(0), deg(200)]], areas: null, isFullMoon: false })).toBe(false);
    expect(contents(desk)).toHaveLength(2);
  });
  it('of a section that was read elsewhere says nothing here: it is read anew', () => {
    let now = findings;
    const desk = bench(() => now);
    desk.actions.begin(series, null, at(0));
    desk.actions.confirm([mm(26)]);
    now = { ...findings, centreline: lineThrough([at(0, 1.6), at(60, 1.6)]) };
    desk.actions.confirm([mm(26)]);
    expect(contents(desk).filter(({ kind }) => kind === 'review')).toHaveLength(2);
  });
  it('is read a second time beside the first, never instead', () => {
    const desk = begun();
    desk.actions.review(mm(27), { arcs: [[deg(0), deg(100)]], areas: null, isFullMoon: false });
    useVesselDesk.getState().setReading(2);
    desk.actions.review(mm(27), { arcs: [[deg(0), deg(140)]], areas: null, isFullMoon: false });
    expect([laid(desk).reviews.length, laid(desk).secondReviews.length]).toEqual([1, 1]);
    desk.actions.unreview(mm(27));
    expect([laid(desk).reviews.length, laid(desk).secondReviews.length]).toEqual([1, 0]);
  });
  it('drawn by who reads blind is a draft until he confirms it: in no figure, kept at once, and taken back by undo', async () => {
    const desk = begun();
    useVesselDesk.getState().setReading(2);
    const [some, more] = [100, 140].map((to) => ({ arcs: [[deg(0), deg(to)]] as const, areas: null, isFullMoon: false }));
    if (some === undefined || more === undefined) throw new Error('nothing drawn');
    desk.actions.draft(mm(27), some, 'arc');
    desk.actions.draft(mm(27), more, 'arc');
    await settled(desk.book);
    checked(desk.keeper.kept());
    expect(desk.keeper.kept().map(({ content }) => content).slice(1)).toMatchObject([{ kind: 'review', reading: 'draft', found: null, arcs: [{ sweep: 140 }] }]);
    expect(laid(desk)).toMatchObject({ reviews: [], secondReviews: [], drafts: [{ abscissa: 27 }] });
    expect(steps()).toEqual(['draw in the second reading']);
    desk.actions.review(mm(27), more);
    expect(laid(desk)).toMatchObject({ secondReviews: [{ abscissa: 27, found: { arc: 120 } }], drafts: [] });
    useUndo.getState().undo();
    expect(laid(desk)).toMatchObject({ secondReviews: [], drafts: [{ abscissa: 27 }] });
    desk.actions.draft(mm(27), null);
    expect(contents(desk)).toHaveLength(1);
  });
  it('is all that is entered while somebody reads blind: what the first reading rests on stays, and it is said why', () => {
    const desk = begun();
    const outline = [pointUv(2, 0), pointUv(0, 2), pointUv(-2, -2)];
    desk.actions.review(mm(27), { arcs: [[deg(0), deg(100)]], areas: null, isFullMoon: false });
    desk.actions.setContour('wall', mm(12), outline);
    desk.actions.setCap('proximal', at(19));
    const segment = desk.actions.addSegment([mm(21), mm(25)]);
    const before = desk.book.store.getState().entries;
    const [done, vessel] = [steps(), useVesselDesk.getState().vessel];
    useVesselDesk.getState().setReading(2);
    const tries: readonly (() => void)[] = [
      () => desk.actions.setContour('wall', mm(12), null), () => desk.actions.setContour('lumen', mm(27), outline), () => desk.actions.setThreshold(null, hu(330)),
      () => desk.actions.setCap('proximal', null), () => desk.actions.setCap('distal', at(41)), () => desk.actions.movePoint(0, at(1)), () => desk.actions.addPoint(at(70)),
      () => desk.actions.setZone('landing', [mm(45), mm(50)]), () => desk.actions.begin(series, null, at(0)), () => desk.actions.removeVessel(),
      () => { if (segment !== null) desk.actions.removeEntry(segment); }, () => desk.actions.setFact('ageYears', 70, 'stated'),
    ];
    for (const tried of tries) {
      useView.getState().say(null);
      tried();
      expect([desk.book.store.getState().entries, useView.getState().said]).toEqual([before, BLIND_WORDS]);
    }
    expect([desk.actions.addSegment([mm(21), mm(25)]), useVesselDesk.getState().vessel]).toEqual([null, vessel]);
    // Nor is it taken back by undo: each reader has the steps of his own.
    expect(useUndo.getState().undo()).toBe(null);
    desk.actions.review(mm(27), { arcs: [], areas: [], isFullMoon: false });
    expect(steps()).toEqual(['correct calcium']);
    useVesselDesk.getState().setReading(1);
    expect(steps()).toEqual(done);
    desk.actions.setContour('wall', mm(12), null);
    expect(steps().at(-1)).toBe('take back vessel contour');
  });
  it('has thresholds and contours of the operator’s, and the rule’s again', () => {
    const desk = begun();
    desk.actions.setThreshold(null, hu(330));
    desk.actions.setThreshold(hu(500), hu(330));
    const outline = [pointUv(2, 0), pointUv(0, 2), pointUv(-2, -2)];
    desk.actions.setContour('wall', mm(12), outline);
    desk.actions.setContour('wall', mm(12), outline.toReversed());
    desk.actions.setContour('lumen', mm(12), outline);
    const { threshold, contours } = vesselWork(desk.book.store.getState().entries, desk.id() as VesselId);
    expect([threshold, contours.map(({ which, outline: points }) => [which, points.length])]).toEqual([{ openHu: 500, occlusionHu: 330 }, [['wall', 3], ['lumen', 3]]]);
    desk.actions.setThreshold(null, null);
    desk.actions.setContour('wall', mm(12), null);
    desk.actions.setContour('lumen', mm(12), null);
    expect(contents(desk)).toHaveLength(1);
    expect(steps().slice(-3)).toEqual(['leave threshold to the rule', 'take back vessel contour', 'take back lumen contour']);
  });
});

describe('what lies along a vessel', () => {
  it('is entered nowhere on a path that is only bent: nothing is stored, said why, and what is in the hand stays there', () => {
    let isPathDraft = false;
    const desk = bench(() => findings, () => ({ isPathDraft }));
    desk.actions.beginWith(series, null, [at(0), at(60)], 'import points');
    desk.actions.setCap('proximal', at(20));
    isPathDraft = true;
    const points = [at(0), at(60, 3)];
    useVesselDesk.getState().setLive({ points });
    const before = contents(desk);
    for (const enter of [
      () => desk.actions.setCap('proximal', at(21)), () => desk.actions.setZone('landing', [mm(42), mm(50)]), () => desk.actions.setBranch({ at: at(30, 2), diameter: mm(2), isThere: true }),
    ]) {
      useView.setState({ said: null });
      enter();
      expect(useView.getState().said).toContain('not traced yet');
      expect(useVesselDesk.getState().live).toEqual({ points });
    }
    expect(contents(desk)).toEqual(before);
    // What is left to the program needs no place.
    desk.actions.setCap('proximal', null);
    expect(contents(desk)).toHaveLength(before.length - 1);
  });
  it('is entered at abscissae, changed and removed, each one step', async () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    const segment = desk.actions.addSegment([mm(5), mm(9)]);
    const stent = desk.actions.setStent([mm(1), mm(3)]);
    const branch = desk.actions.setBranch({ at: at(30, 2), diameter: mm(2), isThere: true });
    const ivus = desk.actions.setIvus(mm(27), { arc: deg(300), length: mm(4), depth: 'superficial', pattern: 'concentric', isNodule: false, note: null });
    desk.actions.setZone('landing', [mm(42), mm(50)]);
    desk.actions.setZone('landing', [mm(43), mm(50)]);
    if (segment === null || stent === null || branch === null || ivus === null) throw new Error('not entered');
    desk.actions.setSegment(segment, [mm(5), mm(12)], 'ostial');
    desk.actions.setBranch({ at: at(30, 2), diameter: mm(2.2), isThere: true }, branch);
    const laid = laidOver(desk.book.store.getState().entries, desk.id() as VesselId, findings);
    expect(laid.segments.find(({ id }) => id === segment)).toMatchObject({ stretch: [5, 12], note: 'ostial', isStent: false });
    expect(laid.segments.find(({ id }) => id === stent)).toMatchObject({ stretch: [1, 3], isStent: true });
    expect(laid).toMatchObject({
      stents: [[1, 3]], zones: { landing: [43, 50] }, branches: [{ abscissa: 30, diameter: 2.2 }],
      ivus: [{ abscissa: 27, content: { arc: 300 } }],
    });
    await settled(desk.book);
    checked(desk.keeper.kept());
    for (const id of [segment, stent, branch, ivus]) desk.actions.removeEntry(id);
    desk.actions.setZone('landing', null);
    expect(contents(desk)).toHaveLength(1);
    expect(steps().slice(-5)).toEqual(['remove segment', 'remove stent', 'remove side branch', 'remove IVUS finding', 'leave landing zone to the program']);
  });
  it('lies where it was shown while the newest path is not measured yet: zones on that path, segments and IVUS on the findings’ own', () => {
    const desk = bench(() => findings, () => ({ centreline: lineThrough([at(-20), at(60)]) }));
    desk.actions.begin(series, null, at(-20));
    for (const which of ['proximal-reference', 'distal-reference', 'landing'] as const) desk.actions.setZone(which, [mm(30), mm(35)]);
    desk.actions.addSegment([mm(30), mm(35)]);
    desk.actions.setIvus(mm(30), { arc: null, length: null, depth: null, pattern: null, isNodule: null, note: null });
    const zone = { kind: 'zone', from: [expect.closeTo(10, 6), 0, 0], to: [expect.closeTo(15, 6), 0, 0] };
    expect(contents(desk).slice(1)).toMatchObject([zone, zone, zone,
      { kind: 'segment', from: [expect.closeTo(30, 6), 0, 0], to: [expect.closeTo(35, 6), 0, 0] }, { kind: 'ivus', at: [expect.closeTo(30, 6), 0, 0] }]);
  });
  it('drawn as a segment is stated to be a stent, and to be none', async () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    const segment = desk.actions.addSegment([mm(5), mm(9)], 'bright');
    if (segment === null) throw new Error('not entered');
    const laid = () => laidOver(desk.book.store.getState().entries, desk.id() as VesselId, findings);
    desk.actions.turnStent(segment);
    expect(laid()).toMatchObject({ stents: [[5, 9]], segments: [{ id: segment, stretch: [5, 9], note: null, isStent: true }] });
    await settled(desk.book);
    checked(desk.keeper.kept());
    useUndo.getState().undo();
    expect(laid()).toMatchObject({ stents: [], segments: [{ note: 'bright', isStent: false }] });
    useUndo.getState().redo();
    desk.actions.turnStent(segment);
    expect(laid()).toMatchObject({ stents: [], segments: [{ stretch: [5, 9], note: null, isStent: false }] });
    expect(steps().slice(1)).toEqual(['draw segment', 'state stent', 'stent is a segment']);
  });
  it('without a vessel is not entered', () => {
    const desk = bench();
    expect([desk.actions.addSegment([mm(1), mm(2)]), desk.actions.setStent([mm(1), mm(2)])]).toEqual([null, null]);
    desk.actions.setCap('proximal', at(3));
    desk.actions.confirm([mm(3)]);
    expect(contents(desk)).toEqual([]);
  });
});

describe('facts', () => {
  it('of the patient hold for every vessel, those of a lesion for one', () => {
    const desk = bench();
    desk.actions.setFact('ageYears', 71, 'header');
    desk.actions.setFact('stump', 'blunt', 'angiogram');
    // While no vessel is there, what is said of the lesion is said of all.
    expect(desk.book.store.getState().entries.map(({ vessel }) => vessel)).toEqual([null, null]);
    const id = desk.actions.begin(series, null, at(0));
    desk.actions.setFact('stump', 'tapered', 'angiogram');
    expect(desk.book.store.getState().entries.map(({ vessel }) => vessel)).toEqual([null, null, id, id]);
    desk.actions.clearFact('stump');
    desk.actions.clearFact('stump');
    expect(contents(desk)).toMatchObject([{ path: 'ageYears' }, { kind: 'path' }]);
  });
  it('are confirmed together as one step, and those that were not measured are left out', async () => {
    const desk = bench();
    const id = desk.actions.begin(series, null, at(0));
    desk.actions.setFact('ctCalcium.maxArcDeg', 90, 'stated');
    desk.actions.confirmFacts(['ctCalcium.maxArcDeg', 'occlusionLengthMm.ct', 'ageYears'], 'confirm 3 facts');
    expect(desk.book.store.getState().entries.slice(1).map(({ vessel, content }) => [vessel, content])).toMatchObject([
      [id, { path: 'ctCalcium.maxArcDeg', value: 120, source: 'confirmed' }], [id, { path: 'occlusionLengthMm.ct', source: 'confirmed' }],
    ]);
    expect(steps().slice(-2)).toEqual(['state greatest calcium arc on CT', 'confirm 3 facts']);
    useUndo.getState().undo();
    expect(contents(desk).slice(1)).toMatchObject([{ path: 'ctCalcium.maxArcDeg', value: 90, source: 'stated' }]);
    await settled(desk.book);
  });
  it('are said once: the next thing said replaces it, and it can be taken back', () => {
    const desk = bench();
    desk.actions.setFact('ageYears', 71, 'stated');
    desk.actions.setFact('ageYears', null, 'stated', 'not on the referral');
    expect(contents(desk)).toMatchObject([{ value: null, note: 'not on the referral' }]);
    desk.actions.clearFact('ageYears');
    expect(contents(desk)).toEqual([]);
    expect(steps()).toEqual(['state age', 'state age', 'take back age']);
  });
  it('that were measured are confirmed with their value, range and origin as they are now', () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    desk.actions.confirmFact('ctCalcium.maxArcDeg');
    expect(contents(desk)[1]).toEqual({ kind: 'fact', path: 'ctCalcium.maxArcDeg', value: 120, source: 'confirmed', by: 'calcium/4', range: [100, 140], note: null });
  });
  it('that were not measured cannot be confirmed', () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    desk.actions.confirmFact('sideBranchAtProximalCap');
    desk.actions.confirmFact('priorFailedAttempt');
    expect(contents(desk)).toHaveLength(1);
  });
  it('are confirmed, and scores read, once the vessel is measured as it is entered; where nothing is measured nothing is waited for', () => {
    let standing: Standing = {};
    const desk = bench(() => findings, () => standing);
    desk.actions.begin(series, null, at(0));
    const read = () => desk.actions.readScores({ kind: 'scores-read', scores: [], facts: [] });
    for (standing of [{ state: 'stale' }, { state: 'stale', isDraft: true }, { isInHand: true }, { state: 'failed' }, { state: 'measuring', facts: null }] as const) {
      useView.getState().say(null);
      expect(read()).toBe(false);
      expect(useView.getState().said).toContain('confirm then');
      useView.getState().say(null);
      desk.actions.confirmFacts(['ctCalcium.maxArcDeg'], 'confirm 1 fact');
      expect(useView.getState().said).toContain('confirm then');
      expect(desk.actions.confirmFact('ctCalcium.maxArcDeg')).toBe(standing.state === 'measuring');
    }
    expect(contents(desk)).toHaveLength(1);
    for (standing of [{ state: 'nothing', facts: null }, { state: 'failed', facts: null }, {}] as const) expect(read()).toBe(true);
    expect(desk.actions.confirmFact('ctCalcium.maxArcDeg')).toBe(true);
    expect(contents(desk).map(({ kind }) => kind)).toEqual(['path', 'scores-read', 'fact']);
  });
  it('scores are kept as they were read, once for each vessel', () => {
    const desk = bench();
    desk.actions.begin(series, null, at(0));
    const read = (least: number) => ({ kind: 'scores-read', scores: [{ id: 'jcto', least, most: 3 }], facts: [{ path: 'stump', value: 'blunt', range: null }] } as const);
    desk.actions.readScores(read(2));
    desk.actions.readScores(read(3));
    expect(contents(desk).slice(1)).toEqual([read(3)]);
  });
});
