import { expect, it } from 'vitest';
import type { PlanEvidence } from '../../../../core/plan/sealedPlan.ts';
import { mm } from '../../../../core/units.ts';
import { isSameWork, movedSince, movedUnmeasured } from '../../../../renderer/features/plan/sameWork.ts';
import { planEvidence } from '../../../contract/fixtures/values.ts';
import { entry } from '../../../core/lesion/lesionEntries.ts';

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

it('tells what is otherwise since it was signed, by length and J-CTO', () => {
  const measured = { ...planEvidence, lesion: { ...lesion, length: mm(15) } };
  const jCto = (span: readonly [number, number]): PlanEvidence['scores'] => scores.map((score) => (score.id === 'j-cto' ? { ...score, span } : score));
  const signed = { ...planEvidence, scores: jCto([3, 4]) };
  expect(movedSince(signed, signed)).toBeNull();
  expect(movedSince(signed, { ...measured, scores: jCto([2, 3]) })).toEqual({ since: 'measured otherwise since', what: `length ${lesion.length.toFixed(1)} mm → 15.0 mm, J-CTO 3–4 → 2–3` });
  expect(movedSince(signed, { ...signed, scores: jCto([4, 4]) })).toEqual({ since: 'known otherwise since', what: 'J-CTO 3–4 → 4' });
  expect(movedSince(signed, { ...signed, lesion: null, scores: [] })).toEqual({ since: 'measured otherwise since', what: `length ${lesion.length.toFixed(1)} mm → not measured, J-CTO 3–4 → not scored` });
  expect(movedSince(signed, { ...signed, lesion: { ...lesion, cautions: ['another'] } })).toEqual({ since: 'known otherwise since', what: 'length and J-CTO as they were' });
});

it('while nothing is measured, tells what was found last, else that the vessel was worked on', () => {
  const entries = (lesion.work ?? []).map((content, n) => entry(content, lesion.vessel, `2026-11-12T19:31:0${n}.000Z`));
  const found = { since: 'measured otherwise since', what: 'length 32.4 mm → 15.0 mm' };
  const worked = { since: 'worked on since', what: 'not measured at this station' };
  const cap = entry({ kind: 'cap', which: 'distal', at: lesion.proximalCap } as const, lesion.vessel, '2026-11-12T19:32:00.000Z');
  expect([movedUnmeasured(null, planEvidence, entries), movedUnmeasured(null, planEvidence, [...entries, cap]), movedUnmeasured(found, planEvidence, entries)])
    .toEqual([null, worked, found]);
  const { work: _, ...old } = lesion;
  expect(movedUnmeasured(null, { ...planEvidence, lesion: old }, [...entries, cap])).toBeNull();
});
