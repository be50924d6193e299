import { describe, expect, it } from 'vitest';
import { mm, deg } from '../../../core/units.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { factsOf, planStanding } from '../../../core/plan/planStanding.ts';
import { isUnverified, type PlanEvidence, type SealedFact, type SealedLesion, type SealedSection } from '../../../core/plan/sealedPlan.ts';
import { adviceFor } from '../../../core/strategy/advice.ts';
import { atEdge } from '../../../core/strategy/atEdge.ts';
import { evidence, planOf, step, stop } from './planOf.ts';

const fact = (path: SealedFact['path'], value: SealedFact['value'], state: SealedFact['state'] = 'stated'): SealedFact =>
  ({ path, value, state, range: null, source: 'stated', by: null });
const section = (state: SealedSection['state']): SealedSection => ({ at: mm(1), arc: deg(90), sharePercent: 20, isFullMoon: false, state });
const lesion = (...states: readonly SealedSection['state'][]): SealedLesion => ({
  name: 'RCA mid, CTO 31.4 mm', vessel: 'ves_0000000000000001' as SealedLesion['vessel'], frameOfReferenceUid: null, length: mm(31.4),
  proximalCap: pointLps(0, 0, 0), distalCap: pointLps(0, 0, 31.4), course: [], sections: states.map(section), windows: [], algorithms: [], cautions: [],
});
const GOOD: PlanEvidence = evidence({ lesion: lesion('confirmed', 'edited') });

describe('the facts that a plan was decided on', () => {
  const ranged = (path: SealedFact['path'], value: number, range: readonly [number, number]): SealedFact => ({ ...fact(path, value, 'proposed'), range });

  it('keep the ranges of what was measured', () => {
    expect(factsOf({ facts: [ranged('occlusionLengthMm.ct', 19, [17, 21]), fact('egfr', 60)] })).toEqual({
      occlusionLengthMm: { ct: 19 }, egfr: 60, ranges: { 'occlusionLengthMm.ct': [17, 21] },
    });
    expect(factsOf({ facts: [fact('egfr', 60)] })).toEqual({ egfr: 60 });
  });

  it('are judged as the lesion station judges them: an edge within the range of what was measured is seen', () => {
    // A rule of the review turns at an occlusion of 20 mm.
    const edges = (range: readonly [number, number]): readonly string[] =>
      atEdge(factsOf({ facts: [fact('bendInOcclusionDeg.ct', 10), ranged('occlusionLengthMm.ct', 21, range)] })).map(({ fact: path }) => path);
    expect([edges([18.5, 23]), edges([20.5, 23])]).toEqual([['occlusionLengthMm.ct'], []]);
  });
});

describe('before a plan is signed', () => {
  it('an empty ladder stands in the way', () => {
    expect(planStanding(planOf({}), GOOD).blocking).toEqual(['The ladder has no step. Add one, or take the suggestion.']);
  });

  it('so does a rung in use without a stop rule, and no rung that is not in use', () => {
    const { rungs, ...rest } = planOf({ A: [step('a')], B: [step('b')] });
    const bare = { ...rest, rungs: rungs.map((rung) => ({ ...rung, stop: null })) };
    expect(planStanding(bare, GOOD).blocking).toEqual(['A and B have no stop rule. Say when to leave them.']);
    expect(planStanding(planOf({ A: [step('a')] }), GOOD)).toMatchObject({ blocking: [], done: expect.arrayContaining(['every rung in use has a stop rule']) });
  });

  it('so does a step that breaks a limit, by its label and the rule', () => {
    const high = step('x', { act: { do: 'dilate', balloon: { kind: 'NC', diameterMm: 2.5, pressureAtm: 31 } } });
    expect(planStanding(planOf({ C: [step('a'), high] }), GOOD).blocking[0]).toMatch(/^C2 breaks a safety limit \(S141\): /);
  });

  it('an override is open, not in the way; one that is missing is in the way', () => {
    const rota = step('x', { track: 'extraplaque', act: { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.25 } } });
    expect(planStanding(planOf({ C: [rota] }), GOOD).blocking[0]).toMatch(/^C1 needs a reason \(S143\): /);
    const kept = { ...rota, override: { rules: ['S143', 'S089'], reason: 'nothing else' } } as const;
    expect(planStanding(planOf({ C: [kept] }), GOOD)).toMatchObject({ blocking: [], open: expect.arrayContaining(['C1 kept against a safety gate, with a reason']) });
  });

  it('sections and facts that nobody confirmed are open, counted', () => {
    const { open } = planStanding(planOf({ A: [step('a')] }), evidence({
      lesion: lesion('proposed', 'confirmed', 'proposed'), facts: [fact('egfr', 60, 'proposed'), fact('ageYears', 71)],
    }));
    expect(open).toEqual(expect.arrayContaining(['2 sections not confirmed', '1 measured fact not confirmed']));
    expect(planStanding(planOf({ A: [step('a')] }), GOOD).done).toContain('every section is confirmed');
    expect(planStanding(planOf({ A: [step('a')] }), evidence()).open).toContain('no lesion is measured');
  });

  it('counts the sections of the occlusion that its calcium is told of: none beyond its caps, none of metal', () => {
    const inside = lesion('proposed', 'confirmed');
    const beyond = [section('proposed'), section('proposed')].map((one, n) => ({ ...one, at: mm(n === 0 ? -4 : 33) }));
    const stented = { ...section('proposed'), at: mm(20) };
    const standing = (states: SealedLesion) => planStanding(planOf({ A: [step('a')] }), evidence({ lesion: states }));
    expect(standing({ ...inside, sections: [...inside.sections, ...beyond, stented], metal: [[mm(18), mm(22)]] }).open).toContain('1 section not confirmed');
    const read = evidence({ lesion: { ...lesion('confirmed'), sections: [...lesion('confirmed').sections, ...beyond] } });
    expect([planStanding(planOf({ A: [step('a')] }), read).done.includes('every section is confirmed'), isUnverified(read)]).toEqual([true, false]);
  });

  it('a limit of contrast above what the eGFR allows is open; so is a stop rule that says another', () => {
    const points = (contrastMl: number | null, stopMl: number | null, facts: readonly SealedFact[] = [fact('egfr', 45)]): readonly string[] => {
      const plan = planOf({ A: [step('a')] }, { budget: { contrastMl, airKermaGy: 5, wireMinutes: 30, totalMinutes: 180 } });
      const rungs = plan.rungs.map((rung) => ({ ...rung, stop: stop({ contrastMl: stopMl }) }));
      return planStanding({ ...plan, rungs }, evidence({ facts })).open.filter((words) => words.includes('contrast'));
    };
    expect(points(2000, 130)).toEqual(['contrast limit 2000 ml is above 3 x eGFR 45 = 135 ml', 'A is left at contrast 130 ml, the contrast limit is 2000 ml']);
    expect([points(135, 135), points(136, null), points(2000, 2000, []), points(null, 130)])
      .toEqual([[], ['contrast limit 136 ml is above 3 x eGFR 45 = 135 ml'], [], ['no limit of contrast']]);
  });

  it('cautions of the measures are open points, word by word; so is what changed since it was confirmed', () => {
    const { open } = planStanding(planOf({ A: [step('a')] }), evidence({
      lesion: { ...lesion('confirmed'), cautions: ['The lumen is very bright.'] }, facts: [fact('egfr', 60, 'changed')],
    }));
    expect(open).toEqual(expect.arrayContaining(['The lumen is very bright.', '1 fact changed since it was confirmed']));
  });

  it('what only the procedure shows is open', () => {
    const rota = step('x', { act: { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.25 } } });
    expect(planStanding(planOf({ B: [rota] }), GOOD).open).toContain('B1 hangs on what only the procedure will show');
  });

  it('rules that the desk can settle are open, counted; those that wait for the room are not', () => {
    const waiting = (...facts: readonly SealedFact[]): number =>
      Number(/^(\d+) rules? of the review/.exec(planStanding(planOf({ A: [step('a')] }), evidence({ facts })).open.find((one) => one.includes('rule')) ?? '')?.[1] ?? 0);
    expect(waiting()).toBeGreaterThan(10);
    // Little calcium on CT settles the rules about severe calcium.
    expect(waiting(fact('ctCalcium.maxCsaPercent', 10), fact('ctCalcium.maxArcDeg', 40))).toBeLessThan(waiting());
    // Most rules wait for what happens in the room.
    expect(waiting()).toBeLessThan(adviceFor({ phase: 'planning' }).needs.length / 2);
  });

  it('the facts are read as the strategy reads them', () => {
    expect(factsOf({ facts: [fact('ctCalcium.maxArcDeg', 200), fact('ageYears', 71)] })).toMatchObject({ ageYears: 71, ctCalcium: { maxArcDeg: 200 } });
  });
});

describe('a plan is unverified', () => {
  it.each<[string, PlanEvidence, boolean]>([
    ['with a proposed section', evidence({ lesion: lesion('confirmed', 'proposed') }), true],
    ['with a proposed fact', evidence({ facts: [fact('egfr', 60, 'proposed')] }), true],
    ['with a fact that changed since it was confirmed', evidence({ facts: [fact('egfr', 60, 'changed')] }), true],
    ['with nothing that is proposed', evidence({ lesion: lesion('confirmed', 'edited'), facts: [fact('egfr', 60)] }), false],
  ])('%s', (_, one, is) => {
    expect(isUnverified(one)).toBe(is);
  });
});
