import type { KeyImage, PlanContent, PlannedStep, RungLetter, StopRule } from '../../../core/plan/plan.ts';
import type { PlanEvidence } from '../../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';

/** A step with nothing but its name, and what a test says of it. */
export const step = (id: string, more: Partial<PlannedStep> = {}): PlannedStep => ({
  id, technique: `technique ${id}`, aim: '', devices: [], minutes: null, at: null, act: null, track: null, because: [],
  override: null, ...more,
});
export const stop = (more: Partial<StopRule> = {}): StopRule =>
  ({ minutes: null, attempts: null, contrastMl: null, airKermaGy: null, words: 'stop', ...more });
export const image = (id: string): KeyImage => ({ id, sha256: '0'.repeat(64), series: null, caption: `picture ${id}`, detail: '' });

/** A plan with these steps; every rung that has one has a stop rule. */
export const planOf = (rungs: { readonly [letter in RungLetter]?: readonly PlannedStep[] }, more: Partial<PlanContent> = {}): PlanContent => ({
  rungs: (['A', 'B', 'C'] as const).map((letter) => {
    const steps = rungs[letter] ?? [];
    return { letter, title: letter, note: '', steps, stop: steps.length === 0 ? null : stop() };
  }),
  budget: { contrastMl: 200, airKermaGy: 5, wireMinutes: 30, totalMinutes: 180 },
  access: '', guides: '', notes: '', keyImages: [image('one')], ...more,
});

/** A plan decided on nothing. */
export const evidence = (more: Partial<PlanEvidence> = {}): PlanEvidence =>
  ({ lesion: null, facts: [], scores: [], parameters: STANDARD_PARAMETERS, openPoints: [], ...more });
