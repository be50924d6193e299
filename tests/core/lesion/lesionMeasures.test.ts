import { describe, expect, it } from 'vitest';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { isBranchAtCap, lesionBranches } from '../../../core/lesion/lesionBranches.ts';
import { type LaidOver, lesionMeasures, type LesionMeasures, NO_ZONES } from '../../../core/lesion/lesionMeasures.ts';
import { measuredFacts } from '../../../core/lesion/measuredFacts.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import type { SideBranch } from '../../../core/tree/sideBranches.ts';
import { deg, hu, mm, mm2 } from '../../../core/units.ts';
import { calcified, plainFindings, straight } from './plainFindings.ts';

const area = (diameterMm: number) => mm2((Math.PI / 4) * diameterMm ** 2);
/** Occluded from 20 to 40 of 70 mm; 120° from 25 to 30, full moon from 30 to 32, the lumen 2 mm wide from 55 on. */
const found = plainFindings(straight(70), [20, 40], (at) => ({
  ...(at >= 25 && at < 30 ? calcified(120, 30) : at >= 30 && at <= 32 ? calcified(360, 100, 'full-moon') : {}),
  ...(at >= 55 ? { lumenArea: area(2) } : {}),
}));
const measured = (laid: LaidOver = {}, findings: VesselFindings = found): LesionMeasures => {
  const measures = lesionMeasures(findings, laid);
  if (!measures.ok) throw new Error(measures.failure.code);
  return measures.value;
};
const branch = (at: number, diameter: number): SideBranch => ({
  ostium: pointLps(at, 1.5, 0), abscissa: mm(at), angle: deg(60), diameter: mm(diameter), direction: vectorLps(0, 1, 0), course: [],
});
const around = (branches: readonly SideBranch[], ostium: number | null = 0): VesselFindings['surroundings'] => ({
  branches: { branches, by: 'branches/1' },
  ostium: ostium === null ? { state: 'not found', why: 'The path does not begin in the aorta.' } : { state: 'found', abscissa: mm(ostium) },
});

describe('measures of plain findings', () => {
  it('survive the way over JSON: the renderer measures what the host would', () => {
    const findings = { ...found, surroundings: around([branch(18.5, 2)]) };
    const crossed: VesselFindings = JSON.parse(JSON.stringify(findings));
    expect(measured({ target: 'RCA' }, crossed)).toEqual(measured({ target: 'RCA' }, findings));
  });
  it('refuse caps that enclose nothing', () => {
    const at = (start: number, end: number) => lesionMeasures(plainFindings(straight(70), [start, end]));
    expect(at(30, 30)).toEqual({ ok: false, failure: { code: 'measure/caps-in-wrong-order', proximal: 30, distal: 30 } });
    expect(at(30, 29)).toMatchObject({ ok: false });
    expect(at(30, 30.1)).toMatchObject({ ok: true });
  });
  it('follow what is said of a section, and keep what was found beside it', () => {
    const review = { abscissa: mm(27), centre: pointUv(0, 0), arcs: [[deg(0), deg(200)]] as const, areas: null, isFullMoon: false, found: null, by: 'Dr A', at: '2026-01-02T03:04:05Z' };
    const none = { ...review, abscissa: mm(31), arcs: [], areas: [] };
    expect(measured().summary).toMatchObject({ maxArcDeg: 360, fullMoon: true });
    const { summary, sections } = measured({ reviews: [review, ...[30, 30.5, 31, 31.5, 32].map((at) => ({ ...none, abscissa: mm(at) }))] });
    expect(summary).toMatchObject({ maxArcDeg: 200, maxArcAt: 27, fullMoon: false });
    expect(sections[62]).toMatchObject({ arc: 0, automatic: { arc: 360 } });
  });
  it('take calcium that was only painted for calcium: its arc, no free window, no clean landing zone', () => {
    const ring = [0, 1].flatMap((side) => Array.from({ length: 121 }, (_, n) => {
      const [angle, radius] = [(2 * Math.PI * (side === 0 ? n : 120 - n)) / 120, side === 0 ? 2 : 1.5];
      return pointUv(radius * Math.cos(angle), radius * Math.sin(angle));
    }));
    const painted = [36, 45].map((at) => ({
      abscissa: mm(at), centre: pointUv(0, 0), arcs: null, areas: [ring], isFullMoon: false, found: null, by: 'Dr A', at: '2026-01-02T03:04:05Z',
    }));
    expect(measured()).toMatchObject({ summary: { freeWindows: [[20, 24.75], [32.25, 40]] }, landing: { maxArc: 0 } });
    const { summary, landing, sections } = measured({ reviews: painted });
    expect(sections[72]).toMatchObject({ arc: 360, arcRange: [340, 360], pattern: 'peripheral', automatic: { arc: 0, pattern: 'none' } });
    expect(summary.freeWindows).toEqual([[20, 24.75], [32.25, 35.75], [36.25, 40]]);
    expect(landing).toMatchObject({ maxArc: 360, maxArcRange: [340, 360], isDiseased: true, reentry: [{ stretch: [45.5, 60] }] });
  });
  it('name what was corrected by hand as such, and not what was only confirmed', () => {
    const review = { abscissa: mm(27), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found: null, by: 'Dr A', at: '2026-01-02T03:04:05Z' };
    const byOf = (chosen: Partial<typeof review>, path: 'ctCalcium.maxArcDeg' | 'occlusionLengthMm.ct' = 'ctCalcium.maxArcDeg') => {
      const { facts, origins } = measuredFacts(measured({ reviews: [{ ...review, ...chosen }] }));
      const fact = facts[path];
      return [fact?.state === 'measured' ? fact.by : null, origins[path]?.by];
    };
    expect(byOf({})).toEqual(['calcium/4', 'calcium/4']);
    expect(byOf({ isFullMoon: true })).toEqual(['calcium/4, corrected by hand', 'calcium/4, corrected by hand']);
    expect(byOf({ isFullMoon: true }, 'occlusionLengthMm.ct')).toEqual(['calcium/4', 'calcium/4']);
    expect(byOf({ isFullMoon: true, abscissa: mm(10) })).toEqual(['calcium/4', 'calcium/4']);
  });
  it('are never surer by a reader’s hand than he is: of full moon, and of windows', () => {
    const said = (at: number, chosen: object) =>
      ({ abscissa: mm(at), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found: null, by: 'Dr A', at: '2026-01-02T03:04:05Z', ...chosen });
    const corrected = measured({ reviews: [...[25, 25.5, 26, 26.5, 27, 27.5, 28, 28.5, 29, 29.5].map((at) => said(at, { arcs: [], areas: [] }))] });
    // Free from 20 on as before; surely only where nothing was found.
    expect(corrected.windows.find(({ stretch: [from] }) => from === 20)).toMatchObject({ length: 9.75, sureLength: 4.75 });
    const moon = measuredFacts(measured({ reviews: [said(27, { isFullMoon: true })] }, plainFindings(straight(70), [20, 40])));
    expect([moon.ranges['ctCalcium.maxArcDeg'], moon.ranges['ctCalcium.maxCsaPercent']]).toEqual([[340, 360], [90, 100]]);
  });
  it('leave a stated stent out of every figure', () => {
    expect(measured({ stents: [[mm(29.9), mm(32)]] })).toMatchObject({ metal: [[29.75, 32.25]], summary: { maxArcDeg: 120 } });
  });
});

describe('zones', () => {
  it('are the program’s where nobody chose', () => {
    const { proximalReference, distalReference, landing } = measured();
    expect(proximalReference).toEqual({ diameter: expect.closeTo(3, 9), stretch: [14.5, 19.5], isChosen: false });
    expect(distalReference).toEqual({ diameter: expect.closeTo(3, 9), stretch: [40.5, 45.5], isChosen: false });
    expect(landing).toMatchObject({ stretch: [40.5, 60], isChosen: false, leastDiameter: expect.closeTo(2, 9) });
  });
  it('are read where the operator chose', () => {
    const { distalReference, landing, remodelling, proximalReference } = measured({ zones: { ...NO_ZONES, distalReference: [mm(56), mm(60)], landing: [mm(42), mm(50)] } });
    expect(distalReference).toEqual({ diameter: expect.closeTo(2, 9), stretch: [56, 60], isChosen: true });
    expect(landing).toMatchObject({ stretch: [42, 50], isChosen: true, isDiseased: false });
    expect(remodelling?.byDiameter).toBeCloseTo(1, 9);
    expect(proximalReference?.isChosen).toBe(false);
  });
  it('say why where nothing is open in them', () => {
    const { distalReference, landing } = measured({ zones: { ...NO_ZONES, distalReference: [mm(25), mm(30)], landing: [mm(30), mm(36)] } });
    expect([distalReference, landing]).toEqual([null, { why: 'No open lumen is seen in the chosen landing zone.' }]);
    expect(measured({ zones: { ...NO_ZONES, landing: [mm(50), mm(53)] } }).landing).toEqual({ why: expect.stringContaining('Only 3.0 mm of open lumen were traced in the chosen landing zone') });
  });
  it('change remodelling where the wall of the chosen reference differs', () => {
    const wide = plainFindings(straight(70), [20, 40], (at) => (at >= 55 ? { vesselArea: area(6) } : {}));
    expect(measured({}, wide).remodelling?.byDiameter).toBeCloseTo(1, 9);
    expect(measured({ zones: { ...NO_ZONES, distalReference: [mm(56), mm(60)] } }, wide).remodelling?.byDiameter).toBeCloseTo(4 / 5, 9);
  });
});

describe('no open lumen before the occlusion', () => {
  it('is no reference, nor remodelling, rather than one of 0 mm', () => {
    const narrow = (diameterMm: number) => measured({}, plainFindings(straight(70), [20, 40], (at) => (at <= 20 ? { lumenArea: area(diameterMm) } : {})));
    expect(narrow(0.49).proximalReference).toBeNull();
    expect(narrow(0.49).warnings.map(({ code }) => code)).toContain('reference/no-proximal');
    expect(measuredFacts(narrow(0.49)).facts.proximalReferenceMm).toMatchObject({ state: 'unknown' });
    expect(measuredFacts(narrow(0.51)).ranges.proximalReferenceMm).toEqual([0.5, expect.closeTo(0.81, 9)]);
    const none = plainFindings(straight(70), [20, 40], (at) => (at <= 20 ? { lumenArea: null } : {}));
    expect(measured({}, none)).toMatchObject({ proximalReference: null, remodelling: null });
  });
  it('is what metal leaves', () => {
    const metalTo = (from: number) => measured({}, plainFindings(straight(70), [20, 40], (at) => (at >= from && at < 20 ? { peak: hu(3000), lumenArea: area(5) } : {})));
    expect(metalTo(10).proximalReference).toMatchObject({ diameter: expect.closeTo(3, 9), stretch: [8.5, 9.5] });
    const none = metalTo(0);
    expect([none.proximalReference, none.remodelling]).toEqual([null, null]);
    expect(none.warnings).toContainEqual({ code: 'reference/no-proximal', message: expect.stringContaining('clear of metal before') });
  });
  it('leaves nothing to judge where the cap lies before the ostium', () => {
    const capAt = (start: number) => measured({ target: 'RCA' }, { ...plainFindings(straight(70), [start, 40]), surroundings: around([], 4) });
    expect(capAt(4).tortuosity).toMatchObject({ from: 4, to: 4 });
    const before = capAt(3.5);
    expect([before.tortuosity, before.segment?.segments]).toEqual([null, []]);
    expect(measuredFacts(before).facts.proximalTortuosity).toEqual({ state: 'unknown', why: expect.stringContaining('before the ostium') });
  });
});

describe('side branches', () => {
  const there = (at: number, diameter: number | null, isThere = true) =>
    ({ at: pointLps(at, 2, 0), abscissa: mm(at), diameter: diameter === null ? null : mm(diameter), isThere });
  it('are those found, with those added and without those struck', () => {
    expect(lesionBranches([branch(10, 2), branch(30, 1)], [there(50, 1.8), there(29, null, false)])).toEqual([
      { ostium: [10, 1.5, 0], abscissa: 10, diameter: 2, angle: 60, isAdded: false },
      { ostium: [50, 2, 0], abscissa: 50, diameter: 1.8, angle: null, isAdded: true },
    ]);
  });
  it('take what is said of them from who said it, and the rest from what was found', () => {
    expect(lesionBranches([branch(10, 2)], [there(12, null)])).toEqual([{ ostium: [12, 2, 0], abscissa: 12, diameter: 2, angle: 60, isAdded: true }]);
    expect(lesionBranches([branch(10, 2)], [there(13.1, null)])).toHaveLength(2);
  });
  it('are not known where nobody looked and nobody said anything', () => {
    expect(lesionBranches(null, [])).toBeNull();
    expect(lesionBranches(null, [there(12, 2)])).toHaveLength(1);
  });
  it.each([[2, 22, true], [1.5, 22, false], [1.6, 23, true], [1.6, 23.1, false], [null, 22, null], [null, 24, false]] as const)(
    'of %s mm at %s mm is at a cap at 20 mm: %s', (diameter, at, is) => {
      expect(isBranchAtCap(lesionBranches(null, [there(at, diameter)]) ?? [], mm(20))).toBe(is);
    });
  it('at a cap without a diameter is an unknown fact that asks for it', () => {
    const facts = measuredFacts(measured({ branches: [there(21, null)] })).facts;
    expect(facts.sideBranchAtProximalCap).toEqual({ state: 'unknown', why: expect.stringContaining('say how wide it is') });
    expect(facts.distalCapAtBifurcation).toMatchObject({ state: 'measured', value: false });
  });
});

describe('what a vessel is called', () => {
  it('is proposed from its name and the way from the ostium', () => {
    const proposal = (laid: LaidOver, ostium: number | null = 2) => measured(laid, { ...found, surroundings: around([], ostium) }).segment;
    expect(proposal({ target: 'RCA' })).toMatchObject({ segments: [{ scct: '1' }], because: 'Judged on the distance alone: RCA, 18 mm from the aorta.' });
    expect(proposal({})).toMatchObject({ segments: [], because: 'Nobody has said which vessel this is.' });
    expect(proposal({ target: 'RCA' }, null)?.segments).toEqual([]);
    expect(measured({ target: 'RCA' }).segment).toBeNull();
  });
  it('of a graft is a graft: no segment, and its path ends at the anastomosis', () => {
    const occludedTo = (end: number) => measured({ target: 'graft' }, { ...plainFindings(straight(70), [20, end]), surroundings: around([]) });
    expect(occludedTo(40).segment).toMatchObject({ segments: [], because: expect.stringContaining('anastomosis') });
    expect(measuredFacts(occludedTo(40)).facts).toMatchObject({ vessel: { value: 'graft' }, distalCapAtBifurcation: { value: false } });
    expect(measuredFacts(occludedTo(66.9)).facts.distalCapAtBifurcation).toMatchObject({ value: false });
    expect(measuredFacts(occludedTo(67)).facts.distalCapAtBifurcation).toMatchObject({ value: true });
    expect(measuredFacts(occludedTo(67)).facts.distalReferenceMm).toMatchObject({ value: expect.closeTo(3, 9) });
  });
});

describe('contrast inside the occlusion', () => {
  /** Occluded from 20 to 40 mm, with contrast along the path between two abscissae. */
  const measuredWith = (from: number, to: number): LesionMeasures => {
    const findings = plainFindings(straight(60), [20, 40], (at) => (at >= 28 && at <= 31 ? calcified(360, 100, 'full-moon') : {}));
    const points = findings.centreline.points.map((point) => ({ ...point, isBridged: point.isBridged && (point.abscissa < from || point.abscissa > to) }));
    return measured({}, { ...findings, centreline: { ...findings.centreline, points } });
  };
  it.each([
    ['none', 70, 71, false], ['3 mm of it', 28, 30.5, false], ['more', 28, 31, true], ['at the caps alone', 20, 22, false],
  ] as const)('is said, for the path may have left the vessel: %s', (_, from, to, isSaid) => {
    const measures = measuredWith(from, to);
    expect(measures.warnings.some(({ code }) => code === 'path/contrast-inside')).toBe(isSaid);
    const { facts, ranges, places } = measuredFacts(measures);
    const calcium = [facts['ctCalcium.fullMoon'], facts['ctCalcium.maxArcDeg'], facts.proximalCapCalcified];
    expect(calcium.map((fact) => fact?.state)).toEqual(calcium.map(() => (isSaid ? 'unknown' : 'measured')));
    expect([ranges['ctCalcium.maxArcDeg'], places['ctCalcium.maxArcDeg']].map((one) => one === undefined)).toEqual([isSaid, isSaid]);
  });
  it('leaves calcium unknown with the reason, and all else as it is', () => {
    const { facts } = measuredFacts(measuredWith(28, 31));
    expect(facts['ctCalcium.maxCsaPercent']).toEqual({ state: 'unknown', why: 'Contrast fills 3.5 mm of the path inside the occlusion: calcium cannot be told from it.' });
    expect([facts['occlusionLengthMm.ct'], facts['distalVessel.diseased']].map((fact) => fact?.state)).toEqual(['measured', 'measured']);
  });
});
