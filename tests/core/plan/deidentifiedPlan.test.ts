import { expect, it } from 'vitest';
import { vouchedWords } from '../../../core/plan/cleanWords.ts';
import { deidentifiedPlan } from '../../../core/plan/deidentifiedPlan.ts';
import { sealedPlanSchema } from '../../../core/contract/plans.ts';
import { exampleLesion, examplePlan } from '../report/examplePlan.ts';

const cleaned = (plan = examplePlan) => deidentifiedPlan(plan, { patient: 'FM-TEST', uid: (uid) => `2.25.${uid.length}`, vouched: vouchedWords([]) });

it('keeps the measures, the ladder and the scores, and is a plan', () => {
  const { content, evidence } = cleaned();
  expect(evidence.lesion).toMatchObject({ length: exampleLesion.length, sections: exampleLesion.sections, course: exampleLesion.course });
  expect(evidence.scores).toEqual(examplePlan.evidence.scores);
  expect(content.rungs.map(({ steps }) => steps.length)).toEqual([4, 2, 1]);
  expect(sealedPlanSchema.safeParse(cleaned()).success).toBe(true);
});

it('names nobody and no day, and keeps neither what was entered nor what was noted', () => {
  const work = [{ kind: 'note', text: 'of Albrecht' }] as unknown as NonNullable<typeof exampleLesion.work>;
  const clean = cleaned({ ...examplePlan, evidence: { ...examplePlan.evidence, lesion: { ...exampleLesion, work } } });
  const text = JSON.stringify(clean);
  for (const word of ['ALBRECHT', 'Albrecht', 'Josef', 'FM-DEMO-0047', '1955', '2026', 'A. Operator', 'opr_0123', 'Hydrate', 'CorCTA', '1.2.826', 'Berlin', exampleLesion.vessel]) expect([word, text.includes(word)]).toEqual([word, false]);
  expect(clean.evidence.facts.map(({ path }) => path)).toEqual(['vessel', 'stump', 'ctCalcium.maxArcDeg']);
});
