import { expect, it } from 'vitest';
import type { PlanEvidence } from '../../../../core/plan/sealedPlan.ts';
import { mm } from '../../../../core/units.ts';
import { isSameWork } from '../../../../renderer/features/plan/sameWork.ts';
import { planEvidence } from '../../../contract/fixtures/values.ts';

const { lesion, scores } = planEvidence;
if (lesion === null) throw new Error('no lesion');
const withScore = (more: object): PlanEvidence => ({ ...planEvidence, scores: scores.map((score) => ({ ...score, ...more })) });

it('is the same but for its open points, and another where a span, a sure length or metal is', () => {
  expect(isSameWork(planEvidence, { ...planEvidence, openPoints: [] })).toBe(true);
  expect(isSameWork(planEvidence, withScore({ span: [2, 3] }))).toBe(false);
  expect(isSameWork(planEvidence, withScore({ least: 3 }))).toBe(false);
  expect(isSameWork(planEvidence, { ...planEvidence, lesion: { ...lesion, sureLengths: [mm(1.9)] } })).toBe(false);
  expect(isSameWork(planEvidence, { ...planEvidence, lesion: { ...lesion, metal: [] } })).toBe(false);
});

it('what an older version could not seal does not make it look unsigned', () => {
  const { sureLengths: _, metal: ____, work: __, ...old } = lesion;
  const sealed = { ...planEvidence, lesion: old, scores: scores.map(({ span: ___, ...score }) => score) };
  expect(isSameWork(sealed, planEvidence)).toBe(true);
  expect(isSameWork(sealed, withScore({ least: 3 }))).toBe(false);
});

it('nor does a draft of the second reader that it sealed', () => {
  const draft = { kind: 'review', at: lesion.proximalCap, arcs: null, areas: null, isFullMoon: false, found: null, reading: 'draft' } as const;
  const sealed = { ...planEvidence, lesion: { ...lesion, work: [...lesion.work ?? [], draft] } };
  expect(isSameWork(sealed, planEvidence)).toBe(true);
  expect(isSameWork(sealed, { ...planEvidence, lesion: { ...lesion, work: [...lesion.work ?? [], { ...draft, reading: 1 }] } })).toBe(false);
});
