import { describe, expect, it } from 'vitest';
import { planContentSchema } from '../../../core/contract/plans.ts';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { stepsOf } from '../../../core/plan/plan.ts';
import { planObjections } from '../../../core/plan/planObjections.ts';
import { suggestedPlan } from '../../../core/plan/suggestedPlan.ts';
import { STEP_FORMS } from '../../../core/plan/suggestedSteps.ts';
import { EQUIPMENT } from '../../../core/strategy/equipmentItems.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';
import { RULES, ruleOf } from '../../../core/strategy/rules.ts';

/** A calcified, long right coronary artery. */
const HARD: CaseFacts = {
  vessel: 'RCA', stump: 'blunt', proximalCapCalcified: true, occlusionLengthMm: { ct: 31.4 }, bendInOcclusionDeg: { ct: 50 },
  ctCalcium: { maxArcDeg: 360, maxCsaPercent: 100 }, egfr: 66, proximalReferenceMm: 3.3, distalReferenceMm: 2.5,
  collaterals: { interventional: true },
};
const rules = (facts: CaseFacts, letter: string): readonly string[] =>
  stepsOf(suggestedPlan(facts)).filter(({ label }) => label.startsWith(letter)).flatMap(({ step }) => step.because);

describe('the suggested plan', () => {
  it('begins intraplaque, climbs the ladders of the review in their order, and ends with the stent', () => {
    expect(rules(HARD, 'A')).toEqual(['S080', 'S082', 'S071', 'S072', 'S073', 'S074', 'S077', 'S079', 'S083']);
    expect(rules(HARD, 'B')).toEqual(['S102', 'S103', 'S104', 'S105', 'S106', 'S107', 'S108']);
    expect(rules(HARD, 'C')).toEqual(['S121', 'S122', 'S123', 'S134']);
  });

  it('leaves out what does not hold, and what waits for a fact', () => {
    expect(rules({ ...HARD, collaterals: { interventional: false } }, 'A')).not.toContain('S079');
    expect(rules({ ...HARD, collaterals: { interventional: null } }, 'A')).not.toContain('S079');
    expect(rules({ ...HARD, occlusionLengthMm: { ct: 10 }, bendInOcclusionDeg: { ct: 10 } }, 'A')).not.toContain('S083');
    expect(rules({ ...HARD, ivlDeliverable: true }, 'C')).toContain('S124');
    expect(rules(HARD, 'C')).not.toContain('S124');
  });

  it('suggests without a single fact what needs none', () => {
    expect(rules({}, 'A')).toContain('S080');
    expect(stepsOf(suggestedPlan({})).length).toBeGreaterThan(10);
    expect(suggestedPlan({}).budget.contrastMl).toBeNull();
  });

  it('takes sizes from the references: the smaller for a balloon that goes everywhere', () => {
    const sizes = (facts: CaseFacts): readonly unknown[] => stepsOf(suggestedPlan(facts)).flatMap(({ step: { act } }) =>
      (act?.do === 'dilate' ? [[act.balloon.kind, act.balloon.diameterMm]] : []));
    expect(sizes(HARD)).toEqual([['SC', 3.25], ['SC', 1.2], ['BAM', 1.25], ['NC', 2.5], ['NC', 2.25], ['OPN', undefined]]);
    expect(sizes({ ...HARD, distalReferenceMm: null })).toContainEqual(['NC', 3.25]);
    expect(sizes({})).toContainEqual(['NC', undefined]);
  });

  it('breaks no gate of the review by itself', () => {
    for (const facts of [HARD, {}, { ...HARD, plannedTrack: 'intraplaque' as const }])
      expect(planObjections(suggestedPlan(facts), facts).filter(({ standing }) => standing === 'blocks' || standing === 'asks')).toEqual([]);
  });

  it('is one that the contract takes, each step under a name of its own', () => {
    for (const facts of [HARD, {}]) {
      const plan = suggestedPlan(facts);
      expect(planContentSchema.safeParse(plan).error).toBeUndefined();
      const ids = stepsOf(plan).map(({ step }) => step.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('has a step for every rung of the ladders, of rules and devices that there are', () => {
    for (const { id, rung } of RULES) if (rung !== undefined) expect(STEP_FORMS[id], id).toBeDefined();
    for (const [id, form] of Object.entries(STEP_FORMS)) {
      expect(ruleOf(id), id).toBeDefined();
      for (const [item] of form?.items ?? []) expect(EQUIPMENT).toHaveProperty(item);
    }
  });
});

describe('the proposed limits', () => {
  it.each([[66, 190], [100, 300], [20, 60], [3.4, 10], [3, null]])('of contrast at an eGFR of %d: %s ml', (egfr, most) => {
    expect(suggestedPlan({ egfr }).budget.contrastMl).toBe(most);
  });

  it('follow the ratio that the site has set', () => {
    const parameters = { ...STANDARD_PARAMETERS, limitedContrastRatio: 2 };
    expect(suggestedPlan({ egfr: 100 }, { parameters }).budget.contrastMl).toBe(200);
  });
});
