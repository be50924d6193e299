import { describe, expect, it } from 'vitest';
import { pointUv } from '../../../../core/geometry/plane.ts';
import type { Polygon } from '../../../../core/geometry/polygon.ts';
import { laidOver } from '../../../../core/lesion/laidOver.ts';
import { lesionMeasures, type LesionMeasures } from '../../../../core/lesion/lesionMeasures.ts';
import { drawnArc, drawnOutline } from '../../../../core/lesion/drawnReview.ts';
import { sectionGround } from '../../../../core/lesion/laidOver.ts';
import type { EntryContent } from '../../../../core/lesion/entry.ts';
import { RAYS } from '../../../../core/section/polar.ts';
import { deg, hu, mm, mm2 } from '../../../../core/units.ts';
import { neighboursOf, sectionReach, shownSection } from '../../../../renderer/features/calcium/calciumModel.ts';
import { histogramScale } from '../../../../renderer/features/calcium/histogramScale.ts';
import { changedColumns, pixelsOf } from '../../../../renderer/features/calcium/paintHu.ts';
import { nextSection } from '../../../../renderer/features/calcium/nextSection.ts';
import { rimsOf } from '../../../../renderer/features/calcium/rims.ts';
import { rulerDrawing } from '../../../../renderer/features/calcium/rulerDrawing.ts';
import { rulerOf, stretchFigures } from '../../../../renderer/features/calcium/rulerOf.ts';
import { contourBy, readBy } from '../../../../renderer/features/calcium/saidBy.ts';
import { changedWords, joinedState, sectionState, stateCounts } from '../../../../renderer/features/calcium/sectionStates.ts';
import { staleWords } from '../../../../renderer/features/calcium/staleWords.ts';
import { whenWords } from '../../../../renderer/features/calcium/stateWords.ts';
import { contrastCaution, ruleHu, ruleWords } from '../../../../renderer/features/calcium/thresholdWords.ts';
import { calcified, kept, plainFindings, straight, vessel } from '../../../core/lesion/plainFindings.ts';

/** Occluded from 20 to 50 mm; calcium from 25 to 35, a full moon from 30 to 32; free from 35 on. */
const findings = plainFindings(straight(70), [20, 50], (at) => (at < 25 || at > 35 ? {} : at >= 30 && at <= 32 ? calcified(360, 98, 'full-moon') : calcified(200, 40)));
const outlines = findings.outlines.map((outline, n) => ({
  ...outline, wall: Array.from({ length: RAYS }, () => 2),
  calcium: n >= 50 && n <= 70 ? Array.from({ length: RAYS }, (_, ray) => (ray < 60 ? [1.2, 2] as const : null)) : null,
}));
const measured = { ...findings, outlines };
const place = (at: number) => {
  const ground = sectionGround(measured, mm(at));
  if (ground === undefined) throw new Error('no section');
  return ground;
};
const review = (at: number, chosen: Partial<Extract<EntryContent, { readonly kind: 'review' }>> = {}): EntryContent =>
  ({ kind: 'review', at: place(at).plane.origin, found: null, arcs: null, areas: null, isFullMoon: false, reading: 1, ...chosen });
const laidOn = (contents: readonly EntryContent[]) => laidOver(kept(contents), vessel, measured);
const measuresOf = (contents: readonly EntryContent[], reading: 1 | 2 = 1): LesionMeasures => {
  const laid = laidOn(contents);
  const measures = lesionMeasures(measured, reading === 1 ? laid : { ...laid, reviews: laid.secondReviews });
  if (!measures.ok) throw new Error('not measured');
  return measures.value;
};
const noWork = { points: [], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [] };
const drawn = review(26, { arcs: [drawnArc(place(26), [deg(10), deg(130)])] });

describe('how a section stands', () => {
  const sections = measuresOf([review(25), drawn, review(27, { isFullMoon: true })]).sections;
  it('is automatic, confirmed, or edited where something was drawn', () => {
    expect([50, 52, 54, 56].map((n) => sectionState(sections[n] ?? sections[0]!, false))).toEqual(['confirmed', 'edited', 'edited', 'automatic']);
  });
  it('is hidden from who reads blind until he has said something', () => {
    expect([50, 56].map((n) => sectionState(sections[n] ?? sections[0]!, true))).toEqual(['confirmed', 'hidden']);
  });
  it('is edited where he stands by what was found in a contour of his own', () => {
    const [section] = sections.slice(50);
    expect(section && sectionState({ ...section, wallFrom: 'operator' }, false)).toBe('edited');
  });
  it('is changed where something else is found since, in words too, and is led to again', () => {
    const found = { arc: deg(320), share: 81, vesselArea: mm2(10) };
    const measures = measuresOf([review(30, { found }), review(31, { found: { ...found, arc: deg(360), share: 98 } })]);
    const [changed, stands] = [measures.sections[60]!, measures.sections[62]!];
    expect([sectionState(changed, false), sectionState(changed, true), sectionState(stands, false)]).toEqual(['changed', 'changed', 'confirmed']);
    expect([changedWords(changed), changedWords(stands)]).toEqual(['confirmed as 320°, 81 %; now 360°, 98 %', null]);
    const one = measuresOf([review(26, { found: { ...found, arc: deg(176), share: 40 } })]).sections[52]!;
    expect(changedWords({ ...one, arc: deg(184), automatic: { ...one.automatic, arc: deg(184) } }))
      .toBe('confirmed as 180°, 40 %; now on the other side of a score’s edge');
    expect(nextSection(measures, laidOn([]), mm(60), false)?.at).toBe(30);
    expect([joinedState(['changed', 'edited']), joinedState(['changed', 'automatic'])]).toEqual(['changed', 'automatic']);
  });
  it('of several is that of the least sure', () => {
    expect([joinedState(['confirmed', 'edited']), joinedState(['confirmed', 'automatic', 'edited']), joinedState(['confirmed']), joinedState([]), joinedState(['edited', 'hidden'])])
      .toEqual(['edited', 'automatic', 'confirmed', 'automatic', 'hidden']);
    expect(stateCounts(['automatic', 'edited', 'edited'])).toEqual({ automatic: 1, confirmed: 0, edited: 2, changed: 0, hidden: 0 });
  });
});

describe('the ruler of a vessel', () => {
  const rulerFor = (contents: readonly EntryContent[], isBlind = false, caps: typeof noWork.caps | { proximal: ReturnType<typeof place>['plane']['origin']; distal: null } = noWork.caps) =>
    rulerOf({ findings: measured, caps, measures: measuresOf(contents), laid: laidOn(contents), isBlind });
  it('counts from the proximal cap, and holds its full moon, windows and the occlusion as first segment', () => {
    const ruler = rulerFor([]);
    expect([ruler.zero, ruler.length, ruler.sections.length]).toEqual([20, 70, measured.sections.length]);
    expect(ruler.moons.map(({ stretch, state, words }) => [stretch, state, words[0]])).toEqual([[[29.75, 32.25], 'automatic', 'Full moon 2.5 mm']]);
    expect(ruler.windows.map(({ stretch }) => stretch)).toEqual([[35.25, 50], [20, 24.75]]);
    expect(ruler.segments.map(({ id, stretch, words }) => [id, stretch, words[0]])).toEqual([[null, [20, 50], 'Occlusion 30.0 mm, calcium 10.5 mm (35 %)']]);
  });
  it('says of a full moon what was read first, then how far that reaches: 100 % set by hand is never told as less', () => {
    const below = (contents: readonly EntryContent[], n: number) => rulerFor(contents).moons[n]?.below[0];
    expect(below([], 0)).toBe('area 98 % (93–100), automatic');
    const byHand = [27, 27.5].map((at) => review(at, { isFullMoon: true }));
    expect(below(byHand, 0)).toBe('area 100 % (90–100), edited');
    expect(rulerFor(byHand).moons[0]?.title).toBe('Full moon over 1.0 mm, edited; area 100 % (90–100)');
  });
  it('tells how long a window surely is, also where room is short', () => {
    const raw = { ...measured, sections: measured.sections.map((one) => (one.abscissa === 49 ? { ...one, arcRange: [0, 30] as const } : one)) };
    const measures = lesionMeasures(raw, laidOn([]));
    if (!measures.ok) throw new Error('not measured');
    const { windows } = rulerOf({ findings: raw, caps: noWork.caps, measures: measures.value, laid: laidOn([]), isBlind: false });
    expect(windows.map(({ below }) => below)).toEqual([['14.8 mm (13.5 to 14.8)', '13.5–14.8', '≥ 13.5'], ['4.8 mm', '4.8']]);
    expect(windows[0]?.title).toContain('window of 14.8 mm (13.5 to 14.8), vessel');
  });
  it('takes the threshold of the occlusion from 1.5 mm inside the caps', () => {
    const { sections } = rulerFor([]);
    expect([20, 21, 21.5, 35, 48.5, 49].map((at) => sections[at * 2]?.threshold)).toEqual([450, 450, 300, 300, 300, 450]);
  });
  it('tells caps that the program proposes from those that were set', () => {
    expect(rulerFor([], false, { proximal: place(20).plane.origin, distal: null }).caps.map(({ isProposed }) => isProposed)).toEqual([false, true]);
  });
  it('draws segments with their own figures and note', () => {
    const segment: EntryContent = { kind: 'segment', from: place(34).plane.origin, to: place(28).plane.origin, note: 'entry' };
    const [, own] = rulerFor([segment]).segments;
    expect([own?.stretch, own?.words[0]]).toEqual([[28, 34], 'entry: 6.0 mm, calcium 6.0 mm (100 %)']);
  });
  it('draws stents that were stated among them, without figures', () => {
    const [, own] = rulerFor([{ kind: 'stent', from: place(28).plane.origin, to: place(34).plane.origin }]).segments;
    expect(own).toMatchObject({ stretch: [28, 34], words: ['Stent 6.0 mm', 'Stent'], title: 'Stent 6.0 mm, stated' });
  });
  it('tells nothing to who reads blind but of what he has read himself', () => {
    const ruler = rulerFor([review(26)], true);
    expect([ruler.windows, ruler.moons.map(({ state }) => state), ruler.segments[0]?.words]).toEqual([[], ['hidden'], ['Occlusion 30.0 mm']]);
    expect(ruler.sections.filter(({ state }) => state !== 'hidden').map(({ at }) => at)).toEqual([26]);
  });
});

describe('a stent', () => {
  const stented = { ...measured, sections: measured.sections.map((section) => (section.abscissa >= 29 && section.abscissa <= 33 ? { ...section, peak: hu(2600) } : section)) };
  const measures = lesionMeasures(stented, laidOn([]));
  if (!measures.ok) throw new Error('not measured');
  it('holds no bars and no full moon on the ruler, whatever looks like calcium in it', () => {
    const ruler = rulerOf({ findings: stented, caps: noWork.caps, measures: measures.value, laid: laidOn([]), isBlind: false });
    expect([ruler.moons, ruler.metal.length]).toEqual([[], 1]);
    expect(ruler.sections.filter(({ isMetal }) => isMetal).map(({ at }) => at)).toEqual([29, 29.5, 30, 30.5, 31, 31.5, 32, 32.5, 33]);
  });
  it('shows nothing found in its sections', () => {
    const shown = shownSection({ findings: stented, measures: measures.value, work: noWork, isBlind: false, drafts: [] }, mm(30));
    expect(shown).toMatchObject({ isMetal: true, foundArcs: [], arcs: [], foundAreas: [], areas: [] });
  });
});

it('the figures of a stretch are those between its ends', () => {
  expect(stretchFigures(measuresOf([]), [mm(24), mm(28)])).toEqual({ length: 4, calcified: 3.25, percent: 81.25, maxArc: 200, maxShare: 40, moon: 0 });
  expect(stretchFigures(measuresOf([]), [mm(5), mm(15)])).toEqual({ length: 10, calcified: 0, percent: 0, maxArc: 0, maxShare: 0, moon: 0 });
  const whole = measuresOf([]);
  const { calcifiedLength, calcifiedPercent, maxArcDeg, maxCsaPercent, fullMoonLength } = whole.summary;
  expect(stretchFigures(whole, [whole.start, whole.end])).toEqual({
    length: 30, calcified: calcifiedLength, percent: calcifiedPercent, maxArc: maxArcDeg, maxShare: maxCsaPercent, moon: fullMoonLength,
  });
});

describe('the section that is shown', () => {
  const shownAt = (at: number, contents: readonly EntryContent[] = [], isBlind = false) =>
    shownSection({ findings: measured, measures: measuresOf(contents, isBlind ? 2 : 1), work: noWork, isBlind, drafts: laidOn(contents).drafts }, mm(at));
  it('is the nearest one, with what was found', () => {
    expect(shownAt(26.2)).toMatchObject({ n: 52, at: 26, state: 'automatic', arcs: [[358.5, 538.5]], foundArcs: [[358.5, 538.5]] });
    expect(shownAt(400)).toBeUndefined();
  });
  it('counts by what was drawn, and keeps what was found beside it', () => {
    const shown = shownAt(26, [drawn]);
    expect(shown?.state).toBe('edited');
    expect(shown?.arcs.map((arc) => arc.map(Math.round))).toEqual([[10, 130]]);
    expect(shown?.foundArcs).toEqual([[358.5, 538.5]]);
  });
  it('has the arcs of what was only painted, the blind reader’s draft too', () => {
    const areas = [[58.6, 118.6, 118.6, 58.6].map((angle, n) => {
      const radius = n < 2 ? 2 : 1;
      return pointUv(radius * Math.cos((angle * Math.PI) / 180), radius * Math.sin((angle * Math.PI) / 180));
    })];
    const painted = areas.map((area) => [...drawnOutline(place(26), area)]);
    expect(shownAt(26, [review(26, { areas: painted, reading: 'draft' })], true)?.arcs).toEqual([[58.5, 118.5]]);
    const said = review(26, { areas: painted });
    expect(shownAt(26, [said])).toMatchObject({ arcs: [[58.5, 118.5]], section: { arc: 60 } });
  });
  it('is all around and all of the vessel for a full moon', () => {
    const shown = shownAt(26, [review(26, { isFullMoon: true })]);
    expect([shown?.arcs, shown?.areas.length, shown?.areas[0]?.length]).toEqual([[[0, 360]], 1, RAYS]);
  });
  it('shows nothing of either to who reads blind, until he has said something', () => {
    expect(shownAt(26, [drawn], true)).toMatchObject({ state: 'hidden', arcs: [], foundArcs: [], areas: [], foundAreas: [] });
    expect(shownAt(26, [review(26, { reading: 2, arcs: [], areas: [] })], true)).toMatchObject({ arcs: [], areas: [], foundArcs: [[358.5, 538.5]] });
  });
  it('shows a blind reader his own draft, and still nothing of what was found', () => {
    const draft = review(26, { arcs: [drawnArc(place(26), [deg(10), deg(40)])], reading: 'draft' });
    const shown = shownAt(26, [drawn, draft], true);
    expect(shown).toMatchObject({ state: 'hidden', foundArcs: [], areas: [], foundAreas: [] });
    expect(shown?.arcs.map((arc) => arc.map(Math.round))).toEqual([[10, 40]]);
    // It lies on its own section, is in no figure, and who sees everything does not see it.
    expect(shownAt(26.5, [draft], true)?.arcs).toEqual([]);
    expect([measuresOf([draft], 2).sections[52]?.review, shownAt(26, [draft])?.arcs]).toEqual([null, [[358.5, 538.5]]]);
  });
  it('shows a contour in the hand before the measures have followed it', () => {
    const outline = Array.from({ length: 90 }, (_, n) => pointUv(2.5 * Math.cos((n * Math.PI) / 45), 2.5 * Math.sin((n * Math.PI) / 45)));
    const { plane } = place(26);
    const contour = { which: 'wall', at: plane.origin, outline: outline.map(([u, v]) => plane.origin.map((value, k) => value + u * (plane.u[k] ?? 0) + v * (plane.v[k] ?? 0))) };
    const work = { ...noWork, contours: [contour] } as unknown as Parameters<typeof shownSection>[0]['work'];
    const [own, other] = [26, 26.5].map((at) => shownSection({ findings: measured, measures: measuresOf([]), work, isBlind: false, drafts: [] }, mm(at)));
    expect(Math.abs((own?.wall[7] ?? 0) - 2.5)).toBeLessThan(0.01);
    expect(other?.wall[7]).toBe(2);
  });
});

describe('neighbours', () => {
  it('are about the cursor, and as many at the ends of the vessel', () => {
    expect([neighboursOf(100, 50, 8, 3), neighboursOf(100, 0, 8, 3), neighboursOf(100, 99, 8, 3), neighboursOf(3, 1, 8, 3)])
      .toEqual([[47, 48, 49, 50, 51, 52, 53, 54], [0, 1, 2, 3, 4, 5, 6, 7], [92, 93, 94, 95, 96, 97, 98, 99], [0, 1, 2]]);
  });
  it('are shown so large that the arcs about the widest fit inside the letters', () => {
    const reachOf = (...radii: readonly number[]): number => sectionReach([{ wall: radii }]);
    expect([reachOf(1), reachOf(2.5, 2.5), reachOf(2, 3), reachOf(9), sectionReach([{ wall: [2] }, { wall: [2.8] }])]).toEqual([3.4, 5.125, 5.125, 6, 2.8 * 2.05]);
  });
});

describe('the section that is read next', () => {
  const next = (contents: readonly EntryContent[], from: number, isBlind: boolean) =>
    nextSection(measuresOf(contents, isBlind ? 2 : 1), laidOn(contents), mm(from), isBlind);
  it('is one on which much hangs, with the reason', () => {
    expect(next([], 0, false)).toEqual({ at: 30, reason: 'maximum-arc' });
    expect(next([review(30)], 30, false)).toEqual({ at: 32, reason: 'full-moon-end' });
  });
  it('is the next that the first reader has read, without a reason, for who reads blind', () => {
    const first = [review(30), review(26), review(40)];
    expect([next(first, 26, true), next(first, 40, true), next([...first, review(30, { reading: 2, arcs: [] })], 26, true)])
      .toEqual([{ at: 30, reason: null }, { at: 26, reason: null }, { at: 40, reason: null }]);
    expect(next([], 26, true)).toBeNull();
  });
});

describe('the rims of an area', () => {
  const square = (from: number, to: number, isBack = false): Polygon => {
    const corners = [[from, from], [to, from], [to, to], [from, to]].map(([u = 0, v = 0]) => pointUv(u, v));
    return isBack ? corners.toReversed() : corners;
  };
  it('of one without a hole are its outline, closed', () => {
    expect(rimsOf(square(0, 2))).toEqual([[...square(0, 2), pointUv(0, 0)]]);
  });
  it('of one cut open to its hole leave the cut out', () => {
    const [a, b] = [square(0, 4), square(1, 2, true)];
    const hole = [...b.slice(3), ...b.slice(0, 3)];
    const cut: Polygon = [...a.slice(0, 1), ...hole, hole[0] ?? pointUv(0, 0), ...a];
    const length = (line: Polygon): number => line.reduce((sum, [u, v], n) => {
      const [x = u, y = v] = line[n - 1] ?? [];
      return sum + Math.hypot(u - x, v - y);
    }, 0);
    expect(rimsOf(cut).map(length).reduce((sum, each) => sum + each, 0)).toBeCloseTo(16 + 4, 9);
  });
});

describe('the histogram', () => {
  const histogram = { from: -100, width: 50, occlusion: [0, 4, 100, 0, 1], open: [0, 0, 0, 0, 0] } as unknown as Parameters<typeof histogramScale>[0];
  it('draws what occurs, rare values by their root', () => {
    const { bars, x, hu: back } = histogramScale(histogram, histogram.occlusion, 360, 10, 110);
    expect(bars.map(({ from, height }) => [from, Math.round(height)])).toEqual([[-50, 20], [0, 100], [100, 10]]);
    expect(Math.round(back(x(300)))).toBe(300);
  });
  it('is empty for none, and still has its scale', () => {
    const { bars, domain } = histogramScale(histogram, histogram.open, 360, 10, 110);
    expect([bars, domain]).toEqual([[], [-200, 1500]]);
  });
});

describe('the rule of the threshold', () => {
  const contrast = { lumenMeanHu: 427, lumenSdHu: 15 } as unknown as Parameters<typeof ruleHu>[0];
  it('is named with what it rests on', () => {
    expect([ruleHu(contrast, 'open'), ruleHu(contrast, 'occlusion'), ruleHu({ lumenMeanHu: null, lumenSdHu: null }, 'open')]).toEqual([472, 300, 350]);
    expect(ruleWords(contrast, 'open')).toBe('greater of 350 and contrast 427 + 3 × 15 HU');
  });
  it('warns of contrast as bright as calcium, from above 550 HU', () => {
    const at = (lumenMeanHu: number) => contrastCaution({ lumenMeanHu } as unknown as Parameters<typeof contrastCaution>[0]);
    expect([at(549), at(550), at(551)].map((words) => words === null)).toEqual([true, true, false]);
  });
});

describe('who said what, and when', () => {
  const entries = kept([review(26), review(26, { reading: 2 }), { kind: 'contour', which: 'wall', at: place(30).plane.origin, outline: [] }]);
  it('is found by section and reading', () => {
    expect([readBy(entries, place(26), 1)?.at, readBy(entries, place(26), 2)?.at, readBy(entries, place(26.5), 1), contourBy(entries, place(30))?.author?.name, contourBy(entries, place(26))])
      .toEqual(['2026-11-28T20:00:00.000Z', '2026-11-28T20:00:01.000Z', null, 'Dr A', null]);
  });
  it('is told as a time today, else with its day', () => {
    const at = new Date(2026, 10, 28, 19, 40).toISOString();
    expect([whenWords(at, '2026-11-28'), whenWords(at, '2026-11-29')]).toEqual(['19:40', '2026-11-28 19:40']);
  });
  it('of what the measures hang on makes them stale', () => {
    expect(staleWords(entries, '')).toMatch(/^stale: contour changed /);
    expect(staleWords(kept([review(26)]), '')).toBe('stale');
  });
});

it('the ruler as a drawing stands alone, and says whose it is', () => {
  const { svg, height } = rulerDrawing({
    width: 800, height: 400, svg: '<svg width="800" height="400"/>', pictures: [{ href: 'data:image/png;base64,AA', x: 100, y: 3, width: 600, height: 80 }],
    head: ['Müller & Söhne <x>'], foot: ['12.5 px to a millimetre'],
  });
  expect(svg).toContain('Müller &amp; Söhne &lt;x&gt;');
  expect(svg).toContain('12.5 px to a millimetre');
  expect(svg).not.toMatch(/href="(?!data:)/);
  expect(height).toBeGreaterThan(400);
  expect(rulerDrawing({ width: 800, height: 400, svg: '', pictures: [], head: [], foot: [] }).svg).not.toContain('<text');
});

describe('a small picture that has changed in a part', () => {
  const grid = (values: readonly number[]) => ({
    values: Int16Array.from(values), size: [6, 2], spacing: [0.5, 1], origin: [10, 0],
  }) as unknown as Parameters<typeof changedColumns>[0];
  const before = grid([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  it('is told by its columns, or as another one', () => {
    expect(changedColumns(before, grid([1, 2, 0, 4, 5, 6, 7, 8, 9, 10, 0, 12]))).toEqual([2, 5]);
    expect(changedColumns(before, grid([...before.values]))).toBeNull();
    expect(changedColumns(before, { ...before, size: [3, 4] } as unknown as typeof before)).toBeUndefined();
    expect(changedColumns(before, { ...before, origin: [9, 0] } as unknown as typeof before)).toBeUndefined();
  });
  it.each([3, 6, 17, 60])('is painted anew on every pixel that is mixed of one of them, on %d pixels', (width) => {
    // From the first column's middle to the last one's.
    const [middle, across] = [11.25, 2.5];
    const columnAt = (pixel: number): number => (middle + ((pixel + 0.5) / width - 0.5) * across - 10) / 0.5;
    for (const columns of [[0, 1], [2, 3], [3, 5], [5, 6], [0, 6]] as const) {
      const [first, end] = pixelsOf(columns, before, middle, across, width);
      const mixed = Array.from({ length: width }, (_, pixel) => pixel).filter((pixel) => columnAt(pixel) > columns[0] - 1 && columnAt(pixel) < columns[1]);
      expect(mixed.every((pixel) => pixel >= first && pixel < end)).toBe(true);
      // No more than the columns beside them, and what rounding may take.
      expect(end - first).toBeLessThanOrEqual(mixed.length + 4);
      expect(first >= 0 && end <= width).toBe(true);
    }
  });
});
