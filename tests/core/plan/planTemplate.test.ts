import { describe, expect, it } from 'vitest';
import { templateFile, templateOfFile } from '../../../core/contract/templates.ts';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { MOST, stepsOf, type PlanContent, type PlannedStep, type RungLetter } from '../../../core/plan/plan.ts';
import { planObjections } from '../../../core/plan/planObjections.ts';
import { isEmptyTemplate, planWithTemplate, templateOf, type PlanTemplate } from '../../../core/plan/planTemplate.ts';
import { suggestedPlan } from '../../../core/plan/suggestedPlan.ts';
import { mm } from '../../../core/units.ts';
import { planContent } from '../../contract/fixtures/values.ts';
import { image, planOf, step, stop } from './planOf.ts';

const EMPTY = planOf({}, { budget: { contrastMl: null, airKermaGy: null, wireMinutes: null, totalMinutes: null }, keyImages: [] });
const dilated = (id: string, diameterMm: number | null, more: Partial<PlannedStep> = {}): PlannedStep =>
  step(id, { act: { do: 'dilate', balloon: { kind: 'NC', ...(diameterMm === null ? {} : { diameterMm }), pressureAtm: 12 } }, ...more });
const used = (plan: PlanContent, template: PlanTemplate, take: RungLetter | 'all' = 'all', facts: CaseFacts = {}): PlanContent => {
  let n = 0;
  const newId = (): string => {
    n += 1;
    return `new-${n}`;
  };
  const result = planWithTemplate(plan, template, take, { facts, doing: {}, newId });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};
const acts = (plan: PlanContent): readonly unknown[] => stepsOf(plan).map(({ step: { act } }) => act);

describe('a template keeps', () => {
  it('steps, stop rules, limits, access and guides, and nothing that was chosen for one lesion', () => {
    const override = { rules: ['S140'] as const, reason: 'Muster, Anna' };
    const device = { item: null, name: 'Gaia 3', sizeMm: null, count: 2 };
    const plan = planOf(
      { A: [step('a', { aim: 'distal cap', minutes: 10, at: mm(4.5), track: 'extraplaque', because: ['S083'], override, devices: [device] })] },
      { access: 'radial 7F', guides: 'AL 1', notes: 'Muster, Anna', keyImages: [image('cap of Muster, Anna')] },
    );
    const [a, ...rest] = plan.rungs;
    const noted = { ...plan, rungs: [{ ...a, letter: 'A' as const, title: 'Antegrade', note: 'Muster, Anna', steps: a?.steps ?? [], stop: stop({ minutes: 20, contrastMl: 150 }) }, ...rest] };
    expect(templateOf(noted)).toEqual({
      rungs: [
        {
          letter: 'A', title: 'Antegrade',
          steps: [{ technique: 'technique a', aim: 'distal cap', devices: [device], minutes: 10, act: null, track: 'extraplaque', because: ['S083'] }],
          stop: { minutes: 20, attempts: null, airKermaGy: null, words: 'stop', isAtContrastLimit: true },
        },
        { letter: 'B', title: 'B', steps: [], stop: null }, { letter: 'C', title: 'C', steps: [], stop: null },
      ],
      budget: { airKermaGy: 5, wireMinutes: 30, totalMinutes: 180 }, access: 'radial 7F', guides: 'AL 1',
    });
    expect(JSON.stringify(templateOf(noted))).not.toContain('Muster');
  });

  it.each([
    ['NC 3.25 x 15', 3.25, 'NC', null], ['NC 3.25 mm, short', 3.25, 'NC, short', null], ['3.0 x 38', 3, 'device', null],
    ['balloon 1.50 mm', 1.5, 'balloon 1.50 mm', 1.5], ['burr 1.51 mm', 1.51, 'burr', null], ['Gaia 3', null, 'Gaia 3', null],
  ] as const)('of %s what fits any vessel', (name, sizeMm, kept, keptMm) => {
    const plan = planOf({ B: [step('b', { devices: [{ item: null, name, sizeMm, count: 1 }] })] });
    expect(templateOf(plan).rungs[1]?.steps[0]?.devices).toEqual([{ item: null, name: kept, sizeMm: keptMm, count: 1 }]);
  });

  it('a balloon or a burr up to 1.5 mm with its size, a larger one without', () => {
    const plan = planOf({ B: [
      dilated('a', 1.5), dilated('b', 1.75),
      step('c', { act: { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.5 } } }),
      step('d', { act: { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.75 } } }),
    ] });
    expect(templateOf(plan).rungs[1]?.steps.map(({ act }) => act)).toEqual([
      { do: 'dilate', balloon: { kind: 'NC', diameterMm: 1.5, pressureAtm: 12 } }, { do: 'dilate', balloon: { kind: 'NC', pressureAtm: 12 } },
      { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.5 } }, { do: 'ablate', atherectomy: { kind: 'rotational' } },
    ]);
  });

  it('nothing of a plan that says nothing', () => {
    expect([EMPTY, planOf({ A: [step('a')] })].map((plan) => isEmptyTemplate(templateOf({ ...plan, rungs: plan.rungs.map((rung) => ({ ...rung, title: '' })) })))).toEqual([true, false]);
    expect([{ access: 'radial' }, { guides: 'AL 1' }, { budget: { ...EMPTY.budget, wireMinutes: 30 } }].map((more) => isEmptyTemplate(templateOf({ ...EMPTY, ...more, rungs: [] })))).toEqual([false, false, false]);
    expect(isEmptyTemplate(templateOf({ ...EMPTY, rungs: [], budget: { ...EMPTY.budget, contrastMl: 200 }, notes: 'x' }))).toBe(true);
  });
});

describe('a template in a plan', () => {
  const template = templateOf(planOf({ A: [step('a', { at: mm(3) }), dilated('b', 3.5)], C: [step('c')] }, { access: 'femoral 8F', guides: '' }));

  it('replaces the ladder under ids of its own; notes, pictures and what it leaves open stay', () => {
    const before = planOf({ B: [step('old')] }, { access: 'radial', guides: 'EBU', notes: 'team', budget: { contrastMl: 90, airKermaGy: 2, wireMinutes: null, totalMinutes: 60 } });
    const after = used(before, { ...template, budget: { airKermaGy: 4, wireMinutes: 20, totalMinutes: null } });
    expect(stepsOf(after).map(({ label, step: { id, technique, at, override } }) => [label, id, technique, at, override])).toEqual([
      ['A1', 'new-1', 'technique a', null, null], ['A2', 'new-2', 'technique b', null, null], ['C1', 'new-3', 'technique c', null, null],
    ]);
    expect(after).toMatchObject({
      access: 'femoral 8F', guides: 'EBU', notes: 'team', keyImages: before.keyImages,
      budget: { contrastMl: 90, airKermaGy: 4, wireMinutes: 20, totalMinutes: 60 },
    });
  });

  it('adds one rung after what is there, and its title and stop rule where there are none', () => {
    const before = planOf({ A: [step('old')] });
    const added = used(before, template, 'A');
    expect(stepsOf(added).map(({ label, step: { id } }) => `${label}:${id}`)).toEqual(['A1:old', 'A2:new-1', 'A3:new-2']);
    expect(added.rungs[0]).toMatchObject({ title: 'A', stop: before.rungs[0]?.stop });
    expect({ ...added, rungs: added.rungs.slice(1) }).toEqual({ ...before, rungs: before.rungs.slice(1) });
    const bare = { ...EMPTY, rungs: EMPTY.rungs.map((rung) => ({ ...rung, title: '' })) };
    expect(used(bare, template, 'A').rungs[0]).toMatchObject({ title: 'A', stop: { words: 'stop', contrastMl: null } });
    expect(used(bare, template, 'B')).toEqual({ ...bare, rungs: bare.rungs.map((rung) => (rung.letter === 'B' ? { ...rung, title: 'B' } : rung)) });
  });

  it('adds no more than anybody reads, and changes nothing then', () => {
    const full = planOf({ A: Array.from({ length: MOST.steps - 1 }, (_, n) => step(`s${n}`)) });
    expect(planWithTemplate(full, template, 'A', { facts: {}, doing: {}, newId: () => 'x' })).toEqual({ ok: false, failure: { code: 'plan/full', most: MOST.steps } });
    expect(stepsOf(used({ ...full, rungs: full.rungs.map((rung) => ({ ...rung, steps: rung.steps.slice(1) })) }, template, 'A'))).toHaveLength(MOST.steps);
  });

  it('takes its contrast from the patient: what is set, else the eGFR; a stop rule that had one follows it', () => {
    const stopped = { ...template, rungs: template.rungs.map((rung) => ({ ...rung, stop: { minutes: 9, attempts: null, airKermaGy: null, words: '', isAtContrastLimit: rung.letter === 'A' } })) };
    const said = (plan: PlanContent, facts: CaseFacts) => {
      const { budget, rungs } = used(plan, stopped, 'all', facts);
      return [budget.contrastMl, ...rungs.map((rung) => rung.stop?.contrastMl)];
    };
    expect(said(EMPTY, {})).toEqual([null, null, null, null]);
    expect(said(EMPTY, { egfr: 40 })).toEqual([120, 120, null, null]);
    expect(said({ ...EMPTY, budget: { ...EMPTY.budget, contrastMl: 75 } }, { egfr: 40 })).toEqual([75, 75, null, null]);
  });

  it('gives as reasons only what the review suggests for this lesion too, and takes its sizes from there', () => {
    const facts: CaseFacts = { proximalReferenceMm: 3.6, distalReferenceMm: 3.02 };
    expect(stepsOf(suggestedPlan(facts)).some(({ step: { because } }) => because.includes('S121'))).toBe(true);
    expect(stepsOf(suggestedPlan(facts)).some(({ step: { because } }) => because.includes('S078'))).toBe(false);
    const sized = templateOf(planOf({ C: [dilated('a', 2.5, { because: ['S121'] }), dilated('b', 2.5, { because: ['S078'] }), dilated('c', 2.5), dilated('d', 1.25, { because: ['S121'] })] }));
    const after = used(EMPTY, sized, 'all', facts);
    expect(stepsOf(after).map(({ step: { because } }) => because)).toEqual([['S121'], [], [], ['S121']]);
    expect(acts(after)).toEqual([3, undefined, undefined, 1.25].map((diameterMm) =>
      ({ do: 'dilate', balloon: { kind: 'NC', pressureAtm: 12, ...(diameterMm === undefined ? {} : { diameterMm }) } })));
  });

  it('is judged by the safety gates: no reason given for another lesion comes along', () => {
    const facts: CaseFacts = { track: 'extraplaque' };
    const ablating = step('a', { act: { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.25 } }, track: 'extraplaque' });
    const rules = planObjections(planOf({ B: [ablating] }), facts).map(({ rule }) => rule);
    expect(rules).not.toEqual([]);
    const reasoned = planOf({ B: [{ ...ablating, override: { rules, reason: 'for that lesion' } }] });
    const standings = (plan: PlanContent) => planObjections(plan, facts).map(({ rule, standing }) => [rule, standing]);
    expect(standings(used(EMPTY, templateOf(reasoned), 'all', facts))).toEqual(standings(planOf({ B: [ablating] })));
    expect(standings(reasoned)).not.toEqual(standings(planOf({ B: [ablating] })));
  });

  it('of a BASE that nobody gave a reason for is BASE by its balloon, so that its gate objects', () => {
    const base = step('a', { act: { do: 'dilate', balloon: { kind: 'NC', pressureAtm: 10 } }, devices: [{ item: 'base-balloon', name: 'balloon', sizeMm: null, count: 1 }] });
    const rules = (steps: readonly PlannedStep[]) => planObjections(used(EMPTY, templateOf(planOf({ A: steps }))), {}).map(({ rule }) => rule);
    expect([rules([base]), rules([{ ...base, devices: [] }])].map((found) => found.includes('S150'))).toEqual([true, false]);
  });
});

describe('a template as a file', () => {
  const content = templateOf(planContent);

  it('comes back as it was', () => {
    expect(templateOfFile(templateFile({ name: 'Antegrade "1"', content }))).toEqual({ ok: true, value: { name: 'Antegrade "1"', content } });
  });

  it.each([
    ['empty', '', null], ['cut off', '{', null], ['a list', '[]', null], ['something else', '{"kind":"something"}', null],
    ['of another format', templateFile({ name: 'x', content }).replace('"format": 1', '"format": 2'), 'format'],
    ['without a name', templateFile({ name: ' ', content }), 'name'],
    ['of a rule that is not known', templateFile({ name: 'x', content }).replace('"S001"', '"S999"'), 'content.rungs.0.steps.0.because.1'],
    ['with a prototype', templateFile({ name: 'x', content }).replace('"rungs"', '"__proto__": {"a": 1}, "rungs"'), 'content'],
  ])('is refused where it is %s', (_, text, where) => {
    expect(templateOfFile(text)).toEqual({ ok: false, failure: { code: 'template/no-file', where } });
  });
});
