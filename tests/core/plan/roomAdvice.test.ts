import { expect, it } from 'vitest';
import type { PlanContent, PlannedStep } from '../../../core/plan/plan.ts';
import { offTheTable, roomChange } from '../../../core/plan/roomAdvice.ts';
import type { PlanEvidence } from '../../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';

const step = (id: string, rest: Partial<PlannedStep>): PlannedStep => ({
  id, technique: id, aim: '', devices: [], minutes: null, at: null, act: null, track: null, because: [], override: null, ...rest,
});
const burr = { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.25 } } as const;
const content: PlanContent = {
  rungs: [
    { letter: 'A', title: '', note: '', stop: null, steps: [step('wire', { track: 'intraplaque' })] },
    {
      letter: 'B', title: '', note: '', stop: null,
      steps: [
        step('burr', { act: burr }), step('kept', { act: burr, override: { rules: ['S089', 'S143'], reason: 'seen in two views' } }),
        step('small', { act: { do: 'dilate', balloon: { kind: 'SC', diameterMm: 1.2, pressureAtm: 10 } } }),
      ],
    },
    { letter: 'C', title: '', note: '', stop: null, steps: [step('high', { act: { do: 'dilate', balloon: { kind: 'NC', diameterMm: 3, pressureAtm: 20 } } })] },
  ],
  budget: { contrastMl: null, airKermaGy: null, wireMinutes: null, totalMinutes: null }, access: '', guides: '', notes: '', keyImages: [],
};
const evidence: PlanEvidence = { lesion: null, facts: [], scores: [], parameters: STANDARD_PARAMETERS, openPoints: [] };
const plan = { content, evidence };
const unproven = { track: 'intraplaque', isTrackProven: false, phase: 'device' } as const;
const proven = { ...unproven, isTrackProven: true };
const outside = { ...unproven, track: 'extraplaque' } as const;
const off = (now: Parameters<typeof offTheTable>[1]): readonly string[] => [...offTheTable(plan, now).keys()].toSorted();

it('takes off the table what the track forbids, and not what was kept by a reason', () => {
  expect(off(proven)).toEqual([]);
  expect(off(unproven)).toEqual(['burr']);
  expect(off(outside)).toEqual(['burr', 'high']);
  expect(offTheTable(plan, outside).get('high')).toContain('14 atm');
});

it('says what a change of track changes, both ways', () => {
  const closing = roomChange(plan, proven, outside);
  expect(closing.off).toEqual(['No balloon from 14 atm', 'No rotational, orbital, laser', 'No OPN']);
  expect(closing.steps.map(({ label }) => label)).toEqual(['B1', 'C1']);
  expect(closing.possible).toEqual([]);
  const opening = roomChange(plan, outside, proven);
  expect([opening.off, opening.steps]).toEqual([[], []]);
  expect(opening.possible).toContain('OPN at 40 to 50 atm');
});

it('says what the review says from a phase on, and nothing where nothing changed', () => {
  expect(roomChange(plan, { ...proven, phase: 'cap' }, { ...proven, phase: 'device' }).advice.length).toBeGreaterThan(0);
  expect(roomChange(plan, proven, proven)).toEqual({ off: [], possible: [], steps: [], advice: [] });
});
