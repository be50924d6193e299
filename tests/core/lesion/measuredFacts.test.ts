import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCaseFacts } from '../../../core/contract/caseFacts.ts';
import { type CaseFacts, factAt } from '../../../core/lesion/caseFacts.ts';
import { lesionMeasures, type LaidOver } from '../../../core/lesion/lesionMeasures.ts';
import { confirmed, measuredFacts, scorable } from '../../../core/lesion/measuredFacts.ts';
import { capsOnPath, occlusionMeasures } from '../../../core/lesion/occlusion.ts';
import { sectionsToReview } from '../../../core/lesion/sectionsToReview.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { occlusionTruth } from '../../../core/phantom/truth.ts';
import { crossSections } from '../../../core/section/section.ts';
import { mm } from '../../../core/units.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';
import { arcVessel, finished, scene, traced } from '../centreline/scene.ts';
import { calcified, plainFindings, straight } from './plainFindings.ts';

const vessel = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0), evenDeposit(31, 33, 120, 0.8, 90)],
  occlusion: { fromMm: 22, toMm: 34, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 85 } });
const volume = scene(vessel);
const at = (abscissa: number) => courseAt(vessel.course, abscissa);
const tracing = traced(volume, [at(2), at(54)]);
if (!tracing.ok) throw new Error(tracing.failure.code);
const { centreline } = tracing.value;
const caps = capsOnPath(centreline, { proximal: at(23), distal: at(33) });
if (!caps.ok) throw new Error(caps.failure.code);
const sections = crossSections(volume, centreline);
const first = finished(occlusionMeasures(volume.grid, {
  centreline, sections, caps: caps.value, threshold: { openHu: null, occlusionHu: null }, seriesUid: null, surroundings: null,
}));
if (!first.ok) throw new Error(first.failure.code);
const { value: measured } = first;

describe('facts of a measured vessel', () => {
  const surroundings = { branches: { branches: [], by: 'branches/1' }, ostium: { state: 'found', abscissa: mm(0) } } as const;
  const factsOf = (laidOver: LaidOver, around: typeof surroundings | null = surroundings) => {
    const measures = lesionMeasures({ ...measured.findings, seriesUid: '1.2.3', surroundings: around }, laidOver);
    if (!measures.ok) throw new Error('not measured');
    return measuredFacts(measures.value);
  };
  const facts = factsOf({ target: 'RCA' });
  const truth = occlusionTruth(vessel);
  it('carry origin, threshold and range, and are proposed until somebody confirms them', () => {
    expect(facts.origins['ctCalcium.maxArcDeg']).toEqual({ by: measured.by, seriesUid: '1.2.3',
      threshold: { openHu: measured.findings.threshold.openHu, occlusionHu: 300, method: 'lumen-adaptive' } });
    expect(facts.origins['occlusionLengthMm.ct']).toMatchObject({ threshold: null });
    expect(new Set(Object.values(facts.reviews).map(({ state }) => state))).toEqual(new Set(['proposed']));
    expect(confirmed(facts, 'stump', 'Dr A', '2026-01-02T03:04:05Z').reviews.stump).toEqual({ state: 'confirmed', by: 'Dr A', at: '2026-01-02T03:04:05Z' });
    expect(confirmed(facts, 'ageYears', 'Dr A', '2026-01-02T03:04:05Z')).toEqual(facts);
    const { start, end, summary } = measured;
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

const along = straight(60);

it('a figure of calcium lies in its range and in the occlusion, wherever between two sections a cap lies', () => {
  const arcs = fc.array(fc.constantFrom(0, 40, 120, 200, 300, 360), { minLength: 121, maxLength: 121 });
  fc.assert(fc.property(fc.double({ min: 20, max: 21, noNaN: true }), fc.double({ min: 0.02, max: 8, noNaN: true }), arcs, (start, length, values) => {
    const of = (at: number) => {
      const arc = values[Math.round(at / 0.5)] ?? 0;
      return arc === 0 ? {} : calcified(arc, arc / 4);
    };
    const measures = lesionMeasures(plainFindings(along, [start, start + length], of), {});
    if (!measures.ok) throw new Error(measures.failure.code);
    const found = measuredFacts(measures.value);
    for (const path of ['ctCalcium.maxArcDeg', 'ctCalcium.maxCsaPercent', 'ctCalcium.lengthPercent'] as const) {
      const [fact, range, place] = [found.facts[path], found.ranges[path] ?? [NaN, NaN], found.places[path]];
      if (fact?.state !== 'measured') throw new Error(path);
      expect(Number(fact.value)).toBeGreaterThanOrEqual(range[0] - 1e-9);
      expect(Number(fact.value)).toBeLessThanOrEqual(range[1] + 1e-9);
      if (place != null) expect([place >= 0, place <= length + 0.05]).toEqual([true, true]);
    }
    const { summary } = measures.value;
    const review = sectionsToReview(measures.value);
    // The section that gave the greatest arc is the one that a reader is sent to.
    expect(summary.maxArcAt === null || review.some(({ abscissa }) => abscissa === summary.maxArcAt)).toBe(true);
    expect(readCaseFacts(JSON.parse(JSON.stringify(scorable(found)))).ok).toBe(true);
  }), { numRuns: 200 });
});
