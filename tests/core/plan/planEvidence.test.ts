import { expect, it } from 'vitest';
import { CALCIUM_BY } from '../../../core/calcium/profile.ts';
import type { FoundThen } from '../../../core/calcium/review.ts';
import { planEvidenceSchema } from '../../../core/contract/plans.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { knownFacts, scorableFacts } from '../../../core/lesion/knownFacts.ts';
import { lesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { measuredFacts } from '../../../core/lesion/measuredFacts.ts';
import { vesselWork } from '../../../core/lesion/vesselWork.ts';
import { planEvidence, sealedLesion, type EvidenceSources } from '../../../core/plan/planEvidence.ts';
import { planStanding } from '../../../core/plan/planStanding.ts';
import { calciumSections, jCtoOf, reachOf } from '../../../core/plan/sealedPlan.ts';
import { entriesOfWork, isAsSealed } from '../../../core/plan/sealedWork.ts';
import { suggestedPlan } from '../../../core/plan/suggestedPlan.ts';
import { measuresOf } from '../../../core/report/planSections.ts';
import { rulerFigure } from '../../../core/report/rulerFigure.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { spanOf } from '../../../core/scores/scoresRead.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';
import { deg, hu, mm, mm2 } from '../../../core/units.ts';
import { calcified, kept, plainFindings, series, straight, vessel } from '../lesion/plainFindings.ts';

/** An occlusion from 30 to 60 mm, a full moon from 40 to 45, of which the section at 42 was read. */
function sources(reviewedAt: readonly number[] = [], found: FoundThen | null = null): EvidenceSources {
  const findings = plainFindings(straight(90), [30, 60], (at) => (at >= 40 && at <= 45 ? calcified(360, 100, 'full-moon') : {}));
  const measures = lesionMeasures(findings, {
    reviews: reviewedAt.map((at) => ({ abscissa: mm(at), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found, by: 'Dr A', at: '2026-11-29T10:00:00.000Z' })),
  });
  if (!measures.ok) throw new Error(measures.failure.code);
  const known = knownFacts({ measured: measuredFacts(measures.value), entries: [], vessel, header: {}, ivus: {} });
  return {
    name: 'Middle RCA, CTO 30.0 mm', vessel, frameOfReferenceUid: '1.2', measures: measures.value, entries: [], known,
    scores: scoreCard(scorableFacts(known, {})).scores, parameters: STANDARD_PARAMETERS,
  };
}

it('seals the lesion as it lies in the patient and along the vessel, from its proximal cap', () => {
  const { lesion } = planEvidence(sources([42]));
  expect(lesion).toMatchObject({ name: 'Middle RCA, CTO 30.0 mm', length: 30, proximalCap: [30, 0, 0], distalCap: [60, 0, 0] });
  expect(lesion?.sections.at(0)?.at).toBe(-10);
  expect(lesion?.sections.at(-1)?.at).toBe(40);
  const moons = lesion?.sections.filter(({ isFullMoon }) => isFullMoon).map(({ at }) => at) ?? [];
  expect([moons[0], moons.at(-1)]).toEqual([10, 15]);
  expect(lesion?.sections.filter(({ state }) => state !== 'proposed').map(({ at, state }) => [at, state])).toEqual([[12, 'confirmed']]);
  expect(lesion?.course).toHaveLength(91);
  expect(lesion?.course.at(-1)).toEqual([90, 0, 0]);
});

it('seals a section that has changed since it was confirmed as one that nobody stands by, and counts it as open', () => {
  const standing = (arc: number) => {
    const evidence = planEvidence(sources([42], { arc: deg(arc), share: 100, vesselArea: mm2(12.5) }));
    const state = evidence.lesion?.sections.find(({ at }) => at === 12)?.state;
    return [state, planStanding(suggestedPlan({}), evidence).open.find((words) => words.endsWith('not confirmed'))];
  };
  expect([standing(360), standing(340)]).toEqual([['confirmed', '60 sections not confirmed'], ['proposed', '61 sections not confirmed']]);
});

it('seals facts with how they stand, leaves out what is not known, and is what the contract takes', () => {
  const evidence = planEvidence(sources());
  expect(planEvidenceSchema.safeParse(JSON.parse(JSON.stringify(evidence))).error).toBeUndefined();
  expect(evidence.facts.every(({ value }) => value !== null)).toBe(true);
  expect(evidence.facts.find(({ path }) => path === 'occlusionLengthMm.ct')).toMatchObject({ value: 30, state: 'proposed', source: 'CT' });
  const jCto = evidence.scores.find(({ id }) => id === 'j-cto-ct');
  expect(jCto?.isProvisional).toBe(true);
});

it('a plan that rests on facts confirmed as an older algorithm measured them has that as an open point', () => {
  const base = sources();
  if (base.measures === null) throw new Error('nothing is measured');
  const said = (path: 'occlusionLengthMm.ct' | 'ctCalcium.maxArcDeg', value: number, by: string) =>
    ({ kind: 'fact', path, value, source: 'confirmed', by, range: null, note: null }) as const;
  const open = (by: string) => {
    const entries = kept([said('occlusionLengthMm.ct', 30, by), said('ctCalcium.maxArcDeg', 200, by)]);
    const known = knownFacts({ measured: measuredFacts(base.measures as NonNullable<typeof base.measures>), entries, vessel, header: {}, ivus: {} });
    return planStanding(suggestedPlan({}), planEvidence({ ...base, known })).open.filter((words) => words.includes('calcium/'));
  };
  expect([open('calcium/1'), open(CALCIUM_BY)]).toEqual([[`2 facts confirmed as measured by calcium/1; today’s is ${CALCIUM_BY}`], []]);
});

it('is what the contract takes of a long vessel, too, which the scan cuts off in many places', () => {
  const findings = plainFindings(straight(220), [10, 210], (at) => (at % 4.5 < 1 ? { peak: hu(1600) } : {}));
  const measures = lesionMeasures(findings, {});
  if (!measures.ok) throw new Error(measures.failure.code);
  const evidence = planEvidence({ ...sources(), measures: measures.value });
  const cautions = evidence.lesion?.cautions ?? [];
  const named = '−10.0 to −9.3, −5.8 to −4.8, −1.3 to −0.3, 3.3 to 4.3, 7.8 to 8.8 mm from the proximal cap, and 44 more';
  expect(cautions.filter((words) => words.includes(`(${named}). It is counted as calcium`))).toHaveLength(2);
  expect(cautions.filter(({ length }) => length > 600)).toEqual([]);
  const signed = { ...evidence, openPoints: planStanding(suggestedPlan({}), evidence).open };
  expect(planEvidenceSchema.safeParse(JSON.parse(JSON.stringify(signed))).error).toBeUndefined();
});

it('without measures it says so: no lesion, and the standing names it', () => {
  const bare = { ...sources(), measures: null, known: knownFacts({ measured: null, entries: [], vessel, header: {}, ivus: {} }) };
  const evidence = planEvidence({ ...bare, scores: [] });
  expect([evidence.lesion, evidence.facts]).toEqual([null, []]);
  expect(planStanding(suggestedPlan({}), evidence).open).toContain('no lesion is measured');
});

it('a rule that only the room can answer is no open point of a plan', () => {
  const { open } = planStanding(suggestedPlan({}), planEvidence(sources()));
  const waiting = open.find((words) => words.includes('of the review'));
  expect(Number.parseInt(waiting ?? '0', 10)).toBeLessThan(60);
});

it('seals what the sections follow from, in the order in which it was last changed, and no second reading', () => {
  const at = pointLps(42, 0, 0);
  const reviewed = { kind: 'review', at, arcs: null, areas: null, isFullMoon: false, found: null } as const;
  const cap = { kind: 'cap', which: 'proximal', at } as const;
  const path = { kind: 'path', series, frameOfReferenceUid: null, points: [at], target: null, segment: null } as const;
  const entries = kept([
    { ...reviewed, reading: 1 }, { ...reviewed, reading: 2 }, { ...reviewed, reading: 'draft' }, path, cap, { kind: 'branch', at, diameter: null, isThere: true },
  ]).map((one, n) => ({ ...one, changedAt: `2026-11-29T10:00:0${9 - n}.000Z` }));
  const { lesion } = planEvidence({ ...sources(), entries });
  expect(lesion?.work).toEqual([cap, path, { ...reviewed, reading: 1 }]);
  const again = entriesOfWork(lesion?.work ?? [], vessel, '2026-11-29T11:00:00.000Z');
  expect(vesselWork(again, vessel)).toEqual(vesselWork(entries, vessel));
  // A version that has such a draft carries it nowhere.
  expect(entriesOfWork([{ ...reviewed, reading: 'draft' }, cap], vessel, '2026-11-29T11:00:00.000Z').map(({ content }) => content)).toEqual([cap]);
});

it('seals how far a score reaches where what it reads may lie on the other side of an edge, as the lesion station shows it', () => {
  // 19 mm, surely under 20 mm or not: J-CTO gives a point for 20 mm.
  const scoresOf = (range: readonly [number, number]) => scoreCard({
    occlusionLengthMm: { ct: 19 }, stump: 'tapered', bendInOcclusionDeg: { ct: 10 }, priorFailedAttempt: false,
    ctCalcium: { maxCsaPercent: 10, maxArcDeg: 30 }, ranges: { 'occlusionLengthMm.ct': range },
  }).scores;
  for (const range of [[17, 21], [18.5, 19.5]] as const) {
    const scores = scoresOf(range);
    const evidence = planEvidence({ ...sources(), scores });
    expect(planEvidenceSchema.safeParse(JSON.parse(JSON.stringify(evidence))).error).toBeUndefined();
    const sealed = new Map(evidence.scores.map((one) => [one.id, one]));
    for (const score of scores.filter(({ applicable }) => applicable)) {
      const { min, max } = spanOf(score);
      expect([score.id, sealed.get(score.id)?.span]).toEqual([score.id, [min, max]]);
    }
    const reaching = evidence.scores.filter(({ least, most, span }) => span?.[0] !== least || span[1] !== most).length;
    expect(reaching > 0).toBe(range[1] > 20);
  }
});

it('opens what was sealed before spans were, and refuses a span that does not hold the points', () => {
  const evidence = planEvidence(sources());
  const [score] = evidence.scores;
  if (score === undefined) throw new Error('no score');
  const { span: _, ...old } = score;
  const opens = (one: object): boolean => planEvidenceSchema.safeParse({ ...evidence, scores: [one] }).success;
  expect([opens(old), opens({ ...old, span: [old.least, old.most] }), opens({ ...old, span: [old.least + 1, old.most + 1] })]).toEqual([true, true, false]);
  expect([reachOf({ least: 2, most: 2 }), reachOf({ least: 2, most: 2, span: [1, 3] })]).toEqual([{ least: 2, most: 2 }, { least: 1, most: 3 }]);
  expect(jCtoOf({ ...evidence, scores: [{ ...old, id: 'j-cto', least: 2, most: 2, span: [1, 3] }] })).toEqual({ least: 1, most: 3 });
});

it('seals how long each window surely is', () => {
  const { measures } = sources();
  const { lesion } = planEvidence(sources());
  expect(lesion?.sureLengths).toEqual(measures?.windows.map(({ sureLength }) => sureLength));
  expect(lesion?.sureLengths?.length).toBeGreaterThan(0);
  if (lesion === null) throw new Error('no lesion');
  const { sureLengths: _, ...old } = lesion;
  const shorter = { ...lesion, sureLengths: lesion.sureLengths?.map((sure) => mm(sure - 0.1)) ?? [] };
  expect([isAsSealed(old, lesion), isAsSealed(lesion, lesion), isAsSealed(lesion, shorter)]).toEqual([true, true, false]);
});

it('prints and reports no calcium of a stent, and shows it as one', () => {
  const findings = plainFindings(straight(90), [30, 60], (at) => (at >= 40 && at <= 45 ? calcified(360, 100, 'full-moon') : at === 50 ? calcified(90, 20) : {}));
  const measures = lesionMeasures(findings, { stents: [[mm(39), mm(46)]] });
  if (!measures.ok) throw new Error(measures.failure.code);
  const { lesion } = planEvidence({ ...sources(), measures: measures.value });
  if (lesion === null) throw new Error('no lesion');
  expect(planEvidenceSchema.shape.lesion.safeParse(JSON.parse(JSON.stringify(lesion))).error).toBeUndefined();
  expect(lesion.metal).toEqual([[8.75, 16.25]]);
  expect(Math.max(...calciumSections(lesion).map(({ arc }) => arc))).toBe(Number(measures.value.summary.maxArcDeg));
  expect(measuresOf(lesion).find(({ label }) => label === 'Widest calcium')).toMatchObject({ words: '90°', note: 'at 20.0 mm' });
  const drawn = rulerFigure(lesion, { width: 900, height: 150, letter: 8 }).primitives;
  expect(drawn.filter((one) => one.is === 'bar' && one.fill === 'moon')).toEqual([]);
  expect(drawn.flatMap((one) => (one.is === 'text' ? [one.words] : []))).toContain('stent');
  const { metal: _, ...old } = lesion;
  expect([isAsSealed(old, lesion), isAsSealed(lesion, lesion), isAsSealed({ ...lesion, metal: [] }, lesion)]).toEqual([true, true, false]);
});

it('tells the greatest calcium as the fact of the same plan does, wherever the caps lie', () => {
  for (const cap of [30, 30.1, 30.2, 30.3, 30.4]) {
    const findings = plainFindings(straight(90), [cap, cap + 20], (at) => (at === 30 || at === 50.5 ? calcified(300, 80) : calcified(100, 25)));
    const measures = lesionMeasures(findings, {});
    if (!measures.ok) throw new Error(measures.failure.code);
    const lesion = sealedLesion({ ...sources(), measures: measures.value });
    expect([cap, lesion === null ? null : Math.max(...calciumSections(lesion).map(({ arc }) => arc))]).toEqual([cap, Number(measures.value.summary.maxArcDeg)]);
  }
});

it('tells measures that were sealed from others, but not by who has confirmed them since', () => {
  const { lesion } = planEvidence(sources());
  if (lesion === null) throw new Error('no lesion');
  const moved = (by: number) => ({ ...lesion, sections: lesion.sections.map((one, n) => (n === 3 ? { ...one, arc: deg(one.arc + by) } : one)) });
  expect([lesion, moved(1e-7), planEvidence(sources([42])).lesion ?? lesion].map((one) => isAsSealed(lesion, one))).toEqual([true, true, true]);
  const others = [moved(1e-3), { ...lesion, length: mm(lesion.length + 0.01) }, { ...lesion, course: lesion.course.slice(1) }, { ...lesion, distalCap: pointLps(60, 0, 0.1) }];
  expect(others.map((one) => isAsSealed(lesion, one))).toEqual([false, false, false, false]);
});
