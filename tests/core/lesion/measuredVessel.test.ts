import { describe, expect, it } from 'vitest';
import { type CaseFacts, factAt } from '../../../core/lesion/caseFacts.ts';
import { lesionMeasures, type LaidOver } from '../../../core/lesion/lesionMeasures.ts';
import { confirmed, measuredFacts, scorable } from '../../../core/lesion/measuredFacts.ts';
import { measuredVessel, type MeasuredVessel, type VesselWork } from '../../../core/lesion/measuredVessel.ts';
import { thinned } from '../../../core/lesion/thinned.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { occlusionTruth } from '../../../core/phantom/truth.ts';
import { mm } from '../../../core/units.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';
import { arcVessel, scene, traced } from '../centreline/scene.ts';

const vessel = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0), evenDeposit(31, 33, 120, 0.8, 90)],
  occlusion: { fromMm: 22, toMm: 34, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 85 } });
const volume = scene(vessel);
const at = (abscissa: number) => courseAt(vessel.course, abscissa);
const tracing = traced(volume, [at(2), at(54)]);
const work: VesselWork | null = tracing.ok ? { centreline: tracing.value.centreline, caps: { proximal: at(23), distal: at(33) }, choices: {} } : null;
const measured = (chosen: Partial<VesselWork> = {}, known: MeasuredVessel | null = null): MeasuredVessel => {
  const found = work === null ? null : measuredVessel(volume, { ...work, ...chosen }, known);
  if (found === null || !found.ok) throw new Error('not measured');
  return found.value;
};
const first = measured();
const fresh = (of: MeasuredVessel) => ({ ...of, did: [] });

describe('a vessel measured again', () => {
  const cases: readonly (readonly [string, Partial<VesselWork>, readonly string[]])[] = [
    ['with nothing changed', {}, []],
    ['with another threshold', { choices: { threshold: { openHu: null, occlusionHu: 420 } } }, ['measures']],
    ['with a stent', { choices: { stents: [[mm(26), mm(28)]] } }, ['measures']],
    ['with its first cap moved', { caps: { proximal: at(21), distal: at(33) } }, ['look', 'measures']],
    ['with its last cap moved', { caps: { proximal: at(23), distal: at(35) } }, ['look', 'measures']],
  ];
  it.each(cases)('%s does only what hangs on it, and gives what it gives from the start', (_, chosen, did) => {
    const again = measured({ ...(work === null ? {} : { choices: work.choices }), ...chosen }, first);
    expect(again.did).toEqual(did);
    expect(fresh(again)).toEqual(fresh(measured(chosen)));
    expect(again.sections).toBe(first.sections);
  });
  it('on another path does everything', () => {
    const other = traced(volume, [at(3), at(53)]);
    const centreline = other.ok ? other.value.centreline : first.work.centreline;
    const again = measured({ centreline }, first);
    expect(again.did).toEqual(['sections', 'look', 'measures']);
    expect(fresh(again)).toEqual(fresh(measured({ centreline })));
  });
});

describe('caps', () => {
  const free = { proximal: at(20), distal: at(36) };
  const abscissae = ({ look }: MeasuredVessel) => [look.proximalCap.abscissa, look.distalCap.abscissa];
  const own = (where: number) => footOnLine((work?.centreline.points ?? []).map((point) => point.at), at(where))?.abscissa ?? NaN;

  it('are moved to where contrast ends, but for one that stays where the operator put it', () => {
    const [moved, stays, both] = [false, true, null].map((which) => measured({
      caps: free, ...(which === false ? {} : { stay: { proximal: true, distal: which === null } }),
    }));
    if (moved === undefined || stays === undefined || both === undefined) throw new Error('not measured');
    const [proximal = 0, distal = 0] = abscissae(moved);
    expect([Math.abs(proximal - own(22)), Math.abs(distal - own(34))].every((off) => off < 1)).toBe(true);
    expect(abscissae(stays)).toEqual([own(20), distal]);
    expect(abscissae(both)).toEqual([own(20), own(36)]);
    // What is seen of the end of contrast next to it is still told.
    expect(both.look.proximalCap).toEqual({ ...moved.look.proximalCap, abscissa: own(20) });
  });

  it('are looked for anew once one is let go', () => {
    const held = measured({ caps: free, stay: { proximal: true, distal: true } });
    expect(fresh(measured({ caps: free }, held))).toEqual(fresh(measured({ caps: free })));
  });
});

describe('a vessel measured on every second point', () => {
  const { centreline } = first.work;
  const half = thinned(centreline, 2);
  it('has half the sections, at abscissae of the whole one', () => {
    expect(half.points).toHaveLength(Math.ceil(centreline.points.length / 2));
    expect(half.points.every((point, n) => point === centreline.points[2 * n])).toBe(true);
    expect([half.step, half.length]).toEqual([2 * centreline.step, half.points.at(-1)?.abscissa]);
    expect(thinned(centreline, 1)).toEqual({ ...centreline, length: centreline.points.at(-1)?.abscissa });
  });
  it('measures nearly the same: what is looked at while a point is dragged', () => {
    const [fine, rough] = [first.measures, measured({ centreline: half }).measures];
    // Either cap lies between two sections: a rough step at both together, and a half for what the coarser rays blur.
    expect(Math.abs(rough.end - rough.start - fine.end + fine.start)).toBeLessThan(1.5);
    expect(Math.abs(rough.summary.maxArcDeg - fine.summary.maxArcDeg)).toBeLessThanOrEqual(12);
    expect(rough.summary.fullMoon).toBe(fine.summary.fullMoon);
    expect(Math.abs((rough.proximalReference?.diameter ?? NaN) - (fine.proximalReference?.diameter ?? NaN))).toBeLessThan(0.1);
  });
});

describe('facts of a measured vessel', () => {
  const surroundings = { branches: { branches: [], by: 'branches/1' }, ostium: { state: 'found', abscissa: mm(0) } } as const;
  const factsOf = (laidOver: LaidOver, around: typeof surroundings | null = surroundings) => {
    const measures = lesionMeasures({ ...first.findings, seriesUid: '1.2.3', surroundings: around }, laidOver);
    if (!measures.ok) throw new Error('not measured');
    return measuredFacts(measures.value);
  };
  const facts = factsOf({ target: 'RCA' });
  const truth = occlusionTruth(vessel);
  it('carry origin, threshold and range, and are proposed until somebody confirms them', () => {
    expect(facts.origins['ctCalcium.maxArcDeg']).toEqual({ by: first.measures.by, seriesUid: '1.2.3',
      threshold: { openHu: first.measures.findings.threshold.openHu, occlusionHu: 300, method: 'lumen-adaptive' } });
    expect(facts.origins['occlusionLengthMm.ct']).toMatchObject({ threshold: null });
    expect(new Set(Object.values(facts.reviews).map(({ state }) => state))).toEqual(new Set(['proposed']));
    expect(confirmed(facts, 'stump', 'Dr A', '2026-01-02T03:04:05Z').reviews.stump).toEqual({ state: 'confirmed', by: 'Dr A', at: '2026-01-02T03:04:05Z' });
    expect(confirmed(facts, 'ageYears', 'Dr A', '2026-01-02T03:04:05Z')).toEqual(facts);
    const { start, end, summary } = first.measures;
    expect(facts.places['ctCalcium.maxCsaPercent']).toBeCloseTo((summary.maxCsaAt ?? NaN) - start, 1);
    expect(facts.places['ctCalcium.maxArcDeg']).toBeLessThan(end - start);
    expect(scorable(facts).places).toEqual(facts.places);
    for (const [path, range] of Object.entries(facts.ranges)) {
      const value = factAt(scorable(facts), path as 'proximalReferenceMm');
      expect(range !== null && value !== null && value >= range[0] && value <= range[1], path).toBe(true);
    }
  });
  it('say what was measured', () => {
    const value = (path: keyof typeof facts.facts): unknown => {
      const fact = facts.facts[path];
      return fact === undefined || fact.state === 'unknown' ? null : fact.value;
    };
    expect({ cap: value('proximalCapCalcified'), stump: value('stump'), moon: value('ctCalcium.fullMoon'), branch: value('sideBranchAtProximalCap'),
      diseased: value('distalVessel.diseased'), way: value('proximalTortuosity') }).toEqual(
      { cap: false, stump: 'blunt', moon: true, branch: false, diseased: false, way: 'none' });
    expect(Math.abs(Number(value('occlusionLengthMm.ct')) - 12)).toBeLessThan(1);
    expect(Math.abs(Number(value('distalVessel.diameterMm')) - 3)).toBeLessThan(0.3);
  });
  it('are an unknown with its reason where nothing was looked for, never zero', () => {
    const bare = factsOf({}, null).facts;
    expect([bare.sideBranchAtProximalCap, bare.distalCapAtBifurcation, bare.proximalTortuosity].map((fact) => fact?.state)).toEqual(
      ['unknown', 'unknown', 'unknown']);
    expect(bare.vessel).toBeUndefined();
    const inStent = factsOf({ target: 'RCA', stents: [[mm(0), mm(60)]] });
    expect(inStent.facts['ctCalcium.maxArcDeg']).toEqual({ state: 'unknown', why: expect.stringContaining('metal') });
    expect([inStent.ranges['ctCalcium.maxArcDeg'], inStent.places]).toEqual([undefined, {}]);
    expect(inStent.facts.inStent).toMatchObject({ value: true });
  });
  it('score as the truth scores', () => {
    const ofTruth: CaseFacts = {
      vessel: 'RCA', ctDone: true, stump: 'blunt', proximalCapCalcified: false, sideBranchAtProximalCap: false, distalCapAtBifurcation: false,
      occlusionLengthMm: { ct: truth?.lengthMm ?? NaN }, bendInOcclusionDeg: { ct: truth?.bendDeg ?? NaN }, proximalTortuosity: 'none',
      ctCalcium: { maxArcDeg: 360, maxCsaPercent: 100, peripheralSevere: true, fullMoon: true, lengthPercent: 58, freeWindowsMm: [[22, 24.5]] },
      distalVessel: { diameterMm: 3, diseased: false, calciumArcDeg: 0 }, proximalReferenceMm: 3, distalReferenceMm: 3,
    };
    const { ranges: _, ...plain } = scorable(facts);
    const points = (of: CaseFacts) => scoreCard(of).scores.map(({ id, points: range }) => [id, range]);
    expect(points(plain)).toEqual(points(ofTruth));
  });
});
